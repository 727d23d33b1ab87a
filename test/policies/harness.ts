import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compilePack, type Foundation } from '../../src/compile/pack.ts';
import { readSources, type Sources } from '../../src/compile/sources.ts';
import { loadToolchain } from '../../src/compile/toolchain.ts';
import { readAnswer } from '../../src/evaluate/answers.ts';
import { batches } from '../../src/evaluate/batches.ts';
import { createEngine, type Engine } from '../../src/evaluate/engine.ts';
import { verdict } from '../../src/evaluate/verdict.ts';
import type { Document, Resource } from '../../src/model/document.ts';
import type { ActiveRule, Finding } from '../../src/model/finding.ts';
import type { Rule } from '../../src/model/rule.ts';

/** One row of the table beside a rule. The first resource is the subject; the rest is what surrounds it. */
export interface Case {
  readonly resources: readonly Partial<Resource>[];
  readonly verdict: 'pass' | 'fail' | 'unknown' | 'none';
  /** Attribute that must be cited. */
  readonly path?: string;
  /** Number of findings, where it matters. */
  readonly findings?: number;
  readonly params?: Readonly<Record<string, unknown>>;
  /** Of every resource that names none. */
  readonly environment?: string;
  /** Of the document, for rules that hold tags against it. */
  readonly documentEnvironment?: string;
}

export interface RuleUnderTest {
  readonly rule: Rule;
  readonly cases: Readonly<Record<string, Case>>;
  readonly judge: (row: Case) => readonly Finding[] | undefined;
}

const now = '2026-06-01T00:00:00Z';
const folder = fileURLToPath(new URL('../../policies/', import.meta.url));

/** `RULES=encryption,network/sg` looks at those paths only, while others are being written. */
export const chosen = (process.env['RULES'] ?? '').split(',');

/** Compiles `policies/` as it stands, reads each rule's table, and gives a way to judge a row with the real engine. */
export async function rulesUnderTest(): Promise<readonly RuleUnderTest[]> {
  const all = Object.entries(await readSources(folder, { tests: true }));
  const pick = (keep: (file: string) => boolean): Sources =>
    Object.fromEntries(all.filter(([file]) => keep(file)));
  const isRule = (file: string): boolean =>
    !file.startsWith('lib/') &&
    !file.endsWith('_test.rego') &&
    chosen.some((prefix) => file.startsWith(prefix));
  const foundation: Foundation = {
    library: pick((file) => file.startsWith('lib/') && !file.endsWith('_test.rego')),
    capabilities: JSON.parse(readFileSync(`${folder}capabilities.json`, 'utf8')),
    byName: true,
  };
  const toolchain = await loadToolchain();
  const pack = compilePack('driftgate', pick(isRule), foundation, toolchain);
  const module = new WebAssembly.Module(pack.wasm);
  return pack.manifest.rules.map((rule) => {
    // Starting a module takes longer than judging a row.
    const engines = new Map<string, Engine>();
    const engineFor = (params: Case['params']): Engine => {
      const key = JSON.stringify(params);
      const engine = engines.get(key) ?? start(module, rule, params);
      engines.set(key, engine);
      return engine;
    };
    const file = rule.file.replace(/\.rego$/, '_test.rego');
    const source = all.find(([name]) => name === file)?.[1];
    if (source === undefined) throw new Error(`rule ${rule.id} has no table beside it: ${file}`);
    const table = toolchain.evaluate({
      modules: { ...foundation.library, [file]: source },
      query: `data.${rule.package}_test.cases`,
    });
    if (!table.ok) throw new Error(`${file}: ${JSON.stringify(table.errors)}`);
    return {
      rule,
      cases: table.value as Record<string, Case>,
      judge: (row: Case) => judge(engineFor, rule, row),
    };
  });
}

const start = (module: WebAssembly.Module, rule: Rule, params: Case['params']): Engine =>
  createEngine(module, {
    data: { params: { [rule.id]: params } },
    entrypoints: [rule.entrypoint],
    maxBytes: 2 ** 28,
  });

function judge(
  engineFor: (params: Case['params']) => Engine,
  rule: Rule,
  row: Case,
): readonly Finding[] | undefined {
  const params = { ...rule.params, ...row.params };
  const active: ActiveRule = { rule, module: 0, params };
  const engine = engineFor(params);
  const document = documentOf(row);
  const [subject] = document.resources;
  const find = (key: string): Resource | undefined =>
    document.resources.find((resource) => resource.key === key);
  for (const batch of batches(document, [active], now)) {
    if (!batch.resources.some((resource) => resource === subject)) continue;
    const [outcome] = engine.evaluate(batch.input, [rule.entrypoint], () => undefined);
    const answer = readAnswer(outcome ?? { ok: false, message: 'no outcome' });
    if (typeof answer === 'string') throw new Error(answer);
    return verdict(active, subject as Resource, answer, find);
  }
  return undefined;
}

/** A document from the short form of a table; links are made both ways, as normalization does. */
export function documentOf(row: Pick<Case, 'resources' | 'environment' | 'documentEnvironment'>): Document {
  const resources = row.resources.map((short, index): Resource => {
    const attributes = short.attributes ?? {};
    const type = short.type ?? 'aws_instance';
    const key = short.key ?? `${type}.r${index}`;
    const environment =
      short.environment ??
      (row.environment === undefined ? undefined : { name: row.environment, from: 'flag' as const });
    const tags = attributes['tags_all'] ?? attributes['tags'];
    return {
      mode: 'managed',
      address: key,
      name: `r${index}`,
      taggable: tags !== undefined || short.unknown?.['/tags_all'] !== undefined,
      tags: (tags ?? {}) as Record<string, string>,
      defaulted: {},
      sensitive: [],
      links: {},
      unresolved: [],
      actions: ['create'],
      ...short,
      type,
      key,
      attributes,
      unknown: short.unknown ?? {},
      related: { ...short.related },
      ...(environment === undefined ? {} : { environment }),
    };
  });
  const byKey = new Map(resources.map((resource) => [resource.key, resource]));
  const relate = (from: Resource, to: Resource): void => {
    from.related[to.type] = [...new Set([...(from.related[to.type] ?? []), to.key])];
  };
  for (const resource of resources) {
    for (const target of Object.values(resource.links).flat()) {
      const other = byKey.get(target);
      if (other === undefined) throw new Error(`a link to ${target}, which the row does not have`);
      relate(resource, other);
      relate(other, resource);
    }
  }
  const environment = row.documentEnvironment;
  return {
    schemaVersion: '1',
    source: {
      kind: 'plan',
      uri: 'table',
      digest: `sha256:${'0'.repeat(64)}`,
      ...(environment === undefined ? {} : { environment: { name: environment, from: 'flag' } }),
    },
    resources,
    removed: [],
    dataSources: [],
    otherProviders: {},
  };
}
