import { describe, expect, test } from 'vitest';
import { type Code, codeOf, declared } from './code.ts';
import { constant, type Fields, normalized, refs } from './plans.ts';

// Made up, each in the form of its kind.
const keyId = 'AKIAQWERTYUIOPASDFGH';
const random = 'q8Zr2LxV0pYt5WmKd7Sb3NcJ';
const texts: Readonly<Record<string, string>> = {
  'aws-access-key-id': `export AWS_ACCESS_KEY_ID=${keyId}`,
  'private-key': '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----',
  'github-token': `ghp_${'a1B2'.repeat(9)}`,
  'slack-token': 'xoxb-1234567890-abcdefghij',
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl',
  'password-in-url': 'postgres://app:s3cr3tpass@db.local/app',
};

const blocks = (code: Code) => declared(code, 'terraform_block');
const inResource = (block: Fields): Code => ({ root: { resources: { 'aws_x.y': block } } });
const literalsOf = async (code: Code) =>
  (await blocks(code)).flatMap(({ address, attributes }) =>
    (attributes['literals'] as Fields[]).map((said) => [address, said['path'], said['kinds'], said['named']]),
  );

test.each(Object.entries(texts))('%s by its form', async (kind, text) => {
  expect(await literalsOf(inResource({ user_data: constant(text) }))).toEqual([
    ['aws_x.y', '/user_data', [kind], false],
  ]);
});

test.each([
  ['an example of AWS', 'AKIAIOSFODNN7EXAMPLE'],
  ['a URL without a password', 'https://user@example.com/a:b'],
  ['a password to be filled in', 'postgres://user:<password>@host/db'],
  ['plain text', 'hello world'],
])('%s has none', async (_, text) => {
  expect(await literalsOf(inResource({ user_data: constant(text) }))).toEqual([]);
});

