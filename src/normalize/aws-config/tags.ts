import type { ConfigItem } from '../../model/config-item.ts';
import type { RawObject, RawValue } from '../../model/raw.ts';
import { isObject, property, valueAt } from './lookup.ts';
import type { Path } from './table.ts';

/**
 * Where tags stand besides the envelope, which is empty for some types that have them (IAM roles, certificates,
 * Auto Scaling groups, hosted zones).
 */
const elsewhere: readonly Path[] = [
  'tags',
  'tagList',
  'tagSet',
  'HostedZoneTags',
  'FileSystemTags',
  'BackupVaultTags',
  'BackupPlanTags',
  'supp.Tags',
  'supp.BucketTaggingConfiguration.tagSets.tags',
];

/** The tags of an item with those of AWS itself (`aws:`); undefined where it carries none of the places that have them. */
export function tagsOf(item: ConfigItem): Record<string, string> | undefined {
  if (item.tags !== undefined && Object.keys(item.tags).length > 0) return { ...item.tags };
  const place = { item, here: item.configuration };
  let found: Record<string, string> | undefined;
  for (const path of elsewhere) {
    const value = valueAt(path, place);
    // API Gateway v2 has something else than tags in a map of that name.
    if (value === undefined || value === null || (path === 'tags' && !Array.isArray(value))) continue;
    const tags = read(value);
    if (tags === undefined) continue;
    found ??= tags;
    if (Object.keys(tags).length > 0) return tags;
  }
  return found ?? (item.tags === undefined ? undefined : {});
}

/** A map, or a list of pairs: `{key, value}`, `{tagKey, tagValue}`, `{tagName, tagValue}`, or of maps. */
function read(value: RawValue): Record<string, string> | undefined {
  if (isObject(value)) return texts(Object.entries(value));
  if (!Array.isArray(value)) return undefined;
  return texts(value.filter(isObject).flatMap(pairsOf));
}

function pairsOf(tag: RawObject): [string, RawValue][] {
  for (const [key, content] of [
    ['key', 'value'],
    ['tagKey', 'tagValue'],
    ['tagName', 'tagValue'],
  ] as const) {
    const name = property(tag, key);
    if (typeof name === 'string') return [[name, property(tag, content) ?? '']];
  }
  return Object.entries(tag);
}

const texts = (pairs: [string, RawValue][]): Record<string, string> =>
  Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));

/** Tags as the provider shows them: without those that AWS sets itself, which nobody can set. */
export const settable = (tags: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('aws:')));
