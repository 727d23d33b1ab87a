import type { Document, Resource } from '../model/document.ts';
import { wholes } from './parts.ts';

type WholeOf = (part: Resource) => Resource | undefined;

/** Wholes with their parts. */
export type Groups = ReadonlyMap<Resource, readonly Resource[]>;

export function group(resources: readonly Resource[], whole: WholeOf): Groups {
  const groups = new Map<Resource, Resource[]>();
  for (const each of resources) {
    const key = whole(each);
    if (key === undefined || key === each) continue;
    const same = groups.get(key);
    if (same === undefined) groups.set(key, [each]);
    else same.push(each);
  }
  return groups;
}

export const hasPart = (parts: Groups, whole: Resource, type: string): boolean =>
  (parts.get(whole) ?? []).some((part) => part.type === type);

/** Each document has keys of its own. */
export function wholesOf(documents: readonly Document[]): WholeOf {
  const home = new Map<string, WholeOf[]>();
  for (const { resources } of documents) {
    const find = wholes(resources);
    for (const { key } of resources) home.set(key, [...(home.get(key) ?? []), find]);
  }
  return (part) => {
    for (const find of home.get(part.key) ?? []) {
      const found = find(part);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** What can be told of a resource by the VPC that it came with. */
export function aboutVpcs({ resources }: Document, parts: Groups) {
  const defaults = new Set(
    resources.filter(({ type }) => type === 'aws_default_vpc').map(({ attributes }) => attributes['id']),
  );
  return {
    isMain: (each: Resource): boolean => hasPart(parts, each, 'aws_main_route_table_association'),
    inDefaultVpc: ({ attributes }: Resource): boolean => defaults.has(attributes['vpc_id']),
  };
}
