import { readFile } from 'node:fs/promises';
import { DriftgateError } from '../model/errors.ts';
import type { DriftState } from '../model/generated/drift-state.ts';
import { validate } from '../model/generated/validate-drift-state.js';
import { explainViolations } from '../model/validator.ts';

/** What earlier runs saw; nothing where there is no such file yet. */
export async function readDriftState(path: string): Promise<DriftState> {
  const problem = (what: string, cause?: unknown): DriftgateError =>
    new DriftgateError('config', `the state file of drift ${what}`, {
      hint: '--state-file names a file that driftgate drift wrote, or will write',
      cause,
    });
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return { schemaVersion: '1', seen: [] };
    throw problem('cannot be read', cause);
  }
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    throw problem('is not valid JSON');
  }
  if (!validate(state)) throw problem(`has another shape: ${explainViolations(validate, 1)}`);
  return state as DriftState;
}
