import type { Recording } from '../../model/config-item.ts';
import type { Resource } from '../../model/document.ts';
import { relations } from '../relations.ts';
import { heldBy } from './not-assessable.ts';
import { sourcesOf } from './tables/index.ts';

/** What a source can show: what its recorders record, or else the types of which it has items. */
interface Recorded {
  readonly recordings: readonly Recording[] | undefined;
  /** `AWS::EC2::VPC 111122223333 eu-west-1` */
  readonly seen: ReadonlySet<string>;
}

/**
 * A link with a type that the source does not show can't be told apart from a link that is not there. Such types go into
 * `unresolved` of the resources that they could belong to.
 */
export function markUnseen(resources: readonly Resource[], shows: Shows): void {
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

/** Whether a resource of a type would be shown in the account and region of another; of an unknown place, in any. */
export type Shows = (type: string, beside: Pick<Resource, 'account' | 'region'>) => boolean;

export function visibility({ recordings, seen }: Recorded): Shows {
  const shown = new Set(recordings === undefined ? seen : placesOf(recordings));
  for (const place of [...shown]) {
    const [type = '', account = '', region = ''] = place.split(' ');
    for (const wider of [`${type} ${account}`, `${type} * ${region}`, type]) shown.add(wider);
  }
  return (type, { account, region }) =>
    sourcesOf(heldBy(type) ?? type).some(
      (source) =>
        shown.has(`${source} ${account ?? '*'} ${region}`) ||
        shown.has(`${source} ${account ?? '*'} global`) ||
        (region === undefined && shown.has(account === undefined ? source : `${source} ${account}`)),
    );
}

/** Types without a region, which the recorder of any region of the account shows. */
const isGlobal = (type: string): boolean =>
  /^AWS::(IAM|CloudFront|Route53|GlobalAccelerator|Organizations)::|^AWS::S3::AccountPublicAccessBlock$/.test(
    type,
  );

const placesOf = (recordings: readonly Recording[]): readonly string[] =>
  recordings.flatMap(({ account, region, types }) =>
    types.map((type) => `${type} ${account} ${isGlobal(type) ? 'global' : region}`),
  );

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
