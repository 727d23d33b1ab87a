/** What went wrong, in the words of the person who has to mend it. Every known failure of driftgate is one of these. */
export type Stage = 'usage' | 'config' | 'read' | 'normalize' | 'compile' | 'evaluate' | 'judge' | 'report';

/**
 * A known failure: one sentence without a full stop, user's words in backticks, the next step in `hint`.
 * Never quotes input content, which may hold a secret. Always ends in exit code 2.
 */
export class DriftgateError extends Error {
  override readonly name = 'DriftgateError';
  readonly stage: Stage;
  readonly hint: string | undefined;

  constructor(stage: Stage, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.stage = stage;
    this.hint = options.hint;
  }
}
