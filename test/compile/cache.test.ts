import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { cacheFolder, cacheKey, fileCache } from '../../src/compile/cache.ts';
import { folderPack } from '../../src/compile/compile.ts';
import type { CompileTask } from '../../src/compile/compiler.ts';
import { compilePack } from '../../src/compile/pack.ts';
import { loadToolchain, type Toolchain } from '../../src/compile/toolchain.ts';
import { DriftgateError } from '../../src/model/errors.ts';
import type { Pack } from '../../src/model/rule.ts';
import { tempFolder } from '../cli/run.ts';
import { denyIf, ruleSource, seeded } from '../evaluate/rules.ts';

/** The version of the package, as a test wants it. */
const installed = vi.hoisted(() => ({ version: '0.1.0' }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const readFile = (async (path: URL, options: 'utf8') =>
    String(path).endsWith('/package.json')
      ? JSON.stringify({ version: installed.version })
      : real.readFile(path, options)) as typeof real.readFile;
  return { ...real, readFile };
});

/** The compiler is loaded once for this file; how often it was asked for says whether the cache was used. */
const compiler = vi.hoisted(() => ({ asked: 0, available: true }));
vi.mock('../../src/compile/compiler.ts', () => {
  let loaded: Promise<Toolchain> | undefined;
  return {
    compileInWorker: async ({ name, sources, foundation }: CompileTask) => {
      compiler.asked += 1;
      if (!compiler.available) throw new DriftgateError('compile', 'there is no compiler');
      return compilePack(name, sources, foundation, await (loaded ??= loadToolchain()));
    },
  };
});

const folder = tempFolder({ 'mine/one.rego': ruleSource(denyIf('r.attributes.bad == true')) });
const compile = async (cache: string, from = 'mine') =>
  short(
    await folderPack([{ name: from, folder: join(folder, from) }], 'driftgate', {
      DRIFTGATE_CACHE_DIR: cache,
    }),
  );
const entryOf = (cache: string): string => join(cache, readdirSync(cache)[0] ?? 'none');

/** A pack in short, so that a difference can be read. */
const short = (pack: Pack | undefined) =>
  pack && { manifest: pack.manifest, wasm: createHash('sha256').update(pack.wasm).digest('hex') };

let expected: ReturnType<typeof short>;
let entry: Buffer;
let name: string;
beforeAll(async () => {
  const cache = tempFolder();
  expected = await compile(cache);
  [name = 'none'] = readdirSync(cache);
  entry = readFileSync(join(cache, name));
}, 60_000);
beforeEach(() => {
  compiler.asked = 0;
  compiler.available = true;
});

/** A cache folder that holds the good entry. */
const warm = (): string => tempFolder({ [name]: entry });

