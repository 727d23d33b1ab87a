import { describe, expect, test } from 'vitest';
import { databases, report, run, tempFolder } from './run.ts';

// Made up, in the form of an AWS key id, and a random text.
const keyId = 'AKIAQWERTYUIOPASDFGH';
const random = 'q8Zr2LxV0pYt5WmKd7Sb3NcJ';

const rules = ['--rule', 'SECR-TF-01', '--rule', 'TAG-PROV-01', '--rule', 'SECR-RDS-01'];
const constant = (value: unknown) => ({ constant_value: value });
const configuration = {
  provider_config: {
    aws: { name: 'aws', expressions: { access_key: constant(keyId), secret_key: constant(random) } },
  },
  root_module: {
    variables: { api_token: { default: random } },
    resources: [
      {
        address: 'aws_db_instance.open',
        mode: 'managed',
        type: 'aws_db_instance',
        name: 'open',
        provider_config_key: 'aws',
        expressions: { password: constant(random) },
      },
    ],
  },
};
const withPassword = (plan: string): string =>
  plan
    .replace('"engine":', `"password":"${random}","engine":`)
    .replace('"after_sensitive":{}', '"after_sensitive":{"password":true}');
const plan = withPassword(databases({ open: true }, { configuration }));

describe('the code of a plan', () => {
  test('is judged beside its resources', async () => {
    const { code, report: said } = await report([...rules, 'plan.json'], {
      cwd: tempFolder({ 'plan.json': plan }),
    });
    expect(code).toBe(1);
    expect(
      said.results
        .map(({ rule, address, path, verdict, change }) => [rule, verdict, address, path, change])
        .sort(),
    ).toEqual([
      ['SECR-RDS-01', 'fail', 'aws_db_instance.open', '/manage_master_user_password', 'introduced'],
      ['SECR-TF-01', 'fail', 'aws_db_instance.open', '/password', undefined],
      ['SECR-TF-01', 'fail', 'provider.aws', '/access_key', undefined],
      ['SECR-TF-01', 'fail', 'provider.aws', '/secret_key', undefined],
      ['SECR-TF-01', 'fail', 'var.api_token', '/default', undefined],
      ['SECR-TF-01', 'fail', 'var.api_token', '/sensitive', undefined],
      ['TAG-PROV-01', 'fail', 'provider.aws', '/default_tags', undefined],
    ]);
    expect(said.summary).toMatchObject({ resources: 1, declarations: 5 });
    expect(said.results.map(({ pin }) => pin).filter((pin) => pin !== undefined)).toHaveLength(1);
  });

  test.each(['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown'])(
    'leaves no secret in %s',
    async (format) => {
      const ran = await run(['check', '--include-passed', '--format', format, 'plan.json'], {
        cwd: tempFolder({ 'plan.json': plan }),
      });
      expect(ran.out).toContain('SECR-TF-01');
      expect(ran.out + ran.err).not.toMatch(new RegExp(`${keyId}|${random}`));
    },
  );

  test('counts also where only what is introduced does: a plan does not tell what the code was', async () => {
    const { code } = await report(['--gate', 'introduced', '--rule', 'TAG-PROV-01', 'plan.json'], {
      cwd: tempFolder({ 'plan.json': plan }),
    });
    expect(code).toBe(1);
  });

  test('does not stand for resources', async () => {
    const cwd = tempFolder({ 'plan.json': databases({}, { configuration }) });
    const { code, report: said } = await report([...rules, 'plan.json'], { cwd });
    expect(code).toBe(2);
    expect(said.gate.reasons[0]).toMatch(/^nothing was judged: 0 AWS resources/);
    expect((await report([...rules, '--allow-empty', 'plan.json'], { cwd })).code).toBe(1);
  });

  test('is nothing that rules about every type are asked', async () => {
    const { report: said } = await report(['--rule', 'TAG-ALL-01', '--include-passed', 'plan.json'], {
      cwd: tempFolder({ 'plan.json': plan }),
    });
    expect(said.results.map(({ type }) => type).filter((type) => !type.startsWith('aws_'))).toEqual([]);
    expect(said.coverage.typesWithoutRules.filter((type) => !type.startsWith('aws_'))).toEqual([]);
  });
});

const workflow = `on: push
jobs:
  deploy:
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          aws-access-key-id: \${{ secrets.KEY }}
      - run: export TOKEN=ghp_${'a1B2'.repeat(9)}
`;
const file = '.github/workflows/deploy.yml';

describe('a workflow', () => {
  test('is judged, with the lines of its steps', async () => {
    const { code, report: said } = await report([file], { cwd: tempFolder({ [file]: workflow }) });
    expect(code).toBe(1);
    expect(said.inputs).toMatchObject([{ uri: file, kind: 'github-workflow', resources: 0 }]);
    expect(said.results.map(({ rule, address, path, location }) => [rule, address, path, location])).toEqual([
      ['SECR-GHA-01', 'deploy.yml:jobs.deploy.steps[0]', '/with/aws-access-key-id', { file, line: 5 }],
      ['SECR-GHA-01', 'deploy.yml:jobs.deploy.steps[1]', '/run', { file, line: 8 }],
    ]);
  });

  test('that uses a role passes', async () => {
    const cwd = tempFolder({
      [file]: workflow.replace('aws-access-key-id', 'role-to-assume').replace(/ghp_\w+/, 'x'),
    });
    const ran = await run(['check', file], { cwd });
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/declarations, exit 0/);
  });

  test('beside a plan', async () => {
    const cwd = tempFolder({ [file]: workflow, 'plan.json': plan });
    const { code, report: said } = await report(['plan.json', file], { cwd });
    expect(code).toBe(1);
    expect(said.results.some(({ input }) => input === file)).toBe(true);
  });

  test('leaves no secret', async () => {
    const ran = await run(['check', '--format', 'json', file], { cwd: tempFolder({ [file]: workflow }) });
    expect(ran.out).not.toContain('ghp_');
  });

  test('without a rule about it decides nothing', async () => {
    const { code } = await report(['--rule', 'ENC-RDS-01', file], { cwd: tempFolder({ [file]: workflow }) });
    expect(code).toBe(2);
  });

  test.each<[string, string]>([
    ['that names a key twice', 'on: push\non: push\njobs: {}\n'],
    ['that is none', 'a: 1\n'],
  ])('%s is one sentence', async (_, content) => {
    const ran = await run(['check', file], { cwd: tempFolder({ [file]: content }) });
    expect(ran.code).toBe(2);
    expect(ran.out).toBe('');
    expect(ran.err).toMatch(
      /^driftgate: read `\.github\/workflows\/deploy\.yml`: [^\n]+\n( {2}hint: [^\n]+\n)?$/,
    );
  });
});
