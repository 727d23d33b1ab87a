import type { Gate, Result } from './outcome.ts';
import { atLeast } from './rule.ts';

/** What a result means for the gate; the one place that the decision and every format ask. */
export type Standing = 'error' | 'failing' | 'unknown' | 'known' | 'waived' | 'resolved' | 'passed';

/** Why a failure does not count: `known`. */
export type Excuse =
  | 'a warning only'
  | 'in the baseline'
  | 'not introduced by this plan'
  | 'below the threshold';

/** How the gate is set, as far as one result is concerned. */
type Setting = Pick<Gate, 'failOn' | 'mode'>;

/** A state has no change to tell apart, so all that it holds counts, also where only what is introduced would. */
export const excuse = (result: Result, gate: Setting): Excuse | undefined => {
  if (result.advisory === true) return 'a warning only';
  if (result.baseline === true) return 'in the baseline';
  if (gate.mode === 'introduced' && result.change === 'existing') return 'not introduced by this plan';
  if (!atLeast(result.severity, gate.failOn)) return 'below the threshold';
  return undefined;
};

export const standing = (result: Result, gate: Setting): Standing => {
  if (result.verdict === 'error') return 'error';
  if (result.change === 'resolved') return 'resolved';
  if (result.verdict === 'pass') return 'passed';
  if (result.verdict !== 'fail') return result.verdict;
  return excuse(result, gate) === undefined ? 'failing' : 'known';
};

/** Whether a result of this standing holds the pipeline up. */
export const blocks = (is: Standing, gate: Pick<Gate, 'unknown'>): boolean =>
  is === 'error' || is === 'failing' || (is === 'unknown' && gate.unknown === 'fail');
