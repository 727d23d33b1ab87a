import { createHash } from 'node:crypto';
import type { ConfigInput, ConfigItem } from '../../model/config-item.ts';
import { readError } from '../fault.ts';
import { itemsOfAccount } from './account.ts';
import { itemsOfAggregator } from './aggregator.ts';
import { type Env, foreignWarnings } from './aws.ts';
import { isWanted } from './item.ts';
import { type LiveOptions, type Reading, refuseGaps } from './reading.ts';

/** `aws-config:` is the account of the credentials, `aws-config:NAME` an aggregator of it. Nothing is asked yet. */
export function liveInput(uri: string, env: Env, options: LiveOptions): ConfigInput {
  const aggregator = uri.slice('aws-config:'.length);
  if (!/^[\w-]{0,256}$/.test(aggregator))
    throw readError(uri, 'expected aws-config: or aws-config:NAME of an aggregator');
  const reading: Reading = {
    uri,
    env,
    options,
    warnings: new Set(),
    gaps: [],
    unknownTypes: new Set(),
    otherTypes: new Set(),
    recordings: [],
    foreignEndpoints: new Set(),
    progress: { items: 0 },
  };
  const hash = createHash('sha256');
  let bytes = 0;
  async function* items(): AsyncGenerator<ConfigItem> {
    const all = aggregator === '' ? itemsOfAccount(reading) : itemsOfAggregator(reading, aggregator);
    for await (const item of all) {
      if (!isWanted(item, options.filter)) continue;
      const line = JSON.stringify(item);
      bytes += line.length;
      hash.update(line);
      yield item;
    }
    // Whatever came before is no listing where a part of it is missing.
    refuseGaps(reading);
  }
  return {
    items,
    get recordings() {
      return reading.recordings.length === 0 ? undefined : reading.recordings;
    },
    info: {
      uri,
      kind: 'aws-config',
      get digest() {
        return `sha256:${hash.copy().digest('hex')}`;
      },
      get bytes() {
        return bytes;
      },
      get warnings() {
        return warningsOf(reading);
      },
    },
  };
}

const warningsOf = ({ warnings, unknownTypes, otherTypes, foreignEndpoints }: Reading): string[] => [
  ...[...warnings].sort(),
  ...naming('AWS Config does not know there', unknownTypes),
  ...naming('not read, since driftgate does not know them', otherTypes),
  ...foreignWarnings(foreignEndpoints),
];

const naming = (what: string, types: ReadonlySet<string>): string[] =>
  types.size === 0 ? [] : [`${what}: ${[...types].sort().join(', ')}`];
