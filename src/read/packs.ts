import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { DriftgateError } from '../model/errors.ts';
import type { PackEntry, PackPlace } from '../model/pack.ts';

const prefix = 'npm:';
/** https://docs.npmjs.com/cli/v11/configuring-npm/package-json#name */
const packageName = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

export const isPackage = (use: string): boolean => use.startsWith(prefix);

/** Where the pack is that `use` names: a folder, or that of an installed package. Nothing is ever fetched. */
export async function locatePack({ use, from }: Pick<PackEntry, 'use' | 'from'>): Promise<PackPlace> {
  if (!isPackage(use)) {
    const folder = resolve(from, use);
    return { name: basename(folder), folder };
  }
  const name = use.slice(prefix.length);
  if (!packageName.test(name)) {
    throw new DriftgateError('config', `policies \`${use}\`: expected the name of a package after \`npm:\``, {
      hint: 'such as npm:@acme/policies; package.json of the project says which version',
    });
  }
  const root = await installed(name, from);
  return { name, folder: await policiesOf(name, root) };
}

/** Looks for a package as Node does: in `node_modules` of the folder and of each one above. Links are followed. */
async function installed(name: string, from: string): Promise<string> {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    const found = await stat(candidate).catch(() => undefined);
    if (found?.isDirectory()) return await realpath(candidate);
    if (dirname(folder) === folder) break;
  }
  throw new DriftgateError('config', `policies \`${prefix}${name}\`: the package is not installed`, {
    hint: `npm install --save-dev ${name}; it is looked for in node_modules from \`${from}\` upward`,
  });
}

/** The folder of the package that its package.json names, else all of it. */
async function policiesOf(name: string, root: string): Promise<string> {
  const wrong = (what: string, hint?: string, cause?: unknown): DriftgateError =>
    new DriftgateError('config', `package.json of package \`${name}\` ${what}`, {
      ...(hint === undefined ? {} : { hint }),
      cause,
    });
  const text = await readFile(join(root, 'package.json'), 'utf8').catch((cause: unknown) => {
    throw wrong('cannot be read', `npm install ${name} again`, cause);
  });
  let driftgate: { policies?: unknown } | undefined;
  try {
    driftgate = (JSON.parse(text) as { driftgate?: { policies?: unknown } } | null)?.driftgate;
  } catch (cause) {
    throw wrong('is not valid JSON', undefined, cause);
  }
  if (driftgate === undefined) return root;
  const named = driftgate?.policies ?? '.';
  if (typeof named !== 'string')
    throw wrong('names no folder under `driftgate.policies`', 'such as "driftgate": {"policies": "rules"}');
  const folder = await realpath(resolve(root, named)).catch((cause: unknown) => {
    throw wrong(
      `names \`${named}\` under \`driftgate.policies\`, which is not in the package`,
      undefined,
      cause,
    );
  });
  if (folder === root || folder.startsWith(root + sep)) return folder;
  throw wrong(
    `names \`${named}\` under \`driftgate.policies\`, which is outside of the package`,
    'a pack is what lies in its package',
  );
}
