import { test } from 'vitest';
import {
  asVariable,
  expectLinks,
  fromModule,
  inModule,
  made,
  open,
  type Row,
  unresolvedPair,
  v,
} from './links.ts';
import { refs } from './plans.ts';

test.each<[string, Row]>(
  Object.entries({
    'in the same instance of a module': {
      changes: {
        'module.m["x"].aws_s3_bucket.b': made,
        'module.m["y"].aws_s3_bucket.b': made,
        [`module.m["x"].${v}`]: open,
        [`module.m["y"].${v}`]: open,
      },
      root: inModule(['aws_s3_bucket.b.id']),
      links: {
        [`module.m["x"].${v}`]: 'module.m["x"].aws_s3_bucket.b',
        [`module.m["y"].${v}`]: 'module.m["y"].aws_s3_bucket.b',
      },
    },
    'for_each inside for_each, with a key that both have': {
      changes: {
        'module.m["x"].aws_s3_bucket.b["x"]': made,
        'module.m["x"].aws_s3_bucket.b["y"]': made,
        [`module.m["x"].${v}["y"]`]: open,
      },
      root: inModule(['aws_s3_bucket.b', 'each.key']),
      links: { [`module.m["x"].${v}["y"]`]: 'module.m["x"].aws_s3_bucket.b["y"]' },
    },
    'a variable of a module': {
      changes: { 'aws_s3_bucket.a': made, 'aws_s3_bucket.b': made, [`module.m.${v}`]: open },
      root: asVariable('aws_s3_bucket.b.id', 'aws_s3_bucket.b'),
      links: { [`module.m.${v}`]: 'aws_s3_bucket.b' },
    },
    'a variable of a module with for_each': {
      changes: { 'aws_s3_bucket.b["x"]': made, 'aws_s3_bucket.b["y"]': made, [`module.m["y"].${v}`]: open },
      root: asVariable('aws_s3_bucket.b', 'each.key'),
      links: { [`module.m["y"].${v}`]: 'aws_s3_bucket.b["y"]' },
    },
    'an output of a module': {
      changes: { 'module.b.aws_s3_bucket.b': made, 'aws_s3_bucket.b': made, [v]: open },
      root: fromModule('module.b.id', 'module.b'),
      links: { [v]: 'module.b.aws_s3_bucket.b' },
    },
    'an output of one instance of a module': {
      changes: { 'module.b["x"].aws_s3_bucket.b': made, 'module.b["y"].aws_s3_bucket.b': made, [v]: open },
      root: fromModule('module.b["y"].id', 'module.b["y"]', 'module.b'),
      links: { [v]: 'module.b["y"].aws_s3_bucket.b' },
    },
    'an output of a module with for_each, over the same keys': {
      changes: {
        'module.b["x"].aws_s3_bucket.b': made,
        'module.b["y"].aws_s3_bucket.b': made,
        [`${v}["y"]`]: open,
      },
      root: fromModule('module.b', 'each.key'),
      links: { [`${v}["y"]`]: 'module.b["y"].aws_s3_bucket.b' },
    },
    'an output of another instance of the same module': {
      changes: {
        'module.m["x"].aws_s3_bucket.b': made,
        'module.m["y"].aws_s3_bucket.b': made,
        [`module.m["x"].${v}`]: open,
      },
      root: {
        calls: {
          m: {
            resources: { [v]: { bucket: refs('var.peer') } },
            outputs: { id: refs('aws_s3_bucket.b.id', 'aws_s3_bucket.b') },
            with: { peer: refs('module.m["y"].id', 'module.m["y"]', 'module.m') },
          },
        },
      },
      links: { [`module.m["x"].${v}`]: 'module.m["y"].aws_s3_bucket.b' },
    },
    'some instance of another module, with a key that happens to be the same': {
      changes: {
        'module.b["x"].aws_s3_bucket.b': made,
        'module.b["y"].aws_s3_bucket.b': made,
        [`module.m["x"].${v}`]: open,
      },
      root: {
        calls: {
          m: { resources: { [v]: { bucket: refs('var.bucket') } }, with: { bucket: refs('module.b') } },
          b: { outputs: { id: refs('aws_s3_bucket.b.id', 'aws_s3_bucket.b') } },
        },
      },
      unresolved: unresolvedPair(
        `module.m["x"].${v}`,
        'module.b["x"].aws_s3_bucket.b',
        'module.b["y"].aws_s3_bucket.b',
      ),
    },
  }),
)('%s', (_, row) => expectLinks(row));
