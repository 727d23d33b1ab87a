import { resolve } from 'node:path';
import { gotOf, isExpected } from './author/compare.ts';
import { documentOf, subjectOf } from './author/document.ts';
import { flawOf, type Row } from './author/table.ts';
import { measureCoverage } from './compile/coverage.ts';
import { mergeData } from './compile/data.ts';
import { type Draft, readDraft, shownPath, testOf } from './compile/draft.ts';
import { compileDraft } from './compile/tables.ts';
import type { ModuleInfo, Question, Toolchain, UnitTest } from './compile/toolchain.ts';
import { builtinsFor } from './compile/toolchain-artifact.ts';
import { startJudge } from './evaluate/single.ts';
import type { Data, DraftFolder } from './model/pack.ts';
import type { Rule } from './model/rule.ts';
import type { Tested, TestOutcome } from './model/testing.ts';
import { readData } from './read/data.ts';

/** What is tested, and how. */
export interface TestSettings {
  readonly cwd: string;
  /** Only tests whose `ID: name` this regular expression finds; case makes no difference. */
  readonly run?: string | undefined;
  readonly coverage: boolean;
}

/** The instant at which tables are judged: a rule about dates is tested with dates around it. */
export const tableNow = '2026-06-01T00:00:00Z';

/** The page that tests a folder: its tables through the compiled module, its `test_` rules as OPA runs them. */
export async function testFolder(
  { folder, data: named }: DraftFolder,
  settings: TestSettings,
  toolchain: Toolchain,
  progress: (step: string) => void,
): Promise<Tested> {
  progress(`compiling ${folder}`);
  const draft = await readDraft(folder, settings.cwd);
  const place = { name: draft.name, folder: resolve(settings.cwd, folder) };
  const data = mergeData(await readData({ data: named, from: settings.cwd }, place));
  const compiled = compileDraft(draft, toolchain, data);
  if (compiled.faults !== undefined) return { faults: compiled.faults };
  const { pack, modules, tables, tests } = compiled;
  const wanted = matcher(settings.run);
  const judge = startJudge(pack.wasm, tableNow, await builtinsFor([pack]), data);
  const questions: Question[] = [];
  const outcomes: TestOutcome[] = tests
    .filter(({ name }) => wanted(name))
    .map((test) => unitOutcome(draft, test));
  for (const { rule, file, line, rows } of tables) {
    for (const [name, row] of Object.entries(rows)) {
      if (!wanted(`${rule.id}: ${name}`)) continue;
      progress(`testing ${rule.id}: ${name}`);
      const place = {
        rule: rule.id,
        file: shownPath(draft, file),
        line: rowLine(draft, file, name) ?? line,
        name,
      };
      const flaw = flawOf(row, rule);
      if (flaw !== undefined) outcomes.push({ ...place, outcome: 'error', message: flaw });
      else outcomes.push({ ...place, ...judged(row as Row, rule, judge, questions, data) });
    }
  }
  outcomes.push(...strayTables(draft, modules, pack.manifest.rules));
  const tested = new Set([...tables.map(({ file }) => file), ...tests.map(({ file }) => file)]);
  const untested = pack.manifest.rules.filter(({ file }) => !tested.has(testOf(file))).map(({ id }) => id);
  if (!settings.coverage) return { report: { outcomes, untested } };
  progress(`measuring the coverage of ${folder}`);
  const coverage = measureCoverage(draft, modules, questions, toolchain, data);
  return { report: { outcomes, untested, coverage } };
}

function judged(
  row: Row,
  rule: Rule,
  judge: ReturnType<typeof startJudge>,
  questions: Question[],
  others: Data,
): Pick<TestOutcome, 'outcome' | 'expected' | 'got' | 'message'> {
  const params = { ...rule.params, ...row.params };
  const { verdict, path, findings } = row;
  const expected = {
    verdict,
    ...(path === undefined ? {} : { path }),
    ...(findings === undefined ? {} : { findings }),
  };
  try {
    const document = documentOf(row);
    const { verdict: found, input } = judge({ rule, module: 0, params }, document, subjectOf(row, document));
    if (input !== undefined) {
      const query = `data.${rule.entrypoint.replaceAll('/', '.')}`;
      const data = { ...others, params: { [rule.id]: params } };
      questions.push({ query, input: JSON.parse(Buffer.from(input).toString()), data });
    }
    const got = gotOf(found);
    return { outcome: isExpected(expected, got) ? 'passed' : 'failed', expected, got };
  } catch (error) {
    return { outcome: 'error', expected, message: (error as Error).message };
  }
}

const unitOutcome = (
  draft: Draft,
  { file, line, name, outcome, message, output }: UnitTest,
): TestOutcome => ({
  file: shownPath(draft, file),
  line,
  name,
  outcome,
  ...(message === undefined ? {} : { message }),
  ...(output === undefined ? {} : { output }),
});

/** A table that no rule stands beside would never be looked at. */
function strayTables(draft: Draft, modules: readonly ModuleInfo[], rules: readonly Rule[]): TestOutcome[] {
  const beside = new Set(rules.map(({ file }) => testOf(file)));
  return modules.flatMap(({ path, rules: named }) => {
    const cases = named.find(({ name }) => name === 'cases');
    if (cases === undefined || !Object.hasOwn(draft.tests, path) || beside.has(path)) return [];
    const message = 'the table `cases` has no rule beside it: name the file after the rule, with `_test`';
    return [{ file: shownPath(draft, path), line: cases.line, name: 'cases', outcome: 'error', message }];
  });
}

/** The line on which the name of a row stands; undefined where the name is computed. */
function rowLine(draft: Draft, file: string, name: string): number | undefined {
  const lines = draft.tests[file]?.split('\n') ?? [];
  const at = lines.findIndex((line) => line.trimStart().startsWith(`${JSON.stringify(name)}:`));
  return at === -1 ? undefined : at + 1;
}

function matcher(pattern: string | undefined): (name: string) => boolean {
  if (pattern === undefined) return () => true;
  const regexp = new RegExp(pattern, 'iu');
  return (name) => regexp.test(name);
}
