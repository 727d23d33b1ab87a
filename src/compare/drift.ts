import type { Document, Resource } from '../model/document.ts';
import type { Comparison, Drift, Pair } from '../model/drift.ts';
import { changesOf } from './changes.ts';
import { type Family, familyOfChild, familyOfParent } from './families.ts';
import { absentChildren, compareHeld } from './held.ts';
import { hasHiddenName } from './hidden.ts';
import { sameType } from './identity.ts';
import { isIdle, madeBy } from './noise.ts';
import { pair, pairByAddress } from './pairing.ts';
import { expanded, mirrorsOf, neverLive, standIn, wholes } from './parts.ts';
import type { ShapeOf } from './shape.ts';
import { aboutLive, accountsOf, group, hasPart, wholesOf, withAttachments } from './sides.ts';

export interface CompareOptions {
  readonly shapeOf: ShapeOf;
  /** Whether the live side would show a resource of a type in a place. */
  readonly shows: (type: string, place: Pick<Resource, 'account' | 'region'>) => boolean;
  /** Also tell what AWS and its services made, and count what scaling moves. */
  readonly strict: boolean;
  /** Both sides are of one state at two times. */
  readonly byAddress?: boolean;
}

/**
 * What is expected, by one or more states, against what is live. Only attributes that both sides carry are compared.
 * Parts of what is missing or unmanaged are told with it.
 */
