import type { Result } from '../model/outcome.ts';
import type { Standing } from '../model/standing.ts';
import { clip } from './inert.ts';
import { groupBy, type Standed } from './order.ts';
import { anyPlace } from './place.ts';
import { says } from './words.ts';

/** Findings of one rule on the instances (`for_each`, `count`) of one block: one alert, as they share a line. */
export interface Block {
  readonly is: Standing;
  /** The instance that stands for all, the worst. */
  readonly first: Result;
  readonly addresses: readonly string[];
  /** Different messages, joined. */
  readonly says: string;
}

const named = 5;
const told = 3;

const blockOf = ({ result, is }: Standed): string => {
  const { file, line } = anyPlace(result);
  const alone = result.location ? '' : result.address;
  return JSON.stringify([result.rule, file, line, is, result.change, result.baseline, result.waiver, alone]);
};

/** Blocks in the order of their worst findings. */
export const blocksOf = (all: readonly Standed[]): Block[] =>
  groupBy(all, blockOf).map((group) => {
    const messages = [...new Set(group.map(({ result }) => says(result)))];
    const more = messages.length - told;
    const joined = messages
      .slice(0, told)
      .map((text) => clip(text, 500))
      .join('; ');
    return {
      is: group[0]!.is,
      first: group[0]!.result,
      addresses: [...new Set(group.map(({ result }) => result.address))],
      says: `${joined}${more > 0 ? ` and ${more} more` : ''}`,
    };
  });

/** "a", or "7 instances: a, b, c, d, e and 2 more". */
export const instances = ({ addresses }: Block): string => {
  const names = addresses
    .slice(0, named)
    .map((text) => clip(text, 300))
    .join(', ');
  const more = addresses.length - named;
  return `${addresses.length > 1 ? `${addresses.length} instances: ` : ''}${names}${more > 0 ? ` and ${more} more` : ''}`;
};
