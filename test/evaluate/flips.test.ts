import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, test } from 'vitest';
import { documentOf } from '../../src/author/document.ts';
import { builtinPack } from '../../src/compile/compile.ts';
import { startEvaluator } from '../../src/evaluate/evaluate.ts';
import type { Pack } from '../../src/model/rule.ts';
import { activeRules, encoded, entrypointOf, type Id, seeded, testPack } from './rules.ts';

/** Bits of a compiled module change on a bad disk. None may take a finding away. */
const flips = 200;

const limits = { runMs: 20_000, taskMs: 5_000, maxBytes: 2 ** 26 };
const options = { limits, workers: 1, now: '2026-06-01T00:00:00Z', keepPasses: false };
const flipped = (bytes: Uint8Array, bit: number): Uint8Array<ArrayBuffer> => {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
};

const asked: readonly Id[] = ['T-BAD-01', 'T-NAME-01', 'T-TAG-01'];
let pack: Pack;
beforeAll(async () => {
  pack = await testPack();
}, 60_000);

const documents = {
  module: () => pack,
  'built-in module': builtinPack,
};

describe.each(Object.entries(documents))('a flipped bit of the %s', (_, packed) => {
  test('is refused by its hash before anything is asked', async () => {
    const { manifest, wasm } = await packed();
    const random = seeded(3);
    for (let n = 0; n < flips; n++) {
      const damaged = { manifest, wasm: flipped(wasm, random(wasm.length * 8)) };
      expect(() => startEvaluator([damaged], activeRules(damaged), options)).toThrow('are damaged');
    }
  });
});

test('a module of another pack is refused, and the intact one is asked', async () => {
  const { manifest } = pack;
  const { wasm } = await builtinPack();
  expect(() => startEvaluator([{ manifest, wasm }], activeRules(pack), options)).toThrow('are damaged');
  const evaluator = startEvaluator([pack], activeRules(pack, asked), options);
  const { findings } = await evaluator.evaluate(documentOf({ resources: [{ attributes: { bad: true } }] }));
  await evaluator.close();
  expect(findings.map(({ rule }) => rule.id).sort()).toEqual(['T-BAD-01', 'T-TAG-01']);
});

/** Answers of modules with one bit flipped, from a worker that is ended when it does not come back. */
async function answers(
  bits: readonly number[],
  entrypoints: readonly string[],
  input: Uint8Array,
): Promise<string[]> {
  const got: string[] = [];
  while (got.length < bits.length) {
    const workerData = { wasm: pack.wasm, bits: bits.slice(got.length), entrypoints, input };
    const worker = new Worker(new URL('./flips-worker.mjs', import.meta.url), {
      workerData,
      stdout: true,
      stderr: true,
    });
    const stalled = await new Promise<boolean>((resolve) => {
      let timer = setTimeout(resolve, 3_000, true);
      worker.on('message', (answer: string) => {
        clearTimeout(timer);
        timer = setTimeout(resolve, 500, true);
        got.push(answer);
        if (got.length === bits.length) resolve(false);
      });
      worker.on('error', () => resolve(true));
    });
    await worker.terminate();
    if (stalled) got.push('never ended');
  }
  return got;
}

test('without the hash most flips are caught by the engine and its canary, and no more than a few lie', async () => {
  const entrypoints = asked.map(entrypointOf);
  const input = encoded({
    resources: [
      { key: 'a', attributes: { bad: true, name: 'xxx' }, tags: {} },
      { key: 'b', attributes: { bad: false, name: 'xyx' }, tags: { Owner: 'team-é' } },
    ],
  });
  const random = seeded(5);
  const size = pack.wasm.length * 8;
  const bits = [-1, ...Array.from({ length: flips }, () => random(size))];
  const [intact, ...damaged] = await answers(bits, entrypoints, input);
  expect(intact?.match(/"key":"a"/g)).toHaveLength(3);
  const lies = damaged.filter(
    (answer) => answer !== intact && answer.startsWith('[') && !answer.includes('"ok":false'),
  );
  const caught = damaged.filter((answer) => answer !== intact && !lies.includes(answer));
  expect(caught.length).toBeGreaterThan(flips * 0.2);
  expect(lies.length).toBeLessThan(flips * 0.05);
}, 60_000);
