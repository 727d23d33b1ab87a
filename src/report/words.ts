import type { InputSummary, Report, Result } from '../model/outcome.ts';
import { severities } from '../model/rule.ts';
import { excuse, standing } from '../model/standing.ts';

/** Phrases that several formats share. They hold data: each format makes them inert for its sink. */

export const count = (many: number, one: string, plural = `${one}s`): string =>
  `${many} ${many === 1 ? one : plural}`;

/** "1 critical, 2 high", worst first; empty for none. */
const severityCounts = (counts: Report['summary']['severities']): string =>
  severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity}`)
    .join(', ');

/** JSON pointer as Terraform writes it: `/ingress/0/cidr_blocks` is `ingress[0].cidr_blocks`. */
export const attribute = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((segment) =>
      /^\d+$/.test(segment)
        ? `[${segment}]`
        : /^[A-Za-z_][\w-]*$/.test(segment)
          ? `.${segment}`
          : `[${JSON.stringify(segment)}]`,
    )
    .join('')
    .replace(/^\./, '');

/** Attribute that decided, with the resource that holds it where that is another one; empty if there is none. */
export const decidedBy = ({ path, at }: Result): string =>
  [at, path === undefined || path === '' ? undefined : attribute(path)]
    .filter((part) => part !== undefined)
    .join(' ');

export const position = ({ location }: Result): string | undefined =>
  location && `${location.file}:${location.line}`;

const whys: Record<NonNullable<Result['why']>, string> = {
  'known-after-apply': 'known after apply',
  'unresolved-link': 'link could not be resolved',
  sensitive: 'value is sensitive',
  environment: 'environment is not known',
  'not-carried': 'not carried by this source',
  stale: 'recorded too long ago',
};

/** What an unknown verdict waits for: `kms_key_id <- aws_kms_key.main.arn`. */
export const waitsFor = (result: Result): string => {
  const decider = result.references?.length
    ? `<- ${result.references.join(', ')}`
    : result.why && `(${whys[result.why]})`;
  return [decidedBy(result), decider ?? result.message].filter(Boolean).join(' ');
};

/** What a finding says, whatever its verdict. */
export const says = (result: Result): string =>
  result.verdict === 'unknown' ? `unknown: ${waitsFor(result)}` : result.message;

/** Why a failure does not count; of one that only warns, with its message, which nothing else tells. */
export const excused = (result: Result, gate: Report['gate']): string => {
  const reason = excuse(result, gate) ?? '';
  return result.advisory ? `${reason}: ${result.message}` : reason;
};

/** "plan.json: 240 resources, 12 data sources, Terraform 1.9.8, prod (tag)". */
export const inputLine = (input: InputSummary): string => {
  const facts = [
    input.kind === 'github-workflow' ? 'GitHub workflow' : count(input.resources, 'resource'),
    input.dataSources ? count(input.dataSources, 'data source') : undefined,
    input.terraformVersion && `Terraform ${input.terraformVersion}`,
    input.environment && `${input.environment.name} (${input.environment.from})`,
  ];
  const others = Object.entries(input.otherProviders ?? {}).map(([name, many]) => `${many} of ${name}`);
  return `${input.uri === '-' ? 'stdin' : input.uri}: ${facts.filter(Boolean).join(', ')}${others.length ? `; left out: ${others.join(', ')}` : ''}`;
};

const decision = ({ passed, exitCode }: Report['gate']): string => {
  if (exitCode === 2) return 'UNDECIDED';
  if (exitCode === 4) return 'INCONCLUSIVE';
  return passed ? 'passed' : 'FAILED';
};

/** Whether the severities alone say why the gate decided as it did; if not, its reasons have to be told. */
const selfEvident = ({ gate, summary }: Report): boolean =>
  gate.reasons.length < 2 && gate.exitCode < 2 && (gate.passed || severityCounts(summary.severities) !== '');

export const reasonsToTell = (report: Report): readonly string[] =>
  selfEvident(report) ? [] : report.gate.reasons;

/** How much of what fails the gate is this plan's doing; empty where nothing tells. */
const blame = ({ results, gate }: Report): string => {
  const failing = results.filter((result) => standing(result, gate) === 'failing');
  const introduced = failing.filter(({ change }) => change === 'introduced').length;
  if (introduced === 0) return '';
  return introduced === failing.length
    ? ' introduced by this plan'
    : `, ${introduced} of them introduced by this plan`;
};

/** "1 missing, 3 changed, 2 muted"; "no drift". */
const drifted = (drift: Report['summary']['drift']): string | undefined => {
  if (drift === undefined) return undefined;
  const parts = (['missing', 'unmanaged', 'changed', 'muted'] as const)
    .filter((kind) => drift[kind] > 0)
    .map((kind) => `${drift[kind]} ${kind}`);
  return parts.length === 0 ? 'no drift' : parts.join(', ');
};

/** The decision and what it rests on. */
export const gateWords = (report: Report): string => {
  const { gate, summary } = report;
  const failures = severityCounts(summary.severities);
  const scope = [
    drifted(summary.drift),
    count(summary.rules, 'rule'),
    summary.resources === 0 && summary.declarations > 0
      ? count(summary.declarations, 'declaration')
      : count(summary.resources, 'resource'),
    gate.softFail && !gate.passed ? 'soft fail' : undefined,
    `exit ${gate.exitCode}`,
  ];
  const what = [decision(gate), failures && `${failures}${blame(report)}`].filter(Boolean).join(', ');
  return `${what} (${scope.filter(Boolean).join(', ')})`;
};

/** The decision in one line. */
export const gateLine = (report: Report): string => `gate: ${gateWords(report)}`;
