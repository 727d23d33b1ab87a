import { describe, expect, test, vi } from 'vitest';
import { compared, type Estate, estate, find, type Item, told } from './estate.ts';

vi.setConfig({ testTimeout: 60_000 });

test('an estate as it should be, of 60 types, has no drift', async () => {
  const { drifts, pairs, ambiguous, notAssessable } = await compared(() => {});
  expect([drifts, ambiguous]).toEqual([[], []]);
  expect(estate().resources.length).toBeGreaterThanOrEqual(90);
  expect(new Set(pairs.map(({ expected }) => expected.type)).size).toBeGreaterThanOrEqual(50);
  expect(notAssessable.map(({ type }) => type).sort()).toEqual([
    'aws_autoscaling_attachment',
    'aws_cloudwatch_log_group',
    'aws_s3_bucket_ownership_controls',
    'aws_s3_bucket_ownership_controls',
    'aws_s3_bucket_ownership_controls',
    'aws_ssm_parameter',
  ]);
});

test('the order of either side makes no difference', async () => {
  expect(
    await told((own) => {
      own.items.reverse();
      own.resources.reverse();
    }),
  ).toEqual([]);
});

type Change = readonly [type: string, id: string, change: (item: Item) => void, line: string];

const set =
  (path: string, value: unknown) =>
  (item: Item): void => {
    const steps = path.split('.');
    const last = steps.pop() as string;
    // biome-ignore lint/suspicious/noExplicitAny: an item is any JSON.
    const holder = steps.reduce((at: any, step) => at[step], item.configuration);
    holder[last] = value;
  };
const supplementary =
  (change: (supplementary: Item['supplementaryConfiguration']) => void) =>
  (item: Item): void =>
    change(item.supplementaryConfiguration);
const attribute = (key: string, value: string) =>
  supplementary(({ LoadBalancerAttributes }) => {
    LoadBalancerAttributes.find((each: { key: string }) => each.key === key).value = value;
  });
const document = (...statements: object[]): string =>
  encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statements }));

