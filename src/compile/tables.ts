import { DriftgateError } from '../model/errors.ts';
import type { Fault } from '../model/fault.ts';
import type { Pack, Rule } from '../model/rule.ts';
import { checkDraft } from './checks.ts';
import { type Draft, modulesOf, testOf, toFault } from './draft.ts';
import { compilePack } from './pack.ts';
import type { ModuleInfo, Toolchain, UnitTest } from './toolchain.ts';

/** A table as its author wrote it: nothing of it is checked yet. */
export interface TableSource {
  readonly rule: Rule;
  readonly file: string;
  /** Where `cases` stands. */
  readonly line: number;
  readonly rows: Readonly<Record<string, unknown>>;
}

/** A draft that compiles, with its tables and the outcomes of its `test_` rules. */
export interface CompiledDraft {
  readonly pack: Pack;
  readonly modules: readonly ModuleInfo[];
  readonly tables: readonly TableSource[];
  readonly tests: readonly UnitTest[];
  readonly faults?: never;
}

/** Compiles rules and tests and reads the tables; or everything that is wrong with them. */
export function compileDraft(
  draft: Draft,
  toolchain: Toolchain,
): CompiledDraft | { readonly faults: readonly Fault[] } {
  let pack: Pack;
  try {
    pack = compilePack(draft.name, draft.rules, draft.foundation, toolchain);
  } catch (error) {
    const { faults } = checkDraft(draft, toolchain);
    if (faults.length === 0 || !(error instanceof DriftgateError)) throw error;
    return { faults };
  }
  const all = { ...modulesOf(draft), ...draft.tests };
  const inspected = toolchain.inspect({ modules: all });
  if (!inspected.ok) return { faults: inspected.errors.map((error) => toFault(draft, error)) };
  const { modules } = inspected;
  const found = pack.manifest.rules.flatMap((rule) => {
    const module = modules.find(({ path }) => path === testOf(rule.file));
    const cases = module?.rules.find(({ name }) => name === 'cases');
    return module === undefined || cases === undefined ? [] : [{ rule, module, line: cases.line }];
  });
  const questions = found.map(({ module }) => ({ query: `data.${module.package}.cases` }));
  const run = toolchain.test({ modules: all, questions });
  if (!run.ok) return { faults: run.errors.map((error) => toFault(draft, error)) };
  const faults = run.answers.flatMap(({ issue }) => (issue === undefined ? [] : [toFault(draft, issue)]));
  if (faults.length > 0) return { faults };
  const tables = found.map(({ rule, module, line }, index): TableSource => {
    const value = run.answers[index]?.value;
    const rows =
      typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { cases: value };
    return { rule, file: module.path, line, rows: rows as Record<string, unknown> };
  });
  return { pack, modules, tables, tests: run.tests };
}
