/** Wire forms of AWS Config, made from items as a snapshot has them. */

export type RawItem = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const typeOf = (item: RawItem): string => text(item['resourceType']);
export const idOf = (item: RawItem): string => text(item['resourceId']);
export const accountOf = (item: RawItem): string => text(item['awsAccountId']);
export const regionOf = (item: RawItem): string => text(item['awsRegion']);

/** BatchGet: JSON text for JSON, seconds for instants, neither tags nor relationships. */
export const baseItem = (item: RawItem): object => ({
  version: '1.3',
  accountId: item['awsAccountId'],
  configurationItemCaptureTime: Date.parse(text(item['configurationItemCaptureTime'])) / 1000,
  configurationItemStatus: item['configurationItemStatus'],
  configurationStateId: '1',
  arn: item['ARN'],
  resourceType: item['resourceType'],
  resourceId: item['resourceId'],
  resourceName: item['resourceName'],
  awsRegion: item['awsRegion'],
  configuration: JSON.stringify(item['configuration'] ?? null),
  supplementaryConfiguration: Object.fromEntries(
    Object.entries(isObject(item['supplementaryConfiguration']) ? item['supplementaryConfiguration'] : {})
      .filter(([name]) => !/tag/i.test(name))
      .map(([name, value]) => [name, JSON.stringify(value)]),
  ),
});

/** A row of an advanced query: JSON text in which nulls are dropped, numbers are floats and texts of lists are wrapped. */
export function selectRow(item: RawItem): string {
  return JSON.stringify(
    {
      accountId: item['awsAccountId'],
      awsRegion: item['awsRegion'],
      arn: item['ARN'],
      resourceId: item['resourceId'],
      resourceName: item['resourceName'],
      resourceType: item['resourceType'],
      configurationItemCaptureTime: item['configurationItemCaptureTime'],
      configurationItemStatus: item['configurationItemStatus'],
      ...(isObject(item['tags']) && {
        tags: Object.entries(item['tags']).map(([key, value]) => ({ tag: `${key}=${value}`, key, value })),
      }),
      configuration: wrapped(item['configuration']),
      supplementaryConfiguration: wrapped(item['supplementaryConfiguration']),
    },
    // A mark, since JSON.stringify writes 1.0 as 1.
    (_, value) => (typeof value === 'number' ? `\u0000${value}\u0000` : value),
  ).replace(/"\\u0000(-?[\d.]+(?:e[+-]?\d+)?)\\u0000"/g, (_, digits: string) =>
    /[.e]/.test(digits) ? digits : `${digits}.0`,
  );
}

function wrapped(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((each) => (typeof each === 'string' ? { value: each } : wrapped(each)));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null)
      .map(([key, part]) => [key, wrapped(part)]),
  );
}
