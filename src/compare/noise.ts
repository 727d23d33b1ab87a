import type { Resource } from '../model/document.ts';

/** Arguments that steer Terraform and have no counterpart in AWS, and what both sides are paired by. */
const terraformOnly =
  /^(timeouts|force_(destroy|delete|detach_policies|new_deployment|update_version|overwrite_replica_secret)|skip_(destroy|final_snapshot)|final_snapshot_identifier|snapshot_identifier|apply_immediately|allow_major_version_upgrade|delete_automated_backups|(deletion|recovery)_window_in_days|revoke_rules_on_delete|(\w+_)?(name|identifier|bucket)_prefix|publish|filename|source_code_hash|wait_for_\w+|retain_on_delete|user_data_replace_on_change|get_password_data|bypass_policy_lockout_safety_check|id|region)$/;

/** Values that change by themselves and that an author could set as well; what only AWS sets is never compared. */
const volatile = /^(latest_restorable_time|last_modified\w*|version_id|etag|availability_zone_id)$/;

/** Whether an attribute is left out of every comparison. */
export const isNoise = (attribute: string): boolean =>
  terraformOnly.test(attribute) || volatile.test(attribute);

/**
 * Attributes that AWS shows filled in where another resource of Terraform, which AWS Config does not show, sets them:
 * nothing is known where the state has none. A NAT gateway takes an address, an attachment a group or a gateway.
 */
const filledElsewhere: Readonly<Record<string, readonly string[]>> = {
  aws_eip: ['instance', 'network_interface', 'private_ip', 'association_id'],
  aws_autoscaling_group: ['target_group_arns', 'load_balancers'],
  aws_internet_gateway: ['vpc_id'],
  aws_route_table: ['propagating_vgws'],
  aws_rds_cluster: ['iam_roles'],
  aws_vpc_endpoint: ['route_table_ids', 'subnet_ids', 'security_group_ids'],
};

/** Whether what the state has of an attribute can't be held against what is live. */
export function saysNothing({ type, attributes }: Resource, actual: Resource, name: string): boolean {
  const was = attributes[name];
  const isEmpty = was === undefined || was === null || was === '' || (Array.isArray(was) && was.length === 0);
  if (isEmpty && filledElsewhere[type]?.includes(name) === true) return true;
  // With a standby, a failover changes places.
  if (name === 'availability_zone' && attributes['multi_az'] === true) return true;
  return name === 'engine_version' && isWithin(String(was), String(actual.attributes[name]));
}

/** `15` was asked for, and 15.7 runs. */
const isWithin = (asked: string, runs: string): boolean => asked !== '' && runs.startsWith(`${asked}.`);

const scaling = 'moved by scaling';
const deployment = 'moved by deployments';

/** What another service moves within bounds that somebody set. */
const moved: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_autoscaling_group: { desired_capacity: scaling },
  aws_ecs_service: { desired_count: scaling, task_definition: deployment },
  aws_lambda_function: { version: deployment, code_sha256: deployment, image_uri: deployment },
  aws_api_gateway_stage: { deployment_id: deployment },
};

/** Why a difference does not count unless the comparison is strict; undefined where it does. */
export function movedBy(expected: Resource, actual: Resource, attribute: string): string | undefined {
  const known = moved[expected.type]?.[attribute];
  if (known !== undefined) return known;
  const { attributes } = expected;
  const [was, is] = [attributes[attribute], actual.attributes[attribute]];
  // Storage autoscaling only adds, up to the bound.
  const bound = Number(attributes['max_allocated_storage'] ?? 0);
  if (attribute === 'allocated_storage' && Number(is) > Number(was) && Number(is) <= bound) return scaling;
  const automatic = attribute === 'engine_version' && attributes['auto_minor_version_upgrade'] === true;
  return automatic && majorOf(expected, was) === majorOf(expected, is) ? 'a minor version' : undefined;
}

/** `15` of PostgreSQL 15.7, `8.0` of MySQL 8.0.36. */
const majorOf = ({ attributes }: Resource, version: unknown): string =>
  String(version)
    .split('.')
    .slice(0, /mysql|maria/.test(String(attributes['engine'])) ? 2 : 1)
    .join('.');

type Fact = (resource: Resource) => boolean;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const hasTag = (resource: Resource, pattern: RegExp): boolean =>
  Object.keys(resource.tags).some((key) => pattern.test(key));

