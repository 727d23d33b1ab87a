import type { DriftSettings } from '../drift.ts';
import { isDay } from '../model/day.ts';
import { DriftgateError } from '../model/errors.ts';
import type { DriftIgnore } from '../model/generated/config.ts';
import { driftFormats } from '../report/index.ts';
import type { Io } from './io.ts';
import { refuseNetwork } from './live-settings.ts';
import type { Output } from './outputs.ts';
import { type CheckFlags, checkSettings, choice, environment } from './settings.ts';

/** Options of `driftgate drift` as commander gives them. */
export interface DriftFlags extends CheckFlags {
  readonly expected?: readonly string[];
  readonly actual?: string;
  readonly failOnDrift?: string;
  readonly strict?: boolean;
  readonly stateFile?: string;
}

/** Flags, then `DRIFTGATE_*`, then driftgate.yaml, then the default; `plan` is the argument. */
export async function driftSettings(
  plan: string | undefined,
  flags: DriftFlags,
  io: Io,
  version: string,
): Promise<{ settings: DriftSettings; outputs: readonly Output[] }> {
  const { text, list, truth } = environment(io.env);
  const actual = flags.actual ?? text('ACTUAL');
  const expected = flags.expected ?? list('EXPECTED') ?? [];
  if (plan !== undefined && flags.expected !== undefined)
    throw new DriftgateError(
      'usage',
      `\`${plan}\` and --expected both say what is expected: give one of them`,
    );
  const inputs = plan === undefined ? expected : [plan];
  if (inputs.length === 0)
    throw new DriftgateError('usage', 'nothing says what is expected', {
      hint: 'driftgate drift --expected state.json --actual snapshot.json, or driftgate drift plan.json',
    });
  const all = [...inputs, ...(actual === undefined ? [] : [actual])];
  const twice = all.find((uri, at) => all.indexOf(uri) !== at);
  if (twice !== undefined) throw new DriftgateError('usage', `\`${twice}\` is given twice`);
  const { settings, outputs, config } = await checkSettings(inputs, flags, io, version);
  if (flags.offline ?? truth('OFFLINE')) refuseNetwork(all);
  refuseSilent(outputs);
  const { drift = {} } = config;
  const { waivers: _, baseline: __, includePassed: ___, inputs: ____, live, ...rest } = settings;
  return {
    outputs,
    settings: {
      ...rest,
      live: live ?? { filter: { accounts: [], regions: [], types: [] }, allowStale: false },
      expected: inputs,
      actual,
      stateFile: flags.stateFile ?? text('STATE_FILE'),
      gate: {
        ...settings.gate,
        drift: choice(
          '--fail-on-drift',
          flags.failOnDrift ?? text('FAIL_ON_DRIFT') ?? drift.failOn ?? 'policy',
          ['policy', 'any', 'none'] as const,
        ),
      },
      drift: {
        strict: flags.strict ?? truth('STRICT') ?? drift.strict ?? false,
        ignore: checked(drift.ignore ?? []),
      },
    },
  };
}

/** A format that has no place for drift would show none. */
function refuseSilent(outputs: readonly Output[]): void {
  const silent = outputs.find(({ format }) => !driftFormats.includes(format));
  if (silent !== undefined)
    throw new DriftgateError('usage', `the format \`${silent.format}\` has no place for drift`, {
      hint: `use one of ${driftFormats.join(', ')}`,
    });
}

function checked(rules: readonly DriftIgnore[]): readonly DriftIgnore[] {
  const wrong = rules.find(({ expires }) => expires !== undefined && !isDay(expires));
  if (wrong === undefined) return rules;
  throw new DriftgateError(
    'config',
    `driftgate.yaml: drift.ignore expires on \`${wrong.expires}\`, which is no day of the calendar`,
  );
}
