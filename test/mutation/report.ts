import type { Outcome } from './court.ts';
import { isEquivalent } from './equivalent.ts';
import type { Mutant } from './mutants.ts';

export interface Score {
  readonly caught: number;
  readonly total: number;
  readonly equivalent: number;
}

/** How many mutants were caught, of those that compile and mean something else. */
export function scoreOf(outcomes: ReadonlyMap<Mutant, Outcome>, family = ''): Score {
  const own = [...outcomes].filter(
    ([{ file }, outcome]) => file.startsWith(family) && outcome.is !== 'does not compile',
  );
  const caught = own.filter(([, outcome]) => outcome.is === 'caught').length;
  const equivalent = own.filter(
    ([mutant, outcome]) => outcome.is === 'survived' && isEquivalent(mutant),
  ).length;
  return { caught, total: own.length - equivalent, equivalent };
}

export const rateOf = ({ caught, total }: Score): number => (total === 0 ? 100 : (100 * caught) / total);

/** Each mutant of some files that survives and is not known to mean the same. */
export function printSurvivors(outcomes: ReadonlyMap<Mutant, Outcome>, files: string): void {
  for (const [mutant, outcome] of outcomes) {
    if (outcome.is !== 'survived' || isEquivalent(mutant) || !mutant.file.startsWith(files)) continue;
    const { file, line, rule, operator, change, text } = mutant;
    console.log(`survived: policies/${file}:${line} (${rule}) ${operator}: ${change}\n    ${text}`);
    if (outcome.silent !== undefined)
      console.log(`    row that changes and does not say so: ${outcome.silent}`);
  }
}

/** A line for each family and for all. */
export function printScores(outcomes: ReadonlyMap<Mutant, Outcome>): void {
  const families = [...new Set([...outcomes.keys()].map(({ file }) => `${file.split('/')[0]}/`))].sort();
  for (const family of [...families, '']) {
    const score = scoreOf(outcomes, family);
    const rate = rateOf(score).toFixed(1);
    const name = family === '' ? 'all' : family.slice(0, -1);
    console.log(
      `mutants: ${name}: ${score.caught} of ${score.total} caught, ${rate} %, ${score.equivalent} equivalent`,
    );
  }
}
