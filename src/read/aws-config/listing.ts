import type { ConfigFilter, ConfigItem } from '../../model/config-item.ts';
import { because, isNamed } from './aws.ts';
import type { Catalog, Key } from './catalog.ts';
import { allPages } from './connection.ts';
import { inOrder } from './in-order.ts';
import { toItem } from './item.ts';
import { rowItem } from './parse.ts';
import { queriesFor } from './query.ts';

const batch = 100;
const rounds = 6;

/** What is asked of a catalog, and who hears how it goes. */
export interface Listing {
  readonly uri: string;
  readonly types: readonly string[];
  readonly filter: ConfigFilter;
  /** A part of the listing that AWS did not give: the whole is no listing then. */
  missing(what: string, why: string): void;
  /** A type that AWS Config does not know there. */
  unknownType(type: string): void;
  /** So many more were named. */
  progress(items: number): void;
}

/**
 * All items of the types, in an order of its own. An advanced query names them and has their tags, but leaves out what is
 * null, which is not the same as not carried: so each is got as well, which is exact and has no tags. Types that the query
 * has no rows of are listed, since it does not serve every type
 * (https://docs.aws.amazon.com/config/latest/developerguide/querying-AWS-resources.html).
 */
export async function* listAll(catalog: Catalog, listing: Listing): AsyncGenerator<ConfigItem> {
  const rest: string[] = [];
  const queries = queriesFor(listing.types, listing.filter);
  for await (const { items, unserved } of inOrder(queries, ({ types, expression }) =>
    selected(catalog, listing, types, expression),
  )) {
    rest.push(...unserved);
    yield* items;
  }
  for await (const items of inOrder(rest, (type) => listed(catalog, listing, type))) yield* items;
}

async function selected(catalog: Catalog, listing: Listing, types: readonly string[], expression: string) {
  const { uri, missing, progress } = listing;
  try {
    const rows = await allPages((token) => catalog.select(expression, token), progress);
    const items = rows.map((row, index) => rowItem(row, `row ${index} of a query`, uri));
    const seen = new Set(items.map(({ type }) => type));
    const whole = await exact(catalog, items, uri);
    return { items: sorted(whole), unserved: types.filter((type) => !seen.has(type)) };
  } catch (error) {
    // One type that the query language does not know spoils the query for all.
    if (isNamed(error, 'InvalidExpressionException')) return { items: [], unserved: types };
    missing(`${types.length} types of ${catalog.name}, by query`, because(error));
    return { items: [], unserved: [] };
  }
}

/** Items as they are got, with the tags of the rows; rows of global resources, and those that can't be got, as they are. */
async function exact(catalog: Catalog, rows: readonly ConfigItem[], uri: string): Promise<ConfigItem[]> {
  const keys = rows.filter(({ region }) => region !== 'global' || !catalog.placed);
  const raws = await got(
    catalog,
    keys.map(({ type, id, account, region }) => ({
      type,
      id,
      ...(catalog.placed ? { account, region } : {}),
    })),
  ).catch((error: unknown) => {
    // A type that can be queried and not got.
    if (isNamed(error, 'ValidationException')) return [];
    throw error;
  });
  const items = raws.map((raw, index) => toItem(raw, `item ${index} that was got`, uri));
  const byName = new Map(items.map((item) => [nameOf(item), item]));
  return rows.map((row) => {
    const item = byName.get(nameOf(row));
    if (item === undefined) return row;
    // Tags in the supplement are left out of what is got, too.
    const supplementary = { ...row.supplementary, ...item.supplementary };
    return { ...item, supplementary, ...(row.tags === undefined ? {} : { tags: row.tags }) };
  });
}

async function listed(catalog: Catalog, listing: Listing, type: string): Promise<ConfigItem[]> {
  const { uri, filter, missing } = listing;
  try {
    const inPlace = ({ account, region }: Key): boolean =>
      (account === undefined || filter.accounts.length === 0 || filter.accounts.includes(account)) &&
      (region === undefined || filter.regions.length === 0 || filter.regions.includes(region));
    const list = async () => (await allPages((token) => catalog.list(type, token))).filter(inPlace);
    const keys = await list().catch((error: unknown) => {
      if (!isNamed(error, 'ValidationException')) throw error;
      listing.unknownType(type);
      return [];
    });
    listing.progress(keys.length);
    if (keys.length === 0) return [];
    const items = (await got(catalog, keys)).map((raw, index) =>
      toItem(raw, `item ${index} of ${type}`, uri),
    );
    const have = new Set(items.flatMap((item) => namesOf(item, catalog)));
    const lost = keys.filter((key) => !namesOf(key, catalog).some((name) => have.has(name)));
    // Gone since it was listed; or discovered, and not recorded.
    const still = lost.length === 0 ? new Set() : new Set((await list()).map(nameOf));
    const unrecorded = lost.filter((key) => still.has(nameOf(key))).map(notRecorded);
    return sorted([...items, ...unrecorded]);
  } catch (error) {
    missing(`${type} of ${catalog.name}`, because(error));
    return [];
  }
}

/** Items of all keys, in parts of one account and region. */
async function got(catalog: Catalog, keys: readonly Key[]): Promise<unknown[]> {
  const places = new Map<string, Key[]>();
  for (const key of keys) {
    const place = `${key.account} ${key.region}`;
    const same = places.get(place);
    if (same === undefined) places.set(place, [key]);
    else same.push(key);
  }
  const parts = [...places.values()].flatMap((same) =>
    Array.from({ length: Math.ceil(same.length / batch) }, (_, n) => same.slice(n * batch, (n + 1) * batch)),
  );
  const items: unknown[] = [];
  for await (const found of inOrder(parts, (part) => gotPart(catalog, part))) items.push(...found);
  return items;
}

/** What AWS leaves over is asked for again. */
async function gotPart(catalog: Catalog, keys: readonly Key[]): Promise<unknown[]> {
  const items: unknown[] = [];
  let open = keys;
  for (let round = 0; open.length > 0; round++) {
    if (round === rounds) throw new UnprocessedKeys();
    if (round > 0) await new Promise((go) => setTimeout(go, 50 * 2 ** round));
    const found = await catalog.get(open);
    items.push(...found.items);
    open = found.left;
  }
  return items;
}

class UnprocessedKeys extends Error {
  override readonly name = 'UnprocessedKeys';
}

/** A few are listed by an id and got by their name. */
const namesOf = ({ type, id, name = id, account, region }: Key, { placed }: Catalog): string[] =>
  [id, name].map((each) =>
    nameOf({ type, id: each, ...(placed && account && region ? { account, region } : {}) }),
  );

const nameOf = ({ type, account, region, id }: Key): string => [type, account, region, id].join(' ');

/** In the time before time: any item of the same resource is newer. */
const notRecorded = ({ type, id, account = '', region = '' }: Key): ConfigItem => ({
  type,
  id,
  account,
  region,
  status: 'not-recorded',
  capturedAt: new Date(0).toISOString(),
  configuration: {},
  supplementary: {},
});

const sorted = (items: ConfigItem[]): ConfigItem[] =>
  items.sort((a, b) => compare(a.type, b.type) || compare(a.account, b.account) || compare(a.id, b.id));
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
