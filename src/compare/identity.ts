import type { Resource } from '../model/document.ts';

/** Types under which the provider manages one thing of AWS in several ways, by the type that Config items become. */
const others: Readonly<Record<string, string>> = {
  aws_default_vpc: 'aws_vpc',
  aws_default_subnet: 'aws_subnet',
  aws_default_security_group: 'aws_security_group',
  aws_default_network_acl: 'aws_network_acl',
  aws_default_route_table: 'aws_route_table',
  aws_default_vpc_dhcp_options: 'aws_vpc_dhcp_options',
  aws_rds_cluster_instance: 'aws_db_instance',
  aws_docdb_cluster_instance: 'aws_db_instance',
  aws_neptune_cluster_instance: 'aws_db_instance',
  aws_docdb_cluster: 'aws_rds_cluster',
  aws_neptune_cluster: 'aws_rds_cluster',
  aws_spot_instance_request: 'aws_instance',
  aws_iam_service_linked_role: 'aws_iam_role',
  aws_s3_bucket_object: 'aws_s3_object',
};

/** The type under which both sides are looked up. */
export const sameType = (type: string): string => others[type] ?? type;

/**
 * Attributes that together identify a resource of a type where ARN and id do not: ids that are not unique, or that
 * AWS Config writes in another form (the research behind it is one line a type in the developer guide of Config).
 */
const own: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ['identifier'],
  aws_rds_cluster: ['cluster_identifier'],
  aws_db_subnet_group: ['name'],
  aws_dynamodb_table: ['name'],
  aws_iam_role: ['name'],
  aws_iam_user: ['name'],
  aws_iam_group: ['name'],
  aws_iam_role_policy: ['role', 'name'],
  aws_iam_user_policy: ['user', 'name'],
  aws_iam_group_policy: ['group', 'name'],
  aws_iam_role_policy_attachment: ['role', 'policy_arn'],
  aws_iam_user_policy_attachment: ['user', 'policy_arn'],
  aws_iam_group_policy_attachment: ['group', 'policy_arn'],
  aws_kms_alias: ['name'],
  aws_lambda_function: ['function_name'],
  aws_sqs_queue: ['name'],
  aws_sns_topic: ['name'],
  aws_ecr_repository: ['name'],
  aws_eks_cluster: ['name'],
  aws_ecs_cluster: ['name'],
  aws_autoscaling_group: ['name'],
  aws_launch_configuration: ['name'],
  aws_launch_template: ['name'],
  aws_cloudtrail: ['name'],
  aws_cloudwatch_metric_alarm: ['alarm_name'],
  aws_opensearch_domain: ['domain_name'],
  aws_elb: ['name'],
  aws_key_pair: ['key_name'],
  aws_volume_attachment: ['volume_id', 'instance_id'],
  aws_main_route_table_association: ['route_table_id'],
  aws_iam_user_group_membership: ['user'],
  aws_iam_instance_profile: ['name'],
  aws_ecr_repository_policy: ['repository'],
  aws_ecr_lifecycle_policy: ['repository'],
  aws_ecs_cluster_capacity_providers: ['cluster_name'],
  aws_ecs_service: ['cluster', 'name'],
  aws_efs_backup_policy: ['file_system_id'],
  aws_redshift_cluster: ['cluster_identifier'],
  aws_redshift_logging: ['cluster_identifier'],
  aws_redshift_snapshot_copy: ['cluster_identifier'],
  aws_secretsmanager_secret_rotation: ['secret_id'],
  aws_config_configuration_recorder: ['name'],
  aws_config_configuration_recorder_status: ['name'],
  aws_sfn_state_machine: ['name'],
  aws_cloudwatch_event_bus: ['name'],
  aws_cloudwatch_event_rule: ['event_bus_name', 'name'],
  aws_athena_workgroup: ['name'],
  aws_backup_vault: ['name'],
  aws_codebuild_project: ['name'],
  aws_kinesis_stream: ['name'],
};

/** ARNs whose resource part AWS Config writes in another way: ids decide. */
const unlikeArns = new Set(['aws_eip', 'aws_flow_log']);
/** Ids that several resources can have: ARNs decide. */
const sharedIds = new Set(['aws_eks_cluster', 'aws_kinesis_stream', 'aws_ecs_task_definition']);

export interface Identity {
  readonly arn?: string;
  readonly id?: string;
  readonly own?: string;
}

export function identityOf(resource: Resource): Identity {
  const { type, attributes } = resource;
  const names = (own[sameType(type)] ?? []).map((name) => attributes[name]);
  const text = (value: unknown): value is string => typeof value === 'string' && value !== '';
  const arn = resource.arn ?? attributes['arn'];
  // A part that AWS Config shows inside another item has an id of its own in its attributes only.
  const id = attributes['id'] ?? resource.id;
  return {
    ...(text(arn) && !unlikeArns.has(type) ? { arn } : {}),
    // S3 writes the account after a comma where the owner of the bucket was checked.
    ...(text(id) && !sharedIds.has(type) ? { id: id.split(',')[0] as string } : {}),
    ...(names.length > 0 && names.every(text) ? { own: names.join('/').toLowerCase() } : {}),
  };
}
