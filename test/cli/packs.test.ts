import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { denyIf, ruleSource } from '../evaluate/rules.ts';
import { databases, report, run, tempFolder } from './run.ts';

type Files = Readonly<Record<string, string>>;

const stdin = databases({ one: true, two: false });
const check = (files: Files, ...args: string[]) =>
  report([...(args.length > 0 ? args : ['--no-builtin']), '-'], { cwd: tempFolder(files), stdin });
/** What a run that cannot decide says. */
const refusal = async (files: Files, ...args: string[]): Promise<string> => {
  const cwd = tempFolder(files);
  const ran = await run(['check', ...(args.length > 0 ? args : ['--no-builtin']), '-'], { cwd, stdin });
  expect({ code: ran.code, out: ran.out }).toEqual({ code: 2, out: '' });
  return ran.err.replaceAll(cwd, 'CWD');
};
const config = (policies: unknown, more: object = {}): string => JSON.stringify({ policies, ...more });
const rule = (id: string, body: string, custom: readonly string[] = []): string =>
  ruleSource(body, { id, types: 'aws_db_instance', custom });
const asks = (id: string, condition: string, custom: readonly string[] = []): string =>
  rule(id, denyIf(condition), custom);
const addressesOf = ({ report: { results } }: Awaited<ReturnType<typeof check>>): string[] =>
  results.map(({ rule, address }) => `${rule} ${address.split('.')[1]}`).sort();

const min = ['params:', '  min:', '    description: at least', '    default: 1'];
const minimal = asks('T-MIN-01', 'data.params["T-MIN-01"].min > 5', min);

describe('packs', () => {
  test('several folders, of the command line and of driftgate.yaml, which is looked for upward', async () => {
    const files = {
      'a/one.rego': asks('T-ONE-01', 'not r.attributes.storage_encrypted'),
      'b/two.rego': asks('T-TWO-01', 'r.attributes.storage_encrypted'),
      'driftgate.yaml': config(['a', { use: './b' }]),
      'below/x': '',
    };
    const both = ['T-ONE-01 two', 'T-TWO-01 one'];
    expect(addressesOf(await check(files, '--no-builtin', '--policy', 'a', '--policy', 'b'))).toEqual(both);
    const cwd = join(tempFolder(files), 'below');
    expect(addressesOf(await report(['--no-builtin', '-'], { cwd, stdin }))).toEqual(both);
    expect(addressesOf(await check(files, '--no-builtin', '--policy', 'b'))).toEqual(['T-TWO-01 one']);
  });

  test('helpers of the library, imported', async () => {
    const source = ruleSource(
      'deny contains resource.finding(r, "/storage_encrypted", "open") if {\n\tsome r in resource.of("aws_db_instance")\n\tnot resource.is_true(r.attributes.storage_encrypted)\n}',
      { id: 'T-LIB-01', types: 'aws_db_instance' },
    ).replace('\n\ndeny', '\n\nimport data.driftgate.lib.resource\n\ndeny');
    const files = { 'rules/lib.rego': source, 'driftgate.yaml': config(['rules']) };
    expect((await check(files)).report.results).toMatchObject([
      { address: 'aws_db_instance.two', path: '/storage_encrypted', message: 'open' },
    ]);
  });

  test.each<[string, unknown, string]>([
    ['a number', [7], '`/policies/0` must be string'],
    ['nothing', [''], '`/policies/0` must match pattern'],
    [
      'an unknown key',
      [{ use: 'a', param: {} }],
      '`/policies/0` must NOT have additional properties (`param`)',
    ],
    ['no `use`', [{ params: {} }], "`/policies/0` must have required property 'use'"],
    ['another style', [{ use: 'a', compat: 'sentinel' }], '`/policies/0/compat` must be equal to one of'],
    ['packages of another style', [{ use: 'a', namespaces: ['main'] }], 'must have property compat when'],
    ['a folder that is not there', ['a'], '`CWD/a` cannot be read'],
  ])('an entry that is %s', async (_, policies, sentence) => {
    expect(await refusal({ 'driftgate.yaml': config(policies) })).toContain(sentence);
  });
});

