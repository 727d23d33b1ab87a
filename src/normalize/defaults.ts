/** A documented value that AWS or the provider gives to an attribute that the configuration leaves out. */
export interface Default {
  readonly value: boolean | number | string | null | readonly never[];
  /** What is documented; shown to the reader of a finding. */
  readonly because: string;
  /** Attributes that, where they are given, decide instead: there is no default then. */
  readonly unless: readonly string[];
  /** The values of another attribute that this holds for; null is one that was left out. */
  readonly where?: { readonly attribute: string; readonly is: readonly (string | boolean | null)[] };
}

const aws = (
  value: Default['value'],
  because: string,
  unless: readonly string[] = [],
  where?: Default['where'],
): Default => ({ value, because, unless, ...(where === undefined ? {} : { where }) });

/** A member of a global datastore takes over what its primary has. */
const globalDatastore = ['global_replication_group_id'];
const redis = { attribute: 'engine', is: ['redis', null] };
const valkey = { attribute: 'engine', is: ['valkey'] };

const notEncrypted = aws(false, 'EBS does not encrypt unless the account does by default');
const blockDevices = {
  '/root_block_device': aws([], 'the volume is that of the image'),
  '/root_block_device/*/encrypted': notEncrypted,
  '/ebs_block_device': aws([], 'no other volumes than those of the image'),
  '/ebs_block_device/*/encrypted': notEncrypted,
};

const hops = 'EC2 takes 1, or what the account or the image says';
const anyVersion = 'EC2 answers IMDSv1 as well, unless the account or the image asks for IMDSv2';

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-options-order-of-precedence.html
const metadata = (unless: readonly string[]): Readonly<Record<string, Default>> => ({
  '/metadata_options': aws([], anyVersion, unless),
  '/metadata_options/*/http_tokens': aws(null, anyVersion, unless),
  '/metadata_options/*/http_put_response_hop_limit': aws(null, hops),
});

/**
 * Attributes that the provider computes when they are left out, so that a plan shows them as unknown, and for which
 * AWS has a fixed documented default. `*` is the position in a list of blocks. Of several, the first that holds counts.
 *
 * A `dynamic` block leaves no trace in a plan's configuration. One over a list that is known shows its content all
 * the same; one over a list that is known only after apply looks like a block that was left out, and is taken for it.
 */
