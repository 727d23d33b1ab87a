import { DriftgateError } from '../model/errors.ts';
import type { Data } from '../model/pack.ts';
import type { FileCoverage } from '../model/testing.ts';
import { type Draft, modulesOf, shownPath } from './draft.ts';
import { readDeclaration } from './metadata.ts';
import { mainModule, mainPath } from './pack.ts';
import type { ModuleInfo, Question, Toolchain } from './toolchain.ts';

/**
 * Which rows of the rules the tests evaluate. The compiled module cannot be traced, so OPA's interpreter is asked the
 * same questions again, with the same inputs; the `test_` rules count too.
 */
export function measureCoverage(
  draft: Draft,
  modules: readonly ModuleInfo[],
  questions: readonly Question[],
  toolchain: Toolchain,
  data: Data,
): readonly FileCoverage[] {
  const declared = modules
    .filter(({ path }) => Object.hasOwn(draft.rules, path))
    .flatMap((module) => readDeclaration(module)?.declared ?? []);
  const sources = { ...modulesOf(draft), ...draft.tests, [mainPath]: mainModule(declared) };
  const run = toolchain.test({ modules: sources, questions, cover: true, data });
  if (!run.ok) throw new DriftgateError('compile', 'the coverage of the policies could not be measured');
  const own = Object.keys(draft.builtin ? modulesOf(draft) : draft.rules).sort();
  return own.map((file) => {
    const { covered, notCovered } = run.coverage[file] ?? { covered: [], notCovered: [] };
    return { file: shownPath(draft, file), rows: covered.length + notCovered.length, missing: notCovered };
  });
}
