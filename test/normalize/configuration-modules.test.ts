import { describe, expect, test } from 'vitest';
import { paths, read, x } from './configurations.ts';
import { type Module, refs } from './plans.ts';

describe('references through modules', () => {
  const inner = x({ key: refs('var.key') });

  test.each<[string, Module, string, readonly string[] | undefined]>([
    [
      'in',
      { calls: { a: { ...inner, with: { key: refs('aws_kms_key.k.arn', 'aws_kms_key.k') } } } },
      'module.a.aws_x.y',
      ['aws_kms_key.k.arn'],
    ],
    ['in, with its default', { calls: { a: inner } }, 'module.a.aws_x.y', []],
    [
      'in twice',
      {
        calls: {
          a: {
            with: { outer: refs('aws_k.k.arn') },
            calls: { b: { ...inner, with: { key: refs('var.outer') } } },
          },
        },
      },
      'module.a[0].module.b["c"].aws_x.y[1]',
      ['aws_k.k.arn'],
    ],
    [
      'out',
      {
        ...x({ key: refs('module.a.arn', 'module.a') }),
        calls: { a: { outputs: { arn: refs('aws_k.k.arn', 'aws_k.k'), id: refs('aws_k.k.id') } } },
      },
      'aws_x.y',
      ['module.a.aws_k.k.arn'],
    ],
    [
      'out twice, a local of the module on the way',
      {
        ...x({ key: refs('module.a.arn', 'module.a') }),
        calls: {
          a: {
            outputs: { arn: refs('module.b.arn', 'module.b', 'local.z') },
            calls: { b: { outputs: { arn: refs('aws_k.k.arn', 'aws_k.k') } } },
          },
        },
      },
      'aws_x.y',
      ['module.a.local.z', 'module.a.module.b.aws_k.k.arn'],
    ],
    [
      'out and in',
      {
        calls: {
          a: { outputs: { arn: refs('aws_k.k.arn') } },
          b: { ...inner, with: { key: refs('module.a.arn', 'module.a') } },
        },
      },
      'module.b.aws_x.y',
      ['module.a.aws_k.k.arn'],
    ],
    [
      'out of one instance, which is named',
      {
        ...x({ key: refs('module.a["b"].arn', 'module.a["b"]', 'module.a') }),
        calls: { a: { outputs: { arn: refs('aws_k.k.arn') } } },
      },
      'aws_x.y',
      ['module.a["b"].aws_k.k.arn'],
    ],
    [
      'all outputs, where none is named',
      {
        ...x({ key: refs('module.a') }),
        calls: { a: { outputs: { arn: refs('aws_k.k.arn'), id: refs('aws_s.s.id') } } },
      },
      'aws_x.y',
      ['module.a.aws_k.k.arn', 'module.a.aws_s.s.id'],
    ],
    [
      'a data source and a local of a module',
      { calls: { a: x({ key: refs('data.aws_z.z.id', 'local.l') }) } },
      'module.a["k"].aws_x.y',
      ['module.a.data.aws_z.z.id', 'module.a.local.l'],
    ],
  ])('%s', (_, root, address, expected) => {
    expect(paths(root, address)).toEqual(expected);
  });
});

describe('for_each and count', () => {
  const loop = { for_each: refs('aws_k.k.arn', 'aws_k.k') };
  const inner = x({ key: refs('var.key') });

  test.each<[string, Module, string, readonly string[], boolean]>([
    [
      'each.key is known, whatever the loop is over',
      x({ ...loop, key: refs('each.key') }),
      'aws_x.y["a"]',
      [],
      true,
    ],
    ['count.index too', x({ count: refs('aws_k.k'), key: refs('count.index') }), 'aws_x.y[0]', [], true],
    [
      'each.value of a resource',
      x({ ...loop, key: refs('each.value.arn', 'each.value') }),
      'aws_x.y["a"]',
      ['aws_k.k.arn'],
      true,
    ],
    [
      "each.value of a resource is not its module's",
      {
        calls: {
          a: {
            ...x({ for_each: refs('var.own'), key: refs('each.value') }),
            with: { ...loop, own: refs('aws_o.o.id') },
          },
        },
      },
      'module.a["a"].aws_x.y["b"]',
      ['aws_o.o.id'],
      true,
    ],
    [
      'each.value of a module call',
      { calls: { a: { ...inner, with: { ...loop, key: refs('each.value') } } } },
      'module.a["a"].aws_x.y',
      ['aws_k.k.arn'],
      true,
    ],
    [
      'each.value of an outer module call',
      {
        calls: {
          a: {
            with: { ...loop, outer: refs('each.value') },
            calls: { b: { ...inner, with: { for_each: refs('aws_wrong.w'), key: refs('var.outer') } } },
          },
        },
      },
      'module.a["a"].module.b["b"].aws_x.y',
      ['aws_k.k.arn'],
      true,
    ],
    ['no loop', x({ key: refs('aws_k.k.arn') }), 'aws_x.y', ['aws_k.k.arn'], false],
  ])('%s', (_, root, address, expected, perInstance) => {
    expect(read(root).references(address, '/key')).toMatchObject({ paths: expected, perInstance });
  });
});

describe('what could go on for ever', () => {
  test('outputs and variables in a circle', () => {
    const root: Module = {
      calls: {
        a: {
          ...x({ key: refs('var.key') }),
          with: { key: refs('module.a.out', 'module.a') },
          outputs: { out: refs('var.key', 'aws_k.k.arn') },
        },
      },
    };
    expect(paths(root, 'module.a.aws_x.y')).toEqual(['module.a.aws_k.k.arn']);
  });

  test('very many references are cut off', () => {
    const many = Array.from({ length: 1000 }, (_, n) => `aws_k.k${n}.arn`);
    expect(paths(x({ key: refs(...many) }), 'aws_x.y')?.length).toBe(40);
  });
});
