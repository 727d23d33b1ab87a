import { stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { DriftgateError } from '../../model/errors.ts';
import type { DraftFolder, PackEntry } from '../../model/pack.ts';
import { readConfig } from '../../read/config.ts';
import { isPackage, locatePack } from '../../read/packs.ts';
import { type Io, writeAll } from '../io.ts';
import { packEntries } from '../packs.ts';

/**
 * Folders of rules to work on: as named, else those of driftgate.yaml, else `policies`. Packages that are not named are
 * somebody else's work, and rules of conftest have its own tools.
 */
export async function policyFolders(named: readonly string[], io: Io): Promise<readonly DraftFolder[]> {
  const { config, folder } = await readConfig(io.env['DRIFTGATE_CONFIG'] || undefined, io.cwd);
  const entries = packEntries({}, config, folder, io.cwd);
  const shown = async (entry: PackEntry): Promise<DraftFolder> => {
    const place = await locatePack(entry);
    const data = (entry.data ?? []).map((path) => relative(io.cwd, resolve(entry.from, path)) || '.');
    return { folder: relative(io.cwd, place.folder) || '.', data };
  };
  if (named.length > 0) {
    const listed = await Promise.all(entries.filter(({ use }) => !isPackage(use)).map(shown));
    return await Promise.all(
      named.map(async (use) => {
        if (isPackage(use)) return await shown({ use, from: io.cwd });
        const data = listed.find((each) => resolve(io.cwd, each.folder) === resolve(io.cwd, use))?.data ?? [];
        return { folder: use, data };
      }),
    );
  }
  const own = entries.filter(({ use, namespaces }) => !isPackage(use) && namespaces === undefined);
  if (own.length > 0) return await Promise.all(own.map(shown));
  const usual = await stat(resolve(io.cwd, 'policies')).catch(() => undefined);
  if (usual?.isDirectory()) return [{ folder: 'policies', data: [] }];
  throw new DriftgateError('usage', 'which folder of rules: none is named, and there is no `policies`', {
    hint: 'name one, list it under `policies` in driftgate.yaml, or begin with `driftgate policy new ID`',
  });
}

/** Writes the result of a command. */
export async function print(io: Io, text: string): Promise<void> {
  await writeAll(io.stdout, text).catch((cause: unknown) => {
    throw new DriftgateError('report', 'the result cannot be written to standard output', { cause });
  });
}

export const collect = (value: string, previous: readonly string[] = []): readonly string[] => [
  ...previous,
  value,
];
