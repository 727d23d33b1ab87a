import type { ConfigFilter, Recording } from '../../model/config-item.ts';
import { DriftgateError } from '../../model/errors.ts';
import { readError } from '../fault.ts';
import { because, type Env } from './aws.ts';
import type { Catalog } from './catalog.ts';
import { allPages, type Connection } from './connection.ts';
import type { Listing } from './listing.ts';

/** How AWS Config is read. */
export interface LiveOptions {
  readonly filter: ConfigFilter;
  /** All types of AWS Config that the product knows; asked for unless the filter names some. */
  readonly types: () => Promise<readonly string[]>;
  /** Takes what a stopped or failing recorder recorded last. */
  readonly allowStale: boolean;
  /** Longest that one request may take, milliseconds. */
  readonly patience?: number;
  readonly onProgress?: (step: string) => void;
}

/** One pass over what AWS Config shows, and what was learned on the way. */
export interface Reading {
  readonly uri: string;
  readonly env: Env;
  readonly options: LiveOptions;
  readonly warnings: Set<string>;
  /** Parts of the listing that AWS did not give. */
  readonly gaps: string[];
  /** Types that AWS Config does not know in a place. */
  readonly unknownTypes: Set<string>;
  /** Types of which there are resources, and that nobody asks for. */
  readonly otherTypes: Set<string>;
  readonly recordings: Recording[];
  readonly foreignEndpoints: Set<string>;
  readonly progress: { items: number };
}

export async function wantedTypes({ options: { filter, types } }: Reading): Promise<readonly string[]> {
  return [...(filter.types.length === 0 ? await types() : filter.types)].sort();
}

/** A question of which the answer is needed to go on; without one, what it asked for is missing. */
export async function asked<T>(
  { gaps }: Reading,
  what: string,
  question: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof DriftgateError) throw error;
    gaps.push(`${what} (${because(error)})`);
    return undefined;
  }
}

/** What a stopped recorder recorded is no picture of what is there now. */
export function doubt({ uri, options, warnings }: Reading, why: string): void {
  const told = `what AWS Config shows may be old: ${why}`;
  if (!options.allowStale) throw readError(uri, told, '--allow-stale takes what it recorded last');
  warnings.add(told);
}

/** Names what is there of types that nobody asks for, where all that are known were to be read. */
export async function noteOthers(
  reading: Reading,
  catalog: Catalog,
  known: readonly string[],
): Promise<void> {
  if (reading.options.filter.types.length > 0) return;
  try {
    const counts = await allPages((token) => catalog.counts(token));
    for (const { type, count } of counts)
      if (count > 0 && !known.includes(type)) reading.otherTypes.add(type);
  } catch (error) {
    reading.warnings.add(`which further types there are of ${catalog.name} is not known: ${because(error)}`);
  }
}

export const listingOf = (
  { uri, options, gaps, unknownTypes, progress }: Reading,
  { region }: Connection,
  types: readonly string[],
  filter: ConfigFilter,
): Listing => ({
  uri,
  types,
  filter,
  missing: (what, why) => gaps.push(`${what} (${why})`),
  unknownType: (type) => unknownTypes.add(type),
  progress(items) {
    progress.items += items;
    options.onProgress?.(`reading ${uri}: ${progress.items} resources, ${region}`);
  },
});

export function refuseGaps({ uri, gaps }: Reading): void {
  if (gaps.length === 0) return;
  throw readError(
    uri,
    `the listing is not whole, so nothing is judged; missing: ${[...gaps].sort().join('; ')}`,
    'the credentials have to read AWS Config; --type limits what is read',
  );
}
