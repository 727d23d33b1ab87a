// `node test/bench/shapes.mjs [CLI]`: plans that are one thing many times, at a size and at four times that size.
// What a mixed plan hides shows here: work for each pair of resources. Compares CPU seconds, which a busy machine
// changes least. Linear is 4 or less; fails over 8.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const provider_name = 'registry.terraform.io/hashicorp/aws';
const tags_all = { Environment: 'prod' };
const id = { id: true, arn: true };
const to = (address, attribute) => ({ references: [`${address}.${attribute}`, address] });
const loop = { for_each_expression: { references: ['var.names'] } };
const times = (count, each) => Array.from({ length: count }, (_, n) => each(n)).flat();

/** One resource with its block; `index` for an instance of a block that stands there once. */
const made = (
  type,
  name,
  after,
  { unknown = id, expressions = {}, index, secret = {}, before = null } = {},
) => ({
  change: {
    address: `${type}.${name}${index === undefined ? '' : `["${index}"]`}`,
    mode: 'managed',
    type,
    name,
    ...(index === undefined ? {} : { index }),
    provider_name,
    change: {
      actions: [before === null ? 'create' : 'update'],
      before,
      after: { ...after, tags_all },
      after_unknown: unknown,
      before_sensitive: secret,
      after_sensitive: secret,
    },
  },
  block: {
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_config_key: 'aws',
    expressions,
    schema_version: 0,
    ...(index === undefined ? {} : loop),
  },
});

const shapes = {
  'instances that follow instances': (count) =>
    times(count / 2, (n) => [
      made('aws_s3_bucket', 'b', { bucket: `b-${n}` }, { index: `k${n}` }),
      made(
        'aws_s3_bucket_server_side_encryption_configuration',
        'b',
        { rule: [] },
        {
          index: `k${n}`,
          unknown: { bucket: true },
          expressions: { bucket: { references: ['aws_s3_bucket.b', 'each.key'] } },
        },
      ),
    ]),
  'queues of one key': (count) => [
    made('aws_kms_key', 'k', { enable_key_rotation: true }),
    ...times(count, (n) => [
      made(
        'aws_sqs_queue',
        `q${n}`,
        {},
        {
          unknown: { ...id, kms_master_key_id: true },
          expressions: { kms_master_key_id: to('aws_kms_key.k', 'arn') },
        },
      ),
    ]),
  ],
  'rules of one group': (count) => [
    made('aws_security_group', 'g', {}, { unknown: { ...id, ingress: true } }),
    ...times(count, (n) => [
      made(
        'aws_vpc_security_group_ingress_rule',
        `r${n}`,
        { cidr_ipv4: '10.0.0.0/8', from_port: 443, to_port: 443, ip_protocol: 'tcp' },
        {
          unknown: { ...id, security_group_id: true },
          expressions: { security_group_id: to('aws_security_group.g', 'id') },
        },
      ),
    ]),
  ],
  'prefix list entries': (count) => [
    made('aws_ec2_managed_prefix_list', 'p', { entry: [] }),
    ...times(count / 2, (n) => [
      made(
        'aws_ec2_managed_prefix_list_entry',
        `e${n}`,
        { cidr: `10.${(n >> 8) % 256}.${n % 256}.0/24` },
        {
          unknown: { prefix_list_id: true },
          expressions: { prefix_list_id: to('aws_ec2_managed_prefix_list.p', 'id') },
        },
      ),
      made('aws_security_group_rule', `r${n}`, {
        type: 'ingress',
        protocol: 'tcp',
        cidr_blocks: ['10.0.0.0/8'],
        from_port: 443,
        to_port: 443,
        security_group_id: `sg-${n}`,
      }),
    ]),
  ],
  networks: (count) =>
    times(count / 4, (n) => {
      const vpc = { vpc_id: to(`aws_vpc.v${n}`, 'id') };
      const ends = {
        subnet_id: to(`aws_subnet.v${n}`, 'id'),
        route_table_id: to(`aws_route_table.v${n}`, 'id'),
      };
      return [
        made('aws_vpc', `v${n}`, { cidr_block: '10.0.0.0/16' }),
        made(
          'aws_subnet',
          `v${n}`,
          { availability_zone: 'eu-west-1a' },
          { unknown: { id: true, vpc_id: true }, expressions: vpc },
        ),
        made(
          'aws_route_table',
          `v${n}`,
          {},
          { unknown: { id: true, vpc_id: true, route: true }, expressions: vpc },
        ),
        made(
          'aws_route_table_association',
          `v${n}`,
          {},
          { unknown: { id: true, subnet_id: true, route_table_id: true }, expressions: ends },
        ),
      ];
    }),
  'rules over the document': (count) =>
    times(count / 2, (n) => [
      made('aws_ebs_volume', `v${n}`, { encrypted: true }),
      made('aws_rds_cluster', `c${n}`, { storage_encrypted: true, cluster_identifier: `c${n}` }),
    ]),
  'policy documents of one block': (count) =>
    times(count / 2, (n) => [
      made(
        'aws_iam_role',
        'r',
        { name: `r${n}` },
        {
          index: `k${n}`,
          unknown: { assume_role_policy: true },
          expressions: { assume_role_policy: to('data.aws_iam_policy_document.d', 'json') },
        },
      ),
      {
        change: {
          ...made(
            'aws_iam_policy_document',
            'd',
            { statement: [{ actions: ['sts:AssumeRole'], effect: 'Allow', resources: null }], version: null },
            { index: `k${n}` },
          ).change,
          address: `data.aws_iam_policy_document.d["k${n}"]`,
          mode: 'data',
        },
        block: {
          address: 'data.aws_iam_policy_document.d',
          mode: 'data',
          type: 'aws_iam_policy_document',
          name: 'd',
          expressions: {},
          schema_version: 0,
          ...loop,
        },
      },
    ]),
  findings: (count) => times(count, (n) => [made('aws_ebs_volume', `v${n}`, { encrypted: false })]),
  'updates that mend': (count) =>
    times(count, (n) => [
      made(
        'aws_ebs_volume',
        `v${n}`,
        { encrypted: true, id: `v${n}` },
        { unknown: {}, before: { encrypted: false, id: `v${n}` } },
      ),
    ]),
  secrets: (count) =>
    times(count, (n) => [
      made(
        'aws_db_instance',
        `d${n}`,
        { password: `secret-value-${n}-x`, identifier: `d${n}`, multi_az: false },
        { secret: { password: true } },
      ),
    ]),
};

