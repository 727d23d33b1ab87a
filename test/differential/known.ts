import type { Outcome } from '../../src/evaluate/engine.ts';
import type { Input } from './inputs.ts';

interface Known {
  readonly reason: string;
  /** Whether the texts of an input and what the compiled rule said of it are of this kind. */
  readonly shows: (texts: readonly string[], wasm: Outcome) => boolean;
}

/** Differences between OPA and its compiled form that are understood. What is not among them fails the run. */
export const known: Readonly<Record<string, Known>> = {
  'text after JSON': {
    reason:
      'json.unmarshal and json.is_valid of the compiled form take `{} x` for `{}`; OPA does not read it',
    shows: (texts, { ok }) =>
      ok && texts.some((text) => text.trimStart().startsWith('{') && !isJson(text) && beginsWithJson(text)),
  },
  'lone surrogate in JSON': {
    reason: 'json.unmarshal and json.is_valid of the compiled form end the evaluation; OPA reads U+FFFD',
    shows: (texts, wasm) =>
      says(wasm, 'illegal string escape character') && texts.some((text) => /\\u[dD][89a-fA-F]/.test(text)),
  },
  'NUL in a pattern': {
    reason:
      'regex.match of the compiled form ends its pattern at U+0000, and so can match more; OPA takes all of it',
    shows: (texts, { ok }) => ok && texts.some((text) => /\0|\\u0000/.test(text)),
  },
  'format_int of a large number': {
    reason: 'format_int of the compiled form ends the evaluation from 2^31 on; OPA writes the number',
    shows: (_, wasm) => says(wasm, 'strings: get uint failed'),
  },
};

/** The known difference that an input shows. */
export function knownFor(input: Input, wasm: Outcome): string | undefined {
  const texts = stringsOf(input);
  return Object.entries(known).find(([, { shows }]) => shows(texts, wasm))?.[0];
}

const says = (outcome: Outcome, message: string): boolean => !outcome.ok && outcome.message === message;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function beginsWithJson(text: string): boolean {
  for (let end = text.indexOf('}'); end >= 0; end = text.indexOf('}', end + 1)) {
    if (isJson(text.slice(0, end + 1))) return true;
  }
  return false;
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsOf);
}
