import { describe, expect, test } from 'vitest';
import type { EnvironmentSources } from '../../src/normalize/normalize.ts';
import { at, normalized, planOf } from './plans.ts';

const bucket = 'aws_s3_bucket.b';

/** Environments of the document and of one resource, as `name (from)`. */
async function environments(sources: EnvironmentSources, tags: unknown = {}, address = bucket) {
  const arn = 'arn:aws:sns:eu-west-1:111122223333:t';
  const { document, before } = await normalized(
    planOf({ [address]: { before: { tags }, after: { arn, tags } } }),
    sources,
  );
  const text = (found?: { name: string; from: string }) => found && `${found.name} (${found.from})`;
  expect(text(before?.source.environment)).toBe(text(document.source.environment));
  return [text(document.source.environment), text(at(document, address).environment)];
}

const pattern = (more: object) => ({ patterns: [{ environment: 'prod', ...more }] });

test.each<[string, EnvironmentSources, unknown, string | undefined, string | undefined]>([
  ['nothing says', {}, {}, undefined, undefined],
  ['the flag', { flag: 'prod' }, {}, 'prod (flag)', 'prod (flag)'],
  [
    'the flag before all',
    { flag: 'dev', workspace: 'prod', config: pattern({}) },
    { Environment: 'test' },
    'dev (flag)',
    'dev (flag)',
  ],
  [
    'its tag before the workspace',
    { workspace: 'dev' },
    { Environment: 'prod' },
    'dev (workspace)',
    'prod (tag)',
  ],
  [
    'the workspace before a pattern',
    { workspace: 'dev', config: pattern({}) },
    {},
    'dev (workspace)',
    'dev (workspace)',
  ],
  ['a pattern', { config: pattern({}) }, {}, 'prod (pattern)', 'prod (pattern)'],
  ['the workspace default says nothing', { workspace: 'default' }, {}, undefined, undefined],
  ['an empty workspace says nothing', { workspace: '' }, {}, undefined, undefined],
  ['the tag of a resource is not that of the document', {}, { Environment: 'prod' }, undefined, 'prod (tag)'],
  [
    'a blank tag says nothing',
    { workspace: 'dev' },
    { Environment: '  ' },
    'dev (workspace)',
    'dev (workspace)',
  ],
  ['the next key where one is blank', {}, { Environment: '', env: 'prod' }, undefined, 'prod (tag)'],
  ['spaces around a tag', {}, { Env: ' Prod ' }, undefined, 'prod (tag)'],
  ['a key in another case is another key', {}, { ENVIRONMENT: 'prod' }, undefined, undefined],
  [
    'keys of the configuration take the place of the usual ones',
    { config: { tags: ['stage'] } },
    { Environment: 'dev', stage: 'prod' },
    undefined,
    'prod (tag)',
  ],
  [
    'keys of the configuration in their order',
    { config: { tags: ['b', 'a'] } },
    { a: 'dev', b: 'prod' },
    undefined,
    'prod (tag)',
  ],
])('%s', async (_, sources, tags, document, resource) => {
  expect(await environments(sources, tags)).toEqual([document, resource]);
});

test.each<[string, Record<string, string> | undefined, string]>([
  ['Production', undefined, 'prod'],
  ['PRD', undefined, 'prod'],
  ['live', undefined, 'prod'],
  ['development', undefined, 'dev'],
  ['stg', undefined, 'staging'],
  ['stage', undefined, 'staging'],
  ['testing', undefined, 'test'],
  ['Sandbox', undefined, 'sandbox'],
  ['blue', { Blue: 'prod' }, 'prod'],
  ['stage', { stage: 'preprod' }, 'preprod'],
  ['production', { live: 'x' }, 'prod'],
  ['__proto__', undefined, '__proto__'],
  ['constructor', {}, 'constructor'],
])('the alias of %s with %j is %s', async (name, aliases, expected) => {
  const config = aliases === undefined ? {} : { aliases };
  for (const sources of [
    { flag: name },
    { workspace: name },
    { config: { patterns: [{ environment: name }] } },
  ]) {
    const [document] = await environments({
      config,
      ...sources,
      ...(sources.config ? { config: { ...config, ...sources.config } } : {}),
    });
    expect(document).toMatch(new RegExp(`^${expected} \\(`));
  }
  expect((await environments({ config }, { Environment: name }))[1]).toBe(`${expected} (tag)`);
});

describe('patterns', () => {
  const inside = 'module.prod-eu["a.b"].aws_s3_bucket.b[0]';

  test.each<[string, object, string, string | undefined, string | undefined]>([
    ['a name of the input', { input: '-' }, bucket, 'prod (pattern)', 'prod (pattern)'],
    ['another input', { input: 'prod/*.json' }, bucket, undefined, undefined],
    [
      'an address holds for its resources only',
      { address: 'aws_s3_bucket.*' },
      bucket,
      undefined,
      'prod (pattern)',
    ],
    ['another address', { address: 'aws_sqs_queue.*' }, bucket, undefined, undefined],
    ['a star does not cross a dot', { address: 'module.*' }, inside, undefined, undefined],
    ['two stars do', { address: 'module.prod-*' + '*' }, inside, undefined, 'prod (pattern)'],
    [
      'brackets and quotes are themselves',
      { address: 'module.prod-eu["a.b"].**' },
      inside,
      undefined,
      'prod (pattern)',
    ],
    ['a dot is itself', { address: 'aws_s3_bucketXb' }, bucket, undefined, undefined],
    ['the whole address', { address: 'aws_s3_bucket' }, bucket, undefined, undefined],
    ['an account', { account: '111122223333' }, bucket, undefined, 'prod (pattern)'],
    ['another account', { account: '999922223333' }, bucket, undefined, undefined],
    [
      'account and address',
      { account: '111122223333', address: 'aws_sqs_queue.*' },
      bucket,
      undefined,
      undefined,
    ],
  ])('%s', async (_, more, address, document, resource) => {
    expect(await environments({ config: pattern(more) }, {}, address)).toEqual([document, resource]);
  });

  test('the first that fits', async () => {
    const patterns = [{ environment: 'a', input: 'z' }, { environment: 'b' }, { environment: 'c' }];
    expect(await environments({ config: { patterns } })).toEqual(['b (pattern)', 'b (pattern)']);
  });
});

test('what is removed has an environment as well, data sources have none', async () => {
  const { document } = await normalized(
    planOf({
      [bucket]: { before: { tags: { Env: 'prod' } }, after: null, actions: ['delete'] },
      'data.aws_x.y': { actions: ['read'] },
    }),
  );
  expect(at(document, bucket).environment).toEqual({ name: 'prod', from: 'tag' });
  expect(at(document, 'data.aws_x.y')).not.toHaveProperty('environment');
});