describe('parameters of a pack', () => {
  const files = (params: unknown, rules?: object): Files => ({
    'rules/min.rego': minimal,
    'driftgate.yaml': config([{ use: 'rules', params }], rules === undefined ? {} : { rules }),
  });
  test('go before the defaults of its rules, and after `rules`', async () => {
    expect((await check(files({}))).code).toBe(0);
    expect((await check(files({ 'T-MIN-01': { min: 6 } }))).code).toBe(1);
    expect(
      (await check(files({ 'T-MIN-01': { min: 6 } }, { 'T-MIN-01': { params: { min: 2 } } }))).code,
    ).toBe(0);
  });
  test.each<[string, unknown, string]>([
    ['of a rule that the pack does not have', { 'ENC-RDS-01': {} }, 'pack `rules` has no rule `ENC-RDS-01`'],
    [
      'that the rule does not have',
      { 'T-MIN-01': { max: 1 } },
      'rule `T-MIN-01` has no parameter `max`\n  hint: it has `min`',
    ],
    [
      'of another type',
      { 'T-MIN-01': { min: '6' } },
      '`min` of rule `T-MIN-01`: expected a number, got a string',
    ],
    ['that are no object', { 'T-MIN-01': 6 }, '`/policies/0/params/T-MIN-01` must be object'],
    ['of what is no id', { min: {} }, '`/policies/0/params`'],
  ])('%s', async (_, params, sentence) => {
    expect(await refusal(files(params))).toContain(sentence);
  });
});

