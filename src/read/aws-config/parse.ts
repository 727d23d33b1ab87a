import { createHash, type Hash } from 'node:crypto';
import type { ConfigItem, Recording } from '../../model/config-item.ts';
import { decode } from '../decode.ts';
import { JsonFault, readError } from '../fault.ts';
import { scan } from '../scan.ts';
import { parseSlice } from '../slice.ts';
import { isObject, toItem } from './item.ts';
import { listNames, split } from './split.ts';

/** What is known of a document when its items are through. */
export interface Around {
  readonly recordings: readonly Recording[] | undefined;
}

/** Counts and fingerprints what is read. */
export interface Meter {
  readonly hash: Hash;
  bytes: number;
  loneSurrogates: number;
}

export const newMeter = (): Meter => ({ hash: createHash('sha256'), bytes: 0, loneSurrogates: 0 });

/**
 * The items of one document of AWS Config, in any wire form, one at a time. Returns what stands around them. Throws a
 * DriftgateError of stage `read` where the text is not strict JSON or ends early: what came before is no listing then.
 */
export async function* parseItems(
  uri: string,
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  meter: Meter,
): AsyncGenerator<ConfigItem, Around> {
  let index = 0;
  try {
    for await (const part of split(metered(chunks, meter))) {
      if ('around' in part)
        return aroundOf(
          uri,
          named('around the items', () => strict(uri, part.around, meter)),
        );
      const where = `item ${index++}`;
      const [raw] = named(where, () => strict(uri, part.item, meter)) as [unknown];
      yield typeof raw === 'string' ? rowItem(raw, where, uri, meter) : toItem(raw, where, uri);
    }
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    const hint = error.fault === 'truncated' ? 'fetch the file again: it is not whole' : undefined;
    throw readError(uri, `${error.message} at byte ${error.offset}`, hint);
  }
  throw readError(uri, 'the document ends early');
}

async function* metered(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  meter: Meter,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    meter.bytes += chunk.length;
    meter.hash.update(chunk);
    yield chunk;
  }
}

/** Offsets of faults are those in the part of the document that `where` names. */
function named<T>(where: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof JsonFault)
      throw new JsonFault(`${where}: ${error.message}`, error.offset, error.fault);
    throw error;
  }
}

/** Checks bytes with one spare byte after them as any other input is checked, and parses them. */
function strict(uri: string, buffer: Buffer, meter: Meter): unknown {
  const source = decode(uri, { buffer, length: buffer.length - 1 });
  const found = scan(source);
  meter.loneSurrogates += found.loneSurrogates;
  return parseSlice({ source, scan: found }, found.start, source.end);
}

/** An item of a row of an advanced query, which is JSON text. */
export function rowItem(row: string, where: string, uri: string, meter = newMeter()): ConfigItem {
  const raw = named(where, () => strict(uri, Buffer.from(`${row}\0`), meter));
  return toItem(raw, where, uri, true);
}

/** The recorders that `driftgate snapshot` notes; and a page of an API that says there are more is no listing. */
function aroundOf(uri: string, document: unknown): Around {
  if (!isObject(document) || !listNames.some((name) => Array.isArray(document[name])))
    throw readError(uri, 'expected a list `configurationItems`, as in a snapshot of AWS Config');
  const more = ['nextToken', 'NextToken'].some((name) => typeof document[name] === 'string');
  const left = ['unprocessedResourceKeys', 'UnprocessedResourceIdentifiers']
    .map((name) => document[name])
    .some((list) => Array.isArray(list) && list.length > 0);
  if (more || left)
    throw readError(
      uri,
      'it is one page of a listing of which more pages exist',
      'driftgate snapshot -o FILE',
    );
  const recordings = document['recordings'];
  if (recordings === undefined) return { recordings: undefined };
  const list: unknown[] = Array.isArray(recordings) ? recordings : [recordings];
  if (!list.every(isRecording))
    throw readError(uri, 'expected `recordings` to be a list of account, region and types');
  return { recordings: list };
}

const isRecording = (value: unknown): value is Recording =>
  isObject(value) &&
  typeof value['account'] === 'string' &&
  typeof value['region'] === 'string' &&
  Array.isArray(value['types']) &&
  value['types'].every((type) => typeof type === 'string');
