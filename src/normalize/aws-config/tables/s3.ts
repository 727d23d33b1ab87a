import { isObject, property } from '../lookup.ts';
import type { Companion, Mapping, Row, Test, Transform } from '../table.ts';
import {
  block,
  blockIf,
  blocks,
  blocksOrNone,
  bool,
  has,
  int,
  is,
  list,
  orElse,
  policy,
} from '../transforms.ts';
import { isShared, ownerAndGrants } from './s3-acl.ts';
import { lifecycle } from './s3-lifecycle.ts';

// Shapes: items captured by awslabs/aws-config-rdk and cloud-custodian, and the query schema of
// awslabs/aws-config-resource-schema. Every feature of a bucket stands in supplementaryConfiguration; a feature that was
// never set is not there. Never recorded: ownership controls, analytics, inventory, metrics, intelligent tiering.

const encryption = blocksOrNone(
  [
    'apply_server_side_encryption_by_default',
    'applyServerSideEncryptionByDefault',
    blocks(['sse_algorithm', 'sseAlgorithm'], ['kms_master_key_id', 'kmsMasterKeyID', orElse(null)]),
  ],
  ['bucket_key_enabled', 'bucketKeyEnabled', orElse(false, bool)],
);

const cors: readonly Row[] = [
  ['id', 'id', orElse(null)],
  ['allowed_headers', 'allowedHeaders', orElse([], list)],
  ['allowed_methods', 'allowedMethods', list],
  ['allowed_origins', 'allowedOrigins', list],
  ['expose_headers', 'exposedHeaders', orElse([], list)],
  ['max_age_seconds', 'maxAgeSeconds', orElse(null, int)],
];

const retention = blocksOrNone([
  'default_retention',
  'defaultRetention',
  blocks(['mode', 'mode'], ['days', 'days', orElse(null, int)], ['years', 'years', orElse(null, int)]),
]);

const logging: readonly Row[] = [
  ['target_bucket', 'destinationBucketName'],
  ['target_prefix', 'logFilePrefix', orElse('')],
];

/** A companion of the bucket: which bucket, and what it sets. */
const companion = (to: string, at: string, rows: readonly Row[], when?: Test): Companion => ({
  to: `aws_s3_bucket_${to}`,
  at: `supp.${at}`,
  rows: [['bucket', 'item.id'], ['id', 'item.id'], ...rows],
  orNone: true,
  ...(when === undefined ? {} : { when }),
});

function spelledPayer(): Transform {
  return orElse('BucketOwner', (value) => (value === true || value === 'true' ? 'Requester' : 'BucketOwner'));
}

function spelledMfa(): Transform {
  return orElse('Disabled', (value) => (value === true || value === 'true' ? 'Enabled' : 'Disabled'));
}

