import type { Source } from './source.ts';
import { toSource } from './source.ts';

/**
 * The wrapper that hashicorp/setup-terraform installs writes lines of its own to stdout around that of terraform:
 * `[command]/path/terraform show -json plan` before, `::debug::...` and `::set-output ...` before and after.
 * Whole lines that start so are cut off; JSON can't have such a line, so that nothing of a document can be lost.
 */
export function cutWrapperNoise(source: Source): { source: Source; lines: number } {
  const { bytes } = source;
  let { start, end } = source;
  let lines = 0;

  for (;;) {
    const line = skipBlanks(bytes, start, end);
    if (!startsWithAny(bytes, line, ['[command]', '::debug::', '::set-output '])) break;
    const newline = bytes.indexOf(10, line);
    start = newline === -1 || newline >= end ? end : newline + 1;
    lines++;
  }
  for (;;) {
    let last = end;
    while (last > start && isBlank(bytes[last - 1]!)) last--;
    if (last === start) break;
    const line = Math.max(start, bytes.lastIndexOf(10, last - 1) + 1);
    if (!startsWithAny(bytes, line, ['::debug::', '::set-output '])) break;
    end = line;
    lines++;
  }
  return lines === 0 ? { source, lines } : { source: toSource(bytes, start, end), lines };
}

export function skipBlanks(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(bytes[at]!)) at++;
  return at;
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}

function startsWithAny(bytes: Buffer, at: number, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => bytes.toString('latin1', at, at + prefix.length) === prefix);
}
