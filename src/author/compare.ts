import type { Finding } from '../model/finding.ts';
import type { Expected, Got } from '../model/testing.ts';

/** What came of a row: undefined where the rule does not apply, no finding where it passes. */
export const gotOf = (findings: readonly Finding[] | undefined): Got => ({
  verdict: findings === undefined ? 'none' : (findings[0]?.verdict ?? 'pass'),
  findings: (findings ?? []).map(({ verdict, path, at, message }) => ({
    verdict,
    ...(path === undefined ? {} : { path }),
    ...(at === undefined ? {} : { at: at.key }),
    message,
  })),
});

/** Whether a row got what it expects; `path` has to be cited by one finding, however many there are. */
export const isExpected = ({ verdict, path, findings }: Expected, got: Got): boolean =>
  got.verdict === verdict &&
  (path === undefined || got.findings.some((finding) => (finding.path ?? '') === path)) &&
  (findings === undefined || got.findings.length === findings);
