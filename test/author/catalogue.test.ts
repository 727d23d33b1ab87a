import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inputsOf } from '../../src/normalize/inputs.ts';
import { root, run, tempFolder } from '../cli/run.ts';
import { rule } from '../judge/findings.ts';
import { pack } from './packs.ts';

const builtin = JSON.parse(readFileSync(join(root, 'dist/policies/pack.json'), 'utf8')) as {
  rules: { id: string; family: string; severity: string; frameworks: Record<string, string[]> }[];
};
const list = async (args: readonly string[], files: Readonly<Record<string, string>> = {}) => {
  const ran = await run(['policy', 'list', '--format', 'json', ...args], { cwd: tempFolder(files) });
  if (ran.out === '') return ran.err;
  return (JSON.parse(ran.out) as { rules: { id: string; pack: string; severity: string; params: object }[] })
    .rules;
};
const ids = async (...args: string[]) => {
  const listed = await list(args);
  return typeof listed === 'string' ? listed : listed.map(({ id }) => id);
};
const idsWhere = (keep: (each: (typeof builtin.rules)[number]) => boolean) =>
  builtin.rules.filter(keep).map(({ id }) => id);

describe('list', () => {
  test('every rule of the package, and each filter', async () => {
    expect(await ids()).toEqual(idsWhere(() => true));
    expect(await ids('--family', 'encryption')).toEqual(idsWhere(({ family }) => family === 'encryption'));
    expect(await ids('--severity', 'critical')).toEqual(idsWhere(({ severity }) => severity === 'critical'));
    expect(await ids('--framework', 'cis-aws-3.0')).toEqual(
      idsWhere(({ frameworks }) => 'CIS-AWS-3.0' in frameworks),
    );
    expect(await ids('--framework', 'CIS-AWS-3.0:2.2.1')).toEqual(
      idsWhere(({ frameworks }) => frameworks['CIS-AWS-3.0']?.includes('2.2.1') ?? false),
    );
    expect(await ids('--input', 'state', '--family', 'network')).toEqual(
      idsWhere(({ family }) => family === 'network'),
    );
    expect(await ids('--input', 'github-workflow')).toEqual(['SECR-GHA-01']);
    const live = await ids('--input', 'aws-config');
    expect(live).toContain('ENC-RDS-01');
    expect(live).not.toContain('MAZ-CACHE-01');
  });
  test('a filter that no rule fits is an error that names what there is', async () => {
    expect(await list(['--family', 'encrypt'])).toMatch(
      /no rule fits these filters\n {2}hint: families: .*encryption/,
    );
  });
  test('own packs, and what driftgate.yaml sets', async () => {
    const files = {
      ...pack,
      'driftgate.yaml':
        'policies: [rules]\nrules: { T-ONE-01: { severity: low }, ENC-RDS-01: { severity: low } }\n',
    };
    const listed = await list(['--no-builtin'], files);
    expect(listed).toMatchObject([{ id: 'T-ONE-01', pack: 'rules', severity: 'low' }]);
    expect(listed).toHaveLength(1);
  });
  test('text: families, aligned, and how many', async () => {
    const { out } = await run(['policy', 'list', '--severity', 'critical'], { env: { NO_COLOR: '1' } });
    expect(out).toContain('network\n  NET-RDS-01 ');
    expect(out).toMatch(/\n\d+ rules {2}driftgate policy explain ID\n$/);
  });
  test('on which inputs a rule can be judged', () => {
    const of = (own: Parameters<typeof rule>[0]) => inputsOf(rule(own)).kinds;
    expect(of({ resourceTypes: ['aws_db_instance'] })).toEqual(['plan', 'state', 'aws-config']);
    expect(of({ resourceTypes: ['*'] })).toEqual(['plan', 'state', 'aws-config']);
    expect(of({ resourceTypes: ['aws_elasticache_cluster'] })).toEqual(['plan', 'state']);
    expect(of({ resourceTypes: ['aws_db_instance'], removedTypes: ['aws_x'] })).toEqual(['plan']);
    expect(of({ resourceTypes: ['terraform_provider'] })).toEqual(['plan']);
    expect(of({ resourceTypes: ['github_workflow'] })).toEqual(['github-workflow']);
    expect(of({ resourceTypes: ['aws_db_instance', 'terraform_block'] })).toEqual([
      'plan',
      'state',
      'aws-config',
    ]);
  });
});

describe('explain', () => {
  test('a built-in rule: why, how to mend, parameters, what decides, and rows of its table', async () => {
    const { code, out } = await run(['policy', 'explain', 'tag-all-01'], { env: { NO_COLOR: '1' } });
    expect(code).toBe(0);
    expect(out).toMatch(/^HIGH {2}TAG-ALL-01 {2}Carry the mandatory tags\n/);
    for (const label of ['why', 'mend', 'types', 'inputs', 'frameworks', 'stated in'])
      expect(out).toMatch(new RegExp(`^  ${label} +\\S`, 'm'));
    expect(out.replace(/\s+/g, ' ')).toContain('default ["Environment","Owner",');
    expect(out).toMatch(/^ {2}(fail|pass|unknown) +\S/m);
    expect(out).toContain('aws_instance { tags_all = {');
  });
  test('what AWS Config leaves open', async () => {
    const { out } = await run(['policy', 'explain', 'SUP-ECR-01'], { env: { NO_COLOR: '1' } });
    expect(out.replace(/\s+/g, ' ')).toContain(
      'inputs plan, state, aws-config live not shown: aws_ecr_registry_scanning_configuration (AWS Config does not record it)',
    );
    const json = await run(['policy', 'explain', 'ENC-KMS-01', '--format', 'json']);
    expect(JSON.parse(json.out).rule.live.notCarried).toEqual({ aws_kms_key: ['/rotation_period_in_days'] });
  });
  test('every built-in rule has an example that fails and one that passes', async () => {
    const examples = JSON.parse(readFileSync(join(root, 'dist/policies/examples.json'), 'utf8'));
    for (const { id } of builtin.rules) {
      const verdicts = (examples[id] as { verdict: string }[]).map(({ verdict }) => verdict);
      expect(verdicts, id).toEqual(expect.arrayContaining(['fail', 'pass']));
    }
  });
  test('a rule of an own folder, with examples from its table', async () => {
    const cwd = tempFolder(pack);
    const { out } = await run(['policy', 'explain', 'T-ONE-01', '--policy', 'rules', '--format', 'json'], {
      cwd,
    });
    expect(JSON.parse(out)).toMatchObject({
      rule: { id: 'T-ONE-01', pack: 'rules', inputs: ['plan', 'state', 'aws-config'] },
      examples: [
        { name: 'bad', verdict: 'fail', resources: [{ type: 'aws_x', attributes: { bad: true } }] },
        { name: 'well', verdict: 'pass' },
      ],
    });
  });
  test('a rule that is not there: exit 2 and where to look', async () => {
    expect(await run(['policy', 'explain', 'NO-01'])).toEqual({
      code: 2,
      out: '',
      err: 'driftgate: there is no rule `NO-01`\n  hint: driftgate policy list\n',
    });
  });
});

test('policies/README.md is what the rules say, and names every one of them', () => {
  const checked = execFileSync(process.execPath, ['policies/catalogue.mjs', '--check'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(checked).toBe(`checked a catalogue of ${builtin.rules.length} rules\n`);
  const text = readFileSync(join(root, 'policies/README.md'), 'utf8');
  for (const { id } of builtin.rules) expect(text).toContain(`[${id}](`);
});
