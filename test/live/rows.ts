import type { Said } from '../normalize/aws-config/items.ts';

/** One state of affairs, as Terraform has it and as AWS Config does, and what a rule says of it. */
export interface Row {
  readonly rule: string;
  readonly verdict: 'fail' | 'pass';
  /** Address -> attributes, as in a plan and in a state. */
  readonly terraform: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly items: readonly Said[];
}

const arn = (service: string, rest: string): string => `arn:aws:${service}:eu-central-1:444455556666:${rest}`;
const tags = { Environment: 'prod' };
const all = { tags, tags_all: tags };

// Databases

const db = (
  rule: string,
  verdict: Row['verdict'],
  own: Record<string, unknown>,
  live: Said['configuration'],
): Row => ({
  rule,
  verdict,
  terraform: {
    'aws_db_instance.one': {
      identifier: 'one',
      engine: 'postgres',
      replicate_source_db: null,
      delete_automated_backups: false,
      storage_encrypted: true,
      ...all,
      ...own,
    },
  },
  items: [
    {
      type: 'AWS::RDS::DBInstance',
      arn: arn('rds', 'db:one'),
      tags,
      configuration: {
        dBInstanceIdentifier: 'one',
        engine: 'postgres',
        readReplicaSourceDBInstanceIdentifier: null,
        storageEncrypted: true,
        ...live,
      },
    },
  ],
});

const cluster = (
  rule: string,
  verdict: Row['verdict'],
  own: Record<string, unknown>,
  live: Said['configuration'],
): Row => ({
  rule,
  verdict,
  terraform: {
    'aws_rds_cluster.one': {
      cluster_identifier: 'one',
      engine: 'aurora-postgresql',
      engine_mode: 'provisioned',
      ...all,
      ...own,
    },
  },
  items: [
    {
      type: 'AWS::RDS::DBCluster',
      arn: arn('rds', 'cluster:one'),
      tags,
      configuration: {
        dbclusterIdentifier: 'one',
        engine: 'aurora-postgresql',
        engineMode: 'provisioned',
        ...live,
      },
    },
  ],
});

const databases: readonly Row[] = [
  db('ENC-RDS-01', 'fail', { storage_encrypted: false }, { storageEncrypted: false }),
  db('ENC-RDS-01', 'pass', {}, {}),
  db('MAZ-RDS-01', 'fail', { multi_az: false }, { multiAZ: false }),
  db('MAZ-RDS-01', 'pass', { multi_az: true }, { multiAZ: true }),
  db('NET-RDS-01', 'fail', { publicly_accessible: true }, { publiclyAccessible: true }),
  db('NET-RDS-01', 'pass', { publicly_accessible: false }, { publiclyAccessible: false }),
  db('BKP-RDS-01', 'fail', { backup_retention_period: 0 }, { backupRetentionPeriod: 0 }),
  db('RES-DEL-01', 'fail', { deletion_protection: false }, { deletionProtection: false }),
  db('RES-DEL-01', 'pass', { deletion_protection: true }, { deletionProtection: true }),
  cluster('ENC-RDS-02', 'fail', { storage_encrypted: false }, { storageEncrypted: false }),
  cluster('ENC-RDS-02', 'pass', { storage_encrypted: true }, { storageEncrypted: true }),
  cluster('BKP-RDS-02', 'fail', { backup_retention_period: 1 }, { backupRetentionPeriod: 1 }),
  cluster('BKP-RDS-02', 'pass', { backup_retention_period: 35 }, { backupRetentionPeriod: 35 }),
];

// Buckets

