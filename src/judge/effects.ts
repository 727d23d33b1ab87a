import type { Resource } from '../model/document.ts';
import type { Comparison, Drift } from '../model/drift.ts';
import type { Evaluation, Finding } from '../model/finding.ts';

/** What a drift does to the verdicts of the rules. */
export interface Effect {
  readonly violates: Finding[];
  readonly satisfies: Set<string>;
}

/** The effect of every drift that has one, and violations that no drift explains. */
export interface Effects {
  readonly of: ReadonlyMap<Drift, Effect>;
  readonly unexplained: readonly Finding[];
}

/**
 * Holds the verdicts on what is live against those on what is expected. A rule that fails on a live resource, and not on
 * the expected one, is newly violated; by the drift of the resource, else by those of resources linked with it, such as
 * the part that it lost.
 */
export function effectsOf(
  expected: readonly Evaluation[],
  actual: Evaluation,
  { pairs, told, wholeOf }: Comparison,
  resources: { readonly expected: readonly Resource[]; readonly actual: readonly Resource[] },
): Effects {
  const before = said(expected, (resource) => wholeOf.get(resource) ?? resource);
  const after = said([actual], (resource) => resource);
  const expectedOf = new Map(pairs.map((pair) => [pair.actual, pair.expected]));
  const liveOf = new Map(pairs.map((pair) => [pair.expected, pair.actual]));
  const linked = neighbours(resources, told);
  const of = new Map<Drift, Effect>();
  const effect = (drift: Drift): Effect => {
    const known = of.get(drift) ?? { violates: [], satisfies: new Set<string>() };
    of.set(drift, known);
    return known;
  };
  const unexplained: Finding[] = [];

  for (const finding of actual.findings) {
    if (finding.verdict !== 'fail') continue;
    const { rule, resource, at } = finding;
    const was = expectedOf.get(resource);
    const own = told.get(resource) ?? (was && told.get(was));
    if (was === undefined) {
      // What is unmanaged is new with all that it violates; what was left out is nobody's.
      if (own !== undefined) effect(own).violates.push(finding);
      continue;
    }
    const earlier = before.get(was)?.get(rule.id);
    const isOpen = earlier?.some(({ verdict }) => verdict === 'unknown') === true;
    const isSame = earlier?.some((each) => each.verdict === 'fail' && each.message === finding.message);
    const held = at === undefined ? undefined : told.get(at);
    const touched = held ?? (own !== undefined && touches(own, finding.path) ? own : undefined);
    if (touched !== undefined) {
      if (isSame !== true) effect(touched).violates.push(finding);
    } else if (earlier === undefined || isOpen) {
      const around = causesFor(finding, linked(resource, was));
      // What could not be told before needs a cause that the rule looks at.
      const causes = around.length > 0 || isOpen || own === undefined ? around : [own];
      for (const cause of causes) effect(cause).violates.push(finding);
      if (causes.length === 0 && !isOpen) unexplained.push(finding);
    }
  }

  for (const [resource, rules] of before) {
    for (const [id, findings] of rules) {
      if (!findings.some(({ verdict }) => verdict === 'fail')) continue;
      const live = liveOf.get(resource);
      if (live !== undefined && after.get(live)?.has(id)) continue;
      const own = told.get(resource);
      // What is gone satisfies nothing.
      if (own?.kind === 'missing') continue;
      const causes = own !== undefined ? [own] : live === undefined ? [] : linked(live, resource);
      for (const cause of causes) effect(cause).satisfies.add(id);
    }
  }
  return { of, unexplained };
}

type Said = ReadonlyMap<Resource, ReadonlyMap<string, readonly Finding[]>>;

/** Findings by resource and rule. */
function said(evaluations: readonly Evaluation[], about: (resource: Resource) => Resource): Said {
  const all = new Map<Resource, Map<string, Finding[]>>();
  for (const finding of evaluations.flatMap(({ findings }) => findings)) {
    const resource = about(finding.resource);
    const rules = all.get(resource) ?? new Map<string, Finding[]>();
    all.set(resource, rules);
    rules.set(finding.rule.id, [...(rules.get(finding.rule.id) ?? []), finding]);
  }
  return all;
}

/** The drifts of what the rule looks at. */
const causesFor = ({ rule }: Finding, drifts: readonly Drift[]): readonly Drift[] =>
  drifts.filter((drift) => {
    const { type } = drift.kind === 'unmanaged' ? drift.actual : drift.expected;
    const types = [rule.resourceTypes, rule.relatedTypes, rule.reachedTypes, rule.contextTypes].flat();
    return types.includes(type) && (drift.kind !== 'changed' || rule.evaluate === 'resource');
  });

/** Whether the attribute that decided is one that changed, or lies in one, or holds one. */
const touches = (drift: Drift, path: string | undefined): boolean =>
  drift.kind === 'changed' &&
  path !== undefined &&
  drift.differences.some((each) => {
    // Tags are cited as either, and what changed inside a list may have moved in it.
    const [one, other] = [each.path, path].map((pointer) =>
      pointer.replace(/^\/tags_all(?=\/|$)/, '/tags').replace(/\/\d+(?=\/|$).*$/, ''),
    ) as [string, string];
    return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
  });

/** The drifts of resources that are linked with either side of a pair. */
function neighbours(
  { expected, actual }: Parameters<typeof effectsOf>[3],
  told: Comparison['told'],
): (live: Resource, was: Resource) => readonly Drift[] {
  if (told.size === 0) return () => [];
  const ours = new Map(expected.map((each) => [each.key, each]));
  const theirs = new Map(actual.map((each) => [each.key, each]));
  const around = (of: Resource, byKey: ReadonlyMap<string, Resource>): Drift[] =>
    Object.values(of.related)
      .flat()
      .flatMap((key) => {
        const other = byKey.get(key);
        const drift = other && told.get(other);
        return drift === undefined ? [] : [drift];
      });
  return (live, was) => [...new Set([...around(live, theirs), ...around(was, ours)])];
}
