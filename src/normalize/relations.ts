/** What attributes name other resources, by which attribute of theirs, and how many of the source a target has. */
export interface Relation {
  readonly from: readonly string[];
  /** Attribute of the source, a string or a list of strings; of nested blocks as `vpc_config.subnet_ids`. */
  readonly attribute: string;
  readonly to: readonly string[];
  /** The attribute is a list: every instance that a reference can mean is linked. */
  readonly many?: boolean;
  /** A target has at most one such source, so one that is linked leaves no doubt about others. */
  readonly one?: boolean;
  /** The value is put together from names, and known before the target has its id: references tell as well. */
  readonly composed?: boolean;
  /** Only sources that have these values. */
  readonly when?: Readonly<Record<string, string>>;
}

const bucketCompanions = [
  'acl',
  'cors_configuration',
  'lifecycle_configuration',
  'logging',
  'notification',
  'object_lock_configuration',
  'ownership_controls',
  'policy',
  'public_access_block',
  'replication_configuration',
  'request_payment_configuration',
  'server_side_encryption_configuration',
  'versioning',
  'website_configuration',
].map((part) => `aws_s3_bucket_${part}`);

const loadBalancers = ['aws_lb', 'aws_alb'];
const backedUp = [
  'aws_db_instance',
  'aws_docdb_cluster',
  'aws_dynamodb_table',
  'aws_ebs_volume',
  'aws_efs_file_system',
  'aws_fsx_windows_file_system',
  'aws_rds_cluster',
  'aws_s3_bucket',
];
const securityGroups = ['aws_security_group', 'aws_default_security_group'];
const keys = ['aws_kms_key', 'aws_kms_external_key', 'aws_kms_replica_key', 'aws_kms_replica_external_key'];
const images = ['aws_ami', 'aws_ami_copy', 'aws_ami_from_instance'];

