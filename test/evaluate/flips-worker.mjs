// Asks a module with one bit flipped after another; a flip may well end in a loop, so this runs in a worker.
import { parentPort, workerData } from 'node:worker_threads';
import { createEngine } from '../../dist/evaluate/engine.js';

const { wasm, bits, entrypoints, input } = workerData;
for (const bit of bits) {
  const copy = Uint8Array.from(wasm);
  if (bit >= 0) copy[bit >> 3] ^= 1 << (bit & 7);
  let answer = 'refused';
  try {
    const engine = createEngine(new WebAssembly.Module(copy), { data: {}, entrypoints, maxBytes: 2 ** 25 });
    answer = JSON.stringify(engine.evaluate(input, entrypoints, () => undefined));
  } catch {
    // refused
  }
  parentPort.postMessage(answer);
}
