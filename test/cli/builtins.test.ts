import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import type * as artifact from '../../src/compile/toolchain-artifact.ts';
import { denyIf, ruleSource } from '../evaluate/rules.ts';
import { databases, fixture, report, run, tempFolder } from './run.ts';

vi.setConfig({ testTimeout: 120_000 });

// Only the evaluator asks for the artifact in this process: the compiler works in another thread.
const started = vi.hoisted(() => ({ count: 0 }));
vi.mock('../../src/compile/toolchain-artifact.ts', async (original) => {
  const real = await original<typeof artifact>();
  const builtinsFor: typeof real.builtinsFor = async (...given) => {
    const loaded = await real.builtinsFor(...given);
    if (loaded !== undefined) started.count += 1;
    return loaded;
  };
  return { ...real, builtinsFor };
});
afterEach(() => {
  started.count = 0;
});

/** A certificate of 2025 to 2027 and its authority's, made for this test; the keys are gone. */
const chain = readFileSync(new URL('./chain.pem', import.meta.url), 'utf8');

/** A pack whose only rule denies each resource with a message, and the message of a run. */
async function message(body: string, ...more: string[]): Promise<string | undefined> {
  const policy = tempFolder({ 'own/one.rego': ruleSource(body) });
  const { report: made, code } = await report(
    ['--no-builtin', '--policy', policy, '--now', '2026-06-01T12:00:00.5+02:00', ...more, '-'],
    { stdin: databases({ one: true }) },
  );
  expect(code).toBe(1);
  return made.results[0]?.message;
}
const says = (expression: string): string => denyIf('true', `sprintf("%v", [${expression}])`);

test.each([
  [
    'json.patch',
    'json.patch({"a": 1}, [{"op": "add", "path": "/b", "value": {2, 1}}])',
    '{"a": 1, "b": {1, 2}}',
  ],
  ['time.parse_rfc3339_ns', 'time.parse_rfc3339_ns("1970-01-01T00:00:01Z")', '1000000000'],
  ['sprintf', 'sprintf("%05.1f|%-4s|%x", [3.14159, "a", 255])', '003.1|a   |ff'],
  ['semver.compare', '[semver.compare("1.10.0", v) | some v in ["1.9.9", "1.10.0", "2.0.0"]]', '[1, 0, -1]'],
  ['crypto.x509', `crypto.x509.parse_certificates(\`${chain}\`)[1].Subject.CommonName`, 'orders.example.com'],
  ['time.now_ns', 'time.now_ns() == time.parse_rfc3339_ns(input.now)', 'true'],
  ['input.now', '[input.now, time.now_ns()]', '["2026-06-01T10:00:00.500Z", 1780308000500000000]'],
])('a rule of a pack calls %s', async (_, expression, expected) => {
  expect(await message(says(expression))).toBe(expected);
  expect(started.count).toBe(1);
});

test.each([
  ['2024-12-31', 'false'],
  ['2026-12-31', 'true'],
  ['2027-01-02', 'false'],
])('a certificate is verified at the instant of the run: %s', async (now, valid) => {
  const body = says(`crypto.x509.parse_and_verify_certificates(\`${chain}\`)[0]`);
  expect(await message(body, '--now', now)).toBe(valid);
});

test('the built-in pack calls none, so none is started', async () => {
  const { report: made } = await report([fixture('violations/platform/plan.json')]);
  expect(made.results.length).toBeGreaterThan(0);
  expect(started.count).toBe(0);
});

test('a call that is refused is exit 2, with place, rule, reason and the next step', async () => {
  const files = {
    'own/one.rego': ruleSource(denyIf('http.send({"url": r.attributes.url}).status_code != 200')),
  };
  const ran = await run(['check', '--policy', tempFolder(files), '-'], { stdin: databases({ one: true }) });
  expect({ code: ran.code, out: ran.out }).toEqual({ code: 2, out: '' });
  expect(ran.err).toMatch(
    /^driftgate: policy `own\/one\.rego:14:2` of rule `T-ONE-01` calls `http\.send`, which asks the network: .+\n {2}hint: fetch it before the run .+\n$/,
  );
});

test('the same plan gives the same bytes, whatever the day', async () => {
  const policy = tempFolder({ 'one.rego': ruleSource(says('[time.now_ns(), input.now]')) });
  const args = ['check', '--no-builtin', '--policy', policy, '--now', '2026-06-01', '--format', 'json', '-'];
  const stdin = databases({ one: true, two: false });
  const first = await run(args, { stdin });
  expect((await run(args, { stdin })).out).toBe(first.out);
  expect(first.out).toContain('[1780272000000000000, \\"2026-06-01T00:00:00.000Z\\"]');
});
