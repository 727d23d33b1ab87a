import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Report } from '../../src/model/outcome.ts';
import { type Around, fixture, run, tempFolder } from './run.ts';

const plan = fixture('plans/drift/plan.json');

async function drift(argv: readonly string[], around: Around = {}) {
  const ran = await run(['drift', '--env', 'prod', '--format', 'json', ...argv], around);
  if (ran.out === '') throw new Error(`no report: ${ran.err}`);
  return { ...ran, report: JSON.parse(ran.out) as Report };
}

const told = ({ drift: items }: Report) =>
  items.map(({ kind, address, attributes = [], policy, muted }) => [
    `${kind} ${address}`,
    attributes.map(({ path }) => path).join(' '),
    policy?.newlyViolates.join(' ') ?? '',
    muted ?? '',
  ]);

const byHand = [
  ['changed aws_security_group.app', '/ingress', 'NET-SG-01', ''],
  ['changed aws_db_instance.stock', '/backup_retention_period /multi_az', 'BKP-RDS-01 MAZ-RDS-01', ''],
  ['changed aws_sns_topic.alarms', '/tags_all/CostCenter', 'TAG-ALL-01', ''],
  ['missing aws_sqs_queue.picks', '', '', ''],
  ['changed aws_kms_key.depot', '/enable_key_rotation', '', ''],
  ['changed aws_autoscaling_group.pickers', '/desired_capacity', '', 'moved by scaling'],
];

test('the drift that a plan found is told, worst first, with what it does to policy', async () => {
  const { code, report } = await drift([plan]);
  expect(told(report)).toEqual(byHand);
  expect(code).toBe(3);
  const key = report.drift.find(({ address }) => address === 'aws_kms_key.depot');
  expect(key?.policy?.newlySatisfies).toEqual(['ENC-KMS-01']);
});

test('so is that of a plan with -refresh-only, which plans nothing', async () => {
  const { report } = await drift([fixture('plans/drift/refresh-only.json')]);
  expect(told(report)).toEqual(byHand);
});

test('a plan that found none passes', async () => {
  const { code, report } = await drift([fixture('plans/drift/noop.json')]);
  expect([code, report.drift, report.summary.drift?.compared]).toEqual([0, [], 11]);
});

test('what the plan leaves as it is does not count, and other drift of the resource does', async () => {
  const read = JSON.parse(readFileSync(plan, 'utf8'));
  const change = read.resource_changes.find(
    ({ address }: { address: string }) => address === 'aws_db_instance.stock',
  ).change;
  // As with ignore_changes = [multi_az].
  change.after.multi_az = change.before.multi_az;
  const folder = tempFolder({ 'plan.json': JSON.stringify(read) });
  const { report } = await drift(['plan.json'], { cwd: folder });
  const item = report.drift.find(({ address }) => address === 'aws_db_instance.stock');
  expect(item?.muted).toBeUndefined();
  expect(item?.attributes?.map(({ path, muted }) => [path, muted])).toEqual([
    ['/backup_retention_period', undefined],
    ['/multi_az', 'the plan leaves it as it is: ignore_changes, or the code says the same'],
  ]);
});

test('with --strict, what scaling moved counts', async () => {
  const { report } = await drift(['--strict', plan]);
  const group = report.drift.find(({ type }) => type === 'aws_autoscaling_group');
  expect([group?.muted, group?.attributes?.[0]]).toEqual([
    undefined,
    { path: '/desired_capacity', expected: 2, actual: 5 },
  ]);
});

test.each([
  ['none', '--fail-on-drift none', 0],
  ['any', '--fail-on-drift any --no-builtin', 3],
  ['policy without rules', '--no-builtin', 0],
  ['policy of critical only', '--fail-on critical', 3],
  ['policy of a rule that no drift is about', '--rule ENC-RDS-01', 0],
  ['soft', '--soft-fail', 0],
])('the gate, %s', async (_, flags, code) => {
  const ran = await drift([...flags.split(' '), plan]);
  expect(ran.code).toBe(code);
  expect(ran.report.gate.exitCode).toBe(code);
  expect(ran.report.drift).toHaveLength(6);
});
