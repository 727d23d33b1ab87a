import { DriftgateError } from '../model/errors.ts';
import type { Pack, Rule } from '../model/rule.ts';

/** A rule of one of the packs, in the order of the packs. */
export interface Placed {
  readonly rule: Rule;
  readonly module: number;
}

/** A rule that another one stands in for. */
interface Replaced extends Placed {
  readonly by: Placed;
}

/**
 * Applies `replaces`: a rule takes the place of rules in packs before its own, so that no two replace each other. What
 * remains has one rule an id. Ids of `absent` belong to rules that may be replaced and are not part of this run.
 */
export function replaceRules(
  packs: readonly Pack[],
  absent: ReadonlySet<string>,
): { readonly rules: ReadonlyMap<string, Placed>; readonly replaced: readonly Replaced[] } {
  const all = packs.flatMap(({ manifest }, module) =>
    manifest.rules.map((rule): Placed => ({ rule, module })),
  );
  const nameOf = ({ module }: Placed): string => packs[module]?.manifest.name ?? '';
  for (const by of all) refuseVoid(by, all, absent, nameOf);
  const rules = new Map<string, Placed>();
  const replaced: Replaced[] = [];
  for (const placed of all) {
    const { id } = placed.rule;
    const by = all.findLast(({ rule, module }) => module > placed.module && rule.replaces?.includes(id));
    if (by !== undefined) {
      replaced.push({ ...placed, by });
      continue;
    }
    const other = rules.get(id);
    if (other !== undefined) {
      throw new DriftgateError(
        'compile',
        `rule \`${id}\` is in more than one pack: in \`${nameOf(other)}\` and in \`${nameOf(placed)}\``,
        {
          hint: `give the rule an id of its own, or say \`replaces: [${id}]\` in the METADATA of the later one`,
        },
      );
    }
    rules.set(id, placed);
  }
  return { rules, replaced };
}

/** To replace a rule that is not there does nothing, and would be believed. */
function refuseVoid(
  by: Placed,
  all: readonly Placed[],
  absent: ReadonlySet<string>,
  nameOf: (placed: Placed) => string,
): void {
  for (const id of by.rule.replaces ?? []) {
    if (absent.has(id) || all.some(({ rule, module }) => rule.id === id && module < by.module)) continue;
    const later = all.find(({ rule, module }) => rule.id === id && module > by.module);
    const ids = [...absent, ...all.filter(({ module }) => module < by.module).map(({ rule }) => rule.id)];
    throw new DriftgateError(
      'compile',
      `rule \`${by.rule.id}\` of pack \`${nameOf(by)}\` replaces \`${id}\`, which no pack before it has`,
      {
        hint:
          later === undefined ? nearest(id, ids) : `name pack \`${nameOf(by)}\` after \`${nameOf(later)}\``,
      },
    );
  }
}

/** A known id that differs least from the one that was written. */
export function nearest(id: string, known: readonly string[]): string {
  const familyOf = (each: string): string => each.split('-').slice(0, -1).join('-');
  const family = [...new Set(known)].filter((each) => familyOf(each) === familyOf(id));
  return family.length > 0 ? `did you mean \`${family.join('`, `')}\`` : 'driftgate policy list';
}