const bucketItem = (supplementary: NonNullable<Said['supplementary']>, more: Partial<Said> = {}): Said => ({
  type: 'AWS::S3::Bucket',
  id: 'one',
  name: 'one',
  arn: 'arn:aws:s3:::one',
  configuration: { name: 'one' },
  supplementary: { BucketVersioningConfiguration: { status: 'Off' }, ...supplementary },
  ...more,
});
const bucket = {
  bucket: 'one',
  id: 'one',
  policy: null,
  versioning: [],
  logging: [],
  server_side_encryption_configuration: [],
};
const tlsOnly = (effect: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: effect,
        Principal: '*',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::one', 'arn:aws:s3:::one/*'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
const closed = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const closedLive = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

const buckets: readonly Row[] = [
  { rule: 'ENC-S3-01', verdict: 'fail', terraform: { 'aws_s3_bucket.one': bucket }, items: [bucketItem({})] },
  {
    rule: 'ENC-S3-01',
    verdict: 'pass',
    terraform: {
      'aws_s3_bucket.one': bucket,
      'aws_s3_bucket_server_side_encryption_configuration.one': {
        bucket: 'one',
        rule: [
          { apply_server_side_encryption_by_default: [{ sse_algorithm: 'aws:kms', kms_master_key_id: 'k' }] },
        ],
      },
    },
    items: [
      bucketItem({
        ServerSideEncryptionConfiguration: {
          rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyID: 'k' } }],
        },
      }),
    ],
  },
  {
    rule: 'ENC-S3-03',
    verdict: 'fail',
    terraform: { 'aws_s3_bucket.one': bucket },
    items: [bucketItem({ BucketPolicy: { policyText: null } })],
  },
  {
    rule: 'ENC-S3-03',
    verdict: 'pass',
    terraform: {
      'aws_s3_bucket.one': bucket,
      'aws_s3_bucket_policy.one': { bucket: 'one', policy: tlsOnly('Deny') },
    },
    items: [bucketItem({ BucketPolicy: { policyText: tlsOnly('Deny') } })],
  },
  { rule: 'RES-S3-01', verdict: 'fail', terraform: { 'aws_s3_bucket.one': bucket }, items: [bucketItem({})] },
  {
    rule: 'RES-S3-01',
    verdict: 'pass',
    terraform: {
      'aws_s3_bucket.one': bucket,
      'aws_s3_bucket_versioning.one': {
        bucket: 'one',
        versioning_configuration: [{ status: 'Enabled', mfa_delete: 'Disabled' }],
      },
    },
    items: [bucketItem({ BucketVersioningConfiguration: { status: 'Enabled', isMfaDeleteEnabled: null } })],
  },
  {
    rule: 'LOG-S3-01',
    verdict: 'fail',
    terraform: { 'aws_s3_bucket.one': bucket },
    items: [bucketItem({ BucketLoggingConfiguration: { destinationBucketName: null } })],
  },
  {
    rule: 'LOG-S3-01',
    verdict: 'pass',
    terraform: {
      'aws_s3_bucket.one': bucket,
      'aws_s3_bucket_logging.one': { bucket: 'one', target_bucket: 'logs', target_prefix: 'one/' },
    },
    items: [
      bucketItem({ BucketLoggingConfiguration: { destinationBucketName: 'logs', logFilePrefix: 'one/' } }),
    ],
  },
  { rule: 'NET-S3-01', verdict: 'fail', terraform: { 'aws_s3_bucket.one': bucket }, items: [bucketItem({})] },
  {
    rule: 'NET-S3-01',
    verdict: 'pass',
    terraform: {
      'aws_s3_bucket.one': bucket,
      'aws_s3_bucket_public_access_block.one': { bucket: 'one', ...closed },
    },
    items: [bucketItem({ PublicAccessBlockConfiguration: closedLive })],
  },
  ...(['fail', 'pass'] as const).map((verdict): Row => {
    const policy = JSON.stringify({
      Statement: [
        {
          Effect: verdict === 'fail' ? 'Allow' : 'Deny',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: '*',
        },
      ],
    });
    return {
      rule: 'IAM-S3-01',
      verdict,
      terraform: {
        'aws_s3_bucket.one': bucket,
        'aws_s3_bucket_policy.one': { bucket: 'one', policy },
      },
      items: [bucketItem({ BucketPolicy: { policyText: policy } })],
    };
  }),
];

// Identities

const statement = (own: Record<string, unknown>): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource: '*', ...own }] });
const trust = (own: Record<string, unknown>): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...own }],
  });

const role = (rule: string, verdict: Row['verdict'], assume: string, inline?: string): Row => ({
  rule,
  verdict,
  terraform: {
    'aws_iam_role.one': {
      name: 'one',
      id: 'one',
      arn: 'arn:aws:iam::444455556666:role/one',
      path: '/',
      assume_role_policy: assume,
      inline_policy: [],
      managed_policy_arns: [],
      ...all,
    },
    ...(inline === undefined
      ? {}
      : { 'aws_iam_role_policy.one': { name: 'own', role: 'one', policy: inline } }),
  },
  items: [
    {
      type: 'AWS::IAM::Role',
      name: 'one',
      region: 'global',
      arn: 'arn:aws:iam::444455556666:role/one',
      tags,
      configuration: {
        roleName: 'one',
        path: '/',
        arn: 'arn:aws:iam::444455556666:role/one',
        assumeRolePolicyDocument: encodeURIComponent(assume),
        attachedManagedPolicies: [],
        rolePolicyList:
          inline === undefined ? [] : [{ policyName: 'own', policyDocument: encodeURIComponent(inline) }],
        permissionsBoundary: null,
      },
    },
  ],
});
const lambda = trust({ Principal: { Service: 'lambda.amazonaws.com' } });
const reading = statement({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::one/*' });

const identities: readonly Row[] = [
  role('IAM-ROLE-01', 'fail', trust({ Principal: { AWS: '*' } })),
  role('IAM-ROLE-01', 'pass', lambda),
  role('IAM-POLICY-01', 'fail', lambda, statement({ Action: '*' })),
  role('IAM-POLICY-01', 'pass', lambda, reading),
  role('IAM-POLICY-02', 'fail', lambda, statement({ Action: 's3:*' })),
  role('IAM-POLICY-02', 'pass', lambda, reading),
  role('IAM-POLICY-03', 'fail', lambda, statement({ Action: 's3:PutObject' })),
  role('IAM-POLICY-03', 'pass', lambda, reading),
  role('IAM-POLICY-04', 'pass', lambda, reading),
  role('IAM-POLICY-08', 'pass', lambda, reading),
  role('IAM-ROLE-02', 'pass', lambda),
  role(
    'IAM-OIDC-01',
    'pass',
    trust({
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: 'arn:aws:iam::444455556666:oidc-provider/token.actions.githubusercontent.com' },
      Condition: {
        StringEquals: {
          'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
          'token.actions.githubusercontent.com:sub': 'repo:acme/app:environment:prod',
        },
      },
    }),
  ),
  role(
    'IAM-POLICY-04',
    'fail',
    lambda,
    statement({ Action: ['iam:CreatePolicyVersion', 'iam:AttachUserPolicy', 'iam:PassRole', 'lambda:*'] }),
  ),
  role('IAM-POLICY-05', 'fail', lambda, statement({ Action: 'iam:PassRole' })),
  role('IAM-POLICY-05', 'pass', lambda, reading),
  role('IAM-POLICY-08', 'fail', lambda, statement({ Action: 'secretsmanager:GetSecretValue' })),
  role('IAM-ROLE-02', 'fail', trust({ Principal: { AWS: 'arn:aws:iam::777788889999:root' } })),
  role(
    'IAM-OIDC-01',
    'fail',
    trust({
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: 'arn:aws:iam::444455556666:oidc-provider/token.actions.githubusercontent.com' },
      Condition: { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } },
    }),
  ),
  {
    rule: 'IAM-USER-01',
    verdict: 'fail',
    terraform: { 'aws_iam_user.one': { name: 'one', path: '/', ...all } },
    items: [
      {
        type: 'AWS::IAM::User',
        name: 'one',
        region: 'global',
        tags,
        configuration: { userName: 'one', path: '/', userPolicyList: [], attachedManagedPolicies: [] },
      },
    ],
  },
  ...(['fail', 'pass'] as const).map((verdict): Row => {
    const attached = `arn:aws:iam::aws:policy/${verdict === 'fail' ? 'AdministratorAccess' : 'job-function/Billing'}`;
    return {
      rule: 'IAM-POLICY-06',
      verdict,
      terraform: {
        'aws_iam_role.one': {
          name: 'one',
          id: 'one',
          path: '/',
          assume_role_policy: lambda,
          inline_policy: [],
          managed_policy_arns: [],
        },
        'aws_iam_role_policy_attachment.one': { role: 'one', policy_arn: attached },
      },
      items: [
        {
          type: 'AWS::IAM::Role',
          name: 'one',
          region: 'global',
          configuration: {
            roleName: 'one',
            path: '/',
            assumeRolePolicyDocument: encodeURIComponent(lambda),
            rolePolicyList: [],
            attachedManagedPolicies: [{ policyName: 'attached', policyArn: attached }],
          },
        },
      ],
    };
  }),
  ...(['fail', 'pass'] as const).map((verdict): Row => {
    const policy = statement({
      Principal: { AWS: verdict === 'fail' ? '*' : 'arn:aws:iam::444455556666:root' },
      Action: 'kms:*',
    });
    return {
      rule: 'IAM-KMS-01',
      verdict,
      terraform: { 'aws_kms_key.one': { key_id: 'k', arn: arn('kms', 'key/k'), policy, ...all } },
      items: [
        {
          type: 'AWS::KMS::Key',
          id: 'k',
          tags,
          configuration: { keyId: 'k', keyManager: 'CUSTOMER', origin: 'AWS_KMS' },
          supplementary: { Policy: policy },
        },
      ],
    };
  }),
];

// Network

const open = {
  protocol: 'tcp',
  from_port: 22,
  to_port: 22,
  description: '',
  cidr_blocks: ['0.0.0.0/0'],
  ipv6_cidr_blocks: [],
  prefix_list_ids: [],
  security_groups: [],
  self: false,
};
const group = (rule: string, verdict: Row['verdict'], cidr: string, port: number): Row => ({
  rule,
  verdict,
  terraform: {
    'aws_security_group.one': {
      id: 'sg-1',
      name: 'web',
      vpc_id: 'vpc-1',
      egress: [],
      ...all,
      ingress: [{ ...open, cidr_blocks: [cidr], from_port: port, to_port: port }],
    },
  },
  items: [
    {
      type: 'AWS::EC2::SecurityGroup',
      id: 'sg-1',
      tags,
      configuration: {
        groupId: 'sg-1',
        groupName: 'web',
        vpcId: 'vpc-1',
        ipPermissionsEgress: [],
        ipPermissions: [
          {
            ipProtocol: 'tcp',
            fromPort: port,
            toPort: port,
            ipv4Ranges: [{ cidrIp: cidr }],
            ipRanges: [cidr],
            ipv6Ranges: [],
            prefixListIds: [],
            userIdGroupPairs: [],
          },
        ],
      },
    },
  ],
});

const subnets = (zones: readonly string[]) => ({
  terraform: Object.fromEntries(
    zones.map((zone, at) => [
      `aws_subnet.s${at}`,
      {
        id: `subnet-${at}`,
        vpc_id: 'vpc-1',
        availability_zone: zone,
        availability_zone_id: null,
        map_public_ip_on_launch: false,
        outpost_arn: '',
        ...all,
      },
    ]),
  ),
  items: zones.map(
    (zone, at): Said => ({
      type: 'AWS::EC2::Subnet',
      id: `subnet-${at}`,
      tags,
      configuration: {
        subnetId: `subnet-${at}`,
        vpcId: 'vpc-1',
        availabilityZone: zone,
        mapPublicIpOnLaunch: false,
        defaultForAz: false,
      },
    }),
  ),
});
const vpc: Said = {
  type: 'AWS::EC2::VPC',
  id: 'vpc-1',
  tags,
  configuration: { vpcId: 'vpc-1', isDefault: false },
};
const zones = (rule: 'MAZ-VPC-01' | 'MAZ-ASG-01', verdict: Row['verdict'], names: readonly string[]): Row => {
  const { terraform, items } = subnets(names);
  const ids = names.map((_, at) => `subnet-${at}`);
  return {
    rule,
    verdict,
    terraform: {
      ...terraform,
      'aws_vpc.one': { id: 'vpc-1', ...all },
      'aws_autoscaling_group.one': {
        name: 'web',
        vpc_zone_identifier: ids,
        availability_zones: names,
        min_size: 2,
        max_size: 4,
        tag: [],
      },
    },
    items: [
      ...items,
      vpc,
      {
        type: 'AWS::AutoScaling::AutoScalingGroup',
        configuration: {
          autoScalingGroupName: 'web',
          vpczoneIdentifier: ids.join(),
          availabilityZones: [...names],
          minSize: 2,
          maxSize: 4,
          tags: [],
        },
      },
    ],
  };
};

const network: readonly Row[] = [
  group('NET-SG-01', 'fail', '0.0.0.0/0', 22),
  group('NET-SG-01', 'pass', '10.0.0.0/16', 22),
  group('NET-SG-02', 'fail', '0.0.0.0/0', 6379),
  group('NET-SG-02', 'pass', '10.0.0.0/16', 6379),
  zones('MAZ-VPC-01', 'fail', ['eu-central-1a']),
  zones('MAZ-VPC-01', 'pass', ['eu-central-1a', 'eu-central-1b']),
  zones('MAZ-ASG-01', 'fail', ['eu-central-1a']),
  zones('MAZ-ASG-01', 'pass', ['eu-central-1a', 'eu-central-1b']),
  {
    rule: 'LOG-VPC-01',
    verdict: 'fail',
    terraform: { 'aws_vpc.one': { id: 'vpc-1', ...all } },
    items: [vpc],
  },
  {
    rule: 'LOG-VPC-01',
    verdict: 'pass',
    terraform: {
      'aws_vpc.one': { id: 'vpc-1', ...all },
      'aws_flow_log.one': {
        vpc_id: 'vpc-1',
        traffic_type: 'ALL',
        log_destination_type: 's3',
        log_destination: 'arn:aws:s3:::logs',
      },
    },
    items: [
      vpc,
      {
        type: 'AWS::EC2::FlowLog',
        id: 'fl-1',
        configuration: {
          flowLogId: 'fl-1',
          resourceId: 'vpc-1',
          trafficType: 'ALL',
          logDestinationType: 's3',
          logDestination: 'arn:aws:s3:::logs',
        },
      },
    ],
  },
];

// The rest

const lb = (verdict: Row['verdict'], protocol: string): Row => ({
  rule: 'ENC-ALB-01',
  verdict,
  terraform: {
    'aws_lb.one': {
      arn: arn('elasticloadbalancing', 'loadbalancer/app/one/1'),
      internal: false,
      load_balancer_type: 'application',
      ...all,
    },
    'aws_lb_listener.one': {
      load_balancer_arn: arn('elasticloadbalancing', 'loadbalancer/app/one/1'),
      port: 443,
      protocol,
      certificate_arn: protocol === 'HTTPS' ? arn('acm', 'certificate/1') : null,
      default_action: [{ type: 'forward', redirect: [], target_group_arn: 't' }],
    },
  },
  items: [
    {
      type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      arn: arn('elasticloadbalancing', 'loadbalancer/app/one/1'),
      tags,
      configuration: {
        loadBalancerArn: arn('elasticloadbalancing', 'loadbalancer/app/one/1'),
        scheme: 'internet-facing',
        type: 'application',
      },
    },
    {
      type: 'AWS::ElasticLoadBalancingV2::Listener',
      arn: arn('elasticloadbalancing', 'listener/app/one/1/2'),
      configuration: {
        ListenerArn: arn('elasticloadbalancing', 'listener/app/one/1/2'),
        LoadBalancerArn: arn('elasticloadbalancing', 'loadbalancer/app/one/1'),
        Port: 443,
        Protocol: protocol,
        Certificates: protocol === 'HTTPS' ? [{ CertificateArn: arn('acm', 'certificate/1') }] : [],
        DefaultActions: [{ Type: 'forward', TargetGroupArn: 't' }],
      },
    },
  ],
});

const table = (verdict: Row['verdict']): Row => ({
  rule: 'ENC-DDB-01',
  verdict,
  terraform: {
    'aws_dynamodb_table.one': {
      name: 'one',
      replica: [],
      server_side_encryption: verdict === 'fail' ? [] : [{ enabled: true, kms_key_arn: arn('kms', 'key/k') }],
      ...all,
    },
  },
  items: [
    {
      type: 'AWS::DynamoDB::Table',
      arn: arn('dynamodb', 'table/one'),
      tags,
      configuration: {
        tableName: 'one',
        ...(verdict === 'fail'
          ? {}
          : { ssedescription: { status: 'ENABLED', ssetype: 'KMS', kmsmasterKeyArn: arn('kms', 'key/k') } }),
      },
    },
    {
      type: 'AWS::KMS::Key',
      id: 'k',
      arn: arn('kms', 'key/k'),
      configuration: { keyId: 'k', arn: arn('kms', 'key/k'), keyManager: 'CUSTOMER', origin: 'AWS_KMS' },
    },
  ],
});

const simple = (
  rule: string,
  verdict: Row['verdict'],
  type: string,
  own: Record<string, unknown>,
  config: string,
  live: Said['configuration'],
  more: Partial<Said> = {},
): Row => ({
  rule,
  verdict,
  terraform: { [`${type}.one`]: { ...all, ...own } },
  items: [{ type: config, tags, configuration: live ?? {}, ...more }],
});

const trail = {
  name: 'one',
  s3_bucket_name: 'logs',
  include_global_service_events: true,
  is_organization_trail: false,
};
const trailLive = {
  name: 'one',
  s3BucketName: 'logs',
  includeGlobalServiceEvents: true,
  isOrganizationTrail: false,
};
const certificate = {
  acm_certificate_arn: 'c',
  cloudfront_default_certificate: false,
  ssl_support_method: 'sni-only',
};

const rest: readonly Row[] = [
  lb('fail', 'HTTP'),
  lb('pass', 'HTTPS'),
  table('fail'),
  table('pass'),
  simple('ENC-EBS-01', 'fail', 'aws_ebs_volume', { encrypted: false, snapshot_id: '' }, 'AWS::EC2::Volume', {
    volumeId: 'v',
    encrypted: false,
    snapshotId: '',
  }),
  simple('ENC-EBS-01', 'pass', 'aws_ebs_volume', { encrypted: true, snapshot_id: '' }, 'AWS::EC2::Volume', {
    volumeId: 'v',
    encrypted: true,
    snapshotId: '',
  }),
  simple(
    'ENC-KMS-01',
    'fail',
    'aws_kms_key',
    {
      enable_key_rotation: false,
      is_enabled: true,
      key_usage: 'ENCRYPT_DECRYPT',
      customer_master_key_spec: 'SYMMETRIC_DEFAULT',
      custom_key_store_id: null,
    },
    'AWS::KMS::Key',
    {
      keyId: 'k',
      enabled: true,
      keyUsage: 'ENCRYPT_DECRYPT',
      customerMasterKeySpec: 'SYMMETRIC_DEFAULT',
      keyManager: 'CUSTOMER',
      origin: 'AWS_KMS',
    },
    { supplementary: { KeyRotationStatus: false } },
  ),
  simple(
    'ENC-SQS-01',
    'fail',
    'aws_sqs_queue',
    { sqs_managed_sse_enabled: false, kms_master_key_id: null },
    'AWS::SQS::Queue',
    { SqsManagedSseEnabled: 'false', QueueArn: arn('sqs', 'one') },
  ),
  simple(
    'ENC-SQS-01',
    'pass',
    'aws_sqs_queue',
    { sqs_managed_sse_enabled: true, kms_master_key_id: null },
    'AWS::SQS::Queue',
    { SqsManagedSseEnabled: true, QueueArn: arn('sqs', 'one') },
  ),
  simple(
    'LOG-TRAIL-01',
    'fail',
    'aws_cloudtrail',
    {
      ...trail,
      is_multi_region_trail: false,
      enable_logging: true,
      event_selector: [],
      advanced_event_selector: [],
    },
    'AWS::CloudTrail::Trail',
    { ...trailLive, isMultiRegionTrail: false },
  ),
  simple(
    'LOG-TRAIL-02',
    'fail',
    'aws_cloudtrail',
    { ...trail, enable_log_file_validation: false },
    'AWS::CloudTrail::Trail',
    { ...trailLive, logFileValidationEnabled: false },
  ),
  simple(
    'LOG-TRAIL-02',
    'pass',
    'aws_cloudtrail',
    { ...trail, enable_log_file_validation: true },
    'AWS::CloudTrail::Trail',
    { ...trailLive, logFileValidationEnabled: true },
  ),
  simple('ENC-TRAIL-01', 'fail', 'aws_cloudtrail', { ...trail, kms_key_id: null }, 'AWS::CloudTrail::Trail', {
    ...trailLive,
    kmsKeyId: '',
  }),
  simple('ENC-TRAIL-01', 'pass', 'aws_cloudtrail', { ...trail, kms_key_id: 'k' }, 'AWS::CloudTrail::Trail', {
    ...trailLive,
    kmsKeyId: 'k',
  }),
  ...(['fail', 'pass'] as const).map((verdict) =>
    simple(
      'ENC-EFS-01',
      verdict,
      'aws_efs_file_system',
      { encrypted: verdict === 'pass' },
      'AWS::EFS::FileSystem',
      { FileSystemId: 'f', Encrypted: verdict === 'pass' },
    ),
  ),
  simple(
    'SUP-ECR-02',
    'fail',
    'aws_ecr_repository',
    { name: 'one', image_tag_mutability: 'MUTABLE', image_tag_mutability_exclusion_filter: [] },
    'AWS::ECR::Repository',
    { RepositoryName: 'one', ImageTagMutability: 'MUTABLE' },
  ),
  simple(
    'SUP-ECR-02',
    'pass',
    'aws_ecr_repository',
    { name: 'one', image_tag_mutability: 'IMMUTABLE', image_tag_mutability_exclusion_filter: [] },
    'AWS::ECR::Repository',
    { RepositoryName: 'one', ImageTagMutability: 'IMMUTABLE' },
  ),
  simple(
    'ENC-ALB-02',
    'fail',
    'aws_lb_listener',
    { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-2016-08' },
    'AWS::ElasticLoadBalancingV2::Listener',
    { Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-2016-08' },
  ),
  simple(
    'ENC-ALB-02',
    'pass',
    'aws_lb_listener',
    { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
    'AWS::ElasticLoadBalancingV2::Listener',
    { Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
  ),
  simple(
    'ENC-CF-01',
    'fail',
    'aws_cloudfront_distribution',
    { default_cache_behavior: [{ viewer_protocol_policy: 'allow-all' }], ordered_cache_behavior: [] },
    'AWS::CloudFront::Distribution',
    {
      distributionConfig: {
        defaultCacheBehavior: { viewerProtocolPolicy: 'allow-all' },
        cacheBehaviors: { quantity: 0 },
      },
    },
  ),
  simple(
    'ENC-CF-01',
    'pass',
    'aws_cloudfront_distribution',
    { default_cache_behavior: [{ viewer_protocol_policy: 'https-only' }], ordered_cache_behavior: [] },
    'AWS::CloudFront::Distribution',
    {
      distributionConfig: {
        defaultCacheBehavior: { viewerProtocolPolicy: 'https-only' },
        cacheBehaviors: { quantity: 0 },
      },
    },
  ),
  simple(
    'ENC-CF-02',
    'fail',
    'aws_cloudfront_distribution',
    { viewer_certificate: [{ ...certificate, minimum_protocol_version: 'TLSv1' }] },
    'AWS::CloudFront::Distribution',
    {
      distributionConfig: {
        viewerCertificate: {
          aCMCertificateArn: 'c',
          cloudFrontDefaultCertificate: false,
          sSLSupportMethod: 'sni-only',
          minimumProtocolVersion: 'TLSv1',
        },
      },
    },
  ),
  simple(
    'ENC-CF-02',
    'pass',
    'aws_cloudfront_distribution',
    { viewer_certificate: [{ ...certificate, minimum_protocol_version: 'TLSv1.2_2021' }] },
    'AWS::CloudFront::Distribution',
    {
      distributionConfig: {
        viewerCertificate: {
          aCMCertificateArn: 'c',
          cloudFrontDefaultCertificate: false,
          sSLSupportMethod: 'sni-only',
          minimumProtocolVersion: 'TLSv1.2_2021',
        },
      },
    },
  ),
  simple(
    'ENC-EKS-01',
    'fail',
    'aws_eks_cluster',
    { name: 'one', encryption_config: [] },
    'AWS::EKS::Cluster',
    { Name: 'one', EncryptionConfig: [] },
  ),
  simple(
    'ENC-EKS-01',
    'pass',
    'aws_eks_cluster',
    { name: 'one', encryption_config: [{ resources: ['secrets'], provider: [{ key_arn: 'k' }] }] },
    'AWS::EKS::Cluster',
    { Name: 'one', EncryptionConfig: [{ Resources: ['secrets'], Provider: { KeyArn: 'k' } }] },
  ),
  simple(
    'NET-EKS-01',
    'fail',
    'aws_eks_cluster',
    {
      name: 'one',
      vpc_config: [
        {
          subnet_ids: [],
          endpoint_private_access: false,
          endpoint_public_access: true,
          public_access_cidrs: ['0.0.0.0/0'],
        },
      ],
    },
    'AWS::EKS::Cluster',
    {
      Name: 'one',
      ResourcesVpcConfig: {
        SubnetIds: [],
        EndpointPrivateAccess: false,
        EndpointPublicAccess: true,
        PublicAccessCidrs: ['0.0.0.0/0'],
      },
    },
  ),
  simple(
    'NET-EKS-01',
    'pass',
    'aws_eks_cluster',
    {
      name: 'one',
      vpc_config: [
        {
          subnet_ids: [],
          endpoint_private_access: true,
          endpoint_public_access: false,
          public_access_cidrs: ['0.0.0.0/0'],
        },
      ],
    },
    'AWS::EKS::Cluster',
    {
      Name: 'one',
      ResourcesVpcConfig: {
        SubnetIds: [],
        EndpointPrivateAccess: true,
        EndpointPublicAccess: false,
        PublicAccessCidrs: ['0.0.0.0/0'],
      },
    },
  ),
  simple(
    'IAM-EC2-01',
    'fail',
    'aws_instance',
    {
      metadata_options: [
        { http_tokens: 'optional', http_endpoint: 'enabled', http_put_response_hop_limit: 1 },
      ],
    },
    'AWS::EC2::Instance',
    {
      instanceId: 'i',
      metadataOptions: { httpTokens: 'optional', httpEndpoint: 'enabled', httpPutResponseHopLimit: 1 },
    },
  ),
  simple(
    'IAM-EC2-01',
    'pass',
    'aws_instance',
    {
      metadata_options: [
        { http_tokens: 'required', http_endpoint: 'enabled', http_put_response_hop_limit: 1 },
      ],
    },
    'AWS::EC2::Instance',
    {
      instanceId: 'i',
      metadataOptions: { httpTokens: 'required', httpEndpoint: 'enabled', httpPutResponseHopLimit: 1 },
    },
  ),
  simple(
    'BKP-DDB-01',
    'fail',
    'aws_dynamodb_table',
    { name: 'one', replica: [], point_in_time_recovery: [{ enabled: false }] },
    'AWS::DynamoDB::Table',
    { tableName: 'one' },
    {
      supplementary: {
        ContinuousBackupsDescription: {
          pointInTimeRecoveryDescription: { pointInTimeRecoveryStatus: 'DISABLED' },
        },
      },
    },
  ),
  simple(
    'BKP-DDB-01',
    'pass',
    'aws_dynamodb_table',
    { name: 'one', replica: [], point_in_time_recovery: [{ enabled: true, recovery_period_in_days: 35 }] },
    'AWS::DynamoDB::Table',
    { tableName: 'one' },
    {
      supplementary: {
        ContinuousBackupsDescription: {
          pointInTimeRecoveryDescription: { pointInTimeRecoveryStatus: 'ENABLED', recoveryPeriodInDays: 35 },
        },
      },
    },
  ),
  simple(
    'BKP-PLAN-01',
    'fail',
    'aws_backup_plan',
    {
      name: 'one',
      rule: [{ rule_name: 'r', schedule: 'cron(0 3 ? * 1 *)', lifecycle: [{ delete_after: 3 }] }],
    },
    'AWS::Backup::BackupPlan',
    {
      BackupPlan: {
        BackupPlanName: 'one',
        BackupPlanRule: [
          { RuleName: 'r', ScheduleExpression: 'cron(0 3 ? * 1 *)', Lifecycle: { DeleteAfterDays: 3 } },
        ],
      },
    },
  ),
  simple(
    'BKP-PLAN-01',
    'pass',
    'aws_backup_plan',
    {
      name: 'one',
      rule: [{ rule_name: 'r', schedule: 'cron(0 3 ? * * *)', lifecycle: [{ delete_after: 90 }] }],
    },
    'AWS::Backup::BackupPlan',
    {
      BackupPlan: {
        BackupPlanName: 'one',
        BackupPlanRule: [
          { RuleName: 'r', ScheduleExpression: 'cron(0 3 ? * * *)', Lifecycle: { DeleteAfterDays: 90 } },
        ],
      },
    },
  ),
  simple(
    'SECR-SM-01',
    'fail',
    'aws_secretsmanager_secret',
    { name: 'one' },
    'AWS::SecretsManager::Secret',
    { Name: 'one' },
    { arn: arn('secretsmanager', 'secret:one') },
  ),
  ...(
    [
      ['SECR-SM-01', 'pass', 30],
      ['SECR-SM-02', 'fail', 365],
      ['SECR-SM-02', 'pass', 30],
    ] as const
  ).map(
    ([rule, verdict, days]): Row => ({
      rule,
      verdict,
      terraform: {
        'aws_secretsmanager_secret.one': {
          name: 'one',
          id: arn('secretsmanager', 'secret:one'),
          arn: arn('secretsmanager', 'secret:one'),
          ...all,
        },
        'aws_secretsmanager_secret_rotation.one': {
          secret_id: arn('secretsmanager', 'secret:one'),
          rotation_rules: [{ automatically_after_days: days, schedule_expression: null }],
        },
      },
      items: [
        {
          type: 'AWS::SecretsManager::Secret',
          arn: arn('secretsmanager', 'secret:one'),
          tags,
          configuration: {
            Name: 'one',
            RotationEnabled: true,
            RotationRules: { AutomaticallyAfterDays: days },
          },
        },
      ],
    }),
  ),
  simple(
    'RES-ASG-01',
    'fail',
    'aws_autoscaling_group',
    { name: 'one', min_size: 0, max_size: 0, tag: [] },
    'AWS::AutoScaling::AutoScalingGroup',
    { autoScalingGroupName: 'one', minSize: 0, maxSize: 0, tags: [] },
  ),
  simple(
    'RES-ASG-01',
    'pass',
    'aws_autoscaling_group',
    { name: 'one', min_size: 2, max_size: 4, tag: [] },
    'AWS::AutoScaling::AutoScalingGroup',
    { autoScalingGroupName: 'one', minSize: 2, maxSize: 4, tags: [] },
  ),
  simple('TAG-ALL-01', 'fail', 'aws_ebs_volume', { encrypted: true }, 'AWS::EC2::Volume', {
    volumeId: 'v',
    encrypted: true,
  }),
  {
    rule: 'TAG-ALL-01',
    verdict: 'pass',
    ...(() => {
      const every = {
        Environment: 'prod',
        Owner: 'a',
        Application: 'b',
        CostCenter: 'c',
        DataClassification: 'd',
        ManagedBy: 'terraform',
      };
      return {
        terraform: { 'aws_ebs_volume.one': { encrypted: true, tags: every, tags_all: every } },
        items: [{ type: 'AWS::EC2::Volume', tags: every, configuration: { volumeId: 'v', encrypted: true } }],
      };
    })(),
  },
];

// Places: what stands in which subnets, zones and regions

/** Two subnets in some zones, whose route table leads to the internet or not. */
const placed = (names: readonly string[], gateway: 'igw-1' | 'nat-1') => {
  const { terraform, items } = subnets(names);
  const route =
    gateway === 'igw-1'
      ? { gateway_id: gateway, nat_gateway_id: '' }
      : { gateway_id: '', nat_gateway_id: gateway };
  return {
    terraform: {
      ...terraform,
      'aws_vpc.one': { id: 'vpc-1', ...all },
      'aws_route_table.one': {
        id: 'rtb-1',
        vpc_id: 'vpc-1',
        propagating_vgws: [],
        route: [{ cidr_block: '0.0.0.0/0', ...route }],
        ...all,
      },
      ...Object.fromEntries(
        names.map((_, at) => [
          `aws_route_table_association.a${at}`,
          { route_table_id: 'rtb-1', subnet_id: `subnet-${at}`, gateway_id: '' },
        ]),
      ),
    },
    items: [
      ...items,
      vpc,
      {
        type: 'AWS::EC2::RouteTable',
        id: 'rtb-1',
        tags,
        configuration: {
          routeTableId: 'rtb-1',
          vpcId: 'vpc-1',
          propagatingVgws: [],
          routes: [
            {
              destinationCidrBlock: '0.0.0.0/0',
              origin: 'CreateRoute',
              ...(gateway === 'igw-1' ? { gatewayId: gateway } : { natGatewayId: gateway }),
            },
          ],
          associations: names.map((_, at) => ({
            main: false,
            routeTableAssociationId: `a-${at}`,
            routeTableId: 'rtb-1',
            subnetId: `subnet-${at}`,
          })),
        },
      },
    ] satisfies readonly Said[],
  };
};
const ids = ['subnet-0', 'subnet-1', 'subnet-2'];
const three = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'];
const same = ['eu-central-1a', 'eu-central-1a', 'eu-central-1a'];
const within = (rule: string, verdict: Row['verdict'], around: ReturnType<typeof placed>, own: Row): Row => ({
  rule,
  verdict,
  terraform: { ...around.terraform, ...own.terraform },
  items: [...around.items, ...own.items],
});
const inSubnets = simple(
  '',
  'pass',
  'aws_lb',
  { internal: true, load_balancer_type: 'application', subnets: ids },
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  { scheme: 'internal', type: 'application', availabilityZones: ids.map((subnetId) => ({ subnetId })) },
);
const eksIn = simple(
  '',
  'pass',
  'aws_eks_cluster',
  { name: 'one', vpc_config: [{ subnet_ids: ids }] },
  'AWS::EKS::Cluster',
  { Name: 'one', ResourcesVpcConfig: { SubnetIds: ids } },
);
const functionIn = simple(
  '',
  'pass',
  'aws_lambda_function',
  { function_name: 'one', vpc_config: [{ subnet_ids: ids, security_group_ids: [] }] },
  'AWS::Lambda::Function',
  { functionName: 'one', vpcConfig: { subnetIds: ids, securityGroupIds: [] } },
);

const members = (verdict: Row['verdict'], names: readonly string[]): Row => {
  const own = cluster('MAZ-RDS-02', verdict, { id: 'one' }, {});
  const member = (zone: string, at: number): Said => ({
    type: 'AWS::RDS::DBInstance',
    id: `m${at}`,
    arn: arn('rds', `db:m${at}`),
    tags,
    configuration: {
      dBInstanceIdentifier: `m${at}`,
      dBClusterIdentifier: 'one',
      engine: 'aurora-postgresql',
      availabilityZone: zone,
    },
  });
  return {
    ...own,
    terraform: {
      ...own.terraform,
      ...Object.fromEntries(
        names.map((zone, at) => [
          `aws_rds_cluster_instance.m${at}`,
          {
            identifier: `m${at}`,
            cluster_identifier: 'one',
            engine: 'aurora-postgresql',
            availability_zone: zone,
            ...all,
          },
        ]),
      ),
    },
    items: [...own.items, ...names.map(member)],
  };
};

const disk = (verdict: Row['verdict'], encrypted: boolean): Row => ({
  rule: 'ENC-EBS-03',
  verdict,
  terraform: {
    'aws_instance.one': {
      root_block_device: [{ encrypted, volume_id: 'vol-1' }],
      ebs_block_device: [],
      ...all,
    },
  },
  items: [
    {
      type: 'AWS::EC2::Instance',
      id: 'i-1',
      tags,
      configuration: {
        instanceId: 'i-1',
        rootDeviceName: '/dev/xvda',
        blockDeviceMappings: [{ deviceName: '/dev/xvda', ebs: { volumeId: 'vol-1' } }],
      },
    },
    { type: 'AWS::EC2::Volume', id: 'vol-1', tags, configuration: { volumeId: 'vol-1', encrypted, size: 8 } },
  ],
});

const defaultGroup = (verdict: Row['verdict']): Row => ({
  rule: 'NET-SG-04',
  verdict,
  terraform: {
    'aws_default_security_group.one': {
      id: 'sg-d',
      vpc_id: 'vpc-9',
      egress: [],
      ingress: verdict === 'fail' ? [{ ...open, self: true, cidr_blocks: [] }] : [],
      ...all,
    },
  },
  items: [
    {
      type: 'AWS::EC2::SecurityGroup',
      id: 'sg-d',
      tags,
      configuration: {
        groupId: 'sg-d',
        groupName: 'default',
        vpcId: 'vpc-9',
        ipPermissionsEgress: [],
        ipPermissions:
          verdict === 'fail'
            ? [
                {
                  ipProtocol: 'tcp',
                  fromPort: 22,
                  toPort: 22,
                  userIdGroupPairs: [{ groupId: 'sg-d', userId: '444455556666' }],
                },
              ]
            : [],
      },
    },
  ],
});

/** The same with a backup plan that selects it by its tag. */
const selected = (row: Row): Row => ({
  ...row,
  terraform: {
    ...row.terraform,
    'aws_backup_selection.one': {
      name: 'tagged',
      resources: [],
      not_resources: [],
      condition: [],
      selection_tag: [{ type: 'STRINGEQUALS', key: 'Environment', value: 'prod' }],
    },
  },
  items: [
    ...row.items,
    {
      type: 'AWS::Backup::BackupSelection',
      id: 'tagged',
      configuration: {
        BackupPlanId: 'p',
        BackupSelection: {
          SelectionName: 'tagged',
          ListOfTags: [
            { ConditionType: 'STRINGEQUALS', ConditionKey: 'Environment', ConditionValue: 'prod' },
          ],
        },
      },
    },
  ],
});

const places: readonly Row[] = [
  within('MAZ-ALB-01', 'fail', placed(same, 'nat-1'), inSubnets),
  within('MAZ-ALB-01', 'pass', placed(three, 'nat-1'), inSubnets),
  within('MAZ-EKS-01', 'fail', placed(same, 'nat-1'), eksIn),
  within('MAZ-EKS-01', 'pass', placed(three, 'nat-1'), eksIn),
  within('NET-TIER-01', 'fail', placed(three, 'igw-1'), functionIn),
  within('NET-TIER-01', 'pass', placed(three, 'nat-1'), functionIn),
  members('fail', ['eu-central-1a', 'eu-central-1a']),
  members('pass', ['eu-central-1a', 'eu-central-1b']),
  disk('fail', false),
  disk('pass', true),
  defaultGroup('fail'),
  defaultGroup('pass'),
  simple(
    'NET-REGION-01',
    'fail',
    'aws_sns_topic',
    { arn: 'arn:aws:sns:us-east-1:444455556666:one', region: 'us-east-1' },
    'AWS::SNS::Topic',
    { TopicArn: 'arn:aws:sns:us-east-1:444455556666:one' },
    { region: 'us-east-1' },
  ),
  simple(
    'NET-REGION-01',
    'pass',
    'aws_sns_topic',
    { arn: arn('sns', 'one'), region: 'eu-central-1' },
    'AWS::SNS::Topic',
    { TopicArn: arn('sns', 'one') },
  ),
  db('BKP-PLAN-02', 'fail', { arn: arn('rds', 'db:one') }, {}),
  selected(db('BKP-PLAN-02', 'pass', { arn: arn('rds', 'db:one') }, {})),
  ...(['fail', 'pass'] as const).map((verdict): Row => {
    const own = { Environment: verdict === 'fail' ? 'somewhere' : 'prod' };
    return simple(
      'TAG-ALL-02',
      verdict,
      'aws_ebs_volume',
      { tags: own, tags_all: own },
      'AWS::EC2::Volume',
      { volumeId: 'v' },
      { tags: own },
    );
  }),
  ...(['fail', 'pass'] as const).map((verdict): Row => {
    const own: Record<string, string> = verdict === 'fail' ? {} : { DataClassification: 'internal' };
    return simple(
      'TAG-DATA-01',
      verdict,
      'aws_kinesis_stream',
      { name: 'one', tags: own, tags_all: own },
      'AWS::Kinesis::Stream',
      { Name: 'one' },
      { tags: own },
    );
  }),
];

export const rows: readonly Row[] = [...databases, ...buckets, ...identities, ...network, ...rest, ...places];
