import { DriftgateError } from '../model/errors.ts';
import type { PackEntry } from '../model/pack.ts';
import type { Pack, Rule } from '../model/rule.ts';

type Params = Readonly<Record<string, unknown>>;

/** The parameters of a rule where some have another value. One that it does not have, or of another type, is an error. */
export function mergeParams(rule: Pick<Rule, 'id' | 'params'>, params: Params): Params {
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

/** A pack whose rules have other defaults, as an entry of `policies` in driftgate.yaml says. */
export function withParams(pack: Pack, params: NonNullable<PackEntry['params']>): Pack {
  const { manifest } = pack;
  const unknown = Object.keys(params).find((id) => !manifest.rules.some((rule) => rule.id === id));
  if (unknown !== undefined) {
    throw new DriftgateError(
      'config',
      `pack \`${manifest.name}\` has no rule \`${unknown}\` to set parameters of`,
      {
        hint: 'parameters of rules of other packs stand below `rules`',
      },
    );
  }
  const rules = manifest.rules.map((rule) => ({ ...rule, params: mergeParams(rule, params[rule.id] ?? {}) }));
  return { ...pack, manifest: { ...manifest, rules } };
}

const typeName = (value: unknown): string =>
  Array.isArray(value)
    ? 'a list'
    : value === null
      ? 'null'
      : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
