import { DriftgateError } from '../model/errors.ts';
import { type Run, startReactor } from '../model/reactor.ts';
import { loadArtifact } from './toolchain-artifact.ts';
import type {
  Capabilities,
  CheckRequest,
  CheckResult,
  Compiled,
  CompileRequest,
  CompileResult,
  EvaluateRequest,
  EvaluateResult,
  Failure,
  FormatRequest,
  FormatResult,
  InspectRequest,
  InspectResult,
  ModuleInfo,
  Modules,
  PolicyError,
  TestRequest,
  TestResult,
} from './toolchain-types.ts';

export type * from './toolchain-types.ts';

/**
 * OPA's Rego compiler, formatter and interpreter, in this process and without an `opa` install.
 *
 * Calls are synchronous: use a worker where a hostile policy must not block. Faults of the policies come back as
 * `{ ok: false }`. Every method throws DriftgateError (`compile`) when the toolchain itself gives up, as it does on a
 * policy nested thousands of levels deep; the next call works again.
 */
export interface Toolchain {
  /** Compiles modules to one Wasm module with the given entry points. */
  compile(request: CompileRequest): CompileResult;
  /** Lists packages, rules, METADATA, data references and built-in calls. */
  inspect(request: InspectRequest): InspectResult;
  /** Formats every module, or none. */
  format(request: FormatRequest): FormatResult;
  /** Evaluates a data path with OPA's interpreter, the oracle for the compiled Wasm. */
  evaluate(request: EvaluateRequest): EvaluateResult;
  /** Runs the `test_` rules of the modules, and evaluates many data paths for the price of one compilation. */
  test(request: TestRequest): TestResult;
  /** Every built-in and feature of this OPA. */
  capabilities(): Capabilities;
  /**
   * Finds everything that is wrong with modules and their tests, compiled once; holds what rules read against a schema
   * of attributes, and tells what each of them reads.
   */
  check(request: CheckRequest): CheckResult;
}

/** Enough for hundreds of rules and their tests; of it only what is written to is taken from the machine. */
const room = 256 * 1024 * 1024;

/**
 * Loads the toolchain of this package; takes a good part of a second, so load it once.
 * @param folder where `rego.wasm.br` and `artifact.json` lie, for tests
 * @param now `time.now_ns` of what is evaluated, RFC 3339; 1970 without one
 * @throws DriftgateError (`compile`) when the artifact is missing or is not the published one
 */
export async function loadToolchain(folder?: URL, now?: string): Promise<Toolchain> {
  const run = runner(startReactor(await loadArtifact(folder), now, room));
  return {
    compile(request) {
      const { header, raw } = run({ strict: true, ...request, op: 'compile' });
      if (!header.ok) return failure(header);
      const { constants } = header.result as Pick<Compiled, 'constants'>;
      return { ok: true, wasm: raw, constants };
    },
    inspect(request) {
      const { header } = run({ ...request, op: 'inspect' });
      return header.ok ? { ok: true, modules: header.result as ModuleInfo[] } : failure(header);
    },
    format(request) {
      const { header } = run({ ...request, op: 'format' });
      return header.ok ? { ok: true, sources: header.result as Modules } : failure(header);
    },
    evaluate(request) {
      const { header } = run({ ...request, op: 'eval' });
      if (!header.ok) return failure(header);
      const { defined, value } = header.result as { defined: boolean; value: unknown };
      return { ok: true, value: defined ? value : undefined };
    },
    test(request) {
      const { header } = run({ ...request, op: 'test' });
      if (!header.ok) return failure(header);
      return { coverage: {}, ...(header.result as object), ok: true } as TestResult;
    },
    capabilities() {
      const { header } = run({ op: 'capabilities' });
      if (header.ok) return header.result as Capabilities;
      throw new DriftgateError('compile', 'the Rego compiler does not know its own built-ins');
    },
    check(request) {
      const { header } = run({ ...request, op: 'check' });
      return header.ok ? (header.result as CheckResult) : { errors: header.errors, problems: [], rules: [] };
    },
  };
}

type Header =
  | { readonly ok: true; readonly result?: unknown }
  | { readonly ok: false; readonly errors: readonly PolicyError[]; readonly more?: boolean };

function runner(ask: Run) {
  return (request: object): { header: Header; raw: Uint8Array<ArrayBuffer> } => {
    try {
      const { header, raw } = ask(request);
      return { header: header as Header, raw };
    } catch (cause) {
      throw new DriftgateError('compile', 'the Rego compiler gave up on these policies', {
        hint: 'look for an expression nested thousands of levels deep, or for a very large document',
        cause,
      });
    }
  };
}

function failure(header: Header & { readonly ok: false }): Failure {
  return { ok: false, errors: header.errors, more: header.more ?? false };
}
