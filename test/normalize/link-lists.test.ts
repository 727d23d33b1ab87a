import { expect, test } from 'vitest';
import { at, type Change, type Module, planned, refs } from './plans.ts';

const group = 'aws_db_subnet_group.g';
const subnet: Change = { unknown: { id: true } };
const subnets = { 'aws_subnet.a': subnet, 'aws_subnet.b[0]': subnet, 'aws_subnet.b[1]': subnet };
const listed = (...references: readonly string[]): Module => ({
  resources: { [group]: { subnet_ids: refs(...references) } },
});
const whole: Change = { unknown: { subnet_ids: true } };
const vpc: Module = {
  resources: { [group]: { subnet_ids: refs('module.vpc') } },
  calls: { vpc: { outputs: { private: refs('aws_subnet.private'), public: refs('aws_subnet.public') } } },
};

test.each<[string, Change, Module, readonly string[], boolean]>([
  [
    'all that are named',
    whole,
    listed('aws_subnet.a.id', 'aws_subnet.b[1].id'),
    ['aws_subnet.a', 'aws_subnet.b[1]'],
    false,
  ],
  ['all instances', whole, listed('aws_subnet.b'), ['aws_subnet.b[0]', 'aws_subnet.b[1]'], false],
  [
    'with more from a data source',
    whole,
    listed('aws_subnet.a.id', 'data.aws_subnet.d.id'),
    ['aws_subnet.a'],
    true,
  ],
  ['with more from a local', whole, listed('aws_subnet.a.id', 'local.ids'), ['aws_subnet.a'], true],
  ['with more from a variable', whole, listed('aws_subnet.a.id', 'var.ids'), ['aws_subnet.a'], true],
  ['of a data source only', whole, listed('data.aws_subnets.d.ids'), [], true],
  [
    'known in part',
    { after: { subnet_ids: ['subnet-1', null] }, unknown: { subnet_ids: [false, true] } },
    listed('aws_subnet.a.id'),
    ['aws_subnet.known', 'aws_subnet.a'],
    false,
  ],
  [
    'known',
    { after: { subnet_ids: ['subnet-1', 'subnet-9'] } },
    listed('aws_subnet.a.id'),
    ['aws_subnet.known'],
    false,
  ],
  [
    'some output of a module',
    whole,
    vpc,
    ['module.vpc.aws_subnet.private', 'module.vpc.aws_subnet.public'],
    true,
  ],
])('%s', async (_, said, root, expected, doubt) => {
  const known = { 'aws_subnet.known': { after: { id: 'subnet-1' } } };
  const inside = { 'module.vpc.aws_subnet.private': subnet, 'module.vpc.aws_subnet.public': subnet };
  const document = await planned({ [group]: said, ...known, ...subnets, ...inside }, { root });
  expect(at(document, group).links['subnet_ids'] ?? []).toEqual(expected);
  expect(at(document, group).unresolved).toEqual(doubt ? ['aws_subnet'] : []);
  expect(at(document, 'aws_subnet.a').unresolved).toEqual(doubt ? ['aws_db_subnet_group'] : []);
});
