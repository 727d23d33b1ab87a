import { type Run, startReactor } from '../model/reactor.ts';
import { type Abi, EngineError, parse, readText } from './abi.ts';

/**
 * Built-ins that a module calls and does not bring. Operands are an array of Rego values as text, and so is the value;
 * undefined where the built-in has none, which an error in it also means. Throws an EngineError where it gives up.
 */
export type Builtins = (name: string, operands: string) => Uint8Array | undefined;

/** Tells of the first fault that it comes across in a Go map, whose order depends on all that was run before. */
const alone = 'json.verify_schema';

/** OPA's own built-ins, in Go. They are started by the first call, and see one instant. */
export function goBuiltins(toolchain: WebAssembly.Module, now: string): Builtins {
  const shared = startReactor(toolchain, now);
  return (builtin, operands) => {
    const run = builtin === alone ? startReactor(toolchain, now) : shared;
    const { header, raw } = answered(run, builtin, operands);
    if (header.ok) return header.result.defined ? raw : undefined;
    throw new EngineError(`\`${builtin}\` failed: ${header.errors[0]?.message}`);
  };
}

type Header =
  | { readonly ok: true; readonly result: { readonly defined: boolean } }
  | { readonly ok: false; readonly errors: readonly { readonly message: string }[] };

/** A trap of the program is not told in its words: Go's stack and heap say nothing to the author of a policy. */
function answered(run: Run, builtin: string, operands: string): { header: Header; raw: Uint8Array } {
  try {
    const { header, raw } = run({ op: 'call', builtin, operands });
    return { header: header as Header, raw };
  } catch {
    throw new EngineError(`\`${builtin}\` ran out of memory or of stack`);
  }
}

/** What a module calls as `opa_builtin0` to `opa_builtin4`: the id of the built-in, a context and the operands' addresses. */
export function dispatch(
  abi: Abi,
  memory: WebAssembly.Memory,
  names: ReadonlyMap<number, string>,
  builtins: Builtins | undefined,
): (...call: number[]) => number {
  if (names.size > 0 && builtins === undefined) {
    const called = [...names.values()].sort().join('`, `');
    throw new EngineError(`it calls \`${called}\`, and there is nothing to answer`);
  }
  return (id = -1, _context, ...operands) => {
    const name = names.get(id);
    if (name === undefined || builtins === undefined) throw new EngineError(`there is no built-in ${id}`);
    const texts = operands.map((address) => readText(abi, memory, address));
    const value = builtins(name, `[${texts.join(',')}]`);
    return value === undefined ? 0 : parse(abi, memory, value);
  };
}
