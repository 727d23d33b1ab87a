import type { Worker } from 'node:worker_threads';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Pool, type PoolLimits, startPool } from '../../src/evaluate/pool.ts';
import type { Pack } from '../../src/model/rule.ts';
import { encoded, entrypointOf, type Id, testPack } from './rules.ts';

/** The workers that the pool started, so that a test can end one. */
const { workers } = vi.hoisted(() => ({ workers: [] as Worker[] }));
vi.mock('node:worker_threads', async (original) => {
  const real = await original<typeof import('node:worker_threads')>();
  class Watched extends real.Worker {
    constructor(...given: ConstructorParameters<typeof real.Worker>) {
      super(...given);
      workers.push(this);
    }
  }
  return { ...real, Worker: Watched };
});

let pack: Pack;
beforeAll(async () => {
  pack = await testPack();
}, 60_000);

let pool: Pool | undefined;
afterEach(async () => {
  await pool?.close();
  pool = undefined;
  workers.length = 0;
});

const entrypoints = (): string[] => [
  'driftgate/main/canary',
  ...pack.manifest.rules.map(({ entrypoint }) => entrypoint),
];
function start(
  limits: Partial<PoolLimits> = {},
  more: { entrypoints?: string[]; wasm?: Uint8Array } = {},
): Pool {
  const module = { wasm: pack.wasm, entrypoints: entrypoints(), data: {}, ...more };
  pool = startPool([module], { runMs: 20_000, taskMs: 1_000, maxBytes: 2 ** 31, ...limits });
  return pool;
}

const input = encoded({ resources: [{ key: 'k', attributes: { bad: true } }] });
const asking = (...ids: Id[]) => ({
  input,
  tasks: ids.map((id) => ({ module: 0, entrypoint: entrypointOf(id) })),
});
const denied = { ok: true, value: { deny: [{ key: 'k', path: '/a', message: 'denied' }] } };
const failed = (message: string) => ({ ok: false, message: expect.stringContaining(message) });
const tooLong = failed('took longer than 1 s on one batch');
const elapsed = async (work: Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work;
  return performance.now() - begun;
};

describe('a rule that does not end', () => {
  test('is stopped within its limit and a second, and the others are answered', async () => {
    const on = start();
    await on.ask(asking('T-BAD-01'));
    const asked = on.ask(asking('T-BAD-01', 'T-BOMB-01', 'T-BAD-01'));
    expect(await elapsed(asked)).toBeLessThan(2_000);
    expect(await asked).toEqual([denied, tooLong, denied]);
  });

  test('is not asked again: the next question costs nothing', async () => {
    const on = start();
    await on.ask(asking('T-BOMB-01'));
    const again = on.ask(asking('T-BOMB-01', 'T-BAD-01'));
    expect(await elapsed(again)).toBeLessThan(900);
    expect(await again).toEqual([tooLong, denied]);
  });

  test('does not take down a question that waits behind it', async () => {
    const on = start();
    const [first, second] = await Promise.all([
      on.ask(asking('T-BOMB-01')),
      on.ask(asking('T-BAD-01', 'T-BAD-01')),
    ]);
    expect(first).toEqual([tooLong]);
    expect(second).toEqual([denied, denied]);
  });

  test('is stopped by the limit of the run as well, and says so', async () => {
    const on = start({ runMs: 1_200, taskMs: 60_000 });
    const asked = on.ask(asking('T-BAD-01', 'T-BOMB-01'));
    expect(await elapsed(asked)).toBeLessThan(2_700);
    // What was not answered by then is an error, what stood before it in the same question too.
    expect((await asked)[1]).toEqual(failed('took longer than 1.2 s in all'));
    expect(await on.ask(asking('T-BOMB-01'))).toEqual([failed('in all')]);
  });
});

