import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join, relative, resolve } from 'node:path';
import { DriftgateError } from '../model/errors.ts';
import type { PackEntry, PackPlace } from '../model/pack.ts';
import { parseData } from './data-file.ts';

/** The value of one file, and where it stands below `data`. */
export interface DataFile {
  /** As the user would open it. */
  readonly file: string;
  readonly at: readonly string[];
  readonly value: unknown;
}

const maxFiles = 1_000;
const extensions = ['.json', '.yaml', '.yml'];
/** What OPA takes from a bundle: https://www.openpolicyagent.org/docs/management-bundles#bundle-file-format */
const bundled = new Set(extensions.map((extension) => `data${extension}`));

/**
 * The data of a pack. `data.json` and `data.yaml` in folder a/b of the pack, or of a folder that settings name, are
 * data.a.b, as in a bundle of OPA; a file that settings name stands at the root.
 */
export async function readData(
  { data = [], from }: Pick<PackEntry, 'data' | 'from'>,
  { folder }: PackPlace,
): Promise<readonly DataFile[]> {
  const found = new Map<string, readonly string[]>();
  // A folder that cannot be read is told by whoever reads its rules.
  if (await isFolder(folder)) await bundle(await realpath(folder), [], found);
  for (const named of data) {
    const path = resolve(from, named);
    if (await isFolder(path)) {
      const before = found.size;
      await bundle(await realpath(path), [], found);
      if (found.size === before) throw refused(named, 'is a folder without `data.json` or `data.yaml`');
    } else if (extensions.includes(extname(path).toLowerCase())) found.set(path, []);
    else throw refused(named, 'is neither a folder nor a .json, .yaml or .yml file');
  }
  const files: DataFile[] = [];
  for (const [path, at] of found) {
    const file = relative(from, path);
    files.push({ file, at, value: await parseData(file, from) });
  }
  return files;
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() ?? false;

const refused = (file: string, what: string): DriftgateError =>
  new DriftgateError('config', `policy data \`${file}\` ${what}`);

/** Collects the data files of a folder. Links are not followed, as for rules. */
async function bundle(
  folder: string,
  at: readonly string[],
  found: Map<string, readonly string[]>,
): Promise<void> {
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort(byName)) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await bundle(path, [...at, entry.name], found);
    else if (bundled.has(entry.name)) {
      if (!entry.isFile()) throw refused(path, 'is not a regular file: links are not followed');
      if (found.set(path, at).size > maxFiles)
        throw refused(path, `is one too many: a pack has at most ${maxFiles} data files`);
    }
  }
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : 1;
