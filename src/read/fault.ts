import { DriftgateError } from '../model/errors.ts';

/** `truncated`: the document stops inside a value. `trailing`: something follows it. */
type FaultKind = 'invalid' | 'truncated' | 'trailing';

/** What is wrong at one byte of a document; the message never quotes the document. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';
  readonly fault: FaultKind;
  /** bytes from the start of the decoded text, after a byte order mark */
  readonly offset: number;

  constructor(message: string, offset: number, fault: FaultKind = 'invalid') {
    super(message);
    this.fault = fault;
    this.offset = offset;
  }
}

/** A failure to read the input `uri`; `-` is called stdin. `sentence` must not hold content of the input. */
export function readError(uri: string, sentence: string, hint?: string, cause?: unknown): DriftgateError {
  const name = uri === '-' ? 'stdin' : `\`${uri}\``;
  return new DriftgateError('read', `read ${name}: ${sentence}`, {
    ...(hint === undefined ? {} : { hint }),
    ...(cause === undefined ? {} : { cause }),
  });
}
