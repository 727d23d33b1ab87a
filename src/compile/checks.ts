import type { Fault } from '../model/fault.ts';
import type { Rule } from '../model/rule.ts';
import { type Draft, faultAt, modulesOf, testOf, toFault } from './draft.ts';
import { type DeclaredRule, readDeclaration } from './metadata.ts';
import { placeInMetadata } from './metadata-place.ts';
import { mainModule, mainPath, ours } from './pack.ts';
import type { Provider } from './provider.ts';
import { nearest } from './replace.ts';
import type { ModuleInfo, Place, PolicyError, Toolchain } from './toolchain.ts';
import { typingOf } from './types.ts';

/** A draft of which every file that parses has been read, and what is known besides. */
export interface Inspected extends Draft {
  /** Modules of rules, helpers and tests, in order of path. */
  readonly modules: readonly ModuleInfo[];
  /** The rules whose METADATA is right. */
  readonly declared: readonly DeclaredRule[];
  /** Whether every file parses: without that, nothing can be said about all of them together. */
  readonly whole: boolean;
  /** Rule ids of other packs of the same run -> where they are. */
  readonly taken: ReadonlyMap<string, string>;
}

type Check = (draft: Inspected) => readonly Fault[];

/** What `driftgate policy check` looks at before it compiles. A further check is a function and a line here. */
const checks: readonly Check[] = [metadataIsValid, idsAreUnique, replacedRulesExist, everyRuleHasATest];

/**
 * Everything that is wrong with a draft, in order of place; the rules are those that could be read. What they read is
 * held against the schema of the provider, where there is one.
 */
export function checkDraft(
  draft: Draft,
  toolchain: Toolchain,
  taken: ReadonlyMap<string, string> = new Map(),
  provider?: Provider,
): { readonly faults: readonly Fault[]; readonly declared: readonly DeclaredRule[] } {
  const { modules, errors } = parse(draft, toolchain);
  const declared = declaredIn(draft, modules);
  const inspected: Inspected = { ...draft, modules, declared, whole: errors.length === 0, taken };
  const seen = [
    ...errors.map((error) => toFault(draft, error)),
    ...checks.flatMap((check) => check(inspected)),
  ];
  const faults = [...seen, ...compilesStrictly(inspected, toolchain, seen.length > 0 ? undefined : provider)];
  const once = new Map(
    faults.map((fault) => [[fault.file, fault.line, fault.column, fault.reason].join('\n'), fault]),
  );
  const sorted = [...once.values()].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
  return { faults: sorted, declared };
}

/** The rules of a draft that can be read, whatever is wrong with the rest of it. */
export const readableRules = (draft: Draft, toolchain: Toolchain): readonly Rule[] =>
  declaredIn(draft, parse(draft, toolchain).modules).map(({ rule }) => rule);

const declaredIn = (draft: Draft, modules: readonly ModuleInfo[]): readonly DeclaredRule[] =>
  modules
    .filter(({ path }) => Object.hasOwn(draft.rules, path))
    .flatMap((module) => readDeclaration(module)?.declared ?? []);

/** Reads what parses, though other files do not: their authors want to hear of all faults at once. */
function parse(draft: Draft, toolchain: Toolchain) {
  const sources: Record<string, string> = { ...modulesOf(draft), ...draft.tests };
  const errors: PolicyError[] = [];
  for (;;) {
    const inspected = toolchain.inspect({ modules: sources });
    if (inspected.ok) {
      const own = ({ path }: ModuleInfo): boolean => !path.startsWith('driftgate:');
      return { modules: inspected.modules.filter(own), errors };
    }
    errors.push(...inspected.errors);
    const broken = inspected.errors.map(({ file }) => file).filter((file) => Object.hasOwn(sources, file));
    if (broken.length === 0) return { modules: [], errors };
    for (const file of broken) delete sources[file];
  }
}

