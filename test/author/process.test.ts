import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { driftgate, shell } from '../anomaly/child.ts';
import { root, run, tempFolder } from '../cli/run.ts';
import { pack, rows, subject, table } from './packs.ts';

test('the README leads from an empty folder to a gate in five commands, as printed', async () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, commands = ''] = /From an empty folder[^\n]*\n\n```sh\n([\s\S]*?)```/.exec(readme) ?? [];
  const lines = commands.trim().split('\n');
  expect(lines).toHaveLength(5);
  const told = lines.map((line, index) => `${line}\necho "exit ${index} $?"`).join('\n');
  const { out, err } = await shell(told, tempFolder());
  expect(err).toBe('');
  expect(out.toString().match(/^exit \d \d$/gm)).toEqual([
    'exit 0 0',
    'exit 1 0',
    'exit 2 0',
    'exit 3 0',
    'exit 4 1',
  ]);
  expect(out.toString()).toContain('100.0 %  policies/acme/acme_rds_01.rego');
  expect(out.toString()).toMatch(/gate: FAILED, 1 medium .*exit 1\)/);
}, 120_000);

test('--watch runs again at each save, outlives a broken one, and ends when interrupted', async () => {
  const cwd = tempFolder(pack);
  const save = (text: string) => writeFileSync(join(cwd, 'rules/one_test.rego'), text);
  const seen: string[] = [];
  const { code, out, err } = await driftgate(['policy', 'test', 'rules', '--watch'], {
    cwd,
    started: (child) => {
      // Each pass ends with the same line; what is done after it makes the next pass.
      const steps = [
        () => save(table({ ...rows, wrong: subject('{"bad": true}', 'pass') })),
        () => save('package broken\n\nx := [\n'),
        () => save(table(rows)),
        () => child.kill('SIGINT'),
      ];
      child.stderr?.on('data', (chunk: Buffer) => {
        for (const _ of String(chunk).matchAll(/watching, Ctrl-C ends it/g)) {
          seen.push('pass');
          steps.shift()?.();
        }
      });
    },
  });
  expect(seen).toHaveLength(4);
  expect(code).toBe(130);
  expect(out.toString().match(/^tests:.*$/gm)).toEqual([
    'tests:  2 passed',
    'tests:  2 passed  1 failed',
    'tests:  2 passed',
  ]);
  expect(err).toContain('rules/one_test.rego:');
}, 120_000);

test('a check loads nothing that only authors use', async () => {
  const folder = tempFolder({
    'register.mjs': `import { register } from 'node:module'; register(new URL('hooks.mjs', import.meta.url));`,
    'hooks.mjs': `import { writeSync } from 'node:fs';
      export async function load(url, context, next) { writeSync(2, 'LOADED ' + url + '\\n'); return next(url, context); }`,
  });
  const loaded = async (...args: string[]) => {
    const { code, err } = await driftgate(args, { node: ['--import', join(folder, 'register.mjs')] });
    expect(code).toBe(0);
    return err.split('\n').filter((line) => line.startsWith('LOADED'));
  };
  const ofAuthors = /cli\/policy\/|dist\/(author|testing|replay)|chokidar|toolchain-instance|report\/policy-/;
  const check = await loaded('check', 'fixtures/violations/platform/plan.json', '--soft-fail');
  expect(check.length).toBeGreaterThan(20);
  expect(check.filter((url) => ofAuthors.test(url))).toEqual([]);
  expect((await loaded('policy', 'list')).filter((url) => ofAuthors.test(url))).not.toEqual([]);
});

test('help teaches: every command has examples and its exit codes', async () => {
  const { out, code } = await run(['policy', '--help']);
  expect(code).toBe(0);
  const commands = [...out.matchAll(/^ {2}(list|explain|new|test|check|fmt|diff)\b/gm)].map(
    ([, name]) => name as string,
  );
  expect(commands.sort()).toEqual(['check', 'diff', 'explain', 'fmt', 'list', 'new', 'test']);
  for (const name of commands) {
    const help = await run(['policy', name, '--help']);
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toContain('Examples:\n');
    expect(help.out).toMatch(/Exit codes: 0 /);
  }
  expect(await run(['policy', 'nope'])).toMatchObject({ code: 2, out: '' });
});
