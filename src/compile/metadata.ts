import { DriftgateError } from '../model/errors.ts';
import { validate } from '../model/generated/validate-rule.js';
import type { Rule, RuleMetadata } from '../model/rule.ts';
import { explainViolations } from '../model/validator.ts';
import type { ModuleInfo } from './toolchain-types.ts';

const outputs = ['deny', 'undetermined', 'settled', 'not_applicable'] as const;

/** A rule's file as the compiler sees it: the rule, and which of the outputs it states. */
export interface DeclaredRule {
  readonly rule: Rule;
  readonly outputs: readonly string[];
  /** Type -> pointer patterns that it reads and that no verdict waits for. */
  readonly incidental: Readonly<Record<string, readonly string[]>>;
}

/**
 * The rule that a module declares in its METADATA, or undefined for a module of helpers.
 * Throws a DriftgateError that names file and line where the metadata is missing or not valid.
 */
export function declaredRule(module: ModuleInfo): DeclaredRule | undefined {
  const stated = outputs.filter((name) => module.rules.some((rule) => rule.name === name));
  const annotation = module.annotations.find(({ custom }) => custom !== undefined);
  if (annotation === undefined) {
    if (!stated.includes('deny')) return undefined;
    throw problem(
      module,
      module.packageLocation.line,
      'has `deny` but no METADATA with a `custom` block, so it would never be asked',
    );
  }
  const { line, entrypoint: _, organizations: __, authors: ___, schemas: ____, ...metadata } = annotation;
  if (!validate(metadata)) {
    throw problem(module, line, `METADATA is not valid: ${explainViolations(validate)}`);
  }
  if (!stated.includes('deny')) throw problem(module, line, 'has METADATA of a rule but no `deny`');
  const rule = toRule(module, metadata as unknown as RuleMetadata);
  const foreign = module.dataRefs.find(
    (use) => use.name.startsWith('data.params') && !ownParams(use.name, rule.id),
  );
  if (foreign !== undefined) {
    throw problem(
      module,
      foreign.line,
      `reads \`${foreign.name}\`: its own parameters are \`data.params["${rule.id}"]\``,
    );
  }
  const { incidental = {} } = (metadata as unknown as RuleMetadata).custom;
  return { rule, outputs: stated, incidental };
}

const ownParams = (ref: string, id: string): boolean => ref.startsWith(`data.params["${id}"]`);

function toRule(module: ModuleInfo, metadata: RuleMetadata): Rule {
  const { custom } = metadata;
  const help = metadata.related_resources?.[0]?.ref;
  const params = Object.entries(custom.params ?? {}).map(([name, param]) => [name, param.default]);
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
    contextTypes: custom.context_types ?? [],
    removedTypes: custom.removed_types ?? [],
    decisive: custom.decisive ?? {},
    presence: custom.presence ?? {},
    params: Object.fromEntries(params),
    frameworks: custom.frameworks ?? {},
    aliases: custom.aliases ?? {},
    remediation: custom.remediation.trim(),
    requirement: custom.requirement ?? [],
    ...(custom.reads === undefined ? {} : { reads: custom.reads }),
    ...(custom.taggable === undefined ? {} : { taggable: true }),
    ...(help === undefined ? {} : { helpUri: help }),
  };
}

const problem = (module: ModuleInfo, line: number, what: string): DriftgateError =>
  new DriftgateError('compile', `policy \`${module.path}:${line}\` ${what}`, {
    hint: 'see schemas/rule.json for the METADATA of a rule',
  });
