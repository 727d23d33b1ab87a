import type { RawObject, RawValue } from '../../../model/raw.ts';
import { isObject } from '../lookup.ts';
import type { Mapping, Row, Transform } from '../table.ts';
import {
  after,
  blocks,
  blocksOrNone,
  bool,
  filled,
  has,
  int,
  is,
  list,
  orElse,
  policy,
  text,
} from '../transforms.ts';

// Shapes: items captured by awslabs/aws-config-rdk and cloud-custodian, in the spelling of CloudFormation, and the query
// schema. Node groups are not recorded. Old items of a cluster have neither endpoint access nor logging nor encryption.

/**
 * The definitions as Terraform writes them: names begin small, what is empty is left out. Values of environment
 * variables can be secrets that somebody put in the open, and stay out.
 */
const definitions: Transform = (value) =>
  Array.isArray(value) ? JSON.stringify(value.map(smaller)) : undefined;

function smaller(value: RawValue): RawValue {
  if (Array.isArray(value)) return value.map(smaller);
  if (!isObject(value)) return value;
  const out: RawObject = {};
  for (const [key, part] of Object.entries(value)) {
    const name = key.charAt(0).toLowerCase() + key.slice(1);
    const empty =
      part === null || part === '' || (typeof part === 'object' && Object.keys(part).length === 0);
    if (empty) continue;
    // The keys of these two are the user's own.
    if (name === 'dockerLabels' || name === 'options') out[name] = part;
    else out[name] = name === 'environment' && Array.isArray(part) ? part.map(withoutValue) : smaller(part);
  }
  return out;
}

const withoutValue = (variable: RawValue): RawValue =>
  isObject(variable)
    ? { name: (variable['Name'] ?? variable['name'] ?? '') as string, value: '(sensitive)' }
    : variable;

const subnetsAndGroups: readonly Row[] = [
  ['subnet_ids', 'SubnetIds', list],
  ['security_group_ids', 'SecurityGroupIds', orElse([], list)],
];

export const containers: readonly Mapping[] = [
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
  {
    from: 'AWS::ECS::Cluster',
    to: 'aws_ecs_cluster',
    rows: [
      ['id', 'Arn'],
      ['arn', 'Arn'],
      ['name', 'ClusterName'],
      ['setting', 'ClusterSettings', blocks(['name', 'Name'], ['value', 'Value'])],
      [
        'configuration',
        'Configuration',
        blocksOrNone([
          'execute_command_configuration',
          'ExecuteCommandConfiguration',
          blocksOrNone(
            ['kms_key_id', 'KmsKeyId', orElse(null, filled)],
            ['logging', 'Logging', orElse('DEFAULT')],
          ),
        ]),
      ],
    ],
    companions: [
      {
        to: 'aws_ecs_cluster_capacity_providers',
        at: '.',
        when: has('CapacityProviders'),
        rows: [
          ['cluster_name', 'ClusterName'],
          ['capacity_providers', 'CapacityProviders', list],
        ],
      },
    ],
  },
  {
    from: 'AWS::ECS::Service',
    to: 'aws_ecs_service',
    rows: [
      ['id', 'ServiceArn'],
      ['arn', 'ServiceArn'],
      ['name', 'ServiceName'],
      ['cluster', 'Cluster'],
      ['task_definition', 'TaskDefinition'],
      ['desired_count', 'DesiredCount', int],
      ['launch_type', 'LaunchType'],
      ['platform_version', 'PlatformVersion'],
      ['scheduling_strategy', 'SchedulingStrategy'],
      ['enable_ecs_managed_tags', 'EnableECSManagedTags', bool],
      ['enable_execute_command', 'EnableExecuteCommand', orElse(false, bool)],
      ['propagate_tags', 'PropagateTags', orElse('NONE')],
      [
        'network_configuration',
        'NetworkConfiguration.AwsvpcConfiguration',
        blocksOrNone(
          ['subnets', 'Subnets', list],
          ['security_groups', 'SecurityGroups', orElse([], list)],
          ['assign_public_ip', 'AssignPublicIp', orElse(false, bool)],
        ),
      ],
      [
        'load_balancer',
        'LoadBalancers',
        blocksOrNone(
          ['target_group_arn', 'TargetGroupArn', orElse('')],
          ['container_name', 'ContainerName'],
          ['container_port', 'ContainerPort', int],
          ['elb_name', 'LoadBalancerName', orElse('')],
        ),
      ],
      ['deployment_maximum_percent', 'DeploymentConfiguration.MaximumPercent', int],
      ['deployment_minimum_healthy_percent', 'DeploymentConfiguration.MinimumHealthyPercent', int],
      [
        'deployment_circuit_breaker',
        'DeploymentConfiguration.DeploymentCircuitBreaker',
        blocksOrNone(['enable', 'Enable', bool], ['rollback', 'Rollback', bool]),
      ],
      [
        'capacity_provider_strategy',
        'CapacityProviderStrategy',
        blocksOrNone(
          ['capacity_provider', 'CapacityProvider'],
          ['base', 'Base', orElse(0, int)],
          ['weight', 'Weight', orElse(0, int)],
        ),
      ],
      ['service_registries', 'ServiceRegistries', blocksOrNone(['registry_arn', 'RegistryArn'])],
      ['iam_role', 'Role', orElse('')],
    ],
  },
  {
    from: 'AWS::ECS::TaskDefinition',
    to: { ignored: 'a revision that is not active' },
    when: ['Status', is('INACTIVE')],
    rows: [],
  },
  {
    from: 'AWS::ECS::TaskDefinition',
    to: 'aws_ecs_task_definition',
    rows: [
      ['id', 'Family'],
      ['family', 'Family'],
      ['arn', 'TaskDefinitionArn'],
      ['revision', 'TaskDefinitionArn', revision()],
      ['cpu', 'Cpu', orElse(null, text)],
      ['memory', 'Memory', orElse(null, text)],
      ['network_mode', 'NetworkMode'],
      ['requires_compatibilities', 'RequiresCompatibilities', orElse([], list)],
      ['execution_role_arn', 'ExecutionRoleArn', orElse(null, filled)],
      ['task_role_arn', 'TaskRoleArn', orElse(null, filled)],
      ['container_definitions', 'ContainerDefinitions', definitions],
      ['pid_mode', 'PidMode', orElse(null, filled)],
      ['ipc_mode', 'IpcMode', orElse(null, filled)],
      ['volume', 'Volumes', blocksOrNone(['name', 'Name'])],
    ],
  },
  { from: 'AWS::ECS::CapacityProvider', to: 'aws_ecs_capacity_provider', rows: [['name', 'Name']] },
  {
    from: 'AWS::ECR::Repository',
    to: 'aws_ecr_repository',
    rows: [
      ['id', 'RepositoryName'],
      ['name', 'RepositoryName'],
      ['arn', 'Arn'],
      ['repository_url', 'RepositoryUri'],
      ['image_tag_mutability', 'ImageTagMutability'],
      [
        'image_scanning_configuration',
        'ImageScanningConfiguration',
        blocks(['scan_on_push', 'ScanOnPush', bool]),
      ],
      [
        'encryption_configuration',
        'EncryptionConfiguration',
        blocksOrNone(
          ['encryption_type', 'EncryptionType', orElse('AES256')],
          ['kms_key', 'KmsKey', orElse('')],
        ),
      ],
    ],
    companions: [
      {
        to: 'aws_ecr_repository_policy',
        at: 'RepositoryPolicyText',
        when: (value) => typeof value === 'string' || Object.keys(value as object).length > 0,
        rows: [
          ['repository', 'config.RepositoryName'],
          ['policy', '.', policy],
        ],
      },
      {
        to: 'aws_ecr_lifecycle_policy',
        at: 'LifecyclePolicy',
        when: has('LifecyclePolicyText'),
        rows: [
          ['repository', 'config.RepositoryName'],
          ['policy', 'LifecyclePolicyText', policy],
        ],
      },
    ],
    // Scanning can be set for the whole registry instead, which is not recorded.
    unseen: ['aws_ecr_registry_scanning_configuration', 'aws_inspector2_enabler'],
  },
  {
    from: 'AWS::ECR::PublicRepository',
    to: 'aws_ecrpublic_repository',
    rows: [
      ['id', 'RepositoryName'],
      ['repository_name', 'RepositoryName'],
      ['arn', 'Arn'],
    ],
  },
];

