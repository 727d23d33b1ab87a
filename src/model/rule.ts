import type { Document } from './document.ts';
import type { RuleMetadata } from './generated/rule.ts';
import type { Data } from './pack.ts';

export type { RuleMetadata };
export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** Worst first; a smaller index is worse. */
export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** Whether `severity` is at least as bad as `threshold`. */
export const atLeast = (severity: Severity, threshold: Severity): boolean =>
  severities.indexOf(severity) <= severities.indexOf(threshold);

/** One compiled rule: its METADATA, where it comes from and how to ask for it. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  /** Last folder of the file: encryption, multi_az, ... */
  readonly family: string;
  /** Path of the .rego file, relative to its pack. */
  readonly file: string;
  readonly package: string;
  /** Name of the entrypoint in the module, which gives an object of the rule's outputs. */
  readonly entrypoint: string;
  readonly evaluate: 'resource' | 'document';
  /** Types that get a verdict; `*` is every type. */
  readonly resourceTypes: readonly string[];
  readonly relatedTypes: readonly string[];
  readonly reachedTypes: readonly string[];
  readonly contextTypes: readonly string[];
  readonly removedTypes: readonly string[];
  /** Whether only resources that can carry tags get a verdict. */
  readonly taggable?: true;
  /**
   * The only attributes and facts that the rule is given, or, after a slash, attributes of which it sees the unknown parts;
   * undefined for all.
   */
  readonly reads?: readonly string[];
  /** Type -> pointer patterns whose value decides the verdict. */
  readonly decisive: Readonly<Record<string, readonly string[]>>;
  /** Type -> pointer patterns of which only being set matters. */
  readonly presence: Readonly<Record<string, readonly string[]>>;
  readonly params: Readonly<Record<string, unknown>>;
  /** Parameter -> what it means. */
  readonly paramDescriptions?: Readonly<Record<string, string>>;
  readonly frameworks: Readonly<Record<string, readonly string[]>>;
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  readonly remediation: string;
  readonly requirement: readonly string[];
  readonly helpUri?: string;
  /** Ids of rules of earlier packs in whose place it stands. */
  readonly replaces?: readonly string[];
  /** A rule of conftest: it is asked about the plan as Terraform wrote it, not about resources. */
  readonly raw?: true;
  /** It warns only: what it finds never fails the gate. */
  readonly advisory?: true;
}

/** What may be told of a resource beside its key, type, attributes and links. */
export const facts = [
  'address',
  'name',
  'account',
  'region',
  'environment',
  'taggable',
  'tags',
  'tags_path',
  'provenance',
  'unresolved',
  'actions',
] as const;

export type Fact = (typeof facts)[number];

/** Whether resources of a type get a verdict. `*` is every type of AWS, not what stands around resources in code. */
export const isAbout = ({ resourceTypes }: Rule, type: string): boolean =>
  resourceTypes.includes(type) || (type.startsWith('aws_') && resourceTypes.includes('*'));

/** Whether a rule looks at a resource and what is linked with it, and at nothing else of the document. */
export const isLocal = (rule: Rule): boolean =>
  rule.evaluate === 'resource' &&
  [rule.reachedTypes, rule.contextTypes, rule.removedTypes].every((types) => types.length === 0);

export const inputKinds = [
  'plan',
  'state',
  'aws-config',
  'github-workflow',
] as const satisfies readonly Document['source']['kind'][];
export type InputKind = (typeof inputKinds)[number];

/** On which inputs a rule can be judged; `policy explain` shows it. */
export interface RuleInputs {
  readonly kinds: readonly InputKind[];
  /** Where AWS Config is one of them. */
  readonly live?: LiveView;
}

/** What AWS Config shows of what a rule looks at. */
export interface LiveView {
  /** Types of the rule that it shows. */
  readonly types: readonly string[];
  /** Types that the rule judges or looks at, and that it does not show, with the reason. */
  readonly notAssessable: Readonly<Record<string, string>>;
  /** Type -> attributes that decide the verdict and that no item carries: a pass is unknown there. */
  readonly notCarried: Readonly<Record<string, readonly string[]>>;
}

/** A compiled pack: the module's bytes go beside it, and are refused unless they have this hash. */
export interface PackManifest {
  readonly schemaVersion: '1';
  readonly name: string;
  /** sha256 (hex) of the WebAssembly module. */
  readonly wasm: string;
  /** Built-ins that its policies call and the module does not bring: OPA's Go answers them. Sorted. */
  readonly builtins: readonly string[];
  readonly rules: readonly Rule[];
  /** Paths below `data` of the rules of its modules: data there would be hidden. */
  readonly defines?: readonly (readonly string[])[];
}

/** A compiled pack with its module, ready for the evaluator. */
export interface Pack {
  readonly manifest: PackManifest;
  readonly wasm: Uint8Array;
  /** What its rules see below `data`; goes to the engine beside their parameters, so that no data is compiled. */
  readonly data?: Data;
  /** Where its sources lie, absolute; not of the built-in pack. */
  readonly folder?: string;
  /** Of a pack of conftest: the packages whose rules are asked. */
  readonly namespaces?: readonly string[];
}
