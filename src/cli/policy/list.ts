import { type Command, Option } from 'commander';
import { DriftgateError } from '../../model/errors.ts';
import { inputKinds, severities } from '../../model/rule.ts';
import { listJson, listText } from '../../report/policy-list.ts';
import type { Io } from '../io.ts';
import { renderOptions } from '../outputs.ts';
import { formats } from './formats.ts';
import { type Known, knownRules, type RulesFlags } from './rules.ts';
import { collect, print } from './shared.ts';

interface ListFlags extends RulesFlags {
  readonly family?: string;
  readonly framework?: string;
  readonly input?: string;
  readonly severity?: string;
  readonly format: string;
}

const help = `
Examples:
  driftgate policy list                              every rule that a check here would ask
  driftgate policy list --family encryption --severity critical
  driftgate policy list --framework CIS-AWS-3.0      rules that a framework asks for
  driftgate policy list --framework PCI-DSS-4.0:3.5.1
  driftgate policy list --policy rules --no-builtin --format json
  driftgate policy list --policy npm:@acme/policies

Exit codes: 0 listed, 2 usage or I/O, or a filter that no rule fits`;

export function addPolicyList(policy: Command, io: Io, decided: (exitCode: number) => void): void {
  policy
    .command('list')
    .summary('the rules, by family, framework, input or severity')
    .description('Lists the built-in rules and those of your own folders.')
    .option('--policy <pack>', 'folder of further rules, or npm:PACKAGE; repeatable', collect)
    .option('--compat <style>', 'conftest: how the rules of --policy are written')
    .option('--no-builtin', 'leave the built-in rules out')
    .option('--family <name>', 'only this family')
    .option('--framework <name[:control]>', 'only rules that this framework, or one control of it, asks for')
    .addOption(
      new Option('--input <kind>', 'only rules that can be judged on this input').choices(inputKinds),
    )
    .addOption(new Option('--severity <severity>', 'only this severity').choices(severities))
    .addOption(formats(['text', 'json']))
    .addHelpText('after', help)
    .action(async (flags: ListFlags) => {
      const all = await knownRules(flags, io);
      const listed = all.filter((each) => filters.every((holds) => holds(each, flags)));
      if (listed.length === 0) throw nothing(all, flags);
      await print(io, flags.format === 'json' ? listJson(listed) : listText(listed, renderOptions(io)));
      decided(0);
    });
}

type Filter = (known: Known, flags: ListFlags) => boolean;

const filters: readonly Filter[] = [
  ({ rule }, { family }) => family === undefined || rule.family === family,
  ({ rule }, { severity }) => severity === undefined || rule.severity === severity,
  ({ inputs }, { input }) => input === undefined || inputs.kinds.some((kind) => kind === input),
  ({ rule }, { framework }) => {
    if (framework === undefined) return true;
    const [name = '', ...rest] = framework.toLowerCase().split(':');
    const entry = Object.entries(rule.frameworks).find(([known]) => known.toLowerCase() === name);
    const control = rest.join(':');
    return entry?.[1].some((id) => control === '' || id.toLowerCase() === control) === true;
  },
];

function nothing(all: readonly Known[], { family, framework }: ListFlags): DriftgateError {
  const values = (of: (known: Known) => readonly string[]): string =>
    [...new Set(all.flatMap(of))].sort().join(', ');
  const hint = [
    family === undefined ? '' : `families: ${values(({ rule }) => [rule.family])}`,
    framework === undefined ? '' : `frameworks: ${values(({ rule }) => Object.keys(rule.frameworks))}`,
  ];
  return new DriftgateError('usage', 'no rule fits these filters', {
    hint: hint.filter(Boolean).join('; ') || 'leave a filter out',
  });
}
