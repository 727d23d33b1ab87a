import type { Mapping } from '../table.ts';
import { blocks, blocksOrNone, bool, filled, int, list, lower, mapOf, orElse } from '../transforms.ts';

// Shapes: trails and alarms from items captured by awslabs/aws-config-rdk, the rest from the query schema in the
// spelling of CloudFormation. Whether a trail logs and which events it selects come from calls that AWS Config does not
// make; log groups, composite alarms and dashboards are not recorded.

/** Tags of a selection for backup that have to hold all (AWS::Backup::BackupSelection of CloudFormation). */
const parameters = blocksOrNone(['key', 'ConditionKey'], ['value', 'ConditionValue']);

export const observability: readonly Mapping[] = [
  {
    // A trail of all regions is shown in each of them, with the ARN of its home.
    from: 'AWS::CloudTrail::Trail',
    to: 'aws_cloudtrail',
    untagged: true,
    rows: [
      ['id', 'trailARN'],
      ['arn', 'trailARN'],
      ['name', 'name'],
      ['region', 'homeRegion'],
      ['home_region', 'homeRegion'],
      ['s3_bucket_name', 's3BucketName'],
      ['s3_key_prefix', 's3KeyPrefix', orElse(null, filled)],
      ['include_global_service_events', 'includeGlobalServiceEvents', bool],
      ['is_multi_region_trail', 'isMultiRegionTrail', bool],
      ['is_organization_trail', 'isOrganizationTrail', orElse(false, bool)],
      ['enable_log_file_validation', 'logFileValidationEnabled', bool],
      ['kms_key_id', 'kmsKeyId', orElse(null, filled)],
      ['cloud_watch_logs_group_arn', 'cloudWatchLogsLogGroupArn', orElse('')],
      ['cloud_watch_logs_role_arn', 'cloudWatchLogsRoleArn', orElse('')],
      ['sns_topic_name', 'snsTopicName', orElse('')],
      ['sns_topic_arn', 'snsTopicARN', orElse('')],
    ],
  },
  {
    from: 'AWS::CloudWatch::Alarm',
    to: 'aws_cloudwatch_metric_alarm',
    rows: [
      ['id', 'alarmName'],
      ['alarm_name', 'alarmName'],
      ['arn', 'alarmArn'],
      ['alarm_description', 'alarmDescription', orElse('')],
      ['comparison_operator', 'comparisonOperator'],
      ['evaluation_periods', 'evaluationPeriods', int],
      ['datapoints_to_alarm', 'datapointsToAlarm', orElse(0, int)],
      ['metric_name', 'metricName', orElse('')],
      ['namespace', 'namespace', orElse('')],
      ['period', 'period', orElse(0, int)],
      ['statistic', 'statistic', orElse('')],
      ['extended_statistic', 'extendedStatistic', orElse('')],
      ['threshold', 'threshold', int],
      ['threshold_metric_id', 'thresholdMetricId', orElse('')],
      ['treat_missing_data', 'treatMissingData', orElse('missing')],
      ['unit', 'unit', orElse('')],
      ['dimensions', 'dimensions', mapOf('name', 'value')],
      ['actions_enabled', 'actionsEnabled', bool],
      ['alarm_actions', 'alarmActions', list],
      ['insufficient_data_actions', 'insufficientDataActions', list],
      ['ok_actions', 'okactions', list],
      ['evaluate_low_sample_count_percentiles', 'evaluateLowSampleCountPercentile', orElse('')],
    ],
  },
  {
    // Where it delivers to is not recorded.
    from: 'AWS::Config::ConfigurationRecorder',
    to: 'aws_config_configuration_recorder',
    rows: [
      ['id', 'Name'],
      ['name', 'Name'],
      ['role_arn', 'RoleARN'],
      [
        'recording_group',
        'RecordingGroup',
        blocks(
          ['all_supported', 'AllSupported', bool],
          ['include_global_resource_types', 'IncludeGlobalResourceTypes', bool],
          ['resource_types', 'ResourceTypes', orElse([], list)],
          ['recording_strategy', 'RecordingStrategy', blocksOrNone(['use_only', 'UseOnly'])],
          [
            'exclusion_by_resource_types',
            'ExclusionByResourceTypes',
            blocksOrNone(['resource_types', 'ResourceTypes', list]),
          ],
        ),
      ],
    ],
    companions: [
      {
        to: 'aws_config_configuration_recorder_status',
        at: 'Recording',
        rows: [
          ['id', 'config.Name'],
          ['name', 'config.Name'],
          ['is_enabled', '.', bool],
        ],
      },
    ],
    unseen: ['aws_config_delivery_channel'],
  },
  {
    from: 'AWS::CloudWatch::MetricStream',
    to: 'aws_cloudwatch_metric_stream',
    rows: [
      ['name', 'Name'],
      ['output_format', 'OutputFormat', lower],
    ],
  },
];

