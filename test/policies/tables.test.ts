import { describe, expect, it } from 'vitest';
import { rulesUnderTest } from './harness.ts';

const rules = await rulesUnderTest();

describe.each(rules.map((each) => [each.rule.id, each] as const))('%s', (_, { rule, cases, judge }) => {
  it.each(Object.entries(cases))('%s', (_name, row) => {
    const findings = judge(row);
    const verdict = findings === undefined ? 'none' : (findings[0]?.verdict ?? 'pass');
    expect({ verdict, findings: findings?.map(({ path, message }) => ({ path, message })) }).toMatchObject({
      verdict: row.verdict,
    });
    if (row.path !== undefined) expect(findings?.map(({ path }) => path)).toContain(row.path);
    if (row.findings !== undefined) expect(findings).toHaveLength(row.findings);
  });

  it('has a table that shows every verdict it can give', () => {
    const verdicts = new Set(Object.values(cases).map((row) => row.verdict));
    expect([...verdicts].sort()).toEqual(expect.arrayContaining(['fail', 'none', 'pass']));
    const canBeUnknown = Object.keys(rule.decisive).length + Object.keys(rule.presence).length > 0;
    if (canBeUnknown) expect(verdicts).toContain('unknown');
  });
});
