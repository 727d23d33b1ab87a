import type { Resource } from './document.ts';
import type { AttributeDrift } from './outcome.ts';

/** A difference below an attribute: JSON pointer, and what differs of both sides. `muted` says why it does not count. */
export type Difference = AttributeDrift;

/** An expected resource and the live one that it is. */
export interface Pair {
  readonly expected: Resource;
  readonly actual: Resource;
}

/** One resource that is not as expected. What lies in a resource that is missing or unmanaged goes with it. */
export type Drift =
  | { readonly kind: 'missing'; readonly expected: Resource }
  | { readonly kind: 'unmanaged'; readonly actual: Resource }
  | {
      readonly kind: 'changed';
      readonly expected: Resource;
      readonly actual: Resource;
      readonly differences: readonly Difference[];
    };

/** What is expected against what is live. */
export interface Comparison {
  readonly drifts: readonly Drift[];
  readonly pairs: readonly Pair[];
  /** Expected resources that several live ones fit, or that share a live one: told, and not guessed. */
  readonly ambiguous: readonly { readonly expected: Resource; readonly candidates: readonly Resource[] }[];
  /** Expected resources that the live side could not show. */
  readonly notAssessable: readonly Resource[];
  /** Live resources left out as made by AWS or a service, by reason. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** Resources of either side to the drift that tells of them: parts of what is missing or unmanaged, rules of a group. */
  readonly told: ReadonlyMap<Resource, Drift>;
  /** Expected resources that are part of another one in AWS, and have no live one of their own, to that one. */
  readonly wholeOf: ReadonlyMap<Resource, Resource>;
}
