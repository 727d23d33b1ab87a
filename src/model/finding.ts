import type { Resource } from './document.ts';
import type { Rule } from './rule.ts';

/** A rule as this run asks it: severity and parameters after `driftgate.yaml`. */
export interface ActiveRule {
  readonly rule: Rule;
  /** Index of the pack that holds it. */
  readonly module: number;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Why a verdict is unknown. */
export type Why =
  | 'known-after-apply'
  | 'unresolved-link'
  | 'sensitive'
  | 'environment'
  | 'not-carried'
  | 'stale';

/** A verdict of one rule on one resource that is not a pass, with the attribute that decided it. */
export interface Finding {
  readonly rule: Rule;
  readonly resource: Resource;
  readonly verdict: 'fail' | 'unknown';
  readonly why?: Why;
  readonly references?: readonly string[];
  /** The resource that holds the attribute, where it is another one. */
  readonly at?: Resource;
  /** JSON pointer into attributes. */
  readonly path?: string;
  /** Type of the linked resource that does not exist. */
  readonly missing?: string;
  readonly message: string;
}

/** What the rules say about one document. */
export interface Evaluation {
  readonly findings: readonly Finding[];
  /** Passes, kept only where a report of passes is wanted. */
  readonly passes: readonly { readonly rule: Rule; readonly resource: Resource }[];
  /** Rule id -> number of resources that got a verdict. */
  readonly judged: ReadonlyMap<string, number>;
  readonly passed: number;
  /** Pairs of rule and resource that got no verdict because the rule could not be evaluated. */
  readonly failed: number;
  /** Rules that could not be evaluated, with the reason; each once. */
  readonly errors: ReadonlyMap<string, string>;
  /** Rules of conftest that an exception of their package takes out. */
  readonly excepted?: readonly string[];
}
