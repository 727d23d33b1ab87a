import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadArtifact } from '../../src/compile/toolchain-artifact.ts';
import { createEngine } from '../../src/evaluate/engine.ts';
import { type Pool, type PoolLimits, startPool } from '../../src/evaluate/pool.ts';
import type { Pack } from '../../src/model/rule.ts';
import { denyIf, encoded, packOf } from './rules.ts';

/** Rules that call built-ins which a module does not bring, in the workers that they run in. */
const bodies = {
  'T-COMPARE-01': denyIf('semver.compare(r.attributes.version, "1.10.0") < 0'),
  'T-EXPAND-01': denyIf('count(net.cidr_expand(r.attributes.cidr)) > 1'),
  'T-FAULT-01': denyIf('semver.compare("x", r.attributes.version) < 1'),
  'T-NATIVE-01': denyIf('startswith(r.attributes.version, "1.")'),
  'T-NOW-01': denyIf('true', 'sprintf("%d", [time.now_ns()])'),
  // Compares two lists of zeros at some 10^9 places, in little memory.
  'T-SUBSET-01': denyIf('object.subset(zeros(60000), array.concat(zeros(30000), [1]))').concat(
    '\n\nzeros(n) := [0 | some _ in numbers.range(1, n)]',
  ),
  'T-TEXT-01': denyIf(
    'true',
    'sprintf("%s|%v|%d", [r.attributes.text, {r.attributes.text}, 12345678901234567890])',
  ),
};
type Id = keyof typeof bodies;
const now = '2026-06-01T00:00:00Z';
const mebibyte = 2 ** 20;
const nameOf = (id: Id): string => `driftgate/main/rule_${id.toLowerCase().replaceAll('-', '_')}`;

let pack: Pack;
let limited: WebAssembly.Module;
beforeAll(async () => {
  pack = await packOf(bodies);
  limited = await loadArtifact(undefined, 128 * mebibyte);
}, 60_000);

let pool: Pool | undefined;
afterEach(() => pool?.close());

const resource = { version: '1.9.0', cidr: '10.0.0.0/8', text: '日本"\u0001' };
function asking(ids: readonly Id[], limits: Partial<PoolLimits> = {}, attributes: object = {}) {
  const entrypoints = pack.manifest.rules.map(({ entrypoint }) => entrypoint);
  const module = { wasm: pack.wasm, entrypoints, data: {} };
  const within = { runMs: 60_000, taskMs: 30_000, maxBytes: 256 * mebibyte, ...limits };
  pool = startPool([module], within, { toolchain: limited, now });
  const input = encoded({ resources: [{ key: 'k', attributes: { ...resource, ...attributes } }] });
  return pool.ask({ input, tasks: ids.map((id) => ({ module: 0, entrypoint: nameOf(id) })) });
}
const denied = (message = 'denied') => ({ ok: true, value: { deny: [{ key: 'k', path: '/a', message }] } });
const silent = { ok: true, value: { deny: [] } };
const failed = (message: string) => ({ ok: false, message: expect.stringContaining(message) });

test('the manifest lists what is called', () => {
  expect(pack.manifest.builtins).toEqual([
    'net.cidr_expand',
    'object.subset',
    'semver.compare',
    'sprintf',
    'time.now_ns',
  ]);
});

test("answers are OPA's: text, sets, long numbers and the instant of the run", async () => {
  expect(await asking(['T-COMPARE-01', 'T-TEXT-01', 'T-NOW-01', 'T-NATIVE-01'])).toEqual([
    denied(),
    denied('日本"\u0001|{"日本\\"\\x01"}|12345678901234567890'),
    denied(`${Date.parse(now)}000000`),
    denied(),
  ]);
}, 60_000);

test.each([
  ['text that is no version', { version: 'latest' }],
  ['a number', { version: 3 }],
  ['a null', { version: null }],
])(
  'an error in a built-in is undefined, and the rule goes on: %s',
  async (_, attributes) => {
    expect(await asking(['T-COMPARE-01', 'T-FAULT-01', 'T-NATIVE-01'], {}, attributes)).toEqual([
      silent,
      silent,
      silent,
    ]);
  },
  60_000,
);

describe('a built-in that is handed too much', () => {
  test('is stopped by the limit of time, and the others are answered', async () => {
    const asked = asking(['T-COMPARE-01', 'T-SUBSET-01', 'T-NATIVE-01', 'T-COMPARE-01'], { taskMs: 6_000 });
    expect(await asked).toEqual([denied(), failed('took longer than 6 s on one batch'), denied(), denied()]);
  }, 60_000);

  test('is stopped by the limit of memory, and the others are answered', async () => {
    const before = process.memoryUsage().rss;
    expect(await asking(['T-COMPARE-01', 'T-EXPAND-01', 'T-COMPARE-01'])).toEqual([
      denied(),
      failed('`net.cidr_expand` ran out of memory or of stack'),
      denied(),
    ]);
    expect(process.memoryUsage().rss - before).toBeLessThan(600 * mebibyte);
  }, 60_000);
});

test('a module that calls out is refused where nobody answers', () => {
  const engine = createEngine(new WebAssembly.Module(pack.wasm as Uint8Array<ArrayBuffer>), {
    data: {},
    entrypoints: [],
    maxBytes: 64 * mebibyte,
  });
  expect(() => engine.evaluate(encoded({}), [nameOf('T-NATIVE-01')], () => undefined)).toThrow(
    'the module does not load: it calls `net.cidr_expand`, `object.subset`, `semver.compare`, `sprintf`, `time.now_ns`, and there is nothing to answer',
  );
});
