import { describe, expect, test } from 'vitest';
import { databases, run, tempFolder } from '../cli/run.ts';
import { denyIf, ruleSource } from '../evaluate/rules.ts';
import './packs.ts';

const types = 'aws_db_instance';
const version = (condition: string) => ruleSource(denyIf(condition), { types });
const open = 'r.attributes.storage_encrypted == false';
const corpus = {
  'plans/a.json': databases({ one: true, two: false }),
  'plans/deep/b.json': databases({ three: false }),
  'plans/.hidden.json': 'not read',
  'plans/notes.txt': 'not read',
};

interface Said {
  readonly code: number;
  readonly said: {
    rules: object;
    differences: { input: string; address: string; kind: string; from: string; to: string; rule: string }[];
    summary: object;
  };
}
async function diff(
  old: string,
  next: string,
  more: Readonly<Record<string, string>> = {},
  ...args: string[]
): Promise<Said> {
  const cwd = tempFolder({ 'old/x.rego': old, 'new/x.rego': next, ...corpus, ...more });
  const argv = ['policy', 'diff', 'old', 'new', '--corpus', 'plans', '--format', 'json', ...args];
  const { code, out, err } = await run(argv, { cwd });
  if (out === '') throw new Error(err);
  return { code, said: JSON.parse(out) };
}
const lines = ({ said }: Said) =>
  said.differences.map(({ input, kind, address, from, to }) => `${input} ${kind} ${address} ${from}>${to}`);

test('the same rules: exit 0, and nothing differs', async () => {
  expect(await diff(version(open), version(open))).toEqual({
    code: 0,
    said: {
      schemaVersion: '1',
      rules: { added: [], removed: [], severity: [] },
      differences: [],
      summary: { inputs: 2, added: 0, removed: 0, changed: 0, unread: [] },
    },
  });
});

test('an edit that finds less removes, and is told of by input: exit 1', async () => {
  const less = await diff(version(open), version('false'));
  expect(less.code).toBe(1);
  expect(lines(less)).toEqual([
    'plans/a.json removed aws_db_instance.two fail>pass',
    'plans/deep/b.json removed aws_db_instance.three fail>pass',
  ]);
});

test('a version may call what a module does not bring', async () => {
  const printed = 'sprintf("%v", [r.attributes.storage_encrypted]) == "false"';
  const same = await diff(version(open), version(printed));
  expect({ code: same.code, differences: lines(same) }).toEqual({ code: 0, differences: [] });
  expect((await diff(version(printed), version('false'))).code).toBe(1);
});

test('settings hold for the version that knows them', async () => {
  const limit = (name: string) =>
    ruleSource(denyIf(`data.params["T-ONE-01"].${name} == true`), {
      types,
      custom: [`params: {${name}: {description: x, default: false}}`],
    });
  const settings = {
    'driftgate.yaml': 'rules: { T-ONE-01: { params: { b: true } }, OTHER-01: { severity: low } }\n',
  };
  expect(lines(await diff(limit('a'), limit('b'), settings))).toEqual([
    'plans/a.json added aws_db_instance.one pass>fail',
    'plans/a.json added aws_db_instance.two pass>fail',
    'plans/deep/b.json added aws_db_instance.three pass>fail',
  ]);
});

describe('an input that cannot be judged', () => {
  const broken = { 'plans/c.json': '{"a": 1}', 'plans/d.json': databases({ four: false }).slice(0, -9) };
  test('is named, the others are judged, and the end is exit 2', async () => {
    const ran = await diff(version(open), version('false'), broken);
    expect(ran.code).toBe(2);
    expect(ran.said.summary).toEqual({
      inputs: 4,
      added: 0,
      removed: 2,
      changed: 0,
      unread: ['plans/c.json', 'plans/d.json'],
    });
  });
  test('is left out where that is asked for', async () => {
    expect((await diff(version(open), version('false'), broken, '--skip-unreadable')).code).toBe(1);
    expect((await diff(version(open), version(open), broken, '--skip-unreadable')).code).toBe(0);
  });
  test('a rule that cannot be evaluated has not lost its findings: exit 2', async () => {
    const clash = `${version(open)}\nclash := 1 if input.resources\n\nclash := 2 if input.resources\n\ndeny contains "x" if clash == 3\n`;
    const ran = await diff(version(open), clash);
    expect(ran).toMatchObject({
      code: 2,
      said: { differences: [], summary: { unread: ['plans/a.json', 'plans/deep/b.json'] } },
    });
  });
});

test('text: what changes, by input, and a count', async () => {
  const cwd = tempFolder({ 'old/x.rego': version(open), 'new/x.rego': version('false'), ...corpus });
  const ran = await run(['policy', 'diff', 'old', 'new', '--corpus', 'plans/a.json'], {
    cwd,
    env: { NO_COLOR: '1' },
  });
  expect(ran).toEqual({
    code: 1,
    out: [
      'plans/a.json',
      '  -  T-ONE-01  high  aws_db_instance.two  fail -> pass  a  denied',
      'diff: 0 added, 1 removed, 0 with another verdict in 1 input',
      '',
    ].join('\n'),
    err: '',
  });
});

test.each([
  ['a corpus that is not there', 'gone', 'cannot be read (ENOENT)'],
  ['a corpus without plans', 'old', 'holds no .json or .tfstate file'],
])('%s: exit 2', async (_, name, message) => {
  const cwd = tempFolder({ 'old/x.rego': version(open), 'new/x.rego': version(open) });
  const { code, out, err } = await run(['policy', 'diff', 'old', 'new', '--corpus', name], { cwd });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
});
