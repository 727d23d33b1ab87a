import type { Document, Resource } from '../model/document.ts';
import type { RawObject, RawProviderConfig, RawValue } from '../model/raw.ts';
import type { Configuration } from './configuration.ts';
import { escaped } from './unknowns.ts';

/**
 * Gives every resource its effective tags: `tags_all` where the provider computes it, else `tags`, and the `tag`
 * blocks of Auto Scaling groups. The provider shows `tags_all` as wholly unknown as soon as one tag is; then it is
 * put together from `tags` and the provider's default_tags, so that only the tags in question stay unknown.
 */
export function effectiveTags(
  { resources, removed }: Pick<Document, 'resources' | 'removed'>,
  configuration: Configuration,
): void {
  // What is removed has the tags of another day.
  const learned = learnDefaultTags(resources);
  for (const resource of [...resources, ...removed]) {
    const { type, attributes, unknown } = resource;
    const { tag } = attributes;
    if (type === 'aws_autoscaling_group' && (Array.isArray(tag) || unknown['/tag'] !== undefined)) {
      resource.taggable = true;
      resource.tags = Array.isArray(tag) ? fromBlocks(tag) : {};
      continue;
    }
    const hasAll = 'tags_all' in attributes || '/tags_all' in unknown;
    resource.taggable = hasAll || 'tags' in attributes || '/tags' in unknown;
    if (!resource.taggable) continue;
    if (unknown['/tags_all'] !== undefined && unknown['/tags'] === undefined)
      mergeTags(resource, learned, configuration);
    const source = hasAll && unknown['/tags_all'] === undefined ? attributes['tags_all'] : attributes['tags'];
    resource.tags = texts(source);
  }
}

/** The default_tags of a provider as its resources show them. */
export interface LearnedTags {
  readonly tags: RawObject;
  /** There are no others: some resource has these, and what it states, and no more. */
  readonly whole: boolean;
}

/** Tags that a resource has without stating them come from its provider's default_tags; by provider. */
export function learnDefaultTags(resources: readonly Resource[]): ReadonlyMap<string, LearnedTags> {
  const learned = new Map<string, { tags: Map<string, RawValue>; common: ReadonlySet<string> | undefined }>();
  for (const { provider, attributes, unknown } of resources) {
    const all = attributes['tags_all'];
    if (provider === undefined || !isObject(all) || unknown['/tags'] !== undefined) continue;
    const own = isObject(attributes['tags']) ? attributes['tags'] : {};
    const defaults = learned.get(provider) ?? { tags: new Map<string, RawValue>(), common: undefined };
    learned.set(provider, defaults);
    const keys = Object.keys(all);
    for (const key of keys) {
      const stated = Object.hasOwn(own, key) || unknown[`/tags/${escaped(key)}`] !== undefined;
      if (!stated && !defaults.tags.has(key)) defaults.tags.set(key, all[key] as RawValue);
    }
    // Once nothing but the default tags is common to all, no further resource can say more.
    const open = defaults.common === undefined || defaults.common.size > defaults.tags.size;
    if (open && !Object.keys(unknown).some((pointer) => pointer.startsWith('/tags_all/'))) {
      const { common } = defaults;
      defaults.common = new Set(keys.filter((key) => common?.has(key) ?? true));
    }
  }
  return new Map(
    [...learned].map(([provider, { tags, common }]) => [
      provider,
      { tags: Object.fromEntries(tags), whole: common?.size === tags.size },
    ]),
  );
}

function mergeTags(
  resource: Resource,
  learned: ReadonlyMap<string, LearnedTags>,
  configuration: Configuration,
): void {
  const { attributes, unknown, provider = '' } = resource;
  const defaults = learned.get(provider)?.tags ?? stated(configuration.provider(provider));
  if (defaults === undefined) return;
  const own = isObject(attributes['tags']) ? attributes['tags'] : {};
  attributes['tags_all'] = Object.fromEntries([...Object.entries(defaults), ...Object.entries(own)]);
  delete unknown['/tags_all'];
  for (const [pointer, references] of Object.entries(unknown)) {
    if (!pointer.startsWith('/tags/')) continue;
    unknown[`/tags_all/${pointer.slice('/tags/'.length)}`] = references;
    const key = pointer.slice('/tags/'.length).replaceAll('~1', '/').replaceAll('~0', '~');
    attributes['tags_all'] = Object.fromEntries(
      Object.entries(attributes['tags_all'] as RawObject).filter(([name]) => name !== key),
    );
  }
}

/** default_tags of a provider block: none, constants, or undefined where only Terraform can tell. */
function stated(provider: RawProviderConfig | undefined): RawObject | undefined {
  const expressions = provider?.expressions;
  const block = isObject(expressions) ? expressions['default_tags'] : undefined;
  if (block === undefined) return provider === undefined ? undefined : {};
  const [first] = Array.isArray(block) ? block : [block];
  const tags = isObject(first) ? first['tags'] : undefined;
  const constant = isObject(tags) ? tags['constant_value'] : undefined;
  return isObject(constant) ? constant : undefined;
}

const fromBlocks = (blocks: readonly unknown[]): Record<string, string> =>
  Object.fromEntries(
    blocks
      .filter(isObject)
      .filter((block) => typeof block['key'] === 'string')
      .map((block) => [String(block['key']), typeof block['value'] === 'string' ? block['value'] : '']),
  );

const texts = (value: unknown): Record<string, string> =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
      )
    : {};

const isObject = (value: unknown): value is RawObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
