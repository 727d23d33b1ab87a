import type { Document, Resource } from '../model/document.ts';
import type { RawResourceChange } from '../model/raw.ts';
import { mirrored } from './mirrors.ts';
import { marked } from './unknowns.ts';

/**
 * Marks, in both documents, the resources that a plan leaves alone together with all that is linked with them: a rule
 * that looks at a resource and its links says the same before and after, and need not be asked twice.
 */
export function markUnchanged(before: Document, after: Document): void {
  const was = new Map(before.resources.map((resource) => [resource.key, resource]));
  const now = new Map(after.resources.map((resource) => [resource.key, resource]));
  for (const resource of after.resources) {
    const earlier = was.get(resource.key);
    if (earlier === undefined || !isNoOp(resource) || resource.unresolved.length > 0) continue;
    if (environmentOf(earlier) !== environmentOf(resource)) continue;
    const keys = Object.values(resource.related).flat();
    const keysBefore = Object.values(earlier.related).flat();
    if (keys.length !== keysBefore.length || !keysBefore.every((key) => keys.includes(key))) continue;
    if (!keys.every((key) => isNoOp(now.get(key)))) continue;
    resource.unchanged = true;
    earlier.unchanged = true;
  }
}

const isNoOp = (resource: Resource | undefined): boolean =>
  resource?.actions?.length === 1 && resource.actions[0] === 'no-op';
const environmentOf = (resource: Resource): string | undefined => resource.environment?.name;

/** Whether a change has the same resource on both sides, so that it need not be made canonical twice. */
export function isLeftAlone({ change, previous_address: moved }: RawResourceChange): boolean {
  return (
    change.actions.join() === 'no-op' &&
    moved === undefined &&
    change.importing === undefined &&
    marked(change.after_unknown).length === 0 &&
    same(change.before_sensitive, change.after_sensitive) &&
    same(change.before, change.after)
  );
}

/**
 * The resource of the document before, from that after. Attributes and what was hidden in them are the same objects,
 * except where only one of the documents will lose some; what depends on the rest of a document starts anew.
 */
export const asBefore = (after: Resource): Resource => ({
  ...after,
  attributes: after.type === mirrored ? { ...after.attributes } : after.attributes,
  tags: {},
  links: {},
  related: {},
  unresolved: [],
});

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys) {
    if (!Object.hasOwn(b, key)) return false;
    if (!same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])) return false;
  }
  return true;
}
