import { parentPort } from 'node:worker_threads';
import { type Operation, operations } from './authoring.ts';
import { DriftgateError } from './model/errors.ts';

/** One operation to do. */
export interface AuthorRequest {
  readonly operation: Operation;
  readonly given: unknown;
}

/** What comes back: any number of steps, then one result. */
export type AuthorAnswer =
  | { readonly kind: 'step'; readonly text: string }
  | { readonly kind: 'done'; readonly value: unknown }
  | {
      readonly kind: 'refused';
      readonly stage: DriftgateError['stage'];
      readonly message: string;
      readonly hint?: string;
    };

const answer = (message: AuthorAnswer): void => parentPort?.postMessage(message);

// The compiler and the rules run here, so that a signal and a time limit are not at the mercy of a policy.
parentPort?.on('message', async ({ operation, given }: AuthorRequest) => {
  const run = operations[operation] as (given: unknown, progress: (step: string) => void) => Promise<unknown>;
  try {
    const value = await run(given, (text) => answer({ kind: 'step', text }));
    answer({ kind: 'done', value });
  } catch (error) {
    if (!(error instanceof DriftgateError)) throw error;
    const { stage, message, hint } = error;
    answer({ kind: 'refused', stage, message, ...(hint === undefined ? {} : { hint }) });
  }
});
