/** A documented value that AWS or the provider gives to an attribute that the configuration leaves out. */
interface Default {
  readonly value: boolean | number | string | readonly never[];
  /** Where it is documented; shown to the reader of a finding. */
  readonly because: string;
}

const aws = (value: Default['value'], because: string): Default => ({ value, because });

/**
 * Attributes that the provider computes when they are left out, so that a plan shows them as unknown, and for which
 * AWS has a fixed documented default. Blocks are not here: a `dynamic` block leaves no trace in a plan's
 * configuration, so one that is unknown may have been written. `ingress` and `egress` of security groups are the
 * exception: they are attributes, and what is left out of them is managed by rules of their own.
 */
export const defaults: Readonly<Record<string, Readonly<Record<string, Default>>>> = {
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
    '/storage_encrypted': aws(false, 'RDS does not encrypt a provisioned cluster'),
    '/backup_retention_period': aws(1, 'RDS keeps backups for 1 day'),
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
  aws_ebs_volume: {
    // https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
    '/encrypted': aws(false, 'EBS does not encrypt unless the account does by default'),
  },
  aws_sqs_queue: {
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html
    '/sqs_managed_sse_enabled': aws(true, 'SQS encrypts new queues with its own keys'),
  },
  aws_security_group: {
    '/ingress': aws([], 'no inline rules'),
    '/egress': aws([], 'no inline rules'),
  },
  aws_default_security_group: {
    '/ingress': aws([], 'no inline rules'),
    '/egress': aws([], 'no inline rules'),
  },
  aws_lb: {
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
    '/internal': aws(false, 'the scheme is internet-facing'),
  },
  aws_alb: {
    '/internal': aws(false, 'the scheme is internet-facing'),
  },
  aws_elasticache_replication_group: {
    // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
    '/at_rest_encryption_enabled': aws(false, 'ElastiCache does not encrypt Redis OSS at rest'),
    '/transit_encryption_enabled': aws(false, 'ElastiCache does not encrypt in transit'),
  },
  aws_kms_key: {
    // https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html
    '/rotation_period_in_days': aws(365, 'KMS rotates every 365 days'),
  },
};
