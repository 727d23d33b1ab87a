import { availableParallelism } from 'node:os';
import { activate } from './compile/activate.ts';
import { loadProvider } from './compile/provider.ts';
import { builtinsFor } from './compile/toolchain-artifact.ts';
import { type PoolLimits, startEvaluator } from './evaluate/evaluate.ts';
import { type GateSettings, type Judged, judge, type Waiver } from './judge/judge.ts';
import type { ConfigFilter } from './model/config-item.ts';
import type { Evaluation } from './model/finding.ts';
import type { Config } from './model/generated/config.ts';
import type { Outcome } from './model/outcome.ts';
import type { PackEntry } from './model/pack.ts';
import type { RawPlan } from './model/raw-plan.ts';
import { type Normalized, normalize } from './normalize/normalize.ts';
import { absentRules, loadPacks } from './packs.ts';
import { readSource } from './read/read.ts';
import { readWorkspace } from './read/workspace.ts';

/** What a check needs from outside; nothing else of the process is looked at. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadableStream;
}

/** A check with every choice made: see `cli/settings.ts` for where each comes from. */
export interface CheckSettings {
  readonly inputs: readonly string[];
  /** Packs of rules besides the built-in one. */
  readonly policies: readonly PackEntry[];
  readonly builtin: boolean;
  /** Only these rules; empty for all. */
  readonly only: readonly string[];
  readonly config: Pick<Config, 'rules' | 'environments'>;
  readonly env?: string | undefined;
  readonly gate: GateSettings;
  readonly waivers: readonly Waiver[];
  readonly baseline: ReadonlySet<string>;
  readonly includePassed: boolean;
  /** Milliseconds after which what AWS Config recorded is too old for a pass. */
  readonly maxAge?: number | undefined;
  /** Undefined reads everything that there is. */
  readonly live?: LiveSettings | undefined;
  readonly limits: PoolLimits;
  readonly maxInputBytes?: number | undefined;
  /** The instant of the run, RFC 3339 in UTC. */
  readonly now: string;
  readonly version: string;
}

/** What of AWS Config is wanted. */
export interface LiveSettings {
  readonly filter: ConfigFilter;
  /** Takes what a stopped or failing recorder recorded last. */
  readonly allowStale: boolean;
}

/** What is being done, for a person who waits. */
export type Progress = (step: string) => void;

/**
 * The page that joins the rooms: compile, read, normalize, evaluate, judge. A report is made from the outcome.
 * Throws a DriftgateError for whatever keeps it from deciding.
 */
export async function check(
  settings: CheckSettings,
  io: Surroundings,
  progress: Progress = () => undefined,
): Promise<Outcome> {
  const { config, now } = settings;
  progress('loading policies');
  const packs = await loadPacks(settings, io.env);
  const absent = await absentRules(packs, settings.builtin);
  const { rules, off } = activate(packs, config.rules ?? {}, settings.only, absent);
  const asksRaw = rules.filter(({ rule }) => rule.raw).length;
  const { limits } = settings;
  const toolchain = await builtinsFor(packs, limits.maxBytes);
  let uri = '';
  const evaluator = startEvaluator(packs, rules, {
    limits,
    workers: Math.min(4, availableParallelism()),
    now,
    toolchain,
    keepPasses: settings.includePassed,
    maxAge: settings.maxAge,
    onProgress: (asked) => progress(`judging ${uri}: ${asked} resources`),
  });
  try {
    const inputs: Judged[] = [];
    for (uri of settings.inputs) {
      progress(`reading ${uri}`);
      const input = await readSource(uri, io, {
        ...(settings.maxInputBytes === undefined ? {} : { maxBytes: settings.maxInputBytes }),
        config: { ...(settings.live ?? everything), types: configTypes, onProgress: progress },
      });
      if ('resourceCount' in input) evaluator.expect(input.resourceCount);
      const sources = { flag: settings.env, config: config.environments };
      const { document, before, redact, raw }: Normalized =
        'items' in input
          ? await (await live()).normalizeLive(input, await loadProvider(), sources)
          : normalize(input, { ...sources, workspace: await readWorkspace(uri, io) });
      const plan = asksRaw > 0 ? raw?.() : undefined;
      const evaluation = await evaluator.evaluate(document, false, plan);
      const earlier = before === undefined ? undefined : await evaluator.evaluate(before, true);
      const warnings = [...input.info.warnings, ...notAsked(asksRaw, plan, evaluation)];
      inputs.push({
        document,
        evaluation,
        redact,
        warnings,
        ...(earlier === undefined ? {} : { before: earlier }),
      });
    }
    const report = judge(inputs, {
      settings: settings.gate,
      rules,
      rulesOff: off,
      waivers: settings.waivers,
      baseline: settings.baseline,
      version: settings.version,
      today: now.slice(0, 10),
    });
    return { report, rules: rules.map(({ rule }) => rule) };
  } finally {
    await evaluator.close();
  }
}

/** What rules of conftest did not look at, though they are on. */
function notAsked(rules: number, plan: RawPlan | undefined, { excepted = [] }: Evaluation): string[] {
  if (rules > 0 && plan === undefined)
    return [
      `${rules} of the rules judge plans as Terraform writes them, and were not asked: this is no plan`,
    ];
  return excepted.map((id) => `an exception of its package takes ${id} out`);
}

const everything: LiveSettings = { filter: { accounts: [], regions: [], types: [] }, allowStale: false };

/** What maps AWS Config is loaded by those who read it only. */
const live = () => import('./normalize/live.ts');
const configTypes = async (): Promise<readonly string[]> => (await live()).configTypes;
