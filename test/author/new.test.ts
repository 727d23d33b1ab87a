import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { placeFor } from '../../src/author/place.ts';
import { run, tempFolder } from '../cli/run.ts';
import { rule } from '../judge/findings.ts';
import { pack } from './packs.ts';

const policy = (cwd: string, ...args: string[]) => run(['policy', ...args], { cwd, env: { NO_COLOR: '1' } });

describe('what is written passes fmt, check and all of its tests, with every line covered', () => {
  test.each([
    ['a tag', ['ACME-EC2-01', '--type', 'aws_instance']],
    [
      'an attribute that must be true',
      ['ACME-RDS-01', '--attribute', 'deletion_protection', '--severity', 'critical'],
    ],
    ['an attribute that must be a number', ['ACME-RDS-02', '--attribute', 'backup_retention_period=7']],
    [
      'an attribute that must be a text',
      ['ACME-X-01', '--type', 'aws_instance', '--attribute', 'instance_type=t3: "micro" {x}'],
    ],
    ['in a family that is there', ['ENC-RDS-99', '--attribute', 'storage_encrypted']],
  ])('%s', async (_, args) => {
    const cwd = tempFolder();
    const made = await policy(cwd, 'new', ...args);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(await policy(cwd, 'fmt', '--check')).toMatchObject({ code: 0 });
    expect(await policy(cwd, 'check')).toMatchObject({ code: 0, out: 'check: nothing wrong in 1 rule\n' });
    const tested = await policy(cwd, 'test', '--threshold', '100');
    expect(tested).toMatchObject({ code: 0, err: '' });
    expect(tested.out).toMatch(/tests: {2}6 passed\n$/);
    const [, next = ''] = /^then {3}driftgate (.*)$/m.exec(made.out) ?? [];
    const gated = await run([...next.split(' '), '--format', 'json'], { cwd });
    expect(gated.code).toBe(1);
    const { results } = JSON.parse(gated.out) as { results: { address: string; rule: string }[] };
    expect(results.map(({ address, rule: id }) => [address.split('.')[1], id])).toEqual([['wrong', args[0]]]);
  });
});

test('nothing is overwritten: exit 2, every file as it was, and none that is new', async () => {
  const cwd = tempFolder({ 'fixtures/acme_rds_01.plan.json': 'mine' });
  const { code, err, out } = await policy(cwd, 'new', 'ACME-RDS-01');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('`fixtures/acme_rds_01.plan.json` is there already, and nothing is overwritten');
  expect(readFileSync(join(cwd, 'fixtures/acme_rds_01.plan.json'), 'utf8')).toBe('mine');
  expect(existsSync(join(cwd, 'policies/acme/acme_rds_01.rego'))).toBe(false);
});

test('an own pack gives folder and package; its broken files do not matter', async () => {
  const cwd = tempFolder({
    'driftgate.yaml': 'policies: [mine]\n',
    'mine/databases/one.rego': pack['rules/one.rego']
      .replace('T-ONE-01', 'T-RDS-01')
      .replace('test.t_one_01', 'corp.databases.one'),
    'mine/broken.rego': 'package broken\n\nx := [\n',
  });
  const { out } = await policy(cwd, 'new', 'T-RDS-02');
  expect(out).toContain('wrote  mine/databases/t_rds_02.rego');
  expect(readFileSync(join(cwd, 'mine/databases/t_rds_02.rego'), 'utf8')).toContain(
    'package corp.databases.t_rds_02\n',
  );
  const taken = await policy(cwd, 'new', 'T-RDS-01');
  expect(taken).toMatchObject({ code: 2, out: '' });
  expect(taken.err).toContain('rule `T-RDS-01` is there already');
});

describe('what follows from the id', () => {
  const own = [
    rule({ id: 'OWN-MQ-01', family: 'queues', package: 'corp.queues.one', resourceTypes: ['aws_mq_broker'] }),
  ];
  const builtin = [
    rule({ id: 'ENC-RDS-01', family: 'encryption', resourceTypes: ['aws_db_instance'] }),
    rule({ id: 'BKP-RDS-01', family: 'backup', resourceTypes: ['aws_db_instance', 'aws_rds_cluster'] }),
    rule({ id: 'ENC-RDS-02', family: 'encryption', resourceTypes: ['aws_rds_cluster'] }),
    rule({ id: 'TAG-ALL-01', family: 'tagging', resourceTypes: ['*'] }),
  ];
  test('family from its beginning, type from its middle, package from the pack', () => {
    expect(placeFor({ id: 'ENC-RDS-07' }, own, builtin)).toMatchObject({
      family: 'encryption',
      type: 'aws_db_instance',
      severity: 'medium',
      package: 'corp.encryption.enc_rds_07',
    });
    expect(placeFor({ id: 'OWN-RDS-01', severity: 'low' }, own, builtin)).toMatchObject({
      family: 'queues',
      severity: 'low',
    });
    expect(placeFor({ id: 'NEW-MQ-01' }, own, [])).toMatchObject({ family: 'new', type: 'aws_mq_broker' });
    expect(placeFor({ id: 'NEW-MQ-01', family: 'x', type: 'aws_y' }, [], [])).toMatchObject({
      family: 'x',
      type: 'aws_y',
      package: 'rules.x.new_mq_01',
    });
  });
  test.each([
    ['t-one', /is no id of a rule/],
    ['ENC-RDS-01', /is there already: `test\/one.rego`/],
    ['ACME-ALL-01', /which type of resource rule `ACME-ALL-01` is about/],
    ['ACME-SNS-01', /which type of resource/],
  ])('%s', (id, message) => expect(() => placeFor({ id }, own, builtin)).toThrow(message));
  test('a family that is no name', () =>
    expect(() => placeFor({ id: 'A-RDS-01', family: '../x' }, own, builtin)).toThrow(/--family/));
});

test.each([
  ['--type', 'google_x', '--type: expected a type of the AWS provider'],
  ['--attribute', 'a.b', '--attribute: expected name or name=value'],
])('%s %s is a usage error', async (flag, value, message) => {
  const { code, err } = await policy(tempFolder(), 'new', 'ACME-RDS-01', flag, value);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
