import type { Command } from 'commander';
import { terminal } from '../../report/inert.ts';
import { faultsText } from '../../report/policy-faults.ts';
import { count } from '../../report/words.ts';
import { writeAtomic } from '../files.ts';
import type { Io } from '../io.ts';
import { renderOptions } from '../outputs.ts';
import { startProgress } from '../progress.ts';
import { ask } from './author.ts';
import { policyFolders, print } from './shared.ts';

const help = `
Examples:
  driftgate policy fmt                      format the folders of driftgate.yaml, else policies/
  driftgate policy fmt --check rules/       write nothing; for CI

Exit codes: 0 formatted (with --check: nothing would change), 1 with --check: something would, 2 a file that
does not parse, usage or I/O`;

export function addPolicyFmt(policy: Command, io: Io, decided: (exitCode: number) => void): void {
  policy
    .command('fmt')
    .summary('format rules and tests as `opa fmt` does')
    .description('Formats every .rego file of folders of rules, as `opa fmt` does.')
    .argument(
      '[pack...]',
      'folders of rules, or npm:PACKAGE (default: those of driftgate.yaml, else policies)',
      [],
    )
    .option('--check', 'list what would change, and write nothing')
    .addHelpText('after', help)
    .action(async (named: string[], { check = false }: { check?: boolean }) => {
      const folders = await policyFolders(named, io);
      const progress = startProgress(io);
      const { files, faults } = await ask('format', { folders, cwd: io.cwd }, progress.step).finally(
        progress.done,
      );
      const changed = files.filter(({ before, after }) => before !== after);
      if (!check)
        for (const { path, after } of changed) await writeAtomic(path, after, io.cwd, 'policy file');
      const lines = changed.map(
        ({ file }) => `${check ? 'not formatted' : 'formatted'}  ${terminal(file)}\n`,
      );
      const what =
        changed.length === 0 ? 'nothing to format' : `${changed.length} ${check ? 'to format' : 'formatted'}`;
      const summary = `fmt: ${what} in ${count(files.length, 'file')}\n`;
      await print(io, [faultsText(faults, renderOptions(io)), ...lines, summary].join(''));
      decided(faults.length > 0 ? 2 : check && changed.length > 0 ? 1 : 0);
    });
}
