/**
 * Terraform's JSON output format as it comes off the disk (developer.hashicorp.com/terraform/internals/json-format),
 * loose where releases 0.12 to 1.14 and OpenTofu differ. Values are untrusted data: a number that a double
 * can't carry is a marked string (see `model/exact-number.ts`), and any key, even `__proto__`, can occur.
 */
export type RawValue = null | boolean | number | string | RawValue[] | RawObject;
export interface RawObject {
  [key: string]: RawValue;
}

/** Shaped like the value it describes, with `true` where the value (or all below it) is marked. */
export type RawMask = boolean | RawMask[] | { [key: string]: RawMask };

export type RawAction = 'no-op' | 'create' | 'read' | 'update' | 'delete' | 'forget' | (string & {});

export interface RawChange {
  actions: RawAction[];
  before?: RawValue;
  after?: RawValue;
  after_unknown?: RawMask;
  before_sensitive?: RawMask;
  after_sensitive?: RawMask;
  /** paths of attribute names and indexes that force the replacement */
  replace_paths?: (string | number)[][];
  importing?: { id?: string; unknown?: boolean; identity?: RawValue };
  generated_config?: string;
}

interface RawIdentity {
  address: string;
  mode: 'managed' | 'data' | (string & {});
  type: string;
  name: string;
  /** `count` or `for_each` key */
  index?: number | string;
  provider_name?: string;
}

/** One element of `resource_changes` or `resource_drift`. */
export interface RawResourceChange extends RawIdentity {
  module_address?: string;
  previous_address?: string;
  /** key of a deposed object of the instance; absent for the current one */
  deposed?: string;
  action_reason?: string;
  change: RawChange;
}

/** One resource instance of `prior_state`, of `terraform show -json`, or of a raw tfstate file. */
export interface RawStateResource extends RawIdentity {
  /** absent in the root module */
  module_address?: string;
  schema_version?: number;
  values?: RawObject;
  sensitive_values?: RawMask;
  tainted?: boolean;
  deposed_key?: string;
  depends_on?: string[];
  /** of a raw tfstate only: `west` in `provider["registry.terraform.io/hashicorp/aws"].west` */
  provider_alias?: string;
}

/** `{constant_value}`, `{references}`, nested blocks, or lists of blocks. */
export type RawExpression = RawValue;

export interface RawConfigResource {
  address: string;
  mode: string;
  type: string;
  name: string;
  provider_config_key?: string;
  expressions?: { [attribute: string]: RawExpression };
  schema_version?: number;
  count_expression?: RawExpression;
  for_each_expression?: RawExpression;
  provisioners?: RawExpression;
  depends_on?: string[];
}

export interface RawConfigModule {
  resources?: RawConfigResource[];
  module_calls?: { [name: string]: RawModuleCall };
  outputs?: { [name: string]: RawObject };
  variables?: { [name: string]: RawObject };
}

export interface RawModuleCall {
  source?: string;
  expressions?: { [variable: string]: RawExpression };
  module?: RawConfigModule;
  count_expression?: RawExpression;
  for_each_expression?: RawExpression;
  depends_on?: string[];
}

export interface RawProviderConfig {
  name?: string;
  full_name?: string;
  alias?: string;
  module_address?: string;
  expressions?: { [argument: string]: RawExpression };
}

export interface RawConfiguration {
  provider_config?: { [key: string]: RawProviderConfig };
  root_module?: RawConfigModule;
}
