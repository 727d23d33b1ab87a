import { expect, test } from 'vitest';
import { bomb, denyIf, memoryBomb, ruleSource } from '../evaluate/rules.ts';
import { databases, report, tempFolder } from './run.ts';

const unencrypted = denyIf('r.attributes.storage_encrypted == false');
const clash = `${denyIf('c == 1')}\n\nc := 1 if input.now\n\nc := 2 if input.resources`;
/** Rules that do harm, and some before and after them that do not. */
const rules = {
  'A-GOOD-01': unencrypted,
  'B-BOMB-01': bomb,
  'C-CLASH-01': clash,
  'D-GOOD-01': unencrypted,
  'E-MEMORY-01': memoryBomb,
  'F-GOOD-01': unencrypted,
};
const folder = tempFolder({
  'short.yaml': 'limits: {ruleTimeoutSeconds: 1, memoryMegabytes: 256}',
  'long.yaml': 'limits: {ruleTimeoutSeconds: 60}',
  ...Object.fromEntries(
    Object.entries(rules).map(([id, body]) => [`pack/${id}.rego`, ruleSource(body, { id })]),
  ),
});
const stdin = databases({ open: false, closed: true });
const check = (...args: string[]) =>
  report(['--no-builtin', '--policy', 'pack', ...args, '-'], { cwd: folder, stdin });

test('rules that do harm are named with the reason, the others are reported, and the exit is 2', async () => {
  // The first run compiles the pack.
  await check('--config', 'short.yaml');
  const begun = performance.now();
  const { code, report: said } = await check('--config', 'short.yaml', '--soft-fail');
  // Two limits of a second, and a second each.
  expect(performance.now() - begun).toBeLessThan(4_000);
  expect(code).toBe(2);
  const stopped = /^took longer than 1 s on one batch of resources$|^opa_malloc: failed$/;
  expect(said.errors).toEqual([
    { rule: 'B-BOMB-01', message: expect.stringMatching(stopped) },
    { rule: 'C-CLASH-01', message: expect.stringContaining('conflict') },
    { rule: 'E-MEMORY-01', message: expect.stringMatching(stopped) },
  ]);
  expect(said.results.map(({ rule, address }) => `${rule} ${address}`)).toEqual(
    ['A-GOOD-01', 'D-GOOD-01', 'F-GOOD-01'].map((rule) => `${rule} aws_db_instance.open`),
  );
  expect(said.gate.reasons).toEqual([
    '3 rules could not be evaluated: B-BOMB-01, C-CLASH-01, E-MEMORY-01',
    '3 high',
  ]);
});

test('the limit of the run holds where that of a rule does not', async () => {
  const begun = performance.now();
  const { code, report: said } = await check('--config', 'long.yaml', '--timeout', '1');
  expect(performance.now() - begun).toBeLessThan(6_000);
  expect(code).toBe(2);
  expect(said.errors.map(({ rule }) => rule)).toContain('B-BOMB-01');
});
