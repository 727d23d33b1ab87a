import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/model/outcome.ts';
import { databases, fixture, onlyEncryption, report, run, tempFolder } from './run.ts';

const plan = databases({ open: false, closed: true });
const passing = databases({ closed: true });
const check = (args: readonly string[], files: Record<string, string> = {}, stdin = plan) =>
  report([...onlyEncryption, '--now', '2026-06-01', ...args, '-'], { cwd: tempFolder(files), stdin });

/** A waiver file with one waiver, of which a test names what is different. */
const waiver = (more: Record<string, string> = {}): Record<string, string> => {
  const fields = {
    rule: 'ENC-RDS-01',
    address: 'aws_db_instance.open',
    reason: 'known',
    owner: 'team',
    expires: '2027-01-01',
    ...more,
  };
  return { 'driftgate.waivers.yaml': `waivers:\n  - ${JSON.stringify(fields)}` };
};
const pinOf = async (): Promise<string> => (await check([])).report.results[0]?.pin ?? 'none';

describe('a waiver', () => {
  test.each<[string, Record<string, string>, number, string]>([
    ['in force', {}, 0, 'active'],
    ['by a glob', { address: 'aws_db_instance.*' }, 0, 'active'],
    ['for the place of the finding', { path: '/storage_encrypted' }, 0, 'active'],
    ['that ends within two weeks', { expires: '2026-06-15' }, 0, 'expiring'],
    ['that ends after them', { expires: '2026-06-16' }, 0, 'active'],
    ['that ends tomorrow', { expires: '2026-06-02' }, 0, 'expiring'],
    ['that ends today has ended', { expires: '2026-06-01' }, 1, 'expired'],
    ['that ended long ago', { expires: '2000-02-29' }, 1, 'expired'],
    ['of another rule', { rule: 'ENC-SQS-01' }, 1, 'unused'],
    ['of another address', { address: 'aws_db_instance.closed' }, 1, 'unused'],
    ['of an address that only holds it', { address: 'module.a.aws_db_instance.open' }, 1, 'unused'],
    ['of another place', { path: '/kms_key_id' }, 1, 'unused'],
    ['of another value', { pin: '0123456789abcdef' }, 1, 'void'],
  ])('%s', async (_, more, code, status) => {
    const { code: got, report: said } = await check([], waiver(more));
    expect([got, said.waivers[0]?.status]).toEqual([code, status]);
    expect(said.results[0]?.verdict).toBe(code === 0 ? 'waived' : 'fail');
  });

  test('with the pin of the value holds until the value changes', async () => {
    const files = waiver({ pin: await pinOf() });
    expect((await check([], files)).code).toBe(0);
    const { code, report: said } = await check(
      [],
      files,
      plan.replace('"storage_encrypted":false', '"storage_encrypted":null'),
    );
    expect([code, said.waivers[0]?.status]).toEqual([1, 'void']);
  });

  test('holds on the instant of the run in UTC', async () => {
    for (const [now, code] of [
      ['2026-12-31T23:59:59Z', 0],
      ['2027-01-01T00:00:00Z', 1],
      ['2026-12-31T20:00:00-05:00', 1],
      ['2027-01-01T01:00:00+02:00', 0],
    ] as const) {
      expect([now, (await check(['--now', now], waiver())).code]).toEqual([now, code]);
    }
  });

  test.each<[string, string, string]>([
    [
      'without a reason',
      'waivers: [{rule: ENC-RDS-01, address: "*", owner: a, expires: 2027-01-01}]',
      "must have required property 'reason'",
    ],
    [
      'without an owner',
      'waivers: [{rule: ENC-RDS-01, address: "*", reason: a, expires: 2027-01-01}]',
      "must have required property 'owner'",
    ],
    [
      'without an end',
      'waivers: [{rule: ENC-RDS-01, address: "*", reason: a, owner: a}]',
      "must have required property 'expires'",
    ],
    ...['2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '2026-06-31'].map(
      (day): [string, string, string] => [
        `until ${day}`,
        `waivers: [{rule: ENC-RDS-01, address: "*", reason: a, owner: a, expires: ${day}}]`,
        'expires on a day that does not exist',
      ],
    ),
    ...['never', '2026-6-1', '2026-06-01T00:00:00Z', '12026-01-01', '""'].map(
      (day): [string, string, string] => [
        `until ${day}`,
        `waivers: [{rule: ENC-RDS-01, address: "*", reason: a, owner: a, expires: ${day}}]`,
        '`/waivers/0/expires` must match pattern',
      ],
    ),
    [
      'with a key that is not known',
      'waivers: [{rule: ENC-RDS-01, address: "*", reason: a, owner: a, expires: 2027-01-01, expiry: x}]',
      '(`expiry`)',
    ],
    ['in no list', 'rule: ENC-RDS-01', "must have required property 'waivers'"],
    ['in an empty file', '', "must have required property 'waivers'"],
  ])('%s is exit 2', async (_, text, sentence) => {
    const ran = await run(['check', '-'], {
      cwd: tempFolder({ 'driftgate.waivers.yaml': text }),
      stdin: plan,
    });
    expect(ran).toMatchObject({ code: 2, out: '', err: expect.stringContaining(sentence) });
  });
});

