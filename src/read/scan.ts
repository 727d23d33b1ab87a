import { JsonFault } from './fault.ts';
import { endOfLiteral, endOfNumber, endOfString, type Notes, plain, unexpected } from './grammar.ts';
import { addKey, decodeKey, hashOfKey, hashSeed, type KeyTable, newKeyTable } from './keys.ts';
import { checkShape, role, roleOfElement, roleOfMember } from './roles.ts';
import type { Source } from './source.ts';

/** Byte ranges `[starts[n], ends[n])` in the order of the document. */
interface Ranges {
  readonly starts: number[];
  readonly ends: number[];
}

/** The modules of states, each with the offset of its `address` (-1 for a root module), in the order of `starts`. */
interface Modules extends Ranges {
  readonly addresses: number[];
}

/** What one pass over a document finds: that it is strict JSON, and where its parts are. */
export interface Scan {
  /** offset of the first byte of the document's value */
  readonly start: number;
  /** range of the value of each top-level key; empty if the document is no object */
  readonly top: ReadonlyMap<string, readonly [start: number, end: number]>;
  /** of each top-level key that can hold resources: the ranges of these, in all modules */
  readonly elements: ReadonlyMap<string, Ranges>;
  readonly modules: Modules;
  /** elements of `instances` in a raw tfstate */
  readonly instanceCount: number;
  /** ascending offsets of what JSON.parse would get wrong: numbers to keep as text, lone surrogate escapes */
  readonly patches: readonly number[];
  readonly loneSurrogates: number;
}

const maxDepth = 1000;
const maxStringBytes = 64 * 1024 * 1024;
/** So that a hostile document can't make the index larger than itself. */
const maxElements = 5_000_000;
const maxTopKeys = 1000;

/**
 * Checks `source` against the grammar of JSON (JSON.parse accepts what this accepts), for depth, duplicate keys and
 * numbers out of range, and notes where the resources are. Throws a JsonFault. One function with local variables,
 * because its loops run once for each of some 100 million bytes.
 */
