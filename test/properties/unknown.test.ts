import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/outcome.ts';
import { type Fields, type Json, judgedChanges, type Plan, planOf, random, seeds, textOf } from './plans.ts';
import { named, startJudge } from './run.ts';

const judge = await startJudge();
afterAll(() => judge.close());

type Mask = boolean | Mask[] | { [key: string]: Mask };

/**
 * Marks a part of a resource as known only after apply, the way that a plan shows one: absent, or null in a list, and
 * marked. `choose` says which of so many parts to enter, or undefined to stop there.
 */
function hide(holder: Fields | Json[], key: string | number, mask: Mask | undefined, choose: Choose): Mask {
  const value = (holder as Fields)[key as string] ?? null;
  const parts = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const chosen = parts.length === 0 ? undefined : choose(parts.length);
  if (chosen === undefined) {
    if (Array.isArray(holder)) holder[key as number] = null;
    else delete holder[key as string];
    return true;
  }
  if (mask === true) return true;
  const part = parts[chosen] as string;
  if (Array.isArray(value)) {
    const masks: Mask[] = value.map((_, at) => (Array.isArray(mask) ? (mask[at] ?? false) : false));
    masks[Number(part)] = hide(value, Number(part), masks[Number(part)], choose);
    return masks;
  }
  const masks = typeof mask === 'object' && !Array.isArray(mask) ? mask : {};
  const own = Object.hasOwn(masks, part) ? masks[part] : undefined;
  return Object.fromEntries([...Object.entries(masks), [part, hide(value as Fields, part, own, choose)]]);
}

type Choose = (count: number) => number | undefined;

/** Hides one part of every resource, and has the configuration refer to something for it. */
function hideEverywhere(
  plan: Plan,
  attributeAt: (names: readonly string[]) => string | undefined,
  choose: Choose,
): void {
  for (const change of judgedChanges(plan)) {
    const { after, after_unknown: unknown } = change.change as {
      after: Fields;
      after_unknown: { [key: string]: Mask };
    };
    const attribute = attributeAt(Object.keys(after).sort());
    if (attribute === undefined) continue;
    if (attribute === 'name') hideCarriers(plan, after);
    unknown[attribute] = hide(after, attribute, unknown[attribute], choose);
    refer(rootOf(plan), change.type, change['name'] as string, attribute);
  }
}

/** What others took from a name that is not known is not known either; they refer to it already. */
function hideCarriers(plan: Plan, named: Fields): void {
  for (const { change } of judgedChanges(plan)) {
    const { after, after_unknown: unknown } = change as { after: Fields; after_unknown: Fields };
    for (const [attribute, value] of Object.entries(after)) {
      if (after === named || attribute === 'name' || value !== named['name'] || value === null) continue;
      delete after[attribute];
      unknown[attribute] = true;
    }
  }
}

const referred = { references: ['data.external.lab.result'] };

/** Gives every block of the configuration, in all modules, a reference for an attribute. */
function refer(module: Fields, type: string, name: string, attribute: string): void {
  for (const block of (module['resources'] ?? []) as Fields[]) {
    if (block['type'] !== type || block['name'] !== name) continue;
    block['expressions'] = { ...(block['expressions'] as Fields), [attribute]: referred };
  }
  for (const call of Object.values((module['module_calls'] ?? {}) as Record<string, Fields>))
    refer(call['module'] as Fields, type, name, attribute);
}

const rootOf = (plan: Plan): Fields => (plan['configuration'] as { root_module: Fields }).root_module;

/** `rule address` -> worst verdict, as fail > unknown > pass. */
function verdicts(report: Report): Map<string, string> {
  const found = new Map<string, string>();
  const rank = ['pass', 'unknown', 'fail'];
  for (const each of report.results) {
    if (each.change === 'resolved') continue;
    const before = found.get(named(each)) ?? 'pass';
    found.set(named(each), rank.indexOf(each.verdict) > rank.indexOf(before) ? each.verdict : before);
  }
  return found;
}

const files = [
  'violations/platform/plan.json',
  'undetermined/platform/plan.json',
  'plans/hostile/plan.json',
  'plans/modules/plan.json',
] as const;

describe.each(files)('%s: a failure or an unknown never becomes a pass, or nothing', async (file) => {
  // What stands in code alone is gone with the expression that the property puts in its place.
  const whole = [...verdicts(await judge.report(textOf(file)))].filter(
    ([pair, verdict]) => verdict !== 'pass' && !pair.startsWith('SECR-TF-01 '),
  );

  async function settledBy(plan: Plan): Promise<string[]> {
    const hidden = verdicts(await judge.report(JSON.stringify(plan)));
    return whole
      .filter(([pair]) => !['fail', 'unknown'].includes(hidden.get(pair) ?? ''))
      .map(([pair]) => pair);
  }

  test('where an attribute is not known any more: each in its turn, of all resources at once', async () => {
    const most = Math.max(
      ...judgedChanges(planOf(file)).map((each) => Object.keys(each.change['after'] as Fields).length),
    );
    const settled: [number, string][] = [];
    for (let at = 0; at < most; at += 1) {
      const plan = planOf(file);
      hideEverywhere(
        plan,
        (names) => names[at],
        () => undefined,
      );
      settled.push(...(await settledBy(plan)).map((pair): [number, string] => [at, pair]));
    }
    expect(settled).toEqual([]);
  });

  test('where something inside an attribute is not known any more', async () => {
    const property = fc.asyncProperty(seeds, async (seed) => {
      const next = random(seed);
      const plan = planOf(file);
      const one = (count: number): number => Math.floor(next() * count);
      const holding = (names: readonly string[]): string | undefined => names[one(names.length)];
      hideEverywhere(plan, holding, (count) => (next() < 0.8 ? one(count) : undefined));
      expect(await settledBy(plan)).toEqual([]);
    });
    await fc.assert(property, { numRuns: 25, seed: 20260601, endOnFailure: true });
  });
});
