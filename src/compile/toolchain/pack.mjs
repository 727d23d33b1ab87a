// Usage: node pack.mjs RAW.wasm GO_VERSION OPA_VERSION FLAGS
// Writes rego.wasm.br and artifact.json beside this file. The hash is that of the raw bytes: brotli's output may
// change with Node's copy of it, the compiler's must not.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const [file, go, opa, flags] = process.argv.slice(2);
if (!flags) throw new Error('usage: node pack.mjs RAW.wasm GO_VERSION OPA_VERSION FLAGS');

const raw = readFileSync(file);
const packed = brotliCompressSync(raw, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    // A 64 MB window: the raw file is larger than the 16 MB that brotli allows without asking.
    [constants.BROTLI_PARAM_LARGE_WINDOW]: 1,
    [constants.BROTLI_PARAM_LGWIN]: 26,
    [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
  },
});
const sha256 = createHash('sha256').update(raw).digest('hex');
const artifact = { sha256, bytes: raw.length, go, opa, flags };
writeFileSync(new URL('./rego.wasm.br', import.meta.url), packed);
writeFileSync(new URL('./artifact.json', import.meta.url), `${JSON.stringify(artifact, null, 2)}\n`);
process.stdout.write(`packed ${raw.length} to ${packed.length} bytes, sha256 ${sha256}\n`);
