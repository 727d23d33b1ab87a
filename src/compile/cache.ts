import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Pack, PackManifest } from '../model/rule.ts';

/**
 * Compiled packs by the hash of all that went into them. An entry is one file, written beside and renamed, so
 * concurrent runs never see half of one; its own hash is checked on each read, so a corrupt one is compiled again.
 * Holds compiled modules only, never a document. A cache that cannot be used is no error: the work is done again.
 */
export interface Cache {
  get(key: string): Promise<Pack | undefined>;
  set(key: string, pack: Pack): Promise<void>;
}

const magic = 'driftgate-pack-1\n';
const sha256 = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');

/** Hash of everything that a compiled pack depends on. */
export const cacheKey = (parts: unknown): string => sha256(JSON.stringify(parts));

/** `DRIFTGATE_CACHE_DIR`, else `$XDG_CACHE_HOME/driftgate`, else `~/.cache/driftgate`. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  return env['DRIFTGATE_CACHE_DIR'] || join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'driftgate');
}

export function fileCache(folder: string): Cache {
  const file = (key: string): string => join(folder, `${key}.pack`);
  return {
    async get(key) {
      const bytes = await readFile(file(key)).catch(() => undefined);
      return bytes === undefined ? undefined : decode(bytes, key);
    },
    async set(key, pack) {
      const temporary = join(folder, `${key}.${randomUUID()}.tmp`);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(temporary, encode(pack, key), { flag: 'wx', mode: 0o600 });
        await rename(temporary, file(key));
      } catch {
        await rm(temporary, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** magic, hash of the rest, key, length of the manifest, manifest, module. */
function encode(pack: Pack, key: string): Buffer {
  const manifest = Buffer.from(JSON.stringify(pack.manifest));
  const body = Buffer.concat([Buffer.from(`${key}\n${manifest.length}\n`), manifest, pack.wasm]);
  return Buffer.concat([Buffer.from(`${magic}${sha256(body)}\n`), body]);
}

function decode(bytes: Buffer, key: string): Pack | undefined {
  const head = magic.length + 65;
  if (bytes.length < head || bytes.toString('latin1', 0, magic.length) !== magic) return undefined;
  const body = bytes.subarray(head);
  if (bytes.toString('latin1', magic.length, head - 1) !== sha256(body)) return undefined;
  const keyEnd = body.indexOf(10);
  const lengthEnd = body.indexOf(10, keyEnd + 1);
  if (body.toString('latin1', 0, keyEnd) !== key) return undefined;
  const start = lengthEnd + 1;
  const end = start + Number(body.toString('latin1', keyEnd + 1, lengthEnd));
  const manifest = JSON.parse(body.toString('utf8', start, end)) as PackManifest;
  return { manifest, wasm: new Uint8Array(body.subarray(end)) };
}
