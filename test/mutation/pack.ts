import type { Table } from '../../src/author/table.ts';
import { readDeclaration } from '../../src/compile/metadata.ts';
import { mainModule } from '../../src/compile/pack.ts';
import type { Sources } from '../../src/compile/sources.ts';
import type { Toolchain } from '../../src/compile/toolchain.ts';
import type { Rule } from '../../src/model/rule.ts';
import { builtIn } from '../policies/harness.ts';
import { parse, type Syntax } from './syntax.ts';

/** A rule with its table and all modules that it is evaluated with. */
export interface Subject {
  readonly rule: Rule;
  readonly table: Table;
  readonly modules: Sources;
}

export interface Subjects {
  readonly subjects: readonly Subject[];
  readonly syntax: readonly Syntax[];
}

const library = 'data.driftgate.lib.';

/** The built-in pack taken apart: each rule beside the library files that it imports, and what these import. */
export async function takeApart(opa: string, toolchain: Toolchain): Promise<Subjects> {
  const { draft, tables } = await builtIn(toolchain);
  const sources: Sources = { ...draft.foundation.library, ...draft.rules };
  const syntax: Syntax[] = [];
  for (const [file, source] of Object.entries(sources)) syntax.push(await parse(opa, file, source));
  const byFile = new Map(syntax.map((each) => [each.file, each]));
  const inspected = toolchain.inspect({ modules: sources });
  if (!inspected.ok) throw new Error(JSON.stringify(inspected.errors));

  const needed = (file: string, found = new Set<string>()): ReadonlySet<string> => {
    if (found.has(file)) return found;
    const module = byFile.get(file);
    if (module === undefined) throw new Error(`\`${file}\` is not in the pack`);
    found.add(file);
    for (const name of module.imports) {
      if (!name.startsWith(library))
        throw new Error(`\`${file}\` imports \`${name}\`, which is not of the library`);
      needed(`lib/${name.slice(library.length)}.rego`, found);
    }
    return found;
  };
  const subjects = [...tables].map(([rule, table]): Subject => {
    const module = inspected.modules.find(({ path }) => path === rule.file);
    const declared = module && readDeclaration(module)?.declared;
    if (declared === undefined) throw new Error(`\`${rule.file}\` declares no rule`);
    const own = Object.fromEntries([...needed(rule.file)].map((file) => [file, sources[file] ?? '']));
    return { rule, table, modules: { ...own, 'main.rego': mainModule([declared]) } };
  });
  return { subjects, syntax };
}
