import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { configTypes } from '../../src/normalize/live.ts';
import { readSource } from '../../src/read/read.ts';
import { run, tempFolder } from '../cli/run.ts';
import { rawItem } from '../read/aws-config/raw.ts';
import { checkLive, reportLive, serve } from './endpoint/run.ts';
import type { Asked, Fault } from './endpoint/server.ts';

/** Whatever is missing, the run could not decide: no verdict comes of the rest. */

const queues = Array.from({ length: 5 }, (_, n) => rawItem('AWS::SQS::Queue', `q${n}`));
const items = [...queues, rawItem('AWS::SNS::Topic', 't'), rawItem('AWS::KMS::Alias', 'a')];
/** Queries that have no rows, so that everything is listed and got. */
const unserved = ['AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::KMS::Alias'];
const types = unserved.flatMap((type) => ['--type', type]);
const of = (type: string) => (asked: Asked) =>
  (asked.body['resourceType'] ?? asked.body['ResourceType']) === type;
const isQueues = of('AWS::SQS::Queue');

const count = async (served: Awaited<ReturnType<typeof serve>>, ...args: string[]) =>
  (await reportLive(served, ...types, ...args)).report.inputs[0]?.live?.items;

async function refused(served: Awaited<ReturnType<typeof serve>>, ...args: string[]): Promise<string> {
  const { code, out, err } = await checkLive(served, ...types, ...args);
  expect([code, out]).toEqual([2, '']);
  return err;
}

const transient: readonly (readonly [string, Fault])[] = [
  ['throttled', { error: 'ThrottlingException' }],
  ['too many requests', { error: 'TooManyRequestsException', status: 429 }],
  ['a failure of the server', { error: 'InternalFailure', status: 500 }],
  ['not available', { error: 'ServiceUnavailable', status: 503 }],
  ['a connection that breaks', 'reset'],
];

