import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { ConfigInput, ConfigItem } from '../../../src/model/config-item.ts';
import { readSource } from '../../../src/read/read.ts';
import { fixture, report, run, tempFolder } from '../../cli/run.ts';
import { deliveryOf, rawItem } from './raw.ts';

const text = readFileSync(fixture('aws-config/rds.json'), 'utf8');

async function itemsOf(
  uri: string,
  cwd: string,
): Promise<{ items: ConfigItem[]; info: ConfigInput['info'] }> {
  const input = await readSource(uri, { cwd, stdin: process.stdin, env: {} });
  if (!('items' in input)) throw new Error('no items');
  const items: ConfigItem[] = [];
  for await (const item of input.items()) items.push(item);
  return { items, info: input.info };
}

test('plain, packed and in a folder: the same items and verdicts', async () => {
  const cwd = tempFolder({
    'a.json': text,
    'b.json.gz': gzipSync(text),
    'AWSLogs/444455556666/Config/eu-central-1/2026/11/2/ConfigSnapshot/x.json.gz': gzipSync(text),
    'AWSLogs/444455556666/Config/ConfigWritabilityCheckFile': '',
  });
  const plain = await itemsOf('a.json', cwd);
  expect(plain.items).toHaveLength(8);
  expect(plain.info.bytes).toBe(Buffer.byteLength(text));
  for (const uri of ['b.json.gz', 'AWSLogs']) {
    const other = await itemsOf(uri, cwd);
    expect(other.items).toEqual(plain.items);
    expect(other.info.digest).toBe(plain.info.digest);
    const { code, report: found } = await report(['--rule', 'BKP-RDS-01', uri], { cwd });
    expect(code).toBe(1);
    expect(found.inputs[0]).toMatchObject({ kind: 'aws-config', uri, digest: plain.info.digest });
  }
});

test('a file that is cut anywhere is exit 2, packed as well', async () => {
  const small = deliveryOf([rawItem('AWS::S3::Bucket', 'one'), rawItem('AWS::S3::Bucket', 'two "[{" \\')]);
  expect((await itemsOf('a.json', tempFolder({ 'a.json': small }))).items.map(({ id }) => id)).toEqual([
    'one',
    'two "[{" \\',
  ]);
  for (const whole of [Buffer.from(small), gzipSync(small)]) {
    // Its first key, or the magic number of gzip, has to be there for a file to be taken for one of AWS Config.
    for (let end = 24; end < whole.length - (whole[0] === 0x1f ? 0 : 1); end += 7) {
      const cwd = tempFolder({ 'a.json': whole.subarray(0, end) });
      await expect(itemsOf('a.json', cwd), `cut at ${end}`).rejects.toThrow(/^read /);
    }
  }
});

test('items arrive in chunks of any size', async () => {
  const { split } = await import('../../../src/read/aws-config/split.ts');
  const bytes = Buffer.from(
    deliveryOf([rawItem('AWS::S3::Bucket', 'a\\"]'), rawItem('AWS::S3::Bucket', 'ü')]),
  );
  const cut = async (size: number) => {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
      bytes.subarray(n * size, (n + 1) * size),
    );
    const parts: string[] = [];
    for await (const part of split(chunks))
      parts.push(('item' in part ? part.item : part.around).toString('utf8'));
    return parts;
  };
  const whole = await cut(bytes.length);
  expect(whole).toHaveLength(3);
  for (const size of [1, 2, 3, 5, 64]) expect(await cut(size)).toEqual(whole);
});

test.each([
  ['two items without a comma', (s: string) => s.replace('},{', '} {'), 'expected an item or the end'],
  ['a comma at the end', (s: string) => s.replace(/\]\}\s*$/, ',]}'), 'expected an item or the end'],
  [
    'a key twice',
    (s: string) => s.replace('"resourceId"', '"resourceId":"x","resourceId"'),
    'item 0: the same key stands twice',
  ],
  [
    'the list twice',
    (s: string) => s.replace(/\}\s*$/, ',"configurationItems":[]}'),
    'around the items: the same key stands twice',
  ],
  ['text behind', (s: string) => `${s} x`, 'text after the JSON document'],
  ['no list', () => '{"fileVersion":"1.0"}', 'expected a list `configurationItems`'],
  ['one page of several', (s: string) => s.replace(/\}\s*$/, ',"nextToken":"t"}'), 'one page of a listing'],
  ['no type', (s: string) => s.replace('"resourceType"', '"resourceTipe"'), 'expected `resourceType`'],
  ['no instant', (s: string) => s.replace('2026-11-18T06:30:00.000Z', 'then'), 'CaptureTime'],
])('%s: exit 2', async (_, change, message) => {
  const small = deliveryOf([rawItem('AWS::S3::Bucket', 'one'), rawItem('AWS::S3::Bucket', 'two')]);
  const { code, err } = await run(['check', 'a.json'], { cwd: tempFolder({ 'a.json': change(small) }) });
  expect(err).toContain(message);
  expect(code).toBe(2);
});

