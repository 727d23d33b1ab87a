import { resolve } from 'node:path';
import type { CheckSettings } from '../gate.ts';
import { isDay } from '../model/day.ts';
import { DriftgateError } from '../model/errors.ts';
import type { Config } from '../model/generated/config.ts';
import { severities } from '../model/rule.ts';
import { readConfig } from '../read/config.ts';
import type { Io } from './io.ts';
import { type LiveFlags, liveSettings, refuseNetwork } from './live-settings.ts';
import { type Output, parseOutputs } from './outputs.ts';
import { packEntries } from './packs.ts';

/** Options of `driftgate check` as commander gives them. */
export interface CheckFlags extends LiveFlags {
  readonly policy?: readonly string[];
  readonly compat?: string;
  readonly builtin?: boolean;
  readonly rule?: readonly string[];
  readonly failOn?: string;
  readonly gate?: string;
  readonly unknown?: string;
  readonly format?: readonly string[];
  readonly includePassed?: boolean;
  readonly config?: string;
  readonly env?: string;
  readonly waivers?: string;
  readonly baseline?: string;
  readonly softFail?: boolean;
  readonly allowEmpty?: boolean;
  readonly now?: string;
  readonly timeout?: string;
  readonly maxAge?: string;
  readonly offline?: boolean;
}

/** What `DRIFTGATE_<NAME>` says. */
export function environment(variables: Io['env']) {
  const text = (name: string): string | undefined => variables[`DRIFTGATE_${name}`] || undefined;
  return {
    text,
    list: (name: string): readonly string[] | undefined => list(text(name)),
    truth: (name: string): boolean | undefined => boolean(`DRIFTGATE_${name}`, text(name)),
  };
}

/** Flags, then `DRIFTGATE_*`, then driftgate.yaml, then the default. */
export async function checkSettings(
  inputs: readonly string[],
  flags: CheckFlags,
  io: Io,
  version: string,
): Promise<{ settings: CheckSettings; outputs: readonly Output[]; config: Config }> {
  const { text: env, truth, list: listed } = environment(io.env);
  const { config, folder } = await readConfig(flags.config ?? env('CONFIG'), io.cwd);
  if (flags.offline ?? truth('OFFLINE')) refuseNetwork(inputs);
  const outputs = parseOutputs(flags.format ?? list(env('FORMAT')) ?? ['text']);
  const named = { policy: flags.policy ?? list(env('POLICY')), compat: flags.compat ?? env('COMPAT') };
  const policies = packEntries(named, config, folder, io.cwd);
  const now = instant(flags.now ?? env('NOW'), io.env['SOURCE_DATE_EPOCH']);
  const timeout = flags.timeout ?? env('TIMEOUT');
  const { limits = {} } = config;
  const baseline = await baselineOf(flags.baseline ?? env('BASELINE'), config, folder, io.cwd);
  return {
    outputs,
    config,
    settings: {
      inputs: inputs.length === 0 ? ['.'] : inputs,
      policies,
      builtin: flags.builtin === false || truth('NO_BUILTIN') ? false : (config.builtin ?? true),
      only: flags.rule ?? list(env('RULE')) ?? [],
      config,
      env: flags.env ?? env('ENV') ?? config.env,
      gate: {
        failOn: choice('--fail-on', flags.failOn ?? env('FAIL_ON') ?? config.failOn ?? 'low', severities),
        mode: choice('--gate', flags.gate ?? env('GATE') ?? config.gate ?? 'all', [
          'all',
          'introduced',
        ] as const),
        unknown: choice('--unknown', flags.unknown ?? env('UNKNOWN') ?? config.unknown ?? 'warn', [
          'ignore',
          'warn',
          'fail',
        ] as const),
        allowEmpty: flags.allowEmpty ?? truth('ALLOW_EMPTY') ?? config.allowEmpty ?? false,
        softFail: flags.softFail ?? truth('SOFT_FAIL') ?? false,
      },
      waivers: await waiversOf(flags.waivers ?? env('WAIVERS'), config, folder, io.cwd),
      baseline,
      includePassed: flags.includePassed ?? truth('INCLUDE_PASSED') ?? false,
      maxAge: age(flags.maxAge ?? env('MAX_AGE') ?? config.maxAge),
      live: liveSettings(flags, listed, truth, config),
      limits: {
        runMs: (timeout === undefined ? (limits.timeoutSeconds ?? 300) : seconds(timeout)) * 1000,
        taskMs: (limits.ruleTimeoutSeconds ?? 10) * 1000,
        maxBytes: (limits.memoryMegabytes ?? 2048) * 1024 * 1024,
      },
      now,
      version,
    },
  };
}

async function waiversOf(named: string | undefined, config: Config, folder: string, cwd: string) {
  const { readWaivers } = await import('../read/waivers.ts');
  if (named !== undefined) return readWaivers(resolve(cwd, named), true);
  if (config.waivers !== undefined) return readWaivers(resolve(folder, config.waivers), true);
  return readWaivers(resolve(folder, 'driftgate.waivers.yaml'), false);
}

async function baselineOf(
  named: string | undefined,
  config: Config,
  folder: string,
  cwd: string,
): Promise<ReadonlySet<string>> {
  const path =
    named !== undefined
      ? resolve(cwd, named)
      : config.baseline === undefined
        ? undefined
        : resolve(folder, config.baseline);
  if (path === undefined) return new Set();
  const { readBaseline } = await import('../read/baseline.ts');
  return readBaseline(path);
}

export function choice<T extends string>(flag: string, value: string, known: readonly T[]): T {
  if ((known as readonly string[]).includes(value)) return value as T;
  throw new DriftgateError('usage', `${flag}: expected one of ${known.join(', ')}, got \`${value}\``);
}

function boolean(name: string, value: string | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  if (/^(true|1)$/i.test(value)) return true;
  if (/^(false|0)$/i.test(value)) return false;
  throw new DriftgateError('usage', `${name}: expected true or false, got \`${value}\``);
}

const list = (value: string | undefined): readonly string[] | undefined =>
  value?.split(',').map((part) => part.trim());

function seconds(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new DriftgateError('usage', `--timeout: expected a number of seconds, got \`${text}\``);
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90m`, `24h`, `7d` in milliseconds. */
function age(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, number = '', unit = ''] = /^([1-9]\d{0,5})([mhd])$/.exec(text) ?? [];
  const milliseconds = Number(number) * (units[unit] ?? 0);
  if (milliseconds > 0) return milliseconds;
  throw new DriftgateError(
    'usage',
    `--max-age: expected minutes, hours or days such as 90m, 24h or 7d, got \`${text}\``,
  );
}

/** A date, or an instant with its zone: without one it would be another instant on another machine. */
const rfc3339 = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/i;

/** NaN for a day that does not exist, which `Date.parse` takes for one of the next month. */
function parseInstant(text: string): number {
  const [, day = ''] = rfc3339.exec(text) ?? [];
  return isDay(day) ? Date.parse(text) : Number.NaN;
}

/** One instant for the whole run: `--now`, `SOURCE_DATE_EPOCH`, or the clock. */
function instant(named: string | undefined, epoch: string | undefined): string {
  const time = named !== undefined ? parseInstant(named) : epoch ? Number(epoch) * 1000 : Date.now();
  const date = new Date(time);
  if (!Number.isNaN(date.getTime()) && date.getUTCFullYear() >= 1970 && date.getUTCFullYear() <= 9999)
    return date.toISOString();
  throw new DriftgateError(
    'usage',
    '--now: expected an RFC 3339 instant or date, such as 2026-11-21T09:00:00Z',
  );
}
