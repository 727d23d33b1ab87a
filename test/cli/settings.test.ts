import { describe, expect, test } from 'vitest';
import { databases, onlyEncryption, report, run, tempFolder } from './run.ts';

const plan = databases({ open: false, closed: true });
const yaml = (text: string): string => tempFolder({ 'driftgate.yaml': text });
const check = (args: readonly string[], env: Record<string, string> = {}, cwd?: string) =>
  report([...args, '-'], { env, stdin: plan, ...(cwd === undefined ? {} : { cwd }) });

describe('a flag comes before the environment, that before driftgate.yaml, that before the default', () => {
  const one = [...onlyEncryption];
  test.each<
    [
      string,
      (report: Awaited<ReturnType<typeof check>>['report']) => unknown,
      string,
      string,
      string[],
      unknown[],
    ]
  >([
    [
      'fail-on',
      ({ gate }) => gate.failOn,
      'failOn: high',
      'medium',
      ['--fail-on', 'critical'],
      ['low', 'high', 'medium', 'critical'],
    ],
    [
      'gate',
      ({ gate }) => gate.mode,
      'gate: introduced',
      'all',
      ['--gate', 'introduced'],
      ['all', 'introduced', 'all', 'introduced'],
    ],
    [
      'unknown',
      ({ gate }) => gate.unknown,
      'unknown: fail',
      'ignore',
      ['--unknown', 'warn'],
      ['warn', 'fail', 'ignore', 'warn'],
    ],
    [
      'env',
      ({ inputs }) => inputs[0]?.environment?.name,
      'env: dev',
      'staging',
      ['--env', 'prod'],
      [undefined, 'dev', 'staging', 'prod'],
    ],
  ])('--%s', async (name, read, config, variable, flag, [byDefault, byFile, byEnvironment, byFlag]) => {
    const env = { [`DRIFTGATE_${name.toUpperCase().replace('-', '_')}`]: variable };
    const cwd = yaml(config);
    expect(read((await check(one)).report)).toBe(byDefault);
    expect(read((await check(one, {}, cwd)).report)).toBe(byFile);
    expect(read((await check(one, env, cwd)).report)).toBe(byEnvironment);
    expect(read((await check([...one, ...flag], env, cwd)).report)).toBe(byFlag);
  });

  test('a file is looked for upward, and --config names another', async () => {
    const cwd = tempFolder({
      'driftgate.yaml': 'failOn: high',
      'a/b/x': '',
      'other.yaml': 'failOn: critical',
    });
    expect((await check(one, {}, `${cwd}/a/b`)).report.gate.failOn).toBe('high');
    expect((await check([...one, '--config', '../other.yaml'], {}, `${cwd}/a`)).report.gate.failOn).toBe(
      'critical',
    );
    expect((await check(one, { DRIFTGATE_CONFIG: 'other.yaml' }, cwd)).report.gate.failOn).toBe('critical');
  });

  test('lists are separated by commas', async () => {
    const { report: got } = await check([], { DRIFTGATE_RULE: 'ENC-RDS-01, ENC-SQS-01' });
    expect(got.summary.rules).toBe(2);
  });

  test.each<[string, string[], (ran: Awaited<ReturnType<typeof check>>) => unknown, unknown]>([
    [
      'INCLUDE_PASSED',
      [],
      ({ report: { results } }) => results.some(({ verdict }) => verdict === 'pass'),
      true,
    ],
    ['SOFT_FAIL', [], ({ code }) => code, 0],
    ['ALLOW_EMPTY', ['--rule', 'ENC-SQS-01'], ({ code }) => code, 0],
    ['NOW', [], ({ report: { asOf } }) => asOf, '2027-01-02'],
  ])('DRIFTGATE_%s is heard', async (name, args, read, expected) => {
    const value = name === 'NOW' ? '2027-01-02' : 'true';
    const rule = args.length > 0 ? args : one;
    expect(read(await check(rule, { [`DRIFTGATE_${name}`]: value }))).toEqual(expected);
    if (name !== 'NOW')
      expect(read(await check(rule, { [`DRIFTGATE_${name}`]: 'false' }))).not.toEqual(expected);
  });

  test.each(['SOFT_FAIL', 'ALLOW_EMPTY', 'INCLUDE_PASSED', 'NO_BUILTIN'])(
    'DRIFTGATE_%s that is neither true nor false',
    async (name) => {
      const ran = await run(['check', '-'], { env: { [`DRIFTGATE_${name}`]: 'perhaps' }, stdin: plan });
      expect(ran).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining(`DRIFTGATE_${name}: expected true or false`),
      });
    },
  );

  test('DRIFTGATE_TIMEOUT is heard', async () => {
    const ran = await run(['check', '-'], { env: { DRIFTGATE_TIMEOUT: 'soon' }, stdin: plan });
    expect(ran).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('expected a number of seconds'),
    });
  });
});

