import { describe, expect, test } from 'vitest';
import { bucket, by, expectLinks, made, open, type Row, unresolvedPair, v, versioning } from './links.ts';
import { at, constant, normalized, planned, planOf, refs, state } from './plans.ts';

test.each<[string, Row]>(
  Object.entries({
    'by value': {
      changes: {
        'aws_s3_bucket.a': bucket('a'),
        'aws_s3_bucket.b': bucket('b'),
        [v]: { after: { bucket: 'b' } },
      },
      links: { [v]: 'aws_s3_bucket.b' },
    },
    'by a value of another document': {
      changes: { 'aws_s3_bucket.a': bucket('a'), [v]: { after: { bucket: 'z' } } },
    },
    'by a value that is empty': {
      changes: { 'aws_s3_bucket.a': bucket(''), [v]: { after: { bucket: '' } } },
    },
    'by value beside a reference': {
      changes: {
        'aws_s3_bucket.a': bucket('a'),
        'aws_s3_bucket.b': bucket('b'),
        [v]: { after: { bucket: 'a' } },
      },
      root: by('aws_s3_bucket.b.id'),
      links: { [v]: 'aws_s3_bucket.a' },
    },
    'by reference': {
      changes: { 'aws_s3_bucket.a': made, 'aws_s3_bucket.b': made, [v]: open },
      root: by('aws_s3_bucket.b.id', 'aws_s3_bucket.b'),
      links: { [v]: 'aws_s3_bucket.b' },
    },
    'by a reference without attribute': {
      changes: { 'aws_s3_bucket.a': made, 'aws_s3_bucket.b': made, [v]: open },
      root: by('aws_s3_bucket.b'),
      links: { [v]: 'aws_s3_bucket.b' },
    },
    'left out, so that AWS chooses': {
      changes: { 'aws_s3_bucket.a': made, [v]: open },
      root: { resources: { [v]: {} } },
    },
    'by an index': {
      changes: { 'aws_s3_bucket.b[0]': made, 'aws_s3_bucket.b[1]': made, [v]: open },
      root: by('aws_s3_bucket.b[1].id', 'aws_s3_bucket.b[1]', 'aws_s3_bucket.b'),
      links: { [v]: 'aws_s3_bucket.b[1]' },
    },
    'by a key that holds dots, brackets and quotes': {
      changes: { 'aws_s3_bucket.b["x.y[0]\\"z"]': made, 'aws_s3_bucket.b["x"]': made, [v]: open },
      root: by('aws_s3_bucket.b["x.y[0]\\"z"].id'),
      links: { [v]: 'aws_s3_bucket.b["x.y[0]\\"z"]' },
    },
    'for_each over the same keys': {
      changes: {
        'aws_s3_bucket.b["x"]': made,
        'aws_s3_bucket.b["y"]': made,
        [`${v}["x"]`]: open,
        [`${v}["y"]`]: open,
      },
      root: by('aws_s3_bucket.b', 'each.key'),
      links: { [`${v}["x"]`]: 'aws_s3_bucket.b["x"]', [`${v}["y"]`]: 'aws_s3_bucket.b["y"]' },
    },
    'for_each over the buckets themselves': {
      changes: { 'aws_s3_bucket.b["x"]': made, 'aws_s3_bucket.b["y"]': made, [`${v}["y"]`]: open },
      root: {
        resources: {
          [v]: { for_each: refs('aws_s3_bucket.b'), bucket: refs('each.value.id', 'each.value') },
        },
      },
      links: { [`${v}["y"]`]: 'aws_s3_bucket.b["y"]' },
    },
    'count over the same number': {
      changes: { 'aws_s3_bucket.b[0]': made, 'aws_s3_bucket.b[1]': made, [`${v}[1]`]: open },
      root: by('aws_s3_bucket.b', 'count.index'),
      links: { [`${v}[1]`]: 'aws_s3_bucket.b[1]' },
    },
    'for_each over other keys': {
      changes: { 'aws_s3_bucket.b["x"]': made, 'aws_s3_bucket.b["y"]': made, [`${v}["z"]`]: open },
      root: by('aws_s3_bucket.b', 'each.key'),
      unresolved: unresolvedPair(`${v}["z"]`, 'aws_s3_bucket.b["x"]', 'aws_s3_bucket.b["y"]'),
    },
    'each.value out of a collection of several things': {
      changes: { 'aws_s3_bucket.b': made, [`${v}["x"]`]: open },
      root: {
        resources: {
          [v]: {
            for_each: refs('aws_s3_bucket.b.id', 'data.aws_ssm_parameter.p.value'),
            bucket: refs('each.value'),
          },
        },
      },
      unresolved: unresolvedPair(`${v}["x"]`, 'aws_s3_bucket.b'),
    },
    'one of two': {
      changes: { 'aws_s3_bucket.a': made, 'aws_s3_bucket.b': made, [v]: open },
      root: by('aws_s3_bucket.a.id', 'aws_s3_bucket.b.id'),
      unresolved: unresolvedPair(v, 'aws_s3_bucket.a', 'aws_s3_bucket.b'),
    },
    'one of two, of which one has no instance': {
      changes: { 'aws_s3_bucket.b': made, [v]: open },
      root: {
        resources: {
          'aws_s3_bucket.a': { count: constant(0) },
          [v]: { bucket: refs('aws_s3_bucket.a', 'aws_s3_bucket.b') },
        },
      },
      links: { [v]: 'aws_s3_bucket.b' },
    },
    'one that has no instance': {
      changes: { 'aws_s3_bucket.b': made, [v]: open },
      root: {
        resources: { 'aws_s3_bucket.a': { count: constant(0) }, [v]: { bucket: refs('aws_s3_bucket.a') } },
      },
      unresolved: unresolvedPair(v, 'aws_s3_bucket.b'),
    },
    'by a local': {
      changes: { 'aws_s3_bucket.a': made, [v]: open },
      root: by('local.bucket'),
      unresolved: unresolvedPair(v, 'aws_s3_bucket.a'),
    },
    'by a data source of the same type': {
      changes: { 'aws_s3_bucket.b': made, [v]: open },
      root: by('data.aws_s3_bucket.b.id', 'data.aws_s3_bucket.b'),
      unresolved: unresolvedPair(v, 'aws_s3_bucket.b'),
    },
    'a bucket that has its one companion is in no doubt': {
      changes: { 'aws_s3_bucket.a': made, 'aws_s3_bucket.b': made, [v]: open, [`${versioning}.w`]: open },
      root: {
        resources: {
          [v]: { bucket: refs('aws_s3_bucket.a.id') },
          [`${versioning}.w`]: { bucket: refs('local.b') },
        },
      },
      links: { [v]: 'aws_s3_bucket.a' },
      unresolved: unresolvedPair(`${versioning}.w`, 'aws_s3_bucket.b'),
    },
  }),
)('%s', (_, row) => expectLinks(row));

