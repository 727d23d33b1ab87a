import { DriftgateError } from '../model/errors.ts';
import type { Config } from '../model/generated/config.ts';
import type { PackEntry } from '../model/pack.ts';

/** What the command line says of packs. */
export interface PackFlags {
  readonly policy?: readonly string[] | undefined;
  readonly compat?: string | undefined;
}

/** Packs of `--policy`, looked for from the working folder; else those of driftgate.yaml, from its folder. */
export function packEntries(
  { policy, compat }: PackFlags,
  { policies = [] }: Pick<Config, 'policies'>,
  folder: string,
  cwd: string,
): readonly PackEntry[] {
  if (policy === undefined) {
    if (compat !== undefined)
      throw new DriftgateError(
        'usage',
        '--compat says how the rules of --policy are written, and there is none',
        {
          hint: 'in driftgate.yaml: policies: [{ use: DIR, compat: conftest }]',
        },
      );
    return policies.map((entry) => configured(typeof entry === 'string' ? { use: entry } : entry, folder));
  }
  if (compat !== undefined && compat !== 'conftest')
    throw new DriftgateError('usage', `--compat: expected conftest, got \`${compat}\``);
  return policy.map((use) => ({ use, from: cwd, ...(compat === undefined ? {} : { namespaces: ['main'] }) }));
}

function configured(
  {
    use,
    params,
    data,
    compat,
    namespaces = ['main'],
  }: Exclude<NonNullable<Config['policies']>[number], string>,
  from: string,
): PackEntry {
  return {
    use,
    from,
    ...(params === undefined ? {} : { params }),
    ...(data === undefined ? {} : { data }),
    ...(compat === undefined ? {} : { namespaces }),
  };
}
