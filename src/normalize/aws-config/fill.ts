import type { RawObject, RawValue } from '../../model/raw.ts';
import { isObject, type Place, valueAt } from './lookup.ts';
import { nestedShape, type Shape } from './shape.ts';
import type { Blocks, Row, Transform } from './table.ts';

/** What the rows of a table give for one item. */
export interface Filled {
  readonly attributes: RawObject;
  /** Pointers inside blocks that the item does not show. */
  readonly unknown: Record<string, string[]>;
  readonly sensitive: string[];
}

const hidden = '(sensitive)';
/** Nothing decides it: the source does not carry it. Shared, as there are many. */
const undecided: string[] = [];

/** Attributes of a resource. Those whose path does not exist are left out; inside blocks they are in `unknown` too. */
export function fill(rows: readonly Row[], place: Place, shape: Shape): Filled {
  const filled: Filled = { attributes: {}, unknown: {}, sensitive: [] };
  fillInto(filled.attributes, rows, place, shape, '', filled);
  return filled;
}

function fillInto(
  out: RawObject,
  rows: readonly Row[],
  place: Place,
  shape: Shape,
  at: string,
  filled: Filled,
): void {
  for (const [name, path, how] of rows) {
    // Rows with the same attribute are alternatives: the first that exists is taken.
    if (out[name] !== undefined) continue;
    const value = valueAt(path, place);
    const pointer = `${at}/${name}`;
    if (how !== undefined && 'rows' in how) {
      const made = toBlocks(how, value, place, nestedShape(shape, name), pointer, filled);
      if (made !== undefined) out[name] = made;
      continue;
    }
    const made = applied(how, value, place);
    if (made === undefined) continue;
    if (how?.secret === true && made !== null) {
      out[name] = hidden;
      filled.sensitive.push(pointer);
    } else out[name] = made;
  }
}

const applied = (how: Transform | undefined, value: RawValue | undefined, { item }: Place) => {
  if (value === undefined) return how?.absent;
  return how === undefined ? value : how(value, item);
};

function toBlocks(
  how: Blocks,
  value: RawValue | undefined,
  { item }: Place,
  shape: Shape,
  pointer: string,
  filled: Filled,
): RawValue | undefined {
  if (value === undefined) return how.orNone ? [] : undefined;
  if (value === null) return [];
  const elements = Array.isArray(value) && how.whole !== true ? value : [value];
  const shown = elements.filter(
    (element) => element !== null && !(how.orNone && isEmpty(element)) && (how.only?.(element, item) ?? true),
  );
  return shown.map((here, index) => {
    const own: RawObject = {};
    const at = `${pointer}/${index}`;
    fillInto(own, how.rows, { item, here }, shape, at, filled);
    for (const name of shape.names) if (own[name] === undefined) filled.unknown[`${at}/${name}`] = undecided;
    return own;
  });
}

const isEmpty = (value: RawValue): boolean => isObject(value) && Object.keys(value).length === 0;
