import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { DriftgateError } from '../model/errors.ts';
import type { Example } from '../model/example.ts';
import type { Pack } from '../model/rule.ts';
import { cacheFolder, cacheKey, fileCache } from './cache.ts';
import { compileInWorker } from './compiler.ts';
import { splitLibrary } from './library.ts';
import type { Foundation } from './pack.ts';
import { readSources } from './sources.ts';
import { artifactHash } from './toolchain-artifact.ts';

/** Where the package keeps the built-in pack and what other packs are compiled with; made by `npm run build`. */
const builtinFolder = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/policies/', import.meta.url)
  : new URL('../policies/', import.meta.url);

/** The built-in pack, compiled when the package was built: no compiler is started. */
export async function builtinPack(): Promise<Pack> {
  const [manifest, wasm] = await Promise.all([read('pack.json'), read('pack.wasm')]);
  return { manifest: JSON.parse(manifest.toString('utf8')), wasm };
}

/** Rule id -> examples from its table, taken when the package was built. */
export async function builtinExamples(): Promise<Readonly<Record<string, readonly Example[]>>> {
  return JSON.parse((await read('examples.json')).toString('utf8'));
}

/** What packs of this installation are compiled with. */
export async function foundation(): Promise<Foundation> {
  return JSON.parse((await read('foundation.json')).toString('utf8')) as Foundation;
}

/** Compiles a folder of rules, or takes it from the cache where nothing that it depends on has changed. */
export async function folderPack(
  folder: string,
  io: { cwd: string; env: Readonly<Record<string, string | undefined>> },
): Promise<Pack> {
  const path = resolve(io.cwd, folder);
  const [sources, base] = await Promise.all([readSources(path, { tests: false }), foundation()]);
  const release = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const split = splitLibrary(sources, base);
  const key = cacheKey([release, await artifactHash(), basename(path), split.foundation, split.own]);
  const cache = fileCache(cacheFolder(io.env));
  const cached = await cache.get(key);
  if (cached !== undefined) return cached;
  const pack = await compileInWorker({
    name: basename(path),
    sources: split.own,
    foundation: split.foundation,
  });
  await cache.set(key, pack);
  return pack;
}

async function read(file: string): Promise<Buffer> {
  return await readFile(new URL(file, builtinFolder)).catch((cause: unknown) => {
    throw new DriftgateError('compile', `the built-in policies are missing: \`${file}\` cannot be read`, {
      hint: 'install driftgate again; in a clone, run `npm run build`',
      cause,
    });
  });
}
