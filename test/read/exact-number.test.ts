import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import {
  exactNumberText,
  isExactNumber,
  markExactNumber,
  restoreExactNumbers,
} from '../../src/model/exact-number.ts';

test('a marked number comes back as its text', () => {
  const marked = markExactNumber('-1.50E+400');
  expect(isExactNumber(marked)).toBe(true);
  expect(exactNumberText(marked)).toBe('-1.50E+400');
  expect(restoreExactNumbers(JSON.stringify({ a: [marked, 'x'] }))).toBe('{"a":[-1.50E+400,"x"]}');
});

test.each(['exact-number:1', `exact-number:${'0'.repeat(32)}:1`, '1', ''])(
  '%j of a user is a string',
  (text) => {
    expect(isExactNumber(text)).toBe(false);
    expect(exactNumberText(text)).toBe(text);
    expect(restoreExactNumbers(JSON.stringify([text]))).toBe(JSON.stringify([text]));
  },
);

test('a mark around anything but a number stays a string', () => {
  const json = JSON.stringify([`${markExactNumber('1')}],"pwned":[`, markExactNumber('null')]);
  expect(restoreExactNumbers(json)).toBe(json);
});

test('a worker has the same mark', async () => {
  const environment = `
    const { getEnvironmentData, parentPort } = require('node:worker_threads');
    parentPort.postMessage(getEnvironmentData('driftgate:exact-number'));`;
  const worker = new Worker(environment, { eval: true });
  const [nonce] = (await once(worker, 'message')) as [string];
  await worker.terminate();
  expect(markExactNumber('1')).toBe(`exact-number:${nonce}:1`);
});
