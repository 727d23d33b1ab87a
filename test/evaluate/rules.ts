import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheKey, fileCache } from '../../src/compile/cache.ts';
import { compilePack, type Foundation } from '../../src/compile/pack.ts';
import { loadToolchain } from '../../src/compile/toolchain.ts';
import type { ActiveRule } from '../../src/model/finding.ts';
import type { Pack } from '../../src/model/rule.ts';

/** A rule's METADATA in short: what a test does not name is valid and without interest. */
export interface Short {
  readonly id?: string;
  readonly types?: string;
  /** Further lines of the `custom` block, without indentation. */
  readonly custom?: readonly string[];
}

/** The source of a rule file around a body of Rego. */
export function ruleSource(
  body: string,
  { id = 'T-ONE-01', types = '"*"', custom = [] }: Short = {},
): string {
  const lines = [
    `id: ${id}`,
    'severity: high',
    `resource_types: [${types}]`,
    'remediation: Mend it',
    ...custom,
  ];
  const head = ['METADATA', 'title: A title', 'description: A description', 'scope: package', 'custom:'];
  return `${[...head, ...lines.map((line) => `  ${line}`)].map((line) => `# ${line}`).join('\n')}
package test.${id.toLowerCase().replaceAll('-', '_')}

${body}
`;
}

/** A body that denies each resource where the condition holds. */
export const denyIf = (condition: string, message = '"denied"'): string =>
  `deny contains {"key": r.key, "path": "/a", "message": ${message}} if {\n\tsome r in input.resources\n\t${condition}\n}`;

/** Never ends: some 10^10 steps through a set, of which each takes a little memory; so it wants a large limit. */
export const bomb = denyIf(
  'count([1 | some a in xs; some b in xs; some c in xs; some d in xs; some e in xs; a < 0; b < 0; c < 0; d < 0; e < 0]) > 0',
).concat('\n\nxs := {n | some n in numbers.range(1, 100)}');

/** Takes more memory than any limit that a test sets, in few steps. */
export const memoryBomb = denyIf('count({[i, j, k] | some i in xs; some j in xs; some k in xs}) > 0').concat(
  '\n\nxs := numbers.range(1, 300)',
);

export const foundation = (): Foundation =>
  JSON.parse(
    readFileSync(new URL('../../dist/policies/foundation.json', import.meta.url), 'utf8'),
  ) as Foundation;

/** Compiled packs of this test run: to load the compiler costs seconds, and the same packs are asked for by many files. */
export const runCache = join(tmpdir(), `driftgate-tests-${process.ppid}`);

/** Compiles bodies by rule id to one pack. */
export async function packOf(bodies: Readonly<Record<string, string>>, types = '"*"'): Promise<Pack> {
  const files = Object.entries(bodies).map(([id, body]) => [
    `${id.toLowerCase()}.rego`,
    ruleSource(body, { id, types }),
  ]);
  const sources = Object.fromEntries(files);
  const cache = fileCache(runCache);
  const key = cacheKey([sources, foundation()]);
  const cached = await cache.get(key);
  if (cached !== undefined) return cached;
  const pack = compilePack('test', sources, foundation(), await loadToolchain());
  await cache.set(key, pack);
  return pack;
}

export const activeRules = ({ manifest }: Pack, module = 0): ActiveRule[] =>
  manifest.rules.map((rule) => ({ rule, module, params: rule.params }));

export const entrypointOf = (id: string): string =>
  `driftgate/main/rule_${id.toLowerCase().replaceAll('-', '_')}`;

export const encoded = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Numbers that look random and are the same on each run. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
