import { readFile } from 'node:fs/promises';
import { DriftgateError } from '../model/errors.ts';
import type { Example } from '../model/example.ts';
import type { PackPlace } from '../model/pack.ts';
import type { Pack } from '../model/rule.ts';
import { cacheFolder, cacheKey, fileCache } from './cache.ts';
import { compileInWorker } from './compiler.ts';
import { splitLibrary } from './library.ts';
import type { Foundation, Style } from './pack.ts';
import { readSources, type Sources } from './sources.ts';
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

/**
 * Compiles rules, or takes them from the cache where nothing that they depend on has changed. Folders of conftest make
 * one pack, as its `--policy` does: all may hold package main.
 */
export async function folderPack(
  places: readonly [PackPlace, ...PackPlace[]],
  style: Style,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Pack> {
  const name = places.map((place) => place.name).join('+');
  const [sources, base] = await Promise.all([sourcesOf(places), foundation()]);
  const release = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const split = splitLibrary(sources, base);
  const key = cacheKey([release, await artifactHash(), name, style, split.foundation, split.own]);
  const cache = fileCache(cacheFolder(env));
  const cached = await cache.get(key);
  if (cached !== undefined) return cached;
  const pack = await compileInWorker({ name, sources: split.own, foundation: split.foundation, style });
  await cache.set(key, pack);
  return pack;
}

/** Sources of some folders; with the folder's name before each, and its place where two are named alike. */
async function sourcesOf(places: readonly PackPlace[]): Promise<Sources> {
  const [only, ...more] = await Promise.all(
    places.map(({ folder }) => readSources(folder, { tests: false })),
  );
  if (only === undefined || more.length === 0) return only ?? {};
  const labelled = [only, ...more].flatMap((sources, index) => {
    const { name } = places[index] as PackPlace;
    const alike = places.filter((place) => place.name === name).length > 1;
    const label = alike ? `${name}~${index + 1}` : name;
    return Object.entries(sources).map(([file, source]) => [`${label}/${file}`, source]);
  });
  return Object.fromEntries(labelled);
}

async function read(file: string): Promise<Buffer> {
  return await readFile(new URL(file, builtinFolder)).catch((cause: unknown) => {
    throw new DriftgateError('compile', `the built-in policies are missing: \`${file}\` cannot be read`, {
      hint: 'install driftgate again; in a clone, run `npm run build`',
      cause,
    });
  });
}
