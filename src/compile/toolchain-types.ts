import type { Rule } from '../model/rule.ts';
import type { DeclaredRule } from './metadata.ts';
import type { TypeProblem } from './types.ts';

/** What the Rego toolchain takes and gives. Paths are keys of `modules` and come back as `file` and `path`. */

/** Rego sources by path. The path goes into the compiled Wasm, so use one that does not depend on the machine. */
export type Modules = Readonly<Record<string, string>>;

/**
 * An OPA capabilities object: the built-ins and features that policies may use; needs the feature `rego_v1`.
 * Any other built-in is a `rego_type_error`. Without one: all that OPA has.
 */
export type Capabilities = Readonly<Record<string, unknown>> & {
  readonly builtins?: readonly { readonly name: string }[];
};

/** One error in the policies. `line` and `column` count from 1; an empty `file` and 0 mean that no place is known. */
export interface PolicyError {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** OPA's code, such as `rego_parse_error` or `rego_type_error`; `toolchain_error` where OPA has none. */
  readonly code: string;
  readonly message: string;
  /** More lines by OPA: the source line with a caret, or the types that were expected and found. */
  readonly details?: readonly string[];
}

/** The policies are at fault. At most 20 errors, in order of place; `more` tells that some were left out. */
export interface Failure {
  readonly ok: false;
  readonly errors: readonly PolicyError[];
  readonly more: boolean;
}

export interface CompileRequest {
  readonly modules: Modules;
  /** At least one `<package>/<rule>`, such as `aws/s3/deny`. */
  readonly entrypoints: readonly string[];
  readonly capabilities?: Capabilities;
  /** Base documents: only to report rules that would hide them. They do not go into the Wasm. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Also refuse unused imports and local variables. Default true. */
  readonly strict?: boolean;
  readonly regoVersion?: RegoVersion;
}

export interface Compiled {
  readonly ok: true;
  /** Byte for byte the `policy.wasm` of `opa build -t wasm`. */
  readonly wasm: Uint8Array;
  /** By entrypoint: the text constants of all that it can reach, sorted. */
  readonly constants: Readonly<Record<string, readonly string[]>>;
}

export type CompileResult = Compiled | Failure;

/** 1 unless told otherwise; 0 takes each module that is no Rego v1 for Rego v0, if it is that. */
export type RegoVersion = 0 | 1;

