import { declarationTypes } from '../model/declaration.ts';
import { declarations } from './declarations.ts';
import type { DeclaredRule } from './metadata.ts';
import { declaredRules, type Foundation, ours, refused } from './pack.ts';
import { anyType, type Provider } from './provider.ts';
import type { Sources } from './sources.ts';
import type { RuleFacts, Toolchain, Typing } from './toolchain.ts';

/** A place in a policy that does not fit the provider's schema or the rule's own METADATA. */
export interface TypeProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /**
   * unknown_attribute, unknown_type, unknown_field, unknown_key, wrong_type, wrong_pointer: does not fit the schema.
   * undeclared_type, undeclared_read, never_read: the rule and its METADATA say different things.
   */
  readonly code: string;
  readonly message: string;
  /** The next step: the nearest name, or what to write instead. */
  readonly hint: string;
  /** The line of the source. */
  readonly source: string;
}

export interface TypeCheck {
  /** In order of file and place. */
  readonly problems: readonly TypeProblem[];
  /** What each rule was seen to read, in the order of the rules. */
  readonly rules: readonly RuleFacts[];
}

/**
 * Holds what the rules of a pack read, cite and declare against the schema of the provider. `own` tells that the
 * library is checked with them; otherwise it counts as right, for a pack that only calls it.
 * Throws a DriftgateError where the pack does not compile.
 */
export function checkTypes(
  sources: Sources,
  foundation: Foundation,
  toolchain: Toolchain,
  provider: Provider,
  options: { readonly own?: boolean } = {},
): TypeCheck {
  const library = ours(foundation.library);
  const modules = { ...library, ...sources };
  const declared = declaredRules('pack', sources, foundation, toolchain);
  const { errors, problems, rules } = toolchain.check({
    modules,
    capabilities: foundation.capabilities,
    typing: typingOf(declared, provider, options.own ? [] : Object.keys(library)),
  });
  if (errors.length > 0) throw refused(errors);
  const lines = new Map(Object.entries(modules).map(([file, source]) => [file, source.split('\n')]));
  return {
    problems: problems.map((problem) => ({
      ...problem,
      source: lines.get(problem.file)?.[problem.line - 1] ?? '',
    })),
    rules,
  };
}

/** What rules are held against; nothing is reported in the modules to skip. */
export const typingOf = (
  declared: readonly DeclaredRule[],
  provider: Provider,
  skip: readonly string[],
): Typing => ({
  schema: schemaOf(declared, provider),
  names: Object.keys(provider),
  declarations: declarationTypes,
  rules: declared.map(({ rule, ...seen }) => ({ ...rule, ...seen })),
  skip,
});

/** The types that rules name, and the stand-in for all of them where a rule is about every type. */
function schemaOf(rules: readonly DeclaredRule[], provider: Provider): Provider {
  const named = new Set(
    rules.flatMap(({ rule, incidental }) => [
      ...rule.resourceTypes,
      ...rule.relatedTypes,
      ...rule.reachedTypes,
      ...rule.contextTypes,
      ...rule.removedTypes,
      ...[rule.decisive, rule.presence, incidental].flatMap(Object.keys),
    ]),
  );
  const known = { ...provider, ...declarations };
  const found = [...named].filter((type) => Object.hasOwn(known, type));
  return {
    ...Object.fromEntries(found.map((type) => [type, known[type] ?? {}])),
    ...(named.has('*') ? { '*': anyType(provider) } : {}),
  };
}
