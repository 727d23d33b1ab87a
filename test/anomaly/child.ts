import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../cli/run.ts';

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: Buffer;
  readonly err: string;
}

export interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Arguments of node itself. */
  readonly node?: readonly string[];
  readonly cli?: string;
  readonly started?: (child: ChildProcess) => void;
}

const cli = join(root, 'dist/cli.js');

/** Runs the built program as its users do, in an environment of its own. */
export function driftgate(
  args: readonly string[],
  { cwd = root, env = {}, stdin = '', node = [], ...more }: Options = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [...node, more.cli ?? cli, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
  });
  return ended(child, stdin, more.started);
}

/** Runs a line of the shell in which `driftgate` is the built program. */
export function shell(line: string, cwd: string): Promise<Ended> {
  const text = `driftgate() { "${process.execPath}" "${cli}" "$@"; }\n${line}`;
  return ended(spawn('bash', ['--norc', '-c', text], { cwd, env: { PATH: process.env['PATH'] } }), '');
}

function ended(child: ChildProcess, stdin: string, started?: Options['started']): Promise<Ended> {
  const out: Buffer[] = [];
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(stdin);
  started?.(child);
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out: Buffer.concat(out), err }));
  });
}
