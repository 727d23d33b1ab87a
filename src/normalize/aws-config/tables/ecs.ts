import type { RawObject, RawValue } from '../../../model/raw.ts';
import { isObject } from '../lookup.ts';
import type { Mapping, Transform } from '../table.ts';
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
  text,
} from '../transforms.ts';

// Shapes: items captured by awslabs/aws-config-rdk and cloud-custodian, in the spelling of CloudFormation; clusters from
// the query schema.

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

function revision(): Transform {
  const last = after(':');
  return (value, item) => int(last(value, item) ?? null, item);
}

export const ecs: readonly Mapping[] = [
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
];
