import type { Resource } from '../model/document.ts';

/** Arguments that steer Terraform and have no counterpart in AWS. */
const terraformOnly =
  /^(timeouts|force_\w+|skip_\w+|final_snapshot_identifier|snapshot_identifier|apply_immediately|allow_major_version_upgrade|delete_automated_backups|deletion_window_in_days|recovery_window_in_days|revoke_rules_on_delete|\w*name_prefix|identifier_prefix|bucket_prefix|publish|filename|source_code_hash|wait_for_\w+|retain_on_delete|user_data_replace_on_change|get_password_data|bypass_policy_lockout_safety_check|ignore_\w+|id|region)$/;

/** Values that change by themselves. */
const volatile =
  /^(latest_restorable_time|last_modified\w*|status|state|instance_state|create\w*_(time|date|at)|creation_(time|date)|attachment_count|current_version|version_id|etag|revision_id|latest_version|cluster_revision_number|source_code_size|qualified_\w+|in_use_by|renewal_summary|in_progress_\w+|public_(ip|dns)|endpoint\w*|hosted_zone_id)$/;

/** What another service moves within bounds that somebody set: noise unless it is asked for. */
const scaled: Readonly<Record<string, readonly string[]>> = {
  aws_autoscaling_group: ['desired_capacity'],
  aws_ecs_service: ['desired_count', 'task_definition'],
  aws_lambda_function: ['version', 'code_sha256'],
  aws_api_gateway_stage: ['deployment_id'],
};

/** Whether an attribute is left out of every comparison. */
export const isNoise = (attribute: string): boolean =>
  terraformOnly.test(attribute) || volatile.test(attribute);

/** Whether an attribute is left out unless the comparison is strict. */
export function isScaled(expected: Resource, attribute: string): boolean {
  if (scaled[expected.type]?.includes(attribute) === true) return true;
  const { attributes } = expected;
  if (expected.type === 'aws_db_instance' && attribute === 'allocated_storage')
    return Number(attributes['max_allocated_storage'] ?? 0) > 0;
  return attribute === 'engine_version' && attributes['auto_minor_version_upgrade'] === true;
}

type Fact = (resource: Resource) => boolean;
const attribute = (name: string) => (resource: Resource) => resource.attributes[name];
const path = attribute('path');
const hasTag = (resource: Resource, pattern: RegExp): boolean =>
  Object.keys(resource.tags).some((key) => pattern.test(key));
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Live resources that nobody wrote: made by AWS with an account, by a service, or by a controller. */
const made: readonly (readonly [types: RegExp, why: string, is: Fact])[] = [
  [
    /^aws_vpc$/,
    'default VPC',
    (r) => r.attributes['default'] === true || r.attributes['is_default'] === true,
  ],
  [/^aws_subnet$/, 'default subnet', (r) => r.attributes['default_for_az'] === true],
  [/^aws_security_group$/, 'default security group', (r) => r.attributes['name'] === 'default'],
  [/^aws_network_acl$/, 'default network ACL', (r) => r.attributes['is_default'] === true],
  [/^aws_route_table$/, 'main route table', (r) => r.attributes['is_main'] === true],
  [/^aws_iam_role/, 'service-linked role', (r) => /^\/(aws-service-role|aws-reserved)\//.test(text(path(r)))],
  [/^aws_iam_policy$/, 'managed by AWS', (r) => /^arn:[^:]+:iam::aws:/.test(r.arn ?? '')],
  [
    /^aws_kms_(key|alias)$/,
    'managed by AWS',
    (r) => r.attributes['key_manager'] === 'AWS' || /^alias\/aws\//.test(text(r.attributes['name'])),
  ],
  [/^aws_cloudwatch_event_bus$/, 'default event bus', (r) => r.attributes['name'] === 'default'],
  [/^aws_athena_workgroup$/, 'default workgroup', (r) => r.attributes['name'] === 'primary'],
  [/_(parameter|option)_group$/, 'default group', (r) => /^default[.:]/.test(text(r.attributes['name']))],
  [
    /_snapshot$/,
    'automated snapshot',
    (r) => r.attributes['snapshot_type'] === 'automated' || /^(rds|awsbackup):/.test(r.id ?? ''),
  ],
  [/^aws_backup_recovery_point$/, 'made by AWS Backup', () => true],
  [
    /^aws_network_interface$/,
    'made by a service',
    (r) =>
      r.attributes['requester_managed'] === true ||
      !/^(interface)?$/.test(text(r.attributes['interface_type'])),
  ],
  [
    /^aws_(instance|ebs_volume|network_interface)$/,
    'made by an Auto Scaling group',
    (r) =>
      hasTag(r, /^aws:(autoscaling:groupName|ec2:fleet-id|ec2spot:fleet-request-id|ec2launchtemplate:id)$/),
  ],
  [/./, 'made by CloudFormation', (r) => hasTag(r, /^aws:cloudformation:stack-name$/)],
  [
    /./,
    'made by EKS',
    (r) =>
      hasTag(
        r,
        /^(aws:eks:cluster-name|eks:nodegroup-name|elbv2\.k8s\.aws\/cluster|kubernetes\.io\/service-name)$/,
      ) ||
      Object.entries(r.tags).some(
        ([key, value]) => key.startsWith('kubernetes.io/cluster/') && value === 'owned',
      ),
  ],
  [
    /./,
    'made by a service',
    (r) => hasTag(r, /^(aws:elasticmapreduce:|AWSBatchServiceTag|elasticbeanstalk:|AmazonECSManaged)/),
  ],
];

/** Why a live resource that is not expected is no finding; undefined where it is one. */
export const madeBy = (resource: Resource): string | undefined =>
  made.find(([types, , is]) => types.test(resource.type) && is(resource))?.[1];

/** Companions that say no more than their absence: what AWS gives a bucket that nobody configured. */
const idle: Readonly<Record<string, Fact>> = {
  aws_s3_bucket_versioning: (r) => !['Enabled', 'Suspended'].includes(status(r)),
  aws_s3_bucket_public_access_block: (r) =>
    ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].every(
      (name) => r.attributes[name] !== true,
    ),
  aws_s3_bucket_server_side_encryption_configuration: (r) =>
    /"sse_algorithm":"AES256"/.test(JSON.stringify(r.attributes)),
  aws_s3_bucket_acl: () => true,
  aws_s3_bucket_ownership_controls: (r) => /BucketOwnerEnforced/.test(JSON.stringify(r.attributes)),
  aws_s3_bucket_request_payment_configuration: (r) => r.attributes['payer'] !== 'Requester',
  aws_s3_bucket_accelerate_configuration: (r) => status(r) !== 'Enabled',
};

const status = (resource: Resource): string =>
  /"status":"(\w+)"/.exec(JSON.stringify(resource.attributes))?.[1] ?? '';

/** Whether a companion resource is what AWS has where there is none. */
export const isIdle = (resource: Resource): boolean => idle[resource.type]?.(resource) ?? false;
