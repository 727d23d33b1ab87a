import type { ConfigItem } from '../../model/config-item.ts';
import { readError } from '../fault.ts';
import { accountCatalog } from './catalog.ts';
import { connect } from './connection.ts';
import { listAll } from './listing.ts';
import { asked, doubt, listingOf, noteOthers, type Reading, wantedTypes } from './reading.ts';
import { readRecorder } from './recorder.ts';

/** What AWS Config shows of the account of the credentials, in the regions wanted: else in the one of the environment. */
export async function* itemsOfAccount(reading: Reading): AsyncGenerator<ConfigItem> {
  const { uri, env, options } = reading;
  const { regions, accounts } = options.filter;
  const wanted = await wantedTypes(reading);
  for (const region of regions.length === 0 ? [undefined] : regions) {
    const connection = await connect(reading, env, region);
    const recorder = await asked(reading, `the recorder of ${connection.region}`, () =>
      readRecorder(connection, wanted),
    );
    if (recorder === undefined) continue;
    if (recorder.doubt !== undefined) doubt(reading, `in ${connection.region} ${recorder.doubt}`);
    if (options.filter.types.length > 0) noteUnrecorded(reading, connection.region, wanted, recorder.types);
    let { account } = recorder;
    const everything = { accounts: [], regions: [], types: [] };
    const listing = listingOf(reading, connection, recorder.types, everything);
    const catalog = accountCatalog(connection);
    await noteOthers(reading, catalog, wanted);
    for await (const item of listAll(catalog, listing)) {
      if (item.account !== '') account ??= item.account;
      // A listing does not say where a resource is that is not recorded.
      yield item.account === '' ? { ...item, account: account ?? '', region: connection.region } : item;
    }
    if (account === undefined) continue;
    refuseOtherAccount(uri, account, accounts);
    const types = recorder.types.filter((type) => !reading.unknownTypes.has(type));
    reading.recordings.push({ account, region: connection.region, types });
  }
}

/** Types that were asked for by name. */
function noteUnrecorded(
  { warnings }: Reading,
  region: string,
  wanted: readonly string[],
  recorded: readonly string[],
): void {
  const not = wanted.filter((type) => !recorded.includes(type));
  if (not.length > 0) warnings.add(`the recorder of ${region} does not record ${not.join(', ')}`);
}

/** Credentials of another profile would show another account, in which everything seems to be missing. */
function refuseOtherAccount(uri: string, account: string, accounts: readonly string[]): void {
  const others = accounts.filter((each) => each !== account);
  if (others.length > 0)
    throw readError(
      uri,
      `the credentials are of account ${account}, and do not show ${others.join(', ')}`,
      'choose another AWS_PROFILE, or read an aggregator: aws-config:NAME',
    );
}
