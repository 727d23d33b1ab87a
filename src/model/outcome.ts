import type { Report } from './generated/report.ts';
import type { Rule } from './rule.ts';

export type {
  AttributeDrift,
  Coverage,
  DriftItem,
  Gate,
  InputSummary,
  Report,
  ResolvedDrift,
  Result,
  Summary,
  WaiverStatus,
} from './generated/report.ts';

/** All a reporter ever sees: the report and the rules that its results name. Nothing in it is secret. */
export interface Outcome {
  readonly report: Report;
  readonly rules: readonly Rule[];
}

/** How a report may look; decided by the command line, never by a reporter. */
export interface RenderOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** A format: a pure function of the outcome. It never decides an exit code and never prints. */
export type Reporter = (outcome: Outcome, options: RenderOptions) => string;
