import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { run, tempFolder } from '../cli/run.ts';
import { denyIf, ruleSource } from '../evaluate/rules.ts';
import { body, good, pack, rows, subject, table } from './packs.ts';

const testing = (files: Readonly<Record<string, string>>, ...args: string[]) =>
  run(['policy', 'test', 'rules', ...args], { cwd: tempFolder(files), env: { NO_COLOR: '1' } });
const withRows = (more: Readonly<Record<string, string>>) => ({
  ...pack,
  'rules/one_test.rego': table({ ...rows, ...more }),
});
const json = (out: string) => JSON.parse(out);

test('rows that are right: exit 0', async () => {
  expect(await testing(pack)).toEqual({ code: 0, out: 'tests:  2 passed\n', err: '' });
});

test('a rule may call what a module does not bring', async () => {
  const says = denyIf('r.attributes.bad == true', 'sprintf("%v is %s", [r.type, "bad"])');
  const files = { ...pack, 'rules/one.rego': ruleSource(says, { id: 'T-ONE-01' }) };
  expect(await testing(files)).toEqual({ code: 0, out: 'tests:  2 passed\n', err: '' });
});

test('a row that is wrong is shown with its line, what was expected, what came, and every finding', async () => {
  const files = withRows({
    'no bad thing': subject('{"bad": true}', 'pass'),
    'another path': subject('{"bad": true}', 'fail', ', "path": "/b"'),
    'more findings': subject('{"bad": true}', 'fail', ', "findings": 2'),
    open: subject('{"bad": true}', 'none'),
  });
  const { code, out } = await testing(files);
  expect(code).toBe(1);
  expect(out).toContain(
    [
      'FAIL  T-ONE-01: no bad thing',
      '  rules/one_test.rego:6',
      '  expected  pass',
      '  got       fail with 1 finding',
      '    fail  a  denied',
      '',
    ].join('\n'),
  );
  expect(out).toContain('expected  fail at b\n');
  expect(out).toContain('expected  fail with 2 findings\n');
  expect(out).toContain('expected  none\n');
  expect(out).toMatch(/tests: {2}2 passed {2}4 failed\n$/);
});

describe('a row that would test nothing is an error', () => {
  test.each<[string, string, string]>([
    ['another key', subject('{}', 'pass', ', "pth": "/a"'), 'has the key `pth`, which means nothing'],
    [
      'no verdict',
      '{"resources": [{"type": "aws_x"}]}',
      'has no `verdict`: expected pass, fail, unknown, none',
    ],
    ['another verdict', subject('{}', 'ok'), '`verdict`: expected pass, fail, unknown, none'],
    [
      'no resource',
      '{"resources": [], "verdict": "pass"}',
      '`resources`: expected a list of resources, the subject first',
    ],
    [
      'a resource of another form',
      '{"resources": [{"typ": "aws_x"}], "verdict": "pass"}',
      'a resource has the key `typ`',
    ],
    [
      'an unknown parameter',
      subject('{}', 'pass', ', "params": {"x": 1}'),
      'sets the parameter `x`, which rule `T-ONE-01` does not have',
    ],
    [
      'a link to nothing',
      '{"resources": [{"type": "aws_x", "links": {"a": ["b"]}}], "verdict": "pass"}',
      'a link to `b`, which the row does not have',
    ],
    ['no object', '1', 'expected an object with `resources` and `verdict`'],
  ])('%s', async (_, row, message) => {
    const { code, out } = await testing(withRows({ odd: row }));
    expect(code).toBe(1);
    expect(out).toContain('ERROR  T-ONE-01: odd\n  rules/one_test.rego:6\n');
    expect(out.replace(/\s+/g, ' ')).toContain(message);
    expect(out).toMatch(/2 passed {2}1 error\n$/);
  });
});

test('a rule that gives a wrong answer is an error, not a pass', async () => {
  const stray = ruleSource('deny contains {"key": "elsewhere", "message": "x"} if input.resources');
  const { code, out } = await testing({ ...pack, 'rules/one.rego': stray });
  expect(code).toBe(1);
  expect(out).toContain('states a finding about `elsewhere`, which it was not asked about');
});

