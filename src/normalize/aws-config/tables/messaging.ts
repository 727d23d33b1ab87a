import type { Mapping } from '../table.ts';
import { after, blocks, blocksOrNone, bool, filled, int, json, list, orElse, policy } from '../transforms.ts';

// Shapes: topics, queues and streams from items captured by awslabs/aws-config-rdk and cloud-custodian (the keys of
// GetTopicAttributes and GetQueueAttributes, numbers also as text); MSK and EventBridge from the query schema.

export const messaging: readonly Mapping[] = [
  {
    from: 'AWS::SNS::Topic',
    to: 'aws_sns_topic',
    rows: [
      ['id', 'TopicArn'],
      ['arn', 'TopicArn'],
      ['name', 'item.name'],
      ['name', 'TopicArn', after(':')],
      ['display_name', 'DisplayName', orElse('', filled)],
      ['kms_master_key_id', 'KmsMasterKeyId', orElse(null, filled)],
      ['policy', 'Policy', policy],
      ['owner', 'Owner'],
      ['fifo_topic', 'FifoTopic', orElse(false, bool)],
      ['content_based_deduplication', 'ContentBasedDeduplication', orElse(false, bool)],
      ['http_success_feedback_sample_rate', 'HTTPSuccessFeedbackSampleRate', int],
      ['sqs_success_feedback_sample_rate', 'SQSSuccessFeedbackSampleRate', int],
      ['lambda_success_feedback_sample_rate', 'LambdaSuccessFeedbackSampleRate', int],
      ['firehose_success_feedback_sample_rate', 'FirehoseSuccessFeedbackSampleRate', int],
      ['application_success_feedback_sample_rate', 'ApplicationSuccessFeedbackSampleRate', int],
    ],
  },
  {
    // Neither the policy nor the redrive policy is in any item or schema that was found.
    from: 'AWS::SQS::Queue',
    to: 'aws_sqs_queue',
    rows: [
      ['id', 'item.id'],
      ['url', 'item.id'],
      ['arn', 'QueueArn'],
      ['name', 'item.name'],
      ['name', 'QueueArn', after(':')],
      ['delay_seconds', 'DelaySeconds', int],
      ['max_message_size', 'MaximumMessageSize', int],
      ['message_retention_seconds', 'MessageRetentionPeriod', int],
      ['receive_wait_time_seconds', 'ReceiveMessageWaitTimeSeconds', int],
      ['visibility_timeout_seconds', 'VisibilityTimeout', int],
      ['kms_master_key_id', 'KmsMasterKeyId', orElse(null, filled)],
      ['kms_data_key_reuse_period_seconds', 'KmsDataKeyReusePeriodSeconds', int],
      ['sqs_managed_sse_enabled', 'SqsManagedSseEnabled', bool],
      ['fifo_queue', 'FifoQueue', orElse(false, bool)],
      ['content_based_deduplication', 'ContentBasedDeduplication', orElse(false, bool)],
      ['deduplication_scope', 'DeduplicationScope'],
      ['fifo_throughput_limit', 'FifoThroughputLimit'],
    ],
  },
  {
    from: 'AWS::Kinesis::Stream',
    to: 'aws_kinesis_stream',
    rows: [
      ['id', 'Arn'],
      ['arn', 'Arn'],
      ['name', 'Name'],
      ['retention_period', 'RetentionPeriodHours', int],
      ['shard_count', 'ShardCount', int],
      ['encryption_type', 'StreamEncryption.EncryptionType', orElse('NONE')],
      ['kms_key_id', 'StreamEncryption.KeyId', orElse('')],
      ['stream_mode_details', 'StreamModeDetails', blocks(['stream_mode', 'StreamMode'])],
    ],
  },
  {
    from: 'AWS::Kinesis::StreamConsumer',
    to: 'aws_kinesis_stream_consumer',
    rows: [
      ['name', 'ConsumerName'],
      ['stream_arn', 'StreamARN'],
      ['arn', 'ConsumerARN'],
    ],
  },
  {
    from: 'AWS::MSK::Cluster',
    to: 'aws_msk_cluster',
    rows: [
      ['id', 'Arn'],
      ['arn', 'Arn'],
      ['cluster_name', 'ClusterName'],
      ['kafka_version', 'KafkaVersion'],
      ['number_of_broker_nodes', 'NumberOfBrokerNodes', int],
      ['enhanced_monitoring', 'EnhancedMonitoring'],
      [
        'broker_node_group_info',
        'BrokerNodeGroupInfo',
        blocks(
          ['instance_type', 'InstanceType'],
          ['client_subnets', 'ClientSubnets', list],
          ['security_groups', 'SecurityGroups', list],
          [
            'storage_info',
            'StorageInfo',
            blocksOrNone([
              'ebs_storage_info',
              'EBSStorageInfo',
              blocksOrNone(['volume_size', 'VolumeSize', int]),
            ]),
          ],
        ),
      ],
      [
        'encryption_info',
        'EncryptionInfo',
        blocks(
          ['encryption_at_rest_kms_key_arn', 'EncryptionAtRest.DataVolumeKMSKeyId'],
          [
            'encryption_in_transit',
            'EncryptionInTransit',
            blocks(['client_broker', 'ClientBroker'], ['in_cluster', 'InCluster', bool]),
          ],
        ),
      ],
      [
        'client_authentication',
        'ClientAuthentication',
        blocksOrNone(
          ['unauthenticated', 'Unauthenticated.Enabled', bool],
          [
            'sasl',
            'Sasl',
            blocksOrNone(
              ['iam', 'Iam.Enabled', orElse(false, bool)],
              ['scram', 'Scram.Enabled', orElse(false, bool)],
            ),
          ],
        ),
      ],
      [
        'logging_info',
        'LoggingInfo',
        blocksOrNone([
          'broker_logs',
          'BrokerLogs',
          blocks(
            ['cloudwatch_logs', 'CloudWatchLogs', blocksOrNone(['enabled', 'Enabled', bool])],
            ['s3', 'S3', blocksOrNone(['enabled', 'Enabled', bool])],
          ),
        ]),
      ],
      ['current_version', 'CurrentVersion'],
    ],
  },
  {
    from: 'AWS::MSK::Configuration',
    to: 'aws_msk_configuration',
    rows: [
      ['name', 'Name'],
      ['arn', 'Arn'],
    ],
  },
  {
    from: 'AWS::Events::Rule',
    to: 'aws_cloudwatch_event_rule',
    rows: [
      ['name', 'Name'],
      ['description', 'Description', orElse(null, filled)],
      ['event_bus_name', 'EventBusName', orElse('default')],
      ['event_pattern', 'EventPattern', orElse(null, json)],
      ['schedule_expression', 'ScheduleExpression', orElse('')],
      ['role_arn', 'RoleArn', orElse('')],
      ['state', 'State'],
    ],
  },
  {
    from: 'AWS::Events::EventBus',
    to: { ignored: 'the default bus of the account' },
    when: ['Name', (value) => value === 'default'],
    rows: [],
  },
  {
    from: 'AWS::Events::EventBus',
    to: 'aws_cloudwatch_event_bus',
    rows: [
      ['id', 'Name'],
      ['name', 'Name'],
      ['arn', 'Arn'],
    ],
  },
  {
    from: 'AWS::Events::Archive',
    to: 'aws_cloudwatch_event_archive',
    rows: [
      ['name', 'ArchiveName'],
      ['retention_days', 'RetentionDays', int],
    ],
  },
];
