import { markExactNumber } from '../model/exact-number.ts';
import type { Scan } from './scan.ts';
import { type Source, textOf } from './source.ts';

/**
 * Parses the value in `bytes[start, end)`, a range found by the scan, so that its grammar is known to be good.
 * Numbers that no double carries come out as marked strings, lone surrogates as U+FFFD.
 */
export function parseSlice(
  { source, scan }: { source: Source; scan: Scan },
  start: number,
  end: number,
): unknown {
  const { patches } = scan;
  let next = firstAtOrAfter(patches, start);
  if (next === patches.length || patches[next]! >= end) return JSON.parse(textOf(source, start, end));

  let text = '';
  let from = start;
  for (; next < patches.length && patches[next]! < end; next++) {
    const at = patches[next]!;
    text += textOf(source, from, at);
    if (source.bytes[at] === 92) {
      text += '\\ufffd';
      from = at + 6;
    } else {
      from = endOfNumberText(source.bytes, at);
      text += JSON.stringify(markExactNumber(textOf(source, at, from)));
    }
  }
  return JSON.parse(text + textOf(source, from, end));
}

function firstAtOrAfter(ascending: readonly number[], offset: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `+ - .`, digits, `E e`: nothing else follows a number directly in JSON. */
function endOfNumberText(bytes: Uint8Array, at: number): number {
  let i = at;
  for (let c = bytes[i]!; c === 43 || c === 45 || c === 46 || (c >= 48 && c <= 57) || (c | 32) === 101; ) {
    c = bytes[++i]!;
  }
  return i;
}