test('an instance twice, in any order, over two accounts: the newest counts', async () => {
  const at = (day: number, status = 'OK') => ({
    configurationItemCaptureTime: `2026-11-${day}T06:30:00.000Z`,
    configurationItemStatus: status,
  });
  const table = (id: string, more: object) => rawItem('AWS::DynamoDB::Table', id, more);
  const other = { awsAccountId: '111122223333', ARN: 'arn:aws:dynamodb:eu-central-1:111122223333:table/a' };
  const folder = {
    '1.json': deliveryOf([table('a', at(18)), table('b', at(18)), table('c', at(19))]),
    '2.json': deliveryOf([
      table('b', at(19, 'ResourceDeleted')),
      table('a', at(17)),
      table('c', at(18, 'ResourceDeleted')),
      table('a', { ...at(12), ...other }),
      table('d', at(18, 'ResourceNotRecorded')),
    ]),
  };
  const { report: found } = await report(['--include-passed', '--rule', 'TAG-ALL-01', 'f'], {
    cwd: tempFolder(Object.fromEntries(Object.entries(folder).map(([name, body]) => [`f/${name}`, body]))),
  });
  expect(found.results.map(({ address }) => address).sort()).toEqual([
    'arn:aws:dynamodb:eu-central-1:111122223333:table/a',
    'arn:aws:dynamodb:eu-central-1:444455556666:table/a',
    'arn:aws:dynamodb:eu-central-1:444455556666:table/c',
  ]);
  expect(found.inputs[0]?.live).toMatchObject({ items: 8, deleted: 1, notRecorded: 1, duplicates: 3 });
});

test('of the snapshots of an account and region the newest alone', async () => {
  const name = (time: string, region = 'eu-central-1') =>
    `s/2026/${time}/444455556666_Config_${region}_ConfigSnapshot_${time}_id.json`;
  const cwd = tempFolder({
    [name('20260930T100000Z')]: deliveryOf([rawItem('AWS::SQS::Queue', 'deleted')]),
    [name('20261101T100000Z')]: deliveryOf([rawItem('AWS::SQS::Queue', 'here')]),
    [name('20260101T100000Z', 'us-east-1')]: deliveryOf([rawItem('AWS::SQS::Queue', 'there')]),
  });
  const { items, info } = await itemsOf('s', cwd);
  expect(items.map(({ id }) => id).sort()).toEqual(['here', 'there']);
  expect(info.warnings).toEqual(['left out 1 snapshots, of each account and region all but the newest']);
});

test('accounts, regions and types limit what is read', async () => {
  const cwd = tempFolder({
    'a.json': deliveryOf([
      rawItem('AWS::SQS::Queue', 'q'),
      rawItem('AWS::SNS::Topic', 't'),
      rawItem('AWS::SQS::Queue', 'r', { awsRegion: 'us-east-1' }),
      rawItem('AWS::SQS::Queue', 's', { awsAccountId: '111122223333' }),
      rawItem('AWS::IAM::Role', 'g', { awsRegion: 'global' }),
    ]),
  });
  const read = async (...flags: string[]) =>
    (await report(['--allow-empty', ...flags, 'a.json'], { cwd })).report.inputs[0]?.live?.items;
  expect(await read()).toBe(5);
  expect(await read('--type', 'AWS::SQS::Queue')).toBe(3);
  expect(await read('--region', 'us-east-1')).toBe(2);
  expect(await read('--account', '111122223333', '--account', '444455556666')).toBe(5);
  expect(await read('--account', '111122223333')).toBe(1);
  const { code, err } = await run(['check', '--account', 'prod', 'a.json'], { cwd });
  expect([code, err]).toEqual([2, 'driftgate: --account: expected 12 digits, got `prod`\n']);
});

test('a folder of something else is refused as before, and no link is followed', async () => {
  const cwd = tempFolder({ 'tf/main.tf': '', 'tf/a.json': text, 'x/plan.json': '{"format_version":"1.2"}' });
  for (const uri of ['tf', 'x', 'none']) expect((await run(['check', uri], { cwd })).code).toBe(2);
  const linked = tempFolder({ 'f/a.json': text });
  execFileSync('ln', ['-s', join(linked, 'f'), join(linked, 'f', 'loop')]);
  expect((await itemsOf('f', linked)).items).toHaveLength(8);
});

test('keys of a tunnel never leave the reader', async () => {
  const vpn = rawItem('AWS::EC2::VPNConnection', 'vpn-1', {
    configuration: {
      customerGatewayConfiguration: '<pre_shared_key>correct-horse</pre_shared_key>',
      options: { staticRoutesOnly: true, tunnelOptions: [{ preSharedKey: 'battery-staple' }] },
    },
  });
  const { items } = await itemsOf('a.json', tempFolder({ 'a.json': deliveryOf([vpn]) }));
  expect(items[0]?.configuration).toEqual({ options: { staticRoutesOnly: true, tunnelOptions: [{}] } });
});
