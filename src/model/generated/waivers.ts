// Generated from schemas/ by `npm run generate`; do not edit.

/**
 * driftgate.waivers.yaml
 */
export interface WaiverFile {
  waivers: Waiver[];
}
/**
 * This interface was referenced by `WaiverFile`'s JSON-Schema
 * via the `definition` "Waiver".
 */
export interface Waiver {
  /**
   * rule id
   */
  rule: string;
  /**
   * glob over the Terraform address; * does not cross a dot, ** does
   */
  address: string;
  /**
   * only a finding at this JSON pointer (RFC 6901) into attributes
   */
  path?: string;
  reason: string;
  owner: string;
  /**
   * UTC date; the waiver holds until the end of the day before
   */
  expires: string;
  /**
   * pin of the finding in the JSON report: the waiver is void once the violating value changes
   */
  pin?: string;
}
