import type { Reporter, Result } from '../model/outcome.ts';
import type { Severity } from '../model/rule.ts';
import { clip, json, visible } from './inert.ts';
import { worstFirst } from './order.ts';
import { anyPlace } from './place.ts';
import { says } from './words.ts';

const severityNames: Record<Severity, 'blocker' | 'critical' | 'major' | 'minor'> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
};

const shown = new Set(['error', 'failing', 'known', 'unknown']);

/** GitLab shows only the first of entries with the same fingerprint: later ones get a number. */
const numbering = (): ((fingerprint: string) => string) => {
  const used = new Set<string>();
  const next = new Map<string, number>();
  return (fingerprint) => {
    let unique = fingerprint;
    let number = next.get(fingerprint) ?? 1;
    while (used.has(unique)) {
      number += 1;
      unique = `${fingerprint}-${number}`;
    }
    next.set(fingerprint, number);
    used.add(unique);
    return unique;
  };
};

const entry = (result: Result, fingerprint: string): object => {
  const { file, line, endLine } = anyPlace(result);
  const unknown = result.verdict === 'unknown';
  return {
    description: visible(`${result.address}: ${clip(says(result), 1000)}`),
    check_name: visible(result.rule),
    fingerprint,
    severity: unknown ? 'info' : severityNames[result.severity],
    location: { path: visible(file), lines: { begin: line, ...(endLine && { end: endLine }) } },
  };
};

/** GitLab Code Quality (gl-code-quality-report.json). Waived and mended findings are left out: GitLab has no state for them. */
export const gitlab: Reporter = ({ report }) => {
  const unique = numbering();
  const broken = report.errors.map(({ rule, message }) => ({
    description: visible(`${rule} could not be evaluated: ${clip(message, 1000)}`),
    check_name: visible(rule),
    fingerprint: unique(`error-${visible(rule)}`),
    severity: 'blocker',
    location: { path: 'driftgate-input', lines: { begin: 1 } },
  }));
  const findings = worstFirst(report)
    .filter(({ is }) => shown.has(is))
    .map(({ result }) => entry(result, unique(result.fingerprint)));
  return json([...broken, ...findings]);
};
