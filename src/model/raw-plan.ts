import type { Resource } from './document.ts';

/** A plan as Terraform wrote it, for rules that read it so. It holds secrets: nothing made from it leaves unredacted. */
export interface RawPlan {
  /** JSON in UTF-8 without byte order mark. */
  readonly bytes: Uint8Array;
  /** Stands for the plan as a whole. */
  readonly whole: Resource;
  /** The first resource whose address stands in a text. */
  find(text: string): Resource | undefined;
  /** Takes every value that the plan marks as sensitive out of a text, short ones too. */
  redact(text: string): string;
}
