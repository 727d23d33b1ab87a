import { type Command, InvalidArgumentError } from 'commander';
import type { Fault } from '../../model/fault.ts';
import type { DraftFolder } from '../../model/pack.ts';
import { coverageOf, type TestReport } from '../../model/testing.ts';
import { faultsText } from '../../report/policy-faults.ts';
import { type TestRenderer, testsJson, testsJunit, testsText } from '../../report/policy-tests.ts';
import { type Io, writeAll } from '../io.ts';
import { renderOptions } from '../outputs.ts';
import { startProgress } from '../progress.ts';
import { ask } from './author.ts';
import { formats } from './formats.ts';
import { policyFolders, print } from './shared.ts';

interface TestFlags {
  readonly run?: string;
  readonly coverage?: boolean;
  readonly threshold?: number;
  readonly watch?: boolean;
  readonly format: string;
}

const renderers: Readonly<Record<string, TestRenderer>> = {
  text: testsText,
  json: testsJson,
  junit: testsJunit,
};

const help = `
A test is a row of the table \`cases\` in NAME_test.rego beside NAME.rego, judged by the compiled rule exactly as
\`driftgate check\` judges it, or a \`test_\` rule of plain Rego, run as \`opa test\` runs it.

Examples:
  driftgate policy test                             all tests of the folders of driftgate.yaml, else policies/
  driftgate policy test --run 'RDS-01: .*replica'   only tests whose "ID: name" matches
  driftgate policy test --watch                     again at each save
  driftgate policy test --coverage --threshold 95   which lines of the rules no test evaluates
  driftgate policy test --format junit > tests.xml

Coverage: the inputs of the tables are asked again of OPA's interpreter, which can be traced. A line counts as covered
when every expression on it was evaluated, by a row or a \`test_\` rule. Lines without code do not count.

Exit codes: 0 all passed, 1 a test failed or coverage is below the threshold, 2 rules that do not compile, no test
at all, usage or I/O`;

export function addPolicyTest(policy: Command, io: Io, decided: (exitCode: number) => void): void {
  policy
    .command('test')
    .summary('run the tables and tests of rules')
    .description('Runs the tests of folders of rules.')
    .argument(
      '[pack...]',
      'folders of rules, or npm:PACKAGE (default: those of driftgate.yaml, else policies)',
      [],
    )
    .option('--run <pattern>', 'only tests whose "ID: name" this regular expression finds', pattern)
    .option('--coverage', 'tell which lines of the rules the tests evaluate')
    .option('--threshold <percent>', 'fail below this coverage; implies --coverage', percent)
    .option('--watch', 'run again whenever a file is saved, until interrupted')
    .addOption(formats(Object.keys(renderers)))
    .addHelpText('after', help)
    .action(async (named: string[], flags: TestFlags) => {
      const folders = await policyFolders(named, io);
      if (flags.watch) {
        const { watchFolders } = await import('./watch.ts');
        const watched = folders.flatMap(({ folder, data }) => [folder, ...data]);
        await watchFolders(watched, io, () => runTests(folders, flags, io));
      } else decided(await runTests(folders, flags, io));
    });
}

async function runTests(folders: readonly DraftFolder[], flags: TestFlags, io: Io): Promise<number> {
  const coverage = flags.coverage === true || flags.threshold !== undefined;
  const progress = startProgress(io);
  const given = { folders, cwd: io.cwd, run: flags.run, coverage };
  const { report, faults } = await ask('test', given, progress.step).finally(progress.done);
  if (report === undefined) return cannotTest(faults, io);
  const render = renderers[flags.format] as TestRenderer;
  await print(io, render(report, flags.threshold, renderOptions(io)));
  if (report.outcomes.length === 0) {
    const what = flags.run === undefined ? 'there is no test' : `no test is named like ${flags.run}`;
    await writeAll(io.stderr, `driftgate: ${what}\n`);
    return 2;
  }
  return passed(report, flags.threshold) ? 0 : 1;
}

async function cannotTest(faults: readonly Fault[], io: Io): Promise<number> {
  const sentence = 'driftgate: the rules cannot be tested before they compile\n';
  await writeAll(io.stderr, `${faultsText(faults, { ...renderOptions(io) })}\n${sentence}`);
  return 2;
}

const passed = ({ outcomes, coverage }: TestReport, threshold: number | undefined): boolean =>
  outcomes.every(({ outcome }) => outcome === 'passed' || outcome === 'skipped') &&
  (threshold === undefined || coverage === undefined || coverageOf(coverage) >= threshold);

function pattern(text: string): string {
  try {
    new RegExp(text, 'iu');
    return text;
  } catch {
    throw new InvalidArgumentError('It is not a regular expression.');
  }
}

function percent(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 100) return value;
  throw new InvalidArgumentError('Expected a percentage from 0 to 100.');
}
