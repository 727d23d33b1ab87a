import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatNames } from '../../src/report/index.ts';
import { fixture, run, tempFolder } from '../cli/run.ts';

const canaries = (
  JSON.parse(readFileSync(fixture('plans/sensitive/canaries.json'), 'utf8')) as {
    canaries: { token: string }[];
  }
).canaries.map(({ token }) => token);
const plan = fixture('plans/sensitive/plan.json');
const state = fixture('plans/sensitive/state.json');

/** A rule that says all it sees: every text of every resource, keys too. */
const gossip = `# METADATA
# title: Gossip
# description: Says all that it sees
# scope: package
# custom:
#   id: OWN-GOSSIP-01
#   severity: critical
#   resource_types: ["*"]
#   remediation: none
package own.gossip

deny contains {"key": r.key, "path": path, "message": message} if {
	some r in input.resources
	some where, value
	walk(r, [where, value])
	is_string(value)
	path := concat("", ["/", concat("/", [part | some step in where; part := format(step)])])
	message := substring(concat(" ", ["saw", value]), 0, 1500)
}

format(step) := step if is_string(step)

format(step) := format_int(step, 10) if is_number(step)
`;

/** How a secret may look on its way out. */
const disguises = (token: string): string[] => [
  token,
  Buffer.from(token).toString('base64').replace(/=+$/, '').slice(0, -1),
  Buffer.from(token).toString('hex'),
  encodeURIComponent(token),
  JSON.stringify(token).slice(1, -1),
  token.replaceAll('-', '&#45;'),
  token.replaceAll('-', '\\-'),
];

const leaks = (text: string): string[] =>
  canaries.filter((token) => disguises(token).some((each) => text.includes(each)));

test('the canaries are in the inputs, so that they could be found', () => {
  expect(canaries.length).toBeGreaterThanOrEqual(20);
  expect(leaks(readFileSync(plan, 'utf8'))).toHaveLength(canaries.length);
  expect(leaks(readFileSync(state, 'utf8')).length).toBeGreaterThan(3);
});

test.each([
  ['a plan', plan],
  ['a state', state],
])('no canary of %s in any report, message or cache', async (_, input) => {
  const folder = tempFolder({ 'pack/gossip.rego': gossip });
  const env = { DRIFTGATE_CACHE_DIR: join(folder, 'cache') };
  const formats = formatNames.flatMap((format) => [
    '--format',
    format === 'text' ? 'text' : `${format}=report.${format}`,
  ]);
  const { code, out, err } = await run(['check', input, '--policy', 'pack', '--include-passed', ...formats], {
    cwd: folder,
    env,
  });
  expect(code).toBe(1);
  expect(leaks(out + err)).toEqual([]);
  for (const format of formatNames.filter((each) => each !== 'text')) {
    const text = readFileSync(join(folder, `report.${format}`), 'utf8');
    expect(text).toContain('GOSSIP');
    expect({ format, leaks: leaks(text) }).toEqual({ format, leaks: [] });
  }
  const cached = readdirSync(join(folder, 'cache'));
  expect(cached).toHaveLength(1);
  for (const file of cached) expect(leaks(readFileSync(join(folder, 'cache', file), 'latin1'))).toEqual([]);
});

test('in an error, wherever the plan is cut or damaged', async () => {
  const text = readFileSync(plan, 'utf8');
  const folder = tempFolder();
  for (const token of canaries.slice(0, 6)) {
    const at = text.indexOf(token) + 12;
    for (const damaged of [
      text.slice(0, at),
      `${text.slice(0, at)}\u0001${text.slice(at)}`,
      `${text.slice(0, at)}"${text.slice(at)}`,
    ]) {
      const { code, out, err } = await run(['check', '-'], {
        cwd: folder,
        env: { DRIFTGATE_DEBUG: '1' },
        stdin: damaged,
      });
      expect(code).toBe(2);
      expect(leaks(out + err)).toEqual([]);
    }
  }
});