describe('data', () => {
  /** Denies each database with what stands at a path below data. */
  const tells = (path: string): string => rule('T-DATA-01', denyIf('true', `json.marshal(data${path})`));
  const message = async (
    path: string,
    files: Files,
    data?: readonly string[],
  ): Promise<string | undefined> => {
    const all = { 'rules/a/data.rego': tells(path), ...files };
    const entry = data === undefined ? 'rules' : { use: 'rules', data };
    return (await check({ ...all, 'driftgate.yaml': config([entry]) })).report.results[0]?.message;
  };
  test.each<[string, string, Files, (readonly string[])?]>([
    ['at the root of the pack', '.acme', { 'rules/data.json': '{"acme": [1]}' }],
    ['in a folder of it', '.a.b', { 'rules/a/b/data.json': '[1]' }],
    ['as YAML', '.a.acme', { 'rules/a/data.yaml': 'acme: [1] # one' }],
    ['as .yml', '.acme', { 'rules/data.yml': 'acme: [1]' }],
    ['beside each other', '.a.x', { 'rules/a/data.json': '{"x": [1]}', 'rules/data.yaml': 'a: {y: 2}' }],
    ['that settings name', '.acme', { 'more/any.json': '{"acme": [1]}' }, ['more/any.json']],
    ['in a folder that settings name', '.b.acme', { 'more/b/data.yaml': 'acme: [1]' }, ['more']],
    ['under a key of JavaScript', '["__proto__"].x', { 'rules/data.json': '{"__proto__": {"x": [1]}}' }],
    [
      'beside a rule of its folder',
      '.a.acme',
      { 'rules/a/data.json': '{"acme": [1]}', 'rules/a/a.rego': 'package a\n\nhelper := 1\n' },
    ],
  ])('%s', async (_, path, files, data) => {
    expect(await message(path, files, data)).toBe('[1]');
  });
  test('keeps numbers to the last digit', async () => {
    expect(await message('.n', { 'rules/data.json': '{"n": 12345678901234567891}' })).toBe(
      '12345678901234567891',
    );
  });
  test('other files of a pack are none, nor is what lies in node_modules or hidden', async () => {
    const files = {
      'rules/fixture.json': '[',
      'rules/node_modules/a/data.json': '[',
      'rules/.x/data.json': '[',
    };
    expect(await message('.n', { ...files, 'rules/data.json': '{"n": [1]}' })).toBe('[1]');
  });
  test('of one pack is seen by the others', async () => {
    const files = { 'rules/one.rego': tells('.acme'), 'b/two.rego': minimal, 'b/data.json': '{"acme": 7}' };
    const { report: said } = await check({ ...files, 'driftgate.yaml': config(['rules', 'b']) });
    expect(said.results[0]?.message).toBe('7');
  });
  test('that changes compiles nothing anew', async () => {
    const cache = tempFolder();
    const env = { DRIFTGATE_CACHE_DIR: cache };
    for (const value of ['1', '2']) {
      const cwd = tempFolder({ 'rules/one.rego': tells('.acme'), 'rules/data.json': `{"acme": ${value}}` });
      const { report: said } = await report(['--no-builtin', '--policy', 'rules', '-'], { cwd, env, stdin });
      expect(said.results[0]?.message).toBe(value);
      expect(readdirSync(cache)).toHaveLength(1);
    }
  });

  test.each<[string, Files, string, (readonly string[])?]>([
    [
      'JSON that is none',
      { 'rules/a/data.json': '{\n  "x": [1,,2]\n}' },
      '`rules/a/data.json:2:11` is not valid JSON (expected a JSON value)',
    ],
    ['JSON that ends too early', { 'rules/data.json': '{"x": 1' }, '`rules/data.json:1:8` is not valid JSON'],
    ['a key twice', { 'rules/data.json': '{"x": 1,\n"x": 2}' }, '`rules/data.json:2:'],
    ['YAML that is none', { 'rules/data.yaml': 'x: 1\n  y: [' }, '`rules/data.yaml:1:4` is not valid YAML'],
    [
      'a number that is none',
      { 'rules/data.yaml': 'x: .nan' },
      '`rules/data.yaml` holds a number that JSON does not have',
    ],
    ['text in another encoding', { 'rules/data.json': '{"x": "\u0000"}' }, '`rules/data.json:1:8`'],
    [
      'a list at the root',
      { 'rules/data.json': '[1]' },
      '`rules/data.json`: expected an object at the root of data',
    ],
    [
      'our root',
      { 'rules/driftgate/data.json': '{}' },
      '`rules/driftgate/data.json` defines `data.driftgate`, which holds the library of rules',
    ],
    [
      'parameters',
      { 'rules/data.json': '{"params": {}}' },
      '`rules/data.json` defines `data.params`, which holds the parameters of rules, which',
    ],
    [
      'one path twice',
      { 'rules/data.json': '{"a": {"x": 1}}', 'rules/a/data.yaml': 'x: 1' },
      '`data.a.x` is in both `rules/a/data.yaml` and `rules/data.json`',
    ],
    [
      'a value and an object at one path',
      { 'rules/data.json': '{"a": 1}', 'rules/a/data.yaml': 'x: 1' },
      '`data.a` is in both',
    ],
    [
      'where a rule is',
      { 'rules/data.json': '{"helpers": {"x": {"y": 1}}}', 'rules/h.rego': 'package helpers\n\nx := 1\n' },
      '`data.helpers.x`, where pack `rules` has the rule `data.helpers.x`',
    ],
    [
      'a value above a rule',
      { 'rules/data.json': '{"helpers": 1}', 'rules/h.rego': 'package helpers\n\nx := 1\n' },
      '`data.helpers`, where pack `rules` has the rule `data.helpers.x`',
    ],
    ['a file that is not there', {}, 'read `more.json`: there is no such file', ['more.json']],
    [
      'a file of another kind',
      { 'more.csv': 'a' },
      '`more.csv` is neither a folder nor a .json, .yaml or .yml file',
      ['more.csv'],
    ],
    [
      'a folder without any',
      { 'more/x.json': '{}' },
      '`more` is a folder without `data.json` or `data.yaml`',
      ['more'],
    ],
  ])('refused: %s', async (_, files, sentence, data) => {
    const entry = data === undefined ? 'rules' : { use: 'rules', data };
    const all = { 'rules/one.rego': minimal, ...files, 'driftgate.yaml': config([entry]) };
    const said = await refusal(all);
    expect(said).toContain(sentence);
    expect(said).toMatch(/^driftgate: [^\n]+\n( {2}hint: [^\n]+\n)?$/);
  });
  test('refused: one path in two packs', async () => {
    const files = {
      'a/min.rego': minimal,
      'a/data.json': '{"acme": {"x": 1, "y": 1}}',
      'b/one.rego': asks('T-ONE-01', 'true'),
      'b/acme/data.json': '{"y": 2}',
    };
    expect(await refusal({ ...files, 'driftgate.yaml': config(['a', 'b']) })).toBe(
      'driftgate: policy data `data.acme.y` is in both `a/data.json` and `b/acme/data.json`\n  hint: all packs see one document of data: give each a top of its own\n',
    );
  });
  test('refused: a link, which leads out of the pack', async () => {
    const cwd = tempFolder({ 'rules/min.rego': minimal, 'secret.json': '{"x": 1}' });
    symlinkSync(join(cwd, 'secret.json'), join(cwd, 'rules/data.json'));
    const ran = await run(['check', '--policy', 'rules', '-'], { cwd, stdin });
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('links are not followed') });
  });
});

