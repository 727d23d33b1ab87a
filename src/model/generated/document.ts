// Generated from schemas/ by `npm run generate`; do not edit.

/**
 * One input after normalization: its source and its resources
 */
export interface Document {
  schemaVersion: '1';
  source: Source;
  /**
   * managed resources of the AWS provider
   */
  resources: Resource[];
  /**
   * managed resources that the plan deletes or forgets, as they were: only rules that ask for them see them
   */
  removed: Resource[];
  /**
   * data sources of the AWS provider: they explain values and are never judged
   */
  dataSources: Resource[];
  /**
   * what code declares around resources, in the same shape: provider configurations, blocks with literals, parts of a workflow. Only rules that name their types see them
   */
  declarations: Resource[];
  /**
   * provider -> number of resources left out
   */
  otherProviders: {
    [k: string]: number;
  };
  live?: Live;
}
/**
 * where a document came from
 *
 * This interface was referenced by `Document`'s JSON-Schema
 * via the `definition` "Source".
 */
export interface Source {
  kind: 'plan' | 'state' | 'aws-config' | 'github-workflow';
  /**
   * as the user named it; - is standard input
   */
  uri: string;
  /**
   * sha256 of the decoded UTF-8 bytes that were judged
   */
  digest: string;
  terraformVersion?: string;
  /**
   * RFC 3339 instant
   */
  capturedAt?: string;
  account?: string;
  region?: string;
  environment?: Environment;
}
/**
 * environment of a resource or a document, and where it was found
 *
 * This interface was referenced by `Document`'s JSON-Schema
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
 * one canonical resource
 *
 * This interface was referenced by `Document`'s JSON-Schema
 * via the `definition` "Resource".
 */
export interface Resource {
  /**
   * unique in the document: the address, with the deposed key where there is one; of a declaration, its type and address
   */
  key: string;
  type: string;
  mode: 'managed' | 'data' | 'declaration';
  /**
   * Terraform address, with module path and instance key; of a declaration, where it stands
   */
  address: string;
  /**
   * module path of the address; absent in the root module
   */
  module?: string;
  id?: string;
  arn?: string;
  /**
   * name label in the configuration
   */
  name?: string;
  account?: string;
  /**
   * of the resource itself, else of its provider: a resource that is in no region can have it too
   */
  region?: string;
  /**
   * provider configuration key, for example aws.west or module.x:aws
   */
  provider?: string;
  /**
   * the type has tags in the provider's schema
   */
  taggable: boolean;
  /**
   * effective tags that are known: tags_all where there is one
   */
  tags: {
    [k: string]: string;
  };
  /**
   * shape of the Terraform AWS provider; unknown values are absent
   */
  attributes: Record<string, unknown>;
  /**
   * pointer of an attribute known only after apply -> references that will decide it
   */
  unknown: {
    [k: string]: string[];
  };
  /**
   * pointer of an attribute that was left out and filled with the documented default -> its source
   */
  defaulted: {
    [k: string]: string;
  };
  /**
   * JSON pointer (RFC 6901) into attributes; the value is already replaced
   */
  sensitive: string[];
  /**
   * pointer of a secret argument that the configuration gives -> where its value comes from; absent where there is no configuration
   */
  provenance?: {
    [k: string]: Provenance;
  };
  /**
   * attribute that names other resources, in nested blocks as vpc_config/0/subnet_ids -> keys of those it names
   */
  links: {
    [k: string]: string[];
  };
  /**
   * type -> keys of linked resources, both directions
   */
  related: {
    [k: string]: string[];
  };
  /**
   * types to or from which a link of this resource could not be resolved
   */
  unresolved: string[];
  /**
   * top-level attributes that the source of a live resource does not carry: not known, neither null nor left out
   */
  notCarried?: string[];
  /**
   * when AWS Config recorded it, RFC 3339
   */
  capturedAt?: string;
  /**
   * what the plan does: create, update, delete, read, no-op, forget
   */
  actions?: string[];
  /**
   * neither it nor a resource linked with it is changed by the plan, so that what is true of it before is true after
   */
  unchanged?: boolean;
  /**
   * address before a move
   */
  previousAddress?: string;
  /**
   * the plan imports it
   */
  imported?: boolean;
  /**
   * the plan destroys and makes it again
   */
  replaced?: boolean;
  /**
   * deposed key
   */
  deposed?: string;
  environment?: Environment;
  location?: Location;
}
/**
 * where the value of an argument comes from, without the value
 *
 * This interface was referenced by `Document`'s JSON-Schema
 * via the `definition` "Provenance".
 */
export interface Provenance {
  /**
   * a text that stands in the code takes part: here, given to a module, or the default of its variable
   */
  constant: boolean;
  /**
   * what else decides it, absolute from the root module
   */
  references: string[];
  /**
   * those references that are variables of the root whose default, a text in the code, decides
   */
  defaults: string[];
}
/**
 * This interface was referenced by `Document`'s JSON-Schema
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
 * what a source of AWS Config items held, and what of it became no resource
 *
 * This interface was referenced by `Document`'s JSON-Schema
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
