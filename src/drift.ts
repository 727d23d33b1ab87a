import { resolve } from 'node:path';
import { type AskSettings, startAsking } from './asking.ts';
import { compareDocuments } from './compare/drift.ts';
import { textsAt } from './compare/hidden.ts';
import { shapesOf } from './compare/shape.ts';
import { loadProvider } from './compile/provider.ts';
import type { LiveSettings, Progress, Surroundings } from './gate.ts';
import { type DriftSettings as DriftGate, judgeDrift } from './judge/drift.ts';
import type { GateSettings } from './judge/judge.ts';
import type { ConfigInput } from './model/config-item.ts';
import type { Document } from './model/document.ts';
import type { Pair } from './model/drift.ts';
import { DriftgateError } from './model/errors.ts';
import type { DriftState } from './model/generated/drift-state.ts';
import type { Input } from './model/input.ts';
import type { Outcome } from './model/outcome.ts';
import { normalizeLive } from './normalize/live.ts';
import { type EnvironmentSources, type Normalized, normalize } from './normalize/normalize.ts';
import { normalizeRecorded, type Recorded } from './normalize/recorded.ts';
import { startSecrets } from './normalize/sensitive.ts';
import { readDriftState } from './read/drift-state.ts';
import { readSource } from './read/read.ts';
import { readWorkspace } from './read/workspace.ts';

/** A comparison with every choice made: see `cli/drift-settings.ts` for where each comes from. */
export interface DriftSettings extends AskSettings {
  /** States and plans. */
  readonly expected: readonly string[];
  /** What is live; undefined where a plan tells of both. */
  readonly actual?: string | undefined;
  readonly env?: string | undefined;
  readonly gate: GateSettings;
  readonly drift: DriftGate;
  readonly live: LiveSettings;
  /** Remembers what earlier runs saw; relative to the working folder. */
  readonly stateFile?: string | undefined;
  readonly version: string;
}

/** One side, or a part of it. */
interface Side {
  readonly document: Document;
  readonly redact: (text: string) => string;
  readonly warnings: readonly string[];
}

/** What is read before anything is compared. */
interface Sides {
  readonly expected: readonly Side[];
  readonly actual: Side;
  readonly shows: (type: string, place: { readonly account?: string; readonly region?: string }) => boolean;
  readonly accepted: readonly Recorded['accepted'][];
  readonly byAddress: boolean;
}

/** The page that joins the rooms for drift: read, normalize, compare, evaluate both sides, judge. */
export async function drift(
  settings: DriftSettings,
  io: Surroundings,
  progress: Progress = () => undefined,
): Promise<Outcome & { readonly state?: DriftState }> {
  const { stateFile } = settings;
  const earlier = stateFile === undefined ? undefined : await readDriftState(resolve(io.cwd, stateFile));
  progress('loading policies');
  const asking = await startAsking({ ...settings, keepPasses: false }, io.env, (asked) =>
    progress(`judging: ${asked} resources`),
  );
  const { rules, off, evaluator } = asking;
  try {
    const sides = await readSides(settings, io, progress);
    progress('comparing');
    const { strict } = settings.drift;
    const { shows, byAddress } = sides;
    const shapeOf = shapesOf(await loadProvider());
    const options = { shapeOf, shows, strict, byAddress };
    const documents = sides.expected.map(({ document }) => document);
    const comparison = compareDocuments(documents, sides.actual.document, options);
    shareEnvironments(comparison.pairs);
    const secrets = sharedSecrets(comparison.pairs);
    const redact = (text: string): string =>
      [...sides.expected, sides.actual].reduce((done, side) => side.redact(done), secrets.redact(text));
    const expected = [];
    for (const { document, warnings } of sides.expected)
      expected.push({ document, redact, warnings, evaluation: await evaluator.evaluate(document) });
    const { document, warnings } = sides.actual;
    const actual = { document, redact, warnings, evaluation: await evaluator.evaluate(document) };
    const { report, state } = judgeDrift(
      { expected, actual, comparison, accepted: sides.accepted, isLive: !byAddress, shows, earlier },
      {
        settings: settings.gate,
        drift: settings.drift,
        rules,
        rulesOff: off,
        waivers: [],
        baseline: new Set(),
        version: settings.version,
        today: settings.now.slice(0, 10),
        now: settings.now,
      },
    );
    return { report, rules: rules.map(({ rule }) => rule), ...(state === undefined ? {} : { state }) };
  } finally {
    await evaluator.close();
  }
}

