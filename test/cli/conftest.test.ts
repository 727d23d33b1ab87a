import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { databases, fixture, report, run, tempFolder } from './run.ts';

type Files = Readonly<Record<string, string>>;

const compat = ['--no-builtin', '--compat', 'conftest', '--policy', 'policy'] as const;
const changes = 'some c in input.resource_changes';
const open = `deny contains msg if {\n\t${changes}\n\tnot c.change.after.storage_encrypted\n\tmsg := sprintf("%s is open", [c.address])\n}`;
const main = (body: string): Files => ({ 'policy/main.rego': `package main\n\nimport rego.v1\n\n${body}\n` });
const plan = databases({ one: true, two: false });
const check = (files: Files, args: readonly string[] = [], stdin = plan) =>
  report([...compat, ...args, '-'], { cwd: tempFolder(files), stdin });
const refusal = async (files: Files, args: readonly string[] = [...compat, '-']): Promise<string> => {
  const ran = await run(['check', ...args], { cwd: tempFolder(files), stdin: plan });
  expect({ code: ran.code, out: ran.out }).toEqual({ code: 2, out: '' });
  return ran.err;
};

describe('rules of conftest', () => {
  const all = main(
    [
      open,
      'deny_object contains {"msg": "an object", "severity": "HIGH", "details": {"resource": "aws_db_instance.one"}} if input.format_version',
      'violation contains {"msg": "a violation", "severity": "whatever"} if input.format_version',
      'violation_named contains "by name" if input.terraform_version == "1.9.5"',
      'warn contains "a warning" if input.format_version',
      'warn_named contains {"msg": "a named warning", "severity": "critical"} if input.format_version',
      'deny_never contains "never" if input.resources',
      'denies contains "another name" if input.format_version',
      'deny_function(x) := x',
      'unused if {\n\tx := 1\n}',
    ].join('\n\n'),
  );

  test('are asked about the plan as it is, each name once', async () => {
    const { code, report: said } = await check(all, ['--include-passed']);
    expect(code).toBe(1);
    expect(
      said.results.map(({ rule, severity, verdict, address, message }) => [
        rule,
        severity,
        verdict,
        address,
        message,
      ]),
    ).toEqual([
      ['CONFTEST-MAIN-DENY-OBJECT', 'high', 'fail', 'aws_db_instance.one', 'an object'],
      ['CONFTEST-MAIN-DENY', 'medium', 'fail', 'aws_db_instance.two', 'aws_db_instance.two is open'],
      ['CONFTEST-MAIN-VIOLATION', 'medium', 'fail', 'plan', 'a violation'],
      ['CONFTEST-MAIN-VIOLATION-NAMED', 'medium', 'fail', 'plan', 'by name'],
      ['CONFTEST-MAIN-WARN', 'low', 'fail', 'plan', 'a warning'],
      ['CONFTEST-MAIN-WARN-NAMED', 'low', 'fail', 'plan', 'a named warning'],
      ['CONFTEST-MAIN-DENY-NEVER', 'medium', 'pass', 'plan', 'deny_never of package main'],
    ]);
    expect(said.results.filter(({ advisory }) => advisory).map(({ rule }) => rule)).toEqual([
      'CONFTEST-MAIN-WARN',
      'CONFTEST-MAIN-WARN-NAMED',
    ]);
    expect(said.summary).toMatchObject({ rules: 7, judged: 7, severities: { high: 1, medium: 3, low: 0 } });
    expect(said.coverage.rulesMatchedNothing).toEqual([]);
  });

  test.each(['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown'])(
    'are in %s',
    async (format) => {
      const ran = await run(['check', ...compat, '--format', format, '-'], {
        cwd: tempFolder(all),
        stdin: plan,
      });
      expect(ran.code).toBe(1);
      for (const text of [
        'CONFTEST-MAIN-DENY',
        'two is open',
        'a violation',
        'CONFTEST-MAIN-WARN',
        'a warning',
      ])
        expect(ran.out.replaceAll(/[\\`]/g, '')).toContain(text);
    },
  );

  test('that warn never gate, whatever is asked for', async () => {
    const files = main('warn contains "a warning" if input.format_version');
    for (const args of [[], ['--fail-on', 'low'], ['--gate', 'introduced'], ['--unknown', 'fail']]) {
      const { code, report: said } = await check(files, args);
      expect([code, said.results.length, said.gate.passed]).toEqual([0, 1, true]);
    }
    const settings = {
      'driftgate.yaml':
        'builtin: false\npolicies: [{use: policy, compat: conftest}]\nrules: {CONFTEST-MAIN-WARN: {severity: critical}}',
    };
    expect((await report(['-'], { cwd: tempFolder({ ...files, ...settings }), stdin: plan })).code).toBe(0);
    const { out } = await run(['check', ...compat, '-'], { cwd: tempFolder(files), stdin: plan });
    expect(out).toMatch(/plan\s+a warning only: a warning/);
  });

  test('beside the built-in ones, with data, switched off, with another severity, waived', async () => {
    const files = main(
      `${open}\n\ndeny_accounts contains "unknown account" if not "1" in data.acme.accounts\n\ndeny_off contains "x" if input`,
    );
    const settings = {
      'policy/data.json': '{"acme": {"accounts": ["2"]}}',
      'driftgate.yaml':
        'policies: [{use: policy, compat: conftest}]\nrules:\n  CONFTEST-MAIN-DENY-OFF: {enabled: false, reason: later}\n  CONFTEST-MAIN-DENY: {severity: critical}',
      'driftgate.waivers.yaml':
        'waivers: [{rule: CONFTEST-MAIN-DENY, address: aws_db_instance.*, reason: known, owner: team, expires: 2099-01-01}]',
    };
    const { report: said } = await report(['-'], { cwd: tempFolder({ ...files, ...settings }), stdin: plan });
    expect(said.results.find(({ rule }) => rule === 'CONFTEST-MAIN-DENY')).toMatchObject({
      verdict: 'waived',
      severity: 'critical',
    });
    expect(said.results.some(({ rule }) => rule === 'CONFTEST-MAIN-DENY-ACCOUNTS')).toBe(true);
    expect(said.results.some(({ rule }) => rule.startsWith('ENC-'))).toBe(true);
    expect(said.coverage.rulesOff).toEqual([{ rule: 'CONFTEST-MAIN-DENY-OFF', reason: 'later' }]);
  });

  test('the baseline knows a finding by its message, and no other', async () => {
    const two = main('deny contains msg if some msg in input.variables.names.value');
    const named = (names: readonly string[]) =>
      databases({ one: true }, { variables: { names: { value: names } } });
    const before = await run(['check', ...compat, '--format', 'json', '-'], {
      cwd: tempFolder(two),
      stdin: named(['b', 'c']),
    });
    const files = { ...two, 'before.json': before.out };
    const args = ['--baseline', 'before.json'];
    expect((await check(files, args, named(['b', 'c']))).code).toBe(0);
    expect((await check(files, args, named(['c']))).code).toBe(0);
    const { code, report: said } = await check(files, args, named(['a', 'c']));
    expect([code, said.results.map(({ message, baseline }) => [message, baseline]).sort()]).toEqual([
      1,
      [
        ['a', undefined],
        ['c', true],
      ],
    ]);
  });

  test('count where only what is introduced does: they do not tell the sides of a plan apart', async () => {
    const unchanged = plan.replaceAll(
      '"actions":["create"],"before":null',
      '"actions":["no-op"],"before":{"storage_encrypted":false}',
    );
    const { code, report: said } = await check(main(open), ['--gate', 'introduced'], unchanged);
    expect([code, said.results.map(({ change }) => change)]).toEqual([1, [undefined]]);
  });

  test('of several folders are one, as with conftest', async () => {
    const files = {
      ...main(open),
      'more/policy/main.rego': 'package main\n\nimport data.names\n\ndeny contains names.word',
      'more/policy/names.rego': 'package names\n\nword := "from elsewhere"',
    };
    const { report: said } = await check(files, ['--policy', 'more/policy']);
    expect(said.results.map(({ rule, message }) => [rule, message])).toEqual([
      ['CONFTEST-MAIN-DENY', 'aws_db_instance.two is open'],
      ['CONFTEST-MAIN-DENY', 'from elsewhere'],
    ]);
  });

  test('of Rego v0 and v1 are one, each file for itself', async () => {
    const files = {
      'policy/v0.rego': `package main

import data.lib
import future.keywords.in

deny[msg] {
	some c in input.resource_changes
	not c.change.after.storage_encrypted
	lib.creates(c)
	msg = sprintf("%s is open", [c.address])
}

violation[{"msg": "built-ins of v0"}] {
	any([false, re_match("^1[.]", input.terraform_version)])
}

warn["a warning"] {
	input.format_version
}

exception[rules] {
	rules := ["excepted"]
}
`,
      'policy/lib.rego': 'package lib\n\ncreates(c) {\n\tc.change.actions[_] == "create"\n}\n',
      'policy/import.rego':
        'package main\n\nimport rego.v1\n\nimport data.lib\n\ndeny contains c.type if {\n\tsome c in input.resource_changes\n\tlib.creates(c)\n}\n\ndeny_excepted contains "never" if input\n',
      'policy/v1.rego':
        'package main\n\ndeny_in_v1 contains "v1" if "create" in input.resource_changes[_].change.actions\n',
    };
    const { code, report: said } = await check(files);
    expect([code, said.results.map(({ rule, message }) => [rule, message]).sort()]).toEqual([
      1,
      [
        ['CONFTEST-MAIN-DENY', 'aws_db_instance'],
        ['CONFTEST-MAIN-DENY', 'aws_db_instance.two is open'],
        ['CONFTEST-MAIN-DENY-IN-V1', 'v1'],
        ['CONFTEST-MAIN-VIOLATION', 'built-ins of v0'],
        ['CONFTEST-MAIN-WARN', 'a warning'],
      ],
    ]);
    expect(said.inputs[0]?.warnings).toEqual([
      'an exception of its package takes CONFTEST-MAIN-DENY-EXCEPTED out',
    ]);
  });

  test('of other packages are asked where settings name them', async () => {
    const files = {
      ...main('deny contains "main" if input'),
      'policy/k8s.rego': 'package kubernetes.pods\n\nimport rego.v1\n\ndeny_pods contains "pods" if input',
    };
    const with_ = (namespaces?: readonly string[]) => ({
      ...files,
      'driftgate.yaml': JSON.stringify({
        builtin: false,
        policies: [{ use: 'policy', compat: 'conftest', namespaces }],
      }),
    });
    const ask = async (namespaces?: readonly string[]) => {
      const { report: said } = await report(['-'], { cwd: tempFolder(with_(namespaces)), stdin: plan });
      return [said.results.map(({ message }) => message), said.coverage.rulesOff];
    };
    expect(await ask()).toEqual([
      ['main'],
      [
        {
          rule: 'CONFTEST-KUBERNETES-PODS-DENY-PODS',
          reason: 'package kubernetes.pods is not among the namespaces',
        },
      ],
    ]);
    expect(await ask(['main', 'kubernetes.pods'])).toEqual([['pods', 'main'], []]);
  });

  test('an exception takes a rule out, and the report says so', async () => {
    const files = main(
      `deny contains "plain" if input\n\ndeny_named contains "named" if input\n\nexception contains rules if {\n\tinput.terraform_version == "1.9.5"\n\trules := ["named"]\n}`,
    );
    const { report: said } = await check(files);
    expect(said.results.map(({ message }) => message)).toEqual(['plain']);
    expect(said.inputs[0]?.warnings).toEqual([
      'an exception of its package takes CONFTEST-MAIN-DENY-NAMED out',
    ]);
    expect(said.coverage.rulesMatchedNothing).toEqual(['CONFTEST-MAIN-DENY-NAMED']);
    const other = plan.replace('1.9.5', '1.9.6');
    expect((await check(files, [], other)).report.results.map(({ message }) => message)).toEqual([
      'plain',
      'named',
    ]);
  });

  test('that an exception takes out leave nothing judged', async () => {
    const { code, report: said } = await check(
      main('deny_x contains "x" if input\n\nexception contains ["x"]'),
    );
    expect([code, said.gate.reasons[0]]).toEqual([2, expect.stringContaining('nothing was judged')]);
  });
});

describe('an input that is no plan', () => {
  const state = JSON.stringify({
    format_version: '1.0',
    terraform_version: '1.9.5',
    values: {
      root_module: {
        resources: [
          {
            address: 'aws_db_instance.one',
            mode: 'managed',
            type: 'aws_db_instance',
            name: 'one',
            provider_name: 'registry.terraform.io/hashicorp/aws',
            values: { storage_encrypted: true },
          },
        ],
      },
    },
  });
  const notAsked = '1 of the rules judge plans as Terraform writes them, and were not asked: this is no plan';
  test('is not theirs: with them alone nothing is judged', async () => {
    const { code, report: said } = await check(main(open), [], state);
    expect([code, said.inputs[0]?.warnings, said.coverage.rulesMatchedNothing]).toEqual([
      2,
      [notAsked],
      ['CONFTEST-MAIN-DENY'],
    ]);
    expect(said.gate.reasons[0]).toContain('nothing was judged');
  });
  test('is judged by the others, and the report says who was not asked', async () => {
    const args = ['check', '--compat', 'conftest', '--policy', 'policy', '-'];
    const ran = await run(args, { cwd: tempFolder(main(open)), stdin: state });
    expect(ran.out.replaceAll(/\s+/g, ' ')).toContain(notAsked);
  });
  test('and a plan without resources decides nothing', async () => {
    expect((await check(main('deny contains "x" if false'), [], databases({}))).code).toBe(2);
  });
});

describe('secrets of a plan', () => {
  // Made up; short ones too, since these rules see the plan as it is.
  const given = {
    password: 'kT9$w"x/ <L>(ng',
    word: 'hunter2',
    short: 'p4s',
    number: '48151',
    random: 'from-random',
    output: 'of-output',
    older: 'old-output',
    variable: 'of-variable',
    nested: 'nested-one',
    drift: 'in-drift',
    state: 'in-state',
    inJson: 'in-json-3',
    line: 'line-of-several',
  };
  const secrets = Object.values(given);
  const {
    password,
    word,
    short,
    number,
    random,
    output,
    older,
    variable,
    nested,
    drift,
    state,
    inJson,
    line,
  } = given;
  const provider_name = 'registry.terraform.io/hashicorp/random';
  const change = (type: string, values: object, marks: unknown) => ({
    address: `${type}.made`,
    mode: 'managed',
    type,
    name: 'made',
    provider_name,
    change: {
      actions: ['create'],
      before: null,
      after: values,
      after_unknown: {},
      before_sensitive: false,
      after_sensitive: marks,
    },
  });
  const secretPlan = JSON.stringify({
    ...(JSON.parse(plan) as object),
    variables: { token: { value: variable } },
    configuration: { root_module: { variables: { token: { sensitive: true } } } },
    resource_changes: [
      ...(JSON.parse(plan) as { resource_changes: unknown[] }).resource_changes,
      change(
        'aws_secret',
        {
          password,
          word,
          short,
          number: Number(number),
          list: [{ nested }],
          text: JSON.stringify({ key: [inJson] }),
          lines: `first\n${line}\nlast`,
        },
        {
          password: true,
          word: true,
          short: true,
          number: true,
          list: true,
          text: true,
          lines: true,
        },
      ),
      change('random_password', { result: random }, { result: true }),
    ],
    resource_drift: [change('aws_drift', { value: drift }, { value: true })],
    output_changes: {
      out: {
        actions: ['create'],
        before: older,
        after: output,
        before_sensitive: true,
        after_sensitive: true,
      },
    },
    prior_state: {
      format_version: '1.0',
      values: {
        root_module: {
          resources: [
            {
              address: 'vault_secret.x',
              mode: 'data',
              type: 'vault_secret',
              name: 'x',
              provider_name,
              values: { value: state },
              sensitive_values: { value: true },
            },
          ],
        },
      },
    },
  });
  const files = main(
    `deny contains msg if {\n\twalk(input, [_, value])\n\tnot is_object(value)\n\tnot is_array(value)\n\tmsg := sprintf("it is %v.", [value])\n}\n\ndeny_json contains json.marshal(input.resource_changes)\n\ndeny_go contains sprintf("%v", [json.marshal_with_options(input.resource_changes, {"pretty": true})])\n\ndeny_upper contains upper(sprintf("%v", [c.change.after])) if ${changes}\n\ndeny_parts contains part if {\n\t${changes}\n\tsome part in array.concat(json.unmarshal(c.change.after.text).key, split(c.change.after.lines, "\\n"))\n}\n\ndeny_url contains urlquery.encode(c.change.after.password) if ${changes}`,
  );

  test('are found by the rules, and are in no report', async () => {
    for (const format of ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown']) {
      const ran = await run(['check', ...compat, '--format', format, '-'], {
        cwd: tempFolder(files),
        stdin: secretPlan,
      });
      expect(ran.code).toBe(1);
      expect(ran.out).toMatch(/[(;]sensitive[)&]/);
      // Annotations of GitHub and lines of a text are few.
      for (const name of format !== 'json' ? [] : ['', '-JSON', '-GO', '-UPPER', '-PARTS', '-URL'])
        expect(ran.out).toMatch(new RegExp(`CONFTEST-MAIN-DENY${name}\\b`));
      for (const secret of [...secrets, encodeURIComponent(password), JSON.stringify(password).slice(1, -1)])
        expect((ran.out + ran.err).toLowerCase(), `${format}: ${secret}`).not.toContain(secret.toLowerCase());
    }
  });
  test('are in no error', async () => {
    const clash = main(
      `deny contains x\n\nx := c.change.after.word if ${changes}\n\nx := c.change.after.short if ${changes}`,
    );
    const { code, ...ran } = await check(clash, [], secretPlan);
    expect([code, ran.report.errors.length]).toEqual([2, 1]);
    for (const secret of secrets) expect(ran.out + ran.err).not.toContain(secret);
  });
});

describe('what cannot be decided is exit 2', () => {
  test.each<[string, string, string]>([
    ['no set', 'deny := "x"', 'gave something else than a set of messages'],
    ['numbers', 'deny contains 7', 'holds something else than texts and objects with a text `msg`'],
    ['objects without msg', 'deny contains {"message": "x"}', 'objects with a text `msg`'],
  ])('a rule that gives %s', async (_, body, sentence) => {
    const { code, report: said } = await check(main(body));
    expect(code).toBe(2);
    expect(said.errors).toMatchObject([
      { rule: 'CONFTEST-MAIN-DENY', message: expect.stringContaining(sentence) },
    ]);
  });

  test('a rule that does not end, while the others are asked', async () => {
    const body = `deny_bomb contains "x" if count([1 | some a in xs; some b in xs; some c in xs; some d in xs; some e in xs; a < 0; b < 0; c < 0; d < 0; e < 0]) > 0\n\nxs := {n | some n in numbers.range(1, 100)}\n\n${open}`;
    const files = { ...main(body), 'driftgate.yaml': 'limits: {ruleTimeoutSeconds: 1}' };
    const { code, report: said } = await check(files);
    expect([code, said.errors.map(({ rule }) => rule), said.results.map(({ rule }) => rule)]).toEqual([
      2,
      ['CONFTEST-MAIN-DENY-BOMB'],
      ['CONFTEST-MAIN-DENY'],
    ]);
  });

  test.each<[string, Files, string]>([
    [
      'Rego v0 under `import rego.v1`',
      { 'policy/main.rego': 'package main\n\nimport rego.v1\n\ndeny[msg] {\n\tmsg := "x"\n}\n' },
      'policy `main.rego:5:1` `contains` keyword is required for partial set rules',
    ],
    [
      'a rule of v0 that does not parse',
      { 'policy/main.rego': 'package main\n\ndeny[msg] {\n\tmsg := [\n}\n' },
      'policy `main.rego:5:1` unexpected } token',
    ],
    ['what is no Rego', { 'policy/main.rego': 'package main\n\ndeny contains {' }, 'policy `main.rego:'],
    [
      'no rule',
      main('allow if input'),
      'policy folder `policy` declares no rule\n  hint: conftest asks `deny`, `violation` and `warn`',
    ],
    [
      'two names with one id',
      main('deny_a contains "x"\n\ndeny_A contains "y"'),
      'rule id `CONFTEST-MAIN-DENY-A` is used by',
    ],
    [
      'the network',
      main(
        'deny contains "x" if http.send({"url": "https://example.com", "method": "get"}).status_code == 200',
      ),
      'of rule `CONFTEST-MAIN-DENY` calls `http.send`, which asks the network',
    ],
    [
      'a function of conftest',
      main('deny contains "x" if parse_config_file("x.yaml")'),
      'undefined function parse_config_file',
    ],
  ])('a folder with %s', async (_, files, sentence) => {
    expect(await refusal(files)).toContain(sentence);
  });

  test('a folder of Rego v0 whose style nobody named', async () => {
    const files = { 'policy/main.rego': 'package main\n\ndeny[msg] {\n\tmsg := "x"\n}\n' };
    expect(await refusal(files, ['--policy', 'policy', '-'])).toContain(
      'policy `main.rego:3:1` is written in Rego v0, and rules with METADATA are Rego v1\n  hint: is it a policy of conftest: say `--compat conftest`',
    );
  });
  test('a folder whose style nobody named', async () => {
    expect(await refusal(main(open), ['--policy', 'policy', '-'])).toContain(
      'has `deny` but no METADATA with a `custom` block, so it would never be asked\n  hint: is it a policy of conftest: say `--compat conftest`',
    );
  });
  test('a style without a folder', async () => {
    expect(await refusal({}, ['--compat', 'conftest', '-'])).toContain(
      '--compat says how the rules of --policy are written, and there is none\n  hint: in driftgate.yaml: policies: [{ use: DIR, compat: conftest }]',
    );
  });
  test('a style that is none', async () => {
    expect(await refusal(main(open), ['--policy', 'policy', '--compat', 'sentinel', '-'])).toContain(
      'conftest',
    );
  });
});

test('the style can be set by the environment', async () => {
  const env = { DRIFTGATE_POLICY: 'policy', DRIFTGATE_COMPAT: 'conftest' };
  const ran = await report(['--no-builtin', '-'], { cwd: tempFolder(main(open)), env, stdin: plan });
  expect(ran.report.results).toHaveLength(1);
});

test('policy list and explain know rules of conftest', async () => {
  const cwd = tempFolder(main(open));
  const args = ['--no-builtin', '--policy', 'policy', '--compat', 'conftest', '--format', 'json'];
  const listed = await run(['policy', 'list', ...args], { cwd });
  expect(JSON.parse(listed.out).rules).toMatchObject([
    { id: 'CONFTEST-MAIN-DENY', inputs: ['plan'], family: 'conftest' },
  ]);
  const explained = await run(['policy', 'explain', 'conftest-main-deny', ...args], { cwd });
  expect(JSON.parse(explained.out)).toMatchObject({ rule: { id: 'CONFTEST-MAIN-DENY' }, examples: [] });
});

test('a real plan, with what stands in it twice', async () => {
  const cwd = tempFolder(main(`deny contains c.address if ${changes}`));
  const made = await report([...compat, join(fixture('violations/platform'), 'plan.json')], { cwd });
  const { results } = made.report;
  expect(results.length).toBeGreaterThan(50);
  expect(results.filter(({ address, message }) => address !== message)).toEqual([]);
});
