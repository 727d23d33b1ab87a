import type { Document, Resource } from '../model/document.ts';
import { type Difference, differences } from './difference.ts';
import { sameType } from './identity.ts';
import { isIdle, isNoise, isScaled, madeBy } from './noise.ts';
import { type Pairing, pair } from './pairing.ts';
import { compareRules, holdsRules, isRule } from './security-group-rules.ts';
import type { ShapeOf } from './shape.ts';

/** One resource that is not as expected. */
export type Drift =
  | { readonly kind: 'missing'; readonly expected: Resource }
  | { readonly kind: 'unmanaged'; readonly actual: Resource }
  | {
      readonly kind: 'changed';
      readonly expected: Resource;
      readonly actual: Resource;
      readonly differences: readonly Difference[];
    };

export interface Comparison {
  readonly drifts: readonly Drift[];
  readonly pairs: Pairing['pairs'];
  readonly ambiguous: Pairing['ambiguous'];
  /** Expected resources that the live side could not show: their type is not recorded there. */
  readonly notAssessable: readonly Resource[];
  /** Live resources left out as made by AWS, by reason. */
  readonly leftOut: ReadonlyMap<string, number>;
}

export interface CompareOptions {
  readonly shapeOf: ShapeOf;
  /** Types of which the live side would show a resource; undefined where it shows all. */
  readonly assessable?: ReadonlySet<string> | undefined;
  /** Also tell what AWS and its services made, and what scaling moves. */
  readonly strict: boolean;
}

/** What is expected against what is live. Only attributes that both sides carry are compared. */
export function compareDocuments(expected: Document, actual: Document, options: CompareOptions): Comparison {
  const { assessable, strict } = options;
  const shows = ({ type }: Resource): boolean => assessable === undefined || assessable.has(sameType(type));
  const wanted = expected.resources.filter((resource) => !isRule(resource));
  const { pairs, onlyExpected, onlyActual, ambiguous } = pair(
    wanted.filter(shows),
    actual.resources.filter((resource) => !isRule(resource)),
  );
  const rulesOf = rulesByGroup(expected);
  const drifts: Drift[] = pairs.flatMap(({ expected: one, actual: other }): Drift[] => {
    const found = changesOf(one, other, options, rulesOf.has(one.key));
    const rules = holdsRules(other) ? compareRules(one, other, rulesOf.get(one.key) ?? []) : undefined;
    const all = [...found, ...(rules?.differences ?? [])];
    return [
      ...(all.length === 0
        ? []
        : [{ kind: 'changed' as const, expected: one, actual: other, differences: all }]),
      ...(rules?.missing ?? []).map((rule) => ({ kind: 'missing' as const, expected: rule })),
    ];
  });
  const leftOut = new Map<string, number>();
  for (const resource of onlyExpected) {
    if (!isIdle(resource)) drifts.push({ kind: 'missing', expected: resource });
  }
  for (const resource of onlyActual) {
    const why = strict ? undefined : madeBy(resource);
    if (why !== undefined) leftOut.set(why, (leftOut.get(why) ?? 0) + 1);
    else if (strict || !isIdle(resource)) drifts.push({ kind: 'unmanaged', actual: resource });
  }
  return { drifts, pairs, ambiguous, notAssessable: wanted.filter((each) => !shows(each)), leftOut };
}

function changesOf(
  expected: Resource,
  actual: Resource,
  { shapeOf, strict }: CompareOptions,
  hasRules: boolean,
): Difference[] {
  const taken = new Set([
    'tags',
    'tags_all',
    ...(hasRules || holdsRules(actual) ? ['ingress', 'egress'] : []),
  ]);
  const attributes = Object.keys(actual.attributes)
    .filter((name) => !taken.has(name) && Object.hasOwn(expected.attributes, name))
    .filter((name) => !isNoise(name) && (strict || !isScaled(expected, name)) && isKnown(expected, name))
    .flatMap((name) => {
      const { shape, computedOnly } = shapeOf(expected.type, name);
      if (computedOnly) return [];
      return differences(`/${name}`, expected.attributes[name], actual.attributes[name], shape);
    });
  return [...attributes, ...tagChanges(expected, actual)];
}

/** Secrets and values that a plan does not know yet cannot be compared. */
const isKnown = ({ unknown, sensitive }: Resource, name: string): boolean =>
  ![...Object.keys(unknown), ...sensitive].some((pointer) => `${pointer}/`.startsWith(`/${name}/`));

/** Effective tags against tags; `aws:` tags cannot be set. Where the live side carries no tags, nothing is known. */
function tagChanges(expected: Resource, actual: Resource): Difference[] {
  if (!expected.taggable || actual.notCarried?.includes('tags_all') === true) return [];
  if (!isKnown(expected, 'tags_all') || !isKnown(expected, 'tags')) return [];
  const own = (resource: Resource): Record<string, string> =>
    Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !key.startsWith('aws:')));
  return differences('/tags_all', own(expected), own(actual), {
    kind: 'map',
    of: () => ({ kind: 'scalar', of: () => ({}) as never }),
  });
}

/** Rules that are resources of their own, by the key of their group. */
function rulesByGroup({ resources }: Document): ReadonlyMap<string, readonly Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    if (!isRule(resource)) continue;
    for (const key of resource.links['security_group_id'] ?? []) {
      const same = groups.get(key);
      if (same === undefined) groups.set(key, [resource]);
      else same.push(resource);
    }
  }
  return groups;
}
