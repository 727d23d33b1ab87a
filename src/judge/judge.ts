import type { Document, Resource } from '../model/document.ts';
import type { ActiveRule, Evaluation, Finding } from '../model/finding.ts';
import type { Coverage, InputSummary, Report, Result } from '../model/outcome.ts';
import { severities } from '../model/rule.ts';
import { compareFindings } from './change.ts';
import { fingerprint, identity, pin } from './fingerprint.ts';
import { counts, decide, type GateSettings } from './gate.ts';
import { startWaivers, type Waiver } from './waivers.ts';

export type { GateSettings, Waiver };

/** One input with what the rules said about it. */
export interface Judged {
  readonly document: Document;
  readonly evaluation: Evaluation;
  /** Evaluation of what was there before a plan. */
  readonly before?: Evaluation;
  readonly redact: (text: string) => string;
  readonly warnings: readonly string[];
}

export interface JudgeOptions {
  readonly settings: GateSettings;
  readonly rules: readonly ActiveRule[];
  readonly rulesOff: Coverage['rulesOff'];
  readonly waivers: readonly Waiver[];
  /** Fingerprints of findings that are known and do not fail the gate. */
  readonly baseline: ReadonlySet<string>;
  readonly version: string;
  /** UTC date of the run. */
  readonly today: string;
}

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
  const found = evaluation.findings.map((finding) =>
    named(finding, document, redact, {
      verdict: finding.verdict,
      ...(changes === undefined ? {} : { change: changes.of(finding) }),
    }),
  );
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

function summaryOf({ document, warnings }: Judged): InputSummary {
  const { uri, kind, digest, terraformVersion, environment } = document.source;
  return {
    uri,
    kind,
    digest,
    ...(terraformVersion === undefined ? {} : { terraformVersion }),
    resources: document.resources.length,
    dataSources: document.dataSources.length,
    otherProviders: document.otherProviders,
    ...(environment === undefined ? {} : { environment }),
    warnings: [...warnings],
  };
}

function errorsOf(inputs: readonly Judged[]): Report['errors'] {
  const errors = new Map<string, string>();
  for (const { evaluation, before, redact } of inputs) {
    for (const [rule, message] of [...evaluation.errors, ...(before?.errors ?? [])]) {
      if (!errors.has(rule)) errors.set(rule, redact(message));
    }
  }
  return [...errors].map(([rule, message]) => ({ rule, message })).sort((a, b) => compare(a.rule, b.rule));
}

function coverageOf(inputs: readonly Judged[], { rules, rulesOff }: JudgeOptions): Coverage {
  const matched = new Set(
    inputs.flatMap(({ evaluation }) => [...evaluation.judged.keys(), ...evaluation.errors.keys()]),
  );
  const covered = new Set(
    rules.flatMap(({ rule }) => [...rule.resourceTypes, ...rule.relatedTypes, ...rule.contextTypes]),
  );
  const types = new Set(
    inputs.flatMap(({ document }) => document.resources.map((resource) => resource.type)),
  );
  return {
    rulesMatchedNothing: rules.map(({ rule }) => rule.id).filter((id) => !matched.has(id)),
    rulesOff,
    typesWithoutRules: [...types].filter((type) => !covered.has(type)).sort(),
    unmappedTypes: [],
  };
}

function summarize(
  inputs: readonly Judged[],
  results: readonly Result[],
  { settings, rules }: JudgeOptions,
): Report['summary'] {
  const number = (keep: (result: Result) => boolean): number => results.filter(keep).length;
  const sum = (part: (input: Judged) => number): number =>
    inputs.reduce((total, input) => total + part(input), 0);
  const failing = results.filter((result) => counts(result, settings));
  const worst = (severity: string): number => failing.filter((result) => result.severity === severity).length;
  return {
    resources: sum(({ document }) => document.resources.length),
    removed: sum(({ document }) => document.removed.length),
    rules: rules.length,
    judged: sum(({ evaluation }) =>
      [...evaluation.judged.values()].reduce((total, count) => total + count, 0),
    ),
    verdicts: {
      pass: sum(({ evaluation }) => evaluation.passed),
      fail: number((result) => result.verdict === 'fail'),
      unknown: number((result) => result.verdict === 'unknown'),
      waived: number((result) => result.verdict === 'waived'),
      error: sum(({ evaluation }) => evaluation.failed),
    },
    severities: {
      critical: worst('critical'),
      high: worst('high'),
      medium: worst('medium'),
      low: worst('low'),
    },
    changes: {
      introduced: number((result) => result.change === 'introduced'),
      existing: number((result) => result.change === 'existing'),
      resolved: number((result) => result.change === 'resolved'),
    },
  };
}
