import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { fixtures } from './run.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Fields = { [key: string]: Json };

/** The parts of a plan that the properties turn over. */
export interface Plan extends Fields {
  resource_changes: Change[];
}
export type Change = Fields & { address: string; type: string; mode: string; change: Fields };

export const plans = [
  'violations/platform/plan.json',
  'undetermined/platform/plan.json',
  'plans/modules/plan.json',
  'plans/updates/plan.json',
  'plans/terraform-1.11/plan.json',
  'plans/hostile/plan.json',
] as const;

export const textOf = (file: string): string => readFileSync(fixtures + file, 'utf8');
export const planOf = (file: string): Plan => JSON.parse(textOf(file)) as Plan;

/** Numbers in 0..1, the same for a seed. */
export const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function shuffled<T>(list: readonly T[], next: () => number): T[] {
  const keyed = list.map((each) => [next(), each] as const);
  return keyed.sort(([a], [b]) => a - b).map(([, each]) => each);
}

/** The same value with the keys of every object in another order. Lists keep theirs. */
export function otherKeyOrder(value: Json, next: () => number): Json {
  if (Array.isArray(value)) return value.map((each) => otherKeyOrder(each, next));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, otherKeyOrder(each, next)] as const);
  return Object.fromEntries(shuffled(entries, next)) as Fields;
}

/** Addresses of a plan's managed AWS resources that will be there, whole. */
export const judgedChanges = (plan: Plan): Change[] =>
  plan.resource_changes.filter(
    (each) => each.mode === 'managed' && each.type.startsWith('aws_') && each.change['after'] !== null,
  );
