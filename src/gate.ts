import { type AskSettings, startAsking } from './asking.ts';
import { loadProvider } from './compile/provider.ts';
import { type GateSettings, type Judged, judge, type Waiver } from './judge/judge.ts';
import type { ConfigFilter } from './model/config-item.ts';
import type { Evaluation } from './model/finding.ts';
import type { Outcome } from './model/outcome.ts';
import type { RawPlan } from './model/raw-plan.ts';
import { type Normalized, normalize } from './normalize/normalize.ts';
import { readSource } from './read/read.ts';
import { readWorkspace } from './read/workspace.ts';

/** What a check needs from outside; nothing else of the process is looked at. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadableStream;
}

/** A check with every choice made: see `cli/settings.ts` for where each comes from. */
export interface CheckSettings extends AskSettings {
  readonly inputs: readonly string[];
  readonly env?: string | undefined;
  readonly gate: GateSettings;
  readonly waivers: readonly Waiver[];
  readonly baseline: ReadonlySet<string>;
  readonly includePassed: boolean;
  /** Undefined reads everything that there is. */
  readonly live?: LiveSettings | undefined;
  readonly maxInputBytes?: number | undefined;
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
  let uri = '';
  const { rules, off, evaluator } = await startAsking(
    { ...settings, keepPasses: settings.includePassed },
    io.env,
    (asked) => progress(`judging ${uri}: ${asked} resources`),
  );
  const asksRaw = rules.filter(({ rule }) => rule.raw).length;
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
