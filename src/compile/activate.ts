import { DriftgateError } from '../model/errors.ts';
import type { ActiveRule } from '../model/finding.ts';
import type { RuleConfig } from '../model/generated/config.ts';
import type { Pack, Rule } from '../model/rule.ts';

/** The rules of this run, and those that were switched off with the reason. */
export interface Activation {
  readonly rules: readonly ActiveRule[];
  readonly off: { rule: string; reason: string }[];
}

/**
 * Applies `rules` of driftgate.yaml to the packs. Two packs with one id, an id that no pack has, or a parameter that
 * a rule does not have are errors: a setting that does nothing would be believed.
 */
export function activate(
  packs: readonly Pack[],
  settings: Readonly<Record<string, RuleConfig>>,
  only: readonly string[],
): Activation {
  const byId = new Map<string, { rule: Rule; module: number }>();
  for (const [module, { manifest }] of packs.entries()) {
    for (const rule of manifest.rules) {
      if (byId.has(rule.id)) {
        throw new DriftgateError(
          'compile',
          `rule \`${rule.id}\` is in more than one pack, the second time in \`${manifest.name}\``,
          {
            hint: 'give the rule an id of its own',
          },
        );
      }
      byId.set(rule.id, { rule, module });
    }
  }
  for (const id of [...Object.keys(settings), ...only]) {
    if (!byId.has(id))
      throw new DriftgateError('config', `there is no rule \`${id}\``, {
        hint: nearest(id, [...byId.keys()]),
      });
  }
  const off: Activation['off'] = [];
  const rules: ActiveRule[] = [];
  for (const [id, { rule, module }] of byId) {
    if (only.length > 0 && !only.includes(id)) continue;
    const own = Object.hasOwn(settings, id) ? (settings[id] as RuleConfig) : {};
    if (own.enabled === false) off.push({ rule: id, reason: own.reason ?? '' });
    else {
      rules.push({
        rule: own.severity === undefined ? rule : { ...rule, severity: own.severity },
        module,
        params: merged(rule, own),
      });
    }
  }
  return { rules: rules.sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1)), off };
}

function merged(rule: Rule, { params = {} }: RuleConfig): Readonly<Record<string, unknown>> {
  for (const [name, value] of Object.entries(params)) {
    if (!Object.hasOwn(rule.params, name)) {
      const known = Object.keys(rule.params);
      throw new DriftgateError('config', `rule \`${rule.id}\` has no parameter \`${name}\``, {
        hint: known.length === 0 ? 'it has none' : `it has \`${known.join('`, `')}\``,
      });
    }
    const [expected, got] = [typeName(rule.params[name]), typeName(value)];
    if (expected !== got) {
      throw new DriftgateError(
        'config',
        `parameter \`${name}\` of rule \`${rule.id}\`: expected ${expected}, got ${got}`,
      );
    }
  }
  return { ...rule.params, ...params };
}

const typeName = (value: unknown): string =>
  Array.isArray(value)
    ? 'a list'
    : value === null
      ? 'null'
      : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;

/** A known id that differs least from the one that was written. */
function nearest(id: string, known: readonly string[]): string {
  const family = known.filter(
    (each) => each.split('-').slice(0, -1).join('-') === id.split('-').slice(0, -1).join('-'),
  );
  return family.length > 0 ? `did you mean \`${family.join('`, `')}\`` : 'driftgate policy list';
}
