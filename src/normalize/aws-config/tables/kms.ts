import type { Mapping, Row } from '../table.ts';
import { bool, filled, is, orElse, policy, startsWith, text } from '../transforms.ts';

// Shapes: items captured by awslabs/aws-config-rdk and cloud-custodian. Rotation is a boolean of its own in
// supplementaryConfiguration; its period comes from another API that AWS Config does not call.

const key: readonly Row[] = [
  ['id', 'keyId'],
  ['key_id', 'keyId'],
  ['arn', 'arn'],
  ['description', 'description'],
  ['policy', 'supp.Policy', policy],
  ['multi_region', 'multiRegion', orElse(false, bool)],
];

export const kms: readonly Mapping[] = [
  {
    from: 'AWS::KMS::Key',
    to: { ignored: 'AWS manages the key' },
    when: ['keyManager', is('AWS')],
    rows: [],
  },
  {
    from: 'AWS::KMS::Key',
    to: 'aws_kms_replica_key',
    when: ['multiRegionConfiguration.multiRegionKeyType', is('REPLICA')],
    rows: [
      ...key.slice(0, -1),
      ['enabled', 'enabled', bool],
      ['primary_key_arn', 'multiRegionConfiguration.primaryKey.arn'],
      ['key_spec', 'keySpec'],
      ['key_usage', 'keyUsage'],
    ],
  },
  {
    from: 'AWS::KMS::Key',
    to: 'aws_kms_external_key',
    when: ['origin', is('EXTERNAL')],
    rows: [
      ...key.filter(([name]) => name !== 'key_id'),
      ['enabled', 'enabled', bool],
      ['key_state', 'keyState'],
      ['key_usage', 'keyUsage'],
      ['expiration_model', 'expirationModel', orElse(null)],
    ],
  },
  {
    from: 'AWS::KMS::Key',
    to: 'aws_kms_key',
    rows: [
      ...key,
      ['is_enabled', 'enabled', bool],
      ['key_usage', 'keyUsage'],
      ['customer_master_key_spec', 'customerMasterKeySpec'],
      ['customer_master_key_spec', 'keySpec'],
      ['enable_key_rotation', 'supp.KeyRotationStatus', bool],
      ['custom_key_store_id', 'customKeyStoreId', orElse(null, filled)],
    ],
  },
  {
    from: 'AWS::KMS::Alias',
    to: { ignored: 'AWS manages the key' },
    when: ['AliasName', startsWith('alias/aws/')],
    rows: [],
  },
  {
    // CloudFormation shape, in the query schema.
    from: 'AWS::KMS::Alias',
    to: 'aws_kms_alias',
    rows: [
      ['id', 'AliasName'],
      ['name', 'AliasName'],
      ['target_key_id', 'TargetKeyId'],
    ],
  },
];

export const secretsManager: readonly Mapping[] = [
  {
    // Describe shape in UpperCamel, in the query schema. The value of a secret is never recorded.
    from: 'AWS::SecretsManager::Secret',
    to: 'aws_secretsmanager_secret',
    rows: [
      ['id', 'ARN'],
      ['id', 'item.arn'],
      ['arn', 'ARN'],
      ['name', 'Name'],
      ['description', 'Description', orElse(null, filled)],
      ['kms_key_id', 'KMSKeyId', orElse(null, filled)],
    ],
    companions: [
      {
        to: 'aws_secretsmanager_secret_rotation',
        at: 'RotationRules',
        orNone: true,
        rows: [
          ['id', 'item.arn'],
          ['secret_id', 'item.arn'],
          ['rotation_enabled', 'config.RotationEnabled', bool],
          ['rotation_lambda_arn', 'config.RotationLambdaARN', orElse(null)],
          ['rotation_rules', '.', rules()],
        ],
        when: (value) => value !== null && Object.keys(value).length > 0,
      },
    ],
  },
];

function rules() {
  const rows: readonly Row[] = [
    ['automatically_after_days', 'AutomaticallyAfterDays', orElse(null)],
    ['duration', 'RotationDuration', orElse(null, text)],
    ['schedule_expression', 'RotationScheduleExpression', orElse(null)],
  ];
  return { rows };
}
