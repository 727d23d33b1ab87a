import type { DriftItem, Gate, Report, Result } from '../model/outcome.ts';
import { atLeast, type Severity, severities } from '../model/rule.ts';
import { standing } from '../model/standing.ts';

/** How the gate is set. */
export interface GateSettings {
  readonly failOn: Severity;
  readonly mode: 'all' | 'introduced';
  readonly unknown: 'ignore' | 'warn' | 'fail';
  readonly allowEmpty: boolean;
  readonly softFail: boolean;
  /** What drift fails the gate; undefined where none is looked for. */
  readonly drift?: 'policy' | 'any' | 'none';
}

/** Whether drift stops the gate: what is muted never does. */
export const driftCounts = (item: DriftItem, { drift, failOn }: GateSettings): boolean =>
  item.muted === undefined &&
  (drift === 'any' || (drift === 'policy' && item.severity !== undefined && atLeast(item.severity, failOn)));

/** Whether a result stops the gate by policy. */
export const counts = (result: Result, settings: GateSettings): boolean =>
  standing(result, settings) === 'failing';

/**
 * The one place that knows exit codes. Precedence 2 > 1 > 3 > 4: what could not be decided outweighs what failed.
 * 3 is for drift alone.
 */
export function decide(report: Omit<Report, 'gate'>, settings: GateSettings): Gate {
  const { failOn, mode, unknown, softFail, drift } = settings;
  const undecided = undecidedReasons(report, settings);
  const failing = report.results.filter((result) => counts(result, settings));
  const open = report.results.filter(
    (result) => result.verdict === 'unknown' && atLeast(result.severity, failOn),
  );
  const drifted = report.drift.filter((item) => driftCounts(item, settings));
  const inconclusive = unknown === 'fail' && open.length > 0;
  const reasons = [
    ...undecided,
    ...(failing.length > 0 ? [`${bySeverity(failing)}${mode === 'introduced' ? ' introduced' : ''}`] : []),
    ...(drifted.length > 0 ? [driftReason(drifted, drift)] : []),
    ...(inconclusive ? [`${open.length} unknown, and unknown verdicts are set to fail`] : []),
  ];
  const codes = [undecided.length > 0, failing.length > 0, drifted.length > 0, inconclusive];
  const code = ([2, 1, 3, 4] as const)[codes.indexOf(true)] ?? 0;
  if (code === 0 && report.summary.judged === 0 && drift === undefined) reasons.push('nothing was judged');
  const exitCode = softFail && code !== 2 ? 0 : code;
  return {
    passed: code === 0,
    exitCode,
    reasons,
    failOn,
    mode,
    unknown,
    ...(drift === undefined ? {} : { failOnDrift: drift }),
    ...(softFail ? { softFail } : {}),
  };
}

const driftReason = (drifted: readonly DriftItem[], drift: GateSettings['drift']): string =>
  drift === 'any'
    ? `${plural(drifted.length, 'resource')} not as expected`
    : `${plural(drifted.length, 'resource')} drifted into violating a rule`;

/** A gate never passes because something was skipped. */
function undecidedReasons(report: Omit<Report, 'gate'>, { allowEmpty }: GateSettings): string[] {
  const reasons: string[] = [];
  if (report.errors.length > 0) {
    reasons.push(
      `${plural(report.errors.length, 'rule')} could not be evaluated: ${report.errors.map((error) => error.rule).join(', ')}`,
    );
  }
  const { judged, resources, removed, rules, drift } = report.summary;
  if (drift !== undefined) {
    const compared = drift.compared + drift.missing;
    if (compared === 0 && !allowEmpty) reasons.push(nothingCompared(drift));
    return reasons;
  }
  // A plan that only removes leaves nothing to judge, and nothing out.
  const onlyRemoves = resources === 0 && removed > 0;
  // The code around resources does not stand for them: a plan without any is the plan of something else.
  const noResources = resources === 0 && report.inputs.some(({ kind }) => kind !== 'github-workflow');
  if ((judged === 0 || noResources) && report.errors.length === 0 && !allowEmpty && !onlyRemoves) {
    reasons.push(
      `nothing was judged: ${plural(resources, 'AWS resource')} and ${plural(rules, 'rule')}, no pair of which fits (--allow-empty accepts that)`,
    );
  }
  return reasons;
}

function nothingCompared({
  notAssessable,
  unmanaged,
  muted,
}: NonNullable<Report['summary']['drift']>): string {
  const hidden = Object.values(notAssessable).reduce((sum, count) => sum + count, 0);
  const why =
    hidden > 0
      ? `the live side shows none of ${plural(hidden, 'expected resource')}`
      : `nothing is expected${unmanaged + muted > 0 ? ', and something is live' : ''}`;
  return `nothing was compared: ${why} (--allow-empty accepts that)`;
}

const bySeverity = (results: readonly Result[]): string =>
  severities
    .map((severity) => [severity, results.filter((result) => result.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}`)
    .join(', ');

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