/** Live resources that nobody wrote: made by AWS with an account, by a service, or by a controller. */
const made: readonly (readonly [types: RegExp, why: string, is: Fact])[] = [
  [/^aws_default_(vpc|subnet|vpc_dhcp_options)$/, 'default VPC', () => true],
  [/^aws_default_(security_group|network_acl|route_table)$/, 'made with a VPC', () => true],
  [
    /^aws_iam_(service_linked_)?role$/,
    'service-linked role',
    (r) => /^\/(aws-service-role|aws-reserved)\//.test(text(r.attributes['path'])),
  ],
  [/^aws_iam_policy$/, 'managed by AWS', (r) => /^arn:[^:]+:iam::aws:/.test(r.arn ?? '')],
  [/^aws_kms_alias$/, 'managed by AWS', (r) => /^alias\/aws\//.test(text(r.attributes['name']))],
  [/^aws_cloudwatch_event_bus$/, 'default event bus', (r) => r.attributes['name'] === 'default'],
  [/^aws_athena_workgroup$/, 'default workgroup', (r) => r.attributes['name'] === 'primary'],
  [/_(parameter|option)_group$/, 'default group', (r) => /^default[.:]/.test(text(r.attributes['name']))],
  [
    /_snapshot$/,
    'automated snapshot',
    (r) => r.attributes['snapshot_type'] === 'automated' || /(^|:)(rds|awsbackup):/.test(r.id ?? ''),
  ],
  [
    /^aws_network_interface$/,
    'made by a service',
    (r) =>
      !/^(interface)?$/.test(text(r.attributes['interface_type'])) ||
      /^(ELB |AWS Lambda VPC ENI|Interface for NAT Gateway|ES |VPC Endpoint Interface|EFS mount target|Amazon EKS |arn:aws:ecs:)/.test(
        text(r.attributes['description']),
      ),
  ],
  [
    /^aws_(instance|ebs_volume|network_interface)$/,
    'made by an Auto Scaling group',
    (r) => hasTag(r, /^aws:(autoscaling:groupName|ec2:fleet-id|ec2spot:fleet-request-id)$/),
  ],
  [/./, 'made by CloudFormation', (r) => hasTag(r, /^aws:cloudformation:stack-name$/)],
  [
    /./,
    'made by Kubernetes',
    (r) =>
      hasTag(
        r,
        /^(aws:eks:cluster-name|eks:(cluster|nodegroup)-name|elbv2\.k8s\.aws\/cluster|kubernetes\.io\/service-name)$/,
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

/** What can be told of a resource by others of its document. */
export interface About {
  /** A VPC comes with a main route table, */
  readonly isMain: Fact;
  /** the default VPC with an internet gateway, */
  readonly inDefaultVpc: Fact;
  /** an instance with a root volume: the instance that a volume is the root of, or hangs on. */
  readonly rootOf: (resource: Resource) => Resource | undefined;
  readonly attachedTo: (resource: Resource) => Resource | undefined;
}

/** Why a live resource that is not expected is no finding; undefined where it is one. */
export function madeBy(resource: Resource, about: About): string | undefined {
  if (resource.type === 'aws_ebs_volume') {
    if (about.rootOf(resource) !== undefined) return 'made with an instance';
    const instance = about.attachedTo(resource);
    const why = instance && madeBy(instance, about);
    if (why !== undefined) return why;
  }
  if (resource.type === 'aws_main_route_table_association') return 'made with a VPC';
  if (resource.type === 'aws_route_table' && about.isMain(resource)) return 'made with a VPC';
  if (resource.type === 'aws_internet_gateway' && about.inDefaultVpc(resource)) return 'default VPC';
  return made.find(([types, , is]) => types.test(resource.type) && is(resource))?.[1];
}

const written = (resource: Resource): string => JSON.stringify(resource.attributes);
const status = (resource: Resource): string => /"status":"(\w+)"/.exec(written(resource))?.[1] ?? '';

/** Parts that say no more than their absence: what AWS gives a bucket that nobody configured. */
const idle: Readonly<Record<string, Fact>> = {
  aws_s3_bucket_versioning: (r) => !['Enabled', 'Suspended'].includes(status(r)),
  aws_s3_bucket_public_access_block: (r) =>
    ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].every(
      (name) => r.attributes[name] !== true,
    ),
  aws_s3_bucket_server_side_encryption_configuration: (r) => /"sse_algorithm":"AES256"/.test(written(r)),
  aws_s3_bucket_acl: (r) => r.attributes['acl'] === 'private',
  aws_s3_bucket_ownership_controls: (r) => /BucketOwnerEnforced/.test(written(r)),
  aws_s3_bucket_request_payment_configuration: (r) => r.attributes['payer'] !== 'Requester',
  aws_s3_bucket_accelerate_configuration: (r) => status(r) !== 'Enabled',
};

/** Whether a part is what AWS has where there is none. */
export const isIdle = (resource: Resource): boolean => idle[resource.type]?.(resource) ?? false;
