import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packBuiltins } from '../../src/compile/builtins.ts';
import { compilePack, type Foundation } from '../../src/compile/pack.ts';
import { readSources } from '../../src/compile/sources.ts';
import { loadToolchain, type Toolchain } from '../../src/compile/toolchain.ts';
import { DriftgateError } from '../../src/model/errors.ts';
import { databases, root, run, tempFolder } from '../cli/run.ts';
import { denyIf, foundation, ruleSource } from '../evaluate/rules.ts';

const deny = denyIf('r.attributes.bad == true');
const good = ruleSource(deny);
const without = (line: RegExp): string => good.replace(line, '');

let toolchain: Toolchain;
let base: Foundation;
beforeAll(async () => {
  toolchain = await loadToolchain();
  base = foundation();
}, 60_000);

/** The failure of compiling a folder, as `message | hint`. */
async function refusal(files: Readonly<Record<string, string | Uint8Array>> | string): Promise<string> {
  try {
    const folder = typeof files === 'string' ? files : tempFolder(files);
    compilePack('mine', await readSources(folder, { tests: false }), base, toolchain);
  } catch (error) {
    if (!(error instanceof DriftgateError)) throw error;
    expect(error.stage).toBe('compile');
    expect(error.message).not.toMatch(/[.\n]$/);
    return `${error.message} | ${error.hint}`;
  }
  return 'was accepted';
}

test('the rule that the tables below spoil is accepted, with tests and hidden files beside it', async () => {
  expect(
    await refusal({
      'a/one.rego': good,
      'a/one_test.rego': 'not rego',
      '.x/two.rego': '!',
      'node_modules/x.rego': '!',
    }),
  ).toBe('was accepted');
}, 30_000);

