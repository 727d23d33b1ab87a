import * as sdk from '@open-policy-agent/opa-wasm';
import { type Abi, ask, EngineError, parse, readJson, text, words } from './abi.ts';
import { type Builtins, dispatch } from './builtins.ts';

interface LoadedPolicy {
  readonly entrypoints: Readonly<Record<string, number>>;
}

// Its types promise named exports and leave out this class; the module has a default export only.
const { LoadedPolicy } = (sdk as unknown as { default: unknown }).default as {
  LoadedPolicy: new (
    instance: WebAssembly.Instance,
    memory: WebAssembly.Memory,
    minorVersion: number,
  ) => LoadedPolicy;
};

/** A module in its memory, with `data` parsed. */
export interface Loaded {
  readonly abi: Abi;
  readonly memory: WebAssembly.Memory;
  readonly ids: ReadonlyMap<string, number>;
  readonly dataAddress: number;
  /** Where memory is free again after an evaluation. */
  readonly heap: number;
}

/** Instantiates a module and proves that it can be believed. Throws an EngineError where it cannot. */
export function load(
  module: WebAssembly.Module,
  size: WebAssembly.MemoryDescriptor,
  data: Uint8Array,
  required: readonly string[],
  builtins: Builtins | undefined,
): Loaded {
  const { abi, memory, entrypoints } = instantiate(module, size, builtins);
  const ids = new Map(Object.entries(entrypoints));
  const missing = required.find((name) => !ids.has(name));
  if (missing !== undefined) throw new EngineError(`the module has no entrypoint \`${missing}\``);
  const dataAddress = parse(abi, memory, data);
  const loaded = { abi, memory, ids, dataAddress, heap: abi.opa_heap_ptr_get() >>> 0 };
  proveRefusal(loaded);
  return loaded;
}

/**
 * The SDK would instantiate the module with functions of its own for `sprintf`, `yaml` and `regex.split`, which answer
 * otherwise than OPA's and cannot be replaced: so it is handed an instance.
 */
function instantiate(
  module: WebAssembly.Module,
  size: WebAssembly.MemoryDescriptor,
  builtins: Builtins | undefined,
): Pick<Loaded, 'abi' | 'memory'> & LoadedPolicy {
  try {
    const memory = new WebAssembly.Memory(size);
    let call: (...operands: number[]) => number = () => {
      throw new EngineError('it calls a built-in before it is loaded');
    };
    const builtin = (...operands: number[]): number => call(...operands);
    const env = {
      memory,
      opa_abort: (address: number) => {
        throw new EngineError(text(memory, address));
      },
      // Nothing that a policy prints may get into a report.
      opa_println: () => undefined,
      opa_builtin0: builtin,
      opa_builtin1: builtin,
      opa_builtin2: builtin,
      opa_builtin3: builtin,
      opa_builtin4: builtin,
    };
    const instance = new WebAssembly.Instance(module, { env });
    const exports = instance.exports as unknown as Abi & Record<string, { value: number } | undefined>;
    const minor = exports['opa_wasm_abi_minor_version']?.value ?? 0;
    if (exports['opa_wasm_abi_version']?.value !== 1 || minor < 2) {
      throw new EngineError('it does not follow ABI 1.2 or later');
    }
    const called = Object.entries(readJson(exports, memory, exports.builtins()) as Record<string, number>);
    call = dispatch(exports, memory, new Map(called.map(([name, id]) => [id, name])), builtins);
    return { abi: exports, memory, entrypoints: new LoadedPolicy(instance, memory, minor).entrypoints };
  } catch (thrown) {
    throw new EngineError(`the module does not load: ${words(thrown)}`);
  }
}

/** A module that lost the ability to say no (a flipped bit, a wrong entrypoint) is found before it is believed. */
function proveRefusal({ abi, memory, ids, dataAddress, heap }: Loaded): void {
  const denials = (canary: boolean): number => {
    const input = new TextEncoder().encode(
      JSON.stringify({ resources: [{ key: 'canary', attributes: { canary } }] }),
    );
    abi.opa_heap_ptr_set(heap);
    const value = parse(abi, memory, input);
    const results = ask(abi, abi.opa_heap_ptr_get(), dataAddress, value, ids.get('driftgate/main/canary'));
    const [answer] = readJson(abi, memory, results) as { result: { deny: unknown[] } }[];
    return answer?.result.deny.length ?? -1;
  };
  if (denials(true) !== 1 || denials(false) !== 0)
    throw new EngineError('the module does not refuse its canary input');
}
