import { describe, expect, test } from 'vitest';
import { readConfiguration } from '../../src/normalize/configuration.ts';
import { paths, read, x } from './configurations.ts';
import { type Block, constant, type Fields, type Module, refs } from './plans.ts';

describe('references in one module', () => {
  test.each<[string, Block, readonly string[] | undefined]>([
    ['left out', { other: constant(1) }, undefined],
    ['a constant', { key: constant('a') }, []],
    ['null', { key: constant(null) }, []],
    ['an expression of constants', { key: {} }, []],
    ['an attribute', { key: refs('aws_kms_key.k.arn', 'aws_kms_key.k') }, ['aws_kms_key.k.arn']],
    ['a resource as a whole, as Terraform 0.12 lists it', { key: refs('aws_kms_key.k') }, ['aws_kms_key.k']],
    [
      'an instance',
      { key: refs('aws_kms_key.k[0].arn', 'aws_kms_key.k[0]', 'aws_kms_key.k') },
      ['aws_kms_key.k[0].arn'],
    ],
    ['a key with a dot', { key: refs('aws_kms_key.k["a.b"]', 'aws_kms_key.k') }, ['aws_kms_key.k["a.b"]']],
    [
      'names that begin alike',
      { key: refs('aws_x.k', 'aws_x.key.arn', 'aws_x.key') },
      ['aws_x.k', 'aws_x.key.arn'],
    ],
    ['a local stays', { key: refs('local.key') }, ['local.key']],
    ['a variable of the root stays', { key: refs('var.key') }, ['var.key']],
    ['a data source', { key: refs('data.aws_x.z.id', 'data.aws_x.z') }, ['data.aws_x.z.id']],
    ['what is always known', { key: refs('path.module', 'terraform.workspace', 'self.id') }, []],
    ['several, sorted', { key: refs('aws_b.b.id', 'aws_a.a.id') }, ['aws_a.a.id', 'aws_b.b.id']],
    ['an output that does not exist', { key: refs('module.none.out', 'module.none') }, []],
  ])('%s', (_, block, expected) => {
    expect(paths(x(block), 'aws_x.y')).toEqual(expected);
    expect(paths(x(block), 'aws_x.y[3]')).toEqual(expected);
  });

  test.each<[string, Block, string, readonly string[] | undefined]>([
    ['inside a block', { block: [{ key: refs('aws_a.b.c') }] }, '/block/0/key', ['aws_a.b.c']],
    ['of the second block', { block: [{}, { key: refs('aws_a.b.c') }] }, '/block/1/key', ['aws_a.b.c']],
    [
      'of a block that the configuration has fewer of',
      { block: [{ key: refs('aws_a.b.c') }] },
      '/block/7/key',
      ['aws_a.b.c'],
    ],
    ['of a single block', { block: { key: refs('aws_a.b.c') } }, '/block/key', ['aws_a.b.c']],
    ['left out inside a block', { block: [{ other: constant(1) }] }, '/block/0/key', undefined],
    ['below an expression', { tags: refs('aws_a.b.c') }, '/tags/Name', ['aws_a.b.c']],
    [
      'of a whole list of blocks',
      { block: [{ a: refs('aws_a.a') }, { b: [{ c: refs('aws_b.b') }] }] },
      '/block',
      ['aws_a.a', 'aws_b.b'],
    ],
    ['that hides behind a constant', { tags: constant({ references: ['aws_a.b'] }) }, '/tags', []],
  ])('%s', (_, block, pointer, expected) => {
    expect(paths(x(block), 'aws_x.y', pointer)).toEqual(expected);
  });

  test('a resource that the configuration does not have', () => {
    expect(read({}).references('aws_x.y', '/key')).toBeUndefined();
    expect(readConfiguration(undefined).resource('aws_x.y')).toBeUndefined();
  });
});

describe('providers', () => {
  const calls = { a: { resources: { 'aws_x.y': { provider: 'module.a:aws.west' } } } };
  const own = { expressions: {} };

  test.each<[string, Module, Fields, string, string | undefined]>([
    ['as written', x({ provider: 'aws.west' }), { 'aws.west': own }, 'aws_x.y[0]', 'aws.west'],
    [
      'of the module',
      { calls },
      { 'module.a:aws.west': own, 'aws.west': own },
      'module.a.aws_x.y',
      'module.a:aws.west',
    ],
    ['of the module above', { calls }, { 'aws.west': own }, 'module.a["k"].aws_x.y', 'aws.west'],
    ['of none that has arguments', { calls }, { 'aws.west': {} }, 'module.a.aws_x.y', 'module.a:aws.west'],
    ['unknown resource', { calls }, {}, 'aws_x.z', undefined],
  ])('%s', (_, root, providers, address, expected) => {
    expect(read(root, providers).providerKey(address)).toBe(expected);
  });
});
