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

/** The rules that the tests of this folder ask, in one pack, so that it is compiled once in a run. */
const bodies = {
  'T-BAD-01': denyIf('r.attributes.bad == true'),
  'T-BOMB-01': bomb,
  'T-CLASH-01': `${denyIf('clash == 3')}\n\nclash := 1 if input.clash\n\nclash := 2 if input.clash`,
  'T-DOUBT-01':
    'deny contains "x" if false\n\nundetermined contains {"key": "no such key", "message": "x"} if input.resources',
  'T-ECHO-01': denyIf('true', 'r.attributes.text'),
  'T-GLOB-01': denyIf('glob.match(r.attributes.glob, ["."], r.attributes.text)'),
  'T-HUGE-01': denyIf('count({[i, j, k] | some i in input.xs; some j in input.xs; some k in input.xs}) > 0'),
  'T-MATCH-01': denyIf('regex.match(r.attributes.pattern, r.attributes.text)'),
  'T-MEMORY-01': memoryBomb,
  'T-NAME-01': denyIf('regex.match("^x+$", r.attributes.name)', 'concat(" ", ["is", r.attributes.name])'),
  'T-OBJECT-01': denyIf('{k: v | some v in input.resources; k := "same"}.same'),
  'T-SET-01': 'deny contains {"key": k, "message": "x"} if some k in input.keys',
  'T-SILENT-01': 'deny := {1} if input.gone',
  'T-STRAY-01': 'deny contains {"key": r.address, "message": "x"} if some r in input.resources',
  'T-TAG-01': denyIf('not startswith(object.get(r.tags, "Owner", ""), "team-")'),
  'T-TEXT-01': 'deny contains "x" if input.resources',
  'T-VALUE-01': 'deny := true',
};
export type Id = keyof typeof bodies;

export const testPack = (): Promise<Pack> => packOf(bodies);

/** A pack of rules by id, each a body of Rego. */
export async function packOf(bodies: Readonly<Record<string, string>>): Promise<Pack> {
  const files = Object.entries(bodies).map(([id, body]) => [
    `${id.toLowerCase()}.rego`,
    ruleSource(body, { id }),
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

/** Those rules of a pack, or all, with the parameters that they have by default. */
export const activeRules = ({ manifest }: Pack, ids?: readonly Id[]): ActiveRule[] =>
  manifest.rules
    .filter((rule) => ids?.includes(rule.id as Id) ?? true)
    .map((rule) => ({ rule, module: 0, params: rule.params }));

export const entrypointOf = (id: Id): string =>
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
