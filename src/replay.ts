import { differences, ruleChanges, sharedRules } from './author/difference.ts';
import { activate } from './compile/activate.ts';
import { builtinPack } from './compile/compile.ts';
import { builtinsFor } from './compile/toolchain-artifact.ts';
import { type Evaluator, startEvaluator } from './evaluate/evaluate.ts';
import type { Progress, Surroundings } from './gate.ts';
import type { Replayed, RuleChanges } from './model/difference.ts';
import { DriftgateError } from './model/errors.ts';
import type { Evaluation } from './model/finding.ts';
import type { Config, RuleConfig } from './model/generated/config.ts';
import type { Pack } from './model/rule.ts';
import { normalize } from './normalize/normalize.ts';
import { loadPacks } from './packs.ts';
import { corpusFiles } from './read/corpus.ts';
import { readInput } from './read/read.ts';

/** Two folders of rules and the stored inputs that both are asked about. */
export interface ReplaySettings {
  readonly old: string;
  readonly next: string;
  readonly corpus: readonly string[];
  readonly config: Pick<Config, 'rules' | 'environments'>;
  readonly env: string | undefined;
  readonly now: string;
}

/** With the ids of built-in rules, which a rule may replace. */
interface Settings extends ReplaySettings {
  readonly builtin: ReadonlySet<string>;
}

export interface Replay {
  readonly rules: RuleChanges;
  /** One input after the other: what is held does not grow with the corpus. */
  readonly inputs: AsyncGenerator<Replayed>;
}

/** A corpus takes as long as it takes; a rule does not. */
const limits = { runMs: Number.POSITIVE_INFINITY, taskMs: 10_000, maxBytes: 2 ** 31 };

/** The page that asks two versions of some rules about every stored plan and state, and tells where they differ. */
export async function startReplay(
  settings: ReplaySettings,
  io: Surroundings,
  progress: Progress,
): Promise<Replay> {
  progress('compiling both');
  const packs = await Promise.all([settings.old, settings.next].map((use) => packOf(use, io)));
  const builtin = new Set((await builtinPack()).manifest.rules.map(({ id }) => id));
  const files = (await Promise.all(settings.corpus.map((uri) => corpusFiles(uri, io.cwd)))).flat();
  const [old = [], next = []] = packs.map(({ manifest }) => manifest.rules);
  return {
    rules: ruleChanges(old, next),
    inputs: replayed(files, packs, { ...settings, builtin }, io, progress),
  };
}

/** A folder or a package, from the working folder, with the data in it. */
async function packOf(use: string, { cwd, env }: Surroundings): Promise<Pack> {
  const [pack] = await loadPacks({ builtin: false, policies: [{ use, from: cwd }] }, env);
  return pack as Pack;
}

async function* replayed(
  files: readonly string[],
  packs: readonly Pack[],
  settings: Settings,
  io: Surroundings,
  progress: Progress,
): AsyncGenerator<Replayed> {
  const toolchain = await builtinsFor(packs, limits.maxBytes);
  const evaluators = packs.map((pack) => evaluatorOf(pack, settings, toolchain));
  const [old = [], next = []] = packs.map(({ manifest }) => manifest.rules);
  const shared = sharedRules(old, next);
  try {
    for (const [index, uri] of files.entries()) {
      progress(`${index + 1} of ${files.length}: ${uri}`);
      yield await replayOne(uri, evaluators, shared, settings, io);
    }
  } finally {
    await Promise.all(evaluators.map((evaluator) => evaluator.close()));
  }
}

async function replayOne(
  uri: string,
  evaluators: readonly Evaluator[],
  shared: ReadonlySet<string>,
  { env, config }: ReplaySettings,
  io: Surroundings,
): Promise<Replayed> {
  try {
    const input = await readInput(uri, io);
    const sources = { flag: env, workspace: undefined, config: config.environments };
    const { document, redact } = normalize(input, sources);
    const [old, next] = (await Promise.all(evaluators.map((each) => each.evaluate(document)))) as [
      Evaluation,
      Evaluation,
    ];
    const [broken] = [...old.errors, ...next.errors];
    // Without its answer, a rule would look as if it had lost its findings.
    if (broken !== undefined) return { uri, failure: `rule \`${broken[0]}\` ${redact(broken[1])}` };
    const found = differences(old, next, (id) => shared.has(id)).map((each) =>
      each.message === undefined ? each : { ...each, message: redact(each.message) },
    );
    return { uri, differences: found };
  } catch (error) {
    if (!(error instanceof DriftgateError)) throw error;
    return { uri, failure: error.message };
  }
}

function evaluatorOf(
  pack: Pack,
  { config, now, builtin }: Settings,
  toolchain: WebAssembly.Module | undefined,
): Evaluator {
  const { rules } = activate([pack], settingsFor(pack, config.rules ?? {}), [], builtin);
  return startEvaluator([pack], rules, {
    limits,
    workers: 1,
    now,
    toolchain,
    keepPasses: true,
  });
}

/** As far as this version of the rules has them: the other one may have more rules or parameters. */
function settingsFor({ manifest }: Pack, settings: Readonly<Record<string, RuleConfig>>) {
  const rules = manifest.rules.filter(({ id }) => Object.hasOwn(settings, id));
  return Object.fromEntries(
    rules.map(({ id, params: known }): [string, RuleConfig] => {
      const { params = {}, ...rest } = settings[id] as RuleConfig;
      const own = Object.entries(params).filter(([name]) => Object.hasOwn(known, name));
      return [id, { ...rest, params: Object.fromEntries(own) }];
    }),
  );
}