const folder = mkdtempSync(join(tmpdir(), 'driftgate-shapes-'));
const file = (name) => join(folder, name);
const cli = process.argv[2] ?? here('../../dist/cli.js');

/** CPU seconds of one check, the start of the program taken off. */
function cpu(resources, bare = 0) {
  const blocks = new Map(resources.map(({ block }) => [block.address, block]));
  const changes = resources.map(({ change }) => change);
  const values = changes.map(({ change, ...rest }) => ({
    ...rest,
    values: change.after,
    sensitive_values: {},
  }));
  writeFileSync(
    file('plan.json'),
    JSON.stringify({
      format_version: '1.2',
      terraform_version: '1.9.8',
      planned_values: { root_module: { resources: values } },
      resource_changes: changes,
      configuration: { root_module: { resources: [...blocks.values()] } },
    }),
  );
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--require',
      here('usage.cjs'),
      cli,
      'check',
      file('plan.json'),
      '--env',
      'prod',
      '--format',
      `json=${file('report.json')}`,
    ],
    {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, DRIFTGATE_BENCH_USAGE: file('usage.json') },
      encoding: 'utf8',
      timeout: 300_000,
    },
  );
  if (status !== 0 && status !== 1)
    throw new Error(`driftgate ended with ${status ?? 'the time limit'}\n${stderr.slice(-2000)}`);
  return JSON.parse(readFileSync(file('usage.json'), 'utf8')).cpu - bare;
}

try {
  const small = 2000;
  const bare = cpu(shapes.secrets(4));
  for (const [name, shape] of Object.entries(shapes)) {
    const [first, second] = [cpu(shape(small), bare), cpu(shape(small * 4), bare)];
    const growth = second / Math.max(first, 0.05);
    const verdict = growth > 8 ? '  NOT LINEAR' : '';
    if (verdict) process.exitCode = 1;
    console.log(
      `${name.padEnd(34)}${first.toFixed(2).padStart(7)} s ${second.toFixed(2).padStart(7)} s  x ${growth.toFixed(1)}${verdict}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
