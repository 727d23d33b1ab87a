import type { Outcome } from './engine.ts';

/** A denial as a rule states it; see `policies/lib/resource.rego` for its constructors. */
export interface Statement {
  readonly key: string;
  readonly at?: string;
  readonly path?: string;
  readonly missing?: string;
  readonly message: string;
  /** Of `undetermined` only: what is open, where it is something else than a value that apply will give. */
  readonly why?: 'environment' | 'unresolved-link' | 'not-carried';
}

/** What a rule says about a batch, by the key of the resource. */
export interface Answer {
  readonly denials: ReadonlyMap<string, readonly Statement[]>;
  readonly undetermined: ReadonlyMap<string, readonly Statement[]>;
  readonly settled: ReadonlySet<string>;
  readonly notApplicable: ReadonlySet<string>;
}

const maxMessage = 2_000;

/** The answer in an outcome, or a sentence that says what is wrong with it: a shape that is not right is never "no". */
export function readAnswer(outcome: Outcome): Answer | string {
  if (!outcome.ok) return outcome.message;
  const value = outcome.value as Record<string, unknown> | null;
  if (typeof value !== 'object' || value === null || !Array.isArray(value['deny'])) return 'stated no `deny`';
  const denials = statements(value['deny'], 'deny');
  const undetermined = statements(value['undetermined'] ?? [], 'undetermined');
  const settled = keys(value['settled'] ?? [], 'settled');
  const notApplicable = keys(value['not_applicable'] ?? [], 'not_applicable');
  const problem = [denials, undetermined, settled, notApplicable].find((part) => typeof part === 'string');
  if (problem !== undefined) return problem as string;
  return { denials, undetermined, settled, notApplicable } as Answer;
}

function statements(value: unknown, output: string): ReadonlyMap<string, Statement[]> | string {
  const byKey = new Map<string, Statement[]>();
  if (!Array.isArray(value)) return `\`${output}\` is not a set`;
  for (const item of value) {
    if (!isStatement(item))
      return `\`${output}\` holds something else than findings with key, path and message`;
    const same = byKey.get(item.key);
    if (same === undefined) byKey.set(item.key, [item]);
    else same.push(item);
  }
  // The module lists a set in the order of its hashes.
  for (const same of byKey.values()) same.sort((a, b) => order(a, b));
  return byKey;
}

/** What a rule may name; the engine finds out the rest. */
const whys: ReadonlySet<unknown> = new Set(['environment', 'unresolved-link', 'not-carried']);

function isStatement(item: unknown): item is Statement {
  if (typeof item !== 'object' || item === null) return false;
  const { key, at, path, missing, message, why } = item as Record<string, unknown>;
  const optional = (part: unknown): boolean => part === undefined || typeof part === 'string';
  return (
    typeof key === 'string' &&
    typeof message === 'string' &&
    message !== '' &&
    message.length <= maxMessage &&
    optional(at) &&
    optional(path) &&
    optional(missing) &&
    (why === undefined || whys.has(why))
  );
}

function order(a: Statement, b: Statement): number {
  const text = (s: Statement): string =>
    [s.at ?? '', s.path ?? '', s.missing ?? '', s.message].join('\u0000');
  return text(a) < text(b) ? -1 : 1;
}

function keys(value: unknown, output: string): ReadonlySet<string> | string {
  if (Array.isArray(value) && value.every((key) => typeof key === 'string')) return new Set<string>(value);
  return `\`${output}\` is not a set of resource keys`;
}
