import type { Mapping } from '../table.ts';
import { block, blocksOrNone, bool, first, has, int, list, lower, orElse, text } from '../transforms.ts';

// Shapes: Redshift from items captured by awslabs/aws-config-rdk; EFS and DMS from the query schema in the spelling
// of CloudFormation. Mount targets, Redshift Serverless and all of ElastiCache are not recorded.

export const dataStores: readonly Mapping[] = [
  {
    from: 'AWS::Redshift::Cluster',
    to: 'aws_redshift_cluster',
    rows: [
      ['id', 'clusterIdentifier'],
      ['cluster_identifier', 'clusterIdentifier'],
      ['database_name', 'dBName'],
      ['master_username', 'masterUsername'],
      ['node_type', 'nodeType'],
      ['number_of_nodes', 'numberOfNodes', int],
      ['cluster_type', 'numberOfNodes', (nodes) => (nodes === 1 ? 'single-node' : 'multi-node')],
      ['encrypted', 'encrypted', text],
      ['kms_key_id', 'kmsKeyId', orElse('')],
      ['publicly_accessible', 'publiclyAccessible', bool],
      ['port', 'endpoint.port', int],
      ['availability_zone', 'availabilityZone'],
      ['cluster_subnet_group_name', 'clusterSubnetGroupName', orElse('')],
      ['cluster_parameter_group_name', 'clusterParameterGroups.parameterGroupName', first],
      ['vpc_security_group_ids', 'vpcSecurityGroups.vpcSecurityGroupId', list],
      ['iam_roles', 'iamRoles.iamRoleArn', list],
      ['automated_snapshot_retention_period', 'automatedSnapshotRetentionPeriod', int],
      ['allow_version_upgrade', 'allowVersionUpgrade', bool],
      ['enhanced_vpc_routing', 'enhancedVpcRouting', orElse(false, bool)],
      ['preferred_maintenance_window', 'preferredMaintenanceWindow', lower],
      ['cluster_version', 'clusterVersion'],
      ['cluster_revision_number', 'clusterRevisionNumber'],
      ['cluster_public_key', 'clusterPublicKey'],
    ],
    companions: [
      {
        to: 'aws_redshift_logging',
        at: 'supp.LoggingStatus',
        when: has('loggingEnabled', true),
        rows: [
          ['cluster_identifier', 'config.clusterIdentifier'],
          ['bucket_name', 'bucketName', orElse('')],
          ['s3_key_prefix', 's3KeyPrefix', orElse('')],
        ],
      },
      {
        to: 'aws_redshift_snapshot_copy',
        at: 'clusterSnapshotCopyStatus',
        when: has('destinationRegion'),
        rows: [
          ['cluster_identifier', 'config.clusterIdentifier'],
          ['destination_region', 'destinationRegion'],
        ],
        orNone: true,
      },
    ],
  },
  {
    from: 'AWS::Redshift::ClusterSubnetGroup',
    to: 'aws_redshift_subnet_group',
    rows: [
      ['id', 'clusterSubnetGroupName'],
      ['name', 'clusterSubnetGroupName'],
      ['description', 'description'],
      ['subnet_ids', 'subnets.subnetIdentifier', list],
    ],
  },
  {
    from: 'AWS::Redshift::ClusterParameterGroup',
    to: 'aws_redshift_parameter_group',
    rows: [
      ['id', 'parameterGroupName'],
      ['name', 'parameterGroupName'],
      ['family', 'parameterGroupFamily'],
      ['description', 'description'],
    ],
  },
  {
    from: 'AWS::EFS::FileSystem',
    to: 'aws_efs_file_system',
    rows: [
      ['id', 'FileSystemId'],
      ['arn', 'Arn'],
      ['encrypted', 'Encrypted', bool],
      ['kms_key_id', 'KmsKeyId', orElse('')],
      ['performance_mode', 'PerformanceMode'],
      ['throughput_mode', 'ThroughputMode'],
      ['provisioned_throughput_in_mibps', 'ProvisionedThroughputInMibps', orElse(0, int)],
      [
        'lifecycle_policy',
        'LifecyclePolicies',
        blocksOrNone(
          ['transition_to_ia', 'TransitionToIA', orElse('')],
          ['transition_to_archive', 'TransitionToArchive', orElse('')],
          ['transition_to_primary_storage_class', 'TransitionToPrimaryStorageClass', orElse('')],
        ),
      ],
    ],
    companions: [
      {
        to: 'aws_efs_backup_policy',
        at: 'BackupPolicy',
        rows: [
          ['file_system_id', 'config.FileSystemId'],
          ['backup_policy', '.', block(['status', 'Status'])],
        ],
      },
    ],
  },
  {
    from: 'AWS::EFS::AccessPoint',
    to: 'aws_efs_access_point',
    rows: [
      ['id', 'AccessPointId'],
      ['file_system_id', 'FileSystemId'],
    ],
  },
  {
    from: 'AWS::DMS::ReplicationSubnetGroup',
    to: 'aws_dms_replication_subnet_group',
    rows: [
      ['id', 'ReplicationSubnetGroupIdentifier'],
      ['replication_subnet_group_id', 'ReplicationSubnetGroupIdentifier'],
      ['subnet_ids', 'SubnetIds', list],
    ],
  },
  {
    from: 'AWS::DMS::ReplicationInstance',
    to: 'aws_dms_replication_instance',
    rows: [
      ['id', 'ReplicationInstanceIdentifier'],
      ['replication_instance_id', 'ReplicationInstanceIdentifier'],
      ['replication_instance_class', 'ReplicationInstanceClass'],
      ['publicly_accessible', 'PubliclyAccessible', bool],
      ['multi_az', 'MultiAZ', bool],
      ['kms_key_arn', 'KmsKeyId'],
      ['engine_version', 'EngineVersion'],
      ['auto_minor_version_upgrade', 'AutoMinorVersionUpgrade', bool],
      ['replication_subnet_group_id', 'ReplicationSubnetGroupIdentifier'],
    ],
  },
  {
    from: 'AWS::MemoryDB::SubnetGroup',
    to: 'aws_memorydb_subnet_group',
    rows: [
      ['id', 'SubnetGroupName'],
      ['name', 'SubnetGroupName'],
      ['arn', 'ARN'],
      ['subnet_ids', 'SubnetIds', list],
    ],
  },
];