export const relations: readonly Relation[] = [
  { from: bucketCompanions, attribute: 'bucket', to: ['aws_s3_bucket'], one: true },
  { from: ['aws_s3_bucket_logging'], attribute: 'target_bucket', to: ['aws_s3_bucket'] },
  { from: ['aws_lb_listener', 'aws_alb_listener'], attribute: 'load_balancer_arn', to: loadBalancers },
  {
    from: ['aws_lb_listener_rule', 'aws_alb_listener_rule'],
    attribute: 'listener_arn',
    to: ['aws_lb_listener', 'aws_alb_listener'],
  },
  {
    from: [
      'aws_security_group_rule',
      'aws_vpc_security_group_ingress_rule',
      'aws_vpc_security_group_egress_rule',
    ],
    attribute: 'security_group_id',
    to: securityGroups,
  },
  {
    from: [
      'aws_subnet',
      'aws_security_group',
      'aws_route_table',
      'aws_network_acl',
      'aws_flow_log',
      'aws_vpc_endpoint',
    ],
    attribute: 'vpc_id',
    to: ['aws_vpc'],
  },
  {
    from: ['aws_default_security_group', 'aws_main_route_table_association'],
    attribute: 'vpc_id',
    to: ['aws_vpc'],
    one: true,
  },
  { from: ['aws_default_route_table'], attribute: 'default_route_table_id', to: ['aws_vpc'], one: true },
  { from: ['aws_route_table_association'], attribute: 'subnet_id', to: ['aws_subnet'], one: true },
  {
    // A VPC stands for its main route table, which it names and which need not be a resource.
    from: ['aws_route_table_association', 'aws_main_route_table_association', 'aws_route'],
    attribute: 'route_table_id',
    to: ['aws_route_table', 'aws_default_route_table', 'aws_vpc'],
  },
  { from: ['aws_instance', 'aws_nat_gateway', 'aws_flow_log'], attribute: 'subnet_id', to: ['aws_subnet'] },
  { from: ['aws_autoscaling_group'], attribute: 'vpc_zone_identifier', to: ['aws_subnet'], many: true },
  {
    from: ['aws_eks_cluster', 'aws_lambda_function'],
    attribute: 'vpc_config.subnet_ids',
    to: ['aws_subnet'],
    many: true,
  },
  { from: ['aws_ecs_service'], attribute: 'network_configuration.subnets', to: ['aws_subnet'], many: true },
  { from: loadBalancers, attribute: 'subnets', to: ['aws_subnet'], many: true },
  { from: loadBalancers, attribute: 'subnet_mapping.subnet_id', to: ['aws_subnet'] },
  {
    from: ['aws_eks_node_group', 'aws_eks_fargate_profile'],
    attribute: 'cluster_name',
    to: ['aws_eks_cluster'],
  },
  {
    from: ['aws_security_group_rule'],
    attribute: 'prefix_list_ids',
    to: ['aws_ec2_managed_prefix_list'],
    many: true,
  },
  {
    from: securityGroups,
    attribute: 'ingress.prefix_list_ids',
    to: ['aws_ec2_managed_prefix_list'],
    many: true,
  },
  {
    from: ['aws_vpc_security_group_ingress_rule', 'aws_ec2_managed_prefix_list_entry'],
    attribute: 'prefix_list_id',
    to: ['aws_ec2_managed_prefix_list'],
  },
  {
    from: [
      'aws_db_subnet_group',
      'aws_dms_replication_subnet_group',
      'aws_docdb_subnet_group',
      'aws_eks_fargate_profile',
      'aws_eks_node_group',
      'aws_elasticache_subnet_group',
      'aws_memorydb_subnet_group',
      'aws_neptune_subnet_group',
      'aws_redshift_subnet_group',
    ],
    attribute: 'subnet_ids',
    to: ['aws_subnet'],
    many: true,
  },
  { from: ['aws_db_instance'], attribute: 'replicate_source_db', to: ['aws_db_instance'] },
  { from: ['aws_db_instance'], attribute: 'parameter_group_name', to: ['aws_db_parameter_group'] },
  {
    from: ['aws_rds_cluster'],
    attribute: 'db_cluster_parameter_group_name',
    to: ['aws_rds_cluster_parameter_group'],
  },
  { from: ['aws_rds_cluster_instance'], attribute: 'cluster_identifier', to: ['aws_rds_cluster'] },
  { from: ['aws_rds_cluster'], attribute: 'global_cluster_identifier', to: ['aws_rds_global_cluster'] },
  {
    from: ['aws_rds_cluster'],
    attribute: 'replication_source_identifier',
    to: ['aws_rds_cluster', 'aws_db_instance'],
  },
  { from: ['aws_rds_cluster'], attribute: 'snapshot_identifier', to: ['aws_db_cluster_snapshot'] },
  { from: ['aws_rds_global_cluster'], attribute: 'source_db_cluster_identifier', to: ['aws_rds_cluster'] },
  {
    from: ['aws_elasticache_replication_group'],
    attribute: 'global_replication_group_id',
    to: ['aws_elasticache_global_replication_group'],
  },
  {
    from: ['aws_elasticache_global_replication_group'],
    attribute: 'primary_replication_group_id',
    to: ['aws_elasticache_replication_group'],
  },
  { from: ['aws_elasticache_replication_group', 'aws_efs_file_system'], attribute: 'kms_key_id', to: keys },
  { from: ['aws_instance'], attribute: 'ami', to: images },
  { from: ['aws_launch_template', 'aws_launch_configuration'], attribute: 'image_id', to: images },
  { from: ['aws_dynamodb_table_replica'], attribute: 'global_table_arn', to: ['aws_dynamodb_table'] },
  { from: ['aws_ebs_volume'], attribute: 'snapshot_id', to: ['aws_ebs_snapshot', 'aws_ebs_snapshot_copy'] },
  { from: ['aws_ebs_snapshot'], attribute: 'volume_id', to: ['aws_ebs_volume'] },
  {
    from: ['aws_iam_role_policy', 'aws_iam_role_policy_attachment'],
    attribute: 'role',
    to: ['aws_iam_role'],
  },
  {
    from: [
      'aws_iam_role_policy_attachment',
      'aws_iam_user_policy_attachment',
      'aws_iam_group_policy_attachment',
    ],
    attribute: 'policy_arn',
    to: ['aws_iam_policy'],
  },
  {
    from: ['aws_config_configuration_recorder_status'],
    attribute: 'name',
    to: ['aws_config_configuration_recorder'],
    one: true,
  },
  { from: ['aws_backup_selection'], attribute: 'resources', to: backedUp, many: true },
  { from: ['aws_backup_selection'], attribute: 'not_resources', to: backedUp, many: true },
  {
    from: ['aws_appautoscaling_target'],
    attribute: 'resource_id',
    to: ['aws_ecs_service'],
    composed: true,
    when: { service_namespace: 'ecs' },
  },
  { from: ['aws_iam_role', 'aws_iam_user'], attribute: 'permissions_boundary', to: ['aws_iam_policy'] },
  { from: ['aws_iam_role'], attribute: 'managed_policy_arns', to: ['aws_iam_policy'], many: true },
  {
    from: [
      'aws_iam_user_policy',
      'aws_iam_user_policy_attachment',
      'aws_iam_access_key',
      'aws_iam_user_login_profile',
    ],
    attribute: 'user',
    to: ['aws_iam_user'],
  },
  {
    from: ['aws_iam_group_policy', 'aws_iam_group_policy_attachment'],
    attribute: 'group',
    to: ['aws_iam_group'],
  },
  {
    from: ['aws_iam_role_policy_attachments_exclusive', 'aws_iam_role_policies_exclusive'],
    attribute: 'role_name',
    to: ['aws_iam_role'],
  },
  { from: ['aws_iam_policy_attachment'], attribute: 'roles', to: ['aws_iam_role'], many: true },
  { from: ['aws_instance'], attribute: 'launch_template.id', to: ['aws_launch_template'] },
  { from: ['aws_instance'], attribute: 'launch_template.name', to: ['aws_launch_template'] },
  { from: ['aws_sqs_queue_policy'], attribute: 'queue_url', to: ['aws_sqs_queue'], one: true },
  { from: ['aws_sns_topic_policy'], attribute: 'arn', to: ['aws_sns_topic'], one: true },
  {
    from: ['aws_secretsmanager_secret_rotation'],
    attribute: 'secret_id',
    to: ['aws_secretsmanager_secret'],
    one: true,
  },
];

/** Attributes by which others name a resource of a type, besides id and arn. */
export const identifiers: Readonly<Record<string, readonly string[]>> = {
  aws_s3_bucket: ['bucket'],
  aws_db_instance: ['identifier'],
  aws_db_parameter_group: ['name'],
  aws_rds_cluster: ['cluster_identifier'],
  aws_rds_cluster_parameter_group: ['name'],
  aws_rds_global_cluster: ['global_cluster_identifier'],
  aws_dynamodb_table: ['name'],
  aws_eks_cluster: ['name'],
  aws_config_configuration_recorder: ['name'],
  aws_iam_group: ['name'],
  aws_iam_role: ['name'],
  aws_iam_user: ['name'],
  aws_launch_template: ['name'],
  aws_sqs_queue: ['url', 'name'],
  aws_secretsmanager_secret: ['name'],
  aws_vpc: ['main_route_table_id', 'default_route_table_id'],
};

/** Types that others name by the last part of their ARN, which is their id: `service/main/api`. */
export const namedByArn: ReadonlySet<string> = new Set(['aws_ecs_service']);
