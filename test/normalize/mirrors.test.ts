import { expect, test } from 'vitest';
import { at, type Change, normalized, planOf } from './plans.ts';

const b = 'aws_s3_bucket.b';
const v = 'aws_s3_bucket_versioning.v';
const bucket = { bucket: 'b', versioning: [{ enabled: true }], policy: '{}' };
const there: Change = { before: bucket, after: bucket, actions: ['no-op'] };
const companion = { bucket: 'b' };
const moved = (from: string): Change => ({ ...there, more: { previous_address: from } });

test.each<[string, Readonly<Record<string, Change>>, boolean]>([
  [
    'of a companion that is deleted',
    { [b]: there, [v]: { before: companion, after: null, actions: ['delete'] } },
    false,
  ],
  [
    'of a companion that stays',
    { [b]: there, [v]: { before: companion, after: companion, actions: ['no-op'] } },
    false,
  ],
  [
    'of a bucket that was moved',
    { [b]: moved('aws_s3_bucket.a'), [v]: { before: companion, after: null, actions: ['delete'] } },
    false,
  ],
  ['of a companion that is new', { [b]: there, [v]: { after: companion } }, true],
  [
    'of a companion of another bucket',
    { [b]: there, [v]: { before: { bucket: 'z' }, after: null, actions: ['delete'] } },
    true,
  ],
  ['a block of the configuration, without companions', { [b]: there }, true],
])('%s', async (_, changes, stays) => {
  const { document, before } = await normalized(planOf(changes));
  expect('versioning' in at(document, b).attributes).toBe(stays);
  expect(at(document, b).attributes).toHaveProperty('policy');
  expect(before?.resources.find((each) => each.type === 'aws_s3_bucket')?.attributes).toHaveProperty(
    'versioning',
  );
});

test('the logging of a bucket stays where the bucket only takes the logs of another', async () => {
  const logs = { before: { bucket: 'b', logging: [{ target_bucket: 'c' }] }, actions: ['no-op'] };
  const configuration = { before: { bucket: 'a', target_bucket: 'b' }, after: null, actions: ['delete'] };
  const { document } = await normalized(
    planOf({ [b]: { ...logs, after: logs.before }, 'aws_s3_bucket_logging.l': configuration }),
  );
  expect(at(document, b).attributes).toHaveProperty('logging');
});