const changes: readonly Change[] = [
  ['EC2::VPC', 'vpc-0a1', ({ tags }) => void (tags['Owner'] = 'x'), 'aws_vpc.main /tags_all/Owner'],
  [
    'EC2::Subnet',
    'subnet-0a1',
    set('mapPublicIpOnLaunch', true),
    'aws_subnet.app[0] /map_public_ip_on_launch',
  ],
  ['EC2::NatGateway', 'nat-0a1', set('subnetId', 'subnet-0a2'), 'aws_nat_gateway.main /subnet_id'],
  [
    'EC2::RouteTable',
    'rtb-0a2',
    ({ configuration }) => void (configuration.routes[1].gatewayId = 'igw-0b'),
    'aws_route_table.public /route',
  ],
  [
    'EC2::NetworkAcl',
    'acl-0a1',
    ({ configuration }) => void (configuration.entries[0].cidrBlock = '0.0.0.0/0'),
    'aws_network_acl.app /ingress',
  ],
  [
    'EC2::SecurityGroup',
    'sg-0web',
    ({ configuration }) => void configuration.ipPermissions[1].ipv4Ranges.push({ cidrIp: '0.0.0.0/0' }),
    'aws_security_group.web /ingress',
  ],
  [
    'EC2::SecurityGroup',
    'sg-0app',
    ({ configuration }) =>
      void configuration.ipPermissions.push({
        ipProtocol: 'tcp',
        fromPort: 22,
        toPort: 22,
        ipv4Ranges: [{ cidrIp: '0.0.0.0/0' }],
      }),
    'aws_security_group.app /ingress',
  ],
  [
    'EC2::SecurityGroup',
    'sg-0data',
    ({ configuration }) =>
      void configuration.ipPermissionsEgress.push({
        ipProtocol: '-1',
        ipv4Ranges: [{ cidrIp: '0.0.0.0/0' }],
      }),
    'aws_security_group.data /egress',
  ],
  ['EC2::Instance', 'i-0a1', set('instanceType', 't3.large'), 'aws_instance.jump /instance_type'],
  ['EC2::Volume', 'vol-0a1', set('size', 200), 'aws_ebs_volume.data /size'],
  [
    'EC2::LaunchTemplate',
    'lt-0a1',
    set('LaunchTemplateData.MetadataOptions.HttpTokens', 'optional'),
    'aws_launch_template.web /metadata_options/0/http_tokens',
  ],
  ['AutoScaling::AutoScalingGroup', 'Name/web', set('maxSize', 12), 'aws_autoscaling_group.web /max_size'],
  [
    'ElasticLoadBalancingV2::LoadBalancer',
    '0dc6c495c0c9188',
    attribute('deletion_protection.enabled', 'false'),
    'aws_lb.web /enable_deletion_protection',
  ],
  [
    'ElasticLoadBalancingV2::TargetGroup',
    'd8a067',
    set('HealthCheckPath', '/'),
    'aws_lb_target_group.web /health_check/0/path',
  ],
  [
    'ElasticLoadBalancingV2::Listener',
    'fc522ab2',
    set('SslPolicy', 'ELBSecurityPolicy-2016-08'),
    'aws_lb_listener.web /ssl_policy',
  ],
  [
    'RDS::DBSubnetGroup',
    'shop',
    ({ configuration }) => void configuration.subnets.pop(),
    'aws_db_subnet_group.main /subnet_ids',
  ],
  [
    'RDS::DBInstance',
    'db-ORDERS',
    set('publiclyAccessible', true),
    'aws_db_instance.orders /publicly_accessible',
  ],
  [
    'RDS::DBInstance',
    'db-STOCK',
    set('backupRetentionPeriod', 1),
    'aws_db_instance.stock /backup_retention_period',
  ],
  [
    'RDS::DBCluster',
    'cluster-CATALOG',
    set('deletionProtection', false),
    'aws_rds_cluster.catalog /deletion_protection',
  ],
  [
    'RDS::DBInstance',
    'db-CATALOG1',
    set('dBInstanceClass', 'db.r6g.xlarge'),
    'aws_rds_cluster_instance.catalog[1] /instance_class',
  ],
  [
    'DynamoDB::Table',
    'carts',
    supplementary(
      (all) =>
        void (all.ContinuousBackupsDescription.pointInTimeRecoveryDescription.pointInTimeRecoveryStatus =
          'DISABLED'),
    ),
    'aws_dynamodb_table.carts /point_in_time_recovery/0/enabled',
  ],
  [
    'EFS::FileSystem',
    'fs-0a1',
    set('BackupPolicy.Status', 'DISABLED'),
    'aws_efs_backup_policy.media /backup_policy/0/status',
  ],
  [
    'S3::Bucket',
    'media',
    supplementary((all) => void (all.PublicAccessBlockConfiguration.ignorePublicAcls = false)),
    'aws_s3_bucket_public_access_block.media /ignore_public_acls',
  ],
  [
    'S3::Bucket',
    'logs',
    supplementary((all) => void (all.BucketLifecycleConfiguration.rules[0].expirationInDays = 30)),
    'aws_s3_bucket_lifecycle_configuration.logs /rule/0/expiration/0/days',
  ],
  [
    'S3::Bucket',
    'trail',
    supplementary((all) => void (all.BucketVersioningConfiguration.status = 'Suspended')),
    'aws_s3_bucket_versioning.trail /versioning_configuration/0/status',
  ],
  [
    'KMS::Key',
    '0001',
    supplementary((all) => void (all.KeyRotationStatus = false)),
    'aws_kms_key.main /enable_key_rotation',
  ],
  ['KMS::Alias', 'alias/shop', set('TargetKeyId', 'other'), 'aws_kms_alias.main /target_key_id'],
  ['SNS::Topic', 'orders', set('KmsMasterKeyId', ''), 'aws_sns_topic.orders /kms_master_key_id'],
  [
    'SNS::Topic',
    'alerts',
    ({ configuration }) => void (configuration.Policy = configuration.Policy.replace('sns:Publish', 'sns:*')),
    'aws_sns_topic_policy.alerts /policy',
  ],
  [
    'SQS::Queue',
    '/orders',
    set('VisibilityTimeout', '60'),
    'aws_sqs_queue.orders /visibility_timeout_seconds',
  ],
  [
    'Kinesis::Stream',
    'clicks',
    set('RetentionPeriodHours', 24),
    'aws_kinesis_stream.clicks /retention_period',
  ],
  ['Lambda::Function', 'mailer', set('timeout', 900), 'aws_lambda_function.mailer /timeout'],
  [
    'ECR::Repository',
    'shop',
    set('ImageTagMutability', 'MUTABLE'),
    'aws_ecr_repository.shop /image_tag_mutability',
  ],
  [
    'ECS::Cluster',
    'cluster/shop',
    ({ configuration }) => void (configuration.ClusterSettings[0].Value = 'disabled'),
    'aws_ecs_cluster.shop /setting/0/value',
  ],
  [
    'EKS::Cluster',
    'shop',
    set('ResourcesVpcConfig.EndpointPublicAccess', true),
    'aws_eks_cluster.shop /vpc_config/0/endpoint_public_access',
  ],
  [
    'IAM::Role',
    'AROAJUMP',
    set(
      'assumeRolePolicyDocument',
      document({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }),
    ),
    'aws_iam_role.jump /assume_role_policy',
  ],
  [
    'IAM::Role',
    'AROAWORKER',
    ({ configuration }) =>
      void (configuration.rolePolicyList[0].policyDocument = document({
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
      })),
    'aws_iam_role_policy.worker /policy',
  ],
  [
    'IAM::Policy',
    'ANPAQUEUES',
    ({ configuration }) =>
      void (configuration.policyVersionList[0].document = document({
        Effect: 'Allow',
        Action: 'sqs:*',
        Resource: '*',
      })),
    'aws_iam_policy.queues /policy',
  ],
  [
    'CloudTrail::Trail',
    'trail/org',
    set('logFileValidationEnabled', false),
    'aws_cloudtrail.org /enable_log_file_validation',
  ],
  ['CloudWatch::Alarm', 'api-5xx', set('threshold', 1000), 'aws_cloudwatch_metric_alarm.api /threshold'],
];

