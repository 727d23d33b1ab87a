import type { Resource } from './document.ts';
import type { CaseVerdict } from './testing.ts';

/** A row of a rule's table, as far as it teaches what the rule means. */
export interface Example {
  readonly name: string;
  readonly verdict: Exclude<CaseVerdict, 'none'>;
  readonly resources: readonly Pick<Resource, 'type' | 'attributes' | 'unknown'>[];
  readonly params?: Readonly<Record<string, unknown>>;
  readonly environment?: string;
}
