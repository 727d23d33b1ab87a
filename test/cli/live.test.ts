import { expect, test } from 'vitest';
import { fixture, report, run } from './run.ts';

const databases = fixture('aws-config/rds.json');
const onlyEncryption = ['--rule', 'ENC-RDS-01'];

test('a snapshot of AWS Config is judged as it is', async () => {
  const { code, report: found } = await report(['--rule', 'BKP-RDS-01', databases]);
  expect(code).toBe(1);
  expect(found.inputs[0]).toMatchObject({ kind: 'aws-config', live: { items: 8, unmappedTypes: {} } });
  const failed = found.results.filter(({ verdict }) => verdict === 'fail').map(({ address }) => address);
  expect(failed).toContain('arn:aws:rds:eu-central-1:444455556666:db:checkout');
});

test('from standard input, with the environment of the tags', async () => {
  const { readFileSync } = await import('node:fs');
  const { report: found } = await report(['--rule', 'MAZ-RDS-01', '--include-passed', '-'], {
    stdin: readFileSync(databases),
  });
  expect(found.results.map(({ environment }) => environment)).toContainEqual({ name: 'prod', from: 'tag' });
});

test('a pass on what was recorded too long ago is unknown, and the text says why', async () => {
  const aged = async (age: string) =>
    report([...onlyEncryption, '--now', '2026-11-20T06:30:00Z', '--max-age', age, databases]);
  const old = await aged('24h');
  expect(old.report.summary.verdicts).toMatchObject({ pass: 0, fail: 0 });
  expect(new Set(old.report.results.map(({ why }) => why))).toEqual(new Set(['stale']));
  expect((await aged('3d')).report.summary.verdicts.pass).toBeGreaterThan(0);
  const { out } = await run([
    'check',
    ...onlyEncryption,
    '--now',
    '2026-11-20',
    '--max-age',
    '60m',
    databases,
  ]);
  expect(out).toContain('recorded too long ago');
});

test('what was recorded after the instant of the run has no age: exit 2', async () => {
  const at = (now: string) => run(['check', ...onlyEncryption, '--now', now, '--max-age', '24h', databases]);
  expect((await at('2026-11-18T06:26:00Z')).code).not.toBe(2);
  const { code, err } = await at('2026-11-18T06:24:00Z');
  expect(code).toBe(2);
  expect(err).toContain('recorded at 2026-11-18T06:30:00.000Z, after the instant of this run');
});

test('with --unknown fail, what is too old holds the pipeline up', async () => {
  const ran = await run([
    'check',
    ...onlyEncryption,
    '--unknown',
    'fail',
    '--now',
    '2026-11-20',
    '--max-age',
    '1h',
    databases,
  ]);
  expect(ran.code).toBe(4);
});

test('the age can be set in the environment', async () => {
  const { report: found } = await report([...onlyEncryption, '--now', '2026-11-20', databases], {
    env: { DRIFTGATE_MAX_AGE: '1h' },
  });
  expect(found.results.every(({ why }) => why === 'stale')).toBe(true);
});

test('types that nothing is known of are named', async () => {
  const item = {
    resourceType: 'AWS::Panorama::Package',
    resourceId: 'p',
    awsAccountId: '444455556666',
    awsRegion: 'eu-central-1',
    configurationItemStatus: 'OK',
    configurationItemCaptureTime: '2026-11-18T06:30:00.000Z',
  };
  const stdin = JSON.stringify({ fileVersion: '1.0', configSnapshotId: 's', configurationItems: [item] });
  const { code, report: found } = await report(['-'], { stdin });
  expect(code).toBe(2);
  expect(found.coverage.unmappedTypes).toEqual(['AWS::Panorama::Package']);
});
