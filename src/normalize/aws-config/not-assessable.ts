const notRecorded = 'AWS Config does not record it';
const noElastiCache = 'AWS Config records no type of ElastiCache';

/**
 * Terraform types that AWS Config can't show, with the reason: never missing in a live document, always not assessable
 * (https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html, enum ResourceType).
 */
const types: Readonly<Record<string, string>> = {
  aws_ami: notRecorded,
  aws_ami_copy: notRecorded,
  aws_api_gateway_domain_name: notRecorded,
  aws_appautoscaling_policy: notRecorded,
  aws_appautoscaling_target: notRecorded,
  aws_budgets_budget: notRecorded,
  aws_cloudfront_cache_policy: notRecorded,
  aws_cloudfront_origin_access_control: notRecorded,
  aws_cloudwatch_composite_alarm: notRecorded,
  aws_cloudwatch_dashboard: notRecorded,
  aws_cloudwatch_log_group: notRecorded,
  aws_cloudwatch_log_metric_filter: notRecorded,
  aws_config_config_rule: 'AWS Config records the verdicts of its rules only',
  aws_config_configuration_aggregator: notRecorded,
  aws_config_delivery_channel: notRecorded,
  aws_db_parameter_group: notRecorded,
  aws_db_proxy: notRecorded,
  aws_ebs_encryption_by_default: 'a setting of the account, which AWS Config does not record',
  aws_ebs_snapshot: notRecorded,
  aws_ebs_snapshot_copy: notRecorded,
  aws_ec2_instance_metadata_defaults: 'a setting of the account, which AWS Config does not record',
  aws_ecr_registry_scanning_configuration: notRecorded,
  aws_efs_mount_target: notRecorded,
  aws_eks_access_entry: notRecorded,
  aws_eks_node_group: notRecorded,
  aws_elasticache_cluster: noElastiCache,
  aws_elasticache_global_replication_group: noElastiCache,
  aws_elasticache_parameter_group: noElastiCache,
  aws_elasticache_replication_group: noElastiCache,
  aws_elasticache_subnet_group: noElastiCache,
  aws_emr_cluster: notRecorded,
  aws_fsx_lustre_file_system: notRecorded,
  aws_fsx_windows_file_system: notRecorded,
  aws_glue_crawler: notRecorded,
  aws_iam_access_key: notRecorded,
  aws_iam_account_password_policy: notRecorded,
  aws_iam_user_login_profile: notRecorded,
  aws_inspector2_enabler: notRecorded,
  aws_key_pair: notRecorded,
  aws_lambda_alias: notRecorded,
  aws_lambda_event_source_mapping: notRecorded,
  aws_lambda_layer_version: notRecorded,
  aws_lb_listener_certificate: notRecorded,
  aws_lb_listener_rule: notRecorded,
  aws_lb_target_group_attachment: notRecorded,
  aws_macie2_account: notRecorded,
  aws_neptune_subnet_group: 'AWS Config shows it as a subnet group of RDS',
  aws_docdb_subnet_group: 'AWS Config shows it as a subnet group of RDS',
  aws_placement_group: notRecorded,
  aws_rds_cluster_parameter_group: notRecorded,
  aws_redshiftserverless_workgroup: notRecorded,
  aws_route53_record: notRecorded,
  aws_s3_bucket_analytics_configuration: notRecorded,
  aws_s3_bucket_inventory: notRecorded,
  aws_s3_bucket_metric: notRecorded,
  aws_s3_bucket_ownership_controls: notRecorded,
  aws_s3_object: 'AWS Config records no objects',
  aws_scheduler_schedule: notRecorded,
  aws_secretsmanager_secret_version: 'AWS Config records no values of secrets',
  aws_securityhub_account: notRecorded,
  aws_sns_topic_subscription: notRecorded,
  aws_sqs_queue_policy: 'neither captured items nor the schema of AWS Config have the policy of a queue',
  aws_sqs_queue_redrive_policy: 'neither captured items nor the schema of AWS Config have it',
  aws_ssm_association: notRecorded,
  aws_ssm_parameter: notRecorded,
  aws_ssoadmin_managed_policy_attachment: notRecorded,
  aws_ssoadmin_permission_set_inline_policy: notRecorded,
  aws_wafv2_web_acl_association: notRecorded,
  aws_wafv2_web_acl_logging_configuration: notRecorded,
};

/**
 * Terraform types whose content the item of another resource holds whole, so that nothing of them is missing: the other
 * way to write the same, or a second name of a type.
 */
const inside: Readonly<Record<string, string>> = {
  aws_alb: 'aws_lb',
  aws_alb_listener: 'aws_lb_listener',
  aws_alb_target_group: 'aws_lb_target_group',
  aws_default_route_table: 'aws_route_table',
  aws_dynamodb_table_replica: 'aws_dynamodb_table',
  aws_ec2_managed_prefix_list_entry: 'aws_ec2_managed_prefix_list',
  aws_iam_group_policy_attachments_exclusive: 'aws_iam_group_policy_attachment',
  aws_iam_policy_attachment: 'aws_iam_role_policy_attachment',
  aws_iam_role_policy_attachments_exclusive: 'aws_iam_role_policy_attachment',
  aws_iam_user_policy_attachments_exclusive: 'aws_iam_user_policy_attachment',
  aws_kms_key_policy: 'aws_kms_key',
  aws_kms_replica_external_key: 'aws_kms_replica_key',
  aws_network_acl_rule: 'aws_network_acl',
  aws_route: 'aws_route_table',
  aws_s3control_access_point_policy: 'aws_s3_access_point',
  aws_security_group_rule: 'aws_security_group',
  aws_sns_topic_policy: 'aws_sns_topic',
  aws_vpc_security_group_egress_rule: 'aws_security_group',
  aws_vpc_security_group_ingress_rule: 'aws_security_group',
};

const own = (table: Readonly<Record<string, string>>, type: string): string | undefined =>
  Object.hasOwn(table, type) ? table[type] : undefined;

/** Why AWS Config can't show a type; undefined where it can, or where nothing is known of it. */
export const notAssessable = (type: string): string | undefined => own(types, type);

/** The type whose items hold another one whole. */
export const heldBy = (type: string): string | undefined => own(inside, type);
