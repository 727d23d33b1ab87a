import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { databases, fixture, root, tempFolder } from '../cli/run.ts';

const cli = join(root, 'dist/cli.js');
const failing = fixture('violations/platform/plan.json');
const folder = tempFolder({ 'plan.json': databases({ a: true }), 'bad.json': databases({ a: false }) });

const shell = (script: string, cwd = folder) =>
  spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8', timeout: 60_000, maxBuffer: 64 * 1024 * 1024 });
const node = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
    timeout: 60_000,
  });

describe('standard output', () => {
  test('a reader that goes away changes no verdict and leaves no trace', () => {
    const { stdout, stderr } = shell(
      `node ${cli} check ${failing} --format json | head -c 100 >/dev/null; echo "code \${PIPESTATUS[0]}"`,
    );
    expect(stdout).toBe('code 1\n');
    expect(stderr).toBe('');
  });

  test('a full disk is exit 2', () => {
    const { status, stderr } = shell(`node ${cli} check ${failing} > /dev/full`);
    expect(status).toBe(2);
    expect(stderr).toContain('cannot be written to standard output');
  });

  test('a large report arrives whole through a slow pipe', () => {
    const many = databases(
      Object.fromEntries(Array.from({ length: 4_000 }, (_, index) => [`database_${index}`, false])),
    );
    writeFileSync(join(folder, 'many.json'), many);
    const { stdout } = shell(`node ${cli} check many.json --rule ENC-RDS-01 --format json | (sleep 1; cat)`);
    expect(stdout.length).toBeGreaterThan(2_000_000);
    expect((JSON.parse(stdout) as { results: unknown[] }).results).toHaveLength(4_000);
  });
});

describe('report files', () => {
  test.each([
    ['a folder', 'there', 'EISDIR'],
    ['a missing folder', 'missing/report.json', 'ENOENT'],
    ['a file as a folder', 'plan.json/report.json', 'ENOTDIR'],
  ])('%s: exit 2, one sentence, nothing left', (_, path, code) => {
    const place = tempFolder({ 'plan.json': databases({ a: true }), 'there/x': '' });
    const before = readdirSync(place, { recursive: true });
    const { status, stderr } = shell(
      `node ${cli} check plan.json --rule ENC-RDS-01 --format json=${path}`,
      place,
    );
    expect(status).toBe(2);
    expect(stderr).toContain(`report \`${path}\` cannot be written (${code})`);
    expect(readdirSync(place, { recursive: true })).toEqual(before);
  });

  test('a disk that fills up leaves the old report as it was', () => {
    const place = tempFolder({ 'report.json': 'old' });
    // A file may not grow past 8 kB here; without a handler the signal for that would end the process.
    const { status } = shell(
      `ulimit -f 8; trap '' XFSZ; node ${cli} check ${failing} --format json=report.json`,
      place,
    );
    expect(status).toBe(2);
    expect(readdirSync(place)).toEqual(['report.json']);
    expect(readFileSync(join(place, 'report.json'), 'utf8')).toBe('old');
  });
});

/** Compiled before, so that a signal meets the evaluation. */
const warm = (place: string, env: NodeJS.ProcessEnv): void => {
  const argv = [cli, 'check', 'plan.json', '--policy', 'bomb', '--no-builtin', '--timeout', '1'];
  expect(spawnSync(process.execPath, argv, { cwd: place, env, encoding: 'utf8' }).status).toBe(2);
};

describe.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s', (signal, code) => {
  test('ends a run at once, whatever a policy is doing', async () => {
    const place = tempFolder({
      'plan.json': databases({ a: false }),
      'report.json': 'old',
      'bomb/bomb.rego': bomb,
    });
    const argv = [
      cli,
      'check',
      'plan.json',
      '--policy',
      'bomb',
      '--no-builtin',
      '--format',
      'json=report.json',
    ];
    const env = { PATH: process.env['PATH'], DRIFTGATE_CACHE_DIR: join(folder, 'cache') };
    warm(place, env);
    const child = spawn(process.execPath, argv, { cwd: place, env, stdio: 'ignore' });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const begun = Date.now();
    child.kill(signal);
    const ended = await new Promise((resolve) => child.on('exit', (exit) => resolve(exit)));
    expect(ended).toBe(code);
    expect(Date.now() - begun).toBeLessThan(2_000);
    expect(readFileSync(join(place, 'report.json'), 'utf8')).toBe('old');
    expect(readdirSync(place).sort()).toEqual(['bomb', 'plan.json', 'report.json']);
  });
});

/** Joins that multiply: does not end in any time a test would wait. */
const bomb = `# METADATA
# title: Bomb
# description: Takes for ever
# scope: package
# custom:
#   id: OWN-BOMB-01
#   severity: low
#   resource_types: [aws_db_instance]
#   remediation: none
package own.bomb

deny contains {"key": r.key, "path": "", "message": "bomb"} if {
	some r in input.resources
	xs := numbers.range(1, 40)
	count([1 | xs[_]; xs[_]; xs[_]; xs[_]; xs[_]; xs[_]]) == 0
}
`;

test('a check spawns nothing, writes nothing but its report, and generates no code', () => {
  mkdirSync(join(folder, 'out'), { recursive: true });
  const allowed = ['--allow-fs-read=*', '--allow-worker', `--allow-fs-write=${join(folder, 'out')}`];
  const flags = [
    '--experimental-permission',
    ...allowed,
    '--disallow-code-generation-from-strings',
    '--no-warnings',
  ];
  const { status, stderr } = node([
    ...flags,
    cli,
    'check',
    'bad.json',
    '--env',
    'dev',
    '--format',
    'json=out/report.json',
  ]);
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  const refused = node([
    ...flags.filter((flag) => !flag.includes('fs-write')),
    cli,
    'check',
    'bad.json',
    '--format',
    'json=out/other.json',
  ]);
  expect(refused.status).toBe(2);
});

test('a check opens no connection', () => {
  writeFileSync(
    join(folder, 'no-network.cjs'),
    `for (const [name, method] of [['node:net', 'connect'], ['node:dns', 'lookup'], ['node:dgram', 'createSocket'], ['node:http', 'request']]) {
      require(name)[method] = () => { process.stderr.write('NETWORK ' + name); process.abort(); };
    }`,
  );
  const { status, stderr } = node([
    '--require',
    join(folder, 'no-network.cjs'),
    cli,
    'check',
    'bad.json',
    '--env',
    'dev',
  ]);
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
});

test('the same bytes, wherever and in whatever language it runs', () => {
  const runs = [
    {},
    { TZ: 'Pacific/Kiritimati', LANG: 'C', LC_ALL: 'C', HOME: '/nonexistent' },
    { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  ].map((env) => node([cli, 'check', failing, '--format', 'json', '--now', '2026-06-01T12:00:00Z'], env));
  expect(runs.map(({ status }) => status)).toEqual([1, 1, 1]);
  expect(new Set(runs.map(({ stdout }) => stdout)).size).toBe(1);
});
