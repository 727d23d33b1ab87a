import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixture, report, run, tempFolder } from '../cli/run.ts';
import { rawItem } from '../read/aws-config/raw.ts';
import { checkLive, reportLive, serve } from './endpoint/run.ts';
import type { RawItem } from './endpoint/wire.ts';

/** Every fixture of a service: some 100 items of some 90 types. */
const estate = readdirSync(fixture('aws-config'))
  .filter((name) => name.endsWith('.json'))
  .flatMap(
    (name) =>
      (
        JSON.parse(readFileSync(fixture(join('aws-config', name)), 'utf8')) as {
          configurationItems: RawItem[];
        }
      ).configurationItems,
  )
  .filter((item) => item['awsAccountId'] === '444455556666');
const regions = ['eu-central-1', 'us-east-1'].flatMap((region) => ['--region', region]);

describe('the account of the credentials', () => {
  test('by query, page by page: what the file of the same items gives', async () => {
    const served = await serve({ items: estate, pageSize: 7 });
    const { code, report: live } = await reportLive(served, ...regions);
    const cwd = tempFolder({
      'a.json': JSON.stringify({ fileVersion: '1.0', configurationItems: estate }),
    });
    const { report: file } = await report([...regions, 'a.json'], { cwd });
    const said = (found: typeof live) =>
      found.results.map(({ rule, verdict, address }) => `${rule} ${verdict} ${address}`).sort();
    expect(code).toBe(1);
    expect(live.inputs[0]?.resources).toBe(file.inputs[0]?.resources);
    // A file does not say what is recorded, which makes more verdicts unknown: what it decides, the live one does.
    const decided = (found: typeof live) => said(found).filter((line) => line.includes(' fail '));
    expect(decided(live)).toEqual(expect.arrayContaining(decided(file)));
    expect(
      served.requests.filter(({ operation }) => operation === 'SelectResourceConfig').length,
    ).toBeGreaterThan(10);
    expect(live.inputs[0]?.warnings).toContainEqual(
      `read through the endpoint ${served.url}, which is not one of AWS`,
    );
  });

  test('types that queries do not serve are listed and got, without tags', async () => {
    const items = [
      rawItem('AWS::SQS::Queue', 'q', { tags: { Owner: 'x' } }),
      rawItem('AWS::DynamoDB::Table', 't', { tags: { Owner: 'x' } }),
    ];
    const served = await serve({ items, unserved: ['AWS::SQS::Queue'] });
    const { report: found } = await reportLive(served, '--rule', 'TAG-ALL-01');
    const verdicts = Object.fromEntries(found.results.map(({ type, verdict }) => [type, verdict]));
    // Tags that are not carried are not missing tags.
    expect(verdicts).toEqual({ aws_dynamodb_table: 'fail', aws_sqs_queue: 'unknown' });
  });

  test('one type that the query language does not know costs no other its items', async () => {
    const items = [rawItem('AWS::SQS::Queue', 'q'), rawItem('AWS::SNS::Topic', 't')];
    const served = await serve({ items, unqueryable: ['AWS::SQS::Queue'], unknown: ['AWS::MSK::Cluster'] });
    const { report: found } = await reportLive(served);
    expect(found.inputs[0]?.live?.items).toBe(2);
    expect(found.inputs[0]?.warnings).toContainEqual('AWS Config does not know there: AWS::MSK::Cluster');
  });

  test('types that driftgate does not know are named', async () => {
    const items = ['B', 'A', 'C'].map((name) => rawItem(`AWS::New::${name}`, 'x'));
    const served = await serve({ items: [...items, rawItem('AWS::SQS::Queue', 'q')], pageSize: 2 });
    const told = 'not read, since driftgate does not know them: AWS::New::A, AWS::New::B, AWS::New::C';
    for (const uri of ['aws-config:', 'aws-config:org']) {
      const { report: found } = await reportLive(served, uri);
      expect(found.inputs[0]?.warnings).toContainEqual(told);
    }
    const denied = await serve({ items }, ({ operation }) =>
      operation === 'GetDiscoveredResourceCounts' ? { error: 'AccessDeniedException' } : undefined,
    );
    expect((await reportLive(denied)).report.inputs[0]?.warnings).toContainEqual(
      'which further types there are of eu-central-1 is not known: access denied',
    );
  });

  test('of an account that is not the one asked for: exit 2', async () => {
    const served = await serve({ items: [rawItem('AWS::SQS::Queue', 'q')] });
    const { code, err } = await checkLive(served, '--account', '111122223333');
    expect(code).toBe(2);
    expect(err).toContain('the credentials are of account 444455556666, and do not show 111122223333');
  });

  test('a type that is not recorded is not asked for', async () => {
    const recorders = [
      {
        arn: 'arn:aws:config:eu-central-1:444455556666:configuration-recorder/default/x',
        recordingGroup: {
          allSupported: false,
          resourceTypes: ['AWS::SQS::Queue'],
          recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' },
        },
      },
    ];
    const served = await serve({
      items: [rawItem('AWS::SQS::Queue', 'q'), rawItem('AWS::SNS::Topic', 't')],
      recorders,
    });
    const { report: found } = await reportLive(
      served,
      '--type',
      'AWS::SQS::Queue',
      '--type',
      'AWS::SNS::Topic',
    );
    expect(found.inputs[0]?.live?.items).toBe(1);
    expect(found.inputs[0]?.warnings).toContainEqual(
      'the recorder of eu-central-1 does not record AWS::SNS::Topic',
    );
  });

  test('a VPC without flow logs fails where they are recorded, and is unknown in a file that does not say', async () => {
    const vpc = rawItem('AWS::EC2::VPC', 'vpc-1', { configuration: { vpcId: 'vpc-1', isDefault: false } });
    const served = await serve({ items: [vpc] });
    const { report: live } = await reportLive(served, '--rule', 'LOG-VPC-01');
    expect(live.results.map(({ verdict }) => verdict)).toEqual(['fail']);
    const cwd = tempFolder({ 'a.json': JSON.stringify({ fileVersion: '1.0', configurationItems: [vpc] }) });
    const { report: file } = await report(['--rule', 'LOG-VPC-01', 'a.json'], { cwd });
    expect(file.results.map(({ verdict }) => verdict)).toEqual(['unknown']);
    // A snapshot of driftgate's own knows it.
    const made = await run(['snapshot', '-o', 'live.json.gz'], { cwd, env: served.env });
    expect([made.code, made.out]).toEqual([0, 'wrote 1 items to live.json.gz\n']);
    const { report: kept } = await report(['--rule', 'LOG-VPC-01', 'live.json.gz'], { cwd });
    expect(kept.results.map(({ verdict }) => verdict)).toEqual(['fail']);
  });
});

