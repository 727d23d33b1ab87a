import type { Document } from '../model/document.ts';
import type { Evaluation, Finding } from '../model/finding.ts';
import { isLocal } from '../model/rule.ts';
import { identity } from './fingerprint.ts';

/** Findings of the document as it will be, and those of before that are gone. */
export interface Changes {
  readonly of: (finding: Finding) => 'introduced' | 'existing';
  readonly resolved: readonly Finding[];
}

/**
 * Holds the findings after a plan against those before it. The same rule on the same resource and place (a move is
 * followed) is existing; a failure of before that neither fails nor is unknown after is resolved.
 */
export function compareFindings(before: Evaluation, after: Evaluation, document: Document): Changes {
  const movedTo = new Map<string, string>();
  for (const { previousAddress, address } of document.resources) {
    if (previousAddress !== undefined) movedTo.set(previousAddress, address);
  }
  const failedBefore = before.findings.filter((finding) => finding.verdict === 'fail');
  const now = (address: string): string => movedTo.get(address) ?? address;
  const was = new Set(failedBefore.map((finding) => identity(finding, now(finding.resource.address))));
  const ruleAndResource = (finding: Finding, address: string): string => `${finding.rule.id} ${address}`;
  const failedAtAll = new Set(
    failedBefore.map((finding) => ruleAndResource(finding, now(finding.resource.address))),
  );
  const open = new Set(after.findings.map((finding) => ruleAndResource(finding, finding.resource.address)));
  return {
    of: (finding) => {
      if (finding.resource.unchanged === true && isLocal(finding.rule)) return 'existing';
      const known =
        was.has(identity(finding)) ||
        (finding.verdict === 'unknown' &&
          failedAtAll.has(ruleAndResource(finding, finding.resource.address)));
      return known ? 'existing' : 'introduced';
    },
    resolved: failedBefore.filter(
      (finding) => !open.has(ruleAndResource(finding, now(finding.resource.address))),
    ),
  };
}
