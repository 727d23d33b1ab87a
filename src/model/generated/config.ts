// Generated from schemas/ by `npm run generate`; do not edit.

/**
 * all conditions must hold
 *
 * This interface was referenced by `Config`'s JSON-Schema
 * via the `definition` "DriftIgnore".
 */
export type DriftIgnore = DriftIgnore1 & DriftIgnore2;
export type DriftIgnore1 = {
  [k: string]: unknown;
};
/**
 * a folder relative to this file, or npm:PACKAGE, which Node finds from there
 *
 * This interface was referenced by `Config`'s JSON-Schema
 * via the `definition` "PackName".
 */
export type PackName = string;

/**
 * driftgate.yaml
 */
export interface Config {
  /**
   * packs of further rules: a folder relative to this file, npm:PACKAGE, or an object with more; a rule of a later pack can replace one of an earlier
   */
  policies?: (string | PackConfig)[];
  /**
   * false leaves the built-in pack out
   */
  builtin?: boolean;
  /**
   * rule id -> what is different here
   */
  rules?: {
    [k: string]: RuleConfig;
  };
  environments?: EnvironmentConfig;
  /**
   * environment of everything that is judged, as --env
   */
  env?: string;
  failOn?: 'critical' | 'high' | 'medium' | 'low';
  gate?: 'all' | 'introduced';
  unknown?: 'ignore' | 'warn' | 'fail';
  /**
   * an input with nothing to judge passes, and the report says so
   */
  allowEmpty?: boolean;
  /**
   * waiver file, relative to this file
   */
  waivers?: string;
  /**
   * JSON report of an earlier run, relative to this file
   */
  baseline?: string;
  limits?: Limits;
  /**
   * a pass on what AWS Config recorded longer ago is unknown: 90m, 24h, 7d
   */
  maxAge?: string;
  live?: LiveConfig;
  drift?: DriftConfig;
}
/**
 * This interface was referenced by `Config`'s JSON-Schema
 * via the `definition` "RuleConfig".
 */
export interface RuleConfig {
  /**
   * false switches the rule off; a reason is required
   */
  enabled?: boolean;
  reason?: string;
  severity?: 'critical' | 'high' | 'medium' | 'low';
  /**
   * overrides of the rule's parameters
   */
  params?: Record<string, unknown>;
}
export interface EnvironmentConfig {
  /**
   * tag keys that name the environment, first match wins; default Environment, Env
   */
  tags?: string[];
  /**
   * written name -> canonical name, case-insensitive; production and prd are prod, development is dev, stage and stg are staging unless given otherwise
   */
  aliases?: {
    [k: string]: string;
  };
  /**
   * first match wins; all conditions of a pattern must hold
   */
  patterns?: EnvironmentPattern[];
}
/**
 * This interface was referenced by `Config`'s JSON-Schema
 * via the `definition` "EnvironmentPattern".
 */
export interface EnvironmentPattern {
  environment: string;
  /**
   * glob over the Terraform address
   */
  address?: string;
  /**
   * glob over the input's name
   */
  input?: string;
  /**
   * AWS account id
   */
  account?: string;
}
export interface Limits {
  /**
   * for the whole evaluation
   */
  timeoutSeconds?: number;
  /**
   * for one rule on one batch
   */
  ruleTimeoutSeconds?: number;
  /**
   * of the policy engine
   */
  memoryMegabytes?: number;
}
/**
 * what of AWS Config is read
 */
export interface LiveConfig {
  /**
   * account ids of 12 digits; default all
   */
  accounts?: string[];
  /**
   * eu-west-1; default that of the environment, and all of a file or an aggregator
   */
  regions?: string[];
  /**
   * AWS::S3::Bucket; default all that driftgate knows
   */
  types?: string[];
  /**
   * true takes what a stopped or failing recorder recorded last
   */
  allowStale?: boolean;
}
/**
 * of driftgate drift
 */
export interface DriftConfig {
  /**
   * policy: drift that newly violates a rule; default policy
   */
  failOn?: 'policy' | 'any' | 'none';
  /**
   * true also tells what AWS and its services made, and counts what scaling moves
   */
  strict?: boolean;
  /**
   * drift that is shown as muted and does not count
   */
  ignore?: DriftIgnore[];
}
export interface DriftIgnore2 {
  /**
   * glob over the Terraform type, such as aws_autoscaling_group
   */
  type?: string;
  /**
   * glob over the Terraform address; of what is unmanaged over its ARN or id
   */
  address?: string;
  /**
   * glob over the attribute, such as tags_all.LastScan; mutes it and what is below, in resources that changed only
   */
  attribute?: string;
  kind?: 'missing' | 'unmanaged' | 'changed';
  reason: string;
  /**
   * UTC date from which it mutes nothing any more
   */
  expires?: string;
}
/**
 * This interface was referenced by `Config`'s JSON-Schema
 * via the `definition` "PackConfig".
 */
export interface PackConfig {
  use: PackName;
  /**
   * rule id -> parameters with another default; params below rules go before these
   */
  params?: Record<string, Record<string, unknown>>;
  /**
   * JSON and YAML files, each at the root of data, and folders, whose data.json and data.yaml stand where their folders are; relative to this file
   */
  data?: string[];
  /**
   * conftest: deny, violation and warn judge the plan as Terraform wrote it
   */
  compat?: 'conftest';
  /**
   * of compat conftest: packages whose rules are asked; default main
   *
   * @minItems 1
   */
  namespaces?: [string, ...string[]];
}
