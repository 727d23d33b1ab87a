import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { validate } from '../../src/model/generated/validate-report.js';
import type { Report } from '../../src/model/outcome.ts';
import { type Estate, estate, find, stated } from '../compare/estate.ts';
import { type Around, fixture, run, tempFolder } from './run.ts';

vi.setConfig({ testTimeout: 60_000 });

const sides = ['--expected', 'state.json', '--actual', 'snapshot.json'];

/** `driftgate drift` over the estate of the fixture, after a change. */
async function drift(
  change: (estate: Estate) => void,
  argv: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
  around: Around = {},
) {
  const own = estate();
  change(own);
  const cwd = tempFolder({ ...own.files(), ...files });
  const ran = await run(['drift', '--env', 'prod', '--format', 'json', ...sides, ...argv], {
    cwd,
    ...around,
  });
  if (ran.out === '') throw new Error(`no report: ${ran.err}`);
  const report = JSON.parse(ran.out) as Report;
  // Every report of this file is of the schema.
  expect(validate(report) || validate.errors).toBe(true);
  return { ...ran, report };
}
const unchanged = (): void => {};
const open = (own: Estate): void => {
  find(own, 'EC2::SecurityGroup', 'sg-0app').configuration.ipPermissions.push({
    ipProtocol: 'tcp',
    fromPort: 22,
    toPort: 22,
    ipv4Ranges: [{ cidrIp: '0.0.0.0/0' }],
  });
};
const slower = (own: Estate): void => {
  find(own, 'SQS::Queue', '/orders').configuration.VisibilityTimeout = '60';
};

test('an estate as it should be passes, and says what was compared', async () => {
  const { code, report } = await drift(unchanged, ['--fail-on-drift', 'any']);
  expect([code, report.drift, report.gate.reasons]).toEqual([0, [], []]);
  expect(report.summary.drift).toMatchObject({ compared: 79, ambiguous: 0, muted: 0, violating: 0 });
  expect(report.inputs.map(({ kind, warnings }) => [kind, warnings])).toEqual([
    ['state', []],
    ['aws-config', []],
  ]);
});

test('an opened port fails the night, a slower queue is a line in the report', async () => {
  const opened = await drift(open);
  expect(opened.code).toBe(3);
  expect(opened.report.drift).toMatchObject([
    {
      kind: 'changed',
      address: 'aws_security_group.app',
      severity: 'critical',
      policy: { newlyViolates: ['NET-SG-01'], newlySatisfies: [] },
      attributes: [{ path: '/ingress', expected: [], actual: ['tcp 22-22 0.0.0.0/0'] }],
    },
  ]);
  const slow = await drift(slower);
  expect([slow.code, slow.report.drift.length, slow.report.drift[0]?.policy]).toEqual([0, 1, undefined]);
  expect((await drift(slower, ['--fail-on-drift', 'any'])).code).toBe(3);
});

test('what is lost, made by hand or attached is told with what it does to policy', async () => {
  const { report } = await drift((own) => {
    const media = find(own, 'S3::Bucket', 'media').supplementaryConfiguration;
    media.PublicAccessBlockConfiguration = undefined;
    find(own, 'IAM::Role', 'AROAJUMP').configuration.attachedManagedPolicies.push({
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    });
    const byHand = JSON.parse(
      JSON.stringify(find(own, 'RDS::DBInstance', 'db-STOCK'))
        .replaceAll('stock', 'hand')
        .replaceAll('STOCK', 'HAND'),
    );
    byHand.configuration.storageEncrypted = false;
    own.items.push(byHand);
  });
  const told = report.drift.map(({ kind, type, policy }) => [kind, type, policy?.newlyViolates ?? []]);
  expect(told).toContainEqual(['missing', 'aws_s3_bucket_public_access_block', ['NET-S3-01']]);
  expect(told).toContainEqual(['unmanaged', 'aws_iam_role_policy_attachment', ['IAM-POLICY-06']]);
  const hand = report.drift.find(({ type }) => type === 'aws_db_instance');
  expect(hand?.kind).toBe('unmanaged');
  expect(hand?.policy?.newlyViolates).toContain('ENC-RDS-01');
  expect(report.drift).toHaveLength(3);
});

