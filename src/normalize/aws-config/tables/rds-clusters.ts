import type { RawValue } from '../../../model/raw.ts';
import type { Mapping, Row } from '../table.ts';
import { blocksOrNone, bool, filled, int, is, list, lower, orElse } from '../transforms.ts';

// Shapes: items captured by awslabs/aws-config-rdk and cloud-custodian. Keys of a cluster have their leading capitals lowered
// (dbclusterIdentifier).

/** What Aurora, Neptune and DocumentDB have in common. */
const anyCluster: readonly Row[] = [
  ['id', 'dbclusterIdentifier'],
  ['cluster_identifier', 'dbclusterIdentifier'],
  ['cluster_resource_id', 'dbClusterResourceId'],
  ['arn', 'dbclusterArn'],
  ['engine', 'engine'],
  ['engine_version', 'engineVersion'],
  ['port', 'port', int],
  ['endpoint', 'endpoint'],
  ['reader_endpoint', 'readerEndpoint'],
  ['hosted_zone_id', 'hostedZoneId'],
  ['availability_zones', 'availabilityZones', list],
  ['backup_retention_period', 'backupRetentionPeriod', int],
  ['preferred_backup_window', 'preferredBackupWindow'],
  ['preferred_maintenance_window', 'preferredMaintenanceWindow', lower],
  ['storage_encrypted', 'storageEncrypted', bool],
  ['deletion_protection', 'deletionProtection', bool],
  ['vpc_security_group_ids', 'vpcSecurityGroups.vpcSecurityGroupId', list],
];

const logsAndKey: readonly Row[] = [
  ['enabled_cloudwatch_logs_exports', 'enabledCloudwatchLogsExports', orElse([], list)],
];

const scaling = (...rows: readonly Row[]) => blocksOrNone(...rows);

/** `logs/` and what stands for one in `engine` of the three families. */
const engineOf = (engine: string) => ['engine', is(engine as RawValue)] as const;

export const rdsClusters: readonly Mapping[] = [
  {
    from: 'AWS::RDS::DBCluster',
    to: 'aws_docdb_cluster',
    when: engineOf('docdb'),
    rows: [
      ...anyCluster,
      ...logsAndKey,
      ['kms_key_id', 'kmsKeyId', filled],
      ['master_username', 'masterUsername'],
      ['db_cluster_parameter_group_name', 'dbclusterParameterGroup'],
      ['db_subnet_group_name', 'dbsubnetGroup'],
    ],
  },
  {
    from: 'AWS::RDS::DBCluster',
    to: 'aws_neptune_cluster',
    when: engineOf('neptune'),
    rows: [
      ...anyCluster,
      ['enable_cloudwatch_logs_exports', 'enabledCloudwatchLogsExports', orElse([], list)],
      ['kms_key_arn', 'kmsKeyId', filled],
      ['copy_tags_to_snapshot', 'copyTagsToSnapshot', bool],
      ['iam_database_authentication_enabled', 'iamdatabaseAuthenticationEnabled', bool],
      ['neptune_cluster_parameter_group_name', 'dbclusterParameterGroup'],
      ['neptune_subnet_group_name', 'dbsubnetGroup'],
    ],
  },
  {
    from: 'AWS::RDS::DBCluster',
    to: 'aws_rds_cluster',
    rows: [
      ...anyCluster,
      ...logsAndKey,
      ['kms_key_id', 'kmsKeyId', filled],
      ['engine_mode', 'engineMode', orElse('provisioned')],
      ['database_name', 'databaseName', filled],
      ['master_username', 'masterUsername'],
      ['backtrack_window', 'backtrackWindow', orElse(0, int)],
      ['copy_tags_to_snapshot', 'copyTagsToSnapshot', bool],
      ['iam_database_authentication_enabled', 'iamdatabaseAuthenticationEnabled', bool],
      ['enable_http_endpoint', 'httpEndpointEnabled', bool],
      ['db_cluster_parameter_group_name', 'dbclusterParameterGroup'],
      ['db_subnet_group_name', 'dbsubnetGroup'],
      ['db_cluster_instance_class', 'dbclusterInstanceClass', filled],
      ['iam_roles', 'associatedRoles.roleArn', list],
      ['cluster_members', 'dbclusterMembers.dbinstanceIdentifier', list],
      ['replication_source_identifier', 'replicationSourceIdentifier', filled],
      [
        'scaling_configuration',
        'scalingConfigurationInfo',
        scaling(
          ['auto_pause', 'autoPause', bool],
          ['min_capacity', 'minCapacity', int],
          ['max_capacity', 'maxCapacity', int],
          ['seconds_until_auto_pause', 'secondsUntilAutoPause', int],
          ['timeout_action', 'timeoutAction'],
        ),
      ],
      [
        'serverlessv2_scaling_configuration',
        'serverlessV2ScalingConfiguration',
        scaling(['min_capacity', 'minCapacity', int], ['max_capacity', 'maxCapacity', int]),
      ],
      ['storage_type', 'storageType', filled],
      ['allocated_storage', 'allocatedStorage', int],
    ],
  },
  {
    // CloudFormation shape. Recorded in every region that is switched on, so seen more than once.
    from: 'AWS::RDS::GlobalCluster',
    to: 'aws_rds_global_cluster',
    rows: [
      ['id', 'GlobalClusterIdentifier'],
      ['global_cluster_identifier', 'GlobalClusterIdentifier'],
      ['engine', 'Engine'],
      ['engine_version', 'EngineVersion'],
      ['storage_encrypted', 'StorageEncrypted', bool],
      ['deletion_protection', 'DeletionProtection', bool],
      ['source_db_cluster_identifier', 'SourceDBClusterIdentifier', filled],
    ],
  },
  {
    from: 'AWS::RDS::DBClusterSnapshot',
    to: 'aws_db_cluster_snapshot',
    rows: [
      ['id', 'dbclusterSnapshotIdentifier'],
      ['db_cluster_snapshot_identifier', 'dbclusterSnapshotIdentifier'],
      ['db_cluster_identifier', 'dbclusterIdentifier'],
      ['storage_encrypted', 'storageEncrypted', bool],
      ['kms_key_id', 'kmsKeyId', filled],
      ['engine', 'engine'],
      ['engine_version', 'engineVersion'],
      ['snapshot_type', 'snapshotType'],
      ['vpc_id', 'vpcId', filled],
    ],
  },
];
