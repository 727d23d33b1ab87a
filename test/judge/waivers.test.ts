import { describe, expect, test } from 'vitest';
import type { Waiver } from '../../src/judge/judge.ts';
import type { Finding } from '../../src/model/finding.ts';
import { globMatcher } from '../../src/model/glob.ts';
import type { Result, WaiverStatus } from '../../src/model/outcome.ts';
import { finding, reportOf, resource, resultOf } from './findings.ts';

const waiver = (more: Partial<Waiver> = {}): Waiver => ({
  rule: 'T-ONE-01',
  address: 'aws_x.a',
  reason: 'a reason',
  owner: 'an owner',
  expires: '2026-12-31',
  ...more,
});

/** What becomes of one finding and of one waiver. */
function verdictWith(more: Partial<Waiver>, said: Partial<Finding> = {}, today = '2026-06-01') {
  const report = reportOf([finding(said)], { waivers: [waiver(more)], today });
  return [report.results[0]?.verdict, report.waivers[0]?.status, report.gate.exitCode];
}

describe('dates, in UTC', () => {
  test.each<[string, string, WaiverStatus['status']]>([
    ['2026-12-31', '2026-12-30', 'expiring'],
    ['2026-12-31', '2026-12-31', 'expired'],
    ['2026-12-31', '2027-01-01', 'expired'],
    ['2026-12-31', '2026-12-17', 'expiring'],
    ['2026-12-31', '2026-12-16', 'active'],
    ['2028-02-29', '2028-02-28', 'expiring'],
    ['2028-02-29', '2028-02-29', 'expired'],
    ['2028-03-14', '2028-02-29', 'expiring'],
    ['2028-03-15', '2028-02-29', 'active'],
    ['2026-03-30', '2026-03-16', 'expiring'],
    ['2027-01-10', '2026-12-28', 'expiring'],
    ['9999-12-31', '2026-06-01', 'active'],
    ['1999-12-31', '2026-06-01', 'expired'],
  ])('one until %s is, on %s, %s', (expires, today, status) => {
    const expired = status === 'expired';
    expect(verdictWith({ expires }, {}, today)).toEqual([
      expired ? 'fail' : 'waived',
      status,
      expired ? 1 : 0,
    ]);
  });
});

describe('what it is for', () => {
  const pin = resultOf().pin as string;
  const unknown: Partial<Finding> = { verdict: 'unknown', why: 'known-after-apply' };
  const secret = { resource: resource('aws_x.a', { sensitive: ['/a'] }) };
  const changed = { resource: resource('aws_x.a', { attributes: { a: 'another' } }) };

  test.each<[string, Partial<Waiver>, Partial<Finding>, Result['verdict'], WaiverStatus['status']]>([
    ['the finding', {}, {}, 'waived', 'active'],
    ['another rule', { rule: 'T-TWO-01' }, {}, 'fail', 'unused'],
    ['another address', { address: 'aws_x.b' }, {}, 'fail', 'unused'],
    ['this path', { path: '/a' }, {}, 'waived', 'active'],
    ['another path', { path: '/b' }, {}, 'fail', 'unused'],
    ['a path above', { path: '/a' }, { path: '/a/0' }, 'fail', 'unused'],
    [
      'a path, of a finding without',
      { path: '/a' },
      { path: undefined as unknown as string },
      'fail',
      'unused',
    ],
    ['this value', { pin }, {}, 'waived', 'active'],
    ['another value: it is void', { pin }, changed, 'fail', 'void'],
    ['a value that is secret by now: it is void', { pin }, secret, 'fail', 'void'],
    ['a value, expired', { pin, expires: '2026-06-01' }, {}, 'fail', 'expired'],
    ['another value, expired', { pin, expires: '2026-06-01' }, changed, 'fail', 'expired'],
    ['an unknown verdict is not waived', {}, unknown, 'unknown', 'unused'],
  ])('%s', (_, more, said, verdict, status) => {
    expect(verdictWith(more, said).slice(0, 2)).toEqual([verdict, status]);
  });

  test('a waived result says why, and until when, and loses nothing', () => {
    const waived = resultOf({}, { waivers: [waiver()] });
    expect(waived).toEqual({
      ...resultOf(),
      verdict: 'waived',
      waiver: { reason: 'a reason', owner: 'an owner', expires: '2026-12-31' },
    });
  });
});

