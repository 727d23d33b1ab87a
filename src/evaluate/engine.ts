import { restoreExactNumbers } from '../model/exact-number.ts';
import { ask, EngineError, parse, readJson, readText, words } from './abi.ts';
import type { Builtins } from './builtins.ts';
import { type Loaded, load } from './load.ts';

export { EngineError };

/**
 * With `abi.ts`, `load.ts` and `builtins.ts` all that knows WebAssembly. The stock `evaluate` of the SDK answers "no
 * violation" for an input that does not parse, grows memory page by page and parses the input once an entrypoint, so it
 * is not used: the calls below drive OPA's ABI 1.x (https://www.openpolicyagent.org/docs/wasm).
 */
export interface Engine {
  /**
   * Parses one input and asks the entrypoints about it, in order.
   * `input` is JSON in UTF-8; without one, `input` is undefined to a policy, which the rules of a pack never see.
   * Throws an EngineError where the input does not parse or memory runs out; an entrypoint that fails is an outcome.
   */
  evaluate(
    input: Uint8Array | undefined,
    entrypoints: readonly string[],
    onStart: (index: number) => void,
  ): Outcome[];
}

/** What one entrypoint said: its value, or why there is none. */
export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

export interface EngineOptions {
  /** `data` of the module: parameters of the rules, and the data of packs. */
  readonly data: unknown;
  /** Entrypoints that must exist; one that is missing would never deny anything. */
  readonly entrypoints: readonly string[];
  readonly maxBytes: number;
  /** What the module calls and does not bring. A module that calls any is refused without them. */
  readonly builtins?: Builtins | undefined;
  /** `text` gives whole result sets as Rego has them, with sets and numbers to the last digit. Default `json`. */
  readonly answers?: 'json' | 'text';
}

const page = 65_536;
/** Heap that a byte of JSON costs once parsed: 8.9 measured on plans, and its text. */
const heapPerByte = 11;
/** Room for a rule's own work beside its input. A page that is never touched costs nothing; to grow by one costs much. */
const workspace = 64 * 1024 * 1024;
const startBytes = 256 * 1024 * 1024;

export function createEngine(module: WebAssembly.Module, options: EngineOptions): Engine {
  const maximum = Math.floor(options.maxBytes / page);
  const encoder = new TextEncoder();
  const data = encoder.encode(restoreExactNumbers(JSON.stringify(options.data)));
  let capacity = 0;
  let loaded: Loaded | undefined;

  /** An instance with room for an input: the module itself grows a page at a time, which is quadratic. */
  const instance = (inputBytes: number): Loaded => {
    const need = (inputBytes + data.length) * heapPerByte + workspace;
    if (loaded === undefined || need > capacity) {
      capacity = Math.max(startBytes, need);
      const initial = Math.min(Math.ceil(capacity / page), maximum);
      loaded = load(module, { initial, maximum }, data, options.entrypoints, options.builtins);
    }
    return loaded;
  };

  const evaluate: Engine['evaluate'] = (input, entrypoints, onStart) => {
    const { abi, memory, ids, dataAddress, heap } = instance(input?.length ?? 0);
    abi.opa_heap_ptr_set(heap);
    const value = input === undefined ? 0 : guarded(() => parse(abi, memory, input));
    const base = abi.opa_heap_ptr_get() >>> 0;
    const answer = (name: string): unknown => {
      const results = ask(abi, base, dataAddress, value, ids.get(name));
      return options.answers === 'text'
        ? readText(abi, memory, results)
        : single(readJson(abi, memory, results));
    };
    const outcomes: Outcome[] = [];
    for (const [index, name] of entrypoints.entries()) {
      onStart(index);
      try {
        outcomes.push({ ok: true, value: guarded(() => answer(name)) });
      } catch (error) {
        outcomes.push({ ok: false, message: (error as EngineError).message });
        const rest = evaluate(input, entrypoints.slice(index + 1), (next) => onStart(index + 1 + next));
        return [...outcomes, ...rest];
      }
    }
    return outcomes;
  };

  /** An instance that threw is not asked again: the next call makes a new one. */
  const guarded = <T>(run: () => T): T => {
    try {
      return run();
    } catch (thrown) {
      loaded = undefined;
      throw thrown instanceof EngineError ? thrown : new EngineError(words(thrown));
    }
  };

  return { evaluate };
}

/** The value in a result set: of an entrypoint there is one, or it is undefined. */
function single(results: unknown): unknown {
  if (!Array.isArray(results) || results.length !== 1) throw new EngineError('is undefined');
  return results[0].result;
}
