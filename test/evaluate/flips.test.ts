import { beforeAll, describe, expect, test } from 'vitest';
import { builtinPack } from '../../src/compile/compile.ts';
import { createEngine, type Outcome } from '../../src/evaluate/engine.ts';
import { startEvaluator } from '../../src/evaluate/evaluate.ts';
import type { Pack } from '../../src/model/rule.ts';
import { documentOf } from '../policies/harness.ts';
import { activeRules, denyIf, encoded, entrypointOf, packOf, seeded } from './rules.ts';

/** Bits of a compiled module change on a bad disk. None may take a finding away. */
const flips = 200;

const limits = { runMs: 20_000, taskMs: 5_000, maxBytes: 2 ** 26 };
const options = { limits, workers: 1, now: '2026-06-01T00:00:00Z', keepPasses: false };
const flipped = (bytes: Uint8Array, bit: number): Uint8Array<ArrayBuffer> => {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
};

let pack: Pack;
beforeAll(async () => {
  pack = await packOf({
    'T-BAD-01': denyIf('r.attributes.bad == true'),
    'T-NAME-01': denyIf('regex.match("^x+$", r.attributes.name)', 'concat(" ", ["is", r.attributes.name])'),
    'T-TAG-01': denyIf('not startswith(object.get(r.tags, "Owner", ""), "team-")'),
  });
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
  const evaluator = startEvaluator([pack], activeRules(pack), options);
  const { findings } = await evaluator.evaluate(documentOf({ resources: [{ attributes: { bad: true } }] }));
  await evaluator.close();
  expect(findings.map(({ rule }) => rule.id).sort()).toEqual(['T-BAD-01', 'T-TAG-01']);
});

test('without the hash, most are caught by the canary and the engine; what is left is why there is a hash', () => {
  const entrypoints = ['T-BAD-01', 'T-NAME-01', 'T-TAG-01'].map(entrypointOf);
  const input = encoded({
    resources: [
      { key: 'a', attributes: { bad: true, name: 'xxx' }, tags: {} },
      { key: 'b', attributes: { bad: false, name: 'xyx' }, tags: { Owner: 'team-é' } },
    ],
  });
  const answer = (wasm: Uint8Array): Outcome[] | 'refused' => {
    try {
      const module = new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>);
      return createEngine(module, { data: {}, entrypoints, maxBytes: 2 ** 25 }).evaluate(
        input,
        entrypoints,
        () => undefined,
      );
    } catch {
      return 'refused';
    }
  };
  const intact = answer(pack.wasm) as Outcome[];
  expect(intact.map((outcome) => outcome.ok && (outcome.value as { deny: unknown[] }).deny.length)).toEqual([
    1, 1, 1,
  ]);
  const random = seeded(5);
  const tally = { same: 0, refused: 0, other: 0 };
  for (let n = 0; n < flips; n++) {
    const got = answer(flipped(pack.wasm, random(pack.wasm.length * 8)));
    const told = got === 'refused' || got.some(({ ok }) => !ok);
    tally[told ? 'refused' : JSON.stringify(got) === JSON.stringify(intact) ? 'same' : 'other'] += 1;
  }
  expect(tally.same + tally.refused).toBeGreaterThan(flips * 0.95);
  expect(tally.refused).toBeGreaterThan(flips * 0.2);
});