describe('a baseline', () => {
  test('is the report of an earlier run: what it holds does not fail, what is new does', async () => {
    const { out, code } = await check([]);
    expect(code).toBe(1);
    const files = { 'baseline.json': out };
    const again = await check(['--baseline', 'baseline.json'], files);
    expect([again.code, again.report.results[0]?.baseline]).toEqual([0, true]);
    const third = await check(['--baseline', 'baseline.json'], { 'baseline.json': again.out });
    expect(third.code).toBe(0);
    const more = await check(
      ['--baseline', 'baseline.json'],
      files,
      databases({ another: false, open: false }),
    );
    expect([more.code, more.report.results.map(({ address, baseline }) => `${address} ${baseline}`)]).toEqual(
      [1, ['aws_db_instance.another undefined', 'aws_db_instance.open true']],
    );
  });

  test('of passes, waivers and unknowns excuses nothing', async () => {
    const { out } = await check(['--include-passed'], waiver());
    expect((await check(['--baseline', 'baseline.json'], { 'baseline.json': out })).code).toBe(1);
  });

  test('of the whole estate in a plan: exit 0 where everything is known', async () => {
    const { out, code } = await report([fixture('violations/platform/plan.json')]);
    const cwd = tempFolder({ 'b.json': out });
    expect([
      code,
      (await report(['--baseline', 'b.json', fixture('violations/platform/plan.json')], { cwd })).code,
    ]).toEqual([1, 0]);
  });

  test.each([
    ['no JSON', '{"results": [S3CR3T'],
    ['another JSON', '{"results":[]}'],
    ['a list', '[]'],
    ['nothing', ''],
  ])('%s is exit 2', async (_, text) => {
    const ran = await run(['check', '--baseline', 'b.json', '-'], {
      cwd: tempFolder({ 'b.json': text }),
      stdin: plan,
    });
    expect(ran).toMatchObject({ code: 2, out: '', err: expect.stringContaining('baseline `b.json` is not') });
    expect(ran.err).not.toContain('S3CR3T');
  });
});

const open = plan
  .replace('"storage_encrypted":false', '"name":"x"')
  .replace('"after_unknown":{"arn":true}', '"after_unknown":{"storage_encrypted":true}');
const configuration = {
  root_module: {
    resources: [
      {
        address: 'aws_db_instance.open',
        mode: 'managed',
        type: 'aws_db_instance',
        name: 'open',
        expressions: { storage_encrypted: { references: ['aws_kms_key.main.arn'] } },
      },
    ],
  },
};
const unknown = JSON.stringify({ ...(JSON.parse(open) as object), configuration });
const broken = tempFolder({ 'x/one.rego': brokenRule() });
function brokenRule(): string {
  return '# METADATA\n# title: T\n# description: D\n# custom:\n#   id: T-BROKEN-01\n#   severity: low\n#   resource_types: [aws_db_instance]\n#   remediation: R\npackage test.broken\n\ndeny := input.resources\n';
}

