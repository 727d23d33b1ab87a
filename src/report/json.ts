import type { Reporter } from '../model/outcome.ts';
import { json as print } from './inert.ts';

/** Names in the order in which schemas/report.json declares them; names from data follow by code unit. */
const declared = [
  ...['schemaVersion', 'tool', 'name', 'version', 'asOf', 'inputs', 'results', 'errors', 'waivers', 'drift'],
  ...['parity', 'coverage', 'summary', 'gate', 'uri', 'kind', 'digest', 'terraformVersion', 'resources'],
  ...[
    'dataSources',
    'otherProviders',
    'rule',
    'title',
    'severity',
    'verdict',
    'verdicts',
    'severities',
    'changes',
  ],
  ...['why', 'references', 'change', 'baseline', 'input', 'address', 'type', 'key', 'at', 'path', 'message'],
  ...[
    'remediation',
    'location',
    'file',
    'line',
    'endLine',
    'frameworks',
    'status',
    'waiver',
    'owner',
    'reason',
  ],
  ...['expires', 'matched', 'environment', 'fingerprint', 'pin', 'warnings', 'from', 'passed', 'exitCode'],
  ...['id', 'account', 'region', 'attributes', 'expected', 'actual', 'policy', 'newlyViolates'],
  ...['newlySatisfies', 'violations', 'muted', 'capturedAt', 'firstSeen', 'isNew', 'failOnDrift'],
  ...['reasons', 'failOn', 'mode', 'unknown', 'softFail', 'critical', 'high', 'medium', 'low'],
];
const rank = new Map(declared.map((name, index) => [name, index]));
const rankOf = (name: string): number => rank.get(name) ?? declared.length;

/** The same value with its keys in one order, so that equal reports are equal bytes. */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, ordered(inner)] as const);
  return Object.fromEntries(
    entries.sort(([left], [right]) => rankOf(left) - rankOf(right) || (left < right ? -1 : 1)),
  );
};

/** The report itself. */
export const json: Reporter = ({ report }) => print(ordered(report));
