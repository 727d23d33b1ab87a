import { describe, expect, test } from 'vitest';
import { type Change, normalized, planOf, refs } from './plans.ts';

const b = 'aws_s3_bucket.b';
const v = 'aws_s3_bucket_versioning.v';
const bucket = { bucket: 'b', tags: { Env: 'prod' } };
const companion = { bucket: 'b', versioning_configuration: [{ status: 'Enabled' }] };
const same = (values: unknown, more: object = {}): Change => ({
  before: values,
  after: values,
  actions: ['no-op'],
  more: { ...more },
});

async function unchanged(changes: Readonly<Record<string, Change>>): Promise<readonly string[]> {
  const root = { resources: { [v]: { bucket: refs('local.name') } } };
  const { document, before } = await normalized(planOf(changes, { root }));
  const keys = (list = document.resources) => list.filter((each) => each.unchanged).map((each) => each.key);
  expect(keys(before?.resources)).toEqual(keys());
  return keys();
}

describe('what a plan leaves alone', () => {
  test.each<[string, Readonly<Record<string, Change>>, readonly string[]]>([
    ['a resource and its companion', { [b]: same(bucket), [v]: same(companion) }, [b, v]],
    ['not one that is updated', { [b]: { before: bucket, after: bucket } }, []],
    ['not one that is new', { [b]: { after: bucket } }, []],
    [
      'not one whose companion is updated',
      { [b]: same(bucket), [v]: { before: companion, after: companion } },
      [],
    ],
    ['not one whose companion is new', { [b]: same(bucket), [v]: { after: companion } }, []],
    [
      'not one whose companion goes',
      { [b]: same(bucket), [v]: { before: companion, after: null, actions: ['delete'] } },
      [],
    ],
    ['not one that may have a new companion', { [b]: same(bucket), [v]: { unknown: { bucket: true } } }, []],
    ['not one that moved', { [b]: same(bucket, { previous_address: 'aws_s3_bucket.a' }) }, []],
    ['one beside others that change', { [b]: same(bucket), 'aws_x.y': { after: {} } }, [b]],
  ])('%s', async (_, changes, expected) => {
    expect(await unchanged(changes)).toEqual(expected);
  });
});
