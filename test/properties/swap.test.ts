import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Report, Result } from '../../src/model/outcome.ts';
import { type Change, type Fields, type Plan, planOf, random, seeds, textOf } from './plans.ts';
import { named, startJudge } from './run.ts';

const judge = await startJudge();
afterAll(() => judge.close());

/** What a bucket mirrors is dropped after a plan, and not before. */
const mirrored = ['server_side_encryption_configuration', 'versioning', 'policy', 'logging'];

/** A plan of which all is known: what is not known yet is left out, on both sides. */
function known(file: string): Plan {
  const plan = planOf(file);
  for (const { type, change } of plan.resource_changes) {
    change['after_unknown'] = {};
    for (const side of [change['before'], change['after']])
      if (type === 'aws_s3_bucket' && side) for (const name of mirrored) delete (side as Fields)[name];
  }
  return plan;
}

const actionsOf = (before: unknown, after: unknown): string[] =>
  before === null ? ['create'] : after === null ? ['delete'] : ['update'];

/** The plan that would lead back. */
function swapped(plan: Plan): Plan {
  const back = (each: Change): Change => {
    const { before, after, before_sensitive, after_sensitive } = each.change as Fields;
    const sides = { before: after ?? null, after: before ?? null };
    const { previous_address: previous, ...rest } = each;
    return {
      ...rest,
      ...(previous === undefined ? {} : { address: previous, previous_address: each.address }),
      change: {
        ...sides,
        actions: actionsOf(sides.before, sides.after),
        after_unknown: {},
        before_sensitive: after_sensitive ?? {},
        after_sensitive: before_sensitive ?? {},
      },
    } as Change;
  };
  return { ...plan, resource_changes: plan.resource_changes.map(back) };
}

/** Where a value comes from is told by the code, of which a plan has only that of now. */
const byCode = new Set(['SECR-RDS-01']);

const pairs = (report: Report, change: Result['change'], verdict: Result['verdict']): Set<string> =>
  new Set(
    report.results
      .filter((each) => each.change === change && each.verdict === verdict && !byCode.has(each.rule))
      .map(named),
  );

/** Rules that a resource violates after the plan and did not violate at all before. */
const begun = (report: Report): string[] => {
  const old = pairs(report, 'existing', 'fail');
  return [...pairs(report, 'introduced', 'fail')].filter((pair) => !old.has(pair)).sort();
};
const ended = (report: Report): string[] => [...pairs(report, 'resolved', 'pass')].sort();

describe.each([
  'plans/updates/plan.json',
  'plans/drift/plan.json',
  'plans/terraform-1.11/plan.json',
  'violations/platform/plan.json',
])('%s', (file) => {
  test('there and back: what one introduces, the other resolves', async () => {
    const property = fc.asyncProperty(seeds, async (seed) => {
      const next = random(seed);
      const plan = known(file);
      const forget = (each: Change): boolean => String(each.change['actions']) === 'forget';
      const all = plan.resource_changes.filter((each) => !forget(each));
      plan.resource_changes = seed % 2 === 0 ? all : all.filter(() => next() < 0.7);
      delete plan['prior_state'];
      const [there, back] = [
        await judge.report(JSON.stringify(plan)),
        await judge.report(JSON.stringify(swapped(plan))),
      ];
      expect(begun(there)).toEqual(ended(back));
      expect(ended(there)).toEqual(begun(back));
      if (seed % 2 === 0) expect(begun(there).length + ended(there).length).toBeGreaterThan(0);
    });
    await fc.assert(property, { numRuns: 10, seed: 20260601, endOnFailure: true, examples: [[2], [1]] });
  });
});

test.each([
  'plans/updates/plan.json',
  'plans/drift/plan.json',
  'plans/drift/noop.json',
  'plans/sensitive/plan.json',
  'plans/terraform-1.11/plan.json',
])('%s: asking only about what changes gives the same report', async (file) => {
  const [some, all] = await Promise.all([true, false].map((only) => judge.report(textOf(file), only)));
  expect(some).toEqual(all);
});
