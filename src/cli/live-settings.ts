import type { LiveSettings } from '../gate.ts';
import { DriftgateError } from '../model/errors.ts';
import type { Config } from '../model/generated/config.ts';

/** Options of every command that reads AWS Config, as commander gives them. */
export interface LiveFlags {
  readonly account?: readonly string[];
  readonly region?: readonly string[];
  readonly type?: readonly string[];
  readonly allowStale?: boolean;
}

/** How the commands say them. */
export const liveOptions = {
  account: ['--account <id>', 'only this account of what AWS Config recorded; repeatable'],
  region: [
    '--region <name>',
    'only this region; repeatable (default: AWS_REGION, and all of a file or an aggregator)',
  ],
  type: ['--type <name>', 'only this type of AWS Config, such as AWS::S3::Bucket; repeatable'],
  allowStale: ['--allow-stale', 'take what a recorder recorded last that is stopped or fails'],
} as const;

/** Flags, then what `env` and `truth` read of the environment, then driftgate.yaml. */
export function liveSettings(
  flags: LiveFlags,
  env: (name: string) => readonly string[] | undefined,
  truth: (name: string) => boolean | undefined,
  { live = {} }: Config,
): LiveSettings {
  const chosen = (flag: string, named: readonly string[] | undefined, set: readonly string[] | undefined) =>
    checked(flag, named ?? env(flag.toUpperCase()) ?? set ?? []);
  return {
    filter: {
      accounts: chosen('account', flags.account, live.accounts),
      regions: chosen('region', flags.region, live.regions),
      types: chosen('type', flags.type, live.types),
    },
    allowStale: flags.allowStale ?? truth('ALLOW_STALE') ?? live.allowStale ?? false,
  };
}

const shapes: Readonly<Record<string, readonly [RegExp, string]>> = {
  account: [/^\d{12}$/, '12 digits'],
  region: [/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region such as eu-west-1'],
  type: [/^\w+(::\w+)+$/, 'a type of AWS Config such as AWS::S3::Bucket'],
};

function checked(flag: string, values: readonly string[]): readonly string[] {
  const [shape = /^/, expected = ''] = shapes[flag] ?? [];
  const wrong = values.find((value) => !shape.test(value));
  if (wrong === undefined) return values;
  throw new DriftgateError('usage', `--${flag}: expected ${expected}, got \`${wrong}\``);
}

/** `--offline` with an input that needs the network is a contradiction. */
export function refuseNetwork(inputs: readonly string[]): void {
  const remote = inputs.find((uri) => /^(s3:\/\/|aws-config:)/.test(uri));
  if (remote !== undefined)
    throw new DriftgateError('usage', `--offline: \`${remote}\` is read over the network`);
}
