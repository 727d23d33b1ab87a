import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DriftgateError } from '../model/errors.ts';
import type { Config } from '../model/generated/config.ts';
import { validate } from '../model/generated/validate-config.js';
import { readYaml } from './yaml.ts';

/** `driftgate.yaml`, with the folder that its relative paths start from. */
export interface LoadedConfig {
  readonly config: Config;
  readonly folder: string;
  readonly file?: string;
}

const names = ['driftgate.yaml', 'driftgate.yml', '.driftgate.yaml'];
const hint = 'schemas/config.json describes every key';

/** Reads the named file, or the nearest one from `cwd` upward; without one, all is as by default. */
export async function readConfig(named: string | undefined, cwd: string): Promise<LoadedConfig> {
  const file = named === undefined ? await findUpward(cwd) : resolve(cwd, named);
  if (file === undefined) return { config: {}, folder: cwd };
  return { config: await readYaml<Config>(file, validate, hint), folder: dirname(file), file };
}

async function findUpward(cwd: string): Promise<string | undefined> {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const found: string[] = [];
    for (const name of names) if (await exists(join(folder, name))) found.push(name);
    if (found.length > 1) {
      throw new DriftgateError(
        'config',
        `both \`${found.join('` and `')}\` exist in one folder: keep one of them`,
      );
    }
    if (found[0] !== undefined) return join(folder, found[0]);
    if (dirname(folder) === folder) return undefined;
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
