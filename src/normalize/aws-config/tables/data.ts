import { isObject } from '../lookup.ts';
import type { Mapping, Row, Transform } from '../table.ts';
import {
  block,
  blocks,
  blocksIf,
  blocksOrNone,
  bool,
  filled,
  first,
  has,
  int,
  list,
  lower,
  orElse,
  policy,
  text,
} from '../transforms.ts';

// Shapes: search domains and Redshift from items captured by awslabs/aws-config-rdk; EFS, Athena and DMS from the query
// schema in the spelling of CloudFormation. Mount targets, Redshift Serverless and all of ElastiCache are not recorded.

/** A map of log types as blocks. */
const publishing: Transform = (value) =>
  isObject(value)
    ? Object.entries(value).map(([type, options]) => {
        const own = isObject(options) ? options : {};
        return {
          log_type: type,
          cloudwatch_log_group_arn:
            own['CloudWatchLogsLogGroupArn'] ?? own['cloudWatchLogsLogGroupArn'] ?? '',
          enabled: own['Enabled'] ?? own['enabled'] ?? false,
        };
      })
    : [];

const clusterConfig: readonly Row[] = [
  ['instance_type', 'InstanceType'],
  ['instance_count', 'InstanceCount', int],
  ['dedicated_master_enabled', 'DedicatedMasterEnabled', bool],
  ['zone_awareness_enabled', 'ZoneAwarenessEnabled', bool],
  ['warm_enabled', 'WarmEnabled', orElse(false, bool)],
];

/** OpenSearch and Elasticsearch; their items differ in the case of the keys only. */
const domain = (atRest: string, cluster: string): readonly Row[] => [
  ['id', 'Arn'],
  ['arn', 'Arn'],
  ['domain_name', 'DomainName'],
  ['access_policies', 'AccessPolicies', policy],
  ['cluster_config', cluster, blocks(...clusterConfig)],
  [
    'ebs_options',
    'EBSOptions',
    blocks(
      ['ebs_enabled', 'EBSEnabled', bool],
      ['volume_size', 'VolumeSize', int],
      ['volume_type', 'VolumeType'],
    ),
  ],
  ['encrypt_at_rest', atRest, blocks(['enabled', 'Enabled', bool], ['kms_key_id', 'KmsKeyId', orElse('')])],
  ['node_to_node_encryption', 'NodeToNodeEncryptionOptions', blocks(['enabled', 'Enabled', bool])],
  [
    'domain_endpoint_options',
    'DomainEndpointOptions',
    blocks(['enforce_https', 'EnforceHTTPS', bool], ['tls_security_policy', 'TLSSecurityPolicy']),
  ],
  [
    'advanced_security_options',
    'AdvancedSecurityOptions',
    blocks(
      ['enabled', 'Enabled', bool],
      ['internal_user_database_enabled', 'InternalUserDatabaseEnabled', bool],
    ),
  ],
  [
    'vpc_options',
    'VPCOptions',
    blocksIf(
      has('SubnetIds'),
      ['subnet_ids', 'SubnetIds', list],
      ['security_group_ids', 'SecurityGroupIds', list],
      ['vpc_id', 'VPCId'],
    ),
  ],
  ['log_publishing_options', 'LogPublishingOptions', orElse([], publishing)],
  ['cognito_options', 'CognitoOptions', blocksOrNone(['enabled', 'Enabled', bool])],
];

export const dataStores: readonly Mapping[] = [
  {
    from: 'AWS::OpenSearch::Domain',
    to: 'aws_opensearch_domain',
    rows: [
      ...domain('EncryptionAtRestOptions', 'ClusterConfig'),
      ['engine_version', 'EngineVersion'],
      ['domain_id', 'Id'],
    ],
  },
  {
    from: 'AWS::Elasticsearch::Domain',
    to: 'aws_elasticsearch_domain',
    rows: [
      ...domain('encryptionAtRestOptions', 'elasticsearchClusterConfig'),
      ['elasticsearch_version', 'elasticsearchVersion'],
      ['domain_id', 'domainId'],
    ],
  },
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
    from: 'AWS::Athena::WorkGroup',
    to: 'aws_athena_workgroup',
    rows: [
      ['id', 'Name'],
      ['name', 'Name'],
      ['description', 'Description', orElse('', filled)],
      ['state', 'State'],
      [
        'configuration',
        'WorkGroupConfiguration',
        blocksOrNone(
          ['enforce_workgroup_configuration', 'EnforceWorkGroupConfiguration', bool],
          ['publish_cloudwatch_metrics_enabled', 'PublishCloudWatchMetricsEnabled', bool],
          ['bytes_scanned_cutoff_per_query', 'BytesScannedCutoffPerQuery', orElse(0, int)],
          [
            'result_configuration',
            'ResultConfiguration',
            blocksOrNone(
              ['output_location', 'OutputLocation', orElse('')],
              [
                'encryption_configuration',
                'EncryptionConfiguration',
                blocksOrNone(
                  ['encryption_option', 'EncryptionOption'],
                  ['kms_key_arn', 'KmsKey', orElse('')],
                ),
              ],
            ),
          ],
        ),
      ],
    ],
  },
  {
    from: 'AWS::Glue::Job',
    to: 'aws_glue_job',
    rows: [
      ['id', 'Name'],
      ['name', 'Name'],
      ['role_arn', 'Role'],
      ['glue_version', 'GlueVersion'],
      ['worker_type', 'WorkerType'],
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
