import { activate } from '../../compile/activate.ts';
import type { Config } from '../../model/generated/config.ts';
import { inputsOf } from '../../normalize/inputs.ts';
import { absentRules, loadPacks } from '../../packs.ts';
import { readConfig } from '../../read/config.ts';
import type { Listed } from '../../report/policy-list.ts';
import type { Io } from '../io.ts';
import { type PackFlags, packEntries } from '../packs.ts';

/** Where a listed rule comes from: undefined for the built-in pack. */
export interface Known extends Listed {
  readonly folder: string | undefined;
}

export interface RulesFlags extends PackFlags {
  readonly builtin?: boolean;
}

/** Every rule that `driftgate check` would ask here, with severity and parameters as driftgate.yaml sets them. */
export async function knownRules(flags: RulesFlags, io: Io): Promise<readonly Known[]> {
  const { config, folder } = await readConfig(io.env['DRIFTGATE_CONFIG'] || undefined, io.cwd);
  const policies = packEntries(flags, config, folder, io.cwd);
  const builtin = (flags.builtin ?? true) && (config.builtin ?? true);
  const packs = await loadPacks({ builtin, policies }, io.env);
  const settings = known(
    config,
    new Set(packs.flatMap(({ manifest }) => manifest.rules.map(({ id }) => id))),
  );
  const absent = await absentRules(packs, builtin);
  return activate(packs, settings, [], absent).rules.map(({ rule, module, params }) => ({
    rule: { ...rule, params },
    pack: packs[module]?.manifest.name ?? '',
    folder: packs[module]?.folder,
    inputs: inputsOf(rule),
  }));
}

/** Settings of rules that are asked about here: a listing may be of other folders than a check. */
const known = ({ rules = {} }: Config, ids: ReadonlySet<string>): NonNullable<Config['rules']> =>
  Object.fromEntries(Object.entries(rules).filter(([id]) => ids.has(id)));
