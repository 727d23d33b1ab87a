import { relative, resolve } from 'node:path';
import { activate } from '../../compile/activate.ts';
import { builtinPack, folderPack } from '../../compile/compile.ts';
import type { Config } from '../../model/generated/config.ts';
import { inputsOf } from '../../normalize/inputs.ts';
import { readConfig } from '../../read/config.ts';
import type { Listed } from '../../report/policy-list.ts';
import type { Io } from '../io.ts';

/** Where a listed rule comes from: undefined for the built-in pack. */
export interface Known extends Listed {
  readonly folder: string | undefined;
}

export interface RulesFlags {
  readonly policy?: readonly string[];
  readonly builtin?: boolean;
}

/** Every rule that `driftgate check` would ask here, with severity and parameters as driftgate.yaml sets them. */
export async function knownRules({ policy, builtin = true }: RulesFlags, io: Io): Promise<readonly Known[]> {
  const { config, folder } = await readConfig(io.env['DRIFTGATE_CONFIG'] || undefined, io.cwd);
  const folders =
    policy ?? (config.policies ?? []).map((path) => relative(io.cwd, resolve(folder, path)) || '.');
  const usesBuiltin = builtin && (config.builtin ?? true);
  const packs = await Promise.all([
    ...(usesBuiltin ? [builtinPack()] : []),
    ...folders.map((path) => folderPack(path, io)),
  ]);
  const origins = [...(usesBuiltin ? [undefined] : []), ...folders];
  const settings = known(
    config,
    new Set(packs.flatMap(({ manifest }) => manifest.rules.map(({ id }) => id))),
  );
  return activate(packs, settings, []).rules.map(({ rule, module, params }) => ({
    rule: { ...rule, params },
    pack: packs[module]?.manifest.name ?? '',
    folder: origins[module],
    inputs: inputsOf(rule),
  }));
}

/** Settings of rules that are asked about here: a listing may be of other folders than a check. */
const known = ({ rules = {} }: Config, ids: ReadonlySet<string>): NonNullable<Config['rules']> =>
  Object.fromEntries(Object.entries(rules).filter(([id]) => ids.has(id)));
