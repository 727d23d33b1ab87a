import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sources } from '../../src/compile/sources.ts';
import type { Outcome } from '../../src/evaluate/engine.ts';

/** OPA itself, asked through a socket file in a folder of its own: no port is opened. */
export interface Native {
  setParams(params: unknown): Promise<void>;
  /** Puts JSON at a path of `data`, such as `params`. */
  setData(path: string, json: string): Promise<void>;
  /** Adds a module to those that it was started with, or puts it in place of the one that has the name. */
  addModule(name: string, source: string): Promise<void>;
  /** The same; false where OPA refuses to compile it, and nothing is changed. */
  tryModule(name: string, source: string): Promise<boolean>;
  evaluate(input: Uint8Array, entrypoint: string): Promise<Outcome>;
  stop(): Promise<void>;
}

const version = '1.22.0';

/** Ends with its standard input, so that nothing is left running when the tests are killed. */
const serve = `"$0" run --server --addr "unix://$1" --log-level error --disable-telemetry "$2" &
server=$!
cat >/dev/null
kill "$server"
wait "$server"`;

export async function startNative(opa: string, modules: Sources): Promise<Native> {
  const found = /^Version: (\S+)/.exec(execFileSync(opa, ['version'], { encoding: 'utf8' }))?.[1];
  if (found !== version) throw new Error(`expected opa ${version}, got ${found}`);
  const folder = mkdtempSync(join(tmpdir(), 'driftgate-opa-'));
  for (const [file, source] of Object.entries(modules)) {
    mkdirSync(dirname(join(folder, 'policies', file)), { recursive: true });
    writeFileSync(join(folder, 'policies', file), source);
  }
  const socketPath = join(folder, 'socket');
  // The folder is named relative to itself, so a module has the name that it came with.
  const modulePath = (name: string): string => `/v1/policies/policies/${name}`;
  const server = spawn('bash', ['-c', serve, opa, 'socket', 'policies'], {
    cwd: folder,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let complaint = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4_000);
  });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });

  const call = (method: string, path: string, body?: Uint8Array): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const sent = request({ socketPath, agent, method, path }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  const put = async (path: string, body: string): Promise<void> => {
    const { status, text } = await call('PUT', path, Buffer.from(body));
    if (status >= 300) throw new Error(`opa refused ${path}: ${text}`);
  };
  const stop = async (): Promise<void> => {
    agent.destroy();
    server.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };

  for (let tries = 0; ; tries++) {
    const answer = await call('GET', '/health').catch(() => undefined);
    if (answer?.status === 200) break;
    if (tries < 300) await sleep(50);
    else {
      await stop();
      throw new Error(`opa does not start: ${complaint}`);
    }
  }
  return {
    setParams: (params) => put('/v1/data/params', JSON.stringify(params)),
    setData: (path, json) => put(`/v1/data/${path}`, json),
    addModule: (name, source) => put(modulePath(name), source),
    async tryModule(name, source) {
      const { status, text } = await call('PUT', modulePath(name), Buffer.from(source));
      if (status >= 500) throw new Error(`opa refused ${name}: ${text}`);
      return status < 300;
    },
    stop,
    async evaluate(input, entrypoint) {
      const body = Buffer.concat([Buffer.from('{"input":'), input, Buffer.from('}')]);
      const { status, text } = await call('POST', `/v1/data/${entrypoint}`, body);
      const answer = JSON.parse(text) as { result?: unknown; errors?: readonly { message: string }[] };
      if (status === 500) return { ok: false, message: answer.errors?.[0]?.message ?? text };
      if (status !== 200) throw new Error(`opa answered ${status}: ${text}`);
      if (answer.result === undefined) return { ok: false, message: 'is undefined' };
      return { ok: true, value: answer.result };
    },
  };
}
