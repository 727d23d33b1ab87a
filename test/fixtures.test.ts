import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { validate } from '../src/model/generated/validate-report.js';
import type { Report, Result } from '../src/model/outcome.ts';
import { expectedOf, pairs } from './properties/expected.ts';
import { fixtures, named, reportOf } from './properties/run.ts';

const reports = new Map<string, Promise<Report>>();
const reported = (file: string): Promise<Report> => {
  const report = reports.get(file) ?? reportOf(file);
  reports.set(file, report);
  return report;
};
const having = (report: Report, verdict: Result['verdict']): Result[] =>
  report.results.filter((each) => each.verdict === verdict && each.change !== 'resolved');

describe('violations/platform', async () => {
  const report = await reported('violations/platform/plan.json');
  const expected = expectedOf('violations/platform');

  test('fails where it should, and nowhere else', () => {
    expect(pairs(having(report, 'fail'), expected)).toEqual(expected.map(named).sort());
    expect(having(report, 'unknown')).toEqual([]);
  });

  test('fires every rule of the pack', () => {
    const fired = new Set(having(report, 'fail').map((each) => each.rule));
    expect(report.coverage.rulesMatchedNothing).toEqual([]);
    expect(fired.size).toBe(report.summary.rules);
  });

  test('cites an attribute or what is missing, and says how to mend it', () => {
    for (const { path, message, remediation, change } of having(report, 'fail')) {
      expect([path, message, remediation, change]).toEqual([
        path === undefined ? undefined : expect.stringMatching(/^\//),
        expect.stringMatching(/\S{2}/),
        expect.stringMatching(/\S{2}/),
        'introduced',
      ]);
    }
    const bare = having(report, 'fail').filter((each) => each.path === undefined);
    expect(new Set(bare.map((each) => each.rule)).size).toBeLessThan(8);
  });
});

test.each([
  'compliant/platform/plan.json',
  'states/platform/state.json',
  'states/platform/terraform.tfstate',
])('%s passes, with nothing left open', async (file) => {
  const report = await reported(file);
  expect([...having(report, 'fail'), ...having(report, 'unknown')].map(named)).toEqual([]);
  expect(report.summary.verdicts.pass).toBeGreaterThan(200);
  expect(report.gate).toMatchObject({ passed: true, exitCode: 0, reasons: [] });
});

test('both forms of a state give one report', async () => {
  const [shown, raw] = await Promise.all(
    ['state.json', 'terraform.tfstate'].map((name) => reported(`states/platform/${name}`)),
  );
  const results = (report?: Report) => report?.results.map(({ input: _, ...rest }) => rest);
  expect(results(raw)).toEqual(results(shown));
});

describe('undetermined/platform', async () => {
  const report = await reported('undetermined/platform/plan.json');
  const expected = expectedOf('undetermined/platform');
  const byPlan = expected.filter((each) => each.onlyWithSource !== true);

  test('is unknown where it should be, and nowhere else', () => {
    expect(pairs(having(report, 'unknown'), expected)).toEqual(byPlan.map(named).sort());
  });

  test('fails nowhere but where a plan alone misleads', () => {
    const misled = expected.filter((each) => each.onlyWithSource === true);
    expect(pairs(having(report, 'fail'))).toEqual(misled.map(named).sort());
  });

  test('says why, and what will decide it', () => {
    for (const each of having(report, 'unknown'))
      expect([named(each), each.why]).toEqual([named(each), expect.any(String)]);
    const decided = having(report, 'unknown').filter((each) => (each.references ?? []).length > 0);
    expect(decided.length).toBeGreaterThan(having(report, 'unknown').length / 2);
  });

  test('makes the gate inconclusive only where that is asked for', async () => {
    const gate = {
      failOn: 'high',
      mode: 'all',
      unknown: 'fail',
      allowEmpty: false,
      softFail: false,
    } as const;
    expect(report.gate.exitCode).toBe(1);
    expect((await reportOf('undetermined/platform/plan.json', { gate })).gate.exitCode).toBe(4);
  });
});

describe('plans/updates', async () => {
  const report = await reported('plans/updates/plan.json');
  const expected = expectedOf('plans/updates');

  test.each(['introduced', 'existing', 'resolved'] as const)('%s', (change) => {
    const results = report.results.filter((each) => each.change === change);
    const wanted = expected.filter((each) => each.change === change);
    expect(pairs(results, wanted)).toEqual(wanted.map(named).sort());
  });

  test('only what is introduced counts, where that is asked for', async () => {
    const gate = {
      failOn: 'low',
      mode: 'introduced',
      unknown: 'warn',
      allowEmpty: false,
      softFail: false,
    } as const;
    const { summary } = await reportOf('plans/updates/plan.json', { gate });
    const counted = Object.values(summary.severities).reduce((sum, count) => sum + count, 0);
    expect([counted, summary.changes]).toEqual([6, report.summary.changes]);
  });
});

describe('plans/modules', async () => {
  const report = await reported('plans/modules/plan.json');
  const expected = expectedOf('plans/modules');

  test.each(['fail', 'unknown'] as const)('%s', (verdict) => {
    const wanted = expected.filter((each) => (each.verdict ?? 'fail') === verdict);
    expect(pairs(having(report, verdict), wanted)).toEqual(wanted.map(named).sort());
  });

  test('companions are found in the same instance of a module: encryption is declared for every bucket', () => {
    const passes = having(report, 'pass').filter((each) => each.rule === 'ENC-S3-01');
    expect(passes.map((each) => each.address)).toHaveLength(3);
    expect(report.results.filter((each) => each.why === 'unresolved-link')).toEqual([]);
  });
});

const judgedOnly = [
  'plans/hostile/plan.json',
  'plans/drift/plan.json',
  'plans/drift/noop.json',
  'plans/drift/refresh-only.json',
  'plans/drift/state.json',
  'plans/sensitive/plan.json',
  'plans/sensitive/state.json',
  'plans/opentofu/plan.json',
  'plans/terraform-1.11/plan.json',
  'plans/updates/state.json',
];

describe.each([
  ...judgedOnly,
  'violations/platform/plan.json',
  'compliant/platform/plan.json',
  'undetermined/platform/plan.json',
  'plans/updates/plan.json',
  'plans/modules/plan.json',
  'states/platform/state.json',
  'states/platform/terraform.tfstate',
])('%s', (file) => {
  test('is judged without an error, and its report holds to the schema', async () => {
    const report = await reported(file);
    validate(report);
    expect(validate.errors ?? []).toEqual([]);
    expect(report.errors).toEqual([]);
    expect(report.summary.judged).toBeGreaterThan(0);
    expect(report.summary.verdicts.error).toBe(0);
    expect([0, 1]).toContain(report.gate.exitCode);
    const prints = report.results
      .filter((each) => each.change !== 'resolved')
      .map((each) => each.fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
  });
});

test.each(['plan.json', 'state.json'])('no canary of plans/sensitive/%s is in its report', async (name) => {
  const report = JSON.stringify(await reported(`plans/sensitive/${name}`));
  expect(readFileSync(`${fixtures}plans/sensitive/${name}`, 'utf8')).toContain('CANARY');
  expect(report).not.toMatch(/canary-\d/i);
});

test('what Terraform only forgets is not resolved', async () => {
  const { results } = await reported('plans/terraform-1.11/plan.json');
  const resolved = results.filter((each) => each.change === 'resolved').map(named);
  expect(resolved).toContain('ENC-EBS-01 aws_ebs_volume.maps');
  expect(resolved.filter((each) => each.includes('aws_sqs_queue.positions'))).toEqual([]);
});
