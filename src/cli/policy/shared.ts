import { stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { DriftgateError } from '../../model/errors.ts';
import { readConfig } from '../../read/config.ts';
import { type Io, writeAll } from '../io.ts';

/** Folders of rules: as named, else those of driftgate.yaml, else `policies`. */
export async function policyFolders(named: readonly string[], io: Io): Promise<readonly string[]> {
  if (named.length > 0) return named;
  const { config, folder } = await readConfig(io.env['DRIFTGATE_CONFIG'] || undefined, io.cwd);
  if (config.policies !== undefined && config.policies.length > 0)
    return config.policies.map((path) => relative(io.cwd, resolve(folder, path)) || '.');
  const usual = await stat(resolve(io.cwd, 'policies')).catch(() => undefined);
  if (usual?.isDirectory()) return ['policies'];
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
