import type { RawValue } from '../../../model/raw.ts';
import type { Mapping, Row } from '../table.ts';
import { bool, filled, first, has, int, is, list, lower, orElse } from '../transforms.ts';

// Shapes: items captured by awslabs/aws-config-rdk and cloud-custodian, and the query schema. Keys of an instance have
// their first letter lowered (dBInstanceIdentifier). Neptune and DocumentDB answer through the API of RDS, and are told
// apart by the engine. Parameter groups and proxies are not recorded.

/** What every engine has, instance and member of a cluster alike. */
const anyInstance: readonly Row[] = [
  ['identifier', 'dBInstanceIdentifier'],
  ['arn', 'dBInstanceArn'],
  ['arn', 'item.arn'],
  ['dbi_resource_id', 'dbiResourceId'],
  ['instance_class', 'dBInstanceClass'],
  ['engine', 'engine'],
  ['engine_version', 'engineVersion'],
  ['storage_encrypted', 'storageEncrypted', bool],
  ['kms_key_id', 'kmsKeyId', filled],
  ['publicly_accessible', 'publiclyAccessible', bool],
  ['availability_zone', 'availabilityZone'],
  ['auto_minor_version_upgrade', 'autoMinorVersionUpgrade', bool],
  ['copy_tags_to_snapshot', 'copyTagsToSnapshot', bool],
  ['ca_cert_identifier', 'cACertificateIdentifier'],
  ['preferred_maintenance_window', 'preferredMaintenanceWindow', lower],
  ['db_subnet_group_name', 'dBSubnetGroup.dBSubnetGroupName'],
  ['performance_insights_enabled', 'performanceInsightsEnabled', orElse(false, bool)],
];

const member: readonly Row[] = [
  ['id', 'dBInstanceIdentifier'],
  ['cluster_identifier', 'dBClusterIdentifier'],
  ...anyInstance,
];

const instance: readonly Row[] = [
  ['id', 'dbiResourceId'],
  ['resource_id', 'dbiResourceId'],
  ...anyInstance.filter(([name]) => name !== 'dbi_resource_id' && name !== 'preferred_maintenance_window'),
  ['username', 'masterUsername'],
  ['db_name', 'dBName', filled],
  ['allocated_storage', 'allocatedStorage', int],
  ['max_allocated_storage', 'maxAllocatedStorage', orElse(0, int)],
  ['storage_type', 'storageType'],
  ['iops', 'iops', orElse(0, int)],
  ['multi_az', 'multiAZ', bool],
  ['port', 'endpoint.port', int],
  ['address', 'endpoint.address'],
  ['hosted_zone_id', 'endpoint.hostedZoneId'],
  ['backup_retention_period', 'backupRetentionPeriod', int],
  ['backup_window', 'preferredBackupWindow'],
  ['maintenance_window', 'preferredMaintenanceWindow', lower],
  ['deletion_protection', 'deletionProtection', bool],
  ['iam_database_authentication_enabled', 'iAMDatabaseAuthenticationEnabled', orElse(false, bool)],
  ['license_model', 'licenseModel'],
  ['monitoring_interval', 'monitoringInterval', orElse(0, int)],
  ['monitoring_role_arn', 'monitoringRoleArn', filled],
  ['performance_insights_kms_key_id', 'performanceInsightsKMSKeyId', filled],
  ['performance_insights_retention_period', 'performanceInsightsRetentionPeriod', int],
  ['enabled_cloudwatch_logs_exports', 'enabledCloudwatchLogsExports', orElse([], list)],
  ['parameter_group_name', 'dBParameterGroups.dBParameterGroupName', first],
  ['option_group_name', 'optionGroupMemberships.optionGroupName', first],
  ['vpc_security_group_ids', 'vpcSecurityGroups.vpcSecurityGroupId', list],
  ['character_set_name', 'characterSetName', filled],
  ['timezone', 'timezone', filled],
  // Null for an instance that is no replica. The name of one says nothing in another region, where it is an ARN.
  ['replicate_source_db', 'readReplicaSourceDBInstanceIdentifier', filled],
  ['replicas', 'readReplicaDBInstanceIdentifiers', list],
  ['domain', 'domainMemberships.domain', first],
];

/** `logs/` and what stands for one in `engine` of the three families. */
const engineOf = (engine: string) => ['engine', is(engine as RawValue)] as const;

export const rds: readonly Mapping[] = [
  {
    from: 'AWS::RDS::DBInstance',
    to: 'aws_docdb_cluster_instance',
    when: engineOf('docdb'),
    rows: member
      .filter(([name]) => name !== 'performance_insights_enabled')
      .concat([['kms_key_id', 'kmsKeyId']]),
  },
  {
    from: 'AWS::RDS::DBInstance',
    to: 'aws_neptune_cluster_instance',
    when: engineOf('neptune'),
    rows: [
      ...member.filter(
        ([name]) =>
          !/^(performance_insights_enabled|copy_tags_to_snapshot|ca_cert_identifier|db_subnet_group_name|kms_key_id)$/.test(
            name,
          ),
      ),
      ['kms_key_arn', 'kmsKeyId', filled],
      ['neptune_subnet_group_name', 'dBSubnetGroup.dBSubnetGroupName'],
    ],
  },
  {
    from: 'AWS::RDS::DBInstance',
    to: 'aws_rds_cluster_instance',
    when: ['.', has('dBClusterIdentifier')],
    rows: [
      ...member,
      ['monitoring_interval', 'monitoringInterval', orElse(0, int)],
      ['monitoring_role_arn', 'monitoringRoleArn', filled],
      ['promotion_tier', 'promotionTier', int],
    ],
  },
  { from: 'AWS::RDS::DBInstance', to: 'aws_db_instance', rows: instance },
  {
    from: 'AWS::RDS::DBSubnetGroup',
    to: 'aws_db_subnet_group',
    rows: [
      ['id', 'dBSubnetGroupName', lower],
      ['name', 'dBSubnetGroupName', lower],
      ['description', 'dBSubnetGroupDescription'],
      ['subnet_ids', 'subnets.subnetIdentifier', list],
      ['vpc_id', 'vpcId'],
    ],
  },
  {
    from: 'AWS::RDS::DBSnapshot',
    to: 'aws_db_snapshot',
    rows: [
      ['id', 'dBSnapshotIdentifier'],
      ['db_snapshot_identifier', 'dBSnapshotIdentifier'],
      ['db_instance_identifier', 'dBInstanceIdentifier'],
      ['encrypted', 'encrypted', bool],
      ['kms_key_id', 'kmsKeyId', filled],
      ['engine', 'engine'],
      ['engine_version', 'engineVersion'],
      ['snapshot_type', 'snapshotType'],
      ['allocated_storage', 'allocatedStorage', int],
      ['vpc_id', 'vpcId', filled],
    ],
  },
  {
    from: 'AWS::RDS::EventSubscription',
    to: 'aws_db_event_subscription',
    rows: [
      ['id', 'custSubscriptionId'],
      ['name', 'custSubscriptionId'],
      ['sns_topic', 'snsTopicArn'],
      ['source_type', 'sourceType', orElse(null, filled)],
      ['source_ids', 'sourceIdsList', list],
      ['event_categories', 'eventCategoriesList', list],
      ['enabled', 'enabled', bool],
    ],
  },
];
