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

const cluster = 'aws_eks_cluster.c';
const inBlock = (...references: readonly string[]): Module => ({
  resources: { [cluster]: { vpc_config: [{ subnet_ids: refs(...references) }] } },
});

test.each<[string, Change, Module, Readonly<Record<string, readonly string[]>>, boolean]>([
  [
    'by value',
    { after: { vpc_config: [{ subnet_ids: ['subnet-1'] }] } },
    {},
    { 'vpc_config/0/subnet_ids': ['aws_subnet.known'] },
    false,
  ],
  [
    'of a block that is no list',
    { after: { vpc_config: { subnet_ids: ['subnet-1'] } } },
    {},
    { 'vpc_config/0/subnet_ids': ['aws_subnet.known'] },
    false,
  ],
  [
    'of several blocks',
    { after: { vpc_config: [{ subnet_ids: null }, null, { subnet_ids: ['subnet-1'] }] } },
    {},
    { 'vpc_config/2/subnet_ids': ['aws_subnet.known'] },
    false,
  ],
  [
    'by reference',
    { after: { vpc_config: [{}] }, unknown: { vpc_config: [{ subnet_ids: true }] } },
    inBlock('aws_subnet.b'),
    { 'vpc_config/0/subnet_ids': ['aws_subnet.b[0]', 'aws_subnet.b[1]'] },
    false,
  ],
  [
    'with more from a data source',
    { after: { vpc_config: [{}] }, unknown: { vpc_config: [{ subnet_ids: true }] } },
    inBlock('aws_subnet.a.id', 'data.aws_subnet.d.id'),
    { 'vpc_config/0/subnet_ids': ['aws_subnet.a'] },
    true,
  ],
  [
    'of a block that is known only after apply',
    { unknown: { vpc_config: [true] } },
    inBlock('aws_subnet.a.id'),
    { 'vpc_config/0/subnet_ids': ['aws_subnet.a'] },
    false,
  ],
  [
    'of blocks that are known only after apply',
    { unknown: { vpc_config: true } },
    inBlock('aws_subnet.a.id'),
    { 'vpc_config/0/subnet_ids': ['aws_subnet.a'] },
    false,
  ],
  ['of blocks that were left out', { after: { vpc_config: [] } }, {}, {}, false],
  ['of blocks that are null', { after: { vpc_config: null } }, {}, {}, false],
])('in nested blocks: %s', async (_, said, root, expected, doubt) => {
  const known = { 'aws_subnet.known': { after: { id: 'subnet-1' } } };
  const document = await planned({ [cluster]: said, ...known, ...subnets }, { root });
  expect(at(document, cluster).links).toEqual(expected);
  expect(at(document, cluster).unresolved).toEqual(doubt ? ['aws_subnet'] : []);
});

test('a VPC stands for its main route table', async () => {
  const route = 'aws_route.r';
  const document = await planned(
    {
      'aws_vpc.new': { unknown: { id: true, main_route_table_id: true } },
      'aws_vpc.old': { after: { id: 'vpc-1', default_route_table_id: 'rtb-1' } },
      'aws_default_route_table.d': { after: { default_route_table_id: 'rtb-1' } },
      [route]: { unknown: { route_table_id: true } },
      'aws_route.s': { after: { route_table_id: 'rtb-1' } },
    },
    { root: { resources: { [route]: { route_table_id: refs('aws_vpc.new.main_route_table_id') } } } },
  );
  expect(at(document, route).links).toEqual({ route_table_id: ['aws_vpc.new'] });
  expect(at(document, 'aws_route.s').links).toEqual({ route_table_id: ['aws_vpc.old'] });
  expect(at(document, 'aws_default_route_table.d').links).toEqual({
    default_route_table_id: ['aws_vpc.old'],
  });
});
