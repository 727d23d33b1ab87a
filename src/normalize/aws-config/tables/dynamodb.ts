import { isObject, property } from '../lookup.ts';
import type { Mapping, Row, Test, Transform } from '../table.ts';
import { blocks, blocksIf, blocksOrNone, bool, int, list, orElse, whereFirst } from '../transforms.ts';

// Shape: items captured by awslabs/aws-config-rdk and cloud-custodian. Keys are lowered oddly: ssedescription,
// kmsmasterKeyArn. Time to live and deletion protection come from calls that AWS Config does not make.

const indexKeys: readonly Row[] = [
  ['hash_key', 'keySchema', whereFirst('keyType', 'HASH', 'attributeName')],
  ['range_key', 'keySchema', whereFirst('keyType', 'RANGE', 'attributeName')],
];

const projection: readonly Row[] = [
  ['name', 'indexName'],
  ['projection_type', 'projection.projectionType'],
  ['non_key_attributes', 'projection.nonKeyAttributes', orElse([], list)],
];

const isEncrypted: Test = (value) => isObject(value) && property(value, 'status') !== undefined;

const throughput: readonly Row[] = [
  ['read_capacity', 'provisionedThroughput.readCapacityUnits', int],
  ['write_capacity', 'provisionedThroughput.writeCapacityUnits', int],
];

const on: Transform = (value) => value === 'ENABLED' || value === 'ENABLING' || value === 'UPDATING';

export const dynamodb: readonly Mapping[] = [
  {
    from: 'AWS::DynamoDB::Table',
    to: 'aws_dynamodb_table',
    rows: [
      ['id', 'tableName'],
      ['name', 'tableName'],
      ['arn', 'tableArn'],
      ['billing_mode', 'billingModeSummary.billingMode', orElse('PROVISIONED')],
      ...indexKeys,
      ['attribute', 'attributeDefinitions', blocks(['name', 'attributeName'], ['type', 'attributeType'])],
      ...throughput,
      ['stream_enabled', 'streamSpecification.streamEnabled', orElse(false, bool)],
      ['stream_view_type', 'streamSpecification.streamViewType', orElse('')],
      ['stream_arn', 'latestStreamArn', orElse('')],
      [
        'server_side_encryption',
        'ssedescription',
        blocksIf(isEncrypted, ['enabled', 'status', on], ['kms_key_arn', 'kmsmasterKeyArn']),
      ],
      ['table_class', 'tableClassSummary.tableClass', orElse('STANDARD')],
      [
        'point_in_time_recovery',
        'supp.ContinuousBackupsDescription.pointInTimeRecoveryDescription',
        blocks(
          ['enabled', 'pointInTimeRecoveryStatus', on],
          ['recovery_period_in_days', 'recoveryPeriodInDays', int],
        ),
      ],
      [
        'global_secondary_index',
        'globalSecondaryIndexes',
        blocksOrNone(...projection, ...indexKeys, ...throughput),
      ],
      [
        'local_secondary_index',
        'localSecondaryIndexes',
        blocksOrNone(...projection, [
          'range_key',
          'keySchema',
          whereFirst('keyType', 'RANGE', 'attributeName'),
        ]),
      ],
      ['replica', 'replicas', blocksOrNone(['region_name', 'regionName'], ['kms_key_arn', 'kmsmasterKeyId'])],
    ],
  },
];
