import type { ConfigFilter, ConfigItem } from '../../model/config-item.ts';
import { aggregatorCatalog } from './catalog.ts';
import { allPages, type Connection, connect } from './connection.ts';
import { listAll } from './listing.ts';
import { asked, doubt, listingOf, noteOthers, type Reading, wantedTypes } from './reading.ts';

/** What an aggregator, as of an organization, shows of its accounts and regions. */
export async function* itemsOfAggregator(reading: Reading, name: string): AsyncGenerator<ConfigItem> {
  const { filter } = reading.options;
  const connection = await connect(reading, reading.env, undefined);
  const doubts = await asked(reading, `the sources of aggregator \`${name}\``, () =>
    sourceDoubts(connection, name, filter),
  );
  if (doubts === undefined) return;
  if (doubts.length > 0) doubt(reading, doubts.join('; '));
  const wanted = await wantedTypes(reading);
  const catalog = aggregatorCatalog(connection, name);
  await noteOthers(reading, catalog, wanted);
  yield* listAll(catalog, listingOf(reading, connection, wanted, filter));
}

/** Accounts and regions of which an aggregator has no picture, or an old one, with its state. */
async function sourceDoubts(
  connection: Connection,
  aggregator: string,
  { accounts, regions }: ConfigFilter,
): Promise<string[]> {
  const sources = await allPages(async (NextToken) => {
    const found = await connection.ask((api) =>
      api.describeConfigurationAggregatorSourcesStatus({
        ConfigurationAggregatorName: aggregator,
        ...(NextToken && { NextToken }),
      }),
    );
    return { rows: found.AggregatedSourceStatusList ?? [], next: found.NextToken };
  });
  return sources
    .filter(({ LastUpdateStatus: status }) => status !== undefined && status !== 'SUCCEEDED')
    .filter(
      ({ SourceId = '', AwsRegion = '', SourceType }) =>
        (SourceType !== 'ACCOUNT' || accounts.length === 0 || accounts.includes(SourceId)) &&
        (regions.length === 0 || AwsRegion === '' || regions.includes(AwsRegion)),
    )
    .map(
      ({ SourceId, AwsRegion = 'in all regions', LastUpdateStatus }) =>
        `${SourceId} ${AwsRegion} is ${LastUpdateStatus}`,
    )
    .sort();
}
