import type { Mapping } from '../table.ts';
import { blocksOrNone, bool, filled, int, orElse } from '../transforms.ts';

// Shapes: Athena from the query schema in the spelling of CloudFormation, Glue from an item captured by awslabs/aws-config-rdk.

export const analytics: readonly Mapping[] = [
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
];
