import { describe, expect, test } from 'vitest';
import type { RawMask } from '../../src/model/raw.ts';
import { defaults } from '../../src/normalize/defaults.ts';
import { marked } from '../../src/normalize/unknowns.ts';
import { at, type Block, constant, type Fields, planned, refs } from './plans.ts';

describe('pointers of a mask', () => {
  test.each<[RawMask | undefined, readonly string[]]>([
    [undefined, []],
    [false, []],
    [true, ['']],
    [{}, []],
    [{ a: true, b: false, c: true }, ['/a', '/c']],
    [{ a: { b: { c: true } } }, ['/a/b/c']],
    [{ a: [false, true, { b: true }, [], [true]] }, ['/a/1', '/a/2/b', '/a/4/0']],
    [{ a: [{ b: false }], c: {} }, []],
    [{ 'a/b': true, 'c~d': true, '~1': true }, ['/a~1b', '/c~0d', '/~01']],
    [{ tags: { 'a/b': true, 'c~d': true, '': true } }, ['/tags/a~1b', '/tags/c~0d', '/tags/']],
    [
      JSON.parse('{"__proto__": true, "constructor": {"prototype": true}}'),
      ['/__proto__', '/constructor/prototype'],
    ],
  ])('%j', (mask, expected) => {
    expect(marked(mask)).toEqual(expected);
  });
});

const type = 'aws_db_instance';
const only = async (kind: string, block: Block | undefined, unknown: Fields, values: Fields = {}) => {
  const address = `${kind}.r`;
  const root = block === undefined ? {} : { resources: { [address]: block } };
  return at(await planned({ [address]: { after: values, unknown } }, { root }), address);
};

