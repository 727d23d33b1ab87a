import { describe, expect, test } from 'vitest';
import type { ConfigItem } from '../../../src/model/config-item.ts';
import type { RawObject } from '../../../src/model/raw.ts';
import { fill } from '../../../src/normalize/aws-config/fill.ts';
import { valueAt } from '../../../src/normalize/aws-config/lookup.ts';
import type { Shape } from '../../../src/normalize/aws-config/shape.ts';
import type { Row } from '../../../src/normalize/aws-config/table.ts';
import {
  after,
  block,
  blockIf,
  blocks,
  blocksOrNone,
  bool,
  has,
  int,
  keyed,
  mapOf,
  orElse,
  policy,
  secret,
  whereFirst,
} from '../../../src/normalize/aws-config/transforms.ts';
import { item } from './items.ts';

const one = (configuration: RawObject, more: Partial<ConfigItem> = {}): ConfigItem =>
  item({ type: 'AWS::X::Y', configuration, ...more });

describe('a path', () => {
  const at = (path: string, configuration: RawObject, more: Partial<ConfigItem> = {}) => {
    const of = one(configuration, more);
    return valueAt(path, { item: of, here: of.configuration });
  };

  test('finds the exact name first, then the name in another case', () => {
    expect(at('dBName', { dbname: 'b', dBName: 'a' })).toBe('a');
    expect(at('dBName', { dbname: 'b' })).toBe('b');
    expect(at('kmsKeyId', { KMSKEYID: 'k' })).toBe('k');
  });

  test('goes through lists, and joins lists in lists', () => {
    expect(at('groups.id', { groups: [{ id: 'a' }, { id: 'b' }] })).toEqual(['a', 'b']);
    expect(at('groups.ids', { groups: [{ ids: ['a'] }, { ids: ['b', 'c'] }] })).toEqual(['a', 'b', 'c']);
    expect(at('groups.id', { groups: [] })).toEqual([]);
  });

  test('absent is not null', () => {
    expect(at('a.b', {})).toBeUndefined();
    expect(at('a.b', { a: null })).toBeNull();
    expect(at('a.b', { a: {} })).toBeUndefined();
    expect(at('a.b', { a: [{ c: 1 }] })).toBeUndefined();
    expect(at('a.b', { a: 'text' })).toBeUndefined();
  });

  test('begins at the supplementary configuration, at the envelope, or at the top again', () => {
    expect(at('supp.tags', {}, { supplementary: { Tags: 1 } })).toBe(1);
    expect(at('item.region', {})).toBe('eu-central-1');
    expect(at('config.a', { a: 1 })).toBe(1);
    expect(at('.', { a: 1 })).toEqual({ a: 1 });
  });

  test('a key of a prototype is no key', () => {
    expect(at('constructor', {})).toBeUndefined();
    expect(at('toString.name', {})).toBeUndefined();
  });
});