test('a rotation and its secret, by reference and by name', async () => {
  const [secret, rotation] = ['aws_secretsmanager_secret', 'aws_secretsmanager_secret_rotation'];
  const document = await planned(
    {
      [`${secret}.a`]: { after: { name: 'a' }, unknown: { id: true, arn: true } },
      [`${secret}.b`]: { after: { name: 'b' }, unknown: { id: true, arn: true } },
      [`${rotation}.a`]: { unknown: { secret_id: true } },
      [`${rotation}.b`]: { after: { secret_id: 'b' } },
    },
    { root: { resources: { [`${rotation}.a`]: { secret_id: refs(`${secret}.a.id`, `${secret}.a`) } } } },
  );
  for (const name of ['a', 'b']) {
    expect(at(document, `${secret}.${name}`)).toMatchObject({
      related: { [rotation as string]: [`${rotation}.${name}`] },
      unresolved: [],
    });
  }
});

describe('other documents', () => {
  test('a moved companion is linked by its new address, and before by its old one', async () => {
    const moved = {
      before: { bucket: 'b' },
      after: { bucket: 'b' },
      actions: ['no-op'],
      more: { previous_address: `${versioning}.old` },
    };
    const there = { before: { bucket: 'b' }, after: { bucket: 'b' }, actions: ['no-op'] };
    const { document, before } = await normalized(planOf({ 'aws_s3_bucket.b': there, [v]: moved }));
    expect(at(document, 'aws_s3_bucket.b').related).toEqual({ [versioning]: [v] });
    expect(before?.resources.map((each) => [each.key, each.related])).toContainEqual([
      'aws_s3_bucket.b',
      { [versioning]: [`${versioning}.old`] },
    ]);
  });

  test('what is deleted is not linked', async () => {
    const gone = { before: { bucket: 'b' }, after: null, actions: ['delete'] };
    const document = await planned({ 'aws_s3_bucket.b': bucket('b'), [v]: gone });
    expect(at(document, 'aws_s3_bucket.b').related).toEqual({});
    expect(at(document, v).related).toEqual({});
  });

  test('of a state', async () => {
    const { document } = await normalized(
      state({ 'aws_s3_bucket.b': { bucket: 'b', id: 'b' }, [v]: { bucket: 'b' } }),
    );
    expect(at(document, v).links).toEqual({ bucket: ['aws_s3_bucket.b'] });
  });
});
