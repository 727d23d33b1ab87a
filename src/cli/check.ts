import { type Command, Option } from 'commander';
import { check } from '../gate.ts';
import { severities } from '../model/rule.ts';
import { formatNames } from '../report/index.ts';
import type { Io } from './io.ts';
import { liveOptions } from './live-settings.ts';
import { writeOutputs } from './outputs.ts';
import { startProgress } from './progress.ts';
import { type CheckFlags, checkSettings } from './settings.ts';

const collect = (value: string, previous: readonly string[] = []): readonly string[] => [...previous, value];

/** `driftgate check`: one or more inputs, one gate. Hands its exit code to `decided`. */
export function addCheck(
  program: Command,
  io: Io,
  version: string,
  decided: (exitCode: number) => void,
): void {
  program
    .command('check')
    .summary('judge Terraform plans and states and live resources, and decide the gate')
    .description(
      'Judges plans (`terraform show -json plan.out`), states and snapshots of AWS Config against the policies, reports, and exits with the decision of the gate.',
    )
    .argument(
      '[input...]',
      'plan JSON, state file or GitHub workflow (*.yml); of AWS Config a snapshot, a folder or s3:// prefix of them, aws-config: or aws-config:AGGREGATOR; - is standard input',
      [],
    )
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
    .addOption(
      new Option(
        '--gate <mode>',
        'all: every failure counts; introduced: only what this plan introduces (default: all)',
      ).choices(['all', 'introduced']),
    )
    .addOption(
      new Option(
        '--unknown <mode>',
        'what a verdict that is known only after apply does (default: warn)',
      ).choices(['ignore', 'warn', 'fail']),
    )
    .option('--env <name>', 'environment of everything that is judged, such as prod')
    .option(
      '--format <name[=path]>',
      `${formatNames.join(', ')}; to a file with =path; repeatable (default: text)`,
      collect,
    )
    .option('--include-passed', 'list what passed as well')
    .option('--waivers <file>', 'accepted findings (default: driftgate.waivers.yaml beside driftgate.yaml)')
    .option('--baseline <file>', 'JSON report of an earlier run, whose findings do not fail the gate')
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
    .option('--timeout <seconds>', 'limit of the whole evaluation (default: 300)')
    .addHelpText('after', help)
    .action(async (inputs: string[], flags: CheckFlags) => {
      const { settings, outputs } = await checkSettings(inputs, flags, io, version);
      const progress = startProgress(io);
      const outcome = await check(settings, io, progress.step).finally(progress.done);
      await writeOutputs(outcome, outputs, io);
      decided(outcome.report.gate.exitCode);
    });
}

const help = `
Examples:
  terraform plan -out plan.out && terraform show -json plan.out > plan.json
  driftgate check plan.json                                what is wrong, and how to mend it
  driftgate check --gate introduced plan.json              fail only for what this change brings
  terraform show -json plan.out | driftgate check -        from a pipe
  driftgate check --format text --format sarif=out.sarif plan.json
  driftgate check --policy rules --policy npm:@acme/policies plan.json
  driftgate check --policy policy --compat conftest plan.json    rules that conftest has asked so far
  driftgate check --env prod --unknown fail plan.json      strict, for production
  driftgate check --max-age 24h snapshot.json.gz           what runs, as AWS Config recorded it
  driftgate check --region eu-west-1 aws-config:           the same, asked now, with the credentials of the environment
  driftgate check --account 111122223333 aws-config:org    of an account, by the aggregator named org

Exit codes:
  0    the gate passed
  1    it failed by policy
  2    it could not decide: usage, input, policy or output error, or nothing was judged
  4    unknown verdicts, with --unknown fail
  130  interrupted (SIGINT)

Every option can be set as DRIFTGATE_<NAME> or in driftgate.yaml; flags win, then the environment.`;
