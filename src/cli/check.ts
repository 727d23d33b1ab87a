import { type Command, Option } from 'commander';
import { check } from '../gate.ts';
import { formatNames } from '../report/index.ts';
import type { Io } from './io.ts';
import { addJudging } from './judging.ts';
import { writeOutputs } from './outputs.ts';
import { startProgress } from './progress.ts';
import { type CheckFlags, checkSettings } from './settings.ts';

/** `driftgate check`: one or more inputs, one gate. Hands its exit code to `decided`. */
export function addCheck(
  program: Command,
  io: Io,
  version: string,
  decided: (exitCode: number) => void,
): void {
  const command = program
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
    .option('--include-passed', 'list what passed as well')
    .option('--waivers <file>', 'accepted findings (default: driftgate.waivers.yaml beside driftgate.yaml)')
    .option('--baseline <file>', 'JSON report of an earlier run, whose findings do not fail the gate')
    .addHelpText('after', help);
  addJudging(command, formatNames).action(async (inputs: string[], flags: CheckFlags) => {
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
