import { parentPort, workerData } from 'node:worker_threads';
import { goBuiltins } from './builtins.ts';
import { createEngine, type Engine, type Outcome } from './engine.ts';
import { clock, type WorkerAnswer, type WorkerBatch, type WorkerStart } from './protocol.ts';

// Evaluation runs here, so that a signal, a time limit and the progress line are not at the mercy of a policy.
const start = workerData as WorkerStart;
const progress = new Int32Array(start.progress);
const answer = (message: WorkerAnswer): void => parentPort?.postMessage(message);
const engines: Engine[] = [];
const { maxBytes } = start;
const builtins = start.builtins && goBuiltins(start.builtins.toolchain, start.builtins.now);

for (const [index, { wasm, entrypoints, data }] of start.modules.entries()) {
  try {
    engines.push(createEngine(new WebAssembly.Module(wasm), { data, entrypoints, maxBytes, builtins }));
    // An empty question loads the module, and a load proves that it refuses its canary.
    engines[index]?.evaluate(new TextEncoder().encode('{}'), [], () => undefined);
  } catch (error) {
    answer({
      kind: 'refused',
      module: index,
      message: error instanceof Error ? error.message : String(error),
    });
  }
}
answer({ kind: 'ready' });

parentPort?.on('message', ({ batch, input, tasks }: WorkerBatch) => {
  const outcomes: Outcome[] = [];
  for (const { module, entrypoints } of tasks) {
    const first = outcomes.length;
    const onStart = (index: number): void => {
      Atomics.store(progress, 1, first + index);
      Atomics.store(progress, 2, clock());
      Atomics.store(progress, 0, batch);
    };
    onStart(0);
    try {
      outcomes.push(...(engines[module] as Engine).evaluate(input, entrypoints, onStart));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      outcomes.push(...entrypoints.map((): Outcome => ({ ok: false, message })));
    }
  }
  Atomics.store(progress, 0, -1);
  answer({ kind: 'answer', batch, outcomes });
});
