import { readFileSync } from 'node:fs';
import type { Outcome } from './court.ts';
import type { Mutant } from './mutants.ts';

/** A change that no plan can show, and why. The list only shrinks: what no longer applies has to go. */
export interface Equivalent {
  readonly file: string;
  readonly rule: string;
  readonly text: string;
  readonly operator: string;
  readonly change: string;
  readonly reason: string;
}

const equivalents = JSON.parse(
  readFileSync(new URL('equivalent.json', import.meta.url), 'utf8'),
) as readonly Equivalent[];

type Place = Omit<Equivalent, 'reason'>;
const keyOf = ({ file, rule, text, operator, change }: Place): string =>
  JSON.stringify([file, rule, text, operator, change]);

const reasons = new Map(equivalents.map((each) => [keyOf(each), each.reason]));

export const isEquivalent = (mutant: Mutant): boolean => reasons.has(keyOf(mutant));

/** What is wrong with the list: entries that stand twice, name no mutant, or one that a row notices. */
export function faultsOf(all: readonly Mutant[], outcomes: ReadonlyMap<Mutant, Outcome>): readonly string[] {
  const survives = new Map<string, boolean>();
  for (const mutant of all) {
    const outcome = outcomes.get(mutant)?.is ?? 'survived';
    const key = keyOf(mutant);
    survives.set(key, (survives.get(key) ?? true) && outcome === 'survived');
  }
  const twice = equivalents.filter(
    (each, index) => equivalents.findIndex((one) => keyOf(one) === keyOf(each)) < index,
  );
  return [
    ...twice.map((each) => `stands twice: ${keyOf(each)}`),
    ...equivalents
      .filter((each) => survives.get(keyOf(each)) !== true)
      .map((each) => `${survives.has(keyOf(each)) ? 'is noticed' : 'no longer applies'}: ${keyOf(each)}`),
    ...equivalents
      .filter(({ reason }) => reason.trim() === '')
      .map((each) => `has no reason: ${keyOf(each)}`),
  ];
}