test('a rule that failed before is not newly violated, and one that holds by now is satisfied', async () => {
  const { code, report } = await drift((own) => {
    const { values } = stated(own, 'aws_db_instance.orders');
    values.multi_az = false;
    values.deletion_protection = false;
    const { configuration } = find(own, 'RDS::DBInstance', 'db-ORDERS');
    configuration.multiAZ = false;
    configuration.dBInstanceClass = 'db.m6g.xlarge';
  });
  expect(report.drift.map(({ policy }) => policy)).toEqual([
    { newlyViolates: [], newlySatisfies: ['RES-DEL-01'], violations: [] },
  ]);
  expect(code).toBe(0);
});

const config = (rules: string): Readonly<Record<string, string>> => ({
  'driftgate.yaml': `drift:\n${rules}`,
});

test('what driftgate.yaml ignores is muted, shown and not counted; what is beside it counts', async () => {
  const both = (own: Estate): void => {
    slower(own);
    find(own, 'SQS::Queue', '/orders').configuration.DelaySeconds = '5';
  };
  const rule = (more: string) =>
    config(`  failOn: any\n  ignore:\n    - {type: aws_sqs_queue, ${more} reason: tuned by hand}\n`);
  const whole = await drift(both, [], rule(''));
  expect([whole.code, whole.report.drift[0]?.muted, whole.report.summary.drift?.muted]).toEqual([
    0,
    'tuned by hand',
    1,
  ]);
  const one = await drift(both, [], rule('attribute: visibility_timeout_seconds,'));
  expect([one.code, one.report.drift[0]?.muted]).toEqual([3, undefined]);
  expect(one.report.drift[0]?.attributes?.map(({ path, muted }) => [path, muted])).toEqual([
    ['/delay_seconds', undefined],
    ['/visibility_timeout_seconds', 'tuned by hand'],
  ]);
  const elsewhere = await drift(both, [], rule('address: "module.*.**",'));
  expect(elsewhere.code).toBe(3);
  const expired = await drift(both, ['--now', '2026-11-21'], rule('expires: "2026-11-21",'));
  expect([expired.code, expired.report.inputs[0]?.warnings]).toEqual([
    3,
    ['a rule of drift.ignore has expired on 2026-11-21: tuned by hand'],
  ]);
});

test('an ignored opened port does not fail the gate, and another beside it does', async () => {
  const rules = config('  ignore:\n    - {address: aws_security_group.app, reason: until the move}\n');
  expect((await drift(open, [], rules)).code).toBe(0);
  const other = await drift(
    (own) => {
      open(own);
      find(own, 'RDS::DBInstance', 'db-ORDERS').configuration.publiclyAccessible = true;
    },
    [],
    rules,
  );
  expect(other.code).toBe(3);
});

test('several states are one estate', async () => {
  const own = estate();
  const state = JSON.parse(own.files()['state.json'] ?? '');
  const all = state.values.root_module.resources;
  const part = (keep: (at: number) => boolean) =>
    JSON.stringify({
      ...state,
      values: { root_module: { resources: all.filter((_: unknown, at: number) => keep(at)) } },
    });
  const half = all.findIndex(({ type }: { type: string }) => type === 'aws_db_subnet_group');
  const cwd = tempFolder({
    'a.json': part((at) => at < half),
    'b.json': part((at) => at >= half),
    'snapshot.json': own.files()['snapshot.json'] ?? '',
  });
  const { code, out } = await run(
    [
      'drift',
      '--env',
      'prod',
      '--format',
      'json',
      '--fail-on-drift',
      'any',
      '--expected',
      'a.json',
      '--expected',
      'b.json',
      '--actual',
      'snapshot.json',
    ],
    { cwd },
  );
  expect([code, (JSON.parse(out) as Report).drift]).toEqual([0, []]);
});

/** A plan over the estate whose state had `recorded` for the queue, found `found`, and will make it `planned`. */
function planOf(recorded: number, found: number, planned: number): string {
  const own = estate();
  const queue = stated(own, 'aws_sqs_queue.orders');
  const wait = (visibility_timeout_seconds: number) => ({ ...queue.values, visibility_timeout_seconds });
  const change = (actions: string[], before: number, after: number) => ({
    ...queue,
    change: {
      actions,
      before: wait(before),
      after: wait(after),
      after_unknown: {},
      before_sensitive: {},
      after_sensitive: {},
    },
  });
  queue.values = wait(found);
  const { values } = JSON.parse(own.files()['state.json'] ?? '');
  const expressions = { visibility_timeout_seconds: { constant_value: recorded } };
  const { address, mode, type, name } = queue;
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.8',
    planned_values: { root_module: {} },
    prior_state: { format_version: '1.0', terraform_version: '1.9.8', values },
    resource_drift: recorded === found ? [] : [change(['update'], recorded, found)],
    resource_changes: [change(found === planned ? ['no-op'] : ['update'], found, planned)],
    configuration: { root_module: { resources: [{ address, mode, type, name, expressions }] } },
  });
}

