import { type Court, type Outcome, startCourt } from './court.ts';
import type { Mutant } from './mutants.ts';
import type { Subject } from './pack.ts';

/** OPA servers at a time. */
const workers = 2;

/**
 * What comes of each mutant. One of the library is shown to every rule that needs its file, until a row of one of them
 * notices; it survives where none does.
 */
export async function tryAll(
  opa: string,
  mutants: readonly Mutant[],
  subjects: readonly Subject[],
  onDone: (outcomes: ReadonlyMap<Mutant, Outcome>, file: string) => void,
): Promise<ReadonlyMap<Mutant, Outcome>> {
  const outcomes = new Map<Mutant, Outcome>(mutants.map((mutant) => [mutant, { is: 'survived' }]));
  const open = ({ modules }: Subject): readonly Mutant[] =>
    mutants.filter(
      (mutant) => Object.hasOwn(modules, mutant.file) && outcomes.get(mutant)?.is === 'survived',
    );
  const queue = [...subjects];

  const work = async (): Promise<void> => {
    for (let subject = queue.shift(); subject !== undefined; subject = queue.shift()) {
      const left = open(subject);
      if (left.length === 0) continue;
      const court: Court = await startCourt(opa, subject.rule, subject.table, subject.modules);
      try {
        for (const mutant of left) {
          const last = outcomes.get(mutant);
          if (last?.is !== 'survived') continue;
          outcomes.set(mutant, { ...last, ...(await court.judge(mutant)) });
        }
      } finally {
        await court.stop();
      }
      onDone(outcomes, subject.rule.file);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return outcomes;
}
