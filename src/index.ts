export { type DriftSettings, drift } from './drift.ts';
export { type CheckSettings, check, type Progress, type Surroundings } from './gate.ts';
export { DriftgateError } from './model/errors.ts';
export type { Outcome, Report, Result } from './model/outcome.ts';
export type { PackEntry } from './model/pack.ts';