describe('A1 throttled, broken, slow', () => {
  test.each(transient)('%s once: asked again', async (_, fault) => {
    const served = await serve({ items, unserved }, ({ operation, count }) =>
      operation === 'ListDiscoveredResources' && count === 1 ? fault : undefined,
    );
    expect(await count(served)).toBe(items.length);
  });
  test.each(transient)('%s for ever: exit 2, naming what is missing', async (_, fault) => {
    const served = await serve({ items, unserved }, (asked) => (isQueues(asked) ? fault : undefined));
    const err = await refused(served);
    expect(err).toMatch(/the listing is not whole.*missing: AWS::SQS::Queue of eu-central-1 \(/);
    expect(err).not.toContain('AWS::SNS::Topic');
  });
  test('no answer: given up in time', async () => {
    const served = await serve({ items, unserved }, (asked) => (isQueues(asked) ? 'hang' : undefined));
    const filter = { accounts: [], regions: [], types: unserved };
    const config = { filter, types: async () => configTypes, allowStale: false, patience: 150 };
    const io = { cwd: '/', env: served.env, stdin: process.stdin };
    const input = await readSource('aws-config:', io, { config });
    if (!('items' in input)) throw new Error('no items');
    const read = async () => {
      for await (const item of input.items()) expect(item.type).not.toBe('AWS::SQS::Queue');
    };
    await expect(read()).rejects.toThrow('AWS::SQS::Queue of eu-central-1 (no answer in time)');
  });
  test.each([
    ['a query', 'SelectResourceConfig', '3 types of eu-central-1, by query'],
    ['a listing', 'ListDiscoveredResources', 'AWS::SQS::Queue of eu-central-1'],
    ['what is got', 'BatchGetResourceConfig', 'AWS::SQS::Queue of eu-central-1'],
    ['the recorder', 'DescribeConfigurationRecorders', 'the recorder of eu-central-1'],
  ])('an answer that is cut short, of %s: exit 2', async (_, operation, missing) => {
    const served = await serve({ items, unserved }, (asked) =>
      asked.operation === operation ? { cut: 9 } : undefined,
    );
    expect(await refused(served)).toContain(`${missing} (the answer is cut short or no JSON)`);
  });
});

describe('A2 access denied', () => {
  test.each(['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation'])(
    '%s on one type',
    async (error) => {
      const served = await serve({ items, unserved }, (asked) => (isQueues(asked) ? { error } : undefined));
      const err = await refused(served);
      expect(err).toContain('missing: AWS::SQS::Queue of eu-central-1 (access denied)');
      expect(served.requests.filter(isQueues)).toHaveLength(1);
    },
  );
  test('in one region of two', async () => {
    const served = await serve({ items, unserved }, ({ region }) =>
      region === 'us-east-1' ? { error: 'AccessDeniedException' } : undefined,
    );
    const err = await refused(served, '--region', 'eu-central-1', '--region', 'us-east-1');
    expect(err).toContain('missing: the recorder of us-east-1 (access denied)');
  });
  test('an aggregator that is not there, and no recorder', async () => {
    const gone = await serve({ items }, ({ operation }) =>
      operation === 'DescribeConfigurationAggregatorSourcesStatus'
        ? { error: 'NoSuchConfigurationAggregatorException' }
        : undefined,
    );
    expect(await refused(gone, 'aws-config:org')).toContain('(there is no such aggregator)');
  });
});

describe('A3 credentials that expire between pages', () => {
  const expires = (good: string) => (asked: Asked) =>
    isQueues(asked) && asked.body['nextToken'] !== undefined && asked.accessKey !== good
      ? ({ error: 'ExpiredTokenException' } as const)
      : undefined;
  test('for good: exit 2, and the first pages are no listing', async () => {
    const served = await serve({ items, unserved, pageSize: 2 }, expires('nobody'));
    expect(await refused(served)).toContain('AWS::SQS::Queue of eu-central-1 (the credentials expired)');
  });
  test('with others to be had: read anew, once', async () => {
    const folder = tempFolder({ serial: '' });
    const process = join(folder, 'credentials.sh');
    // Each start of the process hands out the next key, as a login that is renewed does.
    writeFileSync(
      process,
      `#!/bin/sh\nprintf x >> '${folder}/serial'\nprintf '{"Version":1,"AccessKeyId":"KEY%s","SecretAccessKey":"s"}' "$(wc -c < '${folder}/serial' | tr -d ' ')"\n`,
      { mode: 0o755 },
    );
    writeFileSync(join(folder, 'config'), `[default]\ncredential_process = ${process}\n`);
    const served = await serve({ items, unserved, pageSize: 2 }, expires('KEY2'));
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
    expect(await count(served)).toBe(items.length);
    expect(new Set(served.requests.map(({ accessKey }) => accessKey))).toEqual(new Set(['KEY1', 'KEY2']));
  });
});

describe('A4 tokens', () => {
  test('a token that comes again: exit 2', async () => {
    const served = await serve({ items, unserved }, (asked) =>
      isQueues(asked) ? { answer: { resourceIdentifiers: [], nextToken: 'again' } } : undefined,
    );
    expect(await refused(served)).toContain(
      'AWS::SQS::Queue of eu-central-1 (the request failed (LoopingListing))',
    );
  });
  test('an empty page with a token is followed', async () => {
    let first = true;
    const served = await serve({ items, unserved }, (asked) => {
      if (!isQueues(asked) || !first) return undefined;
      first = false;
      return { answer: { resourceIdentifiers: [], nextToken: 'more' } };
    });
    // The token is of no listing that the endpoint knows: it is begun anew.
    expect(await count(served)).toBe(items.length);
  });
  test('tokens that are never known: exit 2', async () => {
    const served = await serve({ items, unserved, pageSize: 2 }, (asked) =>
      isQueues(asked) && asked.body['nextToken'] !== undefined
        ? { error: 'InvalidNextTokenException' }
        : undefined,
    );
    expect(await refused(served)).toContain('(the request failed (InvalidNextTokenException))');
  });
});

describe('A5 what is left over, gone or not recorded', () => {
  test('keys that AWS leaves over are asked for again', async () => {
    const served = await serve({ items, unserved, leftOver: ['q1', 'q3'] });
    expect(await count(served)).toBe(items.length);
  });
  test('keys that it leaves over for ever: exit 2', async () => {
    const served = await serve({ items, unserved }, ({ operation, body }) =>
      operation === 'BatchGetResourceConfig'
        ? { answer: { baseConfigurationItems: [], unprocessedResourceKeys: body['resourceKeys'] } }
        : undefined,
    );
    expect(await refused(served)).toContain(
      'AWS::SQS::Queue of eu-central-1 (the request failed (UnprocessedKeys))',
    );
  });
  test('what is gone between listing and getting is no resource', async () => {
    let listings = 0;
    const served = await serve({ items, unserved }, (asked) => {
      if (!isQueues(asked) || (listings += 1) > 1) return undefined;
      const names = [...queues.map(({ resourceId }) => resourceId), 'gone'];
      return {
        answer: {
          resourceIdentifiers: names.map((resourceId) => ({ resourceType: 'AWS::SQS::Queue', resourceId })),
        },
      };
    });
    expect(await count(served)).toBe(items.length);
  });
  test('deleted, discovered and not recorded are told apart', async () => {
    const status = (id: string, configurationItemStatus: string) =>
      rawItem('AWS::SQS::Queue', id, { configurationItemStatus });
    const served = await serve({
      items: [
        ...items,
        status('d', 'ResourceDeleted'),
        status('n', 'ResourceNotRecorded'),
        status('f', 'ResourceDiscovered'),
      ],
      unserved,
    });
    const { report: found } = await reportLive(served, ...types);
    expect(found.inputs[0]?.live).toMatchObject({ items: items.length + 2, deleted: 0, notRecorded: 1 });
    expect(found.inputs[0]?.resources).toBe(items.length + 1);
  });
});

describe('A6 recorders', () => {
  const recording = { name: 'default', recording: true, lastStatus: 'SUCCESS' };
  test.each([
    ['stopped', { states: [{ ...recording, recording: false }] }, 'its recorder is stopped'],
    ['failing', { states: [{ ...recording, lastStatus: 'FAILURE' }] }, 'its recorder fails'],
    ['missing', { recorders: [], states: [] }, 'there is no recorder'],
  ])('%s: exit 2, or said with --allow-stale', async (_, more, told) => {
    const served = await serve({ items, unserved, ...more });
    expect(await refused(served)).toContain(`what AWS Config shows may be old: in eu-central-1 ${told}`);
    const { report: found } = await reportLive(served, ...types, '--allow-stale');
    expect(found.inputs[0]?.warnings).toContainEqual(
      `what AWS Config shows may be old: in eu-central-1 ${told}`,
    );
  });
});

test('A8 what moves between pages is there once', async () => {
  // The first page is given twice: a resource that was made meanwhile moved all others.
  const served = await serve({ items: [...queues, ...queues.slice(0, 2)], unserved, pageSize: 2 });
  const { report: found } = await reportLive(served, ...types);
  expect(found.inputs[0]?.resources).toBe(queues.length);
});

test('A9 credentials of another account: exit 2', async () => {
  const served = await serve({ items, unserved });
  const err = await refused(served, '--account', '111122223333');
  expect(err).toContain('the credentials are of account 444455556666, and do not show 111122223333');
});

describe('A10 endpoints', () => {
  test('without TLS to this machine only, and told in the report', async () => {
    const served = await serve({ items, unserved });
    const { report: found } = await reportLive(served, ...types);
    expect(found.inputs[0]?.warnings).toEqual([
      `read through the endpoint ${served.url}, which is not one of AWS`,
    ]);
    const elsewhere = { ...served.env, AWS_ENDPOINT_URL: 'http://config.example.invalid' };
    const err = await refused({ ...served, env: elsewhere });
    expect(err).toContain('the endpoint `http://config.example.invalid` is not encrypted');
    const s3 = await run(['check', 's3://bucket/prefix'], {
      env: elsewhere,
    });
    expect([s3.code, s3.err]).toEqual([2, err]);
  });
  test('with certificates switched off: exit 2', async () => {
    const served = await serve({ items, unserved });
    const env = { ...served.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    expect((await run(['check', 'aws-config:'], { env })).err).toContain('NODE_TLS_REJECT_UNAUTHORIZED');
    expect(served.requests).toEqual([]);
  });
  test('offline: nothing is asked', async () => {
    const served = await serve({ items, unserved });
    for (const uri of ['aws-config:', 's3://bucket/prefix'])
      expect((await run(['check', '--offline', uri], { env: served.env })).code).toBe(2);
    expect(served.requests).toEqual([]);
  });
});

test('a snapshot of a listing that is cut short is not written, and the old one stays', async () => {
  const served = await serve({ items, unserved }, (asked) =>
    isQueues(asked) ? { error: 'AccessDeniedException' } : undefined,
  );
  const cwd = tempFolder({ 's.json.gz': 'the old one' });
  const { code, err } = await run(['snapshot', '-o', 's.json.gz', ...types], { cwd, env: served.env });
  expect([code, err]).toEqual([
    2,
    expect.stringContaining('AWS::SQS::Queue of eu-central-1 (access denied)'),
  ]);
  const { readFileSync, readdirSync } = await import('node:fs');
  expect([readdirSync(cwd), readFileSync(join(cwd, 's.json.gz'), 'utf8')]).toEqual([
    ['s.json.gz'],
    'the old one',
  ]);
});

test('no credentials and no region: exit 2 and what to set', async () => {
  const served = await serve({ items, unserved });
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, undefined);
  expect(await refused(served)).toContain('(the credentials are not valid)');
  vi.stubEnv('AWS_REGION', undefined);
  const { err } = await run(['check', 'aws-config:'], { env: {} });
  expect(err).toContain('no region is set\n  hint: set AWS_REGION');
});
