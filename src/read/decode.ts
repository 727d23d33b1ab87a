import { isUtf8 } from 'node:buffer';
import { readError } from './fault.ts';
import type { Loaded } from './load.ts';
import { type Source, toSource } from './source.ts';

/**
 * Decodes an input to UTF-8 without a byte order mark: UTF-8, UTF-16 of either order with a mark (PowerShell's `>`
 * writes that), UTF-16 LE without. Takes over the buffer. Offsets in its errors are those of the file.
 */
export function decode(uri: string, { buffer, length }: Loaded): Source {
  const [a, b, c, d] = buffer.subarray(0, Math.min(4, length));
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    throw readError(uri, 'expected UTF-8 or UTF-16, got UTF-32', 'save the file as UTF-8');
  }
  if (a === 0xff && b === 0xfe) return fromUtf16(uri, buffer.subarray(2, length), 2);
  if (a === 0xfe && b === 0xff) {
    const bytes = buffer.subarray(2, length);
    if (bytes.length % 2 === 0) bytes.swap16();
    return fromUtf16(uri, bytes, 2);
  }
  if (looksUtf16le(buffer.subarray(0, Math.min(64, length)))) {
    return fromUtf16(uri, buffer.subarray(0, length), 0);
  }

  const start = a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
  const text = buffer.subarray(start, length);
  if (!isUtf8(text)) {
    throw readError(uri, `invalid UTF-8 at byte ${start + firstInvalid(text)}`, 'save the file as UTF-8');
  }
  return toSource(buffer.subarray(start), 0, length - start);
}

/** Every other byte is 0: text in the range of ASCII. */
function looksUtf16le(head: Buffer): boolean {
  if (head.length < 4) return false;
  for (let i = 0; i + 1 < head.length; i += 2) if (head[i] === 0 || head[i + 1] !== 0) return false;
  return true;
}

function fromUtf16(uri: string, bytes: Buffer, skipped: number): Source {
  if (bytes.length % 2 !== 0) {
    throw readError(
      uri,
      `the UTF-16 text ends in the middle of a character, at byte ${skipped + bytes.length}`,
    );
  }
  const text = bytes.toString('utf16le');
  const lone = text.search(/\p{Surrogate}/u);
  if (lone !== -1)
    throw readError(uri, `invalid UTF-16 at byte ${skipped + lone * 2}`, 'save the file as UTF-8');
  const length = Buffer.byteLength(text);
  const utf8 = Buffer.allocUnsafeSlow(length + 1);
  utf8.write(text, 'utf8');
  return toSource(utf8, 0, length);
}

/** Offset of the first byte that no UTF-8 text can have there. */
function firstInvalid(bytes: Buffer): number {
  const block = 1 << 16;
  let good = 0;
  // whole blocks by the fast check; a character over the edge moves the edge back
  for (;;) {
    let end = Math.min(good + block, bytes.length);
    for (let back = 0; back < 4 && end > good && end < bytes.length && (bytes[end]! & 0xc0) === 0x80; back++)
      end--;
    if (end <= good || !isUtf8(bytes.subarray(good, end))) break;
    good = end;
  }
  for (let i = good; i < bytes.length; ) {
    const length = [1, 2, 3, 4].find((n) => i + n <= bytes.length && isUtf8(bytes.subarray(i, i + n)));
    if (length === undefined) return i;
    i += length;
  }
  return bytes.length;
}
