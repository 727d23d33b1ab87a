import { randomBytes } from 'node:crypto';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

/**
 * A number that a double can't carry (`12345678901234567891`) travels through the pipeline as a marked string
 * that holds its decimal text, and becomes that text again when a document is written as JSON.
 * The mark holds 128 random bits of this process, so that no string in an input can be mistaken for one.
 */
const mark = `exact-number:${processNonce()}:`;
const markedInJson = new RegExp(`"${mark}(-?[0-9][0-9.eE+-]*)"`, 'g');

/** Most inputs have no such number, and need not be searched for one. Workers that start later are told. */
const told = 'driftgate:exact-number-marked';
let marked = getEnvironmentData(told) === true;

/** Wraps the JSON text of a number, e.g. `0.1234567890123456789`, in a string that no user data can forge. */
export function markExactNumber(text: string): string {
  if (!marked) setEnvironmentData(told, true);
  marked = true;
  return mark + text;
}

/** Says whether a value of a parsed document is a number kept as marked text. */
export function isExactNumber(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(mark);
}

/** The decimal text of a marked number; any other string comes back as it is. For people and for arithmetic. */
export function exactNumberText(value: string): string {
  return value.startsWith(mark) ? value.slice(mark.length) : value;
}

/** Turns every marked string of a JSON text back into the number it stands for. */
export function restoreExactNumbers(json: string): string {
  return marked && json.includes(mark) ? json.replace(markedInJson, '$1') : json;
}

/** The same in every worker of a process: environment data is handed down to workers when they start. */
function processNonce(): string {
  const key = 'driftgate:exact-number';
  const inherited = getEnvironmentData(key);
  if (typeof inherited === 'string') return inherited;
  const nonce = randomBytes(16).toString('hex');
  setEnvironmentData(key, nonce);
  return nonce;
}
