import { describe, expect, test } from 'vitest';
import type { RawMask, RawValue } from '../../src/model/raw.ts';
import { startSecrets, withoutSecrets } from '../../src/normalize/sensitive.ts';
import { at, normalized, planned, planOf, refs, state } from './plans.ts';

const hidden = '(sensitive)';
const secret = 'hunter2-hunter2';

test.each<[string, RawValue, RawMask | undefined, RawValue, readonly string[]]>([
  ['nothing marked', { a: secret }, {}, { a: secret }, []],
  ['false', { a: secret }, { a: false }, { a: secret }, []],
  ['no mask', { a: secret }, undefined, { a: secret }, []],
  ['a text', { a: secret, b: 'x' }, { a: true }, { a: hidden, b: 'x' }, ['/a']],
  ['an empty text', { a: '' }, { a: true }, { a: hidden }, ['/a']],
  ['a number', { a: 42 }, { a: true }, { a: hidden }, ['/a']],
  ['a boolean stays', { a: true, b: false }, { a: true, b: true }, { a: true, b: false }, []],
  ['null stays', { a: null }, { a: true }, { a: null }, []],
  ['a list goes as a whole', { a: [secret, true] }, { a: true }, { a: hidden }, ['/a']],
  ['an object goes with its keys', { a: { [secret]: 1 } }, { a: true }, { a: hidden }, ['/a']],
  ['an element', { a: ['x', secret] }, { a: [false, true] }, { a: ['x', hidden] }, ['/a/1']],
  [
    'a mask that is shorter than the list',
    { a: [secret, 'x'] },
    { a: [true] },
    { a: [hidden, 'x'] },
    ['/a/0'],
  ],
  [
    'nested',
    { a: [{ b: { c: secret, d: 1 } }] },
    { a: [{ b: { c: true } }] },
    { a: [{ b: { c: hidden, d: 1 } }] },
    ['/a/0/b/c'],
  ],
  [
    'a key with a slash and a tilde',
    { t: { 'a/b~c': secret } },
    { t: { 'a/b~c': true } },
    { t: { 'a/b~c': hidden } },
    ['/t/a~1b~0c'],
  ],
  ['the root', { a: secret }, true, hidden, ['']],
  ['a mask for what is not there', {}, { a: true }, {}, []],
  [
    'a key that JavaScript knows',
    JSON.parse('{"__proto__": "p", "constructor": "c"}'),
    JSON.parse('{"__proto__": true}'),
    JSON.parse('{"__proto__": "(sensitive)", "constructor": "c"}'),
    ['/__proto__'],
  ],
])('%s', (_, value, mask, expected, pointers) => {
  const found: string[] = [];
  const safe = withoutSecrets(value, mask, startSecrets(), found);
  expect([JSON.stringify(safe), found]).toEqual([JSON.stringify(expected), pointers]);
});

