import type { Resource } from '../model/document.ts';
import type { Comparison } from '../model/drift.ts';
import type { DriftIgnore } from '../model/generated/config.ts';
import type { DriftState, SeenDrift } from '../model/generated/drift-state.ts';
import type { DriftItem, InputSummary, Report } from '../model/outcome.ts';
import { driftItem, inputOf, worstDrift } from './drift-items.ts';
import { type Effects, effectsOf } from './effects.ts';
import { decide, driftCounts } from './gate.ts';
import { withHistory } from './history.ts';
import { startIgnore } from './ignore.ts';
import type { Judged, JudgeOptions } from './judged.ts';
import { coverageOf, errorsOf, summarize, summaryOf } from './summary.ts';

/** How drift is looked at. */
export interface DriftSettings {
  readonly strict: boolean;
  readonly ignore: readonly DriftIgnore[];
}

/** Both sides with their verdicts, and what was found to differ. */
export interface DriftJudged {
  readonly expected: readonly Judged[];
  readonly actual: Judged;
  readonly comparison: Comparison;
  /** Address -> attributes that a plan leaves as they are. */
  readonly accepted: readonly ReadonlyMap<string, ReadonlySet<string>>[];
  /** The other side is an input of its own. */
  readonly isLive: boolean;
  readonly shows: (type: string, place: Pick<Resource, 'account' | 'region'>) => boolean;
  /** What earlier runs saw; undefined where nothing is remembered. */
  readonly earlier?: DriftState | undefined;
}

/** The report, and what the next run is to know; undefined where this one could decide nothing. */
export interface DriftReport {
  readonly report: Report;
  readonly state?: DriftState;
}

const nothing: ReadonlySet<string> = new Set();

/** From differences and verdicts to the report: what drifted, what that does to policy, and the one decision. */
export function judgeDrift(
  judged: DriftJudged,
  options: JudgeOptions & { readonly drift: DriftSettings; readonly now: string },
): DriftReport {
  const { expected, actual, comparison } = judged;
  const inputs = judged.isLive ? [...expected, actual] : expected;
  const ours = expected.flatMap(({ document }) => document.resources);
  const effects = effectsOf(
    expected.map(({ evaluation }) => evaluation),
    actual.evaluation,
    comparison,
    { expected: ours, actual: actual.document.resources },
  );
  const ignore = startIgnore(options.drift.ignore, options.today);
  const uriOf = inputOf([...expected, actual].map(({ document }) => document));
  const leaves = ({ address }: Resource): ReadonlySet<string> =>
    judged.accepted.map((each) => each.get(address)).find((each) => each !== undefined) ?? nothing;
  const items = comparison.drifts
    .map((each) =>
      ignore.item(
        driftItem(each, {
          effect: effects.of.get(each),
          inputOf: uriOf,
          redact: actual.redact,
          accepted: each.kind === 'changed' ? leaves(each.expected) : nothing,
        }),
      ),
    )
    .sort(worstDrift);
  const history =
    judged.earlier && withHistory(items, judged.earlier, options.now, (seen) => looked(seen, judged));
  const drift = [...(history?.items ?? items)];
  const [first, ...rest] = inputs.map(summaryOf);
  const notes = [...ignore.expired, ...notesOf(judged, effects)];
  const report: Omit<Report, 'gate'> = {
    schemaVersion: '1',
    tool: { name: 'driftgate', version: options.version },
    asOf: options.today,
    inputs: first === undefined ? [] : [withNotes(first, notes), ...rest],
    results: [],
    errors: errorsOf([...expected, actual]),
    waivers: [],
    drift,
    ...(history === undefined ? {} : { resolvedDrift: [...history.resolved] }),
    parity: [],
    coverage: coverageOf([...expected, actual], options),
    summary: { ...summarize(inputs, [], options), drift: counts(drift, comparison, options) },
  };
  const gate = decide(report, options.settings);
  const isDecided = gate.exitCode !== 2 && history !== undefined;
  return { report: { ...report, gate }, ...(isDecided ? { state: history.state } : {}) };
}

/** Whether this run would have seen a drift that an earlier one saw. */
function looked({ kind, type, place, account, region }: SeenDrift, judged: DriftJudged): boolean {
  const where = {
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
  };
  if (kind === 'unmanaged') return judged.shows(type, where);
  const { notAssessable, ambiguous } = judged.comparison;
  const unseen = [...notAssessable, ...ambiguous.map(({ expected }) => expected)];
  return !unseen.some(({ address }) => address === place);
}

const withNotes = (input: InputSummary, notes: readonly string[]): InputSummary => ({
  ...input,
  warnings: [...(input.warnings ?? []), ...notes],
});

/** What was not compared, or not told, and why. */
function notesOf({ comparison, actual }: DriftJudged, { unexplained }: Effects): string[] {
  const named = comparison.ambiguous.map(({ expected, candidates }) => {
    const several = candidates.map(({ arn, id, key }) => arn ?? id ?? key).sort();
    return actual.redact(
      several.length > 1
        ? `${expected.address} was not compared: it can be any of ${several.join(', ')}`
        : `${expected.address} was not compared: ${several.join()} is another resource's already`,
    );
  });
  const ids = [...new Set(unexplained.map(({ rule }) => rule.id))].sort();
  return [
    ...named,
    ...(ids.length === 0
      ? []
      : [
          `${ids.join(', ')}: violated by what is live and not by what is expected, where no difference was found; driftgate check tells of them`,
        ]),
  ];
}

function counts(
  items: readonly DriftItem[],
  { pairs, ambiguous, notAssessable, leftOut }: Comparison,
  { settings }: JudgeOptions,
): NonNullable<Report['summary']['drift']> {
  const counted = items.filter(({ muted }) => muted === undefined);
  const of = (kind: DriftItem['kind']): number => counted.filter((item) => item.kind === kind).length;
  const hidden: Record<string, number> = {};
  for (const { type } of notAssessable) hidden[type] = (hidden[type] ?? 0) + 1;
  const violating = counted.filter((item) =>
    driftCounts(item, { ...settings, drift: 'policy', failOn: 'low' }),
  );
  return {
    compared: pairs.length,
    missing: of('missing'),
    unmanaged: of('unmanaged'),
    changed: of('changed'),
    muted: items.length - counted.length,
    violating: violating.length,
    ambiguous: ambiguous.length,
    notAssessable: sorted(hidden),
    leftOut: sorted(Object.fromEntries(leftOut)),
  };
}

const sorted = (table: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
