import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Operation, Operations } from '../../authoring.ts';
import type { AuthorAnswer, AuthorRequest } from '../../authoring-worker.ts';
import { DriftgateError } from '../../model/errors.ts';
import { compilerStack } from '../../model/reactor.ts';

type Given<K extends Operation> = Parameters<Operations[K]>[0];
type Result<K extends Operation> = Awaited<ReturnType<Operations[K]>>;

const workerFile = import.meta.url.endsWith('.ts')
  ? new URL('../../../dist/authoring-worker.js', import.meta.url)
  : new URL('../../authoring-worker.js', import.meta.url);

/** Longer than any step takes that ends. */
const silenceSeconds = 120;

let idle: Worker | undefined;

/**
 * Has one operation of authors done in a worker, which keeps the compiler for the next one and does not keep the
 * process from ending. One at a time.
 */
export async function ask<K extends Operation>(
  operation: K,
  given: Given<K>,
  onStep: (text: string) => void = () => undefined,
): Promise<Result<K>> {
  // To optimize the compiler takes longer than what it does, see `compile/compiler.ts`; nothing else runs for long here.
  if (idle === undefined) setFlagsFromString('--liftoff-only');
  const worker = idle ?? new Worker(workerFile, { resourceLimits: compilerStack });
  // What a worker that failed is at is not known: the next operation goes to a new one.
  idle = undefined;
  try {
    worker.ref();
    const result = (await answered(worker, { operation, given }, onStep)) as Result<K>;
    worker.unref();
    idle = worker;
    return result;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

function answered(worker: Worker, request: AuthorRequest, onStep: (text: string) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let at: string = request.operation;
    const gaveUp = (why: string, cause?: unknown): void => {
      const hint = 'look for a rule or a test that does not end, or for very deeply nested ones';
      finish(() => reject(new DriftgateError('compile', `gave up ${at}: ${why}`, { hint, cause })));
    };
    const heard = (answer: AuthorAnswer): void => {
      clearTimeout(timer);
      timer = watch();
      if (answer.kind === 'step') onStep((at = answer.text));
      else if (answer.kind === 'done') finish(() => resolve(answer.value));
      else finish(() => reject(refusal(answer)));
    };
    const failed = (error: unknown): void => gaveUp('the compiler failed', error);
    const ended = (): void => gaveUp('the compiler ended unexpectedly');
    const watch = (): NodeJS.Timeout =>
      setTimeout(() => gaveUp(`it took longer than ${silenceSeconds} s`), silenceSeconds * 1000);
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      worker.off('message', heard).off('error', failed).off('exit', ended);
      settle();
    };
    let timer = watch();
    worker.on('message', heard).on('error', failed).on('exit', ended).postMessage(request);
  });
}

const refusal = ({ stage, message, hint }: AuthorAnswer & { readonly kind: 'refused' }): DriftgateError =>
  new DriftgateError(stage, message, hint === undefined ? {} : { hint });
