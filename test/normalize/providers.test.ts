import { describe, expect, test } from 'vitest';
import { type Code, declared } from './code.ts';
import { type Change, constant, type Fields, refs } from './plans.ts';

const aws = (expressions?: Fields, more: Fields = {}): Fields => ({
  name: 'aws',
  full_name: 'registry.terraform.io/hashicorp/aws',
  ...more,
  ...(expressions === undefined ? {} : { expressions }),
});
const region = { region: constant('eu-west-1') };
const topics = (...providers: readonly string[]): Code['root'] => ({
  resources: Object.fromEntries(providers.map((provider, n) => [`aws_sns_topic.t${n}`, { provider }])),
});
const providers = (code: Code) => declared(code, 'terraform_provider');
const addresses = async (code: Code) => (await providers(code)).map(({ address }) => address).sort();

describe('which there are', () => {
  test.each<[string, Code, readonly string[]]>([
    [
      'aliases',
      { providers: { aws: aws(region), 'aws.west': aws(region, { alias: 'west' }) } },
      ['provider.aws', 'provider.aws.west'],
    ],
    [
      'other providers',
      { providers: { random: { name: 'random', expressions: {} } }, root: topics('aws') },
      ['provider.aws'],
    ],
    ['a fork', { providers: { aws: aws(region, { full_name: 'example.com/acme/aws' }) } }, ['provider.aws']],
    ['another local name', { providers: { cloud: aws(region, { name: 'cloud' }) } }, ['provider.cloud']],
    ['a name that is taken', { providers: { aws: aws(region, { full_name: 'example.com/acme/fake' }) } }, []],
    ['before full names', { providers: { aws: { name: 'aws', expressions: region } } }, ['provider.aws']],
    [
      'in a module',
      { providers: { 'module.a.module.b:aws.x': aws(region) } },
      ['module.a.module.b.provider.aws.x'],
    ],
    [
      'in a module, by Terraform 0.12',
      { providers: { 'a.b:aws': aws(region) } },
      ['module.a.module.b.provider.aws'],
    ],
    ['without arguments, used', { providers: { aws: aws() }, root: topics('aws') }, ['provider.aws']],
    [
      'without arguments, unused',
      { providers: { aws: aws(), 'aws.x': aws(region) }, root: topics('aws.x') },
      ['provider.aws.x'],
    ],
    ['not written at all, used', { providers: {}, root: topics('aws') }, ['provider.aws']],
    [
      'inherited by a module',
      {
        providers: { aws: aws(region), 'module.m:aws': aws() },
        root: { calls: { m: topics('module.m:aws') ?? {} } },
      },
      ['provider.aws'],
    ],
    [
      'inherited by a module from none',
      { providers: { 'module.m:aws': aws() }, root: { calls: { m: topics('module.m:aws') ?? {} } } },
      ['provider.aws'],
    ],
  ])('%s', async (_, code, expected) => {
    expect(await addresses(code)).toEqual(expected);
  });
});

describe('attributes', () => {
  test('constants and blocks in the shape of the provider, references unknown', async () => {
    const expressions = {
      ...region,
      profile: refs('var.profile'),
      max_retries: {},
      assume_role: [{ role_arn: constant('arn:aws:iam::111122223333:role/ci'), external_id: refs('var.id') }],
      ignore_tags: { keys: constant(['a']) },
    };
    const [provider] = await providers({ providers: { aws: aws(expressions) } });
    expect(provider).toMatchObject({ mode: 'declaration', name: 'aws', provider: 'aws', taggable: false });
    expect(provider?.attributes).toEqual({
      region: 'eu-west-1',
      assume_role: [{ role_arn: 'arn:aws:iam::111122223333:role/ci' }],
      ignore_tags: [{ keys: ['a'] }],
    });
    expect(provider?.unknown).toEqual({
      '/profile': ['var.profile'],
      '/max_retries': [],
      '/assume_role/0/external_id': ['var.id'],
    });
  });

  test('no credential is left in them', async () => {
    const expressions = {
      access_key: constant('test'),
      secret_key: constant('a'),
      token: constant('t'),
      http_proxy: constant('http://me:hunter22@proxy.local'),
    };
    const [provider] = await providers({ providers: { aws: aws(expressions) } });
    expect(provider?.attributes).toEqual({
      access_key: '(sensitive)',
      secret_key: '(sensitive)',
      token: '(sensitive)',
      http_proxy: 'http://me:(sensitive)@proxy.local',
    });
  });
});

describe('default_tags by reference', () => {
  const tagged = (tags: Fields, all: Fields): Change => ({ after: { tags, tags_all: all } });
  const code = (changes: Code['changes'], tags: Fields | undefined = refs('local.tags')): Code => ({
    providers: { aws: aws({ ...region, ...(tags === undefined ? {} : { default_tags: [{ tags }] }) }) },
    root: topics('aws', 'aws'),
    ...(changes === undefined ? {} : { changes }),
  });
  const pointer = '/default_tags/0/tags';

  test.each<[string, Code['changes'], Fields | undefined, boolean]>([
    ['no resource', {}, undefined, true],
    [
      'one that states nothing',
      { 'aws_sns_topic.t0': tagged({}, { A: '1', B: '2' }) },
      { A: '1', B: '2' },
      false,
    ],
    [
      'one that states a tag',
      { 'aws_sns_topic.t0': tagged({ B: '3' }, { A: '1', B: '3' }) },
      { A: '1' },
      true,
    ],
    [
      'two that differ in what they state',
      {
        'aws_sns_topic.t0': tagged({ B: '3' }, { A: '1', B: '3' }),
        'aws_sns_topic.t1': tagged({ C: '3' }, { A: '1', C: '3' }),
      },
      { A: '1' },
      false,
    ],
    [
      'one whose tags are not all known',
      {
        'aws_sns_topic.t0': { after: { tags: {}, tags_all: { A: '1' } }, unknown: { tags_all: { B: true } } },
      },
      { A: '1' },
      true,
    ],
  ])('%s', async (_, changes, tags, isOpen) => {
    const [provider] = await providers(code(changes));
    expect(provider?.attributes['default_tags']).toEqual([tags === undefined ? {} : { tags }]);
    expect(provider?.unknown).toEqual(isOpen ? { [pointer]: ['local.tags'] } : {});
  });

  test('constants stay as they are', async () => {
    const changes = { 'aws_sns_topic.t0': tagged({}, { B: '2' }) };
    const [provider] = await providers(code(changes, constant({ A: '1' })));
    expect(provider?.attributes['default_tags']).toEqual([{ tags: { A: '1' } }]);
  });
});
