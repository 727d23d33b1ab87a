import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import type { ConfigFilter, ConfigInput } from '../../model/config-item.ts';
import { readError } from '../fault.ts';
import { documentsInput, type Named } from './documents.ts';
import { newestSnapshots } from './newest.ts';

/**
 * A snapshot or history file of AWS Config (`.json`, `.json.gz`), or a folder of them as they lie in the bucket of a
 * delivery channel; undefined for anything else. Nothing is read yet but the head of a file.
 */
export async function openConfigFiles(
  uri: string,
  cwd: string,
  filter: ConfigFilter,
): Promise<ConfigInput | undefined> {
  const path = resolve(cwd, uri);
  const status = await stat(path).catch(() => undefined);
  if (status?.isFile()) {
    if (!(await isDelivery(path))) return undefined;
    return documentsInput(uri, [{ name: uri, open: () => openFile(path) }], filter);
  }
  if (!status?.isDirectory()) return undefined;
  const names = await deliveriesIn(uri, path);
  if (names === undefined) return undefined;
  const { kept, older } = newestSnapshots(names);
  const documents = kept.map(
    (name): Named => ({ name: join(uri, name), open: () => openFile(join(path, name)) }),
  );
  return documentsInput(uri, documents, filter, { older });
}

/**
 * Names of the files below a folder that can be deliveries, sorted; no link is followed. Undefined where the first is
 * none: a folder of Terraform, or of anything else, can hold JSON of any kind.
 */
async function deliveriesIn(uri: string, folder: string): Promise<string[] | undefined> {
  const names: string[] = [];
  try {
    if ((await readdir(folder)).some((name) => /\.tf(\.json)?$/.test(name))) return undefined;
    for await (const name of filesBelow(folder, '')) {
      if (!isDeliveryName(name)) continue;
      if (names.length === 0 && !(await isDelivery(join(folder, name)))) return undefined;
      names.push(name);
    }
  } catch (error) {
    if (names.length === 0) return undefined;
    throw readError(uri, 'a folder in it cannot be read', undefined, error);
  }
  return names.length === 0 ? undefined : names.sort();
}

async function* filesBelow(folder: string, at: string): AsyncGenerator<string> {
  const entries = await readdir(join(folder, at), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = at === '' ? entry.name : `${at}/${entry.name}`;
    if (entry.isFile()) yield name;
    else if (entry.isDirectory() && !/^(\.|node_modules$)/.test(entry.name)) yield* filesBelow(folder, name);
  }
}

/**
 * Files of notifications that were too large for a message (`OversizedChangeNotification/`) are copies: the history has
 * their items as well.
 */
export const isDeliveryName = (path: string): boolean =>
  /(^|\/)[^./][^/]*\.json(\.gz)?$/.test(path) && !/(^|\/)OversizedChangeNotification\//.test(path);

/** First keys of the documents of AWS Config: in files, in answers of its API that a command printed, and in our own. */
const heads =
  /^\ufeff?\s*\{\s*"(fileVersion|configSnapshotId|requestId|recordings|(configuration|baseConfiguration|BaseConfiguration)Items|Results|QueryInfo)"/;

/** A file that can't be opened is none; who reads it next says why. */
async function isDelivery(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0);
    const head = buffer.subarray(0, bytesRead);
    return heads.test((isGzip(head) ? inflated(head) : head).toString('utf8', 0, 4096));
  } finally {
    await file.close();
  }
}

const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b;

function inflated(head: Buffer): Buffer {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

const openFile = (path: string): AsyncIterable<Buffer> =>
  unpacked(createReadStream(path, { highWaterMark: 1 << 18 }));

/** Bytes as they are, or unpacked where they begin as a gzip file does. */
export async function* unpacked(stream: Readable): AsyncGenerator<Buffer> {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  const { value: head, done } = await chunks.next();
  if (done) return;
  const all = async function* (): AsyncGenerator<Buffer> {
    yield head;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  if (!isGzip(head)) yield* all();
  else yield* pipeline(all, createGunzip({ chunkSize: 1 << 18 }), () => undefined);
}
