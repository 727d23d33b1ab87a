import type { Resource } from '../model/document.ts';
import type { Difference } from '../model/drift.ts';
import type { Family } from './families.ts';

interface HeldComparison {
  readonly differences: readonly Difference[];
  /** Children of which no atom is live. */
  readonly missing: readonly Resource[];
}

/** The list that a live parent holds against the blocks of the expected one, or against its children where it has any. */
export function compareHeld(
  family: Family,
  expected: Resource,
  actual: Resource,
  children: readonly Resource[],
): HeldComparison {
  const self = [expected.id, actual.id].filter((id) => id !== undefined);
  const missing = absentChildren(family, children, actual, self);
  const present = children.filter((child) => !missing.includes(child));
  const differences = family.slots.flatMap((slot): Difference[] => {
    if (!Array.isArray(actual.attributes[slot])) return [];
    if (children.length === 0 && !Array.isArray(expected.attributes[slot])) return [];
    // Where there are children, the blocks of the parent only echo what was there at the last refresh.
    const wanted = new Set(
      children.length === 0 ? blocks(family, expected, slot, self) : ofChildren(family, present, slot, self),
    );
    const live = new Set(blocks(family, actual, slot, self));
    const less = [...wanted].filter((atom) => !live.has(atom)).sort();
    const more = [...live].filter((atom) => !wanted.has(atom)).sort();
    return less.length + more.length === 0 ? [] : [{ path: `/${slot}`, expected: less, actual: more }];
  });
  return { differences, missing };
}

/** Children of which nothing is live in the parent. */
export function absentChildren(
  family: Family,
  children: readonly Resource[],
  actual: Resource,
  self: readonly string[],
): readonly Resource[] {
  const live = new Map(family.slots.map((slot) => [slot, new Set(blocks(family, actual, slot, self))]));
  return children.filter((child) => {
    const atoms = family.atoms(child.attributes, self);
    const there = live.get(family.slotOf(child));
    return atoms.length > 0 && atoms.every((atom) => there?.has(atom) !== true);
  });
}

const blocks = (
  family: Family,
  { attributes }: Resource,
  slot: string,
  self: readonly string[],
): readonly string[] => {
  const list = attributes[slot];
  return (Array.isArray(list) ? list : []).filter(isObject).flatMap((block) => family.atoms(block, self));
};

const ofChildren = (family: Family, children: readonly Resource[], slot: string, self: readonly string[]) =>
  children
    .filter((child) => family.slotOf(child) === slot)
    .flatMap((child) => family.atoms(child.attributes, self));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
