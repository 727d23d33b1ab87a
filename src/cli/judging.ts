import { type Command, Option } from 'commander';
import { severities } from '../model/rule.ts';
import { liveOptions } from './live-settings.ts';

/** Of an option that is repeatable. */
export const collect = (value: string, previous: readonly string[] = []): readonly string[] => [
  ...previous,
  value,
];

/** The options of every command that asks rules and decides a gate. */
export const addJudging = (command: Command, formats: readonly string[]): Command =>
  command
    .option('--policy <pack>', 'folder of further rules, or npm:PACKAGE; repeatable', collect)
    .addOption(
      new Option(
        '--compat <style>',
        'how the rules of --policy are written: for conftest, over the raw plan',
      ).choices(['conftest']),
    )
    .option('--no-builtin', 'leave the built-in rules out')
    .option('--rule <id>', 'only this rule; repeatable', collect)
    .addOption(
      new Option('--fail-on <severity>', 'least severity that fails the gate (default: low)').choices(
        severities,
      ),
    )
    .option('--env <name>', 'environment of everything that is judged, such as prod')
    .option(
      '--format <name[=path]>',
      `${formats.join(', ')}; to a file with =path; repeatable (default: text)`,
      collect,
    )
    .option('--config <file>', 'settings (default: driftgate.yaml, looked for upward)')
    .option('--allow-empty', 'pass when there was nothing to judge')
    .option('--soft-fail', 'exit 0 where the gate fails; errors still exit 2')
    .option('--offline', 'refuse network access: only aws-config: and s3:// use it')
    .option(
      '--max-age <time>',
      'a pass on what AWS Config recorded longer ago is unknown, such as 24h or 7d (default: none)',
    )
    .option(...liveOptions.account, collect)
    .option(...liveOptions.region, collect)
    .option(...liveOptions.type, collect)
    .option(...liveOptions.allowStale)
    .option(
      '--now <instant>',
      'the instant of the run, RFC 3339: for rules and expiry dates (default: the clock)',
    )
    .option('--timeout <seconds>', 'limit of the whole evaluation (default: 300)');
