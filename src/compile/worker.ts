import { parentPort, workerData } from 'node:worker_threads';
import { DriftgateError } from '../model/errors.ts';
import type { CompileAnswer, CompileTask } from './compiler.ts';
import { compilePack } from './pack.ts';
import { loadToolchain } from './toolchain.ts';

// The compiler runs here, so that a signal and a time limit are not at the mercy of a policy.
const { name, sources, foundation, style } = workerData as CompileTask;

async function answer(): Promise<CompileAnswer> {
  try {
    return { ok: true, pack: compilePack(name, sources, foundation, await loadToolchain(), style) };
  } catch (error) {
    if (!(error instanceof DriftgateError)) throw error;
    return { ok: false, message: error.message, hint: error.hint };
  }
}

parentPort?.postMessage(await answer());
