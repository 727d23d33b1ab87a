import type { ConfigService } from '@aws-sdk/client-config-service';
import type { Connection, Page } from './connection.ts';

/** A resource as a listing names it. */
export interface Key {
  readonly type: string;
  readonly id: string;
  readonly name?: string | undefined;
  /** Of an aggregator only. */
  readonly account?: string;
  readonly region?: string;
}

export interface Count {
  readonly type: string;
  readonly count: number;
}

/** What the API of an account and that of an aggregator have in common; each call can be a page or a part. */
export interface Catalog {
  /** `eu-west-1`, or `aggregator all`: where, for errors. */
  readonly name: string;
  /** Keys have an account and a region. */
  readonly placed: boolean;
  /** Rows of an advanced query, each JSON text. */
  select(expression: string, token: string | undefined): Promise<Page<string>>;
  /** What was discovered of a type, also where nothing is recorded of it; nothing deleted. */
  list(type: string, token: string | undefined): Promise<Page<Key>>;
  /** How many resources there are of each type, as AWS Config counts them; it can be behind. */
  counts(token: string | undefined): Promise<Page<Count>>;
  /** Items of at most 100 keys of one account and region, and the keys that are to be asked for again. */
  get(keys: readonly Key[]): Promise<{ items: readonly unknown[]; left: readonly Key[] }>;
}

const limit = 100;

export const accountCatalog = (connection: Connection): Catalog => ({
  name: connection.region,
  placed: false,
  async select(Expression, NextToken) {
    const found = await connection.ask((api) =>
      api.selectResourceConfig({ Expression, Limit: limit, ...(NextToken && { NextToken }) }),
    );
    return { rows: found.Results ?? [], next: found.NextToken };
  },
  async list(type, nextToken) {
    const found = await connection.ask((api) =>
      api.listDiscoveredResources({
        resourceType: type as Listed,
        limit,
        ...(nextToken && { nextToken }),
      }),
    );
    const rows = (found.resourceIdentifiers ?? []).map(({ resourceId = '', resourceName }) => ({
      type,
      id: resourceId,
      name: resourceName,
    }));
    return { rows, next: found.nextToken };
  },
  async counts(nextToken) {
    const found = await connection.ask((api) =>
      api.getDiscoveredResourceCounts({ limit, ...(nextToken && { nextToken }) }),
    );
    const rows = (found.resourceCounts ?? []).map(({ resourceType = '', count = 0 }) => ({
      type: resourceType,
      count,
    }));
    return { rows, next: found.nextToken };
  },
  async get(keys) {
    const found = await connection.ask((api) =>
      api.batchGetResourceConfig({
        resourceKeys: keys.map(({ type, id }) => ({ resourceType: type as Listed, resourceId: id })),
      }),
    );
    const left = found.unprocessedResourceKeys ?? [];
    return {
      items: found.baseConfigurationItems ?? [],
      left: left.map(({ resourceType = '', resourceId = '' }) => ({ type: resourceType, id: resourceId })),
    };
  },
});

export const aggregatorCatalog = (connection: Connection, aggregator: string): Catalog => ({
  name: `aggregator \`${aggregator}\``,
  placed: true,
  async select(Expression, NextToken) {
    const found = await connection.ask((api) =>
      api.selectAggregateResourceConfig({
        ConfigurationAggregatorName: aggregator,
        Expression,
        Limit: limit,
        ...(NextToken && { NextToken }),
      }),
    );
    return { rows: found.Results ?? [], next: found.NextToken };
  },
  async list(type, NextToken) {
    const found = await connection.ask((api) =>
      api.listAggregateDiscoveredResources({
        ConfigurationAggregatorName: aggregator,
        ResourceType: type as Listed,
        Limit: limit,
        ...(NextToken && { NextToken }),
      }),
    );
    return { rows: (found.ResourceIdentifiers ?? []).map(keyOf), next: found.NextToken };
  },
  async counts(NextToken) {
    const found = await connection.ask((api) =>
      api.getAggregateDiscoveredResourceCounts({
        ConfigurationAggregatorName: aggregator,
        GroupByKey: 'RESOURCE_TYPE',
        Limit: limit,
        ...(NextToken && { NextToken }),
      }),
    );
    const rows = (found.GroupedResourceCounts ?? []).map(({ GroupName = '', ResourceCount = 0 }) => ({
      type: GroupName,
      count: ResourceCount,
    }));
    return { rows, next: found.NextToken };
  },
  async get(keys) {
    const found = await connection.ask((api) =>
      api.batchGetAggregateResourceConfig({
        ConfigurationAggregatorName: aggregator,
        ResourceIdentifiers: keys.map(({ type, id, account, region }) => ({
          ResourceType: type as Listed,
          ResourceId: id,
          SourceAccountId: account,
          SourceRegion: region,
        })),
      }),
    );
    return {
      items: found.BaseConfigurationItems ?? [],
      left: (found.UnprocessedResourceIdentifiers ?? []).map(keyOf),
    };
  },
});

/** The SDK's enumeration of types is that of its release; AWS Config knows more. */
type Listed = NonNullable<Parameters<ConfigService['listDiscoveredResources']>[0]['resourceType']>;

const keyOf = (named: {
  ResourceType?: string | undefined;
  ResourceId?: string | undefined;
  ResourceName?: string | undefined;
  SourceAccountId?: string | undefined;
  SourceRegion?: string | undefined;
}): Key => ({
  type: named.ResourceType ?? '',
  id: named.ResourceId ?? '',
  name: named.ResourceName,
  ...(named.SourceAccountId === undefined ? {} : { account: named.SourceAccountId }),
  ...(named.SourceRegion === undefined ? {} : { region: named.SourceRegion }),
});
