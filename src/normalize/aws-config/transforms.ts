import type { RawObject, RawValue } from '../../model/raw.ts';
import { isObject, property } from './lookup.ts';
import type { Blocks, Row, Test, Transform } from './table.ts';

// Values. AWS Config writes numbers and booleans also as text, and enums in the spelling of whichever API it asked.

/** `true`, `"true"`, `"Enabled"`, `"ENABLED"`, `"On"`: true. */
export const bool: Transform = (value) =>
  typeof value === 'string' ? /^(true|enabled|on|yes)$/i.test(value) : (value as RawValue);

export const int: Transform = (value) =>
  typeof value === 'string' && value !== '' && !Number.isNaN(Number(value)) ? Number(value) : value;

/** The provider has some numbers and booleans as strings. */
export const text: Transform = (value) => (value === null ? null : String(value));

export const lower: Transform = (value) => (typeof value === 'string' ? value.toLowerCase() : value);

/** An empty text stands for nothing in the Describe APIs. */
export const filled: Transform = (value) => (value === '' ? null : value);

export const first: Transform = (value) => (Array.isArray(value) ? (value[0] ?? null) : value);

/** A list, also of what comes alone or as null. */
export const list: Transform = (value) => (Array.isArray(value) ? value : value === null ? [] : [value]);

export const commaSeparated: Transform = (value, item) =>
  typeof value === 'string' ? value.split(',').filter((part) => part !== '') : list(value, item);

/** What follows the last separator: the name at the end of an ARN or a URL. */
export const after =
  (separator: string): Transform =>
  (value) =>
    typeof value === 'string' ? value.slice(value.lastIndexOf(separator) + 1) : value;

/** Takes away an end: the dot of a DNS name, the `:*` of a log group's ARN. */
export const without =
  (end: string): Transform =>
  (value) =>
    typeof value === 'string' && value.endsWith(end) ? value.slice(0, -end.length) : value;

/** Spellings of an enum; others stay as they are, unless `others` says what they mean. */
export const spelled =
  (spellings: Readonly<Record<string, RawValue>>, others?: RawValue): Transform =>
  (value) => {
    const own = typeof value === 'string' && Object.hasOwn(spellings, value) ? spellings[value] : undefined;
    return own ?? (others === undefined ? value : others);
  };

/** The first group of a pattern. */
export const matching =
  (pattern: RegExp): Transform =>
  (value) =>
    typeof value === 'string' ? (pattern.exec(value)?.[1] ?? null) : undefined;

/** One transform after another. */
export const inTurn =
  (...steps: readonly Transform[]): Transform =>
  (value, item) =>
    steps.reduce<RawValue | undefined>((so, step) => (so === undefined ? undefined : step(so, item)), value);

/** A path that does not exist, and null, mean a value that is documented. */
export const orElse = (fallback: RawValue, step: Transform = (value) => value): Transform =>
  Object.assign<Transform, { absent: RawValue }>(
    (value, item) => (value === null ? fallback : step(value, item)),
    { absent: fallback },
  );

/** A value that must not be read further. */
export const secret: Transform = Object.assign<Transform, { secret: true }>((value) => value, {
  secret: true,
});

// Documents

/** A policy as JSON text: percent-encoded as IAM gives it, plain text, an object, or a list of one around it. */
export const policy: Transform = (value) => {
  const document = Array.isArray(value) && value.length === 1 ? (value[0] as RawValue) : value;
  if (isObject(document)) return Object.keys(document).length === 0 ? null : JSON.stringify(document);
  if (typeof document !== 'string') return null;
  return document === '' ? null : decoded(document);
};

function decoded(document: string): string {
  if (!/^\s*%7B/i.test(document)) return document;
  try {
    return decodeURIComponent(document);
  } catch {
    // Not percent-encoded after all: a rule that can't read it says so.
    return document;
  }
}

/** JSON text of what comes as a value. */
export const json: Transform = (value) =>
  value === null || typeof value === 'string' ? value : JSON.stringify(value);

// Lists of pairs

const pairs = (value: RawValue, key: string, content: string): [string, RawValue][] =>
  (Array.isArray(value) ? value : []).filter(isObject).flatMap((pair): [string, RawValue][] => {
    const name = property(pair, key);
    return typeof name === 'string' ? [[name, property(pair, content) ?? null]] : [];
  });

/** `[{name, value}]` as a map. */
export const mapOf =
  (key: string, content: string): Transform =>
  (value) =>
    value === null ? {} : (Object.fromEntries(pairs(value, key, content)) as RawObject);

/** The value under a key of `[{key, value}]`; undefined where it has none. */
export const keyed =
  (key: string, step: Transform = (value) => value): Transform =>
  (value, item) => {
    const found = pairs(value, 'key', 'value').find(([name]) => name === key)?.[1];
    return found === undefined ? undefined : step(found, item);
  };

/** An attribute of the first element for which another attribute has a value. */
export const whereFirst =
  (key: string, is: RawValue, wanted: string, step: Transform = (value) => value): Transform =>
  (value, item) => {
    const elements = Array.isArray(value) ? value.filter(isObject) : [];
    const found = elements.find((element) => property(element, key) === is);
    const own = found === undefined ? null : property(found, wanted);
    return own === undefined ? undefined : step(own, item);
  };

// Blocks

export const blocks = (...rows: readonly Row[]): Blocks => ({ rows });
export const blocksOrNone = (...rows: readonly Row[]): Blocks => ({ rows, orNone: true });
export const blocksIf = (only: Test, ...rows: readonly Row[]): Blocks => ({ rows, orNone: true, only });
/** One block from the value as a whole. */
export const block = (...rows: readonly Row[]): Blocks => ({ rows, whole: true });
export const blockIf = (only: Test, ...rows: readonly Row[]): Blocks => ({
  rows,
  whole: true,
  orNone: true,
  only,
});

// Tests

export const is =
  (...values: readonly RawValue[]): Test =>
  (value) =>
    values.includes(value);
export const startsWith =
  (start: string): Test =>
  (value) =>
    typeof value === 'string' && value.startsWith(start);
/** Whether an object has a value other than null, "" and [] under a key. */
export const has =
  (key: string, ...values: readonly RawValue[]): Test =>
  (value) => {
    const own = isObject(value) ? property(value, key) : undefined;
    if (values.length > 0) return own !== undefined && values.includes(own);
    return !(own === undefined || own === null || own === '' || (Array.isArray(own) && own.length === 0));
  };
