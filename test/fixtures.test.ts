import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { validate } from '../src/model/generated/validate-report.js';
import type { Report, Result } from '../src/model/outcome.ts';
import { expectedOf, pairs } from './properties/expected.ts';
import { fixtures, named, reportOf } from './properties/run.ts';

const reports = new Map<string, Promise<Report>>();
const reported = (file: string, ...inputs: string[]): Promise<Report> => {
  const key = [file, ...inputs].join(' ');
  const report = reports.get(key) ?? reportOf(file, { inputs: [file, ...inputs] });
  reports.set(key, report);
  return report;
};
/** The plan of a platform together with the workflow that deploys it. */
const deployed = (folder: string): Promise<Report> => reported(`${folder}/plan.json`, `${folder}/deploy.yml`);
const having = (report: Report, verdict: Result['verdict']): Result[] =>
  report.results.filter((each) => each.verdict === verdict && each.change !== 'resolved');

describe('violations/platform', async () => {
  const report = await deployed('violations/platform');
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
    for (const { path, message, remediation, change, type } of having(report, 'fail')) {
      expect([path, message, remediation, change]).toEqual([
        path === undefined ? undefined : expect.stringMatching(/^\//),
        expect.stringMatching(/\S{2}/),
        expect.stringMatching(/\S{2}/),
        // A plan carries the code as it is now only, a workflow is no plan.
        type.startsWith('aws_') ? 'introduced' : undefined,
      ]);
    }
  });

  // What is missing, or lies in the resources that are linked with it, has no pointer into the resource.
  test('most rules cite an attribute', () => {
    const cited = having(report, 'fail').filter((each) => each.path !== undefined);
    expect(new Set(cited.map((each) => each.rule)).size).toBeGreaterThan(report.summary.rules * 0.75);
  });
});

describe('compliant/platform', () => {
  test('has something to judge for every rule of the pack, and passes', async () => {
    const report = await deployed('compliant/platform');
    expect([...having(report, 'fail'), ...having(report, 'unknown')].map(named)).toEqual([]);
    expect(report.coverage.rulesMatchedNothing).toEqual([]);
    expect(new Set(having(report, 'pass').map((each) => each.rule)).size).toBe(report.summary.rules);
  });
});

test.each([
  'compliant/platform/plan.json',
  'states/platform/state.json',
  'states/platform/terraform.tfstate',
])('%s passes, with nothing left open', async (file) => {
  const report = await reported(file);
  expect([...having(report, 'fail'), ...having(report, 'unknown')].map(named)).toEqual([]);
  expect(report.summary.verdicts.pass).toBeGreaterThan(600);
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
  const report = await deployed('undetermined/platform');
  const expected = expectedOf('undetermined/platform');
  const byPlan = expected.filter((each) => each.onlyWithSource !== true);

  test('is unknown where it should be, and nowhere else', () => {
    expect(pairs(having(report, 'unknown'), expected)).toEqual(byPlan.map(named).sort());
  });

  test('leaves every rule open that can be: what stands in code is known', () => {
    const open = new Set(having(report, 'unknown').map((each) => each.rule));
    const rules = new Set(report.results.map((each) => each.rule));
    expect([...rules].filter((rule) => !open.has(rule))).toEqual(['SECR-TF-01']);
    expect(rules.size).toBe(report.summary.rules);
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
    const introduced = expected.filter((each) => each.change === 'introduced');
    // Of code nothing tells what it was before; that counts too.
    const untold = having(report, 'fail').filter((each) => each.change === undefined);
    expect(untold.map(named)).toEqual(['TAG-PROV-01 provider.aws.plain']);
    expect([counted, summary.changes]).toEqual([introduced.length + 1, report.summary.changes]);
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