describe('an entry', () => {
  test('is used: no compiler is loaded', async () => {
    compiler.available = false;
    expect(await compile(warm())).toEqual(expected);
    expect(compiler.asked).toBe(0);
    await expect(compile(tempFolder())).rejects.toThrow('there is no compiler');
  });

  test('is readable by its owner only, in a folder of the owner only, and nothing lies beside it', async () => {
    const cache = join(tempFolder(), 'a', 'b');
    await compile(cache);
    expect([statSync(cache).mode & 0o777, statSync(entryOf(cache)).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(readdirSync(cache)).toEqual([name]);
  });

  test('has the name of what it was made from: another source, name of the folder or file is another entry', async () => {
    const cache = tempFolder();
    const source = ruleSource(denyIf('r.attributes.bad == true'));
    mkdirSync(join(folder, 'same'), { recursive: true });
    for (const [file, text] of [
      ['one.rego', source],
      ['two.rego', source],
      ['one.rego', `${source}\n# end\n`],
    ] as const) {
      rmSync(join(folder, 'same'), { recursive: true });
      mkdirSync(join(folder, 'same'));
      writeFileSync(join(folder, 'same', file), text);
      await compile(cache, 'same');
    }
    await compile(cache);
    expect(readdirSync(cache)).toHaveLength(4);
    expect(compiler.asked).toBe(4);
  });
});

test('of another release of driftgate an entry is not used', async () => {
  const cache = warm();
  installed.version = '0.2.0';
  await compile(cache).finally(() => {
    installed.version = '0.1.0';
  });
  expect(readdirSync(cache)).toHaveLength(2);
});

describe('an entry that is not whole is not believed', () => {
  const wrong = async (bytes: Uint8Array) => {
    writeFileSync(join(cache, name), bytes);
    return short(await fileCache(cache).get(name.replace('.pack', '')));
  };
  const cache = tempFolder();

  test('one bit of 200 bytes flipped', async () => {
    const random = seeded(1);
    expect(await wrong(entry)).toEqual(expected);
    for (let n = 0; n < 200; n++) {
      const copy = Buffer.from(entry);
      const at = n < 100 ? n : random(copy.length);
      copy[at] = (copy[at] as number) ^ (1 << random(8));
      const read = await wrong(copy);
      // The line break after the hash is the one byte that means nothing.
      if (at === entry.indexOf(10, 20)) expect(read).toEqual(expected);
      else expect(read, `byte ${at}`).toBeUndefined();
    }
  });

  test('cut at 200 places', async () => {
    const random = seeded(2);
    for (let n = 0; n < 200; n++) {
      const end = n < 100 ? n : random(entry.length);
      expect(await wrong(entry.subarray(0, end)), `cut at ${end}`).toBeUndefined();
    }
  });

  test('longer, of another key, or of another version', async () => {
    expect(await wrong(Buffer.concat([entry, Buffer.from([0])]))).toBeUndefined();
    expect(
      await wrong(
        Buffer.from(entry.toString('latin1').replace('driftgate-pack-1', 'driftgate-pack-0'), 'latin1'),
      ),
    ).toBeUndefined();
    const other = cacheKey('other');
    expect(await fileCache(tempFolder({ [`${other}.pack`]: entry })).get(other)).toBeUndefined();
  });
});

describe('where the cache is of no use the pack is compiled, with the same result', () => {
  const replaced = (make: (path: string) => void) => (): string => {
    const cache = tempFolder();
    make(join(cache, name));
    return cache;
  };
  test.each<[string, () => string]>([
    ['a foreign file in its place', replaced((path) => writeFileSync(path, 'hello'))],
    ['an empty file', replaced((path) => writeFileSync(path, ''))],
    ['a folder', replaced((path) => mkdirSync(join(path, 'x'), { recursive: true }))],
    ['a link to nothing', replaced((path) => symlinkSync('/nowhere', path))],
    ['a link to itself', replaced((path) => symlinkSync(path, path))],
    [
      'a flipped byte',
      () =>
        tempFolder({
          [name]: Buffer.from(entry.toString('latin1').replace('T-ONE-01', 'T-ONE-02'), 'latin1'),
        }),
    ],
    ['a cut one', () => tempFolder({ [name]: entry.subarray(0, 5_000) })],
    ['a file for a folder', () => join(tempFolder({ file: '' }), 'file')],
    ['no folder that could be made', () => join(tempFolder({ file: '' }), 'file', 'a', 'b')],
    ['a folder that takes no files', () => '/proc'],
  ])('%s', async (_, cache) => {
    const used = cache();
    expect(await compile(used)).toEqual(expected);
    expect(compiler.asked).toBe(1);
  });

  test.skipIf(process.getuid?.() === 0)('not readable, not writable', async () => {
    const cache = warm();
    chmodSync(join(cache, name), 0);
    chmodSync(cache, 0o500);
    expect(await compile(cache)).toEqual(expected);
    chmodSync(cache, 0o700);
  });

  test('and the next run finds a good entry again', async () => {
    const cache = tempFolder({ [name]: entry.subarray(0, 5_000) });
    await compile(cache);
    expect(await compile(cache)).toEqual(expected);
    expect(compiler.asked).toBe(1);
    expect(readFileSync(join(cache, name)).equals(entry)).toBe(true);
  });
});

test('the folder: DRIFTGATE_CACHE_DIR, then XDG_CACHE_HOME, then the home', () => {
  expect(cacheFolder({ DRIFTGATE_CACHE_DIR: '/a', XDG_CACHE_HOME: '/b' })).toBe('/a');
  expect(cacheFolder({ XDG_CACHE_HOME: '/b' })).toBe('/b/driftgate');
  expect(cacheFolder({ DRIFTGATE_CACHE_DIR: '', XDG_CACHE_HOME: '' })).toMatch(/\/\.cache\/driftgate$/);
});

test('twenty processes with one cold cache: each reads nothing or the whole, and one good entry is left', async () => {
  const cache = join(tempFolder(), 'cache');
  const packFile = join(tempFolder({ 'entry.pack': entry }), 'entry.pack');
  const worker = fileURLToPath(new URL('../anomaly/cache-user.mjs', import.meta.url));
  const ended = Array.from({ length: 20 }, () => {
    const child = spawn(process.execPath, [worker, cache, packFile, name.replace('.pack', '')]);
    let out = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    return new Promise<string>((resolve) => child.on('close', (code) => resolve(`${code} ${out}`)));
  });
  const answers = await Promise.all(ended);
  for (const answer of answers) expect(answer).toMatch(new RegExp(`^0 ${expected?.wasm} hits \\d+$`));
  expect(answers.some((answer) => !answer.endsWith('hits 0'))).toBe(true);
  expect(readdirSync(cache)).toEqual([name]);
  expect(readFileSync(join(cache, name)).equals(entry)).toBe(true);
}, 60_000);
