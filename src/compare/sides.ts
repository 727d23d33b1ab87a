import type { Document, Resource } from '../model/document.ts';
import type { About } from './noise.ts';
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

/** What the other live resources tell of one. */
export function aboutLive({ resources }: Document, parts: Groups): About {
  const defaults = new Set<unknown>();
  const roots = new Map<unknown, Resource>();
  const devices = new Map<unknown, Resource>();
  for (const each of resources) {
    if (each.type === 'aws_default_vpc') defaults.add(each.attributes['id']);
    if (each.type !== 'aws_instance') continue;
    for (const id of volumes(each, 'root_block_device')) roots.set(id, each);
    for (const id of volumes(each, 'ebs_block_device')) devices.set(id, each);
  }
  return {
    isMain: (each) => hasPart(parts, each, 'aws_main_route_table_association'),
    inDefaultVpc: ({ attributes }) => defaults.has(attributes['vpc_id']),
    rootOf: ({ attributes }) => roots.get(attributes['id']),
    attachedTo: ({ attributes }) => devices.get(attributes['id']),
  };
}

function volumes({ attributes }: Resource, name: string): unknown[] {
  const blocks = attributes[name];
  return (Array.isArray(blocks) ? blocks : []).map((each) => each?.volume_id).filter(Boolean);
}

/** Ids of the instances that have a volume by a resource of its own, which their blocks show after a refresh. */
export const withAttachments = (documents: readonly Document[]): ReadonlySet<unknown> =>
  new Set(
    documents
      .flatMap(({ resources }) => resources)
      .filter(({ type }) => type === 'aws_volume_attachment')
      .map(({ attributes }) => attributes['instance_id']),
  );

/**
 * The account of resources whose ARN has none, such as buckets: that of all others of their state, where those have one.
 */
export function accountsOf(documents: readonly Document[]): (resource: Resource) => string | undefined {
  const known = new Map<Resource, string>();
  for (const { resources } of documents) {
    const [account, other] = new Set(resources.flatMap((each) => each.account ?? []));
    if (account === undefined || other !== undefined) continue;
    for (const each of resources) known.set(each, account);
  }
  return (resource) => resource.account ?? known.get(resource);
}
