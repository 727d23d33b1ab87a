import type { Mapping } from '../table.ts';
import { blocks, blocksIf, blocksOrNone, bool, has, int, list, mapOf, orElse } from '../transforms.ts';

// Shapes: stacks, projects and pipelines from items captured by awslabs/aws-config-rdk and cloud-custodian; state machines
// from the query schema.

function names(map: unknown) {
  return Object.fromEntries(Object.keys(map as object).map((key) => [key, '(sensitive)']));
}

export const deployment: readonly Mapping[] = [
  {
    from: 'AWS::CloudFormation::Stack',
    to: 'aws_cloudformation_stack',
    rows: [
      ['id', 'stackId'],
      ['name', 'stackName'],
      ['disable_rollback', 'disableRollback', bool],
      ['notification_arns', 'notificationARNs', list],
      ['capabilities', 'capabilities', list],
      // Values of parameters are the user's, and a parameter without NoEcho may hold anything.
      [
        'parameters',
        'parameters',
        (value, item) => names(mapOf('parameterKey', 'parameterValue')(value, item)),
      ],
    ],
  },
  {
    from: 'AWS::StepFunctions::StateMachine',
    to: 'aws_sfn_state_machine',
    rows: [
      ['id', 'Arn'],
      ['arn', 'Arn'],
      ['name', 'StateMachineName'],
      ['role_arn', 'RoleArn'],
      ['type', 'StateMachineType'],
      ['definition', 'DefinitionString'],
      [
        'logging_configuration',
        'LoggingConfiguration',
        blocksOrNone(
          ['level', 'Level'],
          ['include_execution_data', 'IncludeExecutionData', bool],
          [
            'log_destination',
            'Destinations.CloudWatchLogsLogGroup.LogGroupArn',
            orElse('', (value) => (Array.isArray(value) ? (value[0] ?? '') : value)),
          ],
        ),
      ],
      ['tracing_configuration', 'TracingConfiguration', blocksOrNone(['enabled', 'Enabled', bool])],
    ],
  },
  {
    from: 'AWS::StepFunctions::Activity',
    to: 'aws_sfn_activity',
    rows: [
      ['id', 'Arn'],
      ['name', 'Name'],
    ],
  },
  {
    // `source` and `artifacts` are lists; plain values of environment variables are masked by AWS, and are not read.
    from: 'AWS::CodeBuild::Project',
    to: 'aws_codebuild_project',
    rows: [
      ['name', 'name'],
      ['description', 'description', orElse('')],
      ['service_role', 'serviceRole'],
      ['build_timeout', 'timeoutInMinutes', int],
      ['queued_timeout', 'queuedtimeoutInMinutes', int],
      ['encryption_key', 'encryptionKey'],
      ['source_version', 'sourceVersion', orElse('')],
      [
        'source',
        'source',
        blocks(
          ['type', 'type'],
          ['location', 'location', orElse('')],
          ['buildspec', 'buildSpec', orElse('')],
          ['insecure_ssl', 'insecureSsl', orElse(false, bool)],
          ['git_clone_depth', 'gitCloneDepth', orElse(0, int)],
        ),
      ],
      [
        'artifacts',
        'artifacts',
        blocks(
          ['type', 'type'],
          ['location', 'location', orElse('')],
          ['encryption_disabled', 'encryptionDisabled', orElse(false, bool)],
        ),
      ],
      [
        'environment',
        'environment',
        blocks(
          ['compute_type', 'computeType'],
          ['image', 'image'],
          ['type', 'type'],
          ['privileged_mode', 'privilegedMode', bool],
          [
            'environment_variable',
            'environmentVariables',
            blocksOrNone(['name', 'name'], ['type', 'type', orElse('PLAINTEXT')]),
          ],
        ),
      ],
      [
        'vpc_config',
        'vpcConfig',
        blocksIf(
          has('vpcId'),
          ['vpc_id', 'vpcId'],
          ['subnets', 'subnets.subnet', list],
          ['subnets', 'subnets', list],
          ['security_group_ids', 'securityGroupIds', list],
        ),
      ],
      [
        'logs_config',
        'logsConfig',
        blocksOrNone(['cloudwatch_logs', 'cloudWatchLogs', blocksOrNone(['status', 'status'])]),
      ],
      ['cache', 'cache', blocksOrNone(['type', 'type'])],
    ],
  },
  {
    from: 'AWS::CodePipeline::Pipeline',
    to: 'aws_codepipeline',
    rows: [
      ['id', 'pipeline.name'],
      ['name', 'pipeline.name'],
      ['role_arn', 'pipeline.roleArn'],
    ],
  },
];