test.each([
  ['what it will change is no drift', 30, 30, 90, []],
  ['what it found is', 45, 30, 45, [['/visibility_timeout_seconds', undefined]]],
  [
    'what it found and leaves as it is, by ignore_changes, is muted',
    45,
    30,
    30,
    [
      [
        '/visibility_timeout_seconds',
        'the plan leaves it as it is: ignore_changes, or the code says the same',
      ],
    ],
  ],
])('a plan can be what is expected: %s', async (_, recorded, found, planned, told) => {
  const cwd = tempFolder({
    'plan.json': planOf(recorded, found, planned),
    'snapshot.json': estate().files()['snapshot.json'] ?? '',
  });
  const argv = ['drift', '--format', 'json', '--expected', 'plan.json', '--actual', 'snapshot.json'];
  const { out } = await run(argv, { cwd });
  const { drift: items, inputs } = JSON.parse(out) as Report;
  expect(items.flatMap(({ attributes = [] }) => attributes.map(({ path, muted }) => [path, muted]))).toEqual(
    told,
  );
  expect(inputs.map(({ kind }) => kind)).toEqual(['plan', 'aws-config']);
});

test.each(['plans/drift/noop.json', 'states/platform/state.json'])(
  'what is live in another account says nothing of %s',
  async (expected) => {
    const argv = ['drift', '--expected', fixture(expected), '--actual', fixture('drift/snapshot.json')];
    const { code, out } = await run(argv);
    expect(code).toBe(2);
    expect(out).toContain('nothing was compared');
    expect(out).not.toMatch(/^\w+ +missing/m);
  },
);

test('secrets of either side are in no report', async () => {
  const secret = 'correct-horse-battery';
  const change = (own: Estate): void => {
    const alarm = stated(own, 'aws_cloudwatch_metric_alarm.api');
    alarm.values.dimensions = { LoadBalancer: 'app/web/50dc6c495c0c9188', Token: `${secret}-1` };
    alarm.sensitive_values = { dimensions: { Token: true } };
    const item = find(own, 'CloudWatch::Alarm', 'api-5xx');
    item.configuration.dimensions.push({ name: 'Token', value: `${secret}-2` });
    item.configuration.alarmDescription = `see ${secret}-2`;
  };
  for (const format of ['json', 'text', 'sarif', 'markdown']) {
    const own = estate();
    change(own);
    const { out, err } = await run(['drift', '--format', format, ...sides], { cwd: tempFolder(own.files()) });
    expect(out).toContain('alarm_description');
    expect(out + err).not.toContain(secret);
  }
});

test('names and values from either side cannot break out of a report', async () => {
  const evil = '\u001b[31m::error::x\n<script>alert(1)</script> ](https://example.com) | \u202e';
  const own = estate();
  find(own, 'EC2::VPC', 'vpc-0a1').tags[evil] = evil;
  find(own, 'SQS::Queue', '/orders').configuration.KmsMasterKeyId = evil;
  const cwd = tempFolder(own.files());
  const of = async (format: string) => (await run(['drift', '--format', format, ...sides], { cwd })).out;
  const text = await of('text');
  expect(text).toContain('kms_master_key_id');
  expect(text).not.toMatch(/^\s*::error/m);
  const [markdown, sarif, json] = [await of('markdown'), await of('sarif'), await of('json')];
  expect(markdown).not.toMatch(/<script>/);
  expect(sarif).not.toContain('](');
  for (const report of [text, markdown, sarif, json]) {
    expect(report).not.toContain('\u001b');
    expect(report).not.toContain('\u202e');
  }
});

