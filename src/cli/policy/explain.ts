import type { Command } from 'commander';
import { builtinExamples } from '../../compile/compile.ts';
import { DriftgateError } from '../../model/errors.ts';
import type { Example } from '../../model/example.ts';
import { explainJson, explainText } from '../../report/policy-explain.ts';
import type { Io } from '../io.ts';
import { renderOptions } from '../outputs.ts';
import { ask } from './author.ts';
import { formats } from './formats.ts';
import { type Known, knownRules, type RulesFlags } from './rules.ts';
import { collect, print } from './shared.ts';

const help = `
Examples:
  driftgate policy explain ENC-RDS-01
  driftgate policy explain ACME-RDS-01 --policy rules
  driftgate policy explain ENC-RDS-01 --format json

Exit codes: 0 explained, 2 there is no such rule, usage or I/O`;

export function addPolicyExplain(policy: Command, io: Io, decided: (exitCode: number) => void): void {
  policy
    .command('explain')
    .summary('what a rule wants, why, and how to mend what it finds')
    .description(
      'Explains a rule: why it matters, how to mend a violation, its parameters, what decides it, and examples from its table.',
    )
    .argument('<id>', 'id of the rule, as reports name it')
    .option('--policy <pack>', 'folder of further rules, or npm:PACKAGE; repeatable', collect)
    .option('--compat <style>', 'conftest: how the rules of --policy are written')
    .option('--no-builtin', 'leave the built-in rules out')
    .addOption(formats(['text', 'json']))
    .addHelpText('after', help)
    .action(async (id: string, flags: RulesFlags & { readonly format: string }) => {
      const all = await knownRules(flags, io);
      const found = all.find(({ rule }) => rule.id === id.toUpperCase());
      if (found === undefined) {
        throw new DriftgateError('usage', `there is no rule \`${id}\``, { hint: 'driftgate policy list' });
      }
      const examples = await examplesOf(found, io);
      const text =
        flags.format === 'json'
          ? explainJson(found, examples)
          : explainText(found, examples, renderOptions(io));
      await print(io, text);
      decided(0);
    });
}

/** The package holds examples of the built-in rules; a folder's own are read from its tables. */
async function examplesOf({ rule, folder }: Known, io: Io): Promise<readonly Example[]> {
  if (rule.raw) return [];
  if (folder === undefined) return (await builtinExamples())[rule.id] ?? [];
  const examples = await ask('examples', { folder, cwd: io.cwd });
  return examples[rule.id] ?? [];
}
