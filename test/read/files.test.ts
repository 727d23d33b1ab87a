import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { readInput } from '../../src/read/read.ts';
import { plan, readBytes, refusal } from './inputs.ts';

const cwd = mkdtempSync(join(tmpdir(), 'driftgate-read-'));
const text = JSON.stringify(plan());
writeFileSync(join(cwd, 'plan.json'), text);
afterAll(() => rmSync(cwd, { recursive: true }));

const read = (uri: string, maxBytes?: number) =>
  readInput(uri, { cwd, stdin: Readable.from([]) }, maxBytes === undefined ? {} : { maxBytes });

test('a file, by a name relative to cwd, absolute, or through a link', async () => {
  symlinkSync('plan.json', join(cwd, 'link.json'));
  for (const uri of ['plan.json', './plan.json', join(cwd, 'plan.json'), 'link.json']) {
    const { info } = await read(uri);
    expect(info.uri).toBe(uri);
    expect(info.digest).toBe((await readBytes(text)).info.digest);
  }
});

test('a FIFO is refused at once', { timeout: 5000 }, async () => {
  execFileSync('mkfifo', [join(cwd, 'fifo')], { timeout: 2000 });
  expect(await refusal(() => read('fifo'))).toBe(
    'read `fifo`: expected a regular file, got a FIFO | pipe it in and name the input `-`',
  );
});

test.each([
  ['.', 'expected a regular file, got a directory'],
  ['/dev/zero', 'expected a regular file, got a device or socket'],
  ['/proc/self/status', 'the file changed while it was read'],
  ['missing.json', 'there is no such file'],
  ['plan.json/x', 'there is no such file'],
  ['x'.repeat(300), 'the name is too long'],
])('%s', async (uri, expected) =>
  expect(await refusal(() => read(uri))).toContain(`read \`${uri}\`: ${expected}`),
);

test('a link to itself', async () => {
  symlinkSync('loop', join(cwd, 'loop'));
  expect(await refusal(() => read('loop'))).toBe('read `loop`: too many symbolic links');
});

test('the limit holds for files and for stdin', async () => {
  const size = Buffer.byteLength(text);
  expect((await read('plan.json', size)).info.bytes).toBe(size);
  expect(await refusal(() => read('plan.json', size - 1))).toBe(
    `read \`plan.json\`: is larger than the limit of ${size - 1} bytes`,
  );
  expect((await readBytes(text, { maxBytes: size })).info.bytes).toBe(size);
  expect(await refusal(() => readBytes(text, { maxBytes: size - 1 }))).toContain(
    'read stdin: is larger than',
  );
});

test('stdin without end stops at the limit', { timeout: 5000 }, async () => {
  let sent = 0;
  function* zeros() {
    for (;;) yield Buffer.alloc(1024, ' '.repeat(1 + (sent++ % 2)));
  }
  const stdin = Readable.from(zeros());
  expect(await refusal(() => readInput('-', { cwd, stdin }, { maxBytes: 1 << 20 }))).toContain(
    'larger than the limit',
  );
  expect(sent).toBeLessThan(1100);
});

test('stdin that fails, or is a terminal', async () => {
  const broken = new Readable({
    read() {
      this.destroy(Object.assign(new Error('SECRET'), { code: 'EIO' }));
    },
  });
  expect(await refusal(() => readInput('-', { cwd, stdin: broken }))).toBe('read stdin: the system says EIO');
  const terminal = Object.assign(Readable.from([]), { isTTY: true });
  expect(await refusal(() => readInput('-', { cwd, stdin: terminal }))).toContain('got a terminal');
});

test('stdin in many chunks, that cut characters', async () => {
  const bytes = Buffer.from(text);
  const chunks = Array.from(bytes, (_, n) => bytes.subarray(n, n + 1));
  const { info } = await readInput('-', { cwd, stdin: Readable.from(chunks) });
  expect(info.digest).toBe((await readBytes(text)).info.digest);
});
