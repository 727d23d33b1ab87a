import { DriftgateError } from '../model/errors.ts';
import type { Rule } from '../model/rule.ts';
import type { DeclaredRule } from './metadata.ts';
import type { Sources } from './sources.ts';
import type { ModuleInfo, PolicyError } from './toolchain-types.ts';

/** The names of rules that conftest asks: https://www.conftest.dev/#evaluating-policies */
const asked = /^(deny|violation|warn)((?:_[a-zA-Z0-9]+)*)$/;

/**
 * The rules of a folder in the style of conftest, each name of a package once. `deny_no_tags` of package main is
 * CONFTEST-MAIN-DENY-NO-TAGS; `warn` is advisory. An element of `exception` that holds the rest of a name takes its rule out.
 */
export function conftestRules(modules: readonly ModuleInfo[]): readonly DeclaredRule[] {
  const found = new Map<string, DeclaredRule>();
  for (const module of modules) {
    for (const { name, kind } of module.rules) {
      const [, word, rest = ''] = asked.exec(name) ?? [];
      const key = `${module.package} ${name}`;
      if (word === undefined || kind === 'function' || found.has(key)) continue;
      const data = dataOf(module.package);
      const excepts = modules.some(
        (each) => each.package === module.package && each.rules.some((rule) => rule.name === 'exception'),
      );
      found.set(key, {
        rule: ruleOf(module, name, word === 'warn'),
        incidental: {},
        outputs: excepts ? ['deny', 'excepted'] : ['deny'],
        expressions: {
          deny: `${data}.${name}`,
          excepted: `true if ${data}.exception[_][_] == ${JSON.stringify(rest.slice(1))}`,
        },
      });
    }
  }
  return [...found.values()];
}

/** A package path of plain names, as conftest's namespaces are. */
const dataOf = (path: string): string => `data.${path}`;

function ruleOf(module: ModuleInfo, name: string, advisory: boolean): Rule {
  const { package: path, annotations } = module;
  const id = `CONFTEST-${path}-${name}`.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '-');
  const described = annotations[0]?.description?.trim();
  return {
    id,
    title: `${name} of package ${path}`,
    description:
      described || `A rule of conftest in ${module.path}, asked about the plan as Terraform wrote it.`,
    severity: advisory ? 'low' : 'medium',
    family: 'conftest',
    file: module.path,
    package: path,
    entrypoint: `driftgate/main/rule_${id.toLowerCase().replaceAll('-', '_')}`,
    evaluate: 'document',
    resourceTypes: [],
    relatedTypes: [],
    reachedTypes: [],
    contextTypes: [],
    removedTypes: [],
    decisive: {},
    presence: {},
    params: {},
    frameworks: {},
    aliases: { conftest: [`${path}.${name}`] },
    remediation: `See ${name} in ${module.path}`,
    requirement: [],
    raw: true,
    ...(advisory ? { advisory } : {}),
  };
}

/** Throws a DriftgateError for Rego v0 in package main, which only rules of conftest may be written in. */
export function suspectConftest([first]: readonly PolicyError[], sources: Sources): void {
  if (first === undefined || !/`(if|contains)` keyword is required/.test(first.message)) return;
  if (!/^package main\s*$/m.test(sources[first.file] ?? '')) return;
  throw new DriftgateError(
    'compile',
    `policy \`${first.file}:${first.line}:${first.column}\` is written in Rego v0, and rules with METADATA are Rego v1`,
    { hint: 'is it a policy of conftest: say `--compat conftest`, or `compat: conftest` in driftgate.yaml' },
  );
}
