import type { ConfigInput, ConfigItem } from '../../model/config-item.ts';
import type { Document, Resource } from '../../model/document.ts';
import { fromItem } from './item.ts';
import { joinBlocks, joinKeys } from './join.ts';
import { noise } from './noise.ts';
import type { ProviderSchema } from './shape.ts';
import { noteUnread } from './unread.ts';

type Live = NonNullable<Document['live']>;

/** What one item of a resource says, the newest of them. */
interface Latest {
  readonly capturedAt: string;
  readonly status: ConfigItem['status'];
  readonly type: string;
  readonly resources: readonly Resource[];
}

/** The resources of a source, each once, and what was left out. */
export interface Estate {
  readonly resources: Resource[];
  readonly live: Live;
  /** `AWS::EC2::VPC 111122223333 eu-west-1` of every item that is recorded, or was until it was deleted. */
  readonly seen: ReadonlySet<string>;
}

/** Reads the items once. Of several about one resource the newest counts, whichever order they come in. */
export async function readEstate(input: ConfigInput, schema: ProviderSchema): Promise<Estate> {
  const latest = new Map<string, Latest>();
  const live: Live = {
    items: 0,
    deleted: 0,
    notRecorded: 0,
    duplicates: 0,
    ignored: 0,
    unmappedTypes: {},
    unmappedKeys: {},
  };
  const unread = new Map<string, Set<string>>();
  const managedKeys = new Set<string>();
  const seen = new Set<string>();
  for await (const item of input.items()) {
    live.items += 1;
    if (noise(item.type) !== undefined) {
      live.ignored += 1;
      continue;
    }
    const { type, account, region, id, arn, status, capturedAt } = item;
    // What is deleted was recorded.
    if (status !== 'not-recorded') seen.add(`${type} ${account} ${region}`);
    // Ids of some types are unique in a region only, and a deleted item has no more than its id.
    const identity = [type, account, region, id, status === 'recorded' && id === '' ? arn : ''].join(' ');
    const known = latest.get(identity);
    if (known !== undefined) live.duplicates += 1;
    if (known !== undefined && known.capturedAt >= capturedAt) continue;
    const mapped = status === 'recorded' ? fromItem(item, schema) : { ignored: status };
    if (mapped === 'unmapped') live.unmappedTypes[type] = (live.unmappedTypes[type] ?? 0) + 1;
    else if ('resources' in mapped) noteUnread(item, unread);
    else if (status === 'recorded') live.ignored += 1;
    if (type === 'AWS::KMS::Key' && arn !== undefined && typeof mapped === 'object' && 'ignored' in mapped)
      managedKeys.add(arn);
    const resources = mapped !== 'unmapped' && 'resources' in mapped ? mapped.resources : [];
    latest.set(identity, { capturedAt, status, type, resources });
  }
  const resources = folded([...latest.values()], live);
  joinBlocks(resources);
  joinKeys(resources, managedKeys);
  for (const [type, keys] of [...unread].sort(([a], [b]) => (a < b ? -1 : 1)))
    live.unmappedKeys[type] = [...keys].sort();
  return { resources, live, seen };
}

/** Resources that are shown more than once come once; sorted, so that the order of the items makes no difference. */
function folded(latest: readonly Latest[], live: Live): Resource[] {
  const byKey = new Map<string, Latest>();
  for (const each of latest) {
    if (each.status === 'deleted') live.deleted += 1;
    if (each.status === 'not-recorded') live.notRecorded += 1;
    const key = each.resources[0]?.key;
    if (key === undefined) continue;
    const other = byKey.get(key);
    if (other !== undefined) live.duplicates += 1;
    if (other === undefined || isBetter(each, other)) byKey.set(key, each);
  }
  return [...byKey.values()]
    .flatMap(({ resources }) => resources)
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/**
 * A domain is shown as AWS::OpenSearch::Domain and as AWS::Elasticsearch::Domain, of which the first is complete. Global
 * resources are shown in every region that records them.
 */
function isBetter(one: Latest, other: Latest): boolean {
  if (one.type !== other.type) return one.type === 'AWS::OpenSearch::Domain';
  return one.capturedAt > other.capturedAt;
}
