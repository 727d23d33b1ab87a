import { JsonFault } from '../fault.ts';

/** Names of the list of items in each wire form. */
export const listNames = [
  'configurationItems',
  'baseConfigurationItems',
  'BaseConfigurationItems',
  'Results',
];

const maxItemBytes = 64 * 1024 * 1024;
const maxAroundBytes = 16 * 1024 * 1024;
const [quote, comma, backslash] = [0x22, 0x2c, 0x5c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];
const blanks: ReadonlySet<number> = new Set([0x20, 0x0a, 0x0d, 0x09]);

/** One item as a list of one, or at the end what stands around the items: text that nothing has checked yet. */
export type Part = { readonly item: Buffer } | { readonly around: Buffer };

/**
 * Cuts a document into its items while it arrives, so that no more than one of them is in memory. Throws a JsonFault
 * where the document ends early, or something else than a comma stands between items; brackets are counted, not matched.
 */
export async function* split(chunks: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Part> {
  const around = collector(maxAroundBytes, 'more than 16 MiB stand around the items');
  const item = collector(maxItemBytes, 'an item is larger than 64 MiB');
  let mode: 'around' | 'between' | 'item' = 'around';
  let last: 'none' | 'item' | 'comma' = 'none';
  let depth = 0;
  let inString = false;
  let escaped = false;
  /** The string that came last at the top of the document: a key, where `[` follows. */
  let key = '';
  let offset = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const c = chunk[i] as number;
      if (mode === 'between') {
        if (blanks.has(c)) continue;
        start = i;
        if (c === comma && last === 'item') last = 'comma';
        else if (c === closeList && last !== 'comma') [mode, depth] = ['around', 1];
        else if ((c === openObject || c === quote) && last !== 'item') mode = 'item';
        else throw new JsonFault('expected an item or the end of the list', offset + i);
        if (mode !== 'item') continue;
      }
      if (inString) {
        const wasEscaped: boolean = escaped;
        escaped = c === backslash && !wasEscaped;
        if (c === quote && !wasEscaped) inString = false;
        else if (mode === 'around' && depth === 1 && key.length < 100) key += String.fromCharCode(c);
        if (inString || mode === 'around' || depth > 0) continue;
      } else if (c === quote) {
        inString = true;
        if (depth === 1 && mode === 'around') key = '';
        continue;
      } else if (c === openObject || c === openList) {
        if (c === openList && mode === 'around' && depth === 1 && listNames.includes(key)) {
          around.add(chunk.subarray(start, i + 1), offset + i);
          [mode, last, depth] = ['between', 'none', 0];
        } else depth += 1;
        continue;
      } else if (c === closeObject || c === closeList) depth -= 1;
      else continue;
      if (mode === 'item' && depth === 0) {
        item.add(chunk.subarray(start, i + 1), offset + i);
        [mode, last] = ['between', 'item'];
        yield { item: item.take(openList, closeList) };
      }
    }
    if (mode !== 'between') (mode === 'item' ? item : around).add(chunk.subarray(start), offset);
    offset += chunk.length;
  }
  if (mode !== 'around' || depth > 0 || inString)
    throw new JsonFault('the document ends early', offset, 'truncated');
  yield { around: around.take() };
}

/** Bytes that come in pieces, up to a limit. */
function collector(limit: number, excess: string) {
  let parts: Buffer[] = [];
  let size = 0;
  return {
    add(part: Buffer, at: number): void {
      size += part.length;
      if (size > limit) throw new JsonFault(excess, at);
      parts.push(part);
    },
    /** All of them between two bytes, with one spare byte after them. */
    take(...[first, last]: number[]): Buffer {
      const around = (byte: number | undefined) => Buffer.from(byte === undefined ? [] : [byte]);
      const whole = Buffer.concat([around(first), ...parts, around(last), Buffer.alloc(1)]);
      parts = [];
      size = 0;
      return whole;
    },
  };
}
