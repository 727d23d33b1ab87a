import type { ConfigInput, ConfigItem } from '../../model/config-item.ts';
import type { RawObject, RawValue } from '../../model/raw.ts';
import { type JsonDocument, topValue } from '../document.ts';
import { readError } from '../fault.ts';
import { sourceInfo } from '../source-info.ts';

/** A snapshot or a history file of AWS Config (`configurationItems`), as it lies in the bucket of a delivery channel. */
export function toConfigInput(document: JsonDocument): ConfigInput {
  const { uri } = document;
  const items = topValue(document, 'configurationItems');
  if (!Array.isArray(items))
    throw readError(uri, 'expected `configurationItems` to be a list, as in a snapshot of AWS Config');
  const info = { ...sourceInfo(document, 'aws-config'), kind: 'aws-config' as const };
  return {
    info,
    async *items() {
      for (const [index, item] of items.entries()) yield toItem(item, `item ${index}`, uri);
    },
  };
}

function toItem(raw: unknown, where: string, uri: string): ConfigItem {
  if (!isObject(raw)) throw readError(uri, `${where} of \`configurationItems\`: expected an object`);
  const text = (...names: string[]): string | undefined =>
    names
      .map((name) => raw[name])
      .find((value): value is string => typeof value === 'string' && value !== '');
  const required = (...names: string[]): string => {
    const value = text(...names);
    if (value === undefined)
      throw readError(uri, `${where} of \`configurationItems\`: expected \`${names[0]}\` to be a text`);
    return value;
  };
  const status = text('configurationItemStatus') ?? 'OK';
  const name = text('resourceName');
  const arn = text('ARN', 'arn');
  const tags = tagsOf(raw['tags']);
  return {
    type: required('resourceType'),
    account: required('awsAccountId', 'accountId'),
    region: text('awsRegion') ?? 'global',
    id: text('resourceId') ?? '',
    ...(name === undefined ? {} : { name }),
    ...(arn === undefined ? {} : { arn }),
    status: /^ResourceDeleted/.test(status)
      ? 'deleted'
      : status === 'ResourceNotRecorded'
        ? 'not-recorded'
        : 'recorded',
    capturedAt: new Date(required('configurationItemCaptureTime')).toISOString(),
    ...(tags === undefined ? {} : { tags }),
    configuration: objectOf(raw['configuration']),
    supplementary: objectOf(raw['supplementaryConfiguration']),
  };
}

function tagsOf(value: unknown): Record<string, string> | undefined {
  if (!isObject(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}

/** An object, also as JSON text, whose values may be JSON text again. */
function objectOf(value: unknown): RawObject {
  const decoded = decode(value);
  if (!isObject(decoded)) return {};
  return Object.fromEntries(
    Object.entries(decoded).map(([key, part]) => [key, unwrapped(part)]),
  ) as RawObject;
}

/** `{value: x}` stands for x in the answers of an advanced query. */
function unwrapped(value: unknown): RawValue {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (!isObject(value)) return value as RawValue;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === 'value') return unwrapped(only[1]);
  return Object.fromEntries(entries.map(([key, part]) => [key, unwrapped(part)])) as RawObject;
}

function decode(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
