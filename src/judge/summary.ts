import type { Coverage, InputSummary, Report, Result } from '../model/outcome.ts';
import { counts } from './gate.ts';
import type { Judged, JudgeOptions } from './judged.ts';

/** What was read of one input. */
export function summaryOf({ document, warnings }: Judged): InputSummary {
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
    ...(document.live === undefined ? {} : { live: document.live }),
    warnings: [...warnings],
  };
}

/** Rules that could not be evaluated on some input, each once. */
export function errorsOf(inputs: readonly Judged[]): Report['errors'] {
  const errors = new Map<string, string>();
  for (const { evaluation, before, redact } of inputs) {
    for (const [rule, message] of [...evaluation.errors, ...(before?.errors ?? [])]) {
      if (!errors.has(rule)) errors.set(rule, redact(message));
    }
  }
  return [...errors].map(([rule, message]) => ({ rule, message })).sort((a, b) => (a.rule < b.rule ? -1 : 1));
}

/** What was not looked at: rules that met nothing, types that no rule is about. */
export function coverageOf(inputs: readonly Judged[], { rules, rulesOff }: JudgeOptions): Coverage {
  const matched = new Set(
    inputs.flatMap(({ evaluation }) => [...evaluation.judged.keys(), ...evaluation.errors.keys()]),
  );
  const covered = new Set(
    rules.flatMap(({ rule }) => [
      ...rule.resourceTypes,
      ...rule.relatedTypes,
      ...rule.reachedTypes,
      ...rule.contextTypes,
    ]),
  );
  const types = new Set(
    inputs.flatMap(({ document }) => document.resources.map((resource) => resource.type)),
  );
  return {
    rulesMatchedNothing: rules.map(({ rule }) => rule.id).filter((id) => !matched.has(id)),
    rulesOff,
    typesWithoutRules: [...types].filter((type) => !covered.has(type)).sort(),
    unmappedTypes: [
      ...new Set(inputs.flatMap(({ document }) => Object.keys(document.live?.unmappedTypes ?? {}))),
    ].sort(),
  };
}

/** The report in numbers. */
export function summarize(
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
    declarations: sum(({ document }) => document.declarations.length),
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
