import { JsonFault } from './fault.ts';
import { fateOf } from './number.ts';

/** What JSON.parse would get wrong in a document, by offset, and where the document ends. */
export interface Notes {
  readonly end: number;
  /** ascending offsets of numbers to keep as text and of lone surrogate escapes */
  readonly patches: number[];
  loneSurrogates: number;
}

/** So that a hostile document can't make the notes about it larger than itself. */
const maxPatches = 5_000_000;

/** Terraform's numbers have 512 bits, about 155 digits. */
const maxNumberBytes = 1000;

/** 1 for the bytes that a string can hold as they are: no quote, backslash, control character. */
export const plain: Uint8Array = new Uint8Array(256).fill(1, 32);
plain[34] = 0;
plain[92] = 0;

/** Offset of the quote that closes a string, from any offset inside it. Every function here needs the final 0. */
export function endOfString(bytes: Uint8Array, at: number, notes: Notes): number {
  let i = at;
  for (;;) {
    while (plain[bytes[i]!] === 1) i++;
    const c = bytes[i]!;
    if (c === 34) return i;
    if (c !== 92) throw unexpected(notes.end, i, 'control character in a string');
    i = endOfEscape(bytes, i, notes);
  }
}

/** Offset after the number that starts at `at`; notes a number that has to be kept as text. */
export function endOfNumber(bytes: Buffer, at: number, notes: Notes): number {
  let i = at;
  let hasExponent = false;
  if (bytes[i] === 45) i++;
  i = bytes[i] === 48 ? i + 1 : endOfDigits(bytes, i, notes);
  if (bytes[i] === 46) i = endOfDigits(bytes, i + 1, notes);
  if ((bytes[i]! | 32) === 101) {
    hasExponent = true;
    i++;
    if (bytes[i] === 43 || bytes[i] === 45) i++;
    i = endOfDigits(bytes, i, notes);
  }
  // a double carries any 15 digits
  if (hasExponent || i - at > 15) {
    if (i - at > maxNumberBytes) throw new JsonFault('a number is longer than 1000 bytes', at);
    const fate = fateOf(bytes.toString('latin1', at, i));
    if (fate === 'out of range') throw new JsonFault('a number is out of the range of a double', at);
    if (fate === 'exact') note(notes, at);
  }
  return i;
}

/** Offset after `true`, `false` or `null`. */
export function endOfLiteral(bytes: Uint8Array, at: number, notes: Notes): number {
  const word = bytes[at] === 116 ? 'true' : bytes[at] === 102 ? 'false' : 'null';
  for (let k = 0; k < word.length; k++) {
    if (bytes[at + k] !== word.charCodeAt(k)) throw unexpected(notes.end, at + k, 'not a JSON value');
  }
  return at + word.length;
}

/** The fault at a byte that breaks the grammar; a document that stops there was cut short. */
export function unexpected(end: number, at: number, what: string): JsonFault {
  return at >= end
    ? new JsonFault('the JSON document ends too early', end, 'truncated')
    : new JsonFault(what, at);
}

function endOfDigits(bytes: Uint8Array, at: number, notes: Notes): number {
  let i = at;
  while (isDigit(bytes[i]!)) i++;
  if (i === at) throw unexpected(notes.end, at, 'expected a digit');
  return i;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

function endOfEscape(bytes: Uint8Array, at: number, notes: Notes): number {
  const c = bytes[at + 1]!;
  // " \ / b f n r t
  if (c === 34 || c === 92 || c === 110 || c === 47 || c === 98 || c === 102 || c === 114 || c === 116)
    return at + 2;
  if (c !== 117) throw unexpected(notes.end, at + 1, 'unknown escape in a string');
  const unit = hexUnit(bytes, at + 2, notes);
  if (unit < 0xd800 || unit > 0xdfff) return at + 6;
  if (unit < 0xdc00 && bytes[at + 6] === 92 && bytes[at + 7] === 117) {
    const low = hexUnit(bytes, at + 8, notes);
    if (low >= 0xdc00 && low <= 0xdfff) return at + 12;
  }
  notes.loneSurrogates++;
  note(notes, at);
  return at + 6;
}

function hexUnit(bytes: Uint8Array, at: number, notes: Notes): number {
  let unit = 0;
  for (let k = at; k < at + 4; k++) {
    const c = bytes[k]!;
    const letter = c | 32;
    const digit = isDigit(c) ? c - 48 : letter >= 97 && letter <= 102 ? letter - 87 : -1;
    if (digit < 0) throw unexpected(notes.end, k, 'unknown escape in a string');
    unit = unit * 16 + digit;
  }
  return unit;
}

function note(notes: Notes, at: number): void {
  if (notes.patches.length === maxPatches) throw new JsonFault('too many numbers that no double carries', at);
  notes.patches.push(at);
}
