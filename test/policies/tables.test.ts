import { describe, expect, it } from 'vitest';
import { isExpected } from '../../src/author/compare.ts';
import { rulesUnderTest } from './harness.ts';

const rules = await rulesUnderTest();

describe.each(rules.map((each) => [each.rule.id, each] as const))('%s', (_, { rule, table, judge }) => {
  it.each(Object.entries(table))('%s', (_name, row) => {
    const { verdict, path, findings } = row;
    const got = judge(row);
    expect(isExpected(row, got), JSON.stringify({ expected: { verdict, path, findings }, got })).toBe(true);
  });

  it('has a table that shows every verdict it can give', () => {
    const verdicts = new Set(Object.values(table).map((row) => row.verdict));
    expect([...verdicts].sort()).toEqual(expect.arrayContaining(['fail', 'none', 'pass']));
    const canBeUnknown = Object.keys(rule.decisive).length + Object.keys(rule.presence).length > 0;
    if (canBeUnknown) expect(verdicts).toContain('unknown');
  });
});
