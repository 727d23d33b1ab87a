import type { Mapping } from '../table.ts';
import { blocks, blocksOrNone, bool, filled, has, int, list, orElse, policy } from '../transforms.ts';

// Shapes: items captured by awslabs/aws-config-rdk and cloud-custodian. Environment variables of a function are in no
// item; versions, aliases and event sources are not recorded.

export const registries: readonly Mapping[] = [
  {
    from: 'AWS::ECR::Repository',
    to: 'aws_ecr_repository',
    rows: [
      ['id', 'RepositoryName'],
      ['name', 'RepositoryName'],
      ['arn', 'Arn'],
      ['repository_url', 'RepositoryUri'],
      ['image_tag_mutability', 'ImageTagMutability'],
      // The other two values say that there are filters, which are not shown.
      [
        'image_tag_mutability_exclusion_filter',
        'ImageTagMutability',
        (value) => (value === 'MUTABLE' || value === 'IMMUTABLE' ? [] : undefined),
      ],
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

export const functions: readonly Mapping[] = [
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
