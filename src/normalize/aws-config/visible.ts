import type { Resource } from '../../model/document.ts';
import { relations } from '../relations.ts';
import { heldBy } from './not-assessable.ts';
import { sourcesOf } from './tables/index.ts';

/** What a source can show: the types that it says it records, or else those of which it has items. */
export interface Recorded {
  readonly recordedTypes: readonly string[] | undefined;
  /** `AWS::EC2::VPC 111122223333 eu-west-1` */
  readonly seen: ReadonlySet<string>;
}

/**
 * A link with a type that the source does not show can't be told apart from a link that is not there. Such types go into
 * `unresolved` of the resources that they could belong to.
 */
export function markUnseen(resources: readonly Resource[], recorded: Recorded): void {
  const shows = visibility(recorded);
  const byType = new Map<string, Resource[]>();
  for (const resource of resources) {
    const same = byType.get(resource.type);
    if (same === undefined) byType.set(resource.type, [resource]);
    else same.push(resource);
  }
  const of = (type: string): readonly Resource[] => byType.get(type) ?? [];
  for (const { from, attribute, to } of relations) {
    for (const source of from)
      for (const target of to.flatMap(of)) if (!shows(source, target)) note(target.unresolved, source);
    for (const target of to)
      for (const source of from.flatMap(of))
        if (isStated(source, attribute) && !shows(target, source)) note(source.unresolved, target);
  }
}

function visibility({ recordedTypes, seen }: Recorded): (type: string, beside: Resource) => boolean {
  const recorded = recordedTypes === undefined ? undefined : new Set(recordedTypes);
  return (type, { account, region }) => {
    const sources = sourcesOf(heldBy(type) ?? type);
    if (recorded !== undefined) return sources.some((source) => recorded.has(source));
    return sources.some(
      (source) =>
        seen.has(`${source} ${account} ${region}`) ||
        seen.has(`${source} ${account} global`) ||
        (region === undefined && [...seen].some((each) => each.startsWith(`${source} ${account} `))),
    );
  };
}

/** The attribute, at the top or in a block (`vpc_config/0/subnet_ids`), has a value. */
function isStated({ attributes }: Resource, attribute: string): boolean {
  let here: unknown = attributes;
  for (const step of attribute.split('/').filter((part) => !/^\d+$/.test(part))) {
    if (Array.isArray(here)) here = here[0];
    here = (here as Record<string, unknown> | null | undefined)?.[step];
  }
  return !(here === undefined || here === null || here === '' || (Array.isArray(here) && here.length === 0));
}

function note(list: string[], value: string): void {
  if (!list.includes(value)) list.push(value);
}