export function scan(source: Source): Scan {
  const { bytes, end } = source;
  const notes: Notes = { end, patches: [], loneSurrogates: 0 };
  const top = new Map<string, readonly [number, number]>();
  const elements = new Map<string, Ranges>();
  const modules: Modules = { starts: [], ends: [], addresses: [] };
  let instanceCount = 0;

  // what is known of the open container, and a stack of the same for those around it
  let depth = 0;
  let inObject = false;
  let here: number = role.none;
  let table = newKeyTable();
  const isObject = new Uint8Array(maxDepth + 1);
  const roles = new Uint8Array(maxDepth + 1);
  const opened = new Int32Array(maxDepth + 1);
  const tables: KeyTable[] = [];
  /** of an open module: its place in `modules` */
  const moduleAt = new Int32Array(maxDepth + 1);

  let serial = 0;
  let childRole: number = role.none;
  let topKey = '';
  let sink: Ranges = { starts: [], ends: [] };
  let i = source.start;
  let c = bytes[i]!;
  while (c === 32 || c === 10 || c === 13 || c === 9) c = bytes[++i]!;

  const documentStart = i;

  nextValue: for (;;) {
    if (inObject) {
      if (c !== 34) throw unexpected(end, i, 'expected a key in double quotes');
      const keyStart = ++i;
      let hash = hashSeed;
      c = bytes[i]!;
      while (plain[c] === 1) {
        hash = Math.imul(hash ^ c, 0x01000193);
        c = bytes[++i]!;
      }
      const escaped = c !== 34;
      if (escaped) {
        i = endOfString(bytes, i, notes);
        hash = hashOfKey(decodeKey(bytes, keyStart, i));
      }
      if (i - keyStart > maxStringBytes) throw new JsonFault('a key is longer than 64 MiB', keyStart);
      addKey(table, bytes, hash, keyStart, i, escaped);
      if (here !== role.none) {
        const key = i - keyStart > 100 ? '' : decodeKey(bytes, keyStart, i);
        childRole = roleOfMember(here, key);
        if (here === role.root) {
          if (top.size === maxTopKeys) throw new JsonFault('too many top-level keys', keyStart);
          topKey = key;
          sink = { starts: [], ends: [] };
          if (childRole !== role.none) elements.set(key, sink);
        }
      }
      c = bytes[++i]!;
      while (c === 32 || c === 10 || c === 13 || c === 9) c = bytes[++i]!;
      if (c !== 58) throw unexpected(end, i, 'expected a colon after a key');
      c = bytes[++i]!;
      while (c === 32 || c === 10 || c === 13 || c === 9) c = bytes[++i]!;
    } else if (here !== role.none) {
      childRole = roleOfElement(here);
    }

    let start = i;
    let closesEmpty = false;
    if (here !== role.none) checkShape(childRole, c, i);
    if (c === 34) {
      while (plain[bytes[++i]!] === 1);
      if (bytes[i] !== 34) i = endOfString(bytes, i, notes);
      if (++i - start > maxStringBytes) throw new JsonFault('a string is longer than 64 MiB', start);
    } else if (c === 123 || c === 91) {
      if (depth === maxDepth) throw new JsonFault(`nested deeper than ${maxDepth} levels`, i);
      roles[depth] = here;
      here = depth === 0 ? (c === 123 ? role.root : role.none) : here === role.none ? role.none : childRole;
      depth++;
      inObject = c === 123;
      isObject[depth] = inObject ? 1 : 0;
      opened[depth] = i;
      if (here === role.module) {
        moduleAt[depth] = modules.starts.length;
        if (modules.starts.push(i) > maxElements) throw new JsonFault('too many modules', i);
        modules.ends.push(i);
        modules.addresses.push(-1);
      }
      if (inObject) {
        table = tables[depth] ??= newKeyTable();
        table.serial = ++serial;
        table.used = 0;
      }
      c = bytes[++i]!;
      while (c === 32 || c === 10 || c === 13 || c === 9) c = bytes[++i]!;
      if (c !== (inObject ? 125 : 93)) continue;
      closesEmpty = true;
    } else if (c === 116 || c === 102 || c === 110) {
      i = endOfLiteral(bytes, i, notes);
    } else if (c === 45 || (c >= 48 && c <= 57)) {
      i = endOfNumber(bytes, i, notes);
    } else {
      throw unexpected(end, i, 'expected a JSON value');
    }

    for (;;) {
      if (!closesEmpty) {
        // the value [start, i) of the open container is complete
        if (here === role.list || here === role.tfstateList) {
          if (sink.starts.push(start) > maxElements) throw new JsonFault('too many resources', start);
          sink.ends.push(i);
        } else if (here === role.root) top.set(topKey, [start, i]);
        else if (here === role.instances) instanceCount++;
        else if (here === role.module && childRole === role.address && bytes[start] === 34) {
          // (only a scalar leaves `childRole` as its key set it)
          modules.addresses[moduleAt[depth]!] = start;
        }
        c = bytes[i]!;
        while (c === 32 || c === 10 || c === 13 || c === 9) c = bytes[++i]!;
        if (depth === 0) {
          if (i < end) throw new JsonFault('text after the JSON document', i, 'trailing');
          const { patches, loneSurrogates } = notes;
          return { start: documentStart, top, elements, modules, instanceCount, patches, loneSurrogates };
        }
        if (c === 44) {
          c = bytes[++i]!;
          while (c === 32 || c === 10 || c === 13 || c === 9) c = bytes[++i]!;
          continue nextValue;
        }
      }
      if (c !== (inObject ? 125 : 93)) {
        throw unexpected(end, i, `expected a comma or a closing ${inObject ? 'brace' : 'bracket'}`);
      }
      closesEmpty = false;
      i++;
      start = opened[depth]!;
      if (here === role.module) modules.ends[moduleAt[depth]!] = i;
      depth--;
      inObject = isObject[depth] === 1;
      here = roles[depth]!;
      if (inObject) table = tables[depth]!;
    }
  }
}
