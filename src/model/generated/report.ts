// Generated from schemas/ by `npm run generate`; do not edit.

/**
 * What --format json prints; schemaVersion changes when a field is removed or changes its meaning
 */
export interface Report {
  schemaVersion: '1';
  tool: {
    name: 'driftgate';
    version: string;
  };
  /**
   * UTC date against which expiry dates were held
   */
  asOf: string;
  inputs: InputSummary[];
  results: Result[];
  /**
   * rules that could not be evaluated
   */
  errors: RuleError[];
  waivers: WaiverStatus[];
  /**
   * what is not as expected, worst first; empty for a check of a state
   */
  drift: DriftItem[];
  /**
   * drift that earlier runs saw and this one looked for; only with --state-file
   */
  resolvedDrift?: ResolvedDrift[];
  /**
   * differences between environments; empty for a check
   */
  parity: ParityItem[];
  coverage: Coverage;
  summary: Summary;
  gate: Gate;
}
export interface InputSummary {
  uri: string;
  kind: string;
  digest: string;
  terraformVersion?: string;
  /**
   * managed AWS resources
   */
  resources: number;
  dataSources?: number;
  otherProviders?: {
    [k: string]: number;
  };
  environment?: Environment;
  warnings?: string[];
  live?: Live;
}
/**
 * environment of a resource or a document, and where it was found
 *
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "Environment".
 */
export interface Environment {
  /**
   * after aliases, for example prod
   */
  name: string;
  /**
   * where it was found
   */
  from: 'flag' | 'tag' | 'workspace' | 'pattern';
}
/**
 * what a source of AWS Config items held, and what of it became no resource
 *
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "Live".
 */