function revision(): Transform {
  const last = after(':');
  return (value, item) => int(last(value, item) ?? null, item);
}

export const lambda: readonly Mapping[] = [
  {
    // Environment variables are in no captured item. Versions, aliases and event sources are not recorded.
    from: 'AWS::Lambda::Function',
    to: 'aws_lambda_function',
    rows: [
      ['id', 'functionName'],
      ['function_name', 'functionName'],
      ['arn', 'functionArn'],
      ['role', 'role'],
      ['handler', 'handler', orElse(null, filled)],
      ['runtime', 'runtime', orElse(null, filled)],
      ['description', 'description', orElse(null, filled)],
      ['memory_size', 'memorySize', int],
      ['timeout', 'timeout', int],
      ['architectures', 'architectures', orElse(['x86_64'], list)],
      ['package_type', 'packageType', orElse('Zip')],
      ['kms_key_arn', 'kmskeyArn', orElse(null, filled)],
      ['layers', 'layers.arn', orElse([], list)],
      [
        'vpc_config',
        'vpcConfig',
        {
          rows: [
            ['subnet_ids', 'subnetIds', list],
            ['security_group_ids', 'securityGroupIds', list],
            ['vpc_id', 'vpcId'],
          ],
          orNone: true,
          only: has('subnetIds'),
        },
      ],
      ['tracing_config', 'tracingConfig', blocksOrNone(['mode', 'mode'])],
      ['dead_letter_config', 'deadLetterConfig', blocksOrNone(['target_arn', 'targetArn'])],
      ['ephemeral_storage', 'ephemeralStorage', blocksOrNone(['size', 'size', int])],
      [
        'file_system_config',
        'fileSystemConfigs',
        blocksOrNone(['arn', 'arn'], ['local_mount_path', 'localMountPath']),
      ],
      ['reserved_concurrent_executions', 'supp.Concurrency.reservedConcurrentExecutions', orElse(-1, int)],
      ['code_sha256', 'codeSha256'],
      ['source_code_size', 'codeSize', int],
      ['last_modified', 'lastModified'],
      ['version', 'version'],
    ],
  },
  {
    from: 'AWS::Lambda::CodeSigningConfig',
    to: 'aws_lambda_code_signing_config',
    rows: [['description', 'Description']],
  },
];
