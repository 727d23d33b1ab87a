import type { Resource } from '../model/document.ts';

/** Resources of their own in Terraform that are part of another in AWS: attribute that names the whole, and its types. */
const parts: readonly (readonly [types: RegExp, attribute: string, wholes: RegExp])[] = [
  [/^aws_s3_bucket_/, 'bucket', /^aws_s3_bucket$/],
  [/^aws_iam_role_policy/, 'role', /^aws_iam_(service_linked_)?role$/],
  [/^aws_iam_user_(policy|group_membership)/, 'user', /^aws_iam_user$/],
  [/^aws_iam_group_policy/, 'group', /^aws_iam_group$/],
  [/^aws_route$/, 'route_table_id', /^aws_(default_)?route_table$/],
  [/^aws_(main_)?route_table_association$/, 'route_table_id', /^aws_(default_)?route_table$/],
  [/^aws_network_acl_rule$/, 'network_acl_id', /^aws_(default_)?network_acl$/],
  [
    /^aws_(vpc_security_group_(in|e)gress|security_group)_rule$/,
    'security_group_id',
    /^aws_(default_)?security_group$/,
  ],
  [/^aws_volume_attachment$/, 'volume_id', /^aws_ebs_volume$/],
  [/^aws_ecr_(repository|lifecycle)_policy$/, 'repository', /^aws_ecr_repository$/],
  [/^aws_ecs_cluster_capacity_providers$/, 'cluster_name', /^aws_ecs_cluster$/],
  [/^aws_efs_backup_policy$/, 'file_system_id', /^aws_efs_file_system$/],
  [/^aws_redshift_(logging|snapshot_copy)$/, 'cluster_identifier', /^aws_redshift_cluster$/],
  [/^aws_secretsmanager_secret_(rotation|policy)$/, 'secret_id', /^aws_secretsmanager_secret$/],
  [/^aws_config_configuration_recorder_status$/, 'name', /^aws_config_configuration_recorder$/],
  [/^aws_sns_topic_policy$/, 'arn', /^aws_sns_topic$/],
  [/^aws_kms_key_policy$/, 'key_id', /^aws_kms_key$/],
];

/** Finds the resource of the same document that another is part of. */
export function wholes(resources: readonly Resource[]): (part: Resource) => Resource | undefined {
  const byKey = new Map(resources.map((resource) => [resource.key, resource]));
  const byName = new Map<string, Resource>();
  for (const resource of resources) {
    if (!parts.some(([, , types]) => types.test(resource.type))) continue;
    for (const name of [resource.id, resource.arn, resource.attributes['name']])
      if (typeof name === 'string') byName.set(`${resource.type} ${name}`, resource);
  }
  const types = [...new Set(resources.map(({ type }) => type))];
  return (part) => {
    // What AWS Config shows inside the item of another has that one's key before its own type.
    const at = part.key.indexOf('#aws_');
    if (at >= 0 && byKey.has(part.key.slice(0, at))) return byKey.get(part.key.slice(0, at));
    const row = parts.find(([own]) => own.test(part.type));
    if (row === undefined) return undefined;
    const linked = (part.links[row[1]] ?? []).map((key) => byKey.get(key));
    const value = part.attributes[row[1]];
    return (
      linked.find((each) => each !== undefined && row[2].test(each.type)) ??
      types
        .filter((type) => row[2].test(type))
        .map((type) => byName.get(`${type} ${String(value)}`))
        .find((each) => each !== undefined)
    );
  };
}

const s3 = (names: readonly string[]) =>
  names.map((name): readonly [string, string] => [
    name.split(' ')[0]!,
    `aws_s3_bucket_${name.split(' ')[1]}`,
  ]);

/** Whole -> its attributes that say the same as a part: the state fills them in from it at every refresh. */
const mirrors: Readonly<Record<string, readonly (readonly [attribute: string, part: string])[]>> = {
  aws_s3_bucket: s3([
    'acl acl',
    'grant acl',
    'acceleration_status accelerate_configuration',
    'cors_rule cors_configuration',
    'lifecycle_rule lifecycle_configuration',
    'logging logging',
    'object_lock_configuration object_lock_configuration',
    'policy policy',
    'replication_configuration replication_configuration',
    'request_payer request_payment_configuration',
    'server_side_encryption_configuration server_side_encryption_configuration',
    'versioning versioning',
    'website website_configuration',
  ]),
  aws_iam_role: [
    ['inline_policy', 'aws_iam_role_policy'],
    ['managed_policy_arns', 'aws_iam_role_policy_attachment'],
  ],
  aws_ecs_cluster: [
    ['capacity_providers', 'aws_ecs_cluster_capacity_providers'],
    ['default_capacity_provider_strategy', 'aws_ecs_cluster_capacity_providers'],
  ],
  aws_redshift_cluster: [
    ['logging', 'aws_redshift_logging'],
    ['snapshot_copy', 'aws_redshift_snapshot_copy'],
  ],
  aws_sns_topic: [['policy', 'aws_sns_topic_policy']],
  aws_kms_key: [['policy', 'aws_kms_key_policy']],
};

export const mirrorsOf = (type: string): readonly (readonly [attribute: string, part: string])[] =>
  Object.hasOwn(mirrors, type) ? (mirrors[type] ?? []) : [];

/** Parts that AWS Config shows as an attribute of the whole only: that attribute. */
const standIns: Readonly<Record<string, string>> = {
  aws_sns_topic_policy: 'policy',
  aws_kms_key_policy: 'policy',
};

export const standIn = (type: string): string | undefined =>
  Object.hasOwn(standIns, type) ? standIns[type] : undefined;

/** What no resource of AWS Config can be: the same written in another way, or exclusive lists of it. */
export const neverLive =
  /^aws_(dynamodb_table_replica|ec2_managed_prefix_list_entry|iam_\w+_exclusive|s3control_access_point_policy)$/;

/** An `aws_iam_policy_attachment` names several owners; each attachment is one thing in AWS. */
export function expanded(resource: Resource): readonly Resource[] {
  if (resource.type !== 'aws_iam_policy_attachment') return [resource];
  return (['role', 'user', 'group'] as const).flatMap((owner) => {
    const names = resource.attributes[`${owner}s`];
    return (Array.isArray(names) ? names : []).map((name): Resource => {
      const { id: _, arn: __, ...rest } = resource;
      const attributes = { [owner]: name, policy_arn: resource.attributes['policy_arn'] };
      return { ...rest, type: `aws_iam_${owner}_policy_attachment`, attributes };
    });
  });
}
