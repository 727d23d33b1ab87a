import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress, constants } from 'node:zlib';
import { DriftgateError } from '../model/errors.ts';
import type { Pack } from '../model/rule.ts';
import { limitMemory } from './memory-limit.ts';

const unpack = promisify(brotliDecompress);

/** The folder of the artifact: the same below `src/` and below `dist/`. */
const home = new URL('./toolchain/', import.meta.url);

interface Pinned {
  /** Of the raw Wasm. */
  readonly sha256: string;
  readonly bytes: number;
}

/** The SHA-256 of the toolchain, as hex: what a cache of compiled policies must be keyed with. Unpacks nothing. */
export async function artifactHash(folder: URL = home): Promise<string> {
  return (await pinned(folder).catch(damaged)).sha256;
}

/**
 * Reads, unpacks and verifies `rego.wasm.br`, then compiles it. Only bytes with the pinned hash reach the engine.
 * @param maxBytes of the memory that an instance may come to have; 4 GiB without one
 * @throws DriftgateError (`compile`) when a file is missing or is not the one that was published
 */
export async function loadArtifact(folder: URL = home, maxBytes?: number): Promise<WebAssembly.Module> {
  const raw = await verified(folder).catch(damaged);
  return WebAssembly.compile(maxBytes === undefined ? raw : limitMemory(raw, maxBytes));
}

/**
 * The compiled artifact where a pack calls built-ins that its module does not bring: it answers them. Undefined where
 * none does, so that most runs start nothing but the modules.
 */
export async function builtinsFor(
  packs: readonly Pack[],
  maxBytes?: number,
): Promise<WebAssembly.Module | undefined> {
  const callsOut = packs.some(({ manifest }) => manifest.builtins.length > 0);
  return callsOut ? await loadArtifact(undefined, maxBytes) : undefined;
}

async function pinned(folder: URL): Promise<Pinned> {
  return JSON.parse(await readFile(new URL('artifact.json', folder), 'utf8')) as Pinned;
}

async function verified(folder: URL): Promise<Uint8Array<ArrayBuffer>> {
  const [{ sha256, bytes }, packed] = await Promise.all([
    pinned(folder),
    readFile(new URL('rego.wasm.br', folder)),
  ]);
  const raw = await unpack(packed, {
    // A damaged file must not unpack to more than the real one.
    maxOutputLength: bytes,
    params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 },
  });
  if (createHash('sha256').update(raw).digest('hex') !== sha256) throw new Error('sha256 differs');
  return raw as Uint8Array<ArrayBuffer>;
}

function damaged(cause: unknown): never {
  throw new DriftgateError('compile', 'the Rego compiler of this installation is damaged or missing', {
    hint: 'reinstall driftgate',
    cause,
  });
}