describe('what is not understood is exit 2, with a sentence, and nothing is judged', () => {
  test.each<[string, string[], string]>([
    ['an unknown option', ['--fail-no', 'low'], "unknown option '--fail-no'"],
    ['an option without its value', ['--fail-on'], "argument '-' is invalid"],
    ['an unknown severity', ['--fail-on', 'urgent'], 'Allowed choices are critical, high, medium, low'],
    ['an unknown mode', ['--gate', 'new'], 'Allowed choices are all, introduced'],
    ['an unknown rule', ['--rule', 'ENC-RDS-99'], 'there is no rule `ENC-RDS-99`'],
    ['a rule that is a name of JavaScript', ['--rule', '__proto__'], 'there is no rule `__proto__`'],
    ['an unknown format', ['--format', 'xml'], 'there is no format `xml`'],
    [
      'a format that is a name of JavaScript',
      ['--format', 'constructor'],
      'there is no format `constructor`',
    ],
    ['a format without its file', ['--format', 'json='], 'format `json=` names no file'],
    [
      'two formats on standard output',
      ['--format', 'json', '--format', 'text'],
      'formats `json` and `text` both go to standard output',
    ],
    ['two formats to one file', ['--format', 'json=r', '--format', 'text=./r'], '`r`'],
    ['a time without a zone', ['--now', '2026-11-21T09:00:00'], '--now: expected'],
    ['a day that does not exist', ['--now', '2026-02-30'], '--now: expected'],
    ['a time that is no time', ['--now', 'tomorrow'], '--now: expected'],
    ['a time in words', ['--now', 'Nov 21 2026'], '--now: expected'],
    ['a year alone', ['--now', '2026'], '--now: expected'],
    ['no time at all', ['--timeout', '0'], '--timeout: expected a number of seconds'],
    ['a time in minutes', ['--timeout', '5m'], '--timeout: expected a number of seconds'],
    ['an age without a unit', ['--max-age', '24'], '--max-age: expected minutes, hours or days'],
    ['an age of nothing', ['--max-age', '0h'], '--max-age: expected minutes, hours or days'],
    ['a policy folder that is not there', ['--policy', 'nowhere'], 'nowhere` cannot be read'],
    ['a configuration that is not there', ['--config', 'nowhere.yaml'], '`nowhere.yaml` cannot be read'],
    ['waivers that are not there', ['--waivers', 'nowhere.yaml'], '`nowhere.yaml` cannot be read'],
    [
      'a baseline that is not there',
      ['--baseline', 'nowhere.json'],
      'baseline `nowhere.json` cannot be read',
    ],
  ])('%s', async (_, args, sentence) => {
    const ran = await run(['check', ...args, '-'], { stdin: plan });
    expect({ code: ran.code, out: ran.out }).toEqual({ code: 2, out: '' });
    expect(ran.err).toContain(sentence);
  });

  test.each<[string, Record<string, string>, string]>([
    [
      'an unknown severity',
      { DRIFTGATE_FAIL_ON: 'urgent' },
      '--fail-on: expected one of critical, high, medium, low',
    ],
    ['an unknown format', { DRIFTGATE_FORMAT: 'xml' }, 'there is no format `xml`'],
    ['a time of the build that is no number', { SOURCE_DATE_EPOCH: 'x' }, 'expected an RFC 3339 instant'],
  ])('in the environment: %s', async (_, env, sentence) => {
    expect(await run(['check', '-'], { stdin: plan, env })).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(sentence),
    });
  });

  test.each([[[]], [['chekc']], [['check', '--help=x']], [['--nope']]])('%j', async (args) => {
    expect(await run(args)).toMatchObject({ code: 2, out: '' });
  });
  test.each([[['--version']], [['--help']], [['check', '--help']], [['help', 'check']]])(
    '%j is no fault',
    async (args) => {
      expect(await run(args)).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/\S/) });
    },
  );
});

