import * as sdk from '@open-policy-agent/opa-wasm';
import { type Abi, ask, EngineError, parse, words } from './abi.ts';

export { EngineError };

// Its types promise a named export that the module has on its default export only.
const { loadPolicySync } = (sdk as unknown as { default: typeof sdk }).default;

/**
 * With `abi.ts` the only file that knows WebAssembly. The stock `evaluate` of the SDK answers "no violation" for an input that does
 * not parse, grows memory page by page and parses the input once an entrypoint, so it is not used: the SDK
 * instantiates the module, and the calls below drive OPA's ABI 1.x (https://www.openpolicyagent.org/docs/wasm).
 */
export interface Engine {
  /**
   * Parses one input and asks the entrypoints about it, in order.
   * `input` is JSON in UTF-8. Throws an EngineError where the input does not parse or memory runs out; an entrypoint that fails is an outcome.
   */
  evaluate(input: Uint8Array, entrypoints: readonly string[], onStart: (index: number) => void): Outcome[];
}

/** What one entrypoint said: its value, or why there is none. */
export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

export interface EngineOptions {
  /** `data` of the module: parameters of the rules. */
  readonly data: unknown;
  /** Entrypoints that must exist; one that is missing would never deny anything. */
  readonly entrypoints: readonly string[];
  readonly maxBytes: number;
}

const page = 65_536;
/** Heap that a byte of JSON costs once parsed: 8.9 measured on plans, and its text. */
const heapPerByte = 11;
/** Room for a rule's own work beside its input. */
const workspace = 8 * 1024 * 1024;
const startBytes = 16 * 1024 * 1024;

export function createEngine(module: WebAssembly.Module, options: EngineOptions): Engine {
  const maximum = Math.floor(options.maxBytes / page);
  const encoder = new TextEncoder();
  const data = encoder.encode(JSON.stringify(options.data));
  let capacity = 0;
  let loaded: Loaded | undefined;

  /** An instance with room for an input: the module itself grows a page at a time, which is quadratic. */
  const instance = (inputBytes: number): Loaded => {
    const need = (inputBytes + data.length) * heapPerByte + workspace;
    if (loaded === undefined || need > capacity) {
      capacity = Math.max(startBytes, need);
      loaded = load(
        module,
        Math.min(Math.ceil(capacity / page), maximum),
        maximum,
        data,
        options.entrypoints,
      );
    }
    return loaded;
  };

  const evaluate: Engine['evaluate'] = (input, entrypoints, onStart) => {
    const { abi, memory, ids, dataAddress, heap } = instance(input.length);
    abi.opa_heap_ptr_set(heap);
    const value = guarded(() => parse(abi, memory, input));
    const base = abi.opa_heap_ptr_get() >>> 0;
    const outcomes: Outcome[] = [];
    for (const [index, name] of entrypoints.entries()) {
      onStart(index);
      try {
        outcomes.push({
          ok: true,
          value: guarded(() => ask(abi, memory, base, dataAddress, value, ids.get(name))),
        });
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

interface Loaded {
  readonly abi: Abi;
  readonly memory: WebAssembly.Memory;
  readonly ids: ReadonlyMap<string, number>;
  readonly dataAddress: number;
  readonly heap: number;
}

function load(
  module: WebAssembly.Module,
  initial: number,
  maximum: number,
  data: Uint8Array,
  required: readonly string[],
): Loaded {
  let policy: ReturnType<typeof loadPolicySync>;
  try {
    policy = loadPolicySync(module as never, { initial, maximum });
  } catch (thrown) {
    throw new EngineError(`the module does not load: ${words(thrown)}`);
  }
  const {
    wasmInstance,
    mem: memory,
    entrypoints,
  } = policy as unknown as {
    wasmInstance: WebAssembly.Instance;
    mem: WebAssembly.Memory;
    entrypoints: Record<string, number>;
  };
  const exports = wasmInstance.exports as unknown as Abi & Record<string, { value: number } | undefined>;
  if (
    exports['opa_wasm_abi_version']?.value !== 1 ||
    (exports['opa_wasm_abi_minor_version']?.value ?? 0) < 2
  ) {
    throw new EngineError('the module does not follow ABI 1.2 or later');
  }
  const ids = new Map(Object.entries(entrypoints));
  const missing = required.find((name) => !ids.has(name));
  if (missing !== undefined) throw new EngineError(`the module has no entrypoint \`${missing}\``);
  const dataAddress = parse(exports, memory, data);
  const loaded = { abi: exports, memory, ids, dataAddress, heap: exports.opa_heap_ptr_get() >>> 0 };
  proveRefusal(loaded);
  return loaded;
}

/** A module that lost the ability to say no (a flipped bit, a wrong entrypoint) is found before it is believed. */
function proveRefusal({ abi, memory, ids, dataAddress, heap }: Loaded): void {
  const denials = (canary: boolean): number => {
    const input = new TextEncoder().encode(
      JSON.stringify({ resources: [{ key: 'canary', attributes: { canary } }] }),
    );
    abi.opa_heap_ptr_set(heap);
    const value = parse(abi, memory, input);
    const answer = ask(
      abi,
      memory,
      abi.opa_heap_ptr_get(),
      dataAddress,
      value,
      ids.get('driftgate/main/canary'),
    );
    return (answer as { deny: unknown[] }).deny.length;
  };
  if (denials(true) !== 1 || denials(false) !== 0)
    throw new EngineError('the module does not refuse its canary input');
}
