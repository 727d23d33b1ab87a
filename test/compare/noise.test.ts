import { describe, expect, test, vi } from 'vitest';
import { compared, type Estate, find, lines, stated, told } from './estate.ts';

vi.setConfig({ testTimeout: 60_000 });

/**
 * Each rule twice: what it is there for is not told, and real drift right beside it is.
 */
type Row = readonly [
  what: string,
  noise: (estate: Estate) => void,
  real: (estate: Estate) => void,
  line: string,
];

const iam = (rest: string) => `arn:aws:iam::444455556666:${rest}`;
const policy = (...statements: object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const setPolicies =
  (expected: string, actual: string) =>
  (own: Estate): void => {
    stated(own, 'aws_iam_policy.queues').values.policy = expected;
    find(own, 'IAM::Policy', 'ANPAQUEUES').configuration.policyVersionList[0].document =
      encodeURIComponent(actual);
  };
const allow = { Effect: 'Allow', Action: ['sqs:SendMessage', 'sqs:Receive*'], Resource: ['a', 'b'] };
const deny = { Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bool: { 'aws:MFA': 'false' } } };
const policyLine = 'changed aws_iam_policy.queues /policy';
const policyRow = (what: string, same: [object[], object[]], other: object[]): Row => [
  what,
  setPolicies(policy(...same[0]), policy(...same[1])),
  setPolicies(policy(...same[0]), policy(...other)),
  policyLine,
];

/** A live resource like one of the estate, with something else. */
const like = (
  own: Estate,
  [type, id]: readonly [string, string],
  to: string,
  more: (item: Estate['items'][number]) => void,
): void => {
  const item = JSON.parse(JSON.stringify(find(own, type, id)).replaceAll(id, to));
  more(item);
  own.items.push(item);
};
const unmanaged = (
  what: string,
  source: readonly [string, string],
  noise: (item: Estate['items'][number]) => void,
  line: string,
  real: (item: Estate['items'][number]) => void = () => {},
): Row => [
  what,
  (own) => like(own, source, 'new-0', noise),
  (own) => like(own, source, 'new-0', real),
  `unmanaged ${line}`,
];
const group = ['EC2::SecurityGroup', 'sg-0web'] as const;
const queue = ['SQS::Queue', 'orders'] as const;
const tag =
  (key: string, value = 'x') =>
  (item: Estate['items'][number]) => {
    item.tags = { [key]: value };
    delete item.configuration.tags;
    item.supplementaryConfiguration = {};
  };

const role = (path: string) => (item: Estate['items'][number]) => {
  item.ARN = iam(`role${path}mine`);
  Object.assign(item.configuration, { path, roleName: 'mine', arn: item.ARN });
};

