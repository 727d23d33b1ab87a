import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { finding, reportOf, resource, resultOf, rule } from './findings.ts';

const at = (attributes: Record<string, unknown>, more: Partial<Finding> = {}): Partial<Finding> => ({
  resource: resource('aws_x.a', { attributes }),
  ...more,
});

describe('a fingerprint', () => {
  const plain = resultOf().fingerprint;

  test('is 128 bits, and what it was in the last release', () => {
    expect(plain).toMatch(/^[0-9a-f]{32}$/);
    expect(plain).toMatchInlineSnapshot(`"6f10d437c088f38cc9e0237bc31ea341"`);
  });

  test.each<[string, Partial<Finding>]>([
    ['the message', { message: 'another message' }],
    ['the value', at({ a: 'another' })],
    ['the verdict', { verdict: 'unknown', why: 'known-after-apply' }],
    ['the severity', { rule: rule({ severity: 'low', title: 'Another' }) }],
    ['the references', { references: ['var.a'] }],
    ['id and arn', { resource: resource('aws_x.a', { id: 'i-1', arn: 'arn:aws:x:::y' }) }],
  ])('does not depend on %s', (_, said) => {
    expect(resultOf(said).fingerprint).toBe(plain);
  });

  test('does not depend on the day, the version or the settings of the gate', () => {
    const settings = {
      failOn: 'critical',
      mode: 'introduced',
      unknown: 'fail',
      allowEmpty: true,
      softFail: true,
    } as const;
    expect(resultOf({}, { today: '2031-01-01', version: '9.9.9', settings }).fingerprint).toBe(plain);
  });

  test.each<[string, Partial<Finding>]>([
    ['rule', { rule: rule({ id: 'T-TWO-01' }) }],
    ['address', { resource: resource('aws_x.b') }],
    ['instance', { resource: resource('aws_x.a[0]') }],
    ['path', { path: '/b' }],
    ['no path', { path: undefined as unknown as string }],
    ['place', { at: resource('aws_y.a') }],
    ['what is missing', { missing: 'aws_y' }],
  ])('depends on %s', (_, said) => {
    expect(resultOf(said).fingerprint).not.toBe(plain);
  });

  test('does not depend on the position in a list', () => {
    const [zero, ten] = [0, 10].map((n) => resultOf({ path: `/rule/${n}/block/${n}` }).fingerprint);
    expect(zero).toBe(ten);
    expect(resultOf({ path: '/rule/0a' }).fingerprint).not.toBe(resultOf({ path: '/rule/1a' }).fingerprint);
  });

  test('parts do not run into one another', () => {
    const one = resultOf({ resource: resource('aws_x.a'), path: '/b', missing: 'c' });
    const other = resultOf({ resource: resource('aws_x.a'), path: '/bc', missing: '' });
    expect(one.fingerprint).not.toBe(other.fingerprint);
  });
});

describe('several findings', () => {
  const listed = (n: number, value = 'v') =>
    finding({
      path: `/rule/${n}`,
      message: `rule ${n}`,
      resource: resource('aws_x.a', { attributes: { rule: Array(9).fill(value) } }),
    });
  const prints = (findings: readonly Finding[]) => reportOf(findings).results.map((each) => each.fingerprint);

  test('that differ in list positions only have fingerprints of their own', () => {
    const three = prints([listed(0), listed(4), listed(7)]);
    expect(new Set(three).size).toBe(3);
    expect(new Set(prints([listed(1), listed(2), listed(8)]))).toEqual(new Set(three));
    expect(three).toContain(prints([listed(3)])[0]);
  });

  test('have the same fingerprints and the same order, whatever the order of the resources', () => {
    const findings = ['c', 'a', 'b'].flatMap((name) =>
      [0, 1].map((n) => finding({ resource: resource(`aws_x.${name}`), path: `/p${n}` })),
    );
    const results = (list: readonly Finding[]) => JSON.stringify(reportOf(list).results);
    expect(results([...findings].reverse())).toBe(results(findings));
  });
});

describe('a pin', () => {
  const pinOf = (attributes: Record<string, unknown>, more: Partial<Finding> = {}) =>
    resultOf(at(attributes, more)).pin;

  test('is short, and changes with the value', () => {
    expect(pinOf({ a: 1 })).toMatch(/^[0-9a-f]{16}$/);
    const pins = [1, 2, '1', true, false, null, [], [1], {}, { b: 1 }, ''].map((a) => pinOf({ a }));
    expect(new Set(pins).size).toBe(pins.length);
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>, boolean]>([
    ['absent is null', {}, { a: null }, true],
    ['null inside an object is another thing than absent', { a: { b: null } }, { a: {} }, false],
    ['the order of keys', { a: { b: 1, c: { d: 2, e: 3 } } }, { a: { c: { e: 3, d: 2 }, b: 1 } }, true],
    ['the order of a list', { a: [1, 2] }, { a: [2, 1] }, false],
    ['other attributes', { a: 1, b: 1 }, { a: 1, b: 2 }, true],
  ])('%s', (_, one, other, same) => {
    expect(pinOf(one) === pinOf(other)).toBe(same);
  });

  test.each<[string, Partial<Finding>]>([
    ['a secret', { resource: resource('aws_x.a', { attributes: { a: '(sensitive)' }, sensitive: ['/a'] }) }],
    [
      'what holds a secret',
      { resource: resource('aws_x.a', { attributes: { a: { b: '(sensitive)' } }, sensitive: ['/a/b'] }) },
    ],
    ['what a secret holds', { path: '/a/b', resource: resource('aws_x.a', { sensitive: ['/a'] }) }],
    ['a resource that is secret', { resource: resource('aws_x.a', { sensitive: [''] }) }],
    ['an unknown', { verdict: 'unknown' }],
    ['nothing that is cited', { path: undefined as unknown as string }],
    ['a secret of the place', { at: resource('aws_y.a', { sensitive: ['/a'] }) }],
  ])('there is none for %s', (_, said) => {
    expect(resultOf(said)).not.toHaveProperty('pin');
  });

  test('a secret elsewhere, or a name that begins alike, is no reason', () => {
    expect(resultOf({ resource: resource('aws_x.a', { sensitive: ['/ab', '/b'] }) }).pin).toBeDefined();
  });

  test('is of the value at the place', () => {
    const place = resource('aws_y.a', { attributes: { a: 'there' } });
    expect(pinOf({ a: 'here' }, { at: place })).toBe(pinOf({ a: 'there' }));
  });

  test('keys with a slash and a tilde, and those that JavaScript knows', () => {
    expect(pinOf({ 'a/b~c': 1 }, { path: '/a~1b~0c' })).toBe(pinOf({ a: 1 }));
    expect(pinOf({}, { path: '/constructor/name' })).toBe(pinOf({}));
  });
});
