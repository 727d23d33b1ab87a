import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { type FileHandle, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DriftgateError } from '../model/errors.ts';

const unfinished = new Set<string>();

/** Removes what an interrupted run would leave behind. */
export function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true });
}

/**
 * Writes a file so that a reader sees the old one or the new one: a new file beside it, flushed, then renamed.
 * On any error the old file stays as it was and nothing is left.
 */
export const writeAtomic = (path: string, text: string, cwd: string, what = 'report'): Promise<void> =>
  replace(path, cwd, what, 0o666, (file) => file.writeFile(text));

/** The same of text that is made while it is written, packed where the name ends in .gz, for its owner's eyes only. */
export const writeAtomicStream = (
  path: string,
  parts: AsyncIterable<string>,
  cwd: string,
  what: string,
): Promise<void> =>
  replace(path, cwd, what, 0o600, (file) =>
    path.endsWith('.gz')
      ? pipeline(parts, createGzip(), (packed: AsyncIterable<Buffer>) => writeFile(file, packed))
      : writeFile(file, parts),
  );

async function replace(
  path: string,
  cwd: string,
  what: string,
  mode: number,
  write: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const target = resolve(cwd, path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    unfinished.add(temporary);
    const file = await open(temporary, 'wx', mode);
    try {
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    if (cause instanceof DriftgateError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new DriftgateError('report', `${what} \`${path}\` cannot be written (${code})`, {
      hint: 'name a file in a folder that exists and can be written',
      cause,
    });
  } finally {
    unfinished.delete(temporary);
  }
}
