import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { DriftgateError } from '../model/errors.ts';

/** Paths relative to the pack's folder (forward slashes) -> Rego source, in the order of the paths. */
export type Sources = Readonly<Record<string, string>>;

const maxFiles = 5_000;
const maxBytes = 1024 * 1024;

/**
 * Reads every .rego file under a folder; tests (`*_test.rego`) only where asked for.
 * Links are not followed: a pack is what lies in its folder. An unreadable file is an error, never skipped.
 */
export async function readSources(folder: string, options: { tests: boolean }): Promise<Sources> {
  const files: string[] = [];
  await walk(await realFolder(folder), files, folder);
  const wanted = files.filter((file) => options.tests || !file.endsWith('_test.rego')).sort();
  if (wanted.length === 0) {
    throw new DriftgateError('compile', `policy folder \`${folder}\` holds no .rego file`, {
      hint: 'name a folder of rules, one .rego file a rule',
    });
  }
  const root = await realpath(folder);
  const sources: Record<string, string> = Object.create(null);
  for (const file of wanted) {
    sources[relative(root, file).split(sep).join('/')] = await readSource(file);
  }
  return sources;
}

async function realFolder(folder: string): Promise<string> {
  try {
    const real = await realpath(folder);
    if ((await lstat(real)).isDirectory()) return real;
  } catch (cause) {
    throw new DriftgateError('compile', `policy folder \`${folder}\` cannot be read`, { cause });
  }
  throw new DriftgateError('compile', `policy folder \`${folder}\` is not a folder`);
}

async function walk(folder: string, files: string[], named: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await walk(path, files, named);
    else if (entry.name.endsWith('.rego')) {
      if (!entry.isFile()) {
        throw new DriftgateError(
          'compile',
          `\`${entry.name}\` in policy folder \`${named}\` is not a regular file`,
          {
            hint: 'links and devices are not followed: copy the file into the pack',
          },
        );
      }
      if (files.push(path) > maxFiles) {
        throw new DriftgateError('compile', `policy folder \`${named}\` holds more than ${maxFiles} files`);
      }
    }
  }
}

async function readSource(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new DriftgateError('compile', `policy file \`${file}\` cannot be read`, { cause });
  });
  if (bytes.length > maxBytes) {
    throw new DriftgateError('compile', `policy file \`${file}\` is larger than ${maxBytes} bytes`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new DriftgateError('compile', `policy file \`${file}\` is not valid UTF-8`, { cause });
  }
}
