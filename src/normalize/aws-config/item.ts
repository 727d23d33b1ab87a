import type { ConfigItem } from '../../model/config-item.ts';
import type { Resource } from '../../model/document.ts';
import type { RawObject, RawValue } from '../../model/raw.ts';
import { type Filled, fill } from './fill.ts';
import { type Place, valueAt } from './lookup.ts';
import { type ProviderSchema, type Shape, shapeOf } from './shape.ts';
import type { Companion, Mapping } from './table.ts';
import { mappingsOf } from './tables/index.ts';
import { settable, tagsOf } from './tags.ts';

/** What an item gives: the resource it is about, then its companions; or why it gives none. */
export type FromItem =
  | { readonly resources: readonly [Resource, ...Resource[]] }
  | { readonly ignored: string }
  | 'unmapped';

export function fromItem(item: ConfigItem, schema: ProviderSchema): FromItem {
  const place: Place = { item, here: item.configuration };
  const mapping = mappingsOf(item.type).find(({ when }) => {
    if (when === undefined) return true;
    const value = valueAt(when[0], place);
    return value !== undefined && when[1](value, item);
  });
  if (mapping === undefined) return 'unmapped';
  const { to } = mapping;
  if (typeof to !== 'string') return to;
  const shape = shapeOf(schema, to);
  if (shape === undefined) return 'unmapped';
  const filled = fill(mapping.rows, place, shape);
  const main = resource(to, item, filled, shape, identityOf(item, filled.attributes, mapping), mapping);
  if (mapping.unseen !== undefined) main.unresolved.push(...mapping.unseen);
  return { resources: [main, ...companionsOf(mapping, main, place, schema)] };
}

/** The ARN, where there is one: it is unique in all accounts and regions, which ids and names are not. */
function identityOf(
  { type, account, region, id, arn }: ConfigItem,
  { arn: own }: RawObject,
  { perAccount }: Mapping,
) {
  if (perAccount) return [type, account].join('/');
  return (typeof own === 'string' && own !== '' ? own : arn) ?? [type, account, region, id].join('/');
}

function resource(
  type: string,
  item: ConfigItem,
  { attributes, unknown, sensitive }: Filled,
  shape: Shape,
  key: string,
  { untagged, perAccount }: Partial<Mapping> = {},
): Resource {
  const has = (name: string): boolean => shape.names.includes(name);
  const { arn } = item;
  // Some types have something else than a region there, which their ARN has.
  const region = [item.region, arn?.split(':')[3] ?? ''].find((each) => isRegionName.test(each));
  const isRegion = !perAccount && item.region !== 'global' && region !== undefined;
  if (has('arn') && attributes['arn'] === undefined && arn !== undefined) attributes['arn'] = arn;
  if (has('region') && attributes['region'] === undefined && isRegion) attributes['region'] = region;
  const taggable = has('tags') || has('tag');
  const tags = taggable && !untagged ? tagsOf(item) : undefined;
  if (tags !== undefined) {
    for (const name of ['tags', 'tags_all'])
      if (has(name) && attributes[name] === undefined) attributes[name] = settable(tags);
  }
  const text = (name: string): string | undefined =>
    typeof attributes[name] === 'string' ? attributes[name] : undefined;
  const made: Resource = {
    key,
    type,
    mode: 'managed',
    address: key,
    name: item.name ?? item.id,
    id: text('id') ?? item.id,
    account: item.account,
    taggable,
    tags: tags ?? {},
    attributes,
    unknown,
    defaulted: {},
    sensitive,
    links: {},
    related: {},
    unresolved: [],
    notCarried: notCarried(type, shape, attributes),
    capturedAt: item.capturedAt,
  };
  const regional = text('region') ?? (isRegion ? region : undefined);
  if (regional !== undefined) made.region = regional;
  const named = text('arn') ?? arn;
  if (named !== undefined) made.arn = named;
  return made;
}

const isRegionName = /^[a-z]{2}(-[a-z]+)+-\d$/;

const shared = new Map<string, string[]>();

/** The attributes of a type that an item gives nothing for. One list for all items that lack the same. */
function notCarried(type: string, { names }: Shape, attributes: RawObject): string[] {
  const absent = names.filter((name) => attributes[name] === undefined);
  const key = `${type} ${absent.join()}`;
  let list = shared.get(key);
  if (list === undefined) {
    list = absent;
    if (shared.size < 10_000) shared.set(key, list);
  }
  return list;
}

function* companionsOf(
  { companions = [] }: Mapping,
  main: Resource,
  place: Place,
  schema: ProviderSchema,
): Generator<Resource> {
  const { item } = place;
  for (const companion of companions) {
    const { to, at, when } = companion;
    const value = valueAt(at, place);
    if (value === undefined) {
      if (!isNone(companion, item)) main.unresolved.push(to);
      continue;
    }
    const shape = shapeOf(schema, to);
    if (value === null || shape === undefined) continue;
    const several = Array.isArray(value);
    for (const [index, here] of (several ? value : [value]).entries()) {
      if (here === null || (when !== undefined && !when(here, item))) continue;
      const filled = fill(companion.rows, { item, here }, shape);
      const suffix = several ? `/${nameOf(companion, { item, here }) ?? index}` : '';
      const made = resource(to, item, filled, shape, `${main.key}#${to}${suffix}`);
      // Envelope and tags are those of the parent.
      made.id = `${main.id ?? item.id}${suffix}`;
      delete made.arn;
      yield made;
    }
  }
}

/** AWS Config leaves out what was never set, where it shows any of the kind. */
const isNone = ({ orNone, at }: Companion, { supplementary }: ConfigItem): boolean =>
  orNone === true && (!at.startsWith('supp.') || Object.keys(supplementary).length > 0);

function nameOf({ name }: Companion, place: Place): RawValue | undefined {
  const value = name === undefined ? undefined : valueAt(name, place);
  return typeof value === 'string' ? value : undefined;
}
