/** One thing that is wrong with a policy file, with its place and the next step. */
export interface Fault {
  /** Path as the user would open it. */
  readonly file: string;
  /** Counted from 1; 0 where the fault is of the file as a whole. */
  readonly line: number;
  readonly column: number;
  /** The line of the source, where there is one. */
  readonly source?: string;
  /** What is wrong: one sentence without a full stop, user's words in backticks. */
  readonly reason: string;
  /** The next step. */
  readonly hint?: string;
}
