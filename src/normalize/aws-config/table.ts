import type { ConfigItem } from '../../model/config-item.ts';
import type { RawValue } from '../../model/raw.ts';

/**
 * Where a value stands in a configuration item. Steps are separated by dots and go through every element of a list;
 * keys count in any case, as AWS Config writes them in several. Relative to `configuration`, or inside a block to the
 * block's element; `.` is that value itself. `supp.` begins at `supplementaryConfiguration`, `config.` at
 * `configuration`, `item.` at the envelope (`item.id`, `item.name`, `item.arn`, `item.account`, `item.region`).
 */
export type Path = string;

/** A value of AWS Config as the provider writes it; undefined where it can't be told, which is not null. */
export interface Transform {
  (value: RawValue, item: ConfigItem): RawValue | undefined;
  /** What a path that does not exist means, where that is documented. Without it the attribute is not carried. */
  readonly absent?: RawValue;
  /** The value is a secret: it is replaced. */
  readonly secret?: true;
}

/** Nested blocks: one for an object, one for each element of a list, none for null. */
export interface Blocks {
  readonly rows: readonly Row[];
  /** One block from the value as a whole, also where that is a list. */
  readonly whole?: true;
  /** A path that does not exist, or an object without content, means that there is no block. */
  readonly orNone?: true;
  /** Elements that the provider does not show are left out. */
  readonly only?: Test;
}

export type Test = (value: RawValue, item: ConfigItem) => boolean;

/** An attribute of the Terraform provider, where its value stands, and how it is written there. */
export type Row = readonly [attribute: string, path: Path, how?: Transform | Blocks | undefined];

/** A resource of its own in Terraform that AWS Config shows inside the item of another. */
export interface Companion {
  readonly to: string;
  /** An object, or a list of which each element is a companion. Rows are relative to it. */
  readonly at: Path;
  /** Whether a value at `at` is a companion; default: whether it is not null. */
  readonly when?: Test;
  /** What tells several of a parent apart. */
  readonly name?: Path;
  readonly rows: readonly Row[];
  /** Nothing at `at` means that there is none, as long as the item has a supplementaryConfiguration at all. */
  readonly orNone?: true;
}

/** One kind of item -> one Terraform resource with its companions. */
export interface Mapping {
  /** `AWS::S3::Bucket` */
  readonly from: string;
  /** Terraform type; none where such items are left out, with the reason. */
  readonly to: string | { readonly ignored: string };
  /** The first mapping of a type whose condition holds is taken. */
  readonly when?: readonly [path: Path, test: Test];
  readonly rows: readonly Row[];
  readonly companions?: readonly Companion[];
  /** Types that can belong to such a resource, or decide about it, and that AWS Config never shows. */
  readonly unseen?: readonly string[];
  /** AWS Config records no tags of it, though the provider has them. */
  readonly untagged?: true;
  /** One for an account, shown in every region. */
  readonly perAccount?: true;
}
