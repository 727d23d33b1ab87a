import { availableParallelism } from 'node:os';
import { activate } from './compile/activate.ts';
import { builtinPack, folderPack } from './compile/compile.ts';
import { loadProvider } from './compile/provider.ts';
import { builtinsFor } from './compile/toolchain-artifact.ts';
import { type PoolLimits, startEvaluator } from './evaluate/evaluate.ts';
import { type GateSettings, type Judged, judge, type Waiver } from './judge/judge.ts';
import type { ConfigFilter } from './model/config-item.ts';
import type { Config } from './model/generated/config.ts';
import type { Outcome } from './model/outcome.ts';
import { normalize } from './normalize/normalize.ts';
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
  /** Folders of rules besides the built-in pack. */
  readonly policies: readonly string[];
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
  const packs = await Promise.all([
    ...(settings.builtin ? [builtinPack()] : []),
    ...settings.policies.map((folder) => folderPack(folder, io)),
  ]);
  const { rules, off } = activate(packs, config.rules ?? {}, settings.only);
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
      const { document, before, redact } =
        'items' in input
          ? await (await live()).normalizeLive(input, await loadProvider(), sources)
          : normalize(input, { ...sources, workspace: await readWorkspace(uri, io) });
      const evaluation = await evaluator.evaluate(document);
      const earlier = before === undefined ? undefined : await evaluator.evaluate(before, true);
      const { warnings } = input.info;
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

const everything: LiveSettings = { filter: { accounts: [], regions: [], types: [] }, allowStale: false };

/** What maps AWS Config is loaded by those who read it only. */
const live = () => import('./normalize/live.ts');
const configTypes = async (): Promise<readonly string[]> => (await live()).configTypes;
