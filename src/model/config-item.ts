import type { SourceInfo } from './input.ts';
import type { RawObject } from './raw.ts';

/**
 * A configuration item of AWS Config in one form, whichever way it came: a snapshot or history file, BatchGet or Select
 * (https://docs.aws.amazon.com/config/latest/developerguide/config-item-table.html).
 */
export interface ConfigItem {
  /** `AWS::S3::Bucket` */
  readonly type: string;
  /** Account id of 12 digits. */
  readonly account: string;
  /** `eu-west-1`; `global` for IAM. */
  readonly region: string;
  readonly id: string;
  readonly name?: string;
  readonly arn?: string;
  readonly status: 'recorded' | 'deleted' | 'not-recorded';
  /** RFC 3339 in UTC. */
  readonly capturedAt: string;
  /** Absent where the source carries no tags, as BatchGet does: not known, rather than none. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Decoded: no JSON inside a string at the top, no `{value: x}` around a value. Keys in the case they came in. */
  readonly configuration: RawObject;
  /** The same of `supplementaryConfiguration`. */
  readonly supplementary: RawObject;
}

/** What AWS Config recorded, from files or live. */
export interface ConfigInput {
  /** `digest`, `bytes` and `warnings` are those of all items when the pass is through. */
  readonly info: Omit<SourceInfo, 'kind'> & { readonly kind: 'aws-config' };
  /** One pass; throws a DriftgateError where the listing is cut short. */
  items(): AsyncIterable<ConfigItem>;
  /** What the recorders record, when the pass is through; undefined where the source cannot tell, as AWS's own files. */
  readonly recordings: readonly Recording[] | undefined;
}

/** What the recorder of one account and region records. */
export interface Recording {
  readonly account: string;
  readonly region: string;
  /** `AWS::S3::Bucket` */
  readonly types: readonly string[];
}

/** Which part of a source is wanted; an empty list is no limit. */
export interface ConfigFilter {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly types: readonly string[];
}
