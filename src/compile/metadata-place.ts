import type { Place } from './toolchain.ts';

/**
 * Where the key at a JSON pointer stands in the METADATA block that starts at `line`: each segment is looked for
 * below the one before. Of a pointer that the block does not have, the place of the last key that it does have.
 */
export function placeInMetadata(source: string, line: number, pointer: string): Place {
  const lines = source.split('\n');
  let at = { line, column: 1 };
  for (const segment of pointer.split('/').slice(1)) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    const pattern = new RegExp(`^(#[\\s-]*)["']?${key.replace(/[^\w]/g, '\\$&')}["']?\\s*:`);
    for (let row = at.line; lines[row]?.startsWith('#'); row += 1) {
      const before = pattern.exec(lines[row] as string)?.[1];
      if (before === undefined) continue;
      at = { line: row + 1, column: before.length + 1 };
      break;
    }
  }
  return at;
}
