// Generated from schemas/ by `npm run generate`; do not edit.

/**
 * METADATA of a rule file: the standard annotations that driftgate reads, and its custom block
 */
export interface RuleMetadata {
  /**
   * the requirement that holds when all is well, one line
   */
  title: string;
  /**
   * why it matters
   */
  description: string;
  scope?: 'package';
  /**
   * vendor pages
   */
  related_resources?: {
    ref: string;
    description?: string;
  }[];
  custom: RuleCustom;
}
/**
 * This interface was referenced by `RuleMetadata`'s JSON-Schema
 * via the `definition` "RuleCustom".
 */
export interface RuleCustom {
  /**
   * stable for ever, for example ENC-RDS-01
   */
  id: string;
  severity: 'critical' | 'high' | 'medium' | 'low';
  /**
   * resource: resources come in batches with their relations; document: all resources of the rule's types at once
   */
  evaluate?: 'resource' | 'document';
  /**
   * types that get a verdict; * is every type of AWS, and never one of what stands around resources (terraform_provider, github_workflow, ...)
   *
   * @minItems 1
   */
  resource_types: [string, ...string[]];
  /**
   * linked types that the rule reads through relations
   */
  related_types?: string[];
  /**
   * types that the rule reads through the relations of related_types, link after link
   */
  reached_types?: string[];
  /**
   * types that the rule reads from the whole document, linked or not
   */
  context_types?: string[];
  /**
   * types of which the rule reads what the plan deletes or forgets
   */
  removed_types?: string[];
  /**
   * the rule is about tags: of its types, those that carry none are not asked about
   */
  taggable?: true;
  /**
   * the only attributes that the rule is given, or, after a slash, of which it is told only what is unknown; for speed
   */
  reads?: string[];
  /**
   * type -> pointer patterns (* is any one segment) whose value decides the verdict: while one is unknown, a resource without a denial is unknown
   */
  decisive?: {
    /**
     * @minItems 1
     */
    [k: string]: [string, ...string[]];
  };
  /**
   * type -> pointer patterns of which only being set matters: an unknown that refers to another resource counts as set
   */
  presence?: {
    /**
     * @minItems 1
     */
    [k: string]: [string, ...string[]];
  };
  /**
   * type -> pointer patterns that the rule reads but that keep nothing from passing while they are not known: say why in a comment above
   */
  incidental?: {
    /**
     * @minItems 1
     */
    [k: string]: [string, ...string[]];
  };
  /**
   * a parameter named environments limits the rule to those environments
   */
  params?: {
    [k: string]: Parameter;
  };
  /**
   * framework -> controls
   */
  frameworks?: {
    [k: string]: string[];
  };
  /**
   * tool -> ids of the same check there
   */
  aliases?: {
    [k: string]: string[];
  };
  /**
   * one imperative sentence or a line of HCL
   */
  remediation: string;
  /**
   * ids of rules of earlier packs, the built-in one first, in whose place this rule stands; its own id may be among them
   *
   * @minItems 1
   */
  replaces?: [string, ...string[]];
  /**
   * where the requirement is stated
   */
  requirement?: string[];
}
/**
 * This interface was referenced by `RuleMetadata`'s JSON-Schema
 * via the `definition` "Parameter".
 */
export interface Parameter {
  description: string;
  /**
   * any JSON value; an override must have the same JSON type
   */
  default: {
    [k: string]: unknown;
  };
}
