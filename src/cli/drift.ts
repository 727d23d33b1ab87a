import { type Command, Option } from 'commander';
import { driftFormats } from '../report/index.ts';
import { type DriftFlags, driftSettings } from './drift-settings.ts';
import { writeAtomic } from './files.ts';
import type { Io } from './io.ts';
import { addJudging, collect } from './judging.ts';
import { writeOutputs } from './outputs.ts';
import { startProgress } from './progress.ts';

/** `driftgate drift`: what is live against what is expected. Hands its exit code to `decided`. */
export function addDrift(
  program: Command,
  io: Io,
  version: string,
  decided: (exitCode: number) => void,
): void {
  const command = program
    .command('drift')
    .summary('compare what Terraform expects with what is live, and say what that does to policy')
    .description(
      'Compares states with what AWS Config recorded: what is missing, unmanaged or changed, and which rules that newly violates. Of a plan alone it tells the drift that Terraform found itself.',
    )
    .argument('[plan]', 'plan JSON whose resource_drift is told; - is standard input')
    .option(
      '--expected <input>',
      'state or plan, of which what the state had recorded counts; repeatable',
      collect,
    )
    .option(
      '--actual <input>',
      'snapshot of AWS Config, a folder or s3:// prefix of them, aws-config: or aws-config:AGGREGATOR',
    )
    .addOption(
      new Option(
        '--fail-on-drift <mode>',
        'policy: drift that newly violates a rule; any; none (default: policy)',
      ).choices(['policy', 'any', 'none']),
    )
    .option('--strict', 'also tell what AWS and its services made, and count what scaling moves')
    .option(
      '--state-file <file>',
      'remembers what was seen: tells what is new, since when, and what is resolved',
    )
    .addHelpText('after', help);
  addJudging(command, driftFormats).action(async (plan: string | undefined, flags: DriftFlags) => {
    const { settings, outputs } = await driftSettings(plan, flags, io, version);
    const progress = startProgress(io);
    // What maps AWS Config is loaded by those who compare with it only.
    const { drift } = await import('../drift.ts');
    const outcome = await drift(settings, io, progress.step).finally(progress.done);
    await writeOutputs(outcome, outputs, io);
    const { stateFile } = settings;
    if (stateFile !== undefined && outcome.state !== undefined)
      await writeAtomic(stateFile, `${JSON.stringify(outcome.state, null, 2)}\n`, io.cwd, 'state file');
    decided(outcome.report.gate.exitCode);
  });
}

const help = `
Examples:
  terraform state pull > state.json
  driftgate drift --expected state.json --actual live.json.gz     a snapshot of AWS Config
  driftgate drift --expected state.json --actual aws-config: --region eu-west-1
  driftgate drift --expected net.json --expected app.json --actual aws-config:org   several states, one estate
  driftgate drift --fail-on-drift any --format markdown=issue.md --format text --expected state.json --actual live.json.gz
  driftgate drift plan.json                                       what the plan itself found

Exit codes:
  0    nothing drifted that counts
  2    it could not decide: usage, input, policy or output error, or nothing was compared
  3    drift that newly violates a rule, or with --fail-on-drift any, any drift
  130  interrupted (SIGINT)

What drift is expected stands in driftgate.yaml, below drift.ignore, and is shown as muted.`;
