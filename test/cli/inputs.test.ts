import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { databases, fixture, onlyEncryption, report, run, tempFolder } from './run.ts';

const plan = databases({ open: false });
const parsed = JSON.parse(plan) as Record<string, unknown>;
const having = (more: object): string => JSON.stringify({ ...parsed, ...more });
const utf16 = (text: string, bigEndian = false): Buffer => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};
const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** The table I1 to I11 of the threat model: exit code by input, where the good plan is exit 1. */
const table: readonly [string, string | Buffer, number][] = [
  ['I1 UTF-8', plan, 1],
  ['I1 UTF-8 with a mark', `\ufeff${plan}`, 1],
  ['I1 UTF-16 LE with a mark', utf16(plan), 1],
  ['I1 UTF-16 BE with a mark', utf16(plan, true), 1],
  ['I1 UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]), 2],
  [
    'I2 a byte that is not UTF-8',
    Buffer.concat([Buffer.from(plan.slice(0, 40)), Buffer.from([0xff]), Buffer.from(plan.slice(40))]),
    2,
  ],
  ['I2 an overlong character', Buffer.from(plan.replace('postgres', '\xc0\xaf'), 'latin1'), 2],
  ['I2 a lone surrogate as an escape', plan.replace('postgres', '\\ud800'), 1],
  ['I3 cut', plan.slice(0, -1), 2],
  ['I4 nothing', '', 2],
  ['I4 blanks', ' \n\t', 2],
  ['I4 null', 'null', 2],
  ['I4 false', 'false', 2],
  ['I4 a number', '0', 2],
  ['I4 a text', JSON.stringify(plan), 2],
  ['I4 a list', `[${plan}]`, 2],
  ['I4 an empty object', '{}', 2],
  ['I4 two documents', `${plan}\n${plan}`, 2],
  ['I4 text after', `${plan}\nReleasing state lock.`, 2],
  ['I4 text before', `Refreshing state...\n${plan}`, 2],
  ['I5 a binary plan', Buffer.from('PK\x03\x04\x14\0'), 2],
  ['I5 gzip', gzipSync(plan), 2],
  ['I5 HTML', '<!DOCTYPE html><html></html>', 2],
  ['I5 a pointer of Git LFS', 'version https://git-lfs.github.com/spec/v1\n', 2],
  ['I6 a key twice', plan.replace('"errored"', '"resource_changes":[],"errored"'), 2],
  ['I6 a key twice, once escaped', plan.replace('"errored"', '"resource_\\u0063hanges":[],"errored"'), 2],
  ['I6 a thousand levels', having({ x: 0 }).replace('"x":0', `"x":${deep(900)}`), 1],
  ['I6 more levels', having({ x: 0 }).replace('"x":0', `"x":${deep(1_100)}`), 2],
  ['I6 a hundred thousand levels', '['.repeat(100_000), 2],
  [
    'I7 names of JavaScript',
    plan.replace('"engine":', '"__proto__":{"polluted":true},"constructor":{"a":1},"toString":1,"engine":'),
    1,
  ],
  ['I7 such a name as a resource', plan.replaceAll('aws_db_instance.open', 'aws_db_instance.__proto__'), 1],
  ['I8 twenty digits', plan.replace('"engine":', '"allocated_storage":12345678901234567891,"engine":'), 1],
  ['I8 a number that is too large', plan.replace('"engine":', '"allocated_storage":1e400,"engine":'), 2],
  ['I8 minus zero', plan.replace('"engine":', '"allocated_storage":-0,"engine":'), 1],
  ['I8 NaN', plan.replace('"engine":', '"allocated_storage":NaN,"engine":'), 2],
  ['I9 another major version', having({ format_version: '2.0' }), 2],
  ['I9 a later minor version', having({ format_version: '1.99' }), 1],
  ['I9 no version', having({ format_version: undefined }), 2],
  ['I9 errored', having({ errored: true }), 2],
  ['I9 not complete', having({ complete: false }), 2],
  ['I9 not applyable', having({ applyable: false }), 1],
  ['I9 deferred changes', having({ deferred_changes: [{ reason: 'x' }] }), 2],
  ['I9 no changes', having({ resource_changes: undefined, planned_values: undefined }), 2],
  ['I9 changes of another shape', having({ resource_changes: {} }), 2],
  ['I9 a change of another shape', having({ resource_changes: [null] }), 2],
];

describe.each([['a file'], ['standard input']])('through %s', (way) => {
  test.each(table)('%s', async (_, content, code) => {
    const file = way === 'a file';
    const cwd = tempFolder(file ? { 'plan.json': content } : {});
    const ran = await run(['check', ...onlyEncryption, file ? 'plan.json' : '-'], {
      cwd,
      stdin: file ? 'not read' : content,
    });
    expect([ran.code, ran.out === '']).toEqual([code, code === 2]);
    if (code === 2)
      expect(ran.err).toMatch(/^driftgate: read (stdin|`plan\.json`): [^\n]+\n( {2}hint: [^\n]+\n)?$/);
    else expect(ran.out).toContain('aws_db_instance.');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

test('I7 a name of JavaScript as a type is a type that no rule knows', async () => {
  const { code, report: said } = await report(['-'], {
    stdin: plan.replaceAll('aws_db_instance', 'constructor'),
  });
  expect([code, said.summary.judged]).toEqual([2, 0]);
});

test('I1 the same plan in four encodings gives the same report', async () => {
  const text = plan.replace('postgres', 'pöstgres \u{1f600}');
  const reports = await Promise.all(
    [text, `\ufeff${text}`, utf16(text), utf16(text, true)].map((stdin) =>
      report([...onlyEncryption, '-'], { stdin }),
    ),
  );
  expect(new Set(reports.map(({ out }) => out)).size).toBe(1);
});

describe('I10 what is no regular file', () => {
  const folder = tempFolder({ 'plan.json': plan });
  execFileSync('mkfifo', [join(folder, 'fifo')]);
  symlinkSync('plan.json', join(folder, 'link'));
  symlinkSync('loop', join(folder, 'loop'));
  test.each([
    ['fifo'],
    ['.'],
    ['/dev/zero'],
    ['/dev/null'],
    ['/proc/self/status'],
    ['loop'],
    ['gone.json'],
    ['plan.json/x'],
    ['\0'],
    [''],
  ])(
    '%j',
    async (uri) => {
      const ran = await run(['check', uri], { cwd: folder });
      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.err).not.toContain('internal error');
    },
    5_000,
  );
  test('a link is followed', async () =>
    expect((await run(['check', ...onlyEncryption, 'link'], { cwd: folder })).code).toBe(1));
});

describe('several inputs', () => {
  const files = {
    'a.json': plan,
    'b.json': databases({ closed: true }),
    'c.json': databases({ other: false }),
    'cut.json': plan.slice(0, 300),
  };
  const check = (...inputs: string[]) =>
    report([...onlyEncryption, ...inputs], { cwd: tempFolder(files), stdin: databases({ piped: false }) });

  test('are judged together, each under its name', async () => {
    const { code, report: said } = await check('a.json', 'b.json', 'c.json', '-');
    expect(code).toBe(1);
    expect(said.inputs.map(({ uri, resources }) => [uri, resources])).toEqual([
      ['a.json', 1],
      ['b.json', 1],
      ['c.json', 1],
      ['-', 1],
    ]);
    expect(said.results.map(({ input, address }) => `${input} ${address.split('.')[1]}`)).toEqual([
      'a.json open',
      'c.json other',
      '- piped',
    ]);
  });

  test('of which one cannot be read are not judged at all', async () => {
    for (const inputs of [
      ['a.json', 'cut.json'],
      ['cut.json', 'a.json'],
      ['a.json', 'gone.json'],
      ['-', '-'],
    ]) {
      const ran = await run(['check', ...inputs], { cwd: tempFolder(files), stdin: plan });
      expect([inputs, ran.code, ran.out]).toEqual([inputs, 2, '']);
    }
  });

  test('that name the same resource have different fingerprints', async () => {
    const { report: said } = await check('a.json', './a.json');
    expect(new Set(said.results.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });
});

test('the same plan with its keys in another order and other blanks gives the same report but for the digest', async () => {
  const text = readFileSync(fixture('violations/platform/plan.json'), 'utf8');
  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turned);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, part]) => [key, turned(part)]),
    );
  };
  const [first, ...others] = await Promise.all(
    [
      text,
      JSON.stringify(turned(JSON.parse(text)), null, 3),
      `\r\n${JSON.stringify(JSON.parse(text), null, '\t')}\r\n`,
    ].map((stdin) => report(['-'], { stdin })),
  );
  const blind = (out: string | undefined) => out?.replace(/sha256:[0-9a-f]{64}/, '');
  expect(first?.report.results.length).toBeGreaterThan(20);
  for (const other of others) expect(blind(other.out)).toBe(blind(first?.out));
});