const metadata = 'policy `a/one.rego:1` METADATA is not valid: ';
describe('METADATA', () => {
  test.each<[string, string, string]>([
    ['no title', without(/# title.*\n/), `${metadata}the top level must have required property 'title'`],
    ['an empty title', good.replace('A title', '" "'), `${metadata}\`/title\` must match pattern`],
    ['no description', without(/# description.*\n/), "must have required property 'description'"],
    ['no id', without(/# {3}id.*\n/), `${metadata}\`/custom\` must have required property 'id'`],
    [
      'an id of another form',
      good.replace('T-ONE-01', 't_one'),
      `${metadata}\`/custom/id\` must match pattern`,
    ],
    ['no severity', without(/# {3}severity.*\n/), "must have required property 'severity'"],
    [
      'another severity',
      good.replace('severity: high', 'severity: urgent'),
      '(`critical`, `high`, `medium`, `low`)',
    ],
    ['no types', good.replace('["*"]', '[]'), '`/custom/resource_types` must NOT have fewer than 1 items'],
    [
      'types of another provider',
      good.replace('"*"', 'google_sql_database'),
      '`/custom/resource_types/0` must match pattern',
    ],
    ['no remediation', without(/# {3}remediation.*\n/), "must have required property 'remediation'"],
    [
      'an unknown key',
      ruleSource(deny, { custom: ['sevrity: low'] }),
      '`/custom` must NOT have additional properties (`sevrity`)',
    ],
    ['an unknown mode', ruleSource(deny, { custom: ['evaluate: all'] }), '(`resource`, `document`)'],
    [
      'a pointer without a slash',
      ruleSource(deny, { custom: ['decisive: {"*": [encrypted]}'] }),
      '`/custom/decisive/*/0` must match pattern',
    ],
    [
      'a parameter without a default',
      ruleSource(deny, { custom: ['params: {a: {description: x}}'] }),
      "must have required property 'default'",
    ],
    ['the scope of a rule', good.replace('scope: package', 'scope: rule'), '`a/one.rego:'],
    ['no deny', ruleSource('allow if input.x'), 'policy `a/one.rego:1` has METADATA of a rule but no `deny`'],
    [
      'none at all',
      `package mine\n\n${deny}`,
      'policy `a/one.rego:1` has `deny` but no METADATA with a `custom` block',
    ],
    [
      'without custom',
      good.replace(/# custom[\s\S]*?package/, 'package'),
      'has `deny` but no METADATA with a `custom` block',
    ],
    [
      'parameters of another rule',
      ruleSource(denyIf('r.a == data.params["X-OTHER-01"].a')),
      'policy `a/one.rego:14` reads `data.params["X-OTHER-01"]',
    ],
    [
      'all parameters',
      ruleSource(denyIf('data.params[_].a == r.a')),
      'its own parameters are `data.params["T-ONE-01"]`',
    ],
    ['no YAML', good.replace('title: A title', 'title: [A'), 'policy `a/one.rego:'],
  ])('%s', async (_, source, sentence) =>
    expect(await refusal({ 'a/one.rego': source })).toContain(sentence),
  );

  test('one id in two files', async () => {
    const other = good.replace('package test.t_one_01', 'package test.other');
    expect(await refusal({ 'one.rego': good, 'b/two.rego': other })).toBe(
      'rule id `T-ONE-01` is used by `b/two.rego` and `one.rego` | an id belongs to one rule for ever: choose another one',
    );
  });
});

describe('a folder', () => {
  const fifo = (): string => {
    const folder = tempFolder({ 'one.rego': good });
    execFileSync('mkfifo', [join(folder, 'pipe.rego')]);
    return folder;
  };
  const linked = (target: string): string => {
    const folder = tempFolder({ 'one.rego': good });
    symlinkSync(target, join(folder, 'link.rego'));
    return folder;
  };
  const looped = (): string => {
    const folder = tempFolder({ 'one.rego': good });
    symlinkSync(folder, join(folder, 'again'));
    return folder;
  };
  test.each<[string, () => string | Record<string, string | Uint8Array>, string]>([
    ['that is empty', () => tempFolder(), 'holds no .rego file'],
    ['with tests only', () => ({ 'one_test.rego': good }), 'holds no .rego file'],
    [
      'with helpers only',
      () => ({ 'one.rego': 'package helpers\n\nx := 1' }),
      'policy folder `mine` declares no rule',
    ],
    ['that is not there', () => '/nowhere/at/all', 'policy folder `/nowhere/at/all` cannot be read'],
    ['that is a file', () => join(tempFolder({ x: '' }), 'x'), 'is not a folder'],
    ['that is a device', () => '/dev/zero', 'is not a folder'],
    ['with a link to outside', () => linked('/etc/passwd'), '`link.rego` in policy folder'],
    ['with a link to inside', () => linked('one.rego'), 'is not a regular file'],
    ['with a link to nothing', () => linked('gone.rego'), 'is not a regular file'],
    ['with a device', () => linked('/dev/zero'), 'is not a regular file'],
    ['with a FIFO', fifo, '`pipe.rego` in policy folder'],
    ['that holds itself', looped, 'was accepted'],
    [
      'with a file that is not UTF-8',
      () => ({ 'one.rego': good, 'b.rego': new Uint8Array([0x70, 0xff]) }),
      'is not valid UTF-8',
    ],
    [
      'with a file of 1 MiB and a byte',
      () => ({ 'one.rego': good, 'b.rego': '#'.repeat(2 ** 20 + 1) }),
      'is larger than 1048576 bytes',
    ],
    ['with an empty file', () => ({ 'one.rego': good, 'b.rego': '' }), '`b.rego'],
    ['with Rego of before 1.0', () => ({ 'one.rego': `${good}\ndeny[x] { x := 1 }` }), 'policy `one.rego:'],
    [
      'with a file named as one of ours',
      () => ({
        'driftgate/lib/resource.rego': good,
        'driftgate/main.rego': ruleSource(deny, { id: 'T-TWO-02' }),
      }),
      'was accepted',
    ],
  ])('%s', async (_, files, sentence) => expect(await refusal(files())).toContain(sentence));

  test.skipIf(process.getuid?.() === 0)('that cannot be read', async () => {
    const folder = tempFolder({ 'one.rego': good });
    mkdirSync(join(folder, 'locked'));
    chmodSync(join(folder, 'locked'), 0);
    expect(await refusal(folder)).toContain('cannot be read');
  });
});

describe('Rego', () => {
  test.each<[string, string, string]>([
    ['a parse error', `${good}\nx := {`, 'policy `one.rego:17:6` unexpected eof token'],
    ['an unsafe variable', `${good}\nx if y`, 'var y is unsafe'],
    ['a type error', `${good}\nx := count(1)`, 'policy `one.rego:17:6` count: invalid argument(s)'],
    ['an unknown function', `${good}\nx := cuont([])`, 'policy `one.rego:17:6` undefined function cuont'],
    ['recursion', `${good}\nx if y\n\ny if x`, 'is recursive'],
    ['an unused import', good.replace('\n\ndeny', '\n\nimport data.x.y\n\ndeny'), 'unused'],
    ['two faults', `${good}\nx := cuont([])\n\ny := lne("")`, 'also: `one.rego:19:6` undefined function lne'],
    [
      'a package with a quote',
      good.replace('package test.t_one_01', 'package test["a\\"b.c"]'),
      'unexpected',
    ],
  ])('%s', async (_, source, sentence) => expect(await refusal({ 'one.rego': source })).toContain(sentence));

  test.each([
    ['http.send({})', 'asks the network', 'as a parameter'],
    ['net.lookup_ip_addr("x")', 'asks the network', 'as a parameter'],
    ['opa.runtime()', 'tells about the machine', 'as a parameter'],
    ['rand.intn("x", 2)', 'something else on each run', 'derive it from the document'],
    ['uuid.rfc4122("x")', 'something else on each run', 'derive it from the document'],
    ['io.jwt.encode_sign({}, {}, {})', 'signs with a private key', 'sign before the run'],
    ['io.jwt.encode_sign_raw("", "", "")', 'signs with a private key', 'sign before the run'],
  ])(
    '%s is refused with its place, its rule, the reason and what to do instead',
    async (call, reason, hint) => {
      const refused = await refusal({ 'a/one.rego': `${good}\nx := ${call}` });
      const [message, next] = refused.split(' | ');
      const name = call.slice(0, call.indexOf('('));
      expect(message).toContain(`policy \`a/one.rego:17:6\` of rule \`T-ONE-01\` calls \`${name}\`, which`);
      expect(message).toContain(reason);
      expect(next).toContain(hint);
    },
  );

  test('every refused call of a pack is told, in a file of helpers without a rule', async () => {
    const helpers = 'package helpers\n\nx := rand.intn("x", 2)\n\ny if count([]) with count as http.send';
    expect(await refusal({ 'one.rego': good, 'helpers.rego': helpers })).toMatch(
      /^policy `helpers\.rego:3:6` calls `rand\.intn`, which .*; also `helpers\.rego:5:\d+` `http\.send`$/,
    );
  });

  const pure = [
    'sprintf("%d", [1])',
    'time.now_ns()',
    'trace("x")',
    'yaml.unmarshal("x")',
    'json.patch({}, [])',
  ];
  test.each(pure)('%s is there, and the manifest says that the module does not bring it', (call) => {
    const { manifest } = compilePack('mine', { 'one.rego': `${good}\nx := ${call}` }, base, toolchain);
    expect(manifest.builtins).toEqual([call.slice(0, call.indexOf('('))]);
  });

  test('what is printed is compiled away', () => {
    const printing = `${good}\nx if print("x")`;
    expect(compilePack('mine', { 'one.rego': printing }, base, toolchain).manifest.builtins).toEqual([]);
  });

  test.each(pure)('%s is not there for the built-in pack, whose modules bring all that they call', (call) => {
    const native = JSON.parse(readFileSync(`${root}policies/capabilities.json`, 'utf8'));
    const own = { library: base.library, capabilities: native };
    expect(() => compilePack('ours', { 'one.rego': `${good}\nx := ${call}` }, own, toolchain)).toThrow(
      `policy \`one.rego:17:6\` undefined function ${call.slice(0, call.indexOf('('))}`,
    );
  });

  test('a pack is given what OPA has and is not refused, and told what modules do not bring', () => {
    const named = (...names: string[]) => names.map((name) => ({ name }));
    const all = { features: ['rego_v1'], builtins: named('count', 'http.send', 'print', 'sprintf') };
    expect(packBuiltins(all, { builtins: named('count') })).toEqual({
      capabilities: { features: ['rego_v1'], allow_net: [], builtins: named('count', 'print', 'sprintf') },
      outside: ['sprintf'],
    });
  });

  test('what OPA calls nondeterministic is refused, or stands still', () => {
    const all = toolchain.capabilities().builtins as { name: string; nondeterministic?: boolean }[];
    const allowed = new Set(base.capabilities.builtins?.map(({ name }) => name));
    const varying = all.filter(({ nondeterministic }) => nondeterministic).map(({ name }) => name);
    expect(varying.filter((name) => allowed.has(name)).sort()).toEqual([
      'io.jwt.decode_verify',
      'json.match_schema',
      'json.verify_schema',
      'time.now_ns',
    ]);
    expect(all.length - allowed.size).toBe(7);
  });

  test.each<[string, string]>([
    ['put in the place of another', 'x if count([]) with count as http.send'],
    ['put in the place of ours', 'f(x) := x\n\ny if f({}) with f as http.send'],
    ['under another name', 'import data.http\n\nx := http.send({})'],
    ['by its name as a text', 'x := data["http"].send({})'],
    ['in a rule that nothing asks', 'never if {\n\tfalse\n\thttp.send({})\n}'],
    ['in a helper', 'f(x) := http.send(x)'],
  ])('a function that reaches out, %s', async (_, body) => {
    const source = body.startsWith('import')
      ? good.replace('\n\ndeny', `\n\n${body}\n\ndeny`)
      : `${good}\n${body}`;
    expect(await refusal({ 'one.rego': source })).toMatch(
      /^policy `one\.rego:\d+:\d+` (of rule `T-ONE-01` calls `http\.send`|undefined function)/,
    );
  });
});

describe('through the command line', () => {
  test.each<[string, Record<string, string>, string]>([
    ['a parse error', { 'one.rego': `${good}\nx := {` }, '`one.rego:17:6`'],
    ['bad METADATA', { 'one.rego': good.replace('severity: high', 'severity: x') }, '`one.rego:1`'],
    ['nothing', {}, 'holds no .rego file'],
  ])('%s is exit 2, a sentence and a hint, and no report', async (_, files, sentence) => {
    const env = { DRIFTGATE_CACHE_DIR: tempFolder() };
    const ran = await run(['check', '--no-builtin', '--policy', tempFolder(files), '-'], {
      env,
      stdin: databases({ a: true }),
    });
    expect({ code: ran.code, out: ran.out }).toEqual({ code: 2, out: '' });
    expect(ran.err).toMatch(/^driftgate: .+\n {2}hint: .+\n$/);
    expect(ran.err).toContain(sentence);
  });
});
