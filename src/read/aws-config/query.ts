import type { ConfigFilter } from '../../model/config-item.ts';

/** Whole columns: `configuration.x` of types that spell x otherwise is refused in one query. */
const columns = [
  'accountId',
  'awsRegion',
  'arn',
  'resourceId',
  'resourceName',
  'resourceType',
  'configurationItemCaptureTime',
  'configurationItemStatus',
  'tags',
  'configuration',
  'supplementaryConfiguration',
].join(', ');

/** Longest expression that AWS Config takes (https://docs.aws.amazon.com/config/latest/APIReference/API_SelectResourceConfig.html). */
const maxLength = 4096;
/** So that queries can run beside each other, and one that fails costs few types. */
const maxTypes = 20;

/** An advanced query and the types that it is about. */
export interface Query {
  readonly types: readonly string[];
  readonly expression: string;
}

/** Queries for all types, limited to the accounts and regions wanted. */
export function queriesFor(types: readonly string[], { accounts, regions }: ConfigFilter): Query[] {
  const expression = (some: readonly string[]): string =>
    [
      `SELECT ${columns} WHERE resourceType IN (${list(some)})`,
      ...(accounts.length === 0 ? [] : [`accountId IN (${list(accounts)})`]),
      ...(regions.length === 0 ? [] : [`awsRegion IN (${list([...regions, 'global'])})`]),
    ].join(' AND ');
  const queries: Query[] = [];
  let open: string[] = [];
  const close = (): void => {
    if (open.length > 0) queries.push({ types: open, expression: expression(open) });
    open = [];
  };
  for (const type of types) {
    if (open.length === maxTypes || expression([...open, type]).length > maxLength) close();
    open.push(type);
  }
  close();
  return queries;
}

/** Types, accounts and regions are checked before they come here: no quote is in them. */
const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');
