import { DriftgateError } from '../model/errors.ts';
import { validate } from '../model/generated/validate-rule.js';
import { facts, type Rule, type RuleMetadata } from '../model/rule.ts';
import { explainViolation } from '../model/validator.ts';
import type { ModuleInfo } from './toolchain-types.ts';

const outputs = ['deny', 'undetermined', 'settled', 'not_applicable'] as const;

/** A rule's file as the compiler sees it: the rule, and which of the outputs it states. */
export interface DeclaredRule {
  readonly rule: Rule;
  readonly outputs: readonly string[];
  /** Type -> pointer patterns that it reads and that no verdict waits for. */
  readonly incidental: Readonly<Record<string, readonly string[]>>;
  /** Output -> what gives it, where that is not the rule of this name in the package. */
  readonly expressions?: Readonly<Record<string, string>>;
}

/** One thing that keeps a module from being a rule. */
export interface Flaw {
  readonly line: number;
  readonly column?: number;
  readonly what: string;
  /** JSON pointer of the METADATA key that is at fault, where one is. */
  readonly pointer?: string;
}

/** What a module's METADATA declares: a rule, or all that is wrong with it. Undefined for a module of helpers. */
export type Declaration =
  | { readonly declared: DeclaredRule; readonly flaws?: never }
  | { readonly flaws: readonly [Flaw, ...Flaw[]]; readonly declared?: never };

/**
 * The rule that a module declares in its METADATA, or undefined for a module of helpers.
 * Throws a DriftgateError that names file and line of the first flaw.
 */
export function declaredRule(module: ModuleInfo): DeclaredRule | undefined {
  const declaration = readDeclaration(module);
  if (declaration?.flaws === undefined) return declaration?.declared;
  const [{ line, what }, ...more] = declaration.flaws;
  const all = more.length === 0 ? '' : ` (and ${more.length} more: \`driftgate policy check\` lists them)`;
  throw new DriftgateError('compile', `policy \`${module.path}:${line}\` ${what}${all}`, {
    hint:
      module.annotations.length === 0 && module.package === 'main'
        ? 'is it a policy of conftest: say `--compat conftest`, or `compat: conftest` in driftgate.yaml'
        : 'see schemas/rule.json for the METADATA of a rule',
  });
}

export function readDeclaration(module: ModuleInfo): Declaration | undefined {
  const stated = outputs.filter((name) => module.rules.some((rule) => rule.name === name));
  const annotation = module.annotations.find(({ custom }) => custom !== undefined);
  if (annotation === undefined) {
    if (!stated.includes('deny')) return undefined;
    const what = 'has `deny` but no METADATA with a `custom` block, so it would never be asked';
    return { flaws: [{ line: module.packageLocation.line, what }] };
  }
  const { line, entrypoint: _, organizations: __, authors: ___, schemas: ____, ...metadata } = annotation;
  const valid = validate(metadata);
  const flaws: Flaw[] = (valid ? [] : (validate.errors ?? [])).map((violation) => ({
    line,
    what: `METADATA is not valid: ${explainViolation(violation)}`,
    pointer: [violation.instancePath, violation.params['additionalProperty']].filter(Boolean).join('/'),
  }));
  if (!stated.includes('deny')) flaws.push({ line, what: 'has METADATA of a rule but no `deny`' });
  const id = (annotation.custom as { id?: unknown }).id;
  for (const use of typeof id === 'string' ? foreignParams(module, id) : []) flaws.push(use);
  const [first, ...more] = flaws;
  if (first !== undefined) return { flaws: [first, ...more] };
  const rule = toRule(module, metadata as unknown as RuleMetadata);
  const { incidental = {} } = (metadata as unknown as RuleMetadata).custom;
  return { declared: { rule, outputs: stated, incidental } };
}

/** A rule reads its own parameters only: those of another one may not be there. */
const foreignParams = (module: ModuleInfo, id: string): Flaw[] =>
  module.dataRefs
    .filter(({ name }) => name.startsWith('data.params') && !ownParams(name, id))
    .map(({ line, column, name }) => ({
      line,
      column,
      what: `reads \`${name}\`: its own parameters are \`data.params["${id}"]\``,
    }));

const ownParams = (ref: string, id: string): boolean => ref.startsWith(`data.params["${id}"]`);

function toRule(module: ModuleInfo, metadata: RuleMetadata): Rule {
  const { custom } = metadata;
  const help = metadata.related_resources?.[0]?.ref;
  const params = Object.entries(custom.params ?? {}).map(([name, param]) => [name, param.default]);
  const descriptions = Object.entries(custom.params ?? {}).map(([name, { description }]) => [
    name,
    description,
  ]);
  return {
    id: custom.id,
    title: metadata.title.trim(),
    description: metadata.description.trim(),
    severity: custom.severity,
    family: module.path.split('/').at(-2) ?? 'own',
    file: module.path,
    package: module.package,
    entrypoint: `driftgate/main/rule_${custom.id.toLowerCase().replaceAll('-', '_')}`,
    evaluate: custom.evaluate ?? 'resource',
    resourceTypes: custom.resource_types,
    relatedTypes: custom.related_types ?? [],
    reachedTypes: custom.reached_types ?? [],
    contextTypes: custom.context_types ?? [],
    removedTypes: custom.removed_types ?? [],
    decisive: custom.decisive ?? {},
    presence: custom.presence ?? {},
    params: Object.fromEntries(params),
    paramDescriptions: Object.fromEntries(descriptions),
    frameworks: custom.frameworks ?? {},
    aliases: custom.aliases ?? {},
    remediation: custom.remediation.trim(),
    requirement: custom.requirement ?? [],
    ...(custom.reads === undefined ? {} : { reads: [...custom.reads, ...facts] }),
    ...(custom.replaces === undefined ? {} : { replaces: custom.replaces }),
    ...(custom.taggable === undefined ? {} : { taggable: true }),
    ...(help === undefined ? {} : { helpUri: help }),
  };
}
