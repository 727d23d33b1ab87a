import { fileURLToPath } from 'node:url';
import { gotOf } from '../../src/author/compare.ts';
import { documentOf, subjectOf } from '../../src/author/document.ts';
import { flawOf, type Row, type Table } from '../../src/author/table.ts';
import { type Draft, readDraft, testOf } from '../../src/compile/draft.ts';
import type { Sources } from '../../src/compile/sources.ts';
import { compileDraft } from '../../src/compile/tables.ts';
import { loadToolchain, type Toolchain } from '../../src/compile/toolchain.ts';
import { startJudge } from '../../src/evaluate/single.ts';
import type { Pack, Rule } from '../../src/model/rule.ts';
import type { Got } from '../../src/model/testing.ts';
import { tableNow } from '../../src/testing.ts';

export interface RuleUnderTest {
  readonly rule: Rule;
  readonly table: Table;
  readonly judge: (row: Row) => Got;
}

const folder = fileURLToPath(new URL('../../policies/', import.meta.url));

/** `RULES=encryption,network/sg` looks at those paths only, while others are being written. */
export const chosen = (process.env['RULES'] ?? '').split(',');

/** `policies/` as it stands, compiled, with the table of every rule. */
export async function builtIn(
  toolchain: Toolchain,
): Promise<{ readonly draft: Draft; readonly pack: Pack; readonly tables: ReadonlyMap<Rule, Table> }> {
  const whole = await readDraft(folder, '/');
  const pick = (sources: Sources): Sources =>
    Object.fromEntries(
      Object.entries(sources).filter(([file]) => chosen.some((prefix) => file.startsWith(prefix))),
    );
  const draft = { ...whole, rules: pick(whole.rules), tests: pick(whole.tests) };
  const compiled = compileDraft(draft, toolchain);
  if (compiled.faults !== undefined) throw new Error(JSON.stringify(compiled.faults, null, 2));
  const tables = compiled.pack.manifest.rules.map((rule): [Rule, Table] => {
    const table = compiled.tables.find(({ file }) => file === testOf(rule.file));
    if (table === undefined) throw new Error(`rule ${rule.id} has no table beside it: ${testOf(rule.file)}`);
    for (const [name, row] of Object.entries(table.rows)) {
      const flaw = flawOf(row, rule);
      if (flaw !== undefined) throw new Error(`${table.file}: ${name}: ${flaw}`);
    }
    return [rule, table.rows as Table];
  });
  return { draft, pack: compiled.pack, tables: new Map(tables) };
}

/** Each rule with its table and a way to judge a row, by the code that `driftgate policy test` runs. */
export async function rulesUnderTest(): Promise<readonly RuleUnderTest[]> {
  const { pack, tables } = await builtIn(await loadToolchain());
  const judge = startJudge(pack.wasm, tableNow);
  return [...tables].map(([rule, table]) => ({
    rule,
    table,
    judge: (row) => {
      const params = { ...rule.params, ...row.params };
      const document = documentOf(row);
      return gotOf(judge({ rule, module: 0, params }, document, subjectOf(row, document)).verdict);
    },
  }));
}