const deletions: readonly (readonly [type: string, id: string, line: string])[] = [
  ['EC2::Subnet', 'subnet-0a3', 'missing aws_subnet.app[2]'],
  ['EC2::EIP', 'eipalloc-0a1', 'missing aws_eip.nat'],
  ['RDS::DBInstance', 'db-CATALOG0', 'missing aws_rds_cluster_instance.catalog[0]'],
  ['DynamoDB::Table', 'sessions', 'missing aws_dynamodb_table.sessions'],
  ['SQS::Queue', '/mails-dlq', 'missing aws_sqs_queue.mails_dlq'],
  ['SQS::Queue', '/mails', 'missing aws_sqs_queue.mails'],
  ['Lambda::Function', 'resizer', 'missing aws_lambda_function.resizer'],
  ['IAM::Role', 'AROAEKS', 'missing aws_iam_role.eks'],
  ['EC2::InternetGateway', 'igw-0a1', 'missing aws_internet_gateway.main'],
  ['SecretsManager::Secret', 'AbCdEf', 'missing aws_secretsmanager_secret.db'],
];

/** As AWS Config says it: an item without content. */
const remove = (own: Estate, type: string, id: string): void => {
  const item = find(own, type, id);
  Object.assign(item, {
    configurationItemStatus: 'ResourceDeleted',
    configuration: null,
    supplementaryConfiguration: {},
    tags: {},
  });
};

const arn = (service: string, rest: string) => `arn:aws:${service}:eu-central-1:444455556666:${rest}`;
const added: readonly (readonly [
  source: readonly [string, string],
  from: string,
  to: string,
  line: string,
])[] = [
  [['EC2::VPC', 'vpc-0a1'], 'vpc-0a1', 'vpc-0new', 'unmanaged aws_vpc vpc-0new'],
  [['EC2::SecurityGroup', 'sg-0web'], 'sg-0web', 'sg-0new', 'unmanaged aws_security_group sg-0new'],
  [['EC2::Volume', 'vol-0a1'], 'vol-0a1', 'vol-0new', 'unmanaged aws_ebs_volume vol-0new'],
  [['RDS::DBInstance', 'db-ORDERS'], 'orders', 'byhand', 'unmanaged aws_db_instance db-BYHAND'],
  [['DynamoDB::Table', 'carts'], 'carts', 'byhand', 'unmanaged aws_dynamodb_table byhand'],
  [['S3::Bucket', 'media'], 'acme-shop-media', 'acme-by-hand', 'unmanaged aws_s3_bucket acme-by-hand'],
  [['SNS::Topic', 'orders'], 'orders', 'byhand', `unmanaged aws_sns_topic ${arn('sns', 'byhand')}`],
  [['Lambda::Function', 'mailer'], 'mailer', 'byhand', 'unmanaged aws_lambda_function byhand'],
  [['IAM::Role', 'AROAWORKER'], 'worker', 'byhand', 'unmanaged aws_iam_role byhand'],
  [['EC2::Subnet', 'subnet-0a2'], 'subnet-0a2', 'subnet-0new', 'unmanaged aws_subnet subnet-0new'],
];
const copy = (own: Estate, [[type, id], from, to]: (typeof added)[number]): void => {
  const text = JSON.stringify(find(own, type, id));
  own.items.push(
    JSON.parse(text.replaceAll(from, to).replaceAll(from.toUpperCase(), to.toUpperCase())) as Item,
  );
};

test('40 changes, 10 deletions and 10 additions are all found at once, and nothing else', async () => {
  expect([changes.length, deletions.length, added.length]).toEqual([40, 10, 10]);
  const found = await told((own) => {
    for (const each of added) copy(own, each);
    for (const [type, id, change] of changes) change(find(own, type, id));
    for (const [type, id] of deletions) remove(own, type, id);
  });
  expect(found).toEqual(
    [
      ...changes.map(([, , , line]) => `changed ${line}`),
      ...deletions.map(([, , line]) => line),
      ...added.map(([, , , line]) => line),
    ].sort(),
  );
});

describe('one change is one finding', () => {
  test.each(changes)('%s %s', async (type, id, change, line) => {
    expect(await told((own) => change(find(own, type, id)))).toEqual([`changed ${line}`]);
  });
  test.each(deletions)('%s %s deleted', async (type, id, line) => {
    expect(await told((own) => remove(own, type, id))).toEqual([line]);
  });
  test.each(added.map((each) => [each[3], each] as const))('%s', async (line, each) => {
    expect(await told((own) => copy(own, each))).toEqual([line]);
  });
});