test('`test_` rules run as `opa test` runs them; what they print is shown', async () => {
  const unit = `package test.unit_test

test_right if 1 + 1 == 2

test_wrong if {
	print("one and one", 1 + 1)
	1 + 1 == 3
}

test_cases[note] if {
	some note, tc in {"small": {"x": 1, "y": 1}, "large": {"x": 2, "y": 3}}
	tc.x == tc.y
}

todo_test_later if false
`;
  const { code, out } = await testing({ ...pack, 'rules/unit_test.rego': unit }, '--format', 'json');
  expect(code).toBe(1);
  const { tests, summary } = json(out);
  const units = tests.filter(({ rule }: { rule?: string }) => rule === undefined);
  expect(units.map(({ name, outcome }: Record<string, string>) => `${name} ${outcome}`).sort()).toEqual([
    'test.unit_test.test_cases/large failed',
    'test.unit_test.test_cases/small passed',
    'test.unit_test.test_right passed',
    'test.unit_test.test_wrong failed',
    'test.unit_test.todo_test_later skipped',
  ]);
  expect(units.find(({ name }: { name: string }) => name.endsWith('test_wrong'))).toMatchObject({
    file: 'rules/unit_test.rego',
    line: 5,
    output: 'one and one 2\n',
  });
  expect(summary).toEqual({ passed: 4, failed: 2, errors: 0, skipped: 1 });
});

test('a table that no rule stands beside is an error; a rule without a table is named', async () => {
  const { code, out } = await testing({
    'rules/one.rego': good,
    'rules/other_test.rego': table(rows),
  });
  expect(code).toBe(1);
  expect(out).toContain('ERROR  cases\n  rules/other_test.rego:3\n');
  expect(out).toContain('no test  T-ONE-01\n');
});

describe('--run', () => {
  test('takes the tests whose name it finds', async () => {
    expect((await testing(pack, '--run', 'one-01: b')).out).toBe('tests:  1 passed\n');
  });
  test('that finds nothing has tested nothing: exit 2', async () => {
    expect(await testing(pack, '--run', 'nothing')).toMatchObject({
      code: 2,
      err: 'driftgate: no test is named like nothing\n',
    });
  });
  test('that is no pattern is a usage error', async () => {
    const ran = await testing(pack, '--run', '(');
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('It is not a regular expression');
  });
});

describe('coverage', () => {
  const uncovered = `${body}

deny contains {"key": r.key, "path": "/b", "message": "worse"} if {
	some r in input.resources
	r.attributes.worse == true
	count(r.tags) > 3
}
`;
  const files = { ...pack, 'rules/one.rego': ruleSource(uncovered) };
  test('names the lines that no test evaluates, and fails below a threshold', async () => {
    const { code, out } = await testing(files, '--coverage', '--format', 'json');
    expect(code).toBe(0);
    expect(json(out)).toMatchObject({
      summary: { coverage: 71.43 },
      coverage: [{ file: 'rules/one.rego', rows: 7, missing: [17, 20] }],
    });
    const failed = await testing(files, '--threshold', '90');
    expect(failed.code).toBe(1);
    expect(failed.out).toContain('71.4 %  rules/one.rego  not covered: 17, 20\n');
    expect(failed.out).toMatch(/coverage below 90 %\n$/);
    expect((await testing(files, '--threshold', '71')).code).toBe(0);
  });
  test('a row that reaches them covers them, and so does a `test_` rule', async () => {
    const tags =
      '{"type": "aws_x", "attributes": {"worse": true}, "tags": {"a": "", "b": "", "c": "", "d": ""}}';
    const row = `{"resources": [${tags}], "verdict": "fail"}`;
    const unit = table(rows).concat(
      `\ntest_worse if count(data.test.t_one_01.deny) == 1 with input as {"resources": [object.union(${tags}, {"key": "k"})]}\n`,
    );
    const byRow = { ...files, 'rules/one_test.rego': table({ ...rows, worse: row }) };
    for (const each of [byRow, { ...files, 'rules/one_test.rego': unit }])
      expect(json((await testing(each, '--coverage', '--format', 'json')).out).summary.coverage).toBe(100);
  });
  test('a threshold that is none is a usage error', async () => {
    expect((await testing(files, '--threshold', '101')).err).toContain('Expected a percentage');
  });
});

test('junit: one case a test, with what was expected and what came; markup in names stays text', async () => {
  const files = withRows({ '<b>&': subject('{"bad": true}', 'pass') });
  const { code, out } = await testing(files, '--format', 'junit', '--threshold', '100');
  expect(code).toBe(1);
  const cases: { name: string; failures: number }[] = [];
  const parser = new SaxesParser();
  let text = '';
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'testcase') cases.push({ name: String(attributes['name']), failures: 0 });
    if (name === 'failure') cases[cases.length - 1]!.failures += 1;
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.write(out).close();
  expect(cases).toEqual([
    { name: '<b>&', failures: 1 },
    { name: 'bad', failures: 0 },
    { name: 'well', failures: 0 },
    { name: 'at least 100 %', failures: 0 },
  ]);
  expect(text).toContain('expected  pass\ngot       fail with 1 finding');
});

test('rules that do not compile cannot be tested: exit 2, with every fault and no report', async () => {
  const { code, out, err } = await testing({ ...pack, 'rules/two.rego': 'package two\n\nx := [\n' });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('rules/two.rego:');
  expect(err).toMatch(/driftgate: the rules cannot be tested before they compile\n$/);
});
