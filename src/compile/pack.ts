import { createHash } from 'node:crypto';
import { DriftgateError } from '../model/errors.ts';
import type { Pack, Rule } from '../model/rule.ts';
import { calledOf, refuseBuiltins } from './builtins.ts';
import { conftestRules, suspectConftest } from './conftest.ts';
import { type DeclaredRule, declaredRule } from './metadata.ts';
import type { Sources } from './sources.ts';
import type { Capabilities, Compiled, PolicyError, RegoVersion, Toolchain } from './toolchain.ts';

/** What a pack is compiled with: our library of helpers, and the built-ins that rules may use. */
export interface Foundation {
  /** Sources of `data.driftgate.lib`, with paths that start with `lib/`. */
  readonly library: Sources;
  /** The built-ins that rules may call, as OPA capabilities. */
  readonly capabilities: Capabilities;
  /**
   * Whether the rules of the pack ask for attributes by name alone, as those of the built-in pack do: then a rule is
   * given the attributes whose names it holds. A rule that puts names together, or walks attributes, needs them all.
   */
  readonly byName?: boolean;
  /** Those of them that a module does not bring itself; none by default. */
  readonly outside?: readonly string[];
}

/** How the rules of a folder are written: those of driftgate with METADATA, or those of conftest. */
export type Style = 'driftgate' | 'conftest';

