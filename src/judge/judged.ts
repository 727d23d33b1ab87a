import type { Document } from '../model/document.ts';
import type { ActiveRule, Evaluation } from '../model/finding.ts';
import type { Coverage } from '../model/outcome.ts';
import type { GateSettings } from './gate.ts';
import type { Waiver } from './waivers.ts';

/** One input with what the rules said about it. */
export interface Judged {
  readonly document: Document;
  readonly evaluation: Evaluation;
  /** Evaluation of what was there before a plan. */
  readonly before?: Evaluation;
  readonly redact: (text: string) => string;
  readonly warnings: readonly string[];
}

export interface JudgeOptions {
  readonly settings: GateSettings;
  readonly rules: readonly ActiveRule[];
  readonly rulesOff: Coverage['rulesOff'];
  readonly waivers: readonly Waiver[];
  /** Fingerprints of findings that are known and do not fail the gate. */
  readonly baseline: ReadonlySet<string>;
  readonly version: string;
  /** UTC date of the run. */
  readonly today: string;
}
