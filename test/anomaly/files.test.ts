import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { databases, onlyEncryption, run, tempFolder } from '../cli/run.ts';

/** Calls of the file system that can fail; the one whose number is `failing` does, with the code. */
const disk = vi.hoisted(() => ({ calls: 0, failing: -1, code: 'ENOSPC', names: [] as string[] }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const mayFail = <T extends (...given: never[]) => unknown>(name: string, call: T): T =>
    (async (...given: Parameters<T>) => {
      disk.names.push(name);
      if (disk.calls++ === disk.failing) throw Object.assign(new Error('injected'), { code: disk.code });
      return call(...given);
    }) as unknown as T;
  const open = (async (path: string, flags: string | number, mode?: number) => {
    const file = await real.open(path, flags, mode);
    if (flags !== 'wx') return file;
    for (const name of ['writeFile', 'sync', 'close'] as const) {
      const call = file[name].bind(file) as (...given: never[]) => unknown;
      // What fails after the bytes are out has half written them, as a full disk does.
      Object.assign(file, {
        [name]: mayFail(name, name === 'writeFile' ? (text: never) => call(text) : call),
      });
    }
    return file;
  }) as typeof real.open;
  const opened = ((path: string, flags: string | number, mode?: number) =>
    flags === 'wx' ? mayFail('open', open)(path, flags, mode) : open(path, flags, mode)) as typeof real.open;
  return { ...real, open: opened, rename: mayFail('rename', real.rename) };
});

beforeEach(() => Object.assign(disk, { calls: 0, failing: -1, code: 'ENOSPC', names: [] }));

const check = (cwd: string, ...formats: string[]) =>
  run(['check', ...onlyEncryption, ...formats.flatMap((format) => ['--format', format]), '-'], {
    cwd,
    stdin: databases({ open: false }),
  });

test('a report is written beside, flushed and renamed', async () => {
  const cwd = tempFolder({ 'report.json': 'old' });
  expect((await check(cwd, 'json=report.json')).code).toBe(1);
  expect(disk.names).toEqual(['open', 'writeFile', 'sync', 'close', 'rename']);
  expect(readdirSync(cwd)).toEqual(['report.json']);
  expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'))).toHaveProperty('schemaVersion', '1');
});

describe.each(['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'EDQUOT'])('%s', (code) => {
  test.each([0, 1, 2, 3, 4])(
    'at call %i: exit 2, the old report as it was, nothing left',
    async (failing) => {
      const cwd = tempFolder({ 'report.json': 'old' });
      Object.assign(disk, { failing, code });
      const ran = await check(cwd, 'json=report.json');
      expect(ran).toEqual({
        code: 2,
        out: '',
        err: expect.stringContaining(`driftgate: report \`report.json\` cannot be written (${code})`),
      });
      expect(ran.err).not.toContain('injected');
      expect(readdirSync(cwd)).toEqual(['report.json']);
      expect(readFileSync(join(cwd, 'report.json'), 'utf8')).toBe('old');
    },
  );
});

test('of two reports the second fails: exit 2, and each is a whole one', async () => {
  const cwd = tempFolder({ 'a.json': 'old', 'b.xml': 'old' });
  disk.failing = 6;
  expect((await check(cwd, 'json=a.json', 'junit=b.xml')).code).toBe(2);
  expect(readdirSync(cwd).sort()).toEqual(['a.json', 'b.xml']);
  expect(JSON.parse(readFileSync(join(cwd, 'a.json'), 'utf8'))).toHaveProperty('gate');
  expect(readFileSync(join(cwd, 'b.xml'), 'utf8')).toBe('old');
});

test('a file that cannot be written leaves standard output empty', async () => {
  expect(await check(tempFolder(), 'json', 'junit=gone/b.xml')).toMatchObject({ code: 2, out: '' });
});

test('the mode is that of any new file, and a link at the name is replaced, not followed', async () => {
  const cwd = tempFolder({ target: 'untouched' });
  symlinkSync('target', join(cwd, 'report.json'));
  mkdirSync(join(cwd, 'sub'));
  expect((await check(cwd, 'json=report.json', 'junit=sub/r.xml')).code).toBe(1);
  expect(readFileSync(join(cwd, 'target'), 'utf8')).toBe('untouched');
  expect(statSync(join(cwd, 'sub/r.xml')).mode & 0o777).toBe(0o666 & ~process.umask());
});
