import type { ConfigFilter, ConfigItem } from '../../model/config-item.ts';
import type { RawObject, RawValue } from '../../model/raw.ts';
import { readError } from '../fault.ts';

/**
 * An item in any of the four wire forms: snapshot or history file (`ARN`, `awsAccountId`, `configuration` an object),
 * GetResourceConfigHistory and BatchGet (`arn`, `accountId`, JSON text), a row of an advanced query (`{value: x}` around
 * values, tags as a list; `isRow`). `where` names it in errors, which quote nothing of it.
 */
export function toItem(raw: unknown, where: string, uri: string, isRow = false): ConfigItem {
  if (!isObject(raw)) throw readError(uri, `${where}: expected an object`);
  const text = (...names: string[]): string | undefined =>
    names
      .map((name) => raw[name])
      .find((value): value is string => typeof value === 'string' && value !== '');
  const required = (...names: string[]): string => {
    const value = text(...names);
    if (value === undefined) throw readError(uri, `${where}: expected \`${names[0]}\` to be a text`);
    return value;
  };
  const bare = (object: RawObject): RawObject => (isRow ? (unwrapped(object) as RawObject) : object);
  const type = required('resourceType');
  const captured = new Date(instantOf(raw['configurationItemCaptureTime']));
  if (Number.isNaN(captured.getTime()))
    throw readError(uri, `${where}: expected \`configurationItemCaptureTime\` to be an instant`);
  const name = text('resourceName');
  const arn = text('ARN', 'arn');
  const tags = tagsOf(raw['tags']);
  return {
    type,
    account: required('awsAccountId', 'accountId'),
    region: text('awsRegion') ?? 'global',
    id: text('resourceId') ?? '',
    ...(name === undefined ? {} : { name }),
    ...(arn === undefined ? {} : { arn }),
    status: statusOf(text('configurationItemStatus') ?? 'OK'),
    capturedAt: captured.toISOString(),
    ...(tags === undefined ? {} : { tags }),
    configuration: withoutSecrets(type, bare(objectOf(raw['configuration']))),
    supplementary: bare(supplementOf(raw)),
  };
}

/** A Date as the SDK gives it, a text, or seconds since 1970 as AWS JSON has them. */
function instantOf(value: unknown): string | number | Date {
  if (value instanceof Date || typeof value === 'string') return value;
  return typeof value === 'number' ? value * 1000 : Number.NaN;
}

/** `ResourceDeletedNotRecorded` is deleted as well: what is not there any more is not recorded either. */
const statusOf = (status: string): ConfigItem['status'] =>
  status.startsWith('ResourceDeleted')
    ? 'deleted'
    : status === 'ResourceNotRecorded'
      ? 'not-recorded'
      : 'recorded';

/** Keys of items that hold secrets in clear text, at any depth: the pre-shared keys of a VPN's tunnels. */
const secretKeys: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::VPNConnection': ['customergatewayconfiguration', 'presharedkey'],
};

function withoutSecrets(type: string, configuration: RawObject): RawObject {
  const secret = Object.hasOwn(secretKeys, type) ? secretKeys[type] : undefined;
  return secret === undefined ? configuration : (less(configuration, secret) as RawObject);
}

function less(value: RawValue, keys: readonly string[]): RawValue {
  if (Array.isArray(value)) return value.map((each) => less(each, keys));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !keys.includes(key.toLowerCase()))
      .map(([key, part]) => [key, less(part, keys)]),
  );
}

/** `{key: value}`, or as an advanced query gives them a list of `{key, value}`. */
function tagsOf(value: unknown): Record<string, string> | undefined {
  const pairs = Array.isArray(value)
    ? value.filter(isObject).map(({ key, value: own }) => [key, own])
    : isObject(value)
      ? Object.entries(value)
      : undefined;
  if (pairs === undefined) return undefined;
  return Object.fromEntries(
    pairs.filter(
      (pair): pair is [string, string] => typeof pair[0] === 'string' && typeof pair[1] === 'string',
    ),
  );
}

/** Where the configuration is JSON text, as the API has it, each value of the supplement is JSON text as well. */
function supplementOf({
  configuration,
  supplementaryConfiguration: values,
}: Record<string, unknown>): RawObject {
  if (typeof configuration !== 'string' || !isObject(values)) return objectOf(values);
  return objectOf(Object.fromEntries(Object.entries(values).map(([key, text]) => [key, parsed(text)])));
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** An object, also as JSON text. */
function objectOf(value: unknown): RawObject {
  const decoded = parsed(value);
  return isObject(decoded) ? (decoded as RawObject) : {};
}

/** `{value: x}` stands for x in the answers of an advanced query. */
function unwrapped(value: RawValue): RawValue {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === 'value') return unwrapped(only[1]);
  return Object.fromEntries(entries.map(([key, part]) => [key, unwrapped(part)]));
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Global resources are of every region. */
export const isWanted = (
  { type, account, region }: Pick<ConfigItem, 'type' | 'account' | 'region'>,
  { accounts, regions, types }: ConfigFilter,
): boolean =>
  (accounts.length === 0 || accounts.includes(account)) &&
  (regions.length === 0 || region === 'global' || regions.includes(region)) &&
  (types.length === 0 || types.includes(type));