describe('an aggregator', () => {
  const items = [
    rawItem('AWS::SQS::Queue', 'a'),
    rawItem('AWS::SQS::Queue', 'b', {
      awsAccountId: '111122223333',
      ARN: 'arn:aws:sqs:eu-central-1:111122223333:b',
    }),
    rawItem('AWS::SQS::Queue', 'c', { awsRegion: 'us-east-1', ARN: 'arn:aws:sqs:us-east-1:444455556666:c' }),
    rawItem('AWS::SNS::Topic', 'd', { awsAccountId: '111122223333' }),
  ];
  const read = async (unserved: readonly string[], ...flags: string[]) => {
    const served = await serve({ items, unserved, pageSize: 1 });
    const { report: found } = await reportLive(served, ...flags, 'aws-config:org');
    return found.inputs[0]?.live?.items;
  };
  test.each([[[]], [['AWS::SQS::Queue', 'AWS::SNS::Topic']]])(
    'all accounts and regions, unserved %j',
    async (unserved) => {
      expect(await read(unserved)).toBe(4);
      expect(await read(unserved, '--account', '111122223333')).toBe(2);
      expect(await read(unserved, '--region', 'us-east-1', '--type', 'AWS::SQS::Queue')).toBe(1);
    },
  );
  test('a source that failed or is outdated: exit 2, or said with --allow-stale', async () => {
    const sources = [
      {
        SourceId: '444455556666',
        SourceType: 'ACCOUNT',
        AwsRegion: 'eu-central-1',
        LastUpdateStatus: 'SUCCEEDED',
      },
      {
        SourceId: '111122223333',
        SourceType: 'ACCOUNT',
        AwsRegion: 'eu-central-1',
        LastUpdateStatus: 'OUTDATED',
      },
    ];
    const served = await serve({ items, sources, pageSize: 1 });
    const told = 'what AWS Config shows may be old: 111122223333 eu-central-1 is OUTDATED';
    const refused = await checkLive(served, 'aws-config:org');
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(told);
    const { report: found } = await reportLive(served, '--allow-stale', 'aws-config:org');
    expect(found.inputs[0]?.warnings).toContainEqual(told);
    expect((await checkLive(served, '--account', '444455556666', 'aws-config:org')).code).not.toBe(2);
  });
});

describe('snapshot', () => {
  test('what is fetched is judged as what is live, and is the same bytes each time', async () => {
    const served = await serve({ items: estate, pageSize: 9 });
    const cwd = tempFolder();
    const { env } = served;
    for (const out of ['a.json', 'b.json', 'c.json.gz'])
      expect((await run(['snapshot', ...regions, '--out', out], { cwd, env })).code).toBe(0);
    expect(readFileSync(join(cwd, 'a.json'), 'utf8')).toBe(readFileSync(join(cwd, 'b.json'), 'utf8'));
    const { report: live } = await reportLive(served, ...regions);
    for (const file of ['a.json', 'c.json.gz']) {
      const { report: stored } = await report(['--allow-empty', file], { cwd });
      const where = ({ results }: typeof live) => results.map((result) => ({ ...result, input: '' }));
      expect(where(stored)).toEqual(where(live));
    }
    expect(readdirSync(cwd).sort()).toEqual(['a.json', 'b.json', 'c.json.gz']);
  });

  test('of another form: a file, and nothing that is no AWS Config', async () => {
    const cwd = tempFolder({ 'p.json': '{"format_version":"1.2","resource_changes":[]}' });
    const merged = await run(['snapshot', fixture('aws-config/rds.json'), '-o', 'm.json'], { cwd });
    expect([merged.code, merged.out]).toEqual([0, 'wrote 8 items to m.json\n']);
    const plan = await run(['snapshot', 'p.json', '-o', 'x.json'], { cwd });
    expect([plan.code, readdirSync(cwd).includes('x.json')]).toEqual([2, false]);
  });
});
