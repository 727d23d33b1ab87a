import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accountOf, baseItem, idOf, type RawItem, regionOf, selectRow, typeOf } from './wire.ts';

/** What an endpoint stands for. */
export interface Estate {
  readonly items: readonly RawItem[];
  /** Account of the credentials. */
  readonly account?: string;
  /** Rows and names of a page; AWS gives 100. */
  readonly pageSize?: number;
  /** Types of which queries have no rows though they are recorded. */
  readonly unserved?: readonly string[];
  /** Types that spoil a query. */
  readonly unqueryable?: readonly string[];
  /** Types that a listing refuses. */
  readonly unknown?: readonly string[];
  readonly recorders?: readonly object[];
  readonly states?: readonly object[];
  readonly sources?: readonly object[];
  /** Ids that BatchGet leaves over the first time. */
  readonly leftOver?: readonly string[];
}

export interface Asked {
  readonly operation: string;
  readonly body: Record<string, unknown>;
  /** Requests of this operation so far, this one with them. */
  readonly count: number;
  readonly accessKey: string;
  readonly region: string;
}

/** An error of AWS; bytes cut off the answer; no answer; a closed connection; an answer of one's own. */
export type Fault =
  | { readonly error: string; readonly status?: number }
  | { readonly cut: number }
  | { readonly answer: unknown }
  | 'hang'
  | 'reset';

export interface Endpoint {
  readonly url: string;
  /** `ListDiscoveredResources AWS::S3::Bucket`, in the order in which they came. */
  readonly requests: Asked[];
  close(): Promise<void>;
}

/** AWS Config on the loopback interface: AWS JSON 1.1, X-Amz-Target, true paging, all wire forms, and faults. */
export async function startEndpoint(
  estate: Estate,
  fault: (asked: Asked) => Fault | undefined = () => undefined,
): Promise<Endpoint> {
  const requests: Asked[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const target = String(request.headers['x-amz-target'] ?? '');
    const operation = target.replace(/^StarlingDoveService\./, '');
    const [, accessKey = '', region = ''] =
      /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(String(request.headers.authorization)) ?? [];
    const count = requests.filter((each) => each.operation === operation).length + 1;
    const asked = { operation, count, accessKey, region, body: JSON.parse(Buffer.concat(chunks).toString()) };
    requests.push(asked);
    const found = fault(asked);
    if (found === 'hang') return;
    if (found === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const { status, text } = respond(asked, found);
    response.writeHead(status, {
      'content-type': 'application/x-amz-json-1.1',
      ...(found !== undefined && 'cut' in found ? {} : { 'content-length': Buffer.byteLength(text) }),
    });
    response.end(found !== undefined && 'cut' in found ? text.slice(0, -found.cut) : text);
  }
  function respond(asked: Asked, found: Exclude<Fault, string> | undefined) {
    const failure = (name: string, status = 400) => ({
      status,
      text: JSON.stringify({ __type: name, message: 'x' }),
    });
    if (found !== undefined && 'error' in found) return failure(found.error, found.status);
    try {
      const said = found !== undefined && 'answer' in found ? found.answer : operate(estate, asked);
      return { status: 200, text: JSON.stringify(said) };
    } catch (error) {
      if (error instanceof Refused) return failure(error.message);
      throw error;
    }
  }
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((go) => {
        server.closeAllConnections();
        server.close(() => go());
      }),
  };
}

class Refused extends Error {}

const recorder = {
  arn: 'arn:aws:config:eu-central-1:444455556666:configuration-recorder/default/x',
  name: 'default',
  recordingGroup: {
    allSupported: true,
    includeGlobalResourceTypes: true,
    resourceTypes: [],
    recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
  },
};
const running = { name: 'default', recording: true, lastStatus: 'SUCCESS' };