describe('under the name of a secret', () => {
  test.each([
    'password',
    'db_password',
    'apiKey',
    'AUTH_TOKEN',
    'client-secret',
    'master_password_wo',
    'secret_string',
    'DBPassword',
  ])('%s', async (name) => {
    expect(await literalsOf(inResource({ [name]: constant(random) }))).toEqual([
      ['aws_x.y', `/${name}`, [], true],
    ]);
  });

  test.each([
    'secret_name',
    'secret_arn',
    'token_url',
    'password_policy',
    'manage_master_user_password',
    'hash_key',
    'token_validity',
  ])('not %s', async (name) => {
    expect(await literalsOf(inResource({ [name]: constant(random) }))).toEqual([]);
  });

  test.each([
    ['an ARN', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:x-AbCdEf'],
    ['a path', '/prod/db/password'],
    ['words', 'prod-orders-db-credentials'],
    ['a URL', 'https://login.example.com/oauth2/token'],
    ['a short one', 'abc'],
    ['a sentence', 'The password of the database'],
    ['a reference of CloudFormation', '{{resolve:secretsmanager:x}}'],
    ['a flag', 'true'],
  ])('no secret: %s', async (_, text) => {
    expect(await literalsOf(inResource({ password: constant(text) }))).toEqual([]);
  });

  test('numbers about it, never the text', async () => {
    const [found] = await blocks(inResource({ password: constant(random) }));
    expect(found?.attributes).toEqual({
      block: 'resource',
      literals: [{ path: '/password', kinds: [], named: true, entropy: 4.58, long: true }],
    });
    expect(found).toMatchObject({ key: 'terraform_block aws_x.y', mode: 'declaration', sensitive: [] });
  });

  test('in pairs of name and value', async () => {
    const block = { environment_variable: [{ name: constant('DB_PASSWORD'), value: constant(random) }] };
    expect(await literalsOf(inResource(block))).toEqual([
      ['aws_x.y', '/environment_variable/0/value', [], true],
    ]);
    const map = {
      environment: constant([
        { name: 'X', value: random },
        { key: 'API_TOKEN', value: random },
      ]),
    };
    expect(await literalsOf(inResource(map))).toEqual([['aws_x.y', '/environment/1/value', [], true]]);
  });
});

test('in every kind of block', async () => {
  const code: Code = {
    providers: { 'aws.x': { name: 'aws', alias: 'x', expressions: { secret_key: constant(random) } } },
    variables: { key: { default: texts['jwt'] }, map: { default: { a: { password: random } } } },
    root: {
      outputs: { o: constant(texts['jwt']) },
      resources: {
        'aws_x.each': { for_each: constant({ a: { password: random } }) },
        'data.aws_x.d': { 'a/b': constant({ token: random }) },
      },
      calls: {
        m: { with: { password: constant(random) }, resources: { 'aws_x.y': { token: constant(random) } } },
      },
    },
  };
  const found = (await literalsOf(code)).map(([address, path]) => `${address} ${path}`).sort();
  expect(found).toEqual([
    'aws_x.each /for_each/a/password',
    'data.aws_x.d /a~1b/token',
    'module.m /password',
    'module.m.aws_x.y /token',
    'output.o /value',
    'provider.aws.x /secret_key',
    'var.key /default',
    'var.map /default/a/password',
  ]);
  expect(await declared(code, 'terraform_configuration')).toMatchObject([
    { address: 'configuration', attributes: { blocks: 8 } },
  ]);
});

describe('variables with the name of a secret', () => {
  const sensitive = async (code: Code) =>
    Object.fromEntries(
      (await blocks(code)).map(({ address, attributes }) => [address, attributes['sensitive']]),
    );

  test.each<[string, Fields, unknown, boolean | undefined]>([
    ['not marked', {}, undefined, false],
    ['marked', { sensitive: true }, undefined, true],
    ['ephemeral', { ephemeral: true }, undefined, true],
    ['that are given an ARN', {}, 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:x', undefined],
    ['that are given a flag', {}, true, undefined],
    ['that are given a secret', {}, random, false],
    ['whose default is a number', { default: 3 }, undefined, undefined],
    ['whose default is null', { default: null }, undefined, false],
  ])('%s', async (_, declaration, value, expected) => {
    const code = {
      variables: { db_password: declaration },
      given: value === undefined ? {} : { db_password: value },
    };
    expect(await sensitive(code)).toEqual(expected === undefined ? {} : { 'var.db_password': expected });
  });

  test('of modules that are folders, not of those that come from elsewhere', async () => {
    const plan = codeOf({ root: { calls: { own: {}, other: {} } } });
    const { module_calls: calls } = (plan['configuration'] as { root_module: { module_calls: Fields } })
      .root_module;
    for (const [name, source] of [
      ['own', '../own'],
      ['other', 'terraform-aws-modules/rds/aws'],
    ] as const) {
      const call = calls[name] as { source: string; module: { variables: Fields } };
      call.source = source;
      call.module.variables = { password: {} };
    }
    const { document } = await normalized(plan);
    expect(document.declarations.map(({ address }) => address)).toEqual([
      'module.own.var.password',
      'configuration',
    ]);
  });
});

test('no suspect text leaves the program', async () => {
  const given = 'f7Kd93Lmz0Qw';
  const { document, redact } = await normalized(
    codeOf({
      ...inResource({ password: constant(random), user_data: constant(texts['github-token']) }),
      variables: { api_token: {} },
      given: { api_token: given },
    }),
  );
  const said = JSON.stringify(document);
  for (const secret of [random, given, texts['github-token'] as string]) {
    expect(said).not.toContain(secret);
    expect(redact(`a ${secret} b`)).toBe('a (sensitive) b');
  }
});

test('nothing without a configuration, and references are no texts', async () => {
  expect(await blocks(inResource({ password: refs('var.password') }))).toEqual([]);
  const { configuration: _, ...rest } = codeOf({});
  expect((await normalized(rest)).document.declarations).toEqual([]);
});
