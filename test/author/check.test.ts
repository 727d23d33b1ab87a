import { describe, expect, test } from 'vitest';
import { run, tempFolder } from '../cli/run.ts';
import { denyIf, ruleSource } from '../evaluate/rules.ts';
import { body, good, pack, rows, soundPack, table } from './packs.ts';

const check = (files: Readonly<Record<string, string>>, ...args: string[]) =>
  run(['policy', 'check', ...args], { cwd: tempFolder(files), env: { NO_COLOR: '1' } });

interface Fault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly source?: string;
  readonly reason: string;
  readonly hint?: string;
}
const faults = async (files: Readonly<Record<string, string>>): Promise<readonly Fault[]> => {
  const ran = await check(files, 'rules', '--format', 'json');
  return (JSON.parse(ran.out) as { faults: Fault[] }).faults;
};

test('a folder that is right: exit 0, and what was looked at', async () => {
  expect(await check(soundPack, 'rules')).toEqual({
    code: 0,
    out: 'check: nothing wrong in 1 rule\n',
    err: '',
  });
});

test('everything that is wrong, at once, each with its place', async () => {
  const found = await faults({
    'rules/a_parse.rego': 'package a\n\ndeny contains x if {\n\tx := \n}\n',
    'rules/b_metadata.rego': good
      .replace('T-ONE-01', 'T-TWO-02')
      .replace('severity: high', 'severity: urgent')
      .replace('remediation: Mend it', 'remedy: Mend it')
      .replace('test.t_one_01', 'test.b'),
    'rules/c_twin.rego': good.replace('test.t_one_01', 'test.c'),
    'rules/c_twin_test.rego': 'package test.c_test\n\nnothing := 1\n',
    ...pack,
  });
  const places = found.map(({ file, line, column, reason }) => `${file}:${line}:${column} ${reason}`);
  expect(places).toEqual([
    'rules/a_parse.rego:5:1 unexpected } token',
    expect.stringContaining(
      "b_metadata.rego:5:3 METADATA is not valid: `/custom` must have required property 'remediation'",
    ),
    expect.stringContaining(
      'b_metadata.rego:7:5 METADATA is not valid: `/custom/severity` must be equal to one of',
    ),
    expect.stringContaining(
      'b_metadata.rego:9:5 METADATA is not valid: `/custom` must NOT have additional properties (`remedy`)',
    ),
    expect.stringMatching(
      /^rules\/c_twin_test\.rego:0:0 has neither a table named `cases` nor a `test_` rule/,
    ),
    expect.stringContaining('rules/one.rego:6:5 rule id `T-ONE-01` is used by `c_twin.rego` already'),
  ]);
  for (const { line, source, hint } of found) {
    expect(source === undefined).toBe(line === 0);
    expect(hint).toBeTruthy();
  }
});

describe('one thing that is wrong', () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'no test',
      { 'rules/one.rego': good },
      'rules/one.rego:0:0 rule `T-ONE-01` has no test beside it: expected `one_test.rego`',
    ],
    [
      'an id of the built-in pack',
      { ...pack, 'rules/one.rego': good.replace('T-ONE-01', 'ENC-RDS-01') },
      'rules/one.rego:6:5 rule id `ENC-RDS-01` is used by `the built-in pack` already',
    ],
    ['no rule', { 'rules/helpers.rego': 'package helpers\n\nx := 1\n' }, 'the folder declares no rule'],
    [
      'an unused variable',
      { ...pack, 'rules/one.rego': ruleSource(`${body}\n\nhelper(x) if {\n\ty := x\n}`) },
      'rules/one.rego:18:2 assigned var y unused',
    ],
    [
      'an unused import of a test',
      {
        ...pack,
        'rules/one_test.rego': table(rows).replace('\n\n', '\n\nimport data.driftgate.lib.resource\n\n'),
      },
      'rules/one_test.rego:3:1 import data.driftgate.lib.resource unused',
    ],
    [
      'a built-in that reaches out',
      {
        ...pack,
        'rules/one.rego': ruleSource(
          denyIf('http.send({"method": "get", "url": "http://x"}).status_code == 200'),
        ),
      },
      'rules/one.rego:14:2 undefined function http.send',
    ],
    [
      'a function that is not there',
      { ...pack, 'rules/one.rego': ruleSource(denyIf('nope(r)')) },
      'rules/one.rego:14:2 undefined function nope',
    ],
    [
      'a parameter of another rule',
      { ...pack, 'rules/one.rego': ruleSource(denyIf('data.params["T-TWO-02"].x == r.x')) },
      'rules/one.rego:14:2 reads `data.params["T-TWO-02"].x`',
    ],
  ])('%s', async (_, files, expected) => {
    const found = await faults(files);
    expect(
      found.map(({ file, line, column, reason }) => `${file}:${line}:${column} ${reason}`).join('\n'),
    ).toContain(expected);
  });
});

test('a fault is shown with its line, a caret below the column, the reason and the next step', async () => {
  const { code, out } = await check({ ...pack, 'rules/one.rego': ruleSource(denyIf('nope(r)')) }, 'rules');
  expect(code).toBe(1);
  expect(out).toContain(
    ['rules/one.rego:14:2', ' 14 |     nope(r)', '    |     ^', '  undefined function nope', ''].join('\n'),
  );
  expect(out).toMatch(/hint: {2}rules have the built-ins/);
  expect(out).toMatch(/check: 1 fault in 1 rule\n$/);
});

test('a line of a policy cannot write to the terminal', async () => {
  const { out } = await check({ 'rules/a.rego': 'package a\n\nx := "\u001b[31m" }\n' }, 'rules');
  expect(out).not.toContain('\u001b');
  expect(out).toContain('\\u{1b}[31m');
});

test('without a folder it takes those of driftgate.yaml, else `policies`', async () => {
  const named = { 'driftgate.yaml': 'policies: [rules]\n', ...soundPack };
  expect((await check(named)).out).toBe('check: nothing wrong in 1 rule\n');
  const none = await check({ 'a.txt': '' });
  expect(none).toMatchObject({ code: 2, out: '' });
  expect(none.err).toContain('which folder of rules');
  const gone = await check({}, 'gone');
  expect(gone).toMatchObject({ code: 2, out: '' });
  expect(gone.err).toContain('/gone` cannot be read');
});

describe('fmt', () => {
  const files = { 'rules/a.rego': 'package a\nx   :=   1\n', 'rules/b.rego': 'package b\n\ny := 2\n' };
  test('--check lists what would change, writes nothing and exits 1; then it formats', async () => {
    const cwd = tempFolder(files);
    const fmt = (...args: string[]) => run(['policy', 'fmt', 'rules', ...args], { cwd });
    const told = { code: 1, out: 'not formatted  rules/a.rego\nfmt: 1 to format in 2 files\n', err: '' };
    expect(await fmt('--check')).toEqual(told);
    expect(await fmt('--check')).toEqual(told);
    expect(await fmt()).toEqual({
      code: 0,
      out: 'formatted  rules/a.rego\nfmt: 1 formatted in 2 files\n',
      err: '',
    });
    expect(await fmt('--check')).toEqual({ code: 0, out: 'fmt: nothing to format in 2 files\n', err: '' });
  });

  test('a file that does not parse is shown, and nothing is written: exit 2', async () => {
    const cwd = tempFolder({ ...files, 'rules/c.rego': 'package c\n\nx := [\n' });
    const { code, out } = await run(['policy', 'fmt', 'rules'], { cwd });
    expect(code).toBe(2);
    expect(out).toContain('rules/c.rego:');
    expect(out).toContain('fmt: nothing to format in 0 files');
  });
});
