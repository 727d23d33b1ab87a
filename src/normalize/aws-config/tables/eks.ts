import type { Mapping, Row } from '../table.ts';
import { blocks, blocksOrNone, bool, has, list, orElse } from '../transforms.ts';

// Shape: an item captured by awslabs/aws-config-rdk in the spelling of CloudFormation, and the query schema. Old items have
// neither endpoint access nor logging nor encryption. Node groups are not recorded.

const subnetsAndGroups: readonly Row[] = [
  ['subnet_ids', 'SubnetIds', list],
  ['security_group_ids', 'SecurityGroupIds', orElse([], list)],
];

export const eks: readonly Mapping[] = [
  {
    from: 'AWS::EKS::Cluster',
    to: 'aws_eks_cluster',
    rows: [
      ['id', 'Name'],
      ['name', 'Name'],
      ['arn', 'Arn'],
      ['version', 'Version'],
      ['role_arn', 'RoleArn'],
      ['endpoint', 'Endpoint'],
      [
        'certificate_authority',
        '.',
        { rows: [['data', 'CertificateAuthorityData']], whole: true, only: has('CertificateAuthorityData') },
      ],
      [
        'vpc_config',
        'ResourcesVpcConfig',
        blocks(
          ...subnetsAndGroups,
          ['endpoint_public_access', 'EndpointPublicAccess', bool],
          ['endpoint_private_access', 'EndpointPrivateAccess', bool],
          ['public_access_cidrs', 'PublicAccessCidrs', list],
        ),
      ],
      ['enabled_cluster_log_types', 'Logging.ClusterLogging.EnabledTypes.Type', list],
      [
        'encryption_config',
        'EncryptionConfig',
        blocks(['resources', 'Resources', list], ['provider', 'Provider', blocks(['key_arn', 'KeyArn'])]),
      ],
      [
        'kubernetes_network_config',
        'KubernetesNetworkConfig',
        blocksOrNone(
          ['service_ipv4_cidr', 'ServiceIpv4Cidr', orElse('')],
          ['ip_family', 'IpFamily', orElse('ipv4')],
        ),
      ],
      ['deletion_protection', 'DeletionProtection', bool],
    ],
  },
  {
    from: 'AWS::EKS::FargateProfile',
    to: 'aws_eks_fargate_profile',
    rows: [
      ['cluster_name', 'ClusterName'],
      ['fargate_profile_name', 'FargateProfileName'],
      ['pod_execution_role_arn', 'PodExecutionRoleArn'],
      ['subnet_ids', 'Subnets', list],
      ['arn', 'Arn'],
      ['selector', 'Selectors', blocks(['namespace', 'Namespace'])],
    ],
  },
  {
    from: 'AWS::EKS::Addon',
    to: 'aws_eks_addon',
    rows: [
      ['cluster_name', 'ClusterName'],
      ['addon_name', 'AddonName'],
      ['addon_version', 'AddonVersion'],
      ['arn', 'Arn'],
    ],
  },
];
