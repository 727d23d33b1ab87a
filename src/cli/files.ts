import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
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
export async function writeAtomic(path: string, text: string, cwd: string, what = 'report'): Promise<void> {
  const target = resolve(cwd, path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    unfinished.add(temporary);
    const file = await open(temporary, 'wx', 0o666);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new DriftgateError('report', `${what} \`${path}\` cannot be written (${code})`, {
      hint: 'name a file in a folder that exists and can be written',
      cause,
    });
  } finally {
    unfinished.delete(temporary);
  }
}
