import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { expect, test } from 'vitest';
import { root, tempFolder } from '../../cli/run.ts';
import { rawItem } from './raw.ts';

/** Files of one size: plain and packed. */
const perFile = 10_000;
const files = ['a.json', 'b.json.gz', 'c.json', 'd.json.gz'];

function* delivery(file: string): Generator<string> {
  const configuration = {
    description: 'x'.repeat(2_500),
    list: Array.from({ length: 40 }, (_, n) => ({ n })),
  };
  yield '{"fileVersion":"1.0","configSnapshotId":"s","configurationItems":[';
  for (let n = 0; n < perFile; n++)
    yield `${n === 0 ? '' : ','}${JSON.stringify(rawItem('AWS::SQS::Queue', `${file}${n}`, { configuration }))}`;
  yield ']}';
}

test('a folder of 120 MB is read in a heap of 48 MB, one item at a time', async () => {
  const cwd = tempFolder();
  mkdirSync(join(cwd, 'AWSLogs'));
  for (const file of files) {
    const out = createWriteStream(join(cwd, 'AWSLogs', file));
    if (file.endsWith('.gz')) await pipeline(delivery(file), createGzip({ level: 1 }), out);
    else await pipeline(delivery(file), out);
  }
  const program = `
    const { readSource } = await import(${JSON.stringify(join(root, 'dist/read/read.js'))});
    const input = await readSource('AWSLogs', { cwd: ${JSON.stringify(cwd)}, stdin: process.stdin, env: {} });
    let items = 0;
    for await (const item of input.items()) items += item.id === '' ? 0 : 1;
    console.log(JSON.stringify({ items, bytes: input.info.bytes }));`;
  const out = execFileSync(
    process.execPath,
    ['--max-old-space-size=48', '--input-type=module', '-e', program],
    {
      encoding: 'utf8',
    },
  );
  const { items, bytes } = JSON.parse(out) as { items: number; bytes: number };
  expect(items).toBe(files.length * perFile);
  expect(bytes).toBeGreaterThan(120e6);
});
