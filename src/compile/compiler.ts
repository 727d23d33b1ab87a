import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { DriftgateError } from '../model/errors.ts';
import { compilerStack } from '../model/reactor.ts';
import type { Pack } from '../model/rule.ts';
import type { Foundation, Style } from './pack.ts';
import type { Sources } from './sources.ts';

/** What a compiling worker is started with. */
export interface CompileTask {
  readonly name: string;
  readonly sources: Sources;
  readonly foundation: Foundation;
  readonly style: Style;
}

/** What it comes back with: a pack, or the sentence that says what is wrong with a policy. */
export type CompileAnswer =
  | { readonly ok: true; readonly pack: Pack }
  | { readonly ok: false; readonly message: string; readonly hint: string | undefined };

const workerFile = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/compile/worker.js', import.meta.url)
  : new URL('./worker.js', import.meta.url);

/** Long enough for hundreds of rules; a policy can be written so that its compilation takes for ever. */
const limitSeconds = 60;

/**
 * Packs that are being compiled. So long V8 does not optimize WebAssembly: the compiler runs once, and to optimize its
 * 40 MB of code takes longer than all that it does. Rules are evaluated after that, and optimized.
 */
let compiling = 0;

/** Compiles a pack in a worker. Throws a DriftgateError for a policy that is at fault, or that takes too long. */
export async function compileInWorker(task: CompileTask): Promise<Pack> {
  compiling += 1;
  setFlagsFromString('--liftoff-only');
  const worker = new Worker(workerFile, { workerData: task, resourceLimits: compilerStack });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<CompileAnswer>((resolve, reject) => {
      const gaveUp = (why: string, cause?: unknown): void =>
        reject(
          new DriftgateError('compile', `the policies of \`${task.name}\` could not be compiled: ${why}`, {
            hint: 'look for very large or deeply nested rules',
            cause,
          }),
        );
      timer = setTimeout(() => gaveUp(`it took longer than ${limitSeconds} s`), limitSeconds * 1000);
      worker.once('message', resolve);
      worker.once('error', (error) => gaveUp('the compiler failed', error));
      worker.once('exit', () => gaveUp('the compiler ended unexpectedly'));
    });
    if (answer.ok) return answer.pack;
    throw new DriftgateError(
      'compile',
      answer.message,
      answer.hint === undefined ? {} : { hint: answer.hint },
    );
  } finally {
    clearTimeout(timer);
    await worker.terminate();
    compiling -= 1;
    if (compiling === 0) setFlagsFromString('--no-liftoff-only');
  }
}