describe('several', () => {
  const findings = ['a', 'b', 'c'].map((name) =>
    finding({ resource: resource(`aws_x.${name}`, { attributes: { a: name } }) }),
  );
  const statuses = (waivers: readonly Waiver[]) =>
    reportOf(findings, { waivers }).waivers.map(({ status, matched }) => [status, matched]);

  test('findings of one waiver are counted', () => {
    expect(
      statuses([waiver({ address: 'aws_x.*' }), waiver({ address: 'aws_x.c' }), waiver({ address: 'z' })]),
    ).toEqual([
      ['active', 3],
      ['active', 1],
      ['unused', 0],
    ]);
  });

  test('a waiver is void only where no finding has its value', () => {
    const pin = reportOf(findings).results.find((each) => each.address === 'aws_x.b')?.pin as string;
    const report = reportOf(findings, { waivers: [waiver({ address: 'aws_x.*', pin })] });
    expect(report.results.map((each) => `${each.verdict} ${each.address}`)).toEqual([
      'fail aws_x.a',
      'fail aws_x.c',
      'waived aws_x.b',
    ]);
    expect(report.waivers[0]).toMatchObject({ status: 'active', matched: 3 });
  });

  test.each<[string, readonly Partial<Waiver>[], string]>([
    ['the first in force', [{ owner: 'one' }, { owner: 'two' }], 'one'],
    ['not one that expired', [{ owner: 'one', expires: '2020-01-01' }, { owner: 'two' }], 'two'],
    ['not one that is void', [{ owner: 'one', pin: '0'.repeat(16) }, { owner: 'two' }], 'two'],
  ])('%s is named', (_, waivers, owner) => {
    expect(resultOf({}, { waivers: waivers.map(waiver) }).waiver?.owner).toBe(owner);
  });
});

describe('globs', () => {
  test.each<[string, string, boolean]>([
    ['aws_x.a', 'aws_x.a', true],
    ['aws_x.a', 'aws_xXa', false],
    ['aws_x.a', 'aws_x.ab', false],
    ['aws_x.a', 'module.m.aws_x.a', false],
    ['aws_x.*', 'aws_x.a', true],
    ['aws_x.*', 'aws_x.', true],
    ['aws_x.*', 'aws_x.a[0]', true],
    ['aws_x.*', 'aws_x.a["k.l"]', false],
    ['*.a', 'aws_x.a', true],
    ['*.a', 'module.m.aws_x.a', false],
    ['**.a', 'module.m.aws_x.a', true],
    ['**', 'module.m["a.b"].aws_x.a', true],
    ['module.*.aws_x.*', 'module.m.aws_x.a', true],
    ['module.*.aws_x.*', 'module.m.module.n.aws_x.a', false],
    ['module.**.aws_x.*', 'module.m.module.n.aws_x.a', true],
    ['aws_x.a[*]', 'aws_x.a[0]', true],
    ['aws_x.a[*]', 'aws_x.a["k"]', true],
    ['aws_x.a[*]', 'aws_x.a', false],
    ['aws_x.a["k*"]', 'aws_x.a["key"]', true],
    ['aws_x.a["k"]', 'aws_x.a["k"]', true],
    ['aws_x.a["k"]', 'aws_x.ak', false],
    ['aws_x.a[?]', 'aws_x.a[7]', true],
    ['aws_x.a[?]', 'aws_x.a[17]', false],
    ['aws_x.?', 'aws_x..', false],
    ['a+(b)^$|{c}\\', 'a+(b)^$|{c}\\', true],
    ['**', 'with\nnewline', true],
    ['*', 'a/b', false],
    ['', 'a', false],
    ['***', 'a.b', true],
  ])('%j on %j', (glob, text, expected) => {
    expect(globMatcher(glob)(text)).toBe(expected);
    expect(verdictWith({ address: glob }, { resource: resource(text) })[0]).toBe(
      expected ? 'waived' : 'fail',
    );
  });
});

describe('the baseline', () => {
  const { fingerprint } = resultOf();
  const baseline = new Set([fingerprint]);

  test.each<[string, Partial<Finding>, ReadonlySet<string>, boolean, number]>([
    ['a known failure does not count', {}, baseline, true, 0],
    [
      'with another value',
      { resource: resource('aws_x.a', { attributes: { a: 2 } }), message: 'other' },
      baseline,
      true,
      0,
    ],
    ['another finding', { path: '/b' }, baseline, false, 1],
    ['an empty one', {}, new Set(), false, 1],
  ])('%s', (_, said, known, marked, exitCode) => {
    const report = reportOf([finding(said)], { baseline: known });
    expect([report.results[0]?.baseline === true, report.results[0]?.verdict, report.gate.exitCode]).toEqual([
      marked,
      'fail',
      exitCode,
    ]);
  });

  test('one more in the same list is not known', () => {
    const two = [0, 1].map((n) => finding({ path: `/rule/${n}` }));
    const known = new Set(reportOf(two.slice(0, 1)).results.map((each) => each.fingerprint));
    expect(reportOf(two, { baseline: known }).results.filter((each) => each.baseline)).toHaveLength(1);
  });

  test('an unknown verdict is not in it, and a waiver goes before it', () => {
    expect(resultOf({ verdict: 'unknown' }, { baseline })).not.toHaveProperty('baseline');
    expect(resultOf({}, { baseline, waivers: [waiver()] })).toMatchObject({ verdict: 'waived' });
  });
});
