import type { Document } from '../model/document.ts';
import type { Evaluation, Finding } from '../model/finding.ts';
import { isLocal } from '../model/rule.ts';
import { identity } from './fingerprint.ts';

/** Findings of the document as it will be, and those of before that are gone. */
export interface Changes {
  /** Undefined where a plan does not tell what was before: code that its resources do not show to be the same. */
  readonly of: (finding: Finding) => 'introduced' | 'existing' | undefined;
  readonly resolved: readonly Finding[];
}

/**
 * Holds the findings after a plan against those before it. The same rule on the same resource and place (a move is
 * followed) is existing; a failure of before that neither fails nor is unknown after is resolved, unless the plan only
 * forgets the resource: then it stays as it is.
 */
export function compareFindings(before: Evaluation, after: Evaluation, document: Document): Changes {
  const movedTo = new Map<string, string>();
  for (const { previousAddress, address } of document.resources) {
    if (previousAddress !== undefined) movedTo.set(previousAddress, address);
  }
  const forgotten = new Set(
    document.removed
      .filter(({ actions }) => actions?.includes('forget'))
      .map(({ key, previousAddress }) => previousAddress ?? key),
  );
  const failedBefore = before.findings.filter((finding) => finding.verdict === 'fail');
  const now = (address: string): string => movedTo.get(address) ?? address;
  const ruleAndResource = (finding: Finding, address: string): string => `${finding.rule.id} ${address}`;
  const failedAtAll = new Set(
    failedBefore.map((finding) => ruleAndResource(finding, now(finding.resource.address))),
  );
  const open = new Set(after.findings.map((finding) => ruleAndResource(finding, finding.resource.address)));
  const still = stillFailing(failedBefore, after.findings, now);
  return {
    of: (finding) => {
      // It was asked about the plan once: which of its two sides it means is not known.
      if (finding.rule.raw) return undefined;
      if (finding.resource.unchanged === true && isLocal(finding.rule)) return 'existing';
      if (finding.resource.mode === 'declaration') return undefined;
      const known =
        still.has(finding) ||
        (finding.verdict === 'unknown' &&
          failedAtAll.has(ruleAndResource(finding, finding.resource.address)));
      return known ? 'existing' : 'introduced';
    },
    resolved: failedBefore.filter(
      (finding) =>
        !open.has(ruleAndResource(finding, now(finding.resource.address))) &&
        !forgotten.has(finding.resource.key),
    ),
  };
}

/**
 * Failures that were there before. Of a list that holds more of them than it did, as many are new: those that say the
 * same as before are taken for the old ones. A failure of a block is that of an attribute in it: what AWS fills in
 * after apply is a block of a state, and left out of a plan.
 */
function stillFailing(
  before: readonly Finding[],
  after: readonly Finding[],
  now: (address: string) => string,
): ReadonlySet<Finding> {
  const left = new Map<string, Finding[]>();
  for (const finding of before) {
    const identified = identity(finding, now(finding.resource.address));
    const same = left.get(identified);
    if (same === undefined) left.set(identified, [finding]);
    else same.push(finding);
  }
  const still = new Set<Finding>();
  const failing = after.filter((finding) => finding.verdict === 'fail');
  for (const exactly of [true, false]) {
    for (const finding of failing) {
      if (still.has(finding)) continue;
      const same = left.get(identity(finding)) ?? [];
      const at = same.findIndex((each) => !exactly || each.message === finding.message);
      if (at < 0) continue;
      same.splice(at, 1);
      still.add(finding);
    }
  }
  const rest = [...left.values()].flat();
  for (const finding of failing) {
    if (still.has(finding)) continue;
    const at = rest.findIndex((each) => isAround(each, finding, now));
    if (at < 0) continue;
    rest.splice(at, 1);
    still.add(finding);
  }
  return still;
}

/** Whether one of two failures of a rule cites a block, and the other something in it. */
function isAround(before: Finding, after: Finding, now: (address: string) => string): boolean {
  const [one, other] = [before.path ?? '', after.path ?? ''];
  return (
    (one.startsWith(`${other}/`) || other.startsWith(`${one}/`)) &&
    identity({ ...before, path: '' }, now(before.resource.address)) === identity({ ...after, path: '' })
  );
}
