import type { Command } from 'commander';
import { faultsJson, faultsText } from '../../report/policy-faults.ts';
import { count } from '../../report/words.ts';
import type { Io } from '../io.ts';
import { renderOptions } from '../outputs.ts';
import { startProgress } from '../progress.ts';
import { ask } from './author.ts';
import { formats } from './formats.ts';
import { policyFolders, print } from './shared.ts';

const help = `
Looks for everything at once:
  files that do not parse, METADATA that its schema refuses, an id that is used twice,
  a rule without a test beside it, what OPA's strict mode refuses, built-ins that rules may not use

Examples:
  driftgate policy check                    the folders of driftgate.yaml, else policies/
  driftgate policy check rules/ more/       these folders
  driftgate policy check --format json      for an editor or a script

Exit codes: 0 nothing is wrong, 1 something is, 2 usage or I/O`;

export function addPolicyCheck(policy: Command, io: Io, decided: (exitCode: number) => void): void {
  policy
    .command('check')
    .summary('everything that is wrong with folders of rules')
    .description('Compiles rules strictly and holds them against what every rule must have.')
    .argument(
      '[pack...]',
      'folders of rules, or npm:PACKAGE (default: those of driftgate.yaml, else policies)',
      [],
    )
    .addOption(formats(['text', 'json']))
    .addHelpText('after', help)
    .action(async (named: string[], { format }: { format: string }) => {
      const folders = await policyFolders(named, io);
      const progress = startProgress(io);
      const { faults, rules } = await ask('check', { folders, cwd: io.cwd }, progress.step).finally(
        progress.done,
      );
      const found = `${faults.length === 0 ? 'nothing wrong' : count(faults.length, 'fault')} in ${count(rules, 'rule')}`;
      if (format === 'json') await print(io, faultsJson(faults));
      else
        await print(
          io,
          `${faultsText(faults, renderOptions(io))}${faults.length > 0 ? '\n' : ''}check: ${found}\n`,
        );
      decided(faults.length === 0 ? 0 : 1);
    });
}