describe('a resource', () => {
  const db = 'aws_db_instance.r';

  test('whose values are marked as a whole', async () => {
    const resource = at(
      await planned({ [db]: { after: { id: secret, password: secret }, sensitive: true } }),
      db,
    );
    expect(resource).toMatchObject({ attributes: {}, sensitive: [''] });
    expect(JSON.stringify(resource)).not.toContain(secret);
  });

  test('before and after have marks of their own', async () => {
    const { document, before } = await normalized(
      planOf({
        [db]: {
          before: { a: secret, b: 'bbbbbbbbbb' },
          after: { a: 'aaaaaaaaaa', b: secret },
          sensitive: { b: true },
          sensitiveBefore: { a: true },
        },
      }),
    );
    expect([at(document, db).sensitive, before && at(before, db).sensitive]).toEqual([['/b'], ['/a']]);
    expect(JSON.stringify([document, before])).not.toContain(secret);
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>, readonly string[]]>([
    [
      'in tags_all',
      { tags: { k: secret }, tags_all: { k: secret, o: 'other' } },
      { tags: { k: true } },
      ['/tags/k', '/tags_all/k'],
    ],
    ['inside other text', { a: secret, url: `https://u:${secret}@h` }, { a: true }, ['/a', '/url']],
    ['in a list', { a: secret, list: [['x', secret]] }, { a: true }, ['/a', '/list/0/1']],
    ['of one part of a marked object', { a: { b: [secret] }, c: secret }, { a: true }, ['/a', '/c']],
    [
      'in what names the resource',
      { a: secret, id: `x/${secret}`, arn: `arn:aws:x:eu-west-1:1:${secret}` },
      { a: true },
      ['/a', '/arn', '/id'],
    ],
  ])('copies of a secret: %s', async (_, values, sensitive, pointers) => {
    const resource = at(await planned({ [db]: { after: values, sensitive } }), db);
    expect([...resource.sensitive].sort()).toEqual(pointers);
    expect(JSON.stringify(resource)).not.toContain(secret);
  });

  test('copies in another resource, before or after the one that has the mark', async () => {
    const marked = { after: { a: secret }, sensitive: { a: true } };
    const document = await planned({
      'aws_x.one': { after: { b: secret } },
      [db]: marked,
      'aws_x.two': { after: { b: secret } },
    });
    expect(JSON.stringify(document)).not.toContain(secret);
    expect(at(document, 'aws_x.one').sensitive).toEqual(['/b']);
  });

  test('short text is replaced only where it is marked', async () => {
    const resource = at(
      await planned({ [db]: { after: { a: 'short', b: 'short' }, sensitive: { a: true } } }),
      db,
    );
    expect(resource.attributes).toEqual({ a: hidden, b: 'short' });
  });

  test.each([secret, 'short'])('an id that is marked names nothing: %s', async (id) => {
    const resource = at(
      await planned({ [db]: { after: { id, arn: id }, sensitive: { id: true, arn: true } } }),
      db,
    );
    expect(resource).not.toHaveProperty('id');
    expect(resource).not.toHaveProperty('arn');
  });

  test('of a state', async () => {
    const { document } = await normalized(
      state({ [db]: { password: secret, other: [secret] } }, { [db]: { password: true } }),
    );
    expect(at(document, db)).toMatchObject({
      attributes: { password: hidden, other: [hidden] },
      sensitive: ['/password', '/other/0'],
    });
  });
});

describe('variables', () => {
  test.each<[string, unknown]>([
    ['a text', secret],
    ['a list', ['x', secret]],
    ['an object', { a: { b: secret } }],
  ])('%s that is declared sensitive is replaced everywhere', async (_, value) => {
    const { document, redact } = await normalized(
      planOf(
        { 'aws_x.y': { after: { tags: { k: `p-${secret}` } } } },
        { secrets: { v: value }, root: { resources: { 'aws_x.y': { tags: refs('var.v') } } } },
      ),
    );
    expect(at(document, 'aws_x.y')).toMatchObject({
      attributes: { tags: { k: `p-${hidden}` } },
      tags: { k: `p-${hidden}` },
    });
    expect(redact(`${secret} at ${secret}`)).toBe(`${hidden} at ${hidden}`);
  });
});

describe('redaction of text that leaves', () => {
  const secrets = startSecrets();
  for (const each of ['secret.one', 'secret.one.two', 'a(b)[c]*+?', 'short']) secrets.add(each);

  test.each([
    ['the longest first', 'secret.one.two', hidden],
    ['not as a pattern', 'secretXone', 'secretXone'],
    ['with characters of a pattern', '<a(b)[c]*+?>', `<${hidden}>`],
    ['no short one', 'short', 'short'],
    ['an access key', 'key AKIAIOSFODNN7EXAMPLE.', `key ${hidden}.`],
    ['not what only begins like one', 'AKIAIOSFODNN7EXAMPLEXX', 'AKIAIOSFODNN7EXAMPLEXX'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- x', `${hidden} x`],
    ['a private key that is cut', '-----BEGIN PRIVATE KEY-----\nabc', hidden],
    ['a web token', 'eyJhbGciOiJI.eyJzdWIiOiIx.sig-na_ture', hidden],
    ['a password in a URL', 'postgres://user:pass@host/db', `postgres://user:${hidden}@host/db`],
  ])('%s', (_, text, expected) => {
    expect(secrets.redact(text)).toBe(expected);
  });
});
