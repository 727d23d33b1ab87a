import type { Difference } from '../model/drift.ts';
import { canonicalPolicy } from './policy-document.ts';
import { anyShape, isCaseless, type Shape } from './shape.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What differs between two values of one attribute. Only what both sides carry is compared: a key that one of them
 * does not have is not known there. Unset, null, "", [], {}, false and 0 are one value; numbers and booleans may be
 * text; sets have no order; policies are compared by meaning, other JSON in text as JSON.
 */
export function differences(path: string, expected: unknown, actual: unknown, shape: Shape): Difference[] {
  const attribute = path.slice(path.lastIndexOf('/') + 1);
  const [left, right] = [plain(attribute, expected), plain(attribute, actual)];
  if (isUnset(left) && isUnset(right)) return [];
  if (Array.isArray(left) || Array.isArray(right)) return lists(path, listed(left), listed(right), shape);
  if (isObject(left) || isObject(right)) return objects(path, fields(left), fields(right), shape);
  if (scalar(attribute, left) === scalar(attribute, right)) return [];
  return [difference(path, left, right)];
}

function objects(path: string, expected: Fields, actual: Fields, shape: Shape): Difference[] {
  // The keys of a map are data: one that is missing on a side is a difference.
  const keys =
    shape.kind === 'map'
      ? [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
      : Object.keys(expected).filter((key) => Object.hasOwn(actual, key));
  return keys
    .sort()
    .flatMap((key) =>
      shape.kind === 'map'
        ? entry(`${path}/${escaped(key)}`, expected[key], actual[key])
        : differences(`${path}/${escaped(key)}`, expected[key], actual[key], shape.of(key)),
    );
}

/** In a map an empty value is a value. */
const entry = (path: string, expected: unknown, actual: unknown): Difference[] =>
  (expected ?? undefined) === (actual ?? undefined) || String(expected) === String(actual)
    ? []
    : [difference(path, expected, actual)];

function lists(path: string, expected: readonly unknown[], actual: readonly unknown[], shape: Shape) {
  const element = shape.of('*');
  if (shape.kind === 'list' || (expected.length === 1 && actual.length === 1 && isObject(expected[0]))) {
    if (expected.length !== actual.length) return [difference(path, expected, actual)];
    return expected.flatMap((each, at) => differences(`${path}/${at}`, each, actual[at], element));
  }
  // Of blocks, only the keys that both sides have can tell one from another.
  const common = commonKeys(expected, actual);
  const attribute = path.slice(path.lastIndexOf('/') + 1);
  const write = (each: unknown): string => JSON.stringify(canonical(attribute, each, element, common));
  const left = expected.map((each) => [write(each), each] as const);
  const right = actual.map((each) => [write(each), each] as const);
  const onlyLeft = without(left, right);
  const onlyRight = without(right, left);
  return onlyLeft.length + onlyRight.length === 0 ? [] : [difference(path, onlyLeft, onlyRight)];
}

/** What a multiset has more than another. */
function without(some: readonly (readonly [string, unknown])[], others: typeof some): unknown[] {
  const counts = new Map<string, number>();
  for (const [text] of others) counts.set(text, (counts.get(text) ?? 0) + 1);
  return some.flatMap(([text, value]) => {
    const left = counts.get(text) ?? 0;
    counts.set(text, left - 1);
    return left > 0 ? [] : [value];
  });
}

function commonKeys(
  expected: readonly unknown[],
  actual: readonly unknown[],
): ReadonlySet<string> | undefined {
  const keysOf = (list: readonly unknown[]) =>
    new Set(list.filter(isObject).flatMap((each) => Object.keys(each)));
  const [left, right] = [keysOf(expected), keysOf(actual)];
  if (left.size === 0 || right.size === 0) return undefined;
  return new Set([...left].filter((key) => right.has(key)));
}

/** A value that is equal, as JSON, to that of every value that means the same. */
function canonical(attribute: string, value: unknown, shape: Shape, only?: ReadonlySet<string>): unknown {
  const known = plain(attribute, value);
  if (isUnset(known)) return null;
  if (Array.isArray(known)) {
    const parts = known.map((each) => canonical(attribute, each, shape.of('*')));
    return shape.kind === 'list' ? parts : parts.map((part) => JSON.stringify(part)).sort();
  }
  if (!isObject(known)) return scalar(attribute, known);
  return Object.entries(known)
    .filter(([key]) => only?.has(key) ?? true)
    .map(([key, part]) => [key, canonical(key, part, shape.of(key))] as const)
    .filter(([, part]) => part !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What AWS calls an argument that is left out. */
const calledUnset: Readonly<Record<string, string>> = { mfa_delete: 'Disabled' };

/** Policies by meaning, and other documents in text as what they hold. */
function plain(attribute: string, value: unknown): unknown {
  if (value !== undefined && calledUnset[attribute] === value) return null;
  const policy = canonicalPolicy(attribute, value);
  if (policy !== undefined) return JSON.stringify(policy);
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.stringify(canonical('', JSON.parse(value), anyShape));
  } catch {
    return value;
  }
}

const scalar = (attribute: string, value: unknown): string =>
  isUnset(value) ? '' : isCaseless(attribute) ? String(value).toLowerCase() : String(value);

function isUnset(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === 0) return true;
  if (typeof value === 'string') return value === '' || value === 'false' || value === '0';
  if (Array.isArray(value)) return value.every(isEmptyBlock);
  return isObject(value) && Object.values(value).every(isUnset);
}

/** A block in which nothing is set says as much as no block; a text in a list says something. */
const isEmptyBlock = (value: unknown): boolean => (isObject(value) || value === null) && isUnset(value);

const difference = (path: string, expected: unknown, actual: unknown): Difference => ({
  path,
  ...(expected === undefined || expected === null ? {} : { expected }),
  ...(actual === undefined || actual === null ? {} : { actual }),
});

const listed = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
const fields = (value: unknown): Fields => (isObject(value) ? value : {});
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