/** Compiles a folder of rules to one WebAssembly module and its manifest. */
export function compilePack(
  name: string,
  sources: Sources,
  foundation: Foundation,
  toolchain: Toolchain,
  style: Style = 'driftgate',
): Pack {
  const isConftest = style === 'conftest';
  const modules = modulesOf(sources, foundation, style);
  const { modules: inspected, own, declared } = inspectRules(name, sources, foundation, toolchain, style);
  const entrypoints = ['driftgate/main/canary', ...declared.map(({ rule }) => rule.entrypoint)];
  const compiled = toolchain.compile({
    modules: { ...modules, [mainPath]: mainModule(declared) },
    entrypoints,
    capabilities: foundation.capabilities,
    // conftest is not strict.
    strict: !isConftest,
    regoVersion: regoVersionOf(style),
  });
  if (!compiled.ok) throw refused(compiled.errors);
  const rules: Rule[] = declared
    .map(({ rule }) => ({
      ...(foundation.byName ? { reads: names(compiled.constants, rule) } : {}),
      ...rule,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const wasm = createHash('sha256').update(compiled.wasm).digest('hex');
  const builtins = calledOf(foundation.outside ?? [], inspected);
  const defines = own.flatMap((module) =>
    module.rules.map((rule) => [...segments(module.package), ...segments(rule.name)]),
  );
  const manifest = { schemaVersion: '1', name, wasm, builtins, rules, defines } as const;
  return { manifest, wasm: compiled.wasm };
}

/** The keys of a reference as OPA writes it: `a.b["c-d"].e`. */
const segments = (ref: string): string[] =>
  Array.from(ref.matchAll(/\[("(?:[^"\\]|\\.)*")\]|[^.[\]]+/g), ([part, quoted]) =>
    quoted === undefined ? part : (JSON.parse(quoted) as string),
  );

/** What can name an attribute among the text constants of a rule; `/tags/` can only begin a pointer to a part of one. */
function names(constants: Compiled['constants'], { entrypoint }: Rule): string[] {
  const parts = (constants[entrypoint] ?? []).flatMap((text) =>
    /^\/.+\/$/.test(text) ? [text.split('/', 2).join('/')] : text.split('/'),
  );
  return [...new Set(parts)].filter((part) => /^\/?[a-z][a-z0-9_]*$/.test(part)).sort();
}

/** The rules that the sources of a pack declare; throws a DriftgateError where one cannot be read. */
export const declaredRules = (
  name: string,
  sources: Sources,
  foundation: Foundation,
  toolchain: Toolchain,
): readonly DeclaredRule[] => inspectRules(name, sources, foundation, toolchain, 'driftgate').declared;

/** Policies of conftest bring no METADATA and know nothing of our library. */
const modulesOf = (sources: Sources, { library }: Foundation, style: Style): Sources => ({
  ...(style === 'conftest' ? {} : ours(library)),
  ...sources,
});

/** Policies of conftest may be older than its release 0.60, before which it took Rego v0. */
const regoVersionOf = (style: Style): RegoVersion => (style === 'conftest' ? 0 : 1);

function inspectRules(
  name: string,
  sources: Sources,
  foundation: Foundation,
  toolchain: Toolchain,
  style: Style,
) {
  const isConftest = style === 'conftest';
  const inspected = toolchain.inspect({
    modules: modulesOf(sources, foundation, style),
    regoVersion: regoVersionOf(style),
  });
  if (!inspected.ok) {
    if (!isConftest) suspectConftest(inspected.errors, sources);
    throw refused(inspected.errors);
  }
  const own = inspected.modules.filter(({ path }) => Object.hasOwn(sources, path));
  const rulesOf = own.filter(({ path }) => !path.endsWith('_test.rego'));
  const declared = isConftest
    ? conftestRules(rulesOf)
    : rulesOf.map(declaredRule).filter((rule) => rule !== undefined);
  if (declared.length === 0) {
    throw new DriftgateError('compile', `policy folder \`${name}\` declares no rule`, {
      hint: isConftest
        ? 'conftest asks `deny`, `violation` and `warn`, and names that begin so, of package main'
        : 'a rule is a .rego file with METADATA and `deny`',
    });
  }
  refuseDuplicates(declared);
  refuseBuiltins(own, (path) => declared.find(({ rule }) => rule.file === path)?.rule.id);
  return { modules: inspected.modules, own, declared };
}

/** Under names that no file of a pack has, so that its own `lib/resource.rego` does not take the place of ours. */
export const ours = (library: Sources): Sources =>
  Object.fromEntries(Object.entries(library).map(([file, source]) => [`driftgate:${file}`, source]));
export const mainPath = 'driftgate:main.rego';

/**
 * One entrypoint a rule, an object of its outputs; so one evaluation gives all that a rule says.
 * The canary proves at load that the module still can say no.
 */
export function mainModule(declared: readonly DeclaredRule[]): string {
  const parts = declared.flatMap(({ rule, outputs, expressions }) => {
    const entrypoint = rule.entrypoint.split('/').at(-1);
    const path = rule.package
      .split('.')
      .map((part) => `["${part}"]`)
      .join('');
    return outputs.map(
      (output) => `${entrypoint}["${output}"] := ${expressions?.[output] ?? `data${path}.${output}`}`,
    );
  });
  return `package driftgate.main

canary["deny"] := {{"key": r.key, "path": "/canary", "message": "refused"} |
	some r in input.resources
	r.attributes.canary == true
}

${parts.join('\n\n')}
`;
}

function refuseDuplicates(declared: readonly DeclaredRule[]): void {
  const seen = new Map<string, string>();
  for (const { rule } of declared) {
    const other = seen.get(rule.id);
    if (other !== undefined) {
      throw new DriftgateError(
        'compile',
        `rule id \`${rule.id}\` is used by \`${other}\` and \`${rule.file}\``,
        {
          hint: 'an id belongs to one rule for ever: choose another one',
        },
      );
    }
    seen.set(rule.id, rule.file);
  }
}

export function refused(errors: readonly PolicyError[]): DriftgateError {
  const [first, ...rest] = errors;
  const place = (error: PolicyError | undefined): string =>
    !error?.file ? '' : ` \`${error.file}:${error.line}:${error.column}\``;
  const more = rest.map((error) => `${place(error).trim()} ${error.message}`.trim());
  return new DriftgateError('compile', `policy${place(first)} ${first?.message ?? 'was refused'}`, {
    hint:
      more.length === 0 ? 'mend the policy; a gate never runs with half a pack' : `also: ${more.join('; ')}`,
  });
}