export function compareDocuments(
  expected: readonly Document[],
  actual: Document,
  options: CompareOptions,
): Comparison {
  const { strict, byAddress = false } = options;
  const all = expected.flatMap(({ resources }) => resources.flatMap(expanded));
  const ours = wholesOf(expected);
  const theirs = wholes(actual.resources);
  const accountOf = accountsOf(expected);
  const shows = (resource: Resource): boolean => {
    const [account, { region, type: own }] = [accountOf(resource), resource];
    const place = {
      ...(account === undefined ? {} : { account }),
      ...(region === undefined ? {} : { region }),
    };
    return !neverLive.test(own) && [own, sameType(own)].some((type) => options.shows(type, place));
  };
  const children = all.filter((each) => familyOfChild(each) !== undefined);
  const stands = all.filter((each) => !byAddress && standIn(each.type) !== undefined);
  const apart = new Set([...(byAddress ? [] : children), ...stands]);
  const wanted = all.filter((each) => !apart.has(each));
  const matching = byAddress ? pairByAddress : pair;
  const isShown = new Map(wanted.map((each) => [each, byAddress || shows(each)]));
  const { pairs, onlyExpected, onlyActual, ambiguous } = matching(
    wanted.filter((each) => isShown.get(each)),
    actual.resources,
  );
  const liveOf = new Map(pairs.map((each) => [each.expected, each.actual]));
  const managed = new Map(pairs.map((each) => [each.actual, each.expected]));
  const notAssessable = wanted.filter((each) => !isShown.get(each));
  const partsOf = group(wanted.concat(stands), ours);
  const livePartsOf = group(actual.resources, theirs);
  const gone = new Set(onlyExpected);
  const attached = byAddress ? new Set() : withAttachments(expected);
  const drifts: Drift[] = [];
  const told = new Map<Resource, Drift>();
  const tell = (drift: Drift, ...about: readonly Resource[]): void => {
    drifts.push(drift);
    for (const each of about) told.set(each, drift);
  };

  const inline = new Set<Resource>();
  for (const each of byAddress ? [] : pairs) {
    for (const [attribute, type] of mirrorsOf(each.expected.type)) {
      const own = isSet(each.expected.attributes[attribute]) && !hasPart(partsOf, each.expected, type);
      for (const part of own ? (livePartsOf.get(each.actual) ?? []) : [])
        if (part.type === type) inline.add(part);
    }
  }

  const childrenOf = group(byAddress ? [] : children, ours);
  for (const each of pairs) {
    const family = byAddress ? undefined : familyOfParent(each.actual);
    const own = family === undefined ? [] : (childrenOf.get(each.expected) ?? []);
    const held = family && compareHeld(family, each.expected, each.actual, own);
    const differences = [...changesOf(each, options, skipped(each, family)), ...(held?.differences ?? [])];
    if (differences.length > 0) tell({ kind: 'changed', ...each, differences }, each.expected, each.actual);
    for (const child of held?.missing ?? []) tell({ kind: 'missing', expected: child }, child);
  }
  for (const child of apart) tellApart(child);

  for (const each of onlyExpected) {
    const whole = ours(each);
    const live = whole && liveOf.get(whole);
    // Where the item does not show such parts, nothing is known of this one.
    if (live?.unresolved.includes(each.type) || hasHiddenName(each)) notAssessable.push(each);
    else if (!isIdle(each) && !(whole && gone.has(whole))) tell({ kind: 'missing', expected: each }, each);
  }
  // A part that is gone with its whole is told by it.
  for (const each of onlyExpected) {
    const drift = told.get(ours(each) ?? each);
    if (drift !== undefined && !told.has(each)) told.set(each, drift);
  }

  const leftOut = new Map<string, number>();
  const about = aboutLive(actual, livePartsOf);
  const unmanaged = new Set(onlyActual);
  for (const each of onlyActual) {
    const whole = theirs(each);
    if (inline.has(each) || (whole !== undefined && unmanaged.has(whole))) continue;
    const why = strict ? undefined : madeBy(each, about);
    if (why !== undefined) leftOut.set(why, (leftOut.get(why) ?? 0) + 1);
    else if (strict || !isIdle(each)) {
      tell({ kind: 'unmanaged', actual: each }, each, ...(livePartsOf.get(each) ?? []));
    }
  }
  const wholeOf = new Map([...apart].flatMap((each) => entryOf(each, ours(each))));
  return { drifts, pairs, ambiguous, notAssessable, leftOut, told, wholeOf };

  /** The list of the pair that is compared as atoms, and what parts of it say as well. */
  function skipped({ expected: one, actual: other }: Pair, family: Family | undefined): ReadonlySet<string> {
    const names = new Set(family?.slots ?? []);
    if (attached.has(one.id)) names.add('ebs_block_device');
    for (const [attribute, type] of byAddress ? [] : mirrorsOf(one.type)) {
      const live = (livePartsOf.get(other) ?? []).some((part) => part.type === type && !inline.has(part));
      if (live || hasPart(partsOf, one, type)) names.add(attribute);
    }
    return names;
  }

  /** A child or stand-in whose whole is in another state, and of every stand-in what it says. */
  function tellApart(each: Resource): void {
    const whole = ours(each);
    if (whole !== undefined && (gone.has(whole) || !isShown.get(whole))) {
      const drift = told.get(whole);
      if (drift === undefined) notAssessable.push(each);
      else told.set(each, drift);
      return;
    }
    const family = familyOfChild(each);
    const attribute = standIn(each.type);
    const live = (whole && liveOf.get(whole)) ?? named(each);
    if (live === undefined) notAssessable.push(each);
    else if (attribute !== undefined) {
      const pairOf = { expected: each, actual: live };
      const differences = changesOf(pairOf, options, new Set(), [attribute]);
      if (differences.length > 0) tell({ kind: 'changed', ...pairOf, differences }, each);
    } else if (family !== undefined && whole === undefined) {
      const self = live.id === undefined ? [] : [live.id];
      if (absentChildren(family, [each], live, self).length > 0)
        tell({ kind: 'missing', expected: each }, each);
    }
  }

  function named(each: Resource): Resource | undefined {
    const whole = theirs({ ...each, links: {} });
    return whole !== undefined && !managed.has(whole) ? whole : undefined;
  }
}

const isSet = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

const entryOf = (part: Resource, whole: Resource | undefined): [Resource, Resource][] =>
  whole === undefined ? [] : [[part, whole]];
