import { describe, expect, it } from 'vitest';
import { loadProvider } from '../../src/compile/provider.ts';
import { type RuleUnderTest, rulesUnderTest } from './harness.ts';
import { heldBy, mayBeLeftOut, othersFor, showsLeftOut, verdictOf, withUnknown, withValue } from './open.ts';

const [rules, provider] = await Promise.all([rulesUnderTest(), loadProvider()]);

// A row that passes is judged again with each value that decides it known only after apply, and left out. What the
// right verdict is, the rule itself says about the values that the place may turn out to hold.
describe.each(rules.map((each) => [each.rule.id, each] as const))('%s', (_, rule) => {
  const passing = Object.entries(rule.table).filter(([, row]) => row.verdict === 'pass');

  it('gives no verdict by accident while a value that decides is not known', () => {
    const wrong = passing.flatMap(([name, row]) =>
      heldBy(rule, row).flatMap((held) => {
        const open = verdictOf(rule, withUnknown(row, held));
        const complaint = open === 'unknown' ? undefined : accident(rule, row, held, open);
        return complaint === undefined
          ? []
          : [`"${name}", ${held.type}${held.pointer} not known: ${complaint}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('passes a value that was left out only where its table says so', () => {
    const wrong = passing.flatMap(([name, row]) =>
      heldBy(rule, row)
        .filter((held) => mayBeLeftOut(provider, held) && !showsLeftOut(rule, held))
        .filter((held) => verdictOf(rule, withValue(row, held, undefined)) === 'pass')
        .map(
          ({ type, pointer }) =>
            `"${name}", ${type}${pointer} left out: passes, and no row of the table shows that`,
        ),
    );
    expect(wrong).toEqual([]);
  });
});

/** What makes a verdict wrong while a value is open: another value that it may turn out to be. */
function accident(
  rule: RuleUnderTest,
  row: RuleUnderTest['table'][string],
  held: ReturnType<typeof heldBy>[number],
  open: string,
): string | undefined {
  if (open === 'fail') return 'fails, though it passes with the value of the row';
  const failing = othersFor(rule, row, held).find(
    (value) => verdictOf(rule, withValue(row, held, value)) === 'fail',
  );
  if (failing === undefined) return undefined;
  return `${open === 'pass' ? 'passes' : 'gives no verdict'}, though it fails with ${JSON.stringify(failing).slice(0, 120)}`;
}
