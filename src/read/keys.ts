import { randomBytes } from 'node:crypto';
import { JsonFault } from './fault.ts';

/** Four numbers a slot: the object that wrote it, the key's hash, its first byte, its end (`~end` with escapes). */
const slotWidth = 4;
/** A chain this long does not happen by chance in a half-empty table: it is an attack on the hash. */
const longestChain = 2000;
/** About: it is asked only where the table has to grow. Bounds that at 64 MB. */
const maxKeys = 1_000_000;

/** Random per process, so that colliding keys can't be prepared. */
export const hashSeed = randomBytes(4).readInt32LE();

/** The keys seen in the object that is open at one depth. Reused by every object at that depth, never cleared. */
export interface KeyTable {
  slots: Int32Array;
  /** slots - 1, where slots is a power of 2 */
  mask: number;
  used: number;
  /** of the open object; a slot stamped otherwise is free */
  serial: number;
}

export function newKeyTable(): KeyTable {
  return { slots: new Int32Array(64 * slotWidth), mask: 63, used: 0, serial: 0 };
}

/** Adds the key `bytes[start, end)` of the open object. Throws a JsonFault if the object has it already. */
export function addKey(
  table: KeyTable,
  bytes: Buffer,
  hash: number,
  start: number,
  end: number,
  escaped: boolean,
): void {
  if (++table.used * 2 > table.mask) {
    if (table.used > maxKeys) throw new JsonFault('an object has too many keys', start - 1);
    grow(table);
  }
  const { slots, mask, serial } = table;
  let at = (hash ^ (hash >>> 15)) & mask;
  for (let chain = 0; slots[at * slotWidth] === serial; chain++) {
    const slot = at * slotWidth;
    if (slots[slot + 1] === hash && sameKey(bytes, slots[slot + 2]!, slots[slot + 3]!, start, end, escaped)) {
      throw new JsonFault('the same key stands twice in one object', start - 1);
    }
    if (chain > longestChain) throw new JsonFault('too many keys of one object collide', start - 1);
    at = (at + 1) & mask;
  }
  const slot = at * slotWidth;
  slots[slot] = serial;
  slots[slot + 1] = hash;
  slots[slot + 2] = start;
  slots[slot + 3] = escaped ? ~end : end;
}

/** The same hash that the scanner computes over the bytes of a key without escapes. */
export function hashOfKey(key: string): number {
  let hash = hashSeed;
  for (const byte of Buffer.from(key)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}

/** A key between its quotes as JSON.parse reads it, with lone surrogates replaced by U+FFFD. */
export function decodeKey(bytes: Buffer, start: number, end: number): string {
  const key = JSON.parse(`"${bytes.toString('utf8', start, end)}"`) as string;
  return key.replace(/\p{Surrogate}/gu, '\ufffd');
}

function sameKey(
  bytes: Buffer,
  aStart: number,
  aMark: number,
  bStart: number,
  bEnd: number,
  bEscaped: boolean,
) {
  const aEnd = aMark < 0 ? ~aMark : aMark;
  if (aMark < 0 || bEscaped) return decodeKey(bytes, aStart, aEnd) === decodeKey(bytes, bStart, bEnd);
  if (aEnd - aStart !== bEnd - bStart) return false;
  for (let i = aStart, j = bStart; i < aEnd; i++, j++) if (bytes[i] !== bytes[j]) return false;
  return true;
}

function grow(table: KeyTable): void {
  const { slots: old, serial } = table;
  const mask = table.mask * 2 + 1;
  const slots = new Int32Array((mask + 1) * slotWidth);
  for (let from = 0; from < old.length; from += slotWidth) {
    if (old[from] !== serial) continue;
    const hash = old[from + 1]!;
    let at = (hash ^ (hash >>> 15)) & mask;
    while (slots[at * slotWidth] === serial) at = (at + 1) & mask;
    slots.set(old.subarray(from, from + slotWidth), at * slotWidth);
  }
  table.slots = slots;
  table.mask = mask;
}
