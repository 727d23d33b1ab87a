import type { Difference, RuleChanges, Said } from '../model/difference.ts';
import type { Evaluation, Finding } from '../model/finding.ts';
import type { Rule } from '../model/rule.ts';

interface Side {
  readonly said: Said;
  readonly rule: Rule;
  readonly address: string;
  readonly type: string;
  readonly findings: readonly Finding[];
}

/**
 * What two sets of rules say differently about one document. Both evaluations hold their passes. Of a rule that only
 * one side has, findings alone are told: that it no longer passes, or now does, goes without saying.
 */
export function differences(
  old: Evaluation,
  next: Evaluation,
  shared: (rule: string) => boolean,
): readonly Difference[] {
  const [before, after] = [sides(old), sides(next)];
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys
    .flatMap((key) => compare(before.get(key), after.get(key)))
    .filter(({ rule, from, to }) => shared(rule) || isFinding(from) || isFinding(to));
}

/** By rule and resource. */
function sides({ findings, passes }: Evaluation): ReadonlyMap<string, Side> {
  const all = new Map<string, Side & { findings: Finding[] }>();
  for (const { rule, resource } of passes) {
    const { address, type } = resource;
    all.set(`${rule.id}\n${resource.key}`, { said: 'pass', rule, address, type, findings: [] });
  }
  for (const finding of findings) {
    const { rule, resource, verdict } = finding;
    const key = `${rule.id}\n${resource.key}`;
    const same = all.get(key);
    if (same !== undefined) same.findings.push(finding);
    else {
      const { address, type } = resource;
      all.set(key, { said: verdict, rule, address, type, findings: [finding] });
    }
  }
  return all;
}

const isFinding = (said: Said): boolean => said === 'fail' || said === 'unknown';

function compare(old: Side | undefined, next: Side | undefined): readonly Difference[] {
  const side = (next ?? old) as Side;
  const { rule, address, type } = side;
  const [from, to] = [old?.said ?? 'none', next?.said ?? 'none'];
  const base = { rule: rule.id, severity: rule.severity, address, type, from, to };
  if (from === to) {
    const [lost, won] = [without(old, next), without(next, old)];
    return [
      ...lost.map((finding) => ({ ...base, kind: 'removed' as const, ...cited(finding) })),
      ...won.map((finding) => ({ ...base, kind: 'added' as const, ...cited(finding) })),
    ];
  }
  const kind =
    !isFinding(from) && isFinding(to) ? 'added' : isFinding(from) && !isFinding(to) ? 'removed' : 'changed';
  const told = (isFinding(to) ? next : old)?.findings ?? [];
  if (told.length === 0) return [{ ...base, kind }];
  return told.map((finding) => ({ ...base, kind, ...cited(finding) }));
}

/** Where a finding stands; its message may be worded anew. */
const place = ({ path, at, missing }: Finding): string => JSON.stringify([path, at?.key, missing]);

const without = (some: Side | undefined, other: Side | undefined): readonly Finding[] => {
  const places = new Set(other?.findings.map(place));
  return (some?.findings ?? []).filter((finding) => !places.has(place(finding)));
};

const cited = ({ path, message }: Finding): Pick<Difference, 'path' | 'message'> => ({
  ...(path === undefined ? {} : { path }),
  message,
});

/** The ids that both have. */
export const sharedRules = (old: readonly Rule[], next: readonly Rule[]): ReadonlySet<string> => {
  const ids = new Set(old.map(({ id }) => id));
  return new Set(next.map(({ id }) => id).filter((id) => ids.has(id)));
};

/** Which rules are new or gone, and whose severity is another. */
export function ruleChanges(old: readonly Rule[], next: readonly Rule[]): RuleChanges {
  const before = new Map(old.map((rule) => [rule.id, rule]));
  const after = new Set(next.map(({ id }) => id));
  return {
    added: next.filter(({ id }) => !before.has(id)).map(({ id }) => id),
    removed: old.filter(({ id }) => !after.has(id)).map(({ id }) => id),
    severity: next.flatMap(({ id, severity }) => {
      const from = before.get(id)?.severity;
      return from === undefined || from === severity ? [] : [{ rule: id, from, to: severity }];
    }),
  };
}
