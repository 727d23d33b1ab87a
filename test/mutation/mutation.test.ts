// Property: a built-in rule that is not what it was is noticed by its table. Run .ci/mutants, which gets OPA.
import { expect, test } from 'vitest';
import { loadToolchain } from '../../src/compile/toolchain.ts';
import { seeded } from '../evaluate/rules.ts';
import { faultsOf } from './equivalent.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { takeApart } from './pack.ts';
import { printScores, printSurvivors, rateOf, scoreOf } from './report.ts';
import { tryAll } from './trial.ts';

const opa = process.env['DRIFTGATE_OPA'] ?? '';
const asked = process.env['DRIFTGATE_MUTATION'] ?? '';

interface Asked {
  /** The id of a rule, or how the path of its file begins: only mutants of these. */
  readonly rule?: string;
  /** So many mutants only, and which ones. */
  readonly sample?: number;
  readonly seed?: number;
}

/** In percent, of all mutants and of those of one family; a sample of 300 may be three standard deviations off. */
const least = { all: 95, family: 90, sample: 92 };

test.skipIf(opa === '' || asked === '')(
  'mutants of the built-in pack are caught',
  async () => {
    const { rule, sample, seed = 1 } = JSON.parse(asked) as Asked;
    const { subjects, syntax } = await takeApart(opa, await loadToolchain());
    const file = subjects.find((subject) => subject.rule.id === rule)?.rule.file ?? rule;
    const every = syntax.flatMap(mutantsOf);
    const some = every.filter((mutant) => mutant.file.startsWith(file ?? ''));
    expect(some.length, 'mutants').toBeGreaterThan(0);
    const tried = sample === undefined ? some : pick(some, sample, seed);
    const outcomes = await tryAll(opa, tried, subjects, printSurvivors);
    printSurvivors(outcomes, 'lib/');
    printScores(outcomes);
    expect(faultsOf(every, outcomes), 'test/mutation/equivalent.json').toEqual([]);
    expect(rateOf(scoreOf(outcomes))).toBeGreaterThanOrEqual(sample === undefined ? least.all : least.sample);
    if (sample !== undefined) return;
    for (const family of new Set(some.map((mutant) => `${mutant.file.split('/')[0]}/`)))
      expect(rateOf(scoreOf(outcomes, family)), family).toBeGreaterThanOrEqual(least.family);
  },
  7_200_000,
);

/** Some of all, the same ones for a seed, in the order in which they stood. */
function pick(all: readonly Mutant[], count: number, seed: number): readonly Mutant[] {
  const random = seeded(seed);
  const left = [...all.keys()];
  const chosen = new Set<number>();
  while (chosen.size < count && left.length > 0) chosen.add(left.splice(random(left.length), 1)[0] as number);
  return all.filter((_, index) => chosen.has(index));
}