test('a rule that takes all memory is an error, and the others are answered', async () => {
  const before = process.memoryUsage().rss;
  const asked = start({ taskMs: 10_000, maxBytes: 2 ** 26 }).ask(
    asking('T-BAD-01', 'T-MEMORY-01', 'T-BAD-01'),
  );
  expect(await asked).toEqual([denied, failed('opa_malloc: failed'), denied]);
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * 2 ** 20);
}, 15_000);

describe('a worker that goes away', () => {
  test.each<[string, (worker: Worker) => unknown]>([
    ['ended', (worker) => worker.terminate()],
    ['an error', (worker) => worker.emit('error', new Error('heap is full'))],
    ['an exit', (worker) => worker.emit('exit', 0)],
  ])('%s: its questions are answered or errors, none is lost', async (_, end) => {
    const on = start({ taskMs: 5_000 });
    const asked = [on.ask(asking('T-BAD-01', 'T-BAD-01')), on.ask(asking('T-BAD-01'))];
    await end(workers[0] as Worker);
    const outcomes = await Promise.all(asked);
    expect(outcomes.map((each) => each.length)).toEqual([2, 1]);
    for (const outcome of outcomes.flat()) {
      if (outcome.ok) expect(outcome).toEqual(denied);
      else expect(outcome.message).toMatch(/^the engine (failed: heap is full|ended unexpectedly)$/);
    }
    expect(workers).toHaveLength(2);
  });

  test('in the middle of a rule: the rule that it was at is blamed, the rest is asked again', async () => {
    const on = start({ taskMs: 20_000 });
    await on.ask(asking('T-BAD-01'));
    const asked = on.ask(asking('T-BAD-01', 'T-BOMB-01', 'T-BAD-01'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await workers[0]?.terminate();
    expect(await asked).toEqual([denied, failed('the engine ended unexpectedly'), denied]);
  });

  test('while it has nothing to do: nothing is believed any more', async () => {
    const on = start();
    await on.ask(asking('T-BAD-01'));
    await workers[0]?.terminate();
    await expect(on.ask(asking('T-BAD-01'))).rejects.toThrow('the engine ended unexpectedly');
    await expect(on.room()).rejects.toThrow('the engine ended unexpectedly');
  });
});

describe('a module that does not load', () => {
  test.each<[string, () => object]>([
    ['no module at all', () => ({ wasm: new Uint8Array([0, 1, 2]) })],
    ['a cut module', () => ({ wasm: pack.wasm.slice(0, -100) })],
    ['a missing entrypoint', () => ({ entrypoints: [...entrypoints(), 'driftgate/main/rule_gone'] })],
    ['another module', () => ({ wasm: Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0]) })],
  ])('%s is refused, and every question with it', async (_, more) => {
    const on = start({}, more());
    const asked = [on.ask(asking('T-BAD-01')), on.ask(asking('T-BAD-01'))];
    for (const each of asked) await expect(each).rejects.toThrow('a policy module was refused');
    await expect(on.ask(asking('T-BAD-01'))).rejects.toThrow('a policy module was refused');
  });
});

test('room is given to as many questions as a worker can hold, and again when one is answered', async () => {
  const on = start();
  const answers = Array.from({ length: 20 }, async () => {
    await on.room();
    return on.ask(asking('T-BAD-01'));
  });
  expect((await Promise.all(answers)).flat()).toEqual(Array.from({ length: 20 }, () => denied));
});

test('many workers give the answers in the order of the questions', async () => {
  const on = start();
  on.widen(3);
  const inputs = Array.from({ length: 60 }, (_, n) =>
    encoded({ resources: [{ key: `k${n}`, attributes: { bad: true } }] }),
  );
  const tasks = [{ module: 0, entrypoint: entrypointOf('T-BAD-01') }];
  const answers = await Promise.all(inputs.map(async (each) => on.ask({ input: each, tasks })));
  expect(
    answers.map(([outcome]) => (outcome as { value: { deny: { key: string }[] } }).value.deny[0]?.key),
  ).toEqual(inputs.map((_, n) => `k${n}`));
  expect(workers).toHaveLength(3);
});
