import type { Outcome } from './engine.ts';

/** What a worker is started with. */
export interface WorkerStart {
  readonly modules: readonly {
    readonly wasm: Uint8Array;
    readonly entrypoints: readonly string[];
    readonly data: unknown;
  }[];
  readonly maxBytes: number;
  /** What answers calls of built-ins that a module does not bring, and the instant that they see. */
  readonly builtins?: { readonly toolchain: WebAssembly.Module; readonly now: string } | undefined;
  /** [batch, task, start in ms modulo 2^31]: what the worker is at, so that a limit can name it. */
  readonly progress: SharedArrayBuffer;
}

/** One input and whom to ask about it: entrypoints by module. */
export interface WorkerBatch {
  readonly batch: number;
  readonly input: Uint8Array;
  readonly tasks: readonly { readonly module: number; readonly entrypoints: readonly string[] }[];
}

/** Outcomes in the order of the tasks' entrypoints, or why there are none for the whole batch. */
export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly module: number; readonly message: string }
  | { readonly kind: 'answer'; readonly batch: number; readonly outcomes: readonly Outcome[] };

export const clock = (): number => Date.now() % 0x7fffffff;
