import { readFileSync } from 'node:fs';
import type { Result } from '../../src/model/outcome.ts';
import { fixtures, named } from './run.ts';

/** What a person expects of a fixture; see `fixtures/README.md`. */
export interface Expected {
  readonly rule: string;
  readonly address: string;
  readonly alsoAt?: readonly string[];
  readonly change?: Result['change'];
  /** Where it is not the one verdict that the whole list is about. */
  readonly verdict?: Result['verdict'];
  /** A plan alone says otherwise. */
  readonly onlyWithSource?: boolean;
  /** A plan alone can't tell, the source could. */
  readonly onlyWithoutSource?: boolean;
}

export const expectedOf = (folder: string): readonly Expected[] =>
  JSON.parse(readFileSync(`${fixtures}${folder}/expected.json`, 'utf8')) as Expected[];

/** `rule address`, each once, by the address under which a person expects it. */
export function pairs(results: readonly Result[], expected: readonly Expected[] = []): string[] {
  const listed = (result: Result): string => {
    const elsewhere = expected.find(
      ({ rule, alsoAt }) => rule === result.rule && alsoAt?.includes(result.address),
    );
    return named(elsewhere ?? result);
  };
  return [...new Set(results.map(listed))].sort();
}
