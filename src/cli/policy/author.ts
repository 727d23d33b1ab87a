import { Worker } from 'node:worker_threads';
import type { Operation, Operations } from '../../authoring.ts';
import type { AuthorAnswer, AuthorRequest } from '../../authoring-worker.ts';
import { DriftgateError } from '../../model/errors.ts';

type Given<K extends Operation> = Parameters<Operations[K]>[0];
type Result<K extends Operation> = Awaited<ReturnType<Operations[K]>>;

/** The operations of authors, done in a worker that keeps the compiler loaded. */
export interface Author {
  ask<K extends Operation>(
    operation: K,
    given: Given<K>,
    onStep?: (text: string) => void,
  ): Promise<Result<K>>;
  close(): Promise<void>;
}

const workerFile = import.meta.url.endsWith('.ts')
  ? new URL('../../../dist/authoring-worker.js', import.meta.url)
  : new URL('../../authoring-worker.js', import.meta.url);

/** Longer than any step takes that ends. */
const silenceSeconds = 120;

export function startAuthor(): Author {
  let worker: Worker | undefined;
  return {
    async ask<K extends Operation>(
      operation: K,
      given: Given<K>,
      onStep: (text: string) => void = () => undefined,
    ): Promise<Result<K>> {
      const current = (worker ??= new Worker(workerFile));
      try {
        return (await answered(current, { operation, given }, onStep)) as Result<K>;
      } catch (error) {
        // What it is at is not known: the next question goes to a new one.
        worker = undefined;
        await current.terminate();
        throw error;
      }
    },
    async close() {
      await worker?.terminate();
      worker = undefined;
    },
  };
}

function answered(worker: Worker, request: AuthorRequest, onStep: (text: string) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let at = request.operation as string;
    const gaveUp = (why: string, cause?: unknown): void =>
      finish(() =>
        reject(
          new DriftgateError('compile', `gave up ${at}: ${why}`, {
            hint: 'look for a rule or a test that does not end, or for very deeply nested ones',
            cause,
          }),
        ),
      );
    const watch = (): NodeJS.Timeout =>
      setTimeout(() => gaveUp(`it took longer than ${silenceSeconds} s`), silenceSeconds * 1000);
    let timer = watch();
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
      settle();
    };
    worker.on('message', (answer: AuthorAnswer) => {
      clearTimeout(timer);
      timer = watch();
      if (answer.kind === 'step') onStep((at = answer.text));
      else if (answer.kind === 'done') finish(() => resolve(answer.value));
      else
        finish(() =>
          reject(
            new DriftgateError(
              answer.stage,
              answer.message,
              answer.hint === undefined ? {} : { hint: answer.hint },
            ),
          ),
        );
    });
    worker.once('error', (error) => gaveUp('the compiler failed', error));
    worker.once('exit', () => gaveUp('the compiler ended unexpectedly'));
    worker.postMessage(request);
  });
}
