import type { RawMask } from '../model/raw.ts';

/** Pointers of all places that a mask marks with `true`; the whole value is the pointer "". */
export function marked(mask: RawMask | undefined, at = '', found: string[] = []): string[] {
  if (mask === true) found.push(at);
  else if (Array.isArray(mask)) {
    for (const [index, part] of mask.entries()) if (part !== false) marked(part, `${at}/${index}`, found);
  } else if (typeof mask === 'object' && mask !== null) {
    for (const key in mask) {
      const part = mask[key];
      if (part !== false) marked(part, at === '' ? top(key) : `${at}/${escaped(key)}`, found);
    }
  }
  return found;
}

/** The same few hundred attribute names come again for every resource. */
const tops = new Map<string, string>();
function top(key: string): string {
  let pointer = tops.get(key);
  if (pointer === undefined) {
    pointer = `/${escaped(key)}`;
    if (tops.size < 10_000) tops.set(key, pointer);
  }
  return pointer;
}

/** A key as a segment of a JSON pointer (RFC 6901). */
export const escaped = (key: string): string =>
  key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
