import { availableParallelism } from 'node:os';
import { activate } from './compile/activate.ts';
import { builtinsFor } from './compile/toolchain-artifact.ts';
import { type Evaluator, type PoolLimits, startEvaluator } from './evaluate/evaluate.ts';
import type { ActiveRule } from './model/finding.ts';
import type { Config } from './model/generated/config.ts';
import type { Coverage } from './model/outcome.ts';
import type { PackEntry } from './model/pack.ts';
import { absentRules, loadPacks } from './packs.ts';

/** Which rules are asked, and within what limits. */
export interface AskSettings {
  /** Packs of rules besides the built-in one. */
  readonly policies: readonly PackEntry[];
  readonly builtin: boolean;
  /** Only these rules; empty for all. */
  readonly only: readonly string[];
  readonly config: Pick<Config, 'rules' | 'environments'>;
  /** Milliseconds after which what AWS Config recorded is too old for a pass. */
  readonly maxAge?: number | undefined;
  readonly limits: PoolLimits;
  /** The instant of the run, RFC 3339 in UTC. */
  readonly now: string;
}

interface Asking {
  readonly rules: readonly ActiveRule[];
  readonly off: Coverage['rulesOff'];
  /** To be closed by who asks. */
  readonly evaluator: Evaluator;
}

/** The rules of a run, loaded and ready to be asked: joins packs, compile and evaluate. */
export async function startAsking(
  settings: AskSettings & { readonly keepPasses: boolean },
  env: Readonly<Record<string, string | undefined>>,
  onProgress: (asked: number) => void,
): Promise<Asking> {
  const { config, limits, now, keepPasses, maxAge } = settings;
  const packs = await loadPacks(settings, env);
  const absent = await absentRules(packs, settings.builtin);
  const { rules, off } = activate(packs, config.rules ?? {}, settings.only, absent);
  const toolchain = await builtinsFor(packs, limits.maxBytes);
  const workers = Math.min(4, availableParallelism());
  const options = { limits, workers, now, toolchain, keepPasses, maxAge, onProgress };
  return { rules, off, evaluator: startEvaluator(packs, rules, options) };
}
