import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { databases, root, tempFolder } from '../cli/run.ts';
import { driftgate } from './child.ts';

/** An installation of its own, in which a test may break files. */
const folder = tempFolder();
const path = (file: string): string => join(folder, 'dist', file);
beforeAll(() => {
  mkdirSync(path('compile'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  cpSync(join(root, 'dist'), join(folder, 'dist'), {
    recursive: true,
    filter: (file) => !file.endsWith('.br'),
  });
});

const plan = databases({ open: false });
const check = (args: readonly string[] = ['check', '-']) =>
  driftgate(args, { cli: path('cli.js'), stdin: plan, cwd: folder });

/** Runs with one file replaced, or gone. */
async function damaged(file: string, content: string | Buffer | undefined, args?: readonly string[]) {
  const whole = readFileSync(path(file));
  if (content === undefined) rmSync(path(file));
  else writeFileSync(path(file), content);
  return check(args).finally(() => writeFileSync(path(file), whole));
}

test('whole, it judges', async () => expect((await check()).code).toBe(1));

const flipped = (): Buffer => {
  const bytes = readFileSync(path('policies/pack.wasm'));
  bytes[100_000] = (bytes[100_000] as number) ^ 1;
  return bytes;
};
const mainThat = (body: string): string => `export async function main() { ${body} }\n`;
const table: readonly [string, string, () => string | Buffer | undefined][] = [
  ['a module that throws', 'gate.js', () => 'throw new Error("S3CR3T");'],
  ['a module that is cut', 'gate.js', () => 'import {'],
  ['a module that is gone', 'gate.js', () => undefined],
  ['the first module is gone', 'cli/main.js', () => undefined],
  ['a small module is gone', 'cli/files.js', () => undefined],
  [
    'an error that nobody waits for',
    'cli/main.js',
    () =>
      mainThat(
        'setTimeout(() => { throw new Error("S3CR3T"); }, 5); await new Promise((done) => setTimeout(done, 500)); return 0;',
      ),
  ],
  [
    'a rejection that nobody waits for',
    'cli/main.js',
    () =>
      mainThat(
        'void Promise.reject(new Error("S3CR3T")); await new Promise((done) => setTimeout(done, 500)); return 0;',
      ),
  ],
  ['a rejection', 'cli/main.js', () => mainThat('throw new Error("S3CR3T");')],
  [
    'a promise that is never kept',
    'cli/main.js',
    () => mainThat('await new Promise(() => undefined); return 0;'),
  ],
  ['no exit code', 'cli/main.js', () => mainThat('process.exit();')],
  ['a worker that throws', 'evaluate/worker.js', () => 'throw new Error("no");'],
  ['a worker that ends', 'evaluate/worker.js', () => 'process.exit(0);'],
  ['a worker that is gone', 'evaluate/worker.js', () => undefined],
  ['one bit of the policies', 'policies/pack.wasm', flipped],
  [
    'policies that are cut',
    'policies/pack.wasm',
    () => readFileSync(path('policies/pack.wasm')).subarray(0, -1),
  ],
  ['policies that are empty', 'policies/pack.wasm', () => ''],
  ['policies that are gone', 'policies/pack.wasm', () => undefined],
  [
    'a manifest that is cut',
    'policies/pack.json',
    () => readFileSync(path('policies/pack.json'), 'utf8').slice(0, 1_000),
  ],
  ['a manifest that is empty', 'policies/pack.json', () => '{}'],
  [
    'a manifest without rules',
    'policies/pack.json',
    () => JSON.stringify({ ...JSON.parse(readFileSync(path('policies/pack.json'), 'utf8')), rules: [] }),
  ],
];

describe('damaged, it cannot decide: exit 2, and nothing else is said', () => {
  test.each(table)('%s (%s)', async (_, file, content) => {
    const { code, out, err } = await damaged(file, content());
    expect(code).toBe(2);
    expect(out.toString()).toMatch(/^$|gate: UNDECIDED/);
    expect(err).not.toContain('S3CR3T');
    expect(err).not.toMatch(/^\s+at /m);
  });
});

test('of policies whose hash differs it says what to do', async () => {
  const { err } = await damaged('policies/pack.wasm', flipped());
  expect(err).toBe(
    'driftgate: the compiled policies of `driftgate` are damaged\n  hint: install driftgate again; in a clone, run `npm run build`\n',
  );
});
