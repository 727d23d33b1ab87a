import type { Severity } from './rule.ts';

/** What a rule says of a resource; `none`: it does not apply. */
export type Said = 'pass' | 'fail' | 'unknown' | 'none';

/** One thing that a change of rules changes for a resource. */
export interface Difference {
  /** A finding that was not there, one that no longer is, or another verdict. */
  readonly kind: 'added' | 'removed' | 'changed';
  readonly rule: string;
  readonly severity: Severity;
  readonly address: string;
  readonly type: string;
  readonly from: Said;
  readonly to: Said;
  /** JSON pointer of the attribute that decides. */
  readonly path?: string;
  readonly message?: string;
}

/** What a change of rules does to one stored input, or why that cannot be told. */
export type Replayed =
  | { readonly uri: string; readonly differences: readonly Difference[]; readonly failure?: never }
  | { readonly uri: string; readonly failure: string; readonly differences?: never };

/** How the rules themselves differ. */
export interface RuleChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly severity: readonly { readonly rule: string; readonly from: Severity; readonly to: Severity }[];
}

/** The whole of it, in numbers. */
export interface ReplaySummary {
  readonly inputs: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly unread: readonly string[];
}
