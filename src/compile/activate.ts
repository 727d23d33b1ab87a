import { DriftgateError } from '../model/errors.ts';
import type { ActiveRule } from '../model/finding.ts';
import type { RuleConfig } from '../model/generated/config.ts';
import type { Pack } from '../model/rule.ts';
import { mergeParams } from './params.ts';
import { nearest, replaceRules } from './replace.ts';

/** The rules of this run, and those that were switched off with the reason. */
export interface Activation {
  readonly rules: readonly ActiveRule[];
  readonly off: { rule: string; reason: string }[];
}

/**
 * Applies `rules` of driftgate.yaml, and what rules replace, to the packs. Two packs with one id, an id that no pack has
 * or that was replaced, or a parameter that a rule does not have are errors: a setting that does nothing would be believed.
 * @param absent ids of rules that may be replaced and are not part of this run
 */
export function activate(
  packs: readonly Pack[],
  settings: Readonly<Record<string, RuleConfig>>,
  only: readonly string[],
  absent: ReadonlySet<string> = new Set(),
): Activation {
  const { rules: byId, replaced } = replaceRules(packs, absent);
  const isAsked = (id: string): boolean => only.length === 0 || only.includes(id);
  const off: Activation['off'] = replaced
    .map(({ rule, by }) => ({
      rule: rule.id,
      reason: `replaced by ${by.rule.id} of ${packs[by.module]?.manifest.name}`,
    }))
    .filter(({ rule }) => isAsked(rule));
  for (const id of [...Object.keys(settings), ...only]) {
    if (byId.has(id)) continue;
    const by = replaced.find(({ rule }) => rule.id === id)?.by.rule.id;
    if (by !== undefined)
      throw new DriftgateError('config', `rule \`${id}\` is replaced by \`${by}\``, {
        hint: `name \`${by}\``,
      });
    throw new DriftgateError('config', `there is no rule \`${id}\``, { hint: nearest(id, [...byId.keys()]) });
  }
  const rules: ActiveRule[] = [];
  for (const [id, { rule, module }] of byId) {
    if (!isAsked(id)) continue;
    const own = Object.hasOwn(settings, id) ? (settings[id] as RuleConfig) : {};
    const outside = packs[module]?.namespaces?.includes(rule.package) === false;
    if (own.enabled === false) off.push({ rule: id, reason: own.reason ?? '' });
    else if (outside) off.push({ rule: id, reason: `package ${rule.package} is not among the namespaces` });
    else {
      rules.push({
        rule: own.severity === undefined ? rule : { ...rule, severity: own.severity },
        module,
        params: mergeParams(rule, own.params ?? {}),
      });
    }
  }
  return { rules: rules.sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1)), off };
}
