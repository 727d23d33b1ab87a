import { resolve } from 'node:path';
import { watch } from 'chokidar';
import { DriftgateError } from '../../model/errors.ts';
import { terminal } from '../../report/inert.ts';
import { type Io, writeAll } from '../io.ts';

/** Editors save in several steps: a run begins when nothing has changed for this long. */
const quietMs = 80;

/**
 * Runs now, and again whenever a file of rules or data below the folders changes, one run at a time; until the process is
 * interrupted. What is wrong with the rules is told and waited out.
 */
export async function watchFolders(
  folders: readonly string[],
  io: Io,
  run: () => Promise<unknown>,
): Promise<never> {
  let changed = true;
  let wake: () => void = () => undefined;
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(
    folders.map((folder) => resolve(io.cwd, folder)),
    {
      ignoreInitial: true,
      ignored: (path, stats) => stats?.isFile() === true && !/\.(rego|json|ya?ml)$/.test(path),
    },
  );
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      changed = true;
      wake();
    }, quietMs);
  });
  // A folder that can no longer be watched would look like one that does not change.
  const broken = new Promise<never>((_, reject) => {
    watcher.on('error', (cause) =>
      reject(new DriftgateError('read', 'the folders can no longer be watched', { cause })),
    );
  });
  await new Promise<void>((ready) => watcher.once('ready', ready));
  for (;;) {
    if (!changed) await Promise.race([broken, new Promise<void>((next) => (wake = next))]);
    changed = false;
    await run().catch(async (error: unknown) => {
      if (!(error instanceof DriftgateError)) throw error;
      const hint = error.hint === undefined ? '' : `  hint: ${terminal(error.hint)}\n`;
      await writeAll(io.stderr, `driftgate: ${terminal(error.message)}\n${hint}`);
    });
    await writeAll(io.stderr, 'watching, Ctrl-C ends it\n');
  }
}
