import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadToolchain, type Toolchain } from '../../src/compile/toolchain.ts';
import { DriftgateError } from '../../src/model/errors.ts';

const modules = {
  'policies/bucket.rego': `# METADATA
# title: Buckets have a prefix
# related_resources:
#   - https://example.com/buckets
# custom:
#   id: DG-1
package example.bucket

import data.lib.util
import data.params

deny contains msg if {
	some r in input.resources
	util.is_bucket(r)
	not startswith(r.name, params["DG-1"].prefix)
	msg := sprintf("%s has no prefix", [r.name])
}

named[name] := r if {
	some r in input.resources
	name := r.name
}

twice(n) := n * 2

on := true
`,
  'lib/util.rego': `package lib.util

is_bucket(r) if r.type == "aws_s3_bucket"
`,
};
const entrypoints = ['example/bucket/deny', 'example/bucket/on'];
const one = (source: string) => ({ 'a.rego': source });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
}, 60_000);

describe('compile', () => {
  test('gives the bytes of `opa build` v1.22.0', () => {
    const result = toolchain.compile({ modules, entrypoints });
    if (!result.ok) throw new Error(JSON.stringify(result.errors));
    const exports = WebAssembly.Module.exports(
      new WebAssembly.Module(result.wasm as Uint8Array<ArrayBuffer>),
    );
    expect(exports).toContainEqual({ name: 'entrypoints', kind: 'function' });
    // opa build -t wasm -e example/bucket/deny -e example/bucket/on policies lib
    expect(sha256(result.wasm)).toBe('6f6eeeffb83bdb893357a55663de41a5e4dabe1a406de46de70cde6319218989');
  });

  test('places an unknown built-in, and every other error with it', () => {
    const source = 'package a\n\nx if {\n\tstrings.revers("a")\n}\n\ny if startswith(1)\n';
    const result = toolchain.compile({ modules: one(source), entrypoints: ['a/x'] });
    expect(result).toMatchObject({
      ok: false,
      more: false,
      errors: [
        {
          file: 'a.rego',
          line: 4,
          column: 2,
          code: 'rego_type_error',
          message: 'undefined function strings.revers',
        },
        {
          file: 'a.rego',
          line: 7,
          column: 6,
          code: 'rego_type_error',
          message: 'startswith: arity mismatch',
        },
      ],
    });
  });

  test('knows only the built-ins of the capabilities', () => {
    const eq = {
      name: 'eq',
      infix: '=',
      decl: { type: 'function', args: [{ type: 'any' }, { type: 'any' }], result: { type: 'boolean' } },
    };
    const capabilities = {
      builtins: [eq],
      features: ['rego_v1'],
      wasm_abi_versions: [{ version: 1, minor_version: 3 }],
    };
    const request = { entrypoints: ['a/x'], capabilities };
    expect(toolchain.compile({ ...request, modules: one('package a\nx if input.a = 1\n') }).ok).toBe(true);
    expect(toolchain.compile({ ...request, modules: one('package a\nx if upper("a")\n') })).toMatchObject({
      ok: false,
      errors: [{ file: 'a.rego', line: 2, column: 6, message: 'undefined function upper' }],
    });
  });

  test('places the parse errors of all modules', () => {
    const broken = { 'a.rego': 'package a\nx if {', 'b.rego': 'package b\n\ny := }\n', 'c.rego': '' };
    const result = toolchain.compile({ modules: broken, entrypoints: ['a/x'] });
    if (result.ok) throw new Error('compiled');
    const places = result.errors.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`);
    expect(places).toContain('a.rego:2:6 rego_parse_error');
    expect(places).toContain('b.rego:3:6 rego_parse_error');
    expect(places).toContain('c.rego:1:1 rego_parse_error');
  });

  test('lists at most 20 errors and says that there are more', () => {
    const source = (count: number) =>
      `package a\n${Array.from({ length: count }, (_, i) => `x${i} if nope${i}(1)\n`).join('')}`;
    const few = toolchain.compile({ modules: one(source(15)), entrypoints: ['a/x0'] });
    expect(few).toMatchObject({ ok: false, more: false, errors: { length: 15 } });
    const many = toolchain.compile({ modules: one(source(30)), entrypoints: ['a/x0'] });
    expect(many).toMatchObject({ ok: false, more: true, errors: { length: 20 } });
  });

  test('is strict unless told otherwise', () => {
    const request = { modules: one('package a\nimport data.unused\nx := 1\n'), entrypoints: ['a/x'] };
    expect(toolchain.compile(request)).toMatchObject({
      ok: false,
      errors: [{ line: 2, message: 'import data.unused unused' }],
    });
    expect(toolchain.compile({ ...request, strict: false }).ok).toBe(true);
  });

  test('refuses Rego v0, an entry point without a rule, and a rule that hides data', () => {
    const v0 = toolchain.compile({ modules: one('package a\nx { true }\n'), entrypoints: ['a/x'] });
    expect(v0).toMatchObject({ ok: false, errors: [{ file: 'a.rego', line: 2, code: 'rego_parse_error' }] });
    const nowhere = toolchain.compile({ modules: one('package a\nx := 1\n'), entrypoints: ['a/y'] });
    expect(nowhere).toMatchObject({ ok: false, errors: [{ file: '', line: 0 }] });
    const hidden = { modules: one('package a\nx := 1\n'), entrypoints: ['a/x'] };
    expect(toolchain.compile({ ...hidden, data: { a: { x: 2 } } })).toMatchObject({
      ok: false,
      errors: [{ line: 2 }],
    });
    expect(toolchain.compile({ ...hidden, data: { a: { y: 2 } } }).ok).toBe(true);
  });
});

describe('inspect', () => {
  test('lists METADATA, rules, data references and built-ins', () => {
    const result = toolchain.inspect({ modules });
    if (!result.ok) throw new Error(JSON.stringify(result.errors));
    expect(result.modules.map(({ path }) => path)).toEqual(['lib/util.rego', 'policies/bucket.rego']);
    expect(result.modules[1]).toEqual({
      path: 'policies/bucket.rego',
      package: 'example.bucket',
      packageLocation: { line: 7, column: 1 },
      rules: [
        { name: 'deny', kind: 'partial_set', line: 12, column: 1 },
        { name: 'named', kind: 'partial_object', line: 19, column: 1 },
        { name: 'twice', kind: 'function', line: 24, column: 1 },
        { name: 'on', kind: 'complete', line: 26, column: 1 },
      ],
      annotations: [
        {
          scope: 'package',
          line: 1,
          title: 'Buckets have a prefix',
          related_resources: [{ ref: 'https://example.com/buckets' }],
          custom: { id: 'DG-1' },
        },
      ],
      dataRefs: [
        { name: 'data.lib.util.is_bucket', line: 14, column: 2 },
        { name: 'data.params["DG-1"].prefix', line: 15, column: 25 },
      ],
      builtins: [
        { name: 'startswith', line: 15, column: 6 },
        { name: 'sprintf', line: 16, column: 9 },
      ],
    });
  });

  test('tells local rules from data of a package below, and from shadowing variables', () => {
    const source =
      'package a\n\nimport data.b\n\nx := y + data.a.deep.z\n\ny := 1\n\nf(b) := b.c\n\nu := b.c[input.k]\n';
    const result = toolchain.inspect({ modules: one(source) });
    if (!result.ok) throw new Error(JSON.stringify(result.errors));
    expect(result.modules[0]?.dataRefs).toEqual([
      { name: 'data.a.deep.z', line: 5, column: 10 },
      { name: 'data.b.c[input.k]', line: 11, column: 6 },
    ]);
  });

  test('places a broken METADATA block', () => {
    const result = toolchain.inspect({ modules: one('# METADATA\n# title: [\npackage a\n') });
    expect(result).toMatchObject({ ok: false, errors: [{ file: 'a.rego', code: 'rego_parse_error' }] });
  });
});

test('format writes as `opa fmt`, or names what does not parse', () => {
  expect(toolchain.format({ modules: one('package a\nx   :=  1\n') })).toEqual({
    ok: true,
    sources: one('package a\n\nx := 1\n'),
  });
  expect(toolchain.format({ modules: one('package a\nx := }\n') })).toMatchObject({
    ok: false,
    errors: [{ file: 'a.rego', line: 2, column: 6 }, { line: 2 }],
  });
});

describe('Rego v0, where it is allowed', () => {
  const old = 'package a\n\ndeny[x] {\n\tx := data.b.two(1)\n}\n';
  const mixed = { 'a.rego': old, 'b.rego': 'package b\n\ntwo(n) := n + 1 if n > 0\n' };

  test('is compiled, evaluated and formatted beside v1', () => {
    const request = { modules: mixed, regoVersion: 0 } as const;
    expect(toolchain.compile({ ...request, entrypoints: ['a/deny'] }).ok).toBe(true);
    expect(toolchain.evaluate({ ...request, query: 'data.a.deny' })).toEqual({ ok: true, value: [2] });
    expect(toolchain.format(request)).toEqual({ ok: true, sources: mixed });
    expect(toolchain.inspect({ ...request, regoVersion: 1 })).toMatchObject({
      ok: false,
      errors: [{ message: '`contains` keyword is required for partial set rules' }, { line: 3 }],
    });
  });

  test('that does not parse either gets the errors of v1, and so does what imports it', () => {
    const errors = (source: string) => toolchain.inspect({ modules: one(source), regoVersion: 0 });
    expect(errors('package a\n\ndeny[x] {\n\tx := [\n}\n')).toMatchObject({
      ok: false,
      errors: [{ file: 'a.rego', line: 5, message: 'unexpected } token' }],
    });
    expect(errors('package a\n\nimport rego.v1\n\ndeny[x] {\n\tx := 1\n}\n')).toMatchObject({
      ok: false,
      errors: [{ line: 5, message: expect.stringContaining('keyword is required') }, { line: 5 }],
    });
  });
});

describe('check', () => {
  test('finds what is wrong with modules and with their tests, at once', () => {
    const request = {
      modules: one('package a\n\nx if {\n\ty := 1\n}\n'),
      entrypoints: ['a/x'],
      strict: true,
    };
    const tests = { 'a_test.rego': 'package a_test\n\ntest_x if data.a.nothing(1)\n' };
    const { errors } = toolchain.check({ ...request, tests });
    expect(new Set(errors.map(({ file, line }) => `${file}:${line}`))).toEqual(
      new Set(['a.rego:4', 'a_test.rego:3']),
    );
    expect(toolchain.check({ ...request, strict: false })).toEqual({ errors: [], problems: [], rules: [] });
  });

  test('finds what only the builder does, and what does not parse', () => {
    const nowhere = toolchain.check({ modules: one('package a\n\nx := 1\n'), entrypoints: ['a/y'] });
    expect(nowhere.errors).toMatchObject([{ file: '', line: 0 }]);
    expect(toolchain.check({ modules: one('package a\nx := }\n') }).errors).toMatchObject([
      { file: 'a.rego', line: 2 },
      { line: 2 },
    ]);
    const tests = { 'a_test.rego': 'package a_test\nx := }\n' };
    expect(toolchain.check({ modules: one('package a\n\nx := 1\n'), tests }).errors).toMatchObject([
      { file: 'a_test.rego', line: 2 },
      { line: 2 },
    ]);
  });
});

describe('evaluate', () => {
  const input = {
    resources: [
      { type: 'aws_s3_bucket', name: 'logs' },
      { type: 'aws_iam_role', name: 'r' },
    ],
  };

  test('gives JSON, or undefined', () => {
    const request = { modules, input, data: { params: { 'DG-1': { prefix: 'acme-' } } } };
    expect(toolchain.evaluate({ ...request, query: 'data.example.bucket.deny' })).toEqual({
      ok: true,
      value: ['logs has no prefix'],
    });
    expect(toolchain.evaluate({ ...request, query: 'data.example.nothing' })).toEqual({
      ok: true,
      value: undefined,
    });
  });

  test('tells a null input from none, and stops the clock', () => {
    const request = { modules: one('package a\nx := {"input": input}\nnow := time.now_ns()\n') };
    expect(toolchain.evaluate({ ...request, query: 'data.a.x', input: null })).toEqual({
      ok: true,
      value: { input: null },
    });
    expect(toolchain.evaluate({ ...request, query: 'data.a.x' })).toEqual({ ok: true, value: undefined });
    expect(toolchain.evaluate({ ...request, query: 'data.a.now' })).toEqual({ ok: true, value: 0 });
  });

  test('places a conflict at run time, and refuses more than a path', () => {
    const conflict = {
      modules: one('package a\nx := 1 if input.a\nx := 2 if input.b\n'),
      input: { a: true, b: true },
    };
    expect(toolchain.evaluate({ ...conflict, query: 'data.a.x' })).toMatchObject({
      ok: false,
      errors: [{ file: 'a.rego', line: 3, code: 'eval_conflict_error' }],
    });
    expect(toolchain.evaluate({ ...conflict, query: 'data.a.x; input' })).toMatchObject({ ok: false });
  });
});

test('works again after a policy that exhausts the stack', () => {
  const deep = 20_000;
  const request = {
    modules: one(`package a\nx := ${'['.repeat(deep)}${']'.repeat(deep)}\n`),
    entrypoints: ['a/x'],
  };
  let thrown: unknown;
  try {
    toolchain.compile(request);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(DriftgateError);
  expect(thrown).toMatchObject({ stage: 'compile', cause: expect.any(RangeError) });
  // The old instance often still answers, until its memory is beyond repair: it must be replaced, and only once.
  const { Instance } = WebAssembly;
  const starts = vi.spyOn(WebAssembly, 'Instance').mockImplementation(function start(module, imports) {
    return new Instance(module, imports);
  });
  expect(toolchain.compile({ modules, entrypoints }).ok).toBe(true);
  expect(toolchain.compile({ modules, entrypoints }).ok).toBe(true);
  expect(starts).toHaveBeenCalledTimes(1);
  starts.mockRestore();
}, 60_000);

describe('test', () => {
  const sources = {
    'a.rego': 'package a\n\nbig if input.n > data.limit\n\nsmall if {\n\tinput.n < data.limit\n}\n',
    'a_test.rego':
      'package a_test\n\ntest_big if data.a.big with input as {"n": 2} with data.limit as 1\n\ntest_no if false\n',
  };

  test('runs the tests, answers each question with its own input and data, and tells the rows', () => {
    const questions = [
      { query: 'data.a.big', input: { n: 3 }, data: { limit: 5 } },
      { query: 'data.a.big', input: { n: 7 }, data: { limit: 5 } },
    ];
    expect(toolchain.test({ modules: sources, questions, cover: true })).toEqual({
      ok: true,
      answers: [
        { defined: false, value: null },
        { defined: true, value: true },
      ],
      tests: [
        { name: 'a_test.test_big', file: 'a_test.rego', line: 3, column: 1, outcome: 'passed' },
        { name: 'a_test.test_no', file: 'a_test.rego', line: 5, column: 1, outcome: 'failed' },
      ],
      coverage: {
        'a.rego': { covered: [3], notCovered: [5, 6] },
        'a_test.rego': { covered: [3], notCovered: [5] },
      },
    });
  });

  test('tells of a question that breaks off where it did, and answers the others', () => {
    const clash = { 'b.rego': 'package b\n\nx := 1 if input.on\n\nx := 2 if input.on\n' };
    const questions = [{ query: 'data.b.x', input: { on: true } }, { query: 'data.b.x' }];
    const result = toolchain.test({ modules: clash, questions });
    expect(result).toMatchObject({
      ok: true,
      answers: [
        { defined: false, issue: { file: 'b.rego', line: 5, code: 'eval_conflict_error' } },
        { defined: false, value: null },
      ],
      tests: [],
      coverage: {},
    });
  });

  test('shows the data to the tests, and refuses data that a rule would hide', () => {
    const modules = { 'a_test.rego': 'package a_test\n\ntest_data if data.limit == 5\n' };
    const outcomes = (data: Readonly<Record<string, unknown>>) => toolchain.test({ modules, data });
    expect(outcomes({ limit: 5 })).toMatchObject({ tests: [{ outcome: 'passed' }] });
    expect(outcomes({ limit: 6 })).toMatchObject({ tests: [{ outcome: 'failed' }] });
    expect(toolchain.test({ modules })).toMatchObject({ tests: [{ outcome: 'failed' }] });
    expect(outcomes({ a_test: { test_data: true } })).toMatchObject({ ok: false, errors: [{ line: 3 }] });
  });

  test('refuses what does not compile', () => {
    const result = toolchain.test({ modules: { 'c.rego': 'package c\n\nx := y\n' } });
    expect(result).toMatchObject({
      ok: false,
      errors: [{ file: 'c.rego', line: 3, code: 'rego_unsafe_var_error' }],
    });
  });
});

describe('artifact', () => {
  const source = new URL('../../src/compile/toolchain/', import.meta.url);
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'driftgate-toolchain-'));
    await copyFile(new URL('artifact.json', source), join(folder, 'artifact.json'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const refusal = async () => {
    const error = await loadToolchain(pathToFileURL(`${folder}/`)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DriftgateError);
    expect(error).toMatchObject({ stage: 'compile', hint: 'reinstall driftgate' });
    return (error as Error).cause as Error;
  };

  test('is refused when a bit of the file is flipped, or when it is missing', async () => {
    await refusal();
    const packed = await readFile(new URL('rego.wasm.br', source));
    packed[packed.length >> 1]! ^= 1;
    await writeFile(join(folder, 'rego.wasm.br'), packed);
    await refusal();
  }, 60_000);

  test('is refused when it unpacks to other bytes of the same length', async () => {
    const large = { params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 } };
    const raw = brotliDecompressSync(await readFile(new URL('rego.wasm.br', source)), large);
    raw[raw.length >> 1]! ^= 1;
    await writeFile(
      join(folder, 'rego.wasm.br'),
      brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
    );
    expect((await refusal()).message).toBe('sha256 differs');
  }, 60_000);
});