export const s3: readonly Mapping[] = [
  {
    from: 'AWS::S3::Bucket',
    to: 'aws_s3_bucket',
    // The inline blocks, deprecated since v4 of the provider, mirror the companions in a state as well.
    rows: [
      ['id', 'item.id'],
      ['bucket', 'item.id'],
      ['acceleration_status', 'supp.BucketAccelerateConfiguration.status', orElse(null)],
      ['request_payer', 'supp.IsRequesterPaysEnabled', spelledPayer()],
      ['policy', 'supp.BucketPolicy.policyText', orElse(null, policy)],
      ['object_lock_enabled', 'supp.ObjectLockConfiguration.objectLockEnabled', orElse(false, bool)],
      [
        'object_lock_configuration',
        'supp.ObjectLockConfiguration',
        blocksOrNone(['object_lock_enabled', 'objectLockEnabled'], ['rule', 'rule', retention]),
      ],
      [
        'versioning',
        'supp.BucketVersioningConfiguration',
        blocks(
          ['enabled', 'status', orElse(false, bool)],
          ['mfa_delete', 'isMfaDeleteEnabled', orElse(false, bool)],
        ),
      ],
      [
        'server_side_encryption_configuration',
        'supp.ServerSideEncryptionConfiguration',
        blocksOrNone(['rule', 'rules', encryption]),
      ],
      ['logging', 'supp.BucketLoggingConfiguration', blockIf(has('destinationBucketName'), ...logging)],
      ['lifecycle_rule', 'supp.BucketLifecycleConfiguration.rules', blocksOrNone(...lifecycle(false))],
      ['cors_rule', 'supp.BucketCrossOriginConfiguration.rules', blocksOrNone(...cors.slice(1))],
      ['grant', 'supp.AccessControlList', ownerAndGrants.inline],
    ],
    companions: [
      companion(
        'versioning',
        'BucketVersioningConfiguration',
        [
          [
            'versioning_configuration',
            '.',
            block(['status', 'status'], ['mfa_delete', 'isMfaDeleteEnabled', spelledMfa()]),
          ],
        ],
        has('status', 'Enabled', 'Suspended'),
      ),
      companion('server_side_encryption_configuration', 'ServerSideEncryptionConfiguration', [
        ['rule', 'rules', encryption],
      ]),
      companion('public_access_block', 'PublicAccessBlockConfiguration', [
        ['block_public_acls', 'blockPublicAcls', orElse(false, bool)],
        ['block_public_policy', 'blockPublicPolicy', orElse(false, bool)],
        ['ignore_public_acls', 'ignorePublicAcls', orElse(false, bool)],
        ['restrict_public_buckets', 'restrictPublicBuckets', orElse(false, bool)],
      ]),
      companion('policy', 'BucketPolicy', [['policy', 'policyText', policy]], has('policyText')),
      companion('logging', 'BucketLoggingConfiguration', logging, has('destinationBucketName')),
      companion(
        'lifecycle_configuration',
        'BucketLifecycleConfiguration',
        [['rule', 'rules', blocks(...lifecycle(true))]],
        has('rules'),
      ),
      companion(
        'cors_configuration',
        'BucketCrossOriginConfiguration',
        [['cors_rule', 'rules', blocks(...cors)]],
        has('rules'),
      ),
      companion(
        'object_lock_configuration',
        'ObjectLockConfiguration',
        [
          ['object_lock_enabled', 'objectLockEnabled'],
          ['rule', 'rule', retention],
        ],
        has('objectLockEnabled'),
      ),
      companion(
        'website_configuration',
        'BucketWebsiteConfiguration',
        [
          ['index_document', '.', blockIf(has('indexDocumentSuffix'), ['suffix', 'indexDocumentSuffix'])],
          ['error_document', '.', blockIf(has('errorDocument'), ['key', 'errorDocument'])],
          [
            'redirect_all_requests_to',
            'redirectAllRequestsTo',
            blocksOrNone(['host_name', 'hostName'], ['protocol', 'protocol', orElse(null)]),
          ],
        ],
        (value, item) => has('indexDocumentSuffix')(value, item) || has('redirectAllRequestsTo')(value, item),
      ),
      companion(
        'accelerate_configuration',
        'BucketAccelerateConfiguration',
        [['status', 'status']],
        has('status'),
      ),
      companion(
        'request_payment_configuration',
        'IsRequesterPaysEnabled',
        [['payer', '.', spelledPayer()]],
        is(true, 'true'),
      ),
      companion(
        'replication_configuration',
        'BucketReplicationConfiguration',
        [['role', 'roleARN']],
        has('roleARN'),
      ),
      companion(
        'notification',
        'BucketNotificationConfiguration',
        [],
        (value) => isObject(value) && Object.keys(property(value, 'configurations') ?? {}).length > 0,
      ),
      {
        ...companion('acl', 'AccessControlList', [['access_control_policy', '.', ownerAndGrants.policy]]),
        when: isShared,
      },
    ],
    unseen: ['aws_s3_bucket_ownership_controls'],
  },
];
