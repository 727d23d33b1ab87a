import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { report, run } from '../cli/run.ts';
import { deliveryOf, rawItem } from '../read/aws-config/raw.ts';
import { type Stored, serveBucket } from './endpoint/bucket.ts';

const below = 'logs/AWSLogs/444455556666/Config/eu-central-1/2026';
const snapshot = (time: string) =>
  `${below}/ConfigSnapshot/444455556666_Config_eu-central-1_ConfigSnapshot_${time}_0a.json.gz`;
const history = `${below}/ConfigHistory/444455556666_Config_eu-central-1_ConfigHistory_AWS::SQS::Queue_1.json.gz`;
const packed = (...items: object[]) => gzipSync(deliveryOf(items));
const queue = (id: string, more: object = {}) => rawItem('AWS::SQS::Queue', id, more);

const delivered: Readonly<Record<string, Stored>> = {
  [snapshot('20261101T100000Z')]: packed(queue('long gone')),
  [snapshot('20261118T100000Z')]: packed(queue('a'), queue('b')),
  [history]: packed(
    queue('b', {
      configurationItemStatus: 'ResourceDeleted',
      configurationItemCaptureTime: '2026-11-19T00:00:00.000Z',
    }),
    queue('c'),
  ),
  'logs/AWSLogs/444455556666/Config/ConfigWritabilityCheckFile': Buffer.from(''),
  [`${below}/OversizedChangeNotification/AWS::SQS::Queue/a/n.json.gz`]: packed(),
  'other/x.json': Buffer.from('{"format_version":"1.2"}'),
};

test('what a delivery channel left below a prefix', async () => {
  const env = await serveBucket('audit', delivered);
  const { report: found } = await report(['--allow-empty', 's3://audit/logs/'], { env });
  expect(found.inputs[0]).toMatchObject({
    uri: 's3://audit/logs/',
    kind: 'aws-config',
    resources: 2,
    live: { items: 4, deleted: 1, duplicates: 1 },
    warnings: [
      'left out 1 snapshots, of each account and region all but the newest',
      `read through the endpoint ${env['AWS_ENDPOINT_URL']}, which is not one of AWS`,
    ],
  });
});

const latest = snapshot('20261118T100000Z');
test.each([
  [
    'an object that is cut short',
    { [latest]: { cut: packed(queue('a'), queue('b')) } },
    's3://audit/logs',
    latest,
  ],
  [
    'an object that is denied',
    { [latest]: { denied: true as const } },
    's3://audit/logs',
    'cannot read it: access denied',
  ],
  ['a bucket that is not there', {}, 's3://other/logs', 'cannot list its objects: there is no such bucket'],
  ['nothing below the prefix', {}, 's3://audit/none', 'no snapshot or history file'],
  ['something else', {}, 's3://audit/other', 'expected a list `configurationItems`'],
  ['no bucket', {}, 's3://', 'expected s3://BUCKET/PREFIX'],
])('%s: exit 2', async (_, more, uri, message) => {
  const env = await serveBucket('audit', { ...delivered, ...more });
  const { code, out, err } = await run(['check', '--allow-empty', uri], { env });
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(message);
});
