import { modulesOf } from '../../src/compile/draft.ts';
import { readDeclaration } from '../../src/compile/metadata.ts';
import { mainModule } from '../../src/compile/pack.ts';
import type { Sources } from '../../src/compile/sources.ts';
import type { Toolchain } from '../../src/compile/toolchain.ts';
import type { Pack } from '../../src/model/rule.ts';
import * as policies from '../policies/harness.ts';
import type { TableCase } from './documents.ts';

export interface BuiltIn {
  readonly pack: Pack;
  /** All that the pack was compiled from, with the module of its entrypoints. */
  readonly modules: Sources;
  readonly cases: readonly TableCase[];
}

/** `policies/` as it stands, compiled, with every row of its tables. */
export async function builtIn(toolchain: Toolchain): Promise<BuiltIn> {
  const { draft, pack, tables } = await policies.builtIn(toolchain);
  // Without the colon, which `opa` takes for the end of a prefix.
  const sources = Object.fromEntries(
    Object.entries(modulesOf(draft)).map(([file, source]) => [file.replace('driftgate:', ''), source]),
  );
  const inspected = toolchain.inspect({ modules: sources });
  if (!inspected.ok) throw new Error(JSON.stringify(inspected.errors));
  const declared = inspected.modules.flatMap((module) => readDeclaration(module)?.declared ?? []);
  const cases = [...tables].flatMap(([rule, table]) =>
    Object.entries(table).map(([name, row]): TableCase => ({ rule, name, row })),
  );
  return { pack, modules: { ...sources, 'driftgate-main.rego': mainModule(declared) }, cases };
}