describe('a rule that replaces another', () => {
  const own = (id: string, replaces: string): string => asks(id, 'true', [`replaces: [${replaces}]`]);
  const files = (source: string, more: Files = {}): Files => ({ 'rules/own.rego': source, ...more });

  test('of the built-in pack, under its id', async () => {
    const { report: said } = await check(files(own('ENC-RDS-01', 'ENC-RDS-01')), '--policy', 'rules');
    expect(said.results.filter(({ rule }) => rule === 'ENC-RDS-01').map(({ message }) => message)).toEqual([
      'denied',
      'denied',
    ]);
    expect(said.coverage.rulesOff).toEqual([
      { rule: 'ENC-RDS-01', reason: 'replaced by ENC-RDS-01 of rules' },
    ]);
  });
  test('of the built-in pack, under another id', async () => {
    const { report: said } = await check(
      files(own('ACME-RDS-01', 'ENC-RDS-01, ENC-SQS-01')),
      '--policy',
      'rules',
    );
    const rules = new Set(said.results.map(({ rule }) => rule));
    expect([rules.has('ACME-RDS-01'), rules.has('ENC-RDS-01')]).toEqual([true, false]);
    expect(said.coverage.rulesOff.map(({ rule, reason }) => [rule, reason]).sort()).toEqual([
      ['ENC-RDS-01', 'replaced by ACME-RDS-01 of rules'],
      ['ENC-SQS-01', 'replaced by ACME-RDS-01 of rules'],
    ]);
    const { out } = await run(['check', '--policy', 'rules', '-'], {
      cwd: tempFolder(files(own('ACME-RDS-01', 'ENC-RDS-01'))),
      stdin,
    });
    expect(out).toContain('1 rule off (replaced by ACME-RDS-01 of rules): ENC-RDS-01');
  });
  test('of an own pack that is named before', async () => {
    const more = { 'team/own.rego': asks('T-ONE-01', 'true', ['replaces: [T-ONE-01]']) };
    const all = files(asks('T-ONE-01', 'false'), more);
    const { code, report: said } = await check(all, '--no-builtin', '--policy', 'rules', '--policy', 'team');
    expect([code, said.summary.rules, said.coverage.rulesOff]).toEqual([
      1,
      1,
      [{ rule: 'T-ONE-01', reason: 'replaced by T-ONE-01 of team' }],
    ]);
    expect(await refusal(all, '--no-builtin', '--policy', 'team', '--policy', 'rules')).toContain(
      'rule `T-ONE-01` of pack `team` replaces `T-ONE-01`, which no pack before it has\n  hint: name pack `team` after `rules`',
    );
  });
  test('where the built-in pack is left out', async () => {
    const { code } = await check(
      files(own('ACME-RDS-01', 'ENC-RDS-01')),
      '--no-builtin',
      '--policy',
      'rules',
    );
    expect(code).toBe(1);
  });
  test.each<[string, string, string]>([
    [
      'that is not there',
      own('ACME-RDS-01', 'ENC-RDS-99'),
      'rule `ACME-RDS-01` of pack `rules` replaces `ENC-RDS-99`, which no pack before it has\n  hint: did you mean `ENC-RDS-01`',
    ],
    ['of no family that is there', own('ACME-RDS-01', 'NO-NO-01'), 'hint: driftgate policy list'],
    [
      'of its own pack only',
      own('ACME-RDS-01', 'ACME-RDS-01'),
      'replaces `ACME-RDS-01`, which no pack before it has',
    ],
    [
      'without saying so',
      asks('ENC-RDS-01', 'true'),
      'rule `ENC-RDS-01` is in more than one pack: in `driftgate` and in `rules`\n  hint: give the rule an id of its own, or say `replaces: [ENC-RDS-01]`',
    ],
    ['by what is no id', own('ACME-RDS-01', 'rds'), '`/custom/replaces/0` must match pattern'],
  ])('refused: one %s', async (_, source, sentence) => {
    expect(await refusal(files(source), '--policy', 'rules')).toContain(sentence);
  });
  test('refused: one that is set or asked for as if it were on', async () => {
    const source = own('ACME-RDS-01', 'ENC-RDS-01');
    const sentence = 'rule `ENC-RDS-01` is replaced by `ACME-RDS-01`';
    expect(await refusal(files(source), '--policy', 'rules', '--rule', 'ENC-RDS-01')).toContain(sentence);
    const more = { 'driftgate.yaml': config(['rules'], { rules: { 'ENC-RDS-01': { severity: 'low' } } }) };
    expect(await refusal(files(source, more), '--fail-on', 'low')).toContain(sentence);
  });
});