const rows: readonly Row[] = [
  // Policies
  policyRow(
    'order of statements and lists',
    [
      [allow, deny],
      [deny, { ...allow, Action: ['sqs:Receive*', 'sqs:SendMessage'], Resource: ['b', 'a'] }],
    ],
    [deny, { ...allow, Action: ['sqs:SendMessage'] }],
  ),
  policyRow(
    'a value or a list of one',
    [[{ ...deny }], [{ ...deny, Action: ['*'], Resource: ['*'] }]],
    [{ ...deny, Resource: ['a'] }],
  ),
  policyRow(
    'case of actions',
    [[{ ...deny, Action: 'S3:GetObject' }], [{ ...deny, Action: 's3:getobject' }]],
    [{ ...deny, Action: 's3:GetObjectAcl' }],
  ),
  policyRow('an empty Sid', [[allow], [{ ...allow, Sid: '' }]], [{ ...allow, Effect: 'Deny' }]),
  policyRow(
    'an account is its root',
    [
      [{ ...allow, Principal: { AWS: '111122223333' } }],
      [{ ...allow, Principal: { AWS: 'arn:aws:iam::111122223333:root' } }],
    ],
    [{ ...allow, Principal: { AWS: 'arn:aws:iam::111122223333:role/x' } }],
  ),
  policyRow(
    'everyone',
    [[{ ...allow, Principal: '*' }], [{ ...allow, Principal: { AWS: '*' } }]],
    [{ ...allow, Principal: { Service: '*' } }],
  ),
  policyRow(
    'conditions',
    [
      [{ ...deny, Condition: { StringEquals: { 'aws:Tag': ['a', 'b'] } } }],
      [{ ...deny, Condition: { stringequals: { 'AWS:tag': ['b', 'a'] } } }],
    ],
    [{ ...deny, Condition: { StringEquals: { 'aws:Tag': ['a'] } } }],
  ),
  // Values
  [
    'a set in another order',
    (own) => find(own, 'Lambda::Function', 'mailer').configuration.vpcConfig.subnetIds.sort(),
    (own) => find(own, 'Lambda::Function', 'mailer').configuration.vpcConfig.subnetIds.pop(),
    'changed aws_lambda_function.mailer /vpc_config/0/subnet_ids',
  ],
  [
    'a number as text',
    (own) => void (find(own, 'SQS::Queue', '/orders').configuration.DelaySeconds = '0'),
    (own) => void (find(own, 'SQS::Queue', '/orders').configuration.DelaySeconds = '1'),
    'changed aws_sqs_queue.orders /delay_seconds',
  ],
  [
    'null, empty and absent',
    (own) => void (find(own, 'SNS::Topic', 'orders').configuration.DisplayName = null),
    (own) => void (find(own, 'SNS::Topic', 'orders').configuration.DisplayName = 'Orders'),
    'changed aws_sns_topic.orders /display_name',
  ],
  [
    'the case that AWS lowers',
    (own) => void (stated(own, 'aws_db_instance.orders').values.maintenance_window = 'Sun:03:00-Sun:03:30'),
    (own) => void (stated(own, 'aws_db_instance.orders').values.maintenance_window = 'Mon:03:00-Mon:03:30'),
    'changed aws_db_instance.orders /maintenance_window',
  ],
  [
    'JSON with other spaces',
    (own) =>
      void (find(own, 'ECR::Repository', 'shop').configuration.LifecyclePolicy.LifecyclePolicyText += '\n'),
    (own) =>
      void (find(own, 'ECR::Repository', 'shop').configuration.LifecyclePolicy.LifecyclePolicyText =
        '{"rules":[]}'),
    'changed aws_ecr_lifecycle_policy.shop /policy',
  ],
  [
    'a major version runs as a minor one',
    (own) => void (stated(own, 'aws_rds_cluster.catalog').values.engine_version = '15'),
    (own) => void (stated(own, 'aws_rds_cluster.catalog').values.engine_version = '14'),
    'changed aws_rds_cluster.catalog /engine_version',
  ],
  [
    'a failover',
    (own) =>
      void (find(own, 'RDS::DBInstance', 'db-ORDERS').configuration.availabilityZone = 'eu-central-1c'),
    (own) => {
      const { values } = stated(own, 'aws_rds_cluster_instance.catalog[0]');
      values.availability_zone = 'eu-central-1c';
    },
    'changed aws_rds_cluster_instance.catalog[0] /availability_zone',
  ],
  [
    'arguments of Terraform alone',
    (own) => void (stated(own, 'aws_ebs_volume.data').values.final_snapshot = true),
    (own) => void (stated(own, 'aws_ebs_volume.data').values.encrypted = false),
    'changed aws_ebs_volume.data /encrypted',
  ],
  [
    'times',
    (own) =>
      void (find(own, 'Lambda::Function', 'mailer').configuration.lastModified = '2026-11-19T00:00:00Z'),
    (own) => void (find(own, 'Lambda::Function', 'mailer').configuration.runtime = 'nodejs18.x'),
    'changed aws_lambda_function.mailer /runtime',
  ],
  // Tags
  [
    'tags of AWS',
    (own) => void (find(own, 'EC2::VPC', 'vpc-0a1').tags['aws:created'] = 'x'),
    (own) => void (find(own, 'EC2::VPC', 'vpc-0a1').tags['awsome'] = 'x'),
    'changed aws_vpc.main /tags_all/awsome',
  ],
  [
    'tags of the provider',
    (own) => void delete stated(own, 'aws_vpc.main').values.tags,
    (own) => void delete stated(own, 'aws_vpc.main').values.tags_all.Environment,
    'changed aws_vpc.main /tags_all/Environment',
  ],
  // What is written in two ways
  [
    'rules by number or name',
    (own) => void (stated(own, 'aws_security_group_rule.data').values.protocol = 'tcp'),
    (own) => void (find(own, 'EC2::SecurityGroup', 'sg-0data').configuration.ipPermissions = []),
    'missing aws_security_group_rule.data',
  ],
  [
    'a rule inline',
    (own) => {
      const rule = stated(own, 'aws_vpc_security_group_ingress_rule.app');
      own.resources.splice(own.resources.indexOf(rule), 1);
      const egress = stated(own, 'aws_vpc_security_group_egress_rule.app');
      own.resources.splice(own.resources.indexOf(egress), 1);
      Object.assign(stated(own, 'aws_security_group.app').values, {
        ingress: [{ protocol: 'tcp', from_port: 8443, to_port: 8443, security_groups: ['sg-0web'] }],
        egress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] }],
      });
    },
    (own) => void (find(own, 'EC2::SecurityGroup', 'sg-0app').configuration.ipPermissions = []),
    'missing aws_vpc_security_group_ingress_rule.app',
  ],
  [
    'a route that AWS keeps',
    (own) =>
      void find(own, 'EC2::RouteTable', 'rtb-0a1').configuration.routes.push({
        destinationPrefixListId: 'pl-1',
        gatewayId: 'vpce-1',
        origin: 'CreateRoute',
      }),
    (own) =>
      void find(own, 'EC2::RouteTable', 'rtb-0a1').configuration.routes.push({
        destinationCidrBlock: '0.0.0.0/1',
        gatewayId: 'igw-0a1',
        origin: 'CreateRoute',
      }),
    'changed aws_route_table.private /route',
  ],
  [
    'mirrors of a bucket',
    (own) =>
      void (stated(own, 'aws_s3_bucket.media').values.versioning = [{ enabled: true, mfa_delete: false }]),
    (own) =>
      void (find(own, 'S3::Bucket', 'media').supplementaryConfiguration.BucketVersioningConfiguration.status =
        'Suspended'),
    'changed aws_s3_bucket_versioning.media /versioning_configuration/0/status',
  ],
  [
    'a block of a bucket in place of its part',
    (own) => {
      const part = stated(own, 'aws_s3_bucket_versioning.media');
      own.resources.splice(own.resources.indexOf(part), 1);
      stated(own, 'aws_s3_bucket.media').values.versioning = [{ enabled: true, mfa_delete: false }];
    },
    (own) => {
      const part = stated(own, 'aws_s3_bucket_versioning.media');
      own.resources.splice(own.resources.indexOf(part), 1);
      stated(own, 'aws_s3_bucket.media').values.versioning = [];
    },
    'unmanaged aws_s3_bucket_versioning acme-shop-media',
  ],
  [
    'mirrors of a role',
    (own) => void (stated(own, 'aws_iam_role.worker').values.managed_policy_arns = [iam('policy/queues')]),
    (own) =>
      void find(own, 'IAM::Role', 'AROAWORKER').configuration.attachedManagedPolicies.push({
        policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
    'unmanaged aws_iam_role_policy_attachment worker/arn:aws:iam::aws:policy/AdministratorAccess',
  ],
  [
    'attachments that name several',
    (own) => void (stated(own, 'aws_iam_policy_attachment.ops').values.roles = []),
    (own) => void (stated(own, 'aws_iam_policy_attachment.ops').values.groups = []),
    'unmanaged aws_iam_group_policy_attachment ops/arn:aws:iam::aws:policy/ReadOnlyAccess',
  ],
  [
    'what other resources fill in',
    (own) => void (find(own, 'EC2::EIP', 'eipalloc-0a1').configuration.instanceId = 'i-0a1'),
    (own) => void (stated(own, 'aws_eip.nat').values.instance = 'i-0b2'),
    'changed aws_eip.nat /instance',
  ],
  [
    'blocks of an attached volume',
    (own) =>
      void (stated(own, 'aws_instance.jump').values.ebs_block_device = [
        { volume_id: 'vol-0a1', device_name: '/dev/sdf' },
      ]),
    (own) => void (find(own, 'EC2::Instance', 'i-0a1').configuration.metadataOptions.httpTokens = 'optional'),
    'changed aws_instance.jump /metadata_options/0/http_tokens',
  ],
  [
    'default of a bucket that nobody configured',
    (own) => {
      const part = stated(own, 'aws_s3_bucket_server_side_encryption_configuration.media');
      part.values.rule[0].apply_server_side_encryption_by_default = [
        { sse_algorithm: 'AES256', kms_master_key_id: '' },
      ];
      find(own, 'S3::Bucket', 'media').supplementaryConfiguration.ServerSideEncryptionConfiguration =
        undefined;
    },
    (own) => {
      find(own, 'S3::Bucket', 'media').supplementaryConfiguration.ServerSideEncryptionConfiguration =
        undefined;
    },
    'missing aws_s3_bucket_server_side_encryption_configuration.media',
  ],
  // What nobody wrote
  unmanaged(
    'service-linked roles',
    ['IAM::Role', 'AROASLR'],
    role('/aws-service-role/x.amazonaws.com/'),
    'aws_iam_role mine',
    role('/service-role/'),
  ),
  unmanaged(
    'default groups',
    group,
    (item) => void (item.configuration.groupName = 'default'),
    'aws_security_group new-0',
  ),
  unmanaged(
    'groups of a cluster',
    group,
    tag('kubernetes.io/cluster/shop', 'owned'),
    'aws_security_group new-0',
    tag('kubernetes.io/cluster/shop', 'shared'),
  ),
  unmanaged(
    'what CloudFormation made',
    queue,
    tag('aws:cloudformation:stack-name'),
    `aws_sqs_queue https://sqs.eu-central-1.amazonaws.com/444455556666/new-0`,
    tag('cloudformation:stack-name'),
  ),
  unmanaged(
    'instances of an Auto Scaling group',
    ['EC2::Instance', 'i-0a1'],
    (item) => {
      item.tags = { 'aws:autoscaling:groupName': 'web' };
    },
    'aws_instance new-0',
  ),
  unmanaged(
    'interfaces of services',
    ['EC2::NetworkInterface', 'eni-0nat'],
    (item) => void (item.configuration.description = 'ELB app/web/1'),
    'aws_network_interface new-0',
    (item) => {
      item.configuration.interfaceType = 'interface';
      item.configuration.description = 'mine';
    },
  ),
  unmanaged(
    'default subnets',
    ['EC2::Subnet', 'subnet-0a1'],
    (item) => void (item.configuration.defaultForAz = true),
    'aws_subnet new-0',
  ),
  unmanaged(
    'main route tables',
    ['EC2::RouteTable', 'rtb-0main'],
    () => {},
    'aws_route_table new-0',
    (item) => void (item.configuration.associations = []),
  ),
  unmanaged(
    'the gateway of the default VPC',
    ['EC2::InternetGateway', 'igw-0default'],
    () => {},
    'aws_internet_gateway new-0',
    (item) => void (item.configuration.attachments = []),
  ),
  unmanaged(
    'root volumes',
    ['EC2::Volume', 'vol-0asg1'],
    (item) => void (item.resourceId = item.configuration.volumeId = 'vol-0asg1'),
    'aws_ebs_volume new-0',
  ),
];

describe.each(rows)('%s', (_, noise, real, line) => {
  test('is no drift', async () => {
    expect(await told(noise)).toEqual([]);
  });
  test('hides none', async () => {
    expect(await told(real)).toEqual([line]);
  });
  test('hides none beside it', async () => {
    const other = 'changed aws_kinesis_stream.clicks /shard_count';
    const both = await told((own) => {
      noise(own);
      stated(own, 'aws_kinesis_stream.clicks').values.shard_count = 9;
    });
    expect(both).toEqual([other]);
  });
});

test('with --strict, what AWS and its services made is told', async () => {
  const found = await told(() => {}, true);
  expect(found).toContain('unmanaged aws_default_vpc vpc-0default');
  expect(found).toContain('unmanaged aws_instance i-0asg1');
  expect(found).toContain('unmanaged aws_security_group sg-0eks');
});

test('what scaling moves is muted, and counts with --strict', async () => {
  const scale = (own: Estate): void => {
    find(own, 'AutoScaling::AutoScalingGroup', 'Name/web').configuration.desiredCapacity = 5;
  };
  const { drifts } = await compared(scale);
  expect(drifts.flatMap((drift) => (drift.kind === 'changed' ? drift.differences : []))).toEqual([
    { path: '/desired_capacity', expected: 2, actual: 5, muted: 'moved by scaling' },
  ]);
  expect(await told(scale, true)).toContain('changed aws_autoscaling_group.web /desired_capacity');
});

test('storage that grew past what autoscaling may is drift', async () => {
  const grow = (size: number) => (own: Estate) => {
    find(own, 'RDS::DBInstance', 'db-ORDERS').configuration.allocatedStorage = size;
  };
  expect(await told(grow(150))).toEqual([]);
  expect(await told(grow(250))).toEqual(['changed aws_db_instance.orders /allocated_storage']);
  expect(await told(grow(50))).toEqual(['changed aws_db_instance.orders /allocated_storage']);
});

test('what is deleted with its parts is told once', async () => {
  const gone = await told((own) => {
    Object.assign(find(own, 'S3::Bucket', 'media'), {
      configurationItemStatus: 'ResourceDeleted',
      configuration: null,
      supplementaryConfiguration: {},
    });
  });
  expect(gone).toEqual(['missing aws_s3_bucket.media']);
});

test('a resource that fits several is told, and not guessed', async () => {
  const comparison = await compared((own) => {
    const { values } = stated(own, 'aws_sqs_queue.orders');
    for (const name of ['arn', 'id', 'url']) delete values[name];
    like(own, ['SQS::Queue', 'orders'], 'orders', (item) => {
      item.awsRegion = 'eu-west-1';
      item.ARN = item.ARN.replace('eu-central-1', 'eu-west-1');
      item.resourceId = item.resourceId.replace('eu-central-1', 'eu-west-1');
      item.configuration.QueueArn = item.ARN;
    });
  });
  expect(lines(comparison)).toEqual([]);
  expect(
    comparison.ambiguous.map(({ expected, candidates }) => [expected.address, candidates.length]),
  ).toEqual([['aws_sqs_queue.orders', 2]]);
});

test('a type of which the source shows nothing is not assessable, never missing', async () => {
  const comparison = await compared((own) => {
    own.items = own.items.splice(0).filter(() => false);
  });
  expect(comparison.drifts).toHaveLength(0);
});

test('a secret on one side is hidden on both', async () => {
  const comparison = await compared((own) => {
    const stream = stated(own, 'aws_kinesis_stream.clicks');
    stream.values.kms_key_id = 'alias/other-secret-name';
    stream.sensitive_values = { kms_key_id: true };
    find(own, 'Kinesis::Stream', 'clicks').configuration.StreamEncryption.KeyId = 'alias/very-secret-name';
    find(own, 'Kinesis::Stream', 'clicks').configuration.ShardCount = 4;
  });
  expect(lines(comparison)).toEqual(['changed aws_kinesis_stream.clicks /shard_count']);
  expect(
    JSON.stringify(comparison.drifts.flatMap((each) => (each.kind === 'changed' ? each.differences : []))),
  ).not.toContain('very-secret');
});