async function readSides(settings: DriftSettings, io: Surroundings, progress: Progress): Promise<Sides> {
  const expected: Side[] = [];
  const accepted: Recorded['accepted'][] = [];
  let refreshed: Side | undefined;
  for (const uri of settings.expected) {
    progress(`reading ${uri}`);
    const input = await readSource(uri, io);
    const sources = { ...environmentsOf(settings), workspace: await readWorkspace(uri, io) };
    const { warnings } = input.info;
    const read = expectedOf(uri, input, sources);
    expected.push({ document: read.document, redact: read.redact, warnings });
    if (read.accepted !== undefined) accepted.push(read.accepted);
    if (read.refreshed !== undefined)
      refreshed = { document: read.refreshed, redact: read.redact, warnings: [] };
  }
  const { actual } = settings;
  if (actual !== undefined) {
    progress(`reading ${actual}`);
    const { document, redact, warnings, shows } = await liveOf(actual, settings, io, progress);
    return { expected, accepted, shows, byAddress: false, actual: { document, redact, warnings } };
  }
  if (refreshed === undefined || expected.length !== 1)
    throw new DriftgateError(
      'usage',
      'only a plan tells by itself what drifted: there is nothing to compare with',
      {
        hint: '--actual SNAPSHOT, or --actual aws-config: to ask AWS Config',
      },
    );
  return { expected, accepted, shows: () => true, byAddress: true, actual: refreshed };
}

interface Expected
  extends Pick<Normalized, 'document' | 'redact'>,
    Partial<Pick<Recorded, 'refreshed' | 'accepted'>> {}

/** Of a plan, what the state had recorded: what the plan will change is no drift. */
function expectedOf(uri: string, input: Input | ConfigInput, sources: EnvironmentSources): Expected {
  if ('resourceDrift' in input) {
    const { recorded, refreshed, accepted, redact } = normalizeRecorded(input, sources);
    return { document: recorded, refreshed, accepted, redact };
  }
  if ('resources' in input) return normalize(input, sources);
  throw new DriftgateError(
    'usage',
    `\`${uri}\` says nothing of what is expected: it is no state and no plan`,
    {
      hint: 'terraform state pull > state.json',
    },
  );
}

async function liveOf(uri: string, settings: DriftSettings, io: Surroundings, progress: Progress) {
  const types = async () => (await import('./normalize/live.ts')).configTypes;
  const input = await readSource(uri, io, { config: { ...settings.live, types, onProgress: progress } });
  if (!('items' in input))
    throw new DriftgateError('usage', `\`${uri}\` holds nothing of AWS Config`, {
      hint: 'driftgate snapshot --out live.json.gz, or --actual aws-config:',
    });
  const live = await normalizeLive(input, await loadProvider(), environmentsOf(settings));
  return { ...live, warnings: input.info.warnings };
}

const environmentsOf = ({ env, config }: DriftSettings): EnvironmentSources => ({
  flag: env,
  config: config.environments,
});

/** A workspace or an address tells the environment of what is expected only: its live resource is of the same. */
function shareEnvironments(pairs: readonly Pair[]): void {
  for (const { expected, actual } of pairs)
    if (actual.environment === undefined && expected.environment !== undefined)
      actual.environment = expected.environment;
}

/** What one side marks as secret is one on the other, which has no marks. */
function sharedSecrets(pairs: readonly Pair[]) {
  const secrets = startSecrets();
  for (const { expected, actual } of pairs) {
    for (const pointer of expected.sensitive)
      for (const text of textsAt(actual.attributes, pointer)) secrets.add(text);
    for (const pointer of actual.sensitive)
      for (const text of textsAt(expected.attributes, pointer)) secrets.add(text);
  }
  return secrets;
}
