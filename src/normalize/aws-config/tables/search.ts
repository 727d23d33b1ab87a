import { isObject } from '../lookup.ts';
import type { Mapping, Row, Transform } from '../table.ts';
import { blocks, blocksIf, blocksOrNone, bool, has, int, list, orElse, policy } from '../transforms.ts';

// Shapes: items captured by awslabs/aws-config-rdk.

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

export const search: readonly Mapping[] = [
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
];
