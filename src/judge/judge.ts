import type { Document, Resource } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { Report, Result } from '../model/outcome.ts';
import { severities } from '../model/rule.ts';
import { compareFindings } from './change.ts';
import { fingerprint, identity, pin } from './fingerprint.ts';
import { decide, type GateSettings } from './gate.ts';
import type { Judged, JudgeOptions } from './judged.ts';
import { coverageOf, errorsOf, summarize, summaryOf } from './summary.ts';
import { startWaivers, type Waiver } from './waivers.ts';

export type { GateSettings, Judged, JudgeOptions, Waiver };

/** From verdicts to the report: changes, waivers, baseline, coverage, and the one decision. */
export function judge(inputs: readonly Judged[], options: JudgeOptions): Report {
  const waivers = startWaivers(options.waivers, options.today);
  const seen = new Map<string, number>();
  const results = inputs
    .flatMap((input) => resultsOf(input))
    .map(({ result, identified }): Result => {
      const nth = seen.get(identified) ?? 0;
      seen.set(identified, nth + 1);
      const named = { ...result, fingerprint: fingerprint(identified, nth) };
      if (named.verdict !== 'fail') return named;
      const waiver = waivers.find(named);
      if (waiver !== undefined) {
        const { reason, owner, expires } = waiver;
        return { ...named, verdict: 'waived', waiver: { reason, owner, expires } };
      }
      return options.baseline.has(named.fingerprint) ? { ...named, baseline: true } : named;
    });
  const report: Omit<Report, 'gate'> = {
    schemaVersion: '1',
    tool: { name: 'driftgate', version: options.version },
    asOf: options.today,
    inputs: inputs.map(summaryOf),
    results: results.sort(worstFirst),
    errors: errorsOf(inputs),
    waivers: waivers.statuses(),
    drift: [],
    parity: [],
    coverage: coverageOf(inputs, options),
    summary: summarize(inputs, results, options),
  };
  return { ...report, gate: decide(report, options.settings) };
}

type Unnamed = { readonly result: Omit<Result, 'fingerprint'>; readonly identified: string };

function resultsOf({ document, evaluation, before, redact }: Judged): Unnamed[] {
  const changes = before === undefined ? undefined : compareFindings(before, evaluation, document);
  const found = evaluation.findings.map((finding) => {
    const change = changes?.of(finding);
    const said = { verdict: finding.verdict, ...(change === undefined ? {} : { change }) };
    return named(finding, document, redact, said);
  });
  const gone = (changes?.resolved ?? []).map((finding) =>
    named(finding, document, redact, { verdict: 'pass', change: 'resolved' }),
  );
  const passes = evaluation.passes.map(({ rule, resource }) =>
    named({ rule, resource, verdict: 'fail', message: rule.title }, document, redact, { verdict: 'pass' }),
  );
  return [...found, ...gone, ...passes];
}

function named(
  finding: Finding,
  document: Document,
  redact: Judged['redact'],
  said: Pick<Result, 'verdict' | 'change'>,
): Unnamed {
  const { rule, resource, at, path, why, references } = finding;
  const pinned = pin(finding);
  const holder = at ?? resource;
  const result: Omit<Result, 'fingerprint'> = {
    rule: rule.id,
    title: rule.title,
    severity: rule.severity,
    ...said,
    ...(rule.advisory ? { advisory: true } : {}),
    ...(why === undefined ? {} : { why }),
    ...(references === undefined || references.length === 0 ? {} : { references: references.map(redact) }),
    input: document.source.uri,
    address: redact(resource.address),
    type: resource.type,
    key: redact(resource.key),
    ...(at === undefined ? {} : { at: redact(at.address) }),
    ...(path === undefined ? {} : { path: redact(path) }),
    message: redact(finding.message),
    remediation: rule.remediation,
    ...(holder.location === undefined ? {} : { location: holder.location }),
    frameworks: rule.frameworks as Record<string, string[]>,
    ...(resource.environment === undefined ? {} : { environment: environmentOf(resource, redact) }),
    ...(pinned === undefined ? {} : { pin: pinned }),
  };
  return { result, identified: identity(finding) };
}

const environmentOf = ({ environment }: Resource, redact: Judged['redact']) => ({
  name: redact(environment?.name ?? ''),
  from: environment?.from ?? 'flag',
});

/** Failures before unknowns, what the plan introduces before what was there, worst severity first. */
function worstFirst(a: Result, b: Result): number {
  return (
    order(a) - order(b) ||
    compare(a.rule, b.rule) ||
    compare(a.address, b.address) ||
    compare(a.fingerprint, b.fingerprint)
  );
}

const verdicts: readonly Result['verdict'][] = ['error', 'fail', 'unknown', 'waived', 'pass'];
const order = (result: Result): number =>
  verdicts.indexOf(result.verdict) * 100 +
  severities.indexOf(result.severity) * 10 +
  (result.change === 'existing' ? 1 : 0);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
