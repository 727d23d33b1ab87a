// Generated from schemas/ by `npm run generate`; do not edit.

/**
 * what driftgate drift --state-file remembers from run to run
 */
export interface DriftState {
  schemaVersion: '1';
  seen: SeenDrift[];
}
/**
 * This interface was referenced by `DriftState`'s JSON-Schema
 * via the `definition` "SeenDrift".
 */
export interface SeenDrift {
  fingerprint: string;
  kind: 'missing' | 'unmanaged' | 'changed';
  type: string;
  /**
   * Terraform address; of what is unmanaged its ARN or id
   */
  place: string;
  account?: string;
  region?: string;
  /**
   * RFC 3339 instant of the first run that saw it
   */
  firstSeen: string;
  /**
   * RFC 3339 instant of the last one
   */
  lastSeen: string;
}
