import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { databases, fixture, onlyEncryption, tempFolder } from '../cli/run.ts';
import { driftgate, shell } from './child.ts';

const failing = fixture('violations/platform/plan.json');

describe('a stream that takes nothing', () => {
  test.each<[string, string, string]>([
    ['help', '--help > /dev/full', '2'],
    ['the version', '--version > /dev/full', '2'],
    ['usage', 'check --nope 2> /dev/full', '2'],
    ['an error', 'check gone.json 2> /dev/full', '2'],
    ['a report', `check ${failing} > /dev/full 2> /dev/full`, '2'],
    // Node puts /dev/null in the place of a descriptor that is closed.
    ['standard output that is closed', `check ${failing} >&-`, '1'],
    ['standard error that is closed', `check ${failing} 2>&- > /dev/null`, '1'],
    ['a reader that reads no byte', `check ${failing} | true`, '1 0'],
    ['a reader that reads one line', `check ${failing} | head -1 > /dev/null`, '1 0'],
  ])('%s', async (_, args, codes) => {
    const cwd = tempFolder();
    const { out, err } = await shell(`driftgate ${args}; echo "\${PIPESTATUS[*]}" > codes`, cwd);
    expect(readFileSync(join(cwd, 'codes'), 'utf8').trim()).toBe(codes);
    // No trace of a stack.
    expect(`${out}${err}`).not.toMatch(/^ {4}at /m);
  });

  test('in process, main gives a code and never throws', async () => {
    const broken = {
      write: (_: string, done: (error?: Error) => void) =>
        done(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    };
    for (const argv of [
      ['--help'],
      ['--version'],
      ['check', '--nope'],
      ['check', 'gone.json'],
      ['check', failing],
    ]) {
      const io = { cwd: '/', env: {}, stdin: process.stdin, stdout: broken, stderr: broken };
      expect([argv, await main(argv, io)]).toEqual([argv, 2]);
    }
  });
});

test('a report of 20 MB is whole behind a slow reader', async () => {
  const cwd = tempFolder({
    'plan.json': databases(Object.fromEntries(Array.from({ length: 24_000 }, (_, n) => [`d${n}`, false]))),
  });
  const { out, err } = await shell(
    `driftgate check ${onlyEncryption.join(' ')} --format json plan.json | (sleep 1; wc -c; ) ; echo "\${PIPESTATUS[0]}"`,
    cwd,
  );
  const [bytes, code] = out.toString().trim().split('\n').map(Number);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(bytes).toBeGreaterThan(20_000_000);
}, 60_000);

describe('a signal', () => {
  const large = databases(Object.fromEntries(Array.from({ length: 6_000 }, (_, n) => [`d${n}`, false])));
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    '%s at any moment: 128 and its number, or the verdict of a run that was over; the report old or new',
    async (signal, code) => {
      const seen = new Set<number | null>();
      for (const delay of [150, 300, 450, 600]) {
        const cwd = tempFolder({ 'plan.json': large, 'report.json': 'old' });
        const { code: got, signal: by } = await driftgate(
          ['check', ...onlyEncryption, '--format', 'json=report.json', 'plan.json'],
          {
            cwd,
            started: (child) => void wait(delay).then(() => child.kill(signal)),
          },
        );
        // Before the program is loaded the signal itself ends the process.
        if (by !== null) expect(by).toBe(signal);
        else expect([code, 1]).toContain(got);
        seen.add(by === null ? got : code);
        expect(readdirSync(cwd).sort()).toEqual(['plan.json', 'report.json']);
        const report = readFileSync(join(cwd, 'report.json'), 'utf8');
        expect(report === 'old' || JSON.parse(report)).toBeTruthy();
      }
      expect(seen).toContain(code);
    },
    30_000,
  );
});

test('the report is the same wherever it is made: the folder, its name and the home leave no mark', async () => {
  const cwd = tempFolder({
    'plan.json': readFileSync(failing),
    'deeper/plan.json': readFileSync(failing),
    'é x/plan.json': readFileSync(failing),
  });
  mkdirSync(join(cwd, 'home'));
  const runs = await Promise.all(
    ['.', 'deeper', 'é x'].map((folder) =>
      driftgate(['check', '--format', 'json', '--now', '2026-06-01', 'plan.json'], {
        cwd: join(cwd, folder),
        env: { HOME: join(cwd, 'home'), CI: 'true', USER: 'someone' },
      }),
    ),
  );
  expect(new Set(runs.map(({ out }) => out.toString())).size).toBe(1);
  expect(runs[0]?.out.toString()).not.toContain(cwd);
  expect(readdirSync(join(cwd, 'home'))).toEqual([]);
});