function metadataIsValid(draft: Inspected): readonly Fault[] {
  const rules = draft.modules.filter(({ path }) => Object.hasOwn(draft.rules, path));
  const faults = rules.flatMap((module) =>
    (readDeclaration(module)?.flaws ?? []).map(({ line, column = 1, what, pointer }) => {
      const place =
        pointer === undefined
          ? { line, column }
          : placeInMetadata(draft.rules[module.path] as string, line, pointer);
      return faultAt(draft, module.path, place, what, 'schemas/rule.json describes the METADATA of a rule');
    }),
  );
  if (faults.length > 0 || draft.declared.length > 0 || !draft.whole) return faults;
  const [file = '.'] = Object.keys(draft.rules);
  const hint = 'a rule is a .rego file with METADATA and `deny`: `driftgate policy new ID` writes one';
  return [faultAt(draft, file, { line: 0, column: 0 }, 'the folder declares no rule', hint)];
}

function idsAreUnique(draft: Inspected): readonly Fault[] {
  const seen = new Map(draft.taken);
  return draft.declared.flatMap(({ rule }) => {
    const other = seen.get(rule.id);
    seen.set(rule.id, other ?? rule.file);
    const foreign = draft.taken.get(rule.id);
    if (other === undefined || (other === foreign && rule.replaces?.includes(rule.id))) return [];
    const reason = `rule id \`${rule.id}\` is used by \`${other}\` already`;
    const hint =
      other === foreign
        ? `choose another one, or say \`replaces: [${rule.id}]\` to stand in its place`
        : 'an id belongs to one rule for ever: choose another one';
    return [faultAt(draft, rule.file, placeOf(draft, rule, '/custom/id'), reason, hint)];
  });
}

/** What a rule replaces is in a pack before its own. */
function replacedRulesExist(draft: Inspected): readonly Fault[] {
  return draft.declared.flatMap(({ rule }) =>
    (rule.replaces ?? [])
      .filter((id) => !draft.taken.has(id))
      .map((id) => {
        const reason = `rule \`${rule.id}\` replaces \`${id}\`, which no pack before it has`;
        const place = placeOf(draft, rule, '/custom/replaces');
        return faultAt(draft, rule.file, place, reason, nearest(id, [...draft.taken.keys()]));
      }),
  );
}

/** Where a key stands in the METADATA of a rule. */
function placeOf(draft: Inspected, { file }: Rule, pointer: string): Place {
  const module = draft.modules.find(({ path }) => path === file);
  return placeInMetadata(draft.rules[file] as string, module?.annotations[0]?.line ?? 1, pointer);
}

/** A table named `cases`, or `test_` rules of Rego, in the file beside the rule. */
function everyRuleHasATest(draft: Inspected): readonly Fault[] {
  return draft.declared.flatMap(({ rule }) => {
    const file = testOf(rule.file);
    const place = { line: 0, column: 0 };
    if (!Object.hasOwn(draft.tests, file)) {
      const reason = `rule \`${rule.id}\` has no test beside it: expected \`${file}\``;
      return [
        faultAt(draft, rule.file, place, reason, 'write a table of cases there: see policies/AUTHORING.md'),
      ];
    }
    const module = draft.modules.find(({ path }) => path === file);
    // One that does not parse is a fault of its own.
    if (module === undefined) return [];
    if (module.rules.some(({ name }) => name === 'cases' || /^test_/.test(name))) return [];
    const reason = 'has neither a table named `cases` nor a `test_` rule';
    return [faultAt(draft, file, place, reason, 'see policies/AUTHORING.md for the form of a table')];
  });
}

/**
 * Rules with the built-ins they may use, as they are compiled to a pack; tests, which never reach an engine, with all
 * that OPA has; and what rules read, where the schema of a provider is there and nothing else is wrong.
 */
function compilesStrictly(draft: Inspected, toolchain: Toolchain, provider?: Provider): readonly Fault[] {
  if (!draft.whole) return [];
  const library = Object.keys(ours(draft.foundation.library));
  const skip = [mainPath, ...(draft.builtin ? [] : library)];
  const { errors, problems } = toolchain.check({
    modules: { ...modulesOf(draft), [mainPath]: mainModule(draft.declared) },
    tests: draft.tests,
    entrypoints: ['driftgate/main/canary', ...draft.declared.map(({ rule }) => rule.entrypoint)],
    capabilities: draft.foundation.capabilities,
    strict: true,
    ...(provider === undefined ? {} : { typing: typingOf(draft.declared, provider, skip) }),
  });
  return [
    ...errors.map((error) => toFault(draft, error)),
    ...problems.map(({ file, message, hint, ...place }) => faultAt(draft, file, place, message, hint)),
  ];
}
