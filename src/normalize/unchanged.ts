import type { Document, Resource } from '../model/document.ts';

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
