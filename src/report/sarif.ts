import type { Outcome, Report, Reporter, Result } from '../model/outcome.ts';
import { type Block, blocksOf, instances } from './block.ts';
import { asResult } from './drift.ts';
import { clip, json, sarifText } from './inert.ts';
import { worstFirst } from './order.ts';
import { anyPlace, runKey } from './place.ts';
import { levels, ruleName, sarifRules } from './sarif-rules.ts';

/** GitHub refuses a file with more results, and shows this many. */
const resultsAtMost = 25_000;
const resultsKept = 5_000;
const instancesListed = 100;

/**
 * What becomes an alert. Not `resolved` and `passed`: GitHub ignores `kind`, takes every result for a problem, and
 * closes an alert that is missing. For the same reason an unknown verdict is a note of the default kind `fail`
 * (any other kind would ask for level `none`, which GitHub does not have).
 */
const alerts = new Set(['failing', 'known', 'unknown', 'waived']);

const baselineStates = { introduced: 'new', existing: 'unchanged', resolved: 'absent' } as const;

/** Each path segment percent-encoded; the path is relative to the repository. */
const uri = (file: string): string => file.split('/').map(encodeSegment).join('/');
const encodeSegment = (segment: string): string => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd'));

const toResult = (block: Block, ruleIndex: ReadonlyMap<string, number>): object => {
  const { first, addresses } = block;
  const { file, line, endLine } = anyPlace(first);
  const change = first.baseline ? 'existing' : first.change;
  return {
    ruleId: ruleName(first.rule),
    ruleIndex: ruleIndex.get(first.rule),
    level: first.verdict === 'unknown' ? 'note' : levels[first.severity],
    message: { text: sarifText(`${block.says} (${instances(block)})`) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uri(file) },
          region: { startLine: line, ...(endLine && endLine >= line && { endLine }) },
        },
        logicalLocations: addresses
          .slice(0, instancesListed)
          .map((address) => ({ fullyQualifiedName: sarifText(address), kind: 'resource' })),
      },
    ],
    // Never `primaryLocationLineHash`: GitHub's upload action computes that one and warns of any other value.
    partialFingerprints: { 'driftgateFinding/v1': first.fingerprint },
    ...(change && { baselineState: baselineStates[change] }),
    ...(first.verdict === 'waived' &&
      first.waiver && {
        suppressions: [{ kind: 'external', status: 'accepted', justification: justification(first.waiver) }],
      }),
  };
};

const justification = ({ reason, owner, expires }: NonNullable<Result['waiver']>): string =>
  sarifText(`${reason} (${owner}, until ${expires})`);

interface Notification {
  readonly level: 'error' | 'warning';
  readonly text: string;
}

const failuresToRun = (report: Report): Notification[] =>
  [
    ...report.errors.map(({ rule, message }) => `${rule} could not be evaluated: ${message}`),
    ...report.results
      .filter(({ verdict }) => verdict === 'error')
      .map(({ rule, address, message }) => `${rule} could not be evaluated on ${address}: ${message}`),
  ].map((text) => ({ level: 'error', text }));

/** SARIF 2.1.0 in the subset that GitHub code scanning reads: one run. */
export const sarif: Reporter = ({ report: own, rules }: Outcome) => {
  // Drift has no place of its own there: each item is a finding of a rule about drift.
  const report: Report = { ...own, results: [...own.results, ...own.drift.map(asResult)] };
  const outcome: Outcome = { report, rules };
  const { descriptors, indexOf } = sarifRules(outcome);
  const blocks = blocksOf(worstFirst(report).filter(({ is }) => alerts.has(is)));
  const kept = blocks.length > resultsAtMost ? blocks.slice(0, resultsKept) : blocks;
  const failures = failuresToRun(report);
  const leftOut: Notification[] =
    kept.length < blocks.length
      ? [
          {
            level: 'warning',
            text: `${blocks.length - kept.length} of ${blocks.length} results left out; the worst are kept`,
          },
        ]
      : [];
  return json({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            semanticVersion: report.tool.version,
            informationUri: 'https://driftgate.dev',
            rules: descriptors,
          },
        },
        // Everything up to the last slash is the category: runs over other environments stay beside this one.
        automationDetails: {
          id: `driftgate/${clip(runKey(report), 200).split('/').map(encodeSegment).join('/')}/`,
        },
        invocations: [
          {
            // GitHub does not take alerts from an unsuccessful run: none is closed because a rule broke.
            executionSuccessful: failures.length === 0,
            exitCode: report.gate.exitCode,
            toolExecutionNotifications: [...failures, ...leftOut].map(({ level, text }) => ({
              level,
              message: { text: sarifText(clip(text, 1000)) },
            })),
          },
        ],
        results: kept.map((block) => toResult(block, indexOf)),
      },
    ],
  });
};