function operate(estate: Estate, { operation, body, count, region }: Asked): unknown {
  const { items, account = '444455556666' } = estate;
  const here = items.filter(
    (item) => accountOf(item) === account && ['global', region].includes(regionOf(item)),
  );
  switch (operation) {
    case 'DescribeConfigurationRecorders':
      return { ConfigurationRecorders: estate.recorders ?? [recorder] };
    case 'DescribeConfigurationRecorderStatus':
      return { ConfigurationRecordersStatus: estate.states ?? [running] };
    case 'DescribeConfigurationAggregatorSourcesStatus': {
      const { rows, next } = page(estate, estate.sources ?? [], 'sources', body['NextToken']);
      return { AggregatedSourceStatusList: rows, NextToken: next };
    }
    case 'SelectResourceConfig':
      return select(estate, here, body);
    case 'SelectAggregateResourceConfig':
      return select(estate, items, body);
    case 'ListDiscoveredResources': {
      const type = String(body['resourceType']);
      const { rows, next } = page(estate, listed(estate, here, type), type, body['nextToken']);
      return {
        resourceIdentifiers: rows.map((item) => ({ resourceType: type, resourceId: idOf(item) })),
        nextToken: next,
      };
    }
    case 'ListAggregateDiscoveredResources': {
      const type = String(body['ResourceType']);
      const { rows, next } = page(estate, listed(estate, items, type), type, body['NextToken']);
      return { ResourceIdentifiers: rows.map(identifier), NextToken: next };
    }
    case 'GetDiscoveredResourceCounts': {
      const { rows, next } = page(estate, countsOf(here), 'counts', body['nextToken']);
      return {
        resourceCounts: rows.map(([resourceType, number]) => ({ resourceType, count: number })),
        nextToken: next,
      };
    }
    case 'GetAggregateDiscoveredResourceCounts': {
      const { rows, next } = page(estate, countsOf(items), 'counts', body['NextToken']);
      return {
        GroupedResourceCounts: rows.map(([GroupName, ResourceCount]) => ({ GroupName, ResourceCount })),
        NextToken: next,
      };
    }
    case 'BatchGetResourceConfig': {
      const keys = body['resourceKeys'] as { resourceType: string; resourceId: string }[];
      const left = keys.filter(({ resourceId }) => count === 1 && estate.leftOver?.includes(resourceId));
      const got = keys
        .filter((key) => !left.includes(key))
        .flatMap((key) =>
          live(here).filter((item) => typeOf(item) === key.resourceType && idOf(item) === key.resourceId),
        );
      return { baseConfigurationItems: got.map(baseItem), unprocessedResourceKeys: left };
    }
    case 'BatchGetAggregateResourceConfig': {
      const keys = body['ResourceIdentifiers'] as ReturnType<typeof identifier>[];
      const got = keys.flatMap((key) =>
        live(items).filter((item) => JSON.stringify(identifier(item)) === JSON.stringify(identifierOf(key))),
      );
      return { BaseConfigurationItems: got.map(baseItem), UnprocessedResourceIdentifiers: [] };
    }
    default:
      throw new Refused('UnknownOperationException');
  }
}

const identifier = (item: RawItem) => ({
  SourceAccountId: accountOf(item),
  SourceRegion: regionOf(item),
  ResourceId: idOf(item),
  ResourceType: typeOf(item),
});
const identifierOf = (key: ReturnType<typeof identifier>) => ({
  SourceAccountId: key.SourceAccountId,
  SourceRegion: key.SourceRegion,
  ResourceId: key.ResourceId,
  ResourceType: key.ResourceType,
});

const countsOf = (items: readonly RawItem[]): [string, number][] => {
  const types = live(items).map(typeOf);
  return [...new Set(types)].map((type) => [type, types.filter((each) => each === type).length]);
};

const statusOf = (item: RawItem): unknown => item['configurationItemStatus'];
/** What can be got: neither deleted nor discovered only. */
const live = (items: readonly RawItem[]) =>
  items.filter((item) => ['OK', 'ResourceDiscovered'].includes(String(statusOf(item))));

function listed({ unknown = [] }: Estate, items: readonly RawItem[], type: string): readonly RawItem[] {
  if (unknown.includes(type)) throw new Refused('ValidationException');
  return items.filter(
    (item) => typeOf(item) === type && !String(statusOf(item)).startsWith('ResourceDeleted'),
  );
}

/** Knows the one form of expression that is asked: columns, and conditions `x IN ('a', 'b')`. */
function select(estate: Estate, items: readonly RawItem[], body: Record<string, unknown>): object {
  const expression = String(body['Expression']);
  if (expression.length > 4096) throw new Refused('InvalidExpressionException');
  const wanted = (column: string): readonly string[] | undefined =>
    new RegExp(`\\b${column} IN \\(([^)]*)\\)`).exec(expression)?.[1]?.match(/[^', ]+/g) ?? undefined;
  const types = wanted('resourceType') ?? [];
  if (types.some((type) => estate.unqueryable?.includes(type)))
    throw new Refused('InvalidExpressionException');
  const found = live(items).filter(
    (item) =>
      types.includes(typeOf(item)) &&
      !estate.unserved?.includes(typeOf(item)) &&
      (wanted('accountId')?.includes(accountOf(item)) ?? true) &&
      (wanted('awsRegion')?.includes(regionOf(item)) ?? true),
  );
  const { rows, next } = page(estate, found, expression, body['NextToken']);
  return { Results: rows.map(selectRow), QueryInfo: { SelectFields: [] }, NextToken: next };
}

/** A token is good for the listing that gave it. */
function page<T>({ pageSize = 100 }: Estate, all: readonly T[], what: string, token: unknown) {
  const own = createHash('sha256').update(what).digest('hex').slice(0, 12);
  const [of, from = '0'] = typeof token === 'string' ? token.split('.') : [own];
  if (of !== own) throw new Refused('InvalidNextTokenException');
  const end = Number(from) + pageSize;
  return { rows: all.slice(Number(from), end), next: end < all.length ? `${own}.${end}` : undefined };
}
