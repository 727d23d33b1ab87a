import type { Resource } from '../model/document.ts';
import type { Comparison, Pair } from '../model/drift.ts';
import { identityOf, sameType } from './identity.ts';

interface Pairing extends Pick<Comparison, 'ambiguous'> {
  readonly pairs: readonly Pair[];
  readonly onlyExpected: readonly Resource[];
  readonly onlyActual: readonly Resource[];
}

/**
 * Finds the live resource of each expected one: by ARN, then by id within account and region, then by what identifies
 * its type. The two sides are joined through an index, so the work grows with their sum.
 */
export function pair(expected: readonly Resource[], actual: readonly Resource[]): Pairing {
  const index = new Map<string, Resource[]>();
  for (const resource of actual) {
    for (const key of keysOf(resource)) {
      const same = index.get(key);
      if (same === undefined) index.set(key, [resource]);
      else if (same.at(-1) !== resource) same.push(resource);
    }
  }
  const pairs: Pair[] = [];
  const onlyExpected: Resource[] = [];
  const ambiguous: { expected: Resource; candidates: Resource[] }[] = [];
  const taken = new Map<Resource, Resource>();
  for (const resource of expected) {
    const candidates = candidatesOf(resource, index);
    const [only] = candidates;
    if (only === undefined) onlyExpected.push(resource);
    else if (candidates.length > 1 || taken.has(only)) ambiguous.push({ expected: resource, candidates });
    else {
      taken.set(only, resource);
      pairs.push({ expected: resource, actual: only });
    }
  }
  const doubtful = new Set(ambiguous.flatMap(({ candidates }) => candidates));
  const onlyActual = actual.filter((resource) => !taken.has(resource) && !doubtful.has(resource));
  return { pairs, onlyExpected, onlyActual, ambiguous };
}

/** The strongest key that finds anything decides; account and region are compared where both sides know them. */
function candidatesOf(resource: Resource, index: ReadonlyMap<string, readonly Resource[]>): Resource[] {
  for (const key of keysOf(resource)) {
    const found = (index.get(key) ?? []).filter((other) => mayBeSame(resource, other));
    if (found.length > 0) return found;
  }
  return [];
}

/** From the strongest to the weakest, each with its type. */
function keysOf(resource: Resource): string[] {
  const type = sameType(resource.type);
  const { arn, id, own } = identityOf(resource);
  return [
    ...(arn === undefined ? [] : [`${type} arn ${arn}`]),
    ...(id === undefined ? [] : [`${type} id ${id}`]),
    ...(own === undefined ? [] : [`${type} own ${own}`]),
  ];
}

const mayBeSame = (a: Resource, b: Resource): boolean =>
  agree(a.account, b.account) && (a.arn !== undefined && a.arn === b.arn ? true : agree(a.region, b.region));

const agree = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined || a === b || a === 'global' || b === 'global';

/** Both sides are of one state at two times: the address decides. */
export function pairByAddress(expected: readonly Resource[], actual: readonly Resource[]): Pairing {
  const live = new Map(actual.map((resource) => [resource.key, resource]));
  const pairs: Pair[] = [];
  const onlyExpected: Resource[] = [];
  for (const resource of expected) {
    const other = live.get(resource.key);
    if (other === undefined) onlyExpected.push(resource);
    else pairs.push({ expected: resource, actual: other });
  }
  return { pairs, onlyExpected, onlyActual: [], ambiguous: [] };
}
