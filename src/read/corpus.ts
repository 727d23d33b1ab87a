import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readError } from './fault.ts';

/**
 * The stored plans and states below a folder: .json and .tfstate files, in order of path, or the one file that is
 * named. Hidden folders are left out and links are not followed. Only names are held.
 */
export async function corpusFiles(uri: string, cwd: string): Promise<readonly string[]> {
  const is = await stat(resolve(cwd, uri)).catch((cause: NodeJS.ErrnoException) => {
    throw readError(uri, `cannot be read (${cause.code ?? 'unknown error'})`);
  });
  if (is.isFile()) return [uri];
  const files: string[] = [];
  await walk(uri, cwd, files);
  if (files.length > 0) return files.sort();
  throw readError(
    uri,
    'holds no .json or .tfstate file',
    'store plans there: terraform show -json FILE > DIR/NAME.json',
  );
}

async function walk(folder: string, cwd: string, files: string[]): Promise<void> {
  for (const entry of await readdir(resolve(cwd, folder), { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await walk(path, cwd, files);
    else if (entry.isFile() && /\.(json|tfstate)$/.test(entry.name)) files.push(path);
  }
}
