import type { Outcome } from '../../src/evaluate/engine.ts';

/** What a rule said, in a form that is equal where the answers are: `deny` and the like as sets, in one order. */
export type Said = Readonly<Record<string, readonly string[]>> | 'an error';

export function said(outcome: Outcome): Said {
  if (!outcome.ok) return 'an error';
  const outputs = Object.entries(outcome.value as Record<string, unknown>).map(([name, items]) => {
    if (!Array.isArray(items)) throw new Error(`\`${name}\` is not a set: ${JSON.stringify(items)}`);
    return [name, items.map(canonical).sort()] as const;
  });
  return Object.fromEntries(outputs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

export const isSame = (a: Said, b: Said): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Several answers of one rule as one. */
export function together(all: readonly Said[]): Said {
  const outputs: Record<string, string[]> = {};
  for (const each of all) {
    if (each === 'an error') return each;
    for (const [name, items] of Object.entries(each)) outputs[name] = [...(outputs[name] ?? []), ...items];
  }
  return Object.fromEntries(Object.entries(outputs).map(([name, items]) => [name, items.sort()]));
}

/** JSON with sorted keys. A number would have been rounded on its way here: rules state none, and may not begin to. */
function canonical(value: unknown): string {
  if (typeof value === 'number')
    throw new Error('an answer holds a number, which cannot be compared exactly');
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join()}}`;
}
