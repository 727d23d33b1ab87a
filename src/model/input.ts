import type { RawConfiguration, RawObject, RawResourceChange, RawStateResource, RawValue } from './raw.ts';

/** Where an input came from, for the report. */
export interface SourceInfo {
  /** as the user wrote it; `-` is stdin */
  uri: string;
  kind: 'plan' | 'state' | 'github-workflow';
  /** `sha256:<hex>` of the document as UTF-8 without byte order mark, so that the encoding makes no difference */
  digest: string;
  /** size of the same */
  bytes: number;
  terraformVersion?: string;
  formatVersion?: string;
  /** `timestamp` of a plan, RFC 3339 */
  capturedAt?: string;
  /** sentences about what was changed on the way in */
  warnings: string[];
}

/** A plan from `terraform show -json`. Each iteration parses its resources anew, one at a time. */
export interface PlanInput {
  info: SourceInfo & { kind: 'plan' };
  resourceChanges(): Iterable<RawResourceChange>;
  resourceDrift(): Iterable<RawResourceChange>;
  /** the state before, from `prior_state`, less the addresses in `except` */
  priorResources(except: ReadonlySet<string>): Iterable<RawStateResource>;
  /** values of the root variables by name, secret ones too */
  readonly variables: RawObject;
  /** those of the variables that are declared sensitive, and their defaults */
  sensitiveVariables(): Iterable<RawValue>;
  /** values of outputs that are declared sensitive, before and after */
  sensitiveOutputs(): Iterable<RawValue>;
  /** value of a root variable; undefined for one that has none, or is declared sensitive */
  variable(name: string): RawValue | undefined;
  /** parsed when it is first asked for */
  readonly configuration: RawConfiguration | undefined;
  /** elements of `resource_changes` */
  resourceCount: number;
  /** the whole text as it was read, in UTF-8 without byte order mark, secrets and all */
  readonly bytes: Uint8Array;
}

/** A state, from `terraform show -json` or a raw tfstate. Each iteration parses its resources anew. */
export interface StateInput {
  info: SourceInfo & { kind: 'state' };
  resources(): Iterable<RawStateResource>;
  /** resource instances */
  resourceCount: number;
}

/** A workflow of GitHub Actions (`.github/workflows/*.yml`), as its YAML says. */
export interface WorkflowInput {
  info: SourceInfo & { kind: 'github-workflow' };
  workflow: RawObject;
  /** line of the value at a path of keys and indexes, counted from 1 */
  lineOf(path: readonly (string | number)[]): number | undefined;
  /** it holds none */
  resourceCount: 0;
}

export type Input = PlanInput | StateInput | WorkflowInput;
