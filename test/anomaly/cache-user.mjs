// One of many processes that read and write the same entry of a cache; prints the hash of what it read.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileCache } from '../../dist/compile/cache.js';

const [folder, packFile, key] = process.argv.slice(2);
const own = mkdtempSync(join(tmpdir(), 'driftgate-test-'));
copyFileSync(packFile, join(own, `${key}.pack`));
const pack = await fileCache(own).get(key);
rmSync(own, { recursive: true });

const cache = fileCache(folder);
const hashes = new Set();
let hits = 0;
for (let round = 0; round < 30; round++) {
  const read = await cache.get(key);
  if (read !== undefined) hits += 1;
  hashes.add(
    createHash('sha256')
      .update((read ?? pack).wasm)
      .digest('hex'),
  );
  if (read === undefined || round % 3 === 0) await cache.set(key, pack);
}
process.stdout.write(`${[...hashes].join(',')} hits ${hits}`);