export const backup: readonly Mapping[] = [
  {
    from: 'AWS::Backup::BackupVault',
    to: { ignored: 'AWS makes the vault for EFS' },
    when: ['BackupVaultName', (value) => value === 'aws/efs/automatic-backup-vault'],
    rows: [],
  },
  {
    from: 'AWS::Backup::BackupVault',
    to: 'aws_backup_vault',
    rows: [
      ['id', 'BackupVaultName'],
      ['name', 'BackupVaultName'],
      ['arn', 'BackupVaultArn'],
      ['kms_key_arn', 'EncryptionKeyArn'],
    ],
  },
  {
    from: 'AWS::Backup::BackupPlan',
    to: 'aws_backup_plan',
    rows: [
      ['id', 'BackupPlanId'],
      ['arn', 'BackupPlanArn'],
      ['version', 'VersionId'],
      ['name', 'BackupPlan.BackupPlanName'],
      [
        'rule',
        'BackupPlan.BackupPlanRule',
        blocks(
          ['rule_name', 'RuleName'],
          ['target_vault_name', 'TargetBackupVault'],
          ['schedule', 'ScheduleExpression', orElse('')],
          ['start_window', 'StartWindowMinutes', orElse(60, int)],
          ['completion_window', 'CompletionWindowMinutes', orElse(180, int)],
          ['enable_continuous_backup', 'EnableContinuousBackup', orElse(false, bool)],
          [
            'lifecycle',
            'Lifecycle',
            blocksOrNone(
              ['delete_after', 'DeleteAfterDays', orElse(0, int)],
              ['cold_storage_after', 'MoveToColdStorageAfterDays', orElse(0, int)],
            ),
          ],
          [
            'copy_action',
            'CopyActions',
            blocksOrNone(['destination_vault_arn', 'DestinationBackupVaultArn']),
          ],
        ),
      ],
    ],
  },
  {
    // The schema has neither tags nor conditions, by which most plans select.
    from: 'AWS::Backup::BackupSelection',
    to: 'aws_backup_selection',
    rows: [
      ['plan_id', 'BackupPlanId'],
      ['name', 'BackupSelection.SelectionName'],
      ['iam_role_arn', 'BackupSelection.IamRoleArn'],
      ['resources', 'BackupSelection.Resources', orElse([], list)],
      ['not_resources', 'BackupSelection.NotResources', orElse([], list)],
      [
        'selection_tag',
        'BackupSelection.ListOfTags',
        blocks(['type', 'ConditionType'], ['key', 'ConditionKey'], ['value', 'ConditionValue']),
      ],
      [
        'condition',
        'BackupSelection.Conditions',
        blocksOrNone(
          ['string_equals', 'StringEquals', parameters],
          ['string_like', 'StringLike', parameters],
          ['string_not_equals', 'StringNotEquals', parameters],
          ['string_not_like', 'StringNotLike', parameters],
        ),
      ],
    ],
  },
];
