import { DriftgateError } from '../model/errors.ts';
import type { Fault } from '../model/fault.ts';
import type { Data } from '../model/pack.ts';
import type { Pack, Rule } from '../model/rule.ts';
import { checkDraft } from './checks.ts';
import { refuseHiddenData } from './data.ts';
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

/** What the test files of a draft hold. */
export interface Tests {
  readonly modules: readonly ModuleInfo[];
  readonly tables: readonly TableSource[];
  /** Outcomes of the `test_` rules. */
  readonly tests: readonly UnitTest[];
  readonly faults?: never;
}

interface Faulty {
  readonly faults: readonly Fault[];
}

/** Compiles rules and tests and reads the tables; or everything that is wrong with them. */
export function compileDraft(
  draft: Draft,
  toolchain: Toolchain,
  data: Data = {},
): (Tests & { readonly pack: Pack }) | Faulty {
  let pack: Pack;
  try {
    pack = compilePack(draft.name, draft.rules, draft.foundation, toolchain);
  } catch (error) {
    const { faults } = checkDraft(draft, toolchain);
    if (faults.length === 0 || !(error instanceof DriftgateError)) throw error;
    return { faults };
  }
  refuseHiddenData(pack.manifest, data);
  const read = readTests(draft, pack.manifest.rules, toolchain, data);
  return read.faults === undefined ? { ...read, pack } : read;
}

/** Runs the `test_` rules of a draft that compiles, and reads the table beside each of its rules. */
function readTests(draft: Draft, rules: readonly Rule[], toolchain: Toolchain, data: Data): Tests | Faulty {
  const all = { ...modulesOf(draft), ...draft.tests };
  const inspected = toolchain.inspect({ modules: all });
  if (!inspected.ok) return { faults: inspected.errors.map((error) => toFault(draft, error)) };
  const { modules } = inspected;
  const found = rules.flatMap((rule) => {
    const module = modules.find(({ path }) => path === testOf(rule.file));
    const cases = module?.rules.find(({ name }) => name === 'cases');
    return module === undefined || cases === undefined ? [] : [{ rule, module, line: cases.line }];
  });
  const questions = found.map(({ module }) => ({ query: `data.${module.package}.cases`, data }));
  const run = toolchain.test({ modules: all, questions, data });
  if (!run.ok) return { faults: run.errors.map((error) => toFault(draft, error)) };
  const faults = run.answers.flatMap(({ issue }) => (issue === undefined ? [] : [toFault(draft, issue)]));
  if (faults.length > 0) return { faults };
  const tables = found.map(
    ({ rule, module, line }, index): TableSource => ({
      rule,
      file: module.path,
      line,
      rows: rowsOf(run.answers[index]?.value),
    }),
  );
  return { modules, tables, tests: run.tests };
}

/** What is no object is one row, which will be found wrong. */
const rowsOf = (value: unknown): TableSource['rows'] =>
  (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { cases: value }) as Record<
    string,
    unknown
  >;