describe('a pack that is a package', () => {
  const package_ = (more: object = {}): string =>
    JSON.stringify({ name: '@acme/policies', version: '1.2.3', ...more });
  const at = 'node_modules/@acme/policies';
  const source = asks('T-NPM-01', 'not r.attributes.storage_encrypted');
  const installed = (files: Files, json = package_()): Files => ({
    [`${at}/package.json`]: json,
    ...Object.fromEntries(Object.entries(files).map(([file, text]) => [`${at}/${file}`, text])),
  });

  test('is found from driftgate.yaml upward, and from the working folder', async () => {
    const files = installed({ 'a/one.rego': source, 'node_modules/b/bad.rego': 'package {' });
    const settings = { 'infra/driftgate.yaml': config(['npm:@acme/policies']), 'infra/prod/x': '' };
    const root = tempFolder({ ...files, ...settings });
    for (const [cwd, args] of [
      ['infra/prod', []],
      ['infra', []],
      ['.', ['--policy', 'npm:@acme/policies']],
    ] as const) {
      const ran = await report(['--no-builtin', ...args, '-'], { cwd: join(root, cwd), stdin });
      expect(addressesOf(ran)).toEqual(['T-NPM-01 two']);
    }
  });
  test('says in its package.json which folder, has data, and is listed', async () => {
    const json = package_({ driftgate: { policies: 'rules' } });
    const data = { 'rules/data.json': '{"acme": 1}', 'data.json': '[', 'other.rego': 'package {' };
    const files = installed({ 'rules/one.rego': asks('T-NPM-01', 'data.acme == 1'), ...data }, json);
    expect(addressesOf(await check(files, '--no-builtin', '--policy', 'npm:@acme/policies'))).toHaveLength(2);
    const cwd = tempFolder(files);
    const listed = await run(
      ['policy', 'list', '--no-builtin', '--policy', 'npm:@acme/policies', '--format', 'json'],
      { cwd },
    );
    expect(JSON.parse(listed.out).rules).toMatchObject([{ id: 'T-NPM-01', pack: '@acme/policies' }]);
    const checked = await run(['policy', 'check', 'npm:@acme/policies'], { cwd });
    expect(checked.out).toContain('rule `T-NPM-01` has no test beside it');
    expect(
      (await run(['policy', 'explain', 'T-NPM-01', '--policy', 'npm:@acme/policies'], { cwd })).code,
    ).toBe(0);
  });
  test('of a workspace is a link', async () => {
    const cwd = tempFolder({
      'packages/p/package.json': package_(),
      'packages/p/one.rego': source,
      'app/x': '',
    });
    mkdirSync(join(cwd, 'node_modules/@acme'), { recursive: true });
    symlinkSync('../../packages/p', join(cwd, at));
    const ran = await report(['--no-builtin', '--policy', 'npm:@acme/policies', '-'], {
      cwd: join(cwd, 'app'),
      stdin,
    });
    expect(addressesOf(ran)).toEqual(['T-NPM-01 two']);
  });

  const use = (name: string): readonly string[] => ['--policy', `npm:${name}`];
  test.each<[string, Files, string]>([
    [
      'not installed',
      {},
      'policies `npm:@acme/policies`: the package is not installed\n  hint: npm install --save-dev @acme/policies; it is looked for in node_modules from `CWD` upward\n',
    ],
    [
      'without package.json',
      { [`${at}/one.rego`]: source },
      'package.json of package `@acme/policies` cannot be read\n  hint: npm install @acme/policies again\n',
    ],
    [
      'with a package.json that is none',
      installed({}, '{'),
      'package.json of package `@acme/policies` is not valid JSON\n',
    ],
    [
      'with another kind of folder',
      installed({}, package_({ driftgate: { policies: ['a'] } })),
      'names no folder under `driftgate.policies`\n  hint: such as',
    ],
    [
      'with a folder that is not there',
      installed({}, package_({ driftgate: { policies: 'rules' } })),
      'names `rules` under `driftgate.policies`, which is not in the package\n',
    ],
    [
      'with a folder above',
      { ...installed({}, package_({ driftgate: { policies: '..' } })) },
      'names `..` under `driftgate.policies`, which is outside of the package\n',
    ],
    ['without a rule', installed({}), 'policies` holds no .rego file'],
  ])('refused: one that is %s', async (_, files, sentence) => {
    expect(await refusal(files, ...use('@acme/policies'))).toContain(sentence);
  });
  test.each(['../policies', '@acme/policies@1.2.3', '@acme', '', '@acme/policies/rules', '/etc'])(
    'refused: the name %j',
    async (name) => {
      expect(await refusal({}, ...use(name))).toContain(
        `policies \`npm:${name}\`: expected the name of a package after \`npm:\``,
      );
    },
  );
  test('refused: a folder that a link leads out of the package', async () => {
    const cwd = tempFolder({
      ...installed({}, package_({ driftgate: { policies: 'rules' } })),
      'elsewhere/one.rego': source,
    });
    symlinkSync(join(cwd, 'elsewhere'), join(cwd, at, 'rules'));
    const ran = await run(['check', ...use('@acme/policies'), '-'], { cwd, stdin });
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('is outside of the package') });
  });
});