const laughs = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'.replace(/./g, (each) => `${each}: &${each} [${Array(9).fill(`*${String.fromCharCode(each.charCodeAt(0) - 1)}`)}]\n`)}`;
describe('driftgate.yaml that is not right is exit 2', () => {
  test.each<[string, string, string]>([
    ['an unknown key', 'failon: high', 'must NOT have additional properties (`failon`)'],
    [
      'an unknown key inside',
      'limits: {timeout: 5}',
      '`/limits` must NOT have additional properties (`timeout`)',
    ],
    ['another type', 'builtin: "no"', '`/builtin` must be boolean'],
    ['another value', 'gate: new', '`/gate` must be equal to one of the allowed values'],
    ['a list', '- a', 'the top level must be object'],
    ['a key twice', 'env: a\nenv: b', '`driftgate.yaml:2:1` is not valid YAML (duplicate key)'],
    ['a tag', 'env: !!js/function "x"', 'is not valid YAML'],
    ['no YAML', 'env: [a', 'is not valid YAML'],
    ['two documents', 'env: a\n---\nenv: b', 'is not valid YAML'],
    ['many aliases', laughs, 'driftgate.yaml'],
    ['a deep nest', `env: ${'['.repeat(5_000)}`, 'driftgate.yaml'],
    ['more than a megabyte', `# ${'x'.repeat(2 ** 20)}`, 'is larger than 1048576 bytes'],
    ['a merge key', 'a: &a {env: x}\n<<: *a', 'additional properties'],
    ['a prototype', '__proto__: {env: prod}', 'driftgate.yaml'],
    ['a prototype in a rule', 'rules: {ENC-RDS-01: {__proto__: {enabled: false}}}', '`/rules/ENC-RDS-01`'],
    [
      'a rule switched off without a reason',
      'rules: {ENC-RDS-01: {enabled: false}}',
      "must have required property 'reason'",
    ],
    ['a rule that is not there', 'rules: {ENC-RDS-99: {severity: low}}', 'there is no rule `ENC-RDS-99`'],
    [
      'a parameter that is not there',
      'rules: {TAG-ALL-01: {params: {required: [a]}}}',
      'rule `TAG-ALL-01` has no parameter `required`',
    ],
    [
      'a parameter that is a name of JavaScript',
      'rules: {TAG-ALL-01: {params: {constructor: [a]}}}',
      'has no parameter `constructor`',
    ],
    [
      'a parameter of another type',
      'rules: {TAG-ALL-01: {params: {required_tags: Owner}}}',
      'expected a list, got a string',
    ],
  ])('%s', async (_, text, sentence) => {
    const ran = await run(['check', '-'], { cwd: yaml(text), stdin: plan });
    expect({ code: ran.code, out: ran.out }).toEqual({ code: 2, out: '' });
    expect(ran.err).toContain(sentence);
    expect(({} as Record<string, unknown>)['env']).toBeUndefined();
  });

  test('two files in one folder', async () => {
    const cwd = tempFolder({ 'driftgate.yaml': '', 'driftgate.yml': '' });
    expect(await run(['check', '-'], { cwd, stdin: plan })).toMatchObject({
      code: 2,
      err: expect.stringContaining('keep one of them'),
    });
  });
  test('words of YAML 1.1 are words', async () => {
    expect((await check([...onlyEncryption], {}, yaml('env: no'))).report.inputs[0]?.environment?.name).toBe(
      'no',
    );
  });
});
