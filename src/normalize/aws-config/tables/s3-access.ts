import type { Mapping } from '../table.ts';
import { blocks, blocksOrNone, bool, policy } from '../transforms.ts';

// Shapes: the block of the account from an item captured by awslabs/aws-config-rdk, access points from the query schema.

export const s3Access: readonly Mapping[] = [
  {
    from: 'AWS::S3::AccountPublicAccessBlock',
    to: 'aws_s3_account_public_access_block',
    perAccount: true,
    rows: [
      ['id', 'item.account'],
      ['account_id', 'item.account'],
      ['block_public_acls', 'blockPublicAcls', bool],
      ['block_public_policy', 'blockPublicPolicy', bool],
      ['ignore_public_acls', 'ignorePublicAcls', bool],
      ['restrict_public_buckets', 'restrictPublicBuckets', bool],
    ],
  },
  {
    // CloudFormation shape, in the query schema.
    from: 'AWS::S3::AccessPoint',
    to: 'aws_s3_access_point',
    rows: [
      ['name', 'Name'],
      ['bucket', 'Bucket'],
      ['policy', 'Policy', policy],
      ['vpc_configuration', 'VpcConfiguration', blocksOrNone(['vpc_id', 'VpcId'])],
      [
        'public_access_block_configuration',
        'PublicAccessBlockConfiguration',
        blocks(
          ['block_public_acls', 'BlockPublicAcls', bool],
          ['block_public_policy', 'BlockPublicPolicy', bool],
          ['ignore_public_acls', 'IgnorePublicAcls', bool],
          ['restrict_public_buckets', 'RestrictPublicBuckets', bool],
        ),
      ],
    ],
  },
];
