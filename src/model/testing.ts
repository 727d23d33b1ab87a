import type { Fault } from './fault.ts';

/** What a row of a table says, or what came of it. `none`: the rule does not apply to the resource. */
export type CaseVerdict = 'pass' | 'fail' | 'unknown' | 'none';

export interface Expected {
  readonly verdict: CaseVerdict;
  /** Attribute that must be cited: JSON pointer. */
  readonly path?: string;
  /** Number of findings. */
  readonly findings?: number;
}

export interface Got {
  readonly verdict: CaseVerdict;
  readonly findings: readonly {
    readonly verdict: 'fail' | 'unknown';
    readonly path?: string;
    /** Key of the resource that holds the attribute, where it is another one. */
    readonly at?: string;
    readonly message: string;
  }[];
}

/** One row of a table, or one `test_` rule. */
export interface TestOutcome {
  /** Of a row. */
  readonly rule?: string;
  /** The file of tests, as the user would open it. */
  readonly file: string;
  /** Counted from 1; the row or the rule stands there. */
  readonly line: number;
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'error' | 'skipped';
  readonly expected?: Expected;
  readonly got?: Got;
  /** Why it could not be judged. */
  readonly message?: string;
  /** What a `test_` rule printed. */
  readonly output?: string;
}

/** Rows of a rule's file that the tests evaluated. */
export interface FileCoverage {
  readonly file: string;
  /** Rows that hold code. */
  readonly rows: number;
  /** Those of them of which something was never evaluated, counted from 1. */
  readonly missing: readonly number[];
}

/** The outcome of testing one or more folders. */
export interface TestReport {
  readonly outcomes: readonly TestOutcome[];
  /** Ids of the rules that no row and no `test_` rule beside them tests. */
  readonly untested: readonly string[];
  readonly coverage?: readonly FileCoverage[];
}

/** A report, or what keeps the policies from being tested. */
export type Tested =
  | { readonly report: TestReport; readonly faults?: never }
  | { readonly faults: readonly Fault[]; readonly report?: never };

/** Share of the rows that were evaluated, in percent; 100 where there are none. */
export const coverageOf = (files: readonly FileCoverage[]): number => {
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  const missing = files.reduce((sum, file) => sum + file.missing.length, 0);
  return rows === 0 ? 100 : (100 * (rows - missing)) / rows;
};