describe('left out or referred to', () => {
  test.each<[string, Block | undefined, unknown, readonly string[] | undefined]>([
    ['left out', {}, false, undefined],
    ['referred to', { multi_az: refs('data.aws_x.y.z') }, undefined, ['data.aws_x.y.z']],
    ['a function of constants, such as timestamp()', { multi_az: {} }, undefined, []],
    ['not in the configuration at all', undefined, undefined, []],
  ])('%s', async (_, block, value, references) => {
    const resource = await only(type, block, { multi_az: true, arn: true });
    expect(resource.attributes['multi_az']).toBe(value);
    expect(resource.unknown['/multi_az']).toEqual(references);
    expect(resource.defaulted['/multi_az']).toBe(
      references === undefined ? 'RDS makes a Single-AZ instance' : undefined,
    );
    expect(resource.unknown['/arn']).toEqual([]);
  });

  test('a value that is known stays, default or not', async () => {
    const resource = await only(type, {}, {}, { multi_az: true });
    expect(resource).toMatchObject({ attributes: { multi_az: true }, defaulted: {}, unknown: {} });
  });

  const cluster = 'aws_rds_cluster';
  test.each<[string, Block, Fields, Fields, boolean]>([
    ['nothing decides instead', {}, {}, {}, true],
    [
      'a snapshot that is given',
      { snapshot_identifier: constant('s') },
      {},
      { snapshot_identifier: 's' },
      false,
    ],
    [
      'a snapshot that is not known',
      { snapshot_identifier: refs('aws_s.s.id') },
      { snapshot_identifier: true },
      {},
      false,
    ],
    ['a snapshot that is computed, and left out', {}, { snapshot_identifier: true }, {}, true],
    ['empty text', {}, {}, { snapshot_identifier: '' }, true],
    ['null', {}, {}, { snapshot_identifier: null, global_cluster_identifier: null }, true],
    ['an empty block', {}, {}, { restore_to_point_in_time: [] }, true],
    ['a block', {}, {}, { restore_to_point_in_time: [{}] }, false],
  ])('unless: %s', async (_, block, unknown, values, filled) => {
    const resource = await only(cluster, block, { storage_encrypted: true, ...unknown }, values);
    expect('/storage_encrypted' in resource.defaulted).toBe(filled);
    expect('/storage_encrypted' in resource.unknown).toBe(!filled);
    expect(resource.attributes['storage_encrypted']).toBe(filled ? false : undefined);
  });

  const group = 'aws_elasticache_replication_group';
  test.each<[string, Block, Fields, Fields, string | undefined]>([
    ['the other attribute is left out', {}, { engine: true }, {}, 'false'],
    ['the first row', { engine: constant('redis') }, {}, { engine: 'redis' }, 'false'],
    ['a later row', { engine: constant('valkey') }, {}, { engine: 'valkey' }, 'true'],
    ['no row', { engine: constant('other') }, {}, { engine: 'other' }, undefined],
    ['the other attribute is not known', { engine: refs('data.aws_x.y.z') }, { engine: true }, {}, undefined],
    [
      'unless',
      { engine: constant('valkey') },
      {},
      { engine: 'valkey', global_replication_group_id: 'g' },
      undefined,
    ],
  ])('where another attribute decides: %s', async (_, block, unknown, values, value) => {
    const resource = await only(group, block, { at_rest_encryption_enabled: true, ...unknown }, values);
    expect(resource.attributes['at_rest_encryption_enabled']).toBe(value);
    expect('/at_rest_encryption_enabled' in resource.unknown).toBe(value === undefined);
  });

  const table = 'aws_dynamodb_table';
  test('inside a block: the default is a note, the value stays absent', async () => {
    const resource = await only(
      table,
      {
        server_side_encryption: [{ enabled: constant(true) }],
        replica: [{ region_name: constant('eu-west-3') }, { kms_key_arn: refs('aws_k.k.arn') }],
      },
      {
        server_side_encryption: [{ kms_key_arn: true }],
        replica: [{ kms_key_arn: true }, { kms_key_arn: true, arn: true }],
      },
      { server_side_encryption: [{ enabled: true }], replica: [{}, {}] },
    );
    expect(Object.keys(resource.defaulted)).toEqual([
      '/server_side_encryption/0/kms_key_arn',
      '/replica/0/kms_key_arn',
    ]);
    expect(resource.unknown).toEqual({
      '/replica/1/kms_key_arn': ['aws_k.k.arn'],
      '/replica/1/arn': ['aws_k.k.arn'].slice(1),
    });
    expect(resource.attributes).toEqual({ server_side_encryption: [{ enabled: true }], replica: [{}, {}] });
  });

  test('a block that is left out is an empty list', async () => {
    const resource = await only(table, {}, { server_side_encryption: true });
    expect(resource.attributes['server_side_encryption']).toEqual([]);
    expect(resource.unknown).toEqual({});
  });

  test('of a type that the provider serves under two names', async () => {
    const resource = await only('aws_alb', {}, { internal: true });
    expect(resource).toMatchObject({ type: 'aws_lb', key: 'aws_alb.r', attributes: { internal: false } });
  });

  test('every default has a reason, and every list in its path is a star', () => {
    for (const [kind, pointers] of Object.entries(defaults)) {
      for (const [pointer, rows] of Object.entries(pointers)) {
        for (const { because } of [rows].flat()) {
          expect([kind, pointer, because]).toEqual([
            expect.stringMatching(/^aws_[a-z0-9_]+$/),
            expect.stringMatching(/^(\/[a-z_]+(\/\*(?=\/))?)+$/),
            expect.stringMatching(/^\S.*[^.]$/),
          ]);
        }
      }
    }
  });
});

describe('identity', () => {
  test.each<[string, Fields, Fields]>([
    [
      'arn',
      { arn: 'arn:aws:rds:eu-west-1:111122223333:db:a' },
      { account: '111122223333', region: 'eu-west-1' },
    ],
    [
      'arn without region',
      { arn: 'arn:aws:iam::111122223333:role/a' },
      { account: '111122223333', region: undefined },
    ],
    ['arn without either', { arn: 'arn:aws:s3:::a' }, { account: undefined, region: undefined }],
    [
      'region of provider 6 before that of the arn',
      { arn: 'arn:aws:sns:a:1:x', region: 'b' },
      { region: 'b' },
    ],
    ['an arn that is none', { arn: 'nonsense' }, { arn: 'nonsense', account: undefined }],
    ['an id that is a number', { id: 12 }, { id: undefined }],
  ])('%s', async (_, values, expected) => {
    expect(await only(type, {}, {}, values)).toMatchObject(
      Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined)),
    );
    for (const [key, value] of Object.entries(expected))
      if (value === undefined) expect(await only(type, {}, {}, values)).not.toHaveProperty(key);
  });
});
