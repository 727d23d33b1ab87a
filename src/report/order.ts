import type { Report, Result } from '../model/outcome.ts';
import { severities } from '../model/rule.ts';
import { type Standing, standing } from '../model/standing.ts';

const standings: readonly Standing[] = [
  'error',
  'failing',
  'unknown',
  'known',
  'waived',
  'resolved',
  'passed',
];
const changes: readonly (string | undefined)[] = ['introduced', undefined, 'existing', 'resolved'];

/** By code unit: the same on every machine. */
export const compareText = (left: string, right: string): number =>
  left < right ? -1 : left > right ? 1 : 0;

export const bySeverity = (left: Result, right: Result): number =>
  severities.indexOf(left.severity) - severities.indexOf(right.severity);

/** `x[2]` comes before `x[10]`. */
const natural = (text: string): string => text.replace(/\d+/g, (digits) => digits.padStart(8, '0'));

const byPlace = (left: Result, right: Result): number =>
  compareText(left.input, right.input) ||
  compareText(left.path ?? '', right.path ?? '') ||
  compareText(left.message, right.message);

export interface Standed {
  readonly result: Result;
  readonly is: Standing;
}

/** All results with their standing, worst first: standing, introduced before existing, severity, rule, address. */
export const worstFirst = (report: Report): Standed[] =>
  report.results
    .map((result) => ({ result, is: standing(result, report.gate), address: natural(result.address) }))
    .sort(
      (left, right) =>
        standings.indexOf(left.is) - standings.indexOf(right.is) ||
        changes.indexOf(left.result.change) - changes.indexOf(right.result.change) ||
        bySeverity(left.result, right.result) ||
        compareText(left.result.rule, right.result.rule) ||
        compareText(left.address, right.address) ||
        byPlace(left.result, right.result),
    );

/** The results of one standing, worst first. */
export const having = (all: readonly Standed[], is: Standing): Result[] =>
  all.filter((one) => one.is === is).map((one) => one.result);

/** Groups in the order of their first members. */
export const groupBy = <T>(items: readonly T[], key: (item: T) => string): T[][] => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()];
};
