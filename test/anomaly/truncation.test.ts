import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { Pack } from '../../src/model/rule.ts';
import { fixture, run } from '../cli/run.ts';

// The whole program but for two things that 16,000 runs share: the pack is read once, and a worker is started only
// for a document to be judged (which is the case that must not occur).
vi.mock('../../src/compile/compile.ts', async (original) => {
  const real = await original<typeof import('../../src/compile/compile.ts')>();
  let pack: Promise<Pack> | undefined;
  return { ...real, builtinPack: () => (pack ??= real.builtinPack()) };
});
vi.mock('../../src/evaluate/evaluate.ts', async (original) => {
  const real = await original<typeof import('../../src/evaluate/evaluate.ts')>();
  const startEvaluator: typeof real.startEvaluator = (...given) => {
    let started: ReturnType<typeof real.startEvaluator> | undefined;
    return {
      expect: () => undefined,
      evaluate: (...asked) => (started ??= real.startEvaluator(...given)).evaluate(...asked),
      close: async () => started?.close(),
    };
  };
  return { ...real, startEvaluator };
});

test('a plan cut at any byte is exit 2, without a report, and with one sentence', async () => {
  const text = readFileSync(fixture('plans/opentofu/plan.json'), 'utf8').trimEnd();
  const bytes = Buffer.from(text);
  expect(bytes.length).toBeGreaterThan(15_000);
  expect((await run(['check', '-'], { stdin: bytes })).code).toBe(1);
  const cut = async (end: number): Promise<void> => {
    const ran = await run(['check', '-'], { stdin: bytes.subarray(0, end) });
    if (ran.code !== 2 || ran.out !== '' || !/^driftgate: read stdin: .+\n( {2}hint: .+\n)?$/.test(ran.err)) {
      expect.fail(`cut at ${end}: exit ${ran.code}, ${ran.err}`);
    }
    cuts += 1;
  };
  let cuts = 0;
  for (let start = 0; start < bytes.length; start += 32) {
    const ends = Array.from({ length: Math.min(32, bytes.length - start) }, (_, index) => start + index);
    await Promise.all(ends.map(cut));
  }
  expect(cuts).toBe(bytes.length);
}, 120_000);