export const defaults: Readonly<Record<string, Readonly<Record<string, Default | readonly Default[]>>>> = {
  aws_db_instance: {
    // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
    '/multi_az': aws(false, 'RDS makes a Single-AZ instance'),
    '/backup_retention_period': aws(1, 'RDS keeps backups for 1 day'),
    '/storage_encrypted': aws(false, 'RDS does not encrypt'),
    '/publicly_accessible': aws(false, 'the provider sets false'),
    '/performance_insights_enabled': aws(false, 'RDS leaves Performance Insights off'),
  },
  aws_rds_cluster: {
    // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
    '/storage_encrypted': aws(false, 'RDS does not encrypt a provisioned cluster', [
      'global_cluster_identifier',
      'replication_source_identifier',
      'snapshot_identifier',
      'restore_to_point_in_time',
    ]),
    '/engine_mode': aws('provisioned', 'the provider documents provisioned'),
    '/backup_retention_period': aws(1, 'RDS keeps backups for 1 day'),
  },
  aws_db_parameter_group: { '/parameter': aws([], 'every parameter has the value of the family') },
  aws_rds_cluster_parameter_group: { '/parameter': aws([], 'every parameter has the value of the family') },
  aws_rds_global_cluster: {
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_global_cluster
    '/storage_encrypted': aws(false, 'RDS does not encrypt', ['source_db_cluster_identifier']),
  },
  aws_rds_cluster_instance: {
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster_instance
    '/publicly_accessible': aws(false, 'the provider documents false'),
  },
  aws_dms_replication_instance: {
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dms_replication_instance
    '/publicly_accessible': aws(false, 'the provider documents false'),
    '/multi_az': aws(false, 'DMS makes a Single-AZ instance'),
  },
  aws_dynamodb_table: {
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html
    '/server_side_encryption': aws([], 'DynamoDB encrypts with a key that AWS owns'),
    '/server_side_encryption/*/kms_key_arn': aws(null, 'DynamoDB uses the key alias/aws/dynamodb'),
    '/replica/*/kms_key_arn': aws(null, 'DynamoDB uses the key alias/aws/dynamodb'),
    '/point_in_time_recovery': aws([], 'DynamoDB leaves point-in-time recovery off'),
    '/point_in_time_recovery/*/recovery_period_in_days': aws(35, 'DynamoDB keeps 35 days'),
  },
  aws_dynamodb_table_replica: {
    '/kms_key_arn': aws(null, 'DynamoDB uses the key alias/aws/dynamodb'),
  },
  aws_iam_role: {
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role
    '/inline_policy': aws([], 'no inline policy'),
    '/managed_policy_arns': aws([], 'no managed policy'),
  },
  aws_s3_bucket: {
    // Deprecated blocks, computed so that they mirror the resources that took their place.
    '/policy': aws(null, 'no bucket policy'),
    '/server_side_encryption_configuration': aws([], 'no encryption is declared'),
    '/versioning': aws([], 'S3 does not version'),
    '/logging': aws([], 'S3 writes no access logs'),
  },
  aws_s3_bucket_versioning: {
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html
    '/versioning_configuration/*/mfa_delete': aws('Disabled', 'S3 asks for no second factor'),
  },
  aws_ebs_volume: {
    // https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
    '/encrypted': { ...notEncrypted, unless: ['snapshot_id'] },
  },
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-device-mapping-concepts.html
  aws_instance: { ...blockDevices, ...metadata(['launch_template']) },
  aws_launch_configuration: { ...blockDevices, ...metadata([]) },
  aws_secretsmanager_secret: {
    // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
    '/replica': aws([], 'Secrets Manager does not replicate'),
    '/policy': aws(null, 'no resource policy'),
  },
  aws_sqs_queue: {
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html
    '/sqs_managed_sse_enabled': aws(true, 'SQS encrypts new queues with its own keys'),
  },
  aws_security_group: {
    '/ingress': aws([], 'no inline rules'),
    '/egress': aws([], 'no inline rules'),
  },
  aws_route_table: { '/route': aws([], 'no inline routes') },
  aws_default_route_table: { '/route': aws([], 'no inline routes') },
  aws_default_security_group: {
    '/ingress': aws([], 'no inline rules'),
    '/egress': aws([], 'no inline rules'),
  },
  aws_lb: {
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
    '/internal': aws(false, 'the scheme is internet-facing'),
    '/load_balancer_type': aws('application', 'the provider documents application'),
  },
  aws_lb_listener: {
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
    '/ssl_policy': aws('ELBSecurityPolicy-2016-08', 'the API chooses ELBSecurityPolicy-2016-08', [], {
      attribute: 'protocol',
      is: ['HTTPS', 'TLS'],
    }),
  },
  aws_backup_selection: {
    // https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html
    '/not_resources': aws([], 'nothing is left out'),
    '/condition': aws([], 'no condition'),
  },
  aws_config_configuration_recorder: {
    // https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html
    '/recording_group': aws([], 'Config records all types of the region, but no global ones'),
  },
  aws_eks_cluster: {
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_cluster
    '/compute_config/*/enabled': aws(false, 'EKS leaves Auto Mode off'),
    // https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigRequest.html
    '/vpc_config/*/public_access_cidrs': aws(null, 'EKS lets 0.0.0.0/0 in'),
  },
  aws_elasticache_replication_group: {
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elasticache_replication_group
    '/at_rest_encryption_enabled': [
      aws('false', 'ElastiCache does not encrypt Redis OSS at rest', globalDatastore, redis),
      aws('true', 'ElastiCache encrypts Valkey at rest', globalDatastore, valkey),
    ],
    // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
    '/transit_encryption_enabled': aws(false, 'ElastiCache does not encrypt in transit', globalDatastore),
    '/transit_encryption_mode': aws('required', 'ElastiCache makes TLS mandatory', [], {
      attribute: 'transit_encryption_enabled',
      is: [true],
    }),
    '/num_cache_clusters': aws(1, 'ElastiCache makes one node', [
      'num_node_groups',
      'replicas_per_node_group',
      'node_group_configuration',
    ]),
    '/replicas_per_node_group': aws(0, 'ElastiCache makes no replica', [
      'num_cache_clusters',
      'node_group_configuration',
    ]),
    '/node_group_configuration/*/replica_count': aws(0, 'ElastiCache makes no replica', [
      'replicas_per_node_group',
    ]),
  },
  aws_elasticache_cluster: {
    // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html
    '/transit_encryption_enabled': aws(false, 'ElastiCache does not encrypt in transit', [
      'replication_group_id',
    ]),
  },
  aws_efs_file_system: {
    // https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html
    '/encrypted': aws(false, 'EFS does not encrypt unless it is asked to'),
    '/kms_key_id': aws(null, 'EFS uses the key alias/aws/elasticfilesystem'),
  },
  aws_kms_key: {
    // https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    '/policy': aws(null, 'KMS lets the account decide by IAM'),
    // https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html
    '/rotation_period_in_days': aws(365, 'KMS rotates every 365 days'),
  },
  aws_launch_template: metadata([]),
  aws_ec2_instance_metadata_defaults: { '/http_tokens': aws(null, 'the account has no preference') },
  aws_kms_external_key: { '/policy': aws(null, 'KMS lets the account decide by IAM') },
  aws_kms_replica_key: { '/policy': aws(null, 'KMS lets the account decide by IAM') },
  aws_kms_replica_external_key: { '/policy': aws(null, 'KMS lets the account decide by IAM') },
  aws_s3_access_point: { '/policy': aws(null, 'no access point policy') },
};
