import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A node of OPA's syntax tree, as `opa parse` prints it. */
export interface Node {
  readonly [name: string]: unknown;
}

/** The part of a source that a node was read from: offsets in UTF-16 units, as those of a string. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A module as text and as tree. */
export interface Syntax {
  readonly file: string;
  readonly source: string;
  readonly imports: readonly string[];
  readonly rules: readonly Node[];
}

const run = promisify(execFile);

/** Reads one file with OPA's own parser. */
export async function parse(opa: string, file: string, source: string): Promise<Syntax> {
  const folder = await mkdtemp(join(tmpdir(), 'driftgate-parse-'));
  const path = join(folder, 'module.rego');
  await writeFile(path, source);
  const options = ['parse', '--format', 'json', '--json-include', 'locations,-comments', path];
  const { stdout } = await run(opa, options, { maxBuffer: 2 ** 28 }).finally(() =>
    rm(folder, { recursive: true }),
  );
  const tree = JSON.parse(stdout) as { rules?: Node[]; imports?: { path: Node }[] };
  const imports = (tree.imports ?? []).map(({ path }) => nameOf(path));
  return { file, source, imports, rules: tree.rules ?? [] };
}

interface Location {
  readonly row: number;
  readonly col: number;
  readonly text?: string;
}

/** Where a node stands; undefined for one that OPA made up or misplaces. */
export function spanOf(node: unknown, source: string): Span | undefined {
  const location = (node as Node | null)?.['location'] as Location | undefined;
  if (location?.text === undefined) return undefined;
  const text = Buffer.from(location.text, 'base64').toString();
  const lines = source.split('\n');
  const before = lines.slice(0, location.row - 1).reduce((sum, line) => sum + line.length + 1, 0);
  // OPA counts columns in bytes.
  const line = Buffer.from(lines[location.row - 1] ?? '');
  const start = before + line.subarray(0, location.col - 1).toString().length;
  // What begins with parentheses is said to stand behind them; of an index behind a bracket a wrong text is given.
  const found = source.lastIndexOf(text, start);
  if (found === -1 || source.slice(found, start).replaceAll('(', '').trim() !== '') return undefined;
  return { start: found, end: found + text.length };
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const nodes = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/** A reference, or the name of a variable, as it is written with dots. */
export const nameOf = (reference: Node | undefined): string =>
  nodes(reference?.['value'])
    .map(({ value }) => String(value))
    .join('.');

/** Everything directly below a node that may be a node itself. */
export const childrenOf = (node: Node): readonly unknown[] =>
  Object.entries(node).flatMap(([name, value]) => (name === 'location' ? [] : [value]));