test('text, Markdown and SARIF tell the same', async () => {
  const own = estate();
  open(own);
  const cwd = tempFolder(own.files());
  const formats = ['text=out.txt', 'markdown=out.md', 'sarif=out.sarif'].flatMap((each) => [
    '--format',
    each,
  ]);
  expect((await run(['drift', '--env', 'prod', ...formats, ...sides], { cwd })).code).toBe(3);
  const read = (name: string): string => readFileSync(`${cwd}/${name}`, 'utf8');
  for (const name of ['out.txt', 'out.md', 'out.sarif']) {
    expect(read(name)).toContain('aws_security_group.app');
    expect(read(name)).toContain('NET-SG-01');
  }
  expect(read('out.txt')).toContain('79 resources compared');
  expect(read('out.txt')).toContain('gate: FAILED (1 changed, ');
  const [only] = JSON.parse(read('out.sarif')).runs[0].results;
  expect([only.ruleId, only.level]).toEqual(['DRIFT-CHANGED', 'error']);
});

test.each([
  ['nothing expected', ['--actual', 'snapshot.json'], 'nothing says what is expected'],
  ['a state alone', ['--expected', 'state.json'], 'only a plan tells by itself what drifted'],
  ['live as expected', ['--expected', 'snapshot.json', '--actual', 'snapshot.json'], 'is given twice'],
  ['no state', ['--expected', 'copy.json', '--actual', 'snapshot.json'], 'says nothing of what is expected'],
  ['a state as live', ['--expected', 'state.json', '--actual', 'other.json'], 'holds nothing of AWS Config'],
  ['a plan and --expected', ['x.json', ...sides], 'both say what is expected'],
  ['no such file', ['--expected', 'none.json', '--actual', 'snapshot.json'], 'none.json'],
  ['a format without drift', ['--format', 'junit', ...sides], 'has no place for drift'],
  ['an unknown mode', ['--fail-on-drift', 'all', ...sides], 'Allowed choices are policy, any, none'],
  [
    'offline',
    ['--offline', '--expected', 'state.json', '--actual', 'aws-config:'],
    'is read over the network',
  ],
])('%s is an error', async (_, argv, said) => {
  const files = estate().files();
  const cwd = tempFolder({
    ...files,
    'other.json': files['state.json'] ?? '',
    'copy.json': files['snapshot.json'] ?? '',
  });
  const { code, out, err } = await run(['drift', ...argv], { cwd });
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(said);
});

test.each([
  ['an unknown mode', 'failOn: all'],
  ['an ignore rule without a reason', 'ignore: [{type: aws_sqs_queue}]'],
  ['an ignore rule about everything', 'ignore: [{reason: quiet}]'],
  ['an unknown key', 'ignored: []'],
  ['a day that does not exist', 'ignore: [{type: x, reason: y, expires: "2026-02-30"}]'],
])('driftgate.yaml with %s is an error', async (_, line) => {
  const cwd = tempFolder({ ...estate().files(), 'driftgate.yaml': `drift: {${line}}\n` });
  const { code, out, err } = await run(['drift', ...sides], { cwd });
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('driftgate.yaml');
});

test('where nothing can be compared, the gate is undecided', async () => {
  const empty = await drift((own) => {
    own.items.length = 0;
  });
  expect(empty.code).toBe(2);
  expect(empty.report.gate.reasons[0]).toContain('nothing was compared: the live side shows none of');
  const nothing = await drift((own) => {
    own.resources.length = 0;
  });
  expect([nothing.code, nothing.report.gate.reasons[0]]).toEqual([
    2,
    'nothing was compared: nothing is expected, and something is live (--allow-empty accepts that)',
  ]);
  expect(
    (await drift((own) => void (own.resources.length = 0), ['--allow-empty', '--fail-on-drift', 'none']))
      .code,
  ).toBe(0);
});

test('every setting can come from the environment or the file; flags win', async () => {
  const own = estate();
  slower(own);
  const cwd = tempFolder({ ...own.files(), 'driftgate.yaml': 'drift: {failOn: none}\n' });
  const env = { DRIFTGATE_EXPECTED: 'state.json', DRIFTGATE_ACTUAL: 'snapshot.json' };
  expect((await run(['drift'], { cwd, env })).code).toBe(0);
  expect((await run(['drift'], { cwd, env: { ...env, DRIFTGATE_FAIL_ON_DRIFT: 'any' } })).code).toBe(3);
  const flags = ['--fail-on-drift', 'policy'];
  expect(
    (await run(['drift', ...flags], { cwd, env: { ...env, DRIFTGATE_FAIL_ON_DRIFT: 'any' } })).code,
  ).toBe(0);
});