export interface InspectRequest {
  readonly modules: Modules;
  readonly capabilities?: Capabilities;
  readonly regoVersion?: RegoVersion;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Named extends Place {
  readonly name: string;
}

export interface RuleInfo extends Named {
  readonly kind: 'complete' | 'partial_set' | 'partial_object' | 'function';
}

/** A METADATA block of scope `package`. `line` is where the block starts. */
export interface Annotation {
  readonly scope: string;
  readonly line: number;
  readonly title?: string;
  readonly description?: string;
  readonly entrypoint?: boolean;
  readonly organizations?: readonly string[];
  readonly related_resources?: readonly { readonly ref: string; readonly description?: string }[];
  readonly authors?: readonly { readonly name: string; readonly email?: string }[];
  readonly schemas?: readonly unknown[];
  readonly custom?: Readonly<Record<string, unknown>>;
}

export interface ModuleInfo {
  readonly path: string;
  /** Without the `data` root: `a.b.c`. */
  readonly package: string;
  readonly packageLocation: Place;
  /** Each rule name once, where it first stands. */
  readonly rules: readonly RuleInfo[];
  /** One at most in a package that compiles; empty without METADATA. */
  readonly annotations: readonly Annotation[];
  /**
   * References into `data` outside of the own package, with imports written out: `data.lib.f`, `data.params["x-y"]`,
   * `data.params[name]`. A reference appears once for each place where it stands.
   */
  readonly dataRefs: readonly Named[];
  /**
   * Calls of built-ins, and built-ins that `with` puts in the place of another. Operators (`==`, `in`) are not listed;
   * a function that does not exist is.
   */
  readonly builtins: readonly Named[];
}

/** Modules in order of path. Types are not checked. */
export type InspectResult = { readonly ok: true; readonly modules: readonly ModuleInfo[] } | Failure;

export interface FormatRequest {
  readonly modules: Modules;
  readonly regoVersion?: RegoVersion;
}

/** `sources` by path, as `opa fmt` writes them; each stays in its version of Rego. */
export type FormatResult = { readonly ok: true; readonly sources: Modules } | Failure;

export interface EvaluateRequest extends InspectRequest {
  /** A ground data path: `data.a.b`. */
  readonly query: string;
  /** Leave out for an undefined input; `null` is a value. */
  readonly input?: unknown;
  readonly data?: Readonly<Record<string, unknown>>;
  /** As for compile, but default false. */
  readonly strict?: boolean;
}

/** `value` is JSON (sets as sorted arrays; numbers as JavaScript has them), or `undefined` where the document is. */
export type EvaluateResult = { readonly ok: true; readonly value: unknown } | Failure;

export interface TestRequest extends InspectRequest {
  /** Data paths to evaluate with OPA's interpreter, each with an input and data of its own. */
  readonly questions?: readonly Question[];
  /** Tell which rows were evaluated, by tests and questions together. */
  readonly cover?: boolean;
  /** Base documents that `test_` rules see; questions bring their own. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** As for compile, but default false. */
  readonly strict?: boolean;
}

export interface Question {
  /** A data path: `data.a.b`. */
  readonly query: string;
  readonly input?: unknown;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** `value` as for evaluate; `issue` where the evaluation broke off. */
export interface Answered {
  readonly defined: boolean;
  readonly value: unknown;
  readonly issue?: PolicyError;
}

/** One `test_` rule, or one case of it (`name/case`). `todo_test_` rules are skipped. */
export interface UnitTest extends Named {
  readonly file: string;
  readonly outcome: 'passed' | 'failed' | 'error' | 'skipped';
  readonly message?: string;
  /** What it printed. */
  readonly output?: string;
}

/** Rows, counted from 1; a row is covered when every expression on it was evaluated. */
export interface CoveredRows {
  readonly covered: readonly number[];
  readonly notCovered: readonly number[];
}

/** `answers` in the order of the questions; `coverage` by file, only where it was asked for. */
export type TestResult =
  | {
      readonly ok: true;
      readonly answers: readonly Answered[];
      readonly tests: readonly UnitTest[];
      readonly coverage: Readonly<Record<string, CoveredRows>>;
    }
  | Failure;

export interface CheckRequest extends InspectRequest {
  /** Compiled with the modules, with all built-ins of OPA. */
  readonly tests?: Modules;
  /** As for compile; without any, what only the WebAssembly target refuses is not found. */
  readonly entrypoints?: readonly string[];
  /** As for compile, but default false. */
  readonly strict?: boolean;
  /** Looked at only where there is no error. */
  readonly typing?: Typing;
}

export interface Typing {
  /** Blocks of `terraform providers schema -json` for the types that rules name; `*` stands for every type. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** All resource types of the provider. */
  readonly names: readonly string[];
  /** Types of code around resources, in which nothing is known only after apply. */
  readonly declarations: readonly string[];
  readonly rules: readonly (Rule & Omit<DeclaredRule, 'rule'>)[];
  /** Modules in which nothing is reported. */
  readonly skip: readonly string[];
}

/** A JSON pointer into the attributes of a type; `*` is any index. */
export interface AttributeRead {
  readonly type: string;
  readonly pointer: string;
  /** Whether all that is there is taken: a plain value, or a list or an object that is handed on as it is. */
  readonly whole: boolean;
}

/** What a rule was seen to do, by following its outputs through all functions that they call. */
export interface RuleFacts {
  readonly id: string;
  readonly reads: readonly AttributeRead[];
  /** Pointers of which the rule itself asks whether they are known. */
  readonly asks: readonly AttributeRead[];
  /** Whether the rule may read attributes whose names are not written out in its source. */
  readonly open: boolean;
}

/** `problems` in order of place. An error may be there twice: of the modules alone, and with their tests. */
export interface CheckResult {
  readonly errors: readonly PolicyError[];
  readonly problems: readonly Omit<TypeProblem, 'source'>[];
  readonly rules: readonly RuleFacts[];
}
