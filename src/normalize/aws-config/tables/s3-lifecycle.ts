import { isObject, property } from '../lookup.ts';
import type { Row, Test, Transform } from '../table.ts';
import { block, blockIf, blocksOrNone, bool, has, int, orElse } from '../transforms.ts';

// The lifecycle rules of a bucket, as the SDK for Java writes them.

/** Describe-shaped lifecycle rules have -1 for what is not set. */
const positive: Transform = (value, item) =>
  typeof value === 'number' && value < 0 ? null : int(value, item);

const isPositive = (value: unknown): boolean => typeof value === 'number' && value > 0;

const expires: Test = (rule, item) =>
  isObject(rule) &&
  (isPositive(property(rule, 'expirationInDays')) ||
    has('expirationDate')(rule, item) ||
    property(rule, 'expiredObjectDeleteMarker') === true);

const expiresNoncurrent: Test = (rule) =>
  isObject(rule) && isPositive(property(rule, 'noncurrentVersionExpirationInDays'));

const date: Transform = (value) => (typeof value === 'string' ? value.slice(0, 10) : value);

const prefix: readonly Row[] = [
  ['prefix', 'filter.predicate.prefix', orElse('')],
  ['prefix', 'prefix', orElse('')],
];

const transition: readonly Row[] = [
  ['days', 'days', int],
  ['date', 'date', orElse(null, date)],
  ['storage_class', 'storageClass'],
];

/** The rules of a bucket's lifecycle, inline (`enabled`) and as a resource of their own (`status`). */
export const lifecycle = (nested: boolean): readonly Row[] => [
  ['id', 'id'],
  ...(nested ? ([['status', 'status']] as const) : ([['enabled', 'status', bool]] as const)),
  ...(nested ? ([['filter', '.', block(...prefix)]] as const) : prefix),
  [
    'expiration',
    '.',
    blockIf(
      expires,
      ['days', 'expirationInDays', positive],
      ['date', 'expirationDate', orElse(null, date)],
      ['expired_object_delete_marker', 'expiredObjectDeleteMarker', orElse(false, bool)],
    ),
  ],
  [
    'noncurrent_version_expiration',
    '.',
    blockIf(expiresNoncurrent, [
      nested ? 'noncurrent_days' : 'days',
      'noncurrentVersionExpirationInDays',
      int,
    ]),
  ],
  ['transition', 'transitions', blocksOrNone(...transition)],
  [
    'noncurrent_version_transition',
    'noncurrentVersionTransitions',
    blocksOrNone([nested ? 'noncurrent_days' : 'days', 'days', int], ['storage_class', 'storageClass']),
  ],
  nested
    ? [
        'abort_incomplete_multipart_upload',
        'abortIncompleteMultipartUpload',
        blocksOrNone(['days_after_initiation', 'daysAfterInitiation', int]),
      ]
    : [
        'abort_incomplete_multipart_upload_days',
        'abortIncompleteMultipartUpload.daysAfterInitiation',
        orElse(0, int),
      ],
];