describe('the exit code', () => {
  const withBroken = ['--policy', `${broken}/x`, '--rule', 'T-BROKEN-01'];
  test.each<[string, string[], string, number, RegExp]>([
    ['passes', [], passing, 0, /^$/],
    ['fails', [], plan, 1, /^1 high$/],
    ['fails softly', ['--soft-fail'], plan, 0, /^1 high$/],
    ['below the threshold', ['--fail-on', 'critical'], plan, 0, /^$/],
    ['unknown, told', [], unknown, 0, /^$/],
    ['unknown, not told', ['--unknown', 'ignore'], unknown, 0, /^$/],
    ['unknown, to fail', ['--unknown', 'fail'], unknown, 4, /^1 unknown/],
    ['unknown, to fail softly', ['--unknown', 'fail', '--soft-fail'], unknown, 0, /^1 unknown/],
    ['unknown, below the threshold', ['--unknown', 'fail', '--fail-on', 'critical'], unknown, 0, /^$/],
    [
      '1 before 4',
      ['--unknown', 'fail', fixture('undetermined/platform/plan.json'), '--rule', 'ENC-RDS-01'],
      plan,
      1,
      /^1 high/,
    ],
    ['nothing to judge', [], databases({}), 2, /^nothing was judged: 0 AWS resources/],
    ['nothing to judge, softly', ['--soft-fail'], databases({}), 2, /^nothing was judged/],
    ['nothing to judge, allowed', ['--allow-empty'], databases({}), 0, /^nothing was judged/],
    ['2 before 1', withBroken, plan, 2, /^1 rule could not be evaluated: T-BROKEN-01/],
    ['2 before 4', [...withBroken, '--unknown', 'fail'], unknown, 2, /^1 rule could not be evaluated/],
    ['2 stays 2', [...withBroken, '--soft-fail'], plan, 2, /^1 rule could not be evaluated/],
    [
      '2 where nothing else is wrong',
      [...withBroken, '--allow-empty'],
      passing,
      2,
      /^1 rule could not be evaluated/,
    ],
  ])('%s', async (_, args, stdin, code, reason) => {
    const { code: got, report: said } = await check(args, {}, stdin);
    expect([got, said.gate.exitCode]).toEqual([code, code]);
    expect(said.gate.reasons.join('; ')).toMatch(reason);
    expect(said.gate.passed).toBe(code === 0 && !args.includes('--soft-fail'));
  });

  test('what is broken hides nothing: the findings of the other rules are in the report', async () => {
    const { report: said } = await check(withBroken);
    expect(said.results.map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual(['ENC-RDS-01 fail']);
    expect(said.errors).toEqual([
      { rule: 'T-BROKEN-01', message: expect.stringContaining('`deny` holds something else') },
    ]);
  });
});

describe('--gate introduced on an update of an old estate', () => {
  const plain = ({ rule, address, change }: Result): string => `${change} ${rule} ${address}`;
  test('counts what the plan brings, and no more; the findings are the same', async () => {
    const file = fixture('plans/updates/plan.json');
    const [all, introduced] = await Promise.all([report([file]), report(['--gate', 'introduced', file])]);
    expect([all.code, introduced.code]).toEqual([1, 1]);
    expect(introduced.report.results.map(plain)).toEqual(all.report.results.map(plain));
    const failing = all.report.results.filter(({ verdict }) => verdict === 'fail');
    const counted = (change: string): number => failing.filter((result) => result.change === change).length;
    expect([counted('introduced'), counted('existing')].every((count) => count > 0)).toBe(true);
    const sum = ({ severities }: typeof all.report.summary): number =>
      Object.values(severities).reduce((a, b) => a + b);
    // Of code around resources nothing may tell what it was before; that counts too.
    const untold = failing.filter(({ change }) => change === undefined);
    expect(untold.map(({ type }) => type)).toEqual(['terraform_provider']);
    expect([sum(all.report.summary), sum(introduced.report.summary)]).toEqual([
      failing.length,
      counted('introduced') + untold.length,
    ]);
  });

  test('a plan that changes nothing introduces nothing', async () => {
    const text = readFileSync(fixture('plans/updates/plan.json'), 'utf8');
    const still = JSON.parse(text) as { resource_changes: { change: Record<string, unknown> }[] };
    still.resource_changes = still.resource_changes.filter(
      ({ change }) => change['before'] !== null && change['after'] !== null,
    );
    for (const { change } of still.resource_changes) {
      Object.assign(change, {
        actions: ['no-op'],
        after: change['before'],
        after_unknown: {},
        after_sensitive: change['before_sensitive'],
      });
    }
    const { code, report: said } = await report(['--gate', 'introduced', '-'], {
      stdin: JSON.stringify(still),
    });
    expect(said.results.filter(({ change, verdict }) => change !== 'existing' && verdict === 'fail')).toEqual(
      [],
    );
    expect(said.results.length).toBeGreaterThan(3);
    expect(code).toBe(0);
  });
});