export interface Live {
  /**
   * items that were read
   */
  items: number;
  /**
   * items of deleted resources
   */
  deleted: number;
  /**
   * items of resources that the recorder does not record
   */
  notRecorded: number;
  /**
   * items of a resource that another item shows as well
   */
  duplicates: number;
  /**
   * items about what is no resource of the account's owner: AWS makes or keeps it
   */
  ignored: number;
  /**
   * types of AWS Config without a Terraform type here -> items
   */
  unmappedTypes: {
    [k: string]: number;
  };
  /**
   * type of AWS Config -> keys of its items that no attribute is made from
   */
  unmappedKeys: {
    [k: string]: string[];
  };
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "Result".
 */
export interface Result {
  rule: string;
  title: string;
  severity: 'critical' | 'high' | 'medium' | 'low';
  verdict: 'pass' | 'fail' | 'unknown' | 'waived' | 'error';
  /**
   * why the verdict is unknown
   */
  why?: 'known-after-apply' | 'unresolved-link' | 'sensitive' | 'environment' | 'not-carried' | 'stale';
  /**
   * what will decide an unknown verdict
   */
  references?: string[];
  /**
   * against the state before the plan
   */
  change?: 'introduced' | 'existing' | 'resolved';
  /**
   * the finding is in the baseline and does not fail the gate
   */
  baseline?: boolean;
  /**
   * the rule warns only: what it finds never fails the gate
   */
  advisory?: boolean;
  /**
   * uri of the input
   */
  input: string;
  address: string;
  type: string;
  key: string;
  /**
   * address of the resource that holds the attribute, where it is another one
   */
  at?: string;
  /**
   * JSON pointer (RFC 6901) into attributes
   */
  path?: string;
  message: string;
  remediation?: string;
  location?: Location;
  frameworks?: {
    [k: string]: string[];
  };
  waiver?: AppliedWaiver;
  environment?: Environment;
  /**
   * does not depend on the run, on values or on list positions
   */
  fingerprint: string;
  /**
   * of the violating value, for a waiver that is void once it changes; absent where the value is sensitive or unknown
   */
  pin?: string;
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "Location".
 */
export interface Location {
  /**
   * relative to the source folder, forward slashes
   */
  file: string;
  line: number;
  endLine?: number;
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "AppliedWaiver".
 */
export interface AppliedWaiver {
  reason: string;
  owner: string;
  expires: string;
}
export interface RuleError {
  rule: string;
  message: string;
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "WaiverStatus".
 */
export interface WaiverStatus {
  rule: string;
  address: string;
  status: 'active' | 'expiring' | 'expired' | 'unused' | 'void';
  owner: string;
  reason: string;
  expires: string;
  /**
   * findings it was asked for
   */
  matched: number;
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "DriftItem".
 */
export interface DriftItem {
  /**
   * missing: expected and not live; unmanaged: live and not expected; changed: live with other values
   */
  kind: 'missing' | 'unmanaged' | 'changed';
  type: string;
  /**
   * Terraform address, where it is expected
   */
  address?: string;
  /**
   * ARN or id, by which the live resource was found; empty where neither is known
   */
  id: string;
  name?: string;
  account?: string;
  region?: string;
  /**
   * uri of the expected input, or of the live one for what is unmanaged
   */
  input: string;
  attributes?: AttributeDrift[];
  policy?: PolicyEffect;
  /**
   * worst of the rules that it newly violates; absent where it violates none
   */
  severity?: 'critical' | 'high' | 'medium' | 'low';
  /**
   * why it is not counted: the ignore rule's reason
   */
  muted?: string;
  capturedAt?: string;
  /**
   * RFC 3339 instant of the first run that saw it, from the state file
   */
  firstSeen?: string;
  /**
   * the state file did not have it
   */
  isNew?: boolean;
  location?: Location;
  fingerprint: string;
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "AttributeDrift".
 */
export interface AttributeDrift {
  /**
   * JSON pointer (RFC 6901) into attributes
   */
  path: string;
  /**
   * canonical JSON value; absent where there is none; (sensitive) where it is a secret
   */
  expected?: unknown;
  /**
   * the same of the live resource
   */
  actual?: unknown;
  /**
   * why it is not counted
   */
  muted?: string;
}
/**
 * what a drift does to the verdicts of the rules
 *
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "PolicyEffect".
 */
export interface PolicyEffect {
  /**
   * ids of rules that pass on what is expected and fail on what is live
   */
  newlyViolates: string[];
  /**
   * ids of rules that fail on what is expected and no longer on what is live
   */
  newlySatisfies: string[];
  /**
   * what the rules of newlyViolates say, worst first
   */
  violations: DriftViolation[];
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "DriftViolation".
 */
export interface DriftViolation {
  rule: string;
  severity: 'critical' | 'high' | 'medium' | 'low';
  /**
   * JSON pointer (RFC 6901) into the attributes of the live resource
   */
  path?: string;
  message: string;
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ResolvedDrift".
 */
export interface ResolvedDrift {
  kind: 'missing' | 'unmanaged' | 'changed';
  type: string;
  /**
   * Terraform address; of what was unmanaged its ARN or id
   */
  place: string;
  firstSeen: string;
  lastSeen: string;
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ParityItem".
 */
export interface ParityItem {
  kind: 'only-in-reference' | 'only-in-other' | 'different';
  type: string;
  /**
   * aligned key: module path, type, name and index with environment tokens replaced
   */
  key: string;
  /**
   * name of the reference environment
   */
  reference: string;
  /**
   * name of the environment that differs
   */
  other: string;
  referenceAddress?: string;
  otherAddress?: string;
  attributes?: ParityAttribute[];
  /**
   * reason of the declared tolerance that covers all of it
   */
  tolerated?: string;
  fingerprint: string;
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ParityAttribute".
 */
export interface ParityAttribute {
  /**
   * JSON pointer (RFC 6901) into attributes
   */
  path: string;
  reference?: unknown;
  other?: unknown;
  /**
   * reason of the declared tolerance
   */
  tolerated?: string;
}
export interface Coverage {
  rulesMatchedNothing: string[];
  rulesOff: RuleOff[];
  typesWithoutRules: string[];
  unmappedTypes: string[];
}
export interface RuleOff {
  rule: string;
  reason: string;
}
export interface Summary {
  resources: number;
  /**
   * resources that the plan deletes or forgets
   */
  removed: number;
  /**
   * what code declares around resources: provider configurations, blocks with literals, parts of workflows
   */
  declarations: number;
  /**
   * rules that were evaluated
   */
  rules: number;
  /**
   * pairs of rule and resource with a verdict
   */
  judged: number;
  verdicts: VerdictCounts;
  severities: SeverityCounts;
  changes: ChangeCounts;
  drift?: DriftCounts;
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "VerdictCounts".
 */
export interface VerdictCounts {
  pass: number;
  fail: number;
  unknown: number;
  waived: number;
  error: number;
}
/**
 * failures that count for the gate, by severity
 *
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "SeverityCounts".
 */
export interface SeverityCounts {
  critical: number;
  high: number;
  medium: number;
  low: number;
}
/**
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "ChangeCounts".
 */
export interface ChangeCounts {
  introduced: number;
  existing: number;
  resolved: number;
}
/**
 * drift in numbers; only of driftgate drift
 *
 * This interface was referenced by `Report`'s JSON-Schema
 * via the `definition` "DriftCounts".
 */
export interface DriftCounts {
  /**
   * expected resources whose live one was found
   */
  compared: number;
  missing: number;
  unmanaged: number;
  changed: number;
  /**
   * items that do not count; in none of the three before
   */
  muted: number;
  /**
   * items that count and newly violate a rule
   */
  violating: number;
  /**
   * expected resources that several live ones fit, or that share one: not compared
   */
  ambiguous: number;
  /**
   * type -> expected resources that the live source could not show
   */
  notAssessable: {
    [k: string]: number;
  };
  /**
   * who made it -> unmanaged resources that are told with --strict only
   */
  leftOut: {
    [k: string]: number;
  };
}
export interface Gate {
  passed: boolean;
  exitCode: 0 | 1 | 2 | 3 | 4;
  reasons: string[];
  failOn: 'critical' | 'high' | 'medium' | 'low';
  mode: 'all' | 'introduced';
  unknown: 'ignore' | 'warn' | 'fail';
  /**
   * of driftgate drift: policy fails on drift that newly violates a rule of failOn or worse
   */
  failOnDrift?: 'policy' | 'any' | 'none';
  /**
   * a failing gate exits 0
   */
  softFail?: boolean;
}
