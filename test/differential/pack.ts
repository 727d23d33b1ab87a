import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { declaredRule } from '../../src/compile/metadata.ts';
import { compilePack, mainModule } from '../../src/compile/pack.ts';
import { readSources, type Sources } from '../../src/compile/sources.ts';
import type { Toolchain } from '../../src/compile/toolchain.ts';
import type { Pack, Rule } from '../../src/model/rule.ts';
import type { Case } from '../policies/harness.ts';
import type { TableCase } from './documents.ts';

const folder = fileURLToPath(new URL('../../policies/', import.meta.url));

export interface BuiltIn {
  readonly pack: Pack;
  /** All that the pack was compiled from, with the module of its entrypoints. */
  readonly modules: Sources;
  readonly cases: readonly TableCase[];
}

/** Compiles `policies/` as it stands, and reads every table with OPA's interpreter. */
export async function builtIn(toolchain: Toolchain): Promise<BuiltIn> {
  const all = Object.entries(await readSources(folder, { tests: true }));
  const pick = (keep: (file: string) => boolean): Sources =>
    Object.fromEntries(all.filter(([file]) => keep(file)));
  const isTest = (file: string): boolean => file.endsWith('_test.rego');
  const isLibrary = (file: string): boolean => file.startsWith('lib/');
  const library = pick((file) => isLibrary(file) && !isTest(file));
  const rules = pick((file) => !isLibrary(file) && !isTest(file));
  const capabilities = JSON.parse(readFileSync(`${folder}capabilities.json`, 'utf8'));
  const pack = compilePack('driftgate', rules, { library, capabilities }, toolchain);
  const inspected = toolchain.inspect({ modules: { ...library, ...rules } });
  if (!inspected.ok) throw new Error(JSON.stringify(inspected.errors));
  const declared = inspected.modules
    .filter(({ path }) => Object.hasOwn(rules, path))
    .map(declaredRule)
    .filter((rule) => rule !== undefined);
  const modules = { ...library, ...rules, 'driftgate-main.rego': mainModule(declared) };
  const tables = toolchain.evaluate({
    modules: { ...library, ...pick(isTest) },
    query: 'data.driftgate.rules',
  });
  if (!tables.ok) throw new Error(JSON.stringify(tables.errors));
  const cases = pack.manifest.rules.flatMap((rule) => tableOf(tables.value, rule));
  return { pack, modules, cases };
}

function tableOf(tables: unknown, rule: Rule): readonly TableCase[] {
  const parts = `${rule.package}_test`.split('.').slice(2);
  const table = parts.reduce((at, part) => (at as Record<string, unknown> | undefined)?.[part], tables);
  const cases = (table as { cases?: Readonly<Record<string, Case>> } | undefined)?.cases;
  if (cases === undefined) throw new Error(`rule ${rule.id} has no table`);
  return Object.entries(cases).map(([name, row]) => ({ rule, name, row }));
}
