import { describe, expect, test } from 'vitest';
import { run, tempFolder } from '../cli/run.ts';
import { denyIf, ruleSource } from '../evaluate/rules.ts';
import { pack, sound, soundPack, soundRows, table } from './packs.ts';

type Files = Readonly<Record<string, string>>;
const ran = (files: Files, ...args: string[]) =>
  run(['policy', ...args], { cwd: tempFolder(files), env: { NO_COLOR: '1' } });

const byData = denyIf('r.attributes.bad == data.acme.bad');
const withData: Files = { ...pack, 'rules/one.rego': ruleSource(byData, { id: 'T-ONE-01' }) };

describe('data', () => {
  test('of the folder and of its entry is what tables are judged with, and coverage is measured with', async () => {
    const inside = { ...withData, 'rules/data.json': '{"acme": {"bad": true}}' };
    const { code, out } = await ran(inside, 'test', '--coverage', 'rules');
    expect([code, out]).toEqual([0, expect.stringMatching(/2 passed/)]);
    const named = {
      ...withData,
      'more.yaml': 'acme: {bad: true}',
      'driftgate.yaml': 'policies: [{use: rules, data: [more.yaml]}]',
    };
    expect((await ran(named, 'test')).code).toBe(0);
    expect((await ran(named, 'test', 'rules')).code).toBe(0);
  });
  test('of the folder is what `test_` rules see, and may put other data in the place of', async () => {
    const unit = `package test.unit_test

test_sees if data.acme.bad == true

test_other if data.acme.bad == 7 with data.acme as {"bad": 7}

test_missing if data.acme.good
`;
    const files = { ...withData, 'rules/data.json': '{"acme": {"bad": true}}', 'rules/unit_test.rego': unit };
    for (const args of [[], ['--coverage']]) {
      const { code, out } = await ran(files, 'test', 'rules', '--format', 'json', ...args);
      const { tests } = JSON.parse(out) as { tests: { rule?: string; name: string; outcome: string }[] };
      const units = tests.filter(({ rule }) => rule === undefined);
      expect([code, units.map(({ name, outcome }) => `${name} ${outcome}`)]).toEqual([
        1,
        [
          'test.unit_test.test_sees passed',
          'test.unit_test.test_other passed',
          'test.unit_test.test_missing failed',
        ],
      ]);
    }
  });
  test('that a rule would hide is one sentence', async () => {
    const files = {
      ...withData,
      'rules/data.json': '{"test": {"t_one_01": {"deny": [1]}}, "acme": {"bad": true}}',
    };
    const { code, err } = await ran(files, 'test', 'rules');
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('give the data another name: a rule would hide it'),
    ]);
  });
  test('that is left out is missed', async () => {
    expect((await ran(withData, 'test', 'rules')).code).toBe(1);
  });
  test('that is wrong is one sentence', async () => {
    const { code, err } = await ran({ ...withData, 'rules/data.json': '{' }, 'test', 'rules');
    expect([code, err]).toEqual([2, expect.stringContaining('`rules/data.json:1:2` is not valid JSON')]);
  });
  test('counts in a replay', async () => {
    const files = { ...withData, 'rules/data.json': '{"acme": {"bad": true}}', 'corpus/x.json': '{}' };
    const { code, err } = await ran(
      { ...files, 'rules/data.yml': 'acme: {bad: 1}' },
      'diff',
      'rules',
      'rules',
      '--corpus',
      'corpus',
    );
    expect([code, err]).toEqual([2, expect.stringContaining('`data.acme.bad` is in both')]);
  });
});

describe('a rule that replaces another', () => {
  const replacing = (id: string, replaces: string): Files => ({
    'rules/one.rego': sound(id, [`replaces: [${replaces}]`]),
    'rules/one_test.rego': table(soundRows, 'one'),
  });
  test('of the built-in pack, or of a folder before, is right', async () => {
    expect((await ran(replacing('ENC-RDS-01', 'ENC-RDS-01'), 'check', 'rules')).out).toContain(
      'nothing wrong',
    );
    expect((await ran(replacing('T-TWO-02', 'ENC-RDS-01'), 'check', 'rules')).out).toContain('nothing wrong');
    const two = {
      ...replacing('T-ONE-01', 'T-ONE-01'),
      'base/one.rego': sound().replace('test.t_one_01', 'base.one'),
      'base/one_test.rego': table(soundRows, 'base_one'),
    };
    expect((await ran(two, 'check', 'base', 'rules')).out).toBe('check: nothing wrong in 2 rules\n');
    const { code, out } = await ran(two, 'check', 'rules', 'base');
    expect([code, out]).toEqual([
      1,
      expect.stringContaining('rule `T-ONE-01` replaces `T-ONE-01`, which no pack before it has'),
    ]);
  });
  test('that is not there: its place and what there is', async () => {
    const { code, out } = await ran(replacing('T-TWO-02', 'ENC-RDS-99'), 'check', 'rules');
    expect(code).toBe(1);
    expect(out).toContain('rules/one.rego:11:5');
    expect(out).toContain('rule `T-TWO-02` replaces `ENC-RDS-99`, which no pack before it has');
    expect(out).toContain('did you mean `ENC-RDS-01`');
  });
  test('can be tested, listed and explained', async () => {
    const files = replacing('T-TWO-02', 'ENC-RDS-01');
    expect((await ran(files, 'test', 'rules')).code).toBe(0);
    const { out } = await ran(files, 'list', '--policy', 'rules', '--format', 'json');
    const ids = (JSON.parse(out) as { rules: { id: string }[] }).rules.map(({ id }) => id);
    expect([ids.includes('T-TWO-02'), ids.includes('ENC-RDS-01')]).toEqual([true, false]);
    expect((await ran(files, 'explain', 'T-TWO-02', '--policy', 'rules', '--no-builtin')).code).toBe(0);
    expect((await ran(files, 'diff', 'rules', 'rules', '--corpus', 'rules')).err).not.toContain('replaces');
  });
});

test('packages and folders of conftest are not checked unless they are named', async () => {
  const files = {
    ...soundPack,
    'policy/main.rego': 'package main\n\ndeny contains "x"\n',
    'node_modules/acme/package.json': '{}',
    'node_modules/acme/bad.rego': 'package {',
    'driftgate.yaml': 'policies: [rules, "npm:acme", {use: policy, compat: conftest}]',
  };
  expect((await ran(files, 'check')).out).toBe('check: nothing wrong in 1 rule\n');
  expect((await ran(files, 'check', 'npm:acme')).code).toBe(1);
});
