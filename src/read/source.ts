import { isAscii } from 'node:buffer';

/** One document in memory: valid UTF-8 in `bytes[start, end)`. */
export interface Source {
  /** `bytes[end]` exists and is 0: the scanner stops at it and needs no bounds check per byte */
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** every byte is below 128, so that a slice can be made without decoding */
  readonly ascii: boolean;
}

/** Takes over `bytes` (and writes a 0 at `end`); copies only if there is no room for the 0. */
export function toSource(bytes: Buffer, start = 0, end = bytes.length): Source {
  let owned = bytes;
  if (end === bytes.length) {
    owned = Buffer.allocUnsafeSlow(end + 1);
    bytes.copy(owned, 0, 0, end);
  }
  owned[end] = 0;
  return { bytes: owned, start, end, ascii: isAscii(owned.subarray(start, end)) };
}

/** The text of `bytes[start, end)`. Throws only when V8 can't hold a string that long (about 512 MiB). */
export function textOf(source: Source, start: number, end: number): string {
  if (source.ascii || isAscii(source.bytes.subarray(start, end)))
    return source.bytes.toString('latin1', start, end);
  return source.bytes.toString('utf8', start, end);
}