describe('rows', () => {
  const shape: Shape = {
    names: ['a', 'b', 'c', 'inner'],
    nested: (name) => (name === 'inner' ? { names: ['x', 'y'], nested: () => undefined } : undefined),
  };
  const filled = (rows: readonly Row[], configuration: RawObject, more: Partial<ConfigItem> = {}) => {
    const of = one(configuration, more);
    return fill(rows, { item: of, here: of.configuration }, shape);
  };

  test('what is absent is left out, unless it has a documented meaning', () => {
    const rows: Row[] = [
      ['a', 'one'],
      ['b', 'two', orElse(false, bool)],
      ['c', 'three', orElse(0, int)],
    ];
    expect(filled(rows, {}).attributes).toEqual({ b: false, c: 0 });
    expect(filled(rows, { one: null, two: null, three: '7' }).attributes).toEqual({
      a: null,
      b: false,
      c: 7,
    });
  });

  test('rows of one attribute are alternatives', () => {
    const rows: Row[] = [
      ['a', 'first'],
      ['a', 'second'],
    ];
    expect(filled(rows, { second: 2 }).attributes).toEqual({ a: 2 });
    expect(filled(rows, { first: 1, second: 2 }).attributes).toEqual({ a: 1 });
  });

  test('a block of an object, of each element, of null', () => {
    const rows: Row[] = [['inner', 'part', blocks(['x', 'x'], ['y', 'y'])]];
    expect(filled(rows, { part: { x: 1, y: 2 } }).attributes).toEqual({ inner: [{ x: 1, y: 2 }] });
    expect(
      filled(rows, {
        part: [
          { x: 1, y: 2 },
          { x: 3, y: 4 },
        ],
      }).attributes,
    ).toEqual({
      inner: [
        { x: 1, y: 2 },
        { x: 3, y: 4 },
      ],
    });
    expect(filled(rows, { part: null }).attributes).toEqual({ inner: [] });
    expect(filled(rows, {}).attributes).toEqual({});
    expect(filled([['inner', 'part', blocksOrNone(['x', 'x'])]], {}).attributes).toEqual({ inner: [] });
  });

  test('what a block does not show is open', () => {
    const { unknown } = filled([['inner', 'part', blocks(['x', 'x'])]], { part: [{ x: 1 }, {}] });
    expect(Object.keys(unknown).sort()).toEqual(['/inner/0/y', '/inner/1/x', '/inner/1/y']);
  });

  test('a block from a value as a whole, where a condition holds', () => {
    const pairs = { part: [{ key: 'x', value: 'true' }] };
    const rows: Row[] = [['inner', 'part', block(['x', '.', keyed('x', bool)])]];
    expect(filled(rows, pairs).attributes).toEqual({ inner: [{ x: true }] });
    const conditional: Row[] = [['inner', 'part', blockIf(has('x'), ['x', 'x'])]];
    expect(filled(conditional, { part: { x: '' } }).attributes).toEqual({ inner: [] });
    expect(filled(conditional, { part: { x: 'y' } }).attributes).toEqual({ inner: [{ x: 'y' }] });
  });

  test('a secret is replaced and named', () => {
    const { attributes, sensitive } = filled([['a', 'data', secret]], { data: 'hunter2' });
    expect(attributes).toEqual({ a: '(sensitive)' });
    expect(sensitive).toEqual(['/a']);
    expect(filled([['a', 'data', secret]], { data: null }).sensitive).toEqual([]);
  });
});

describe('a transform', () => {
  const of = item({ type: 'AWS::X::Y' });
  const document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }],
  };
  const text = JSON.stringify(document);

  test('reads policies however they are written', () => {
    expect(policy(encodeURIComponent(text), of)).toBe(text);
    expect(policy(text, of)).toBe(text);
    expect(policy(document, of)).toBe(text);
    expect(policy([document], of)).toBe(text);
    expect(policy([encodeURIComponent(text)], of)).toBe(text);
    expect(policy({}, of)).toBeNull();
    expect(policy('', of)).toBeNull();
    expect(policy(null, of)).toBeNull();
  });

  test('leaves a percent sign in a plain policy alone', () => {
    const plain = '{"Statement":[{"Resource":"arn:aws:s3:::a%20b"}]}';
    expect(policy(plain, of)).toBe(plain);
    expect(policy('%7B%zz', of)).toBe('%7B%zz');
  });

  test('reads enums, numbers, keys and lists of pairs', () => {
    for (const yes of [true, 'true', 'Enabled', 'ENABLED', 'on']) expect(bool(yes, of)).toBe(true);
    for (const no of [false, 'false', 'Disabled', 'Suspended', 'Off']) expect(bool(no, of)).toBe(false);
    expect(bool(null, of)).toBeNull();
    expect(int('300', of)).toBe(300);
    expect(int('', of)).toBe('');
    expect(after('/')('arn:aws:iam::1:instance-profile/a/b', of)).toBe('b');
    expect(keyed('x', int)([{ Key: 'x', Value: '5' }], of)).toBe(5);
    expect(keyed('y')([{ key: 'x', value: '5' }], of)).toBeUndefined();
    expect(mapOf('name', 'value')([{ name: 'a', value: '1' }], of)).toEqual({ a: '1' });
    expect(
      whereFirst(
        'keyType',
        'HASH',
        'name',
      )(
        [
          { keyType: 'RANGE', name: 'a' },
          { keyType: 'HASH', name: 'b' },
        ],
        of,
      ),
    ).toBe('b');
    expect(whereFirst('keyType', 'RANGE', 'name')([{ keyType: 'HASH', name: 'b' }], of)).toBeNull();
  });
});
