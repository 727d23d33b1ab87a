import type { Readable } from 'node:stream';
import type { S3 } from '@aws-sdk/client-s3';
import type { ConfigFilter, ConfigInput } from '../../model/config-item.ts';
import { DriftgateError } from '../../model/errors.ts';
import { readError } from '../fault.ts';
import { because, clientSettings, type Env, foreignWarnings, guard } from './aws.ts';
import { allPages } from './connection.ts';
import { documentsInput, type Named } from './documents.ts';
import { isDeliveryName, unpacked } from './files.ts';
import { newestSnapshots } from './newest.ts';

/** Snapshot and history files below `s3://bucket/prefix`, as a delivery channel of AWS Config writes them. */
export async function openBucket(uri: string, env: Env, filter: ConfigFilter): Promise<ConfigInput> {
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(uri) ?? [];
  if (bucket === undefined) throw readError(uri, 'expected s3://BUCKET/PREFIX');
  const foreign = new Set<string>();
  const s3 = await client(env, foreign);
  const keys = await answered(uri, 'list its objects', () => keysBelow(s3, bucket, prefix));
  const { kept, older } = newestSnapshots(keys.filter(isDeliveryName).sort());
  if (kept.length === 0)
    throw readError(uri, 'no snapshot or history file (*.json, *.json.gz) is there', `aws s3 ls ${uri}`);
  const documents = kept.map(
    (key): Named => ({ name: `s3://${bucket}/${key}`, open: () => object(s3, bucket, key) }),
  );
  return documentsInput(uri, documents, filter, { older, more: () => foreignWarnings(foreign) });
}

async function client(env: Env, foreign: Set<string>): Promise<S3> {
  const sdk = await import('@aws-sdk/client-s3');
  const settings = clientSettings('S3', env);
  const s3 = new sdk.S3({
    ...settings,
    // The region of a bucket is told by the answer to the first request.
    followRegionRedirects: true,
    // An endpoint of one's own has no name for each bucket.
    forcePathStyle: settings.endpoint !== undefined,
  });
  s3.middlewareStack.add(
    (next) => (args) => {
      guard(args.request, foreign);
      return next(args);
    },
    { step: 'finalizeRequest', name: 'guard' },
  );
  return s3;
}

const keysBelow = (s3: S3, Bucket: string, Prefix: string): Promise<string[]> =>
  allPages(async (ContinuationToken) => {
    const found = await s3.listObjectsV2({ Bucket, Prefix, ...(ContinuationToken && { ContinuationToken }) });
    const rows = (found.Contents ?? []).map(({ Key }) => Key).filter((key) => key !== undefined);
    return { rows, next: found.NextContinuationToken };
  });

async function* object(s3: S3, Bucket: string, Key: string): AsyncGenerator<Buffer> {
  const name = `s3://${Bucket}/${Key}`;
  const { Body } = await answered(name, 'read it', () => s3.getObject({ Bucket, Key }));
  yield* unpacked(Body as Readable);
}

async function answered<T>(uri: string, what: string, question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof DriftgateError) throw error;
    const noRegion = /region is missing/i.test((error as Error).message);
    const why = noRegion ? 'no region is set' : because(error);
    throw readError(uri, `cannot ${what}: ${why}`, noRegion ? 'set AWS_REGION' : undefined, error);
  }
}
