import type { RawMask } from '../model/raw.ts';

/** Marked parts of one object or list, by name or index; `true` marks all below. */
interface Branch {
  readonly below: Map<string | number, Branch | true>;
}

/** So that one hostile index can't make a list of billions. */
const maxIndex = 10_000;

/**
 * Turns `sensitive_attributes` of a raw tfstate, a list of cty paths
 * (`[[{"type": "get_attr", "value": "password"}, {"type": "index", "value": {"value": 0, "type": "number"}}]]`),
 * into the shape of `sensitive_values`. A step that is not understood, e.g. into a set, marks all of its parent.
 */
export function maskOfPaths(paths: unknown): RawMask {
  if (paths === undefined || paths === null) return {};
  if (!Array.isArray(paths)) return true;
  const root: Branch = { below: new Map() };
  for (const path of paths) {
    const keys = Array.isArray(path) ? knownSteps(path) : [];
    if (keys.length === 0) return true;
    mark(root, keys);
  }
  return toMask(root);
}

function mark(root: Branch, keys: readonly (string | number)[]): void {
  let branch = root;
  for (const [n, key] of keys.entries()) {
    const below = branch.below.get(key);
    if (below === true) return;
    if (n === keys.length - 1) branch.below.set(key, true);
    else if (below) branch = below;
    else {
      const made: Branch = { below: new Map() };
      branch.below.set(key, made);
      branch = made;
    }
  }
}

/** The names and indexes of a path, up to the first step that is neither. */
function knownSteps(path: readonly unknown[]): (string | number)[] {
  const keys: (string | number)[] = [];
  for (const step of path) {
    const { type, value } = (step ?? {}) as { type?: unknown; value?: { value?: unknown } | string | null };
    const key =
      type === 'get_attr' ? value : type === 'index' && typeof value === 'object' ? value?.value : undefined;
    if (typeof key !== 'string' && !isIndex(key)) break;
    keys.push(key);
  }
  return keys;
}

function isIndex(key: unknown): key is number {
  return typeof key === 'number' && Number.isInteger(key) && key >= 0 && key < maxIndex;
}

function toMask({ below }: Branch): RawMask {
  const entries = [...below].map(([key, mask]) => [key, mask === true ? true : toMask(mask)] as const);
  // `fromEntries` defines properties, so that `__proto__` is one like any other
  if (entries.every(([key]) => typeof key === 'string')) return Object.fromEntries(entries);
  const list: RawMask[] = [];
  for (const [key, mask] of entries) {
    if (typeof key === 'string') return true;
    while (list.length < key) list.push(false);
    list[key] = mask;
  }
  return list;
}
