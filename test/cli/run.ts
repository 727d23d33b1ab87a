import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, vi } from 'vitest';
import type { Sink } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/model/outcome.ts';
import { runCache } from '../evaluate/rules.ts';

// The first test of a file may have to wait for the compiler.
vi.setConfig({ testTimeout: 30_000 });

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const fixture = (name: string): string => join(root, 'fixtures', name);

// Here and not where a folder is made, which is often in a test, where it would not be heard.
const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone after the tests of the file, with the given files in it. */
export function tempFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'driftgate-test-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  made.push(folder);
  return folder;
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Around {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string | Uint8Array;
}

/** Runs one command line in this process. Nothing of the real environment is seen. */
export async function run(
  argv: readonly string[],
  { cwd = emptyFolder(), env = {}, stdin = '' }: Around = {},
): Promise<Ran> {
  const written = { out: '', err: '' };
  const sink = (name: 'out' | 'err'): Sink => ({
    write(text, done) {
      written[name] += text;
      done();
    },
  });
  const io = {
    cwd,
    env: { DRIFTGATE_CACHE_DIR: runCache, ...env },
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: sink('out'),
    stderr: sink('err'),
  };
  const code = await main(argv, io);
  return { code, ...written };
}

/** `driftgate check` with a report as JSON. */
export async function report(
  argv: readonly string[],
  around: Around = {},
): Promise<Ran & { readonly report: Report }> {
  const ran = await run(['check', '--format', 'json', ...argv], around);
  if (ran.out === '') throw new Error(`no report: ${ran.err}`);
  return { ...ran, report: JSON.parse(ran.out) as Report };
}

let empty: string | undefined;
const emptyFolder = (): string => (empty ??= tempFolder());

/** A plan of databases: encrypted or not, by name. */
export function databases(encrypted: Readonly<Record<string, boolean>>, more: object = {}): string {
  const change = ([name, on]: [string, boolean]) => ({
    address: `aws_db_instance.${name}`,
    mode: 'managed',
    type: 'aws_db_instance',
    name,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: {
      actions: ['create'],
      before: null,
      after: { identifier: name, engine: 'postgres', storage_encrypted: on },
      after_unknown: { arn: true },
      before_sensitive: false,
      after_sensitive: {},
    },
  });
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.5',
    planned_values: { root_module: {} },
    resource_changes: Object.entries(encrypted).map(change),
    configuration: { root_module: {} },
    errored: false,
    ...more,
  });
}

/** Only the rule that the plan above is about. */
export const onlyEncryption = ['--rule', 'ENC-RDS-01'] as const;
