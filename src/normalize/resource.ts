import type { Resource } from '../model/document.ts';
import type { RawMask, RawObject, RawValue } from '../model/raw.ts';
import type { Configuration, References } from './configuration.ts';
import { type Default, defaults } from './defaults.ts';
import { provenanceOf } from './provenance.ts';
import { type Secrets, withoutSecrets } from './sensitive.ts';
import { marked } from './unknowns.ts';

/** One resource as plan and state both know it, before it is made canonical. */
export interface RawResource {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly moduleAddress?: string | undefined;
  readonly deposed?: string | undefined;
  readonly values: RawValue | undefined;
  readonly unknown?: RawMask | undefined;
  readonly sensitive?: RawMask | undefined;
}

/** What a document's resources have in common. */
export interface Making {
  readonly configuration: Configuration;
  readonly secrets: Secrets;
}

const noReferences: string[] = [];

/** Types that the provider serves under two names. */
const aliases: Readonly<Record<string, string>> = {
  aws_alb: 'aws_lb',
  aws_alb_listener: 'aws_lb_listener',
  aws_alb_listener_certificate: 'aws_lb_listener_certificate',
  aws_alb_listener_rule: 'aws_lb_listener_rule',
  aws_alb_target_group: 'aws_lb_target_group',
  aws_alb_target_group_attachment: 'aws_lb_target_group_attachment',
};

const defaultsAt = (type: string, pointer: string) =>
  [defaults[type]?.[pointer.replace(/\/\d+(?=\/|$)/g, '/*')] ?? []].flat();

/** The canonical resource: secrets replaced, unknowns with their references, what was left out filled in. */
export function toResource(raw: RawResource, { configuration, secrets }: Making): Resource {
  const { address } = raw;
  const type = aliases[raw.type] ?? raw.type;
  const sensitive: string[] = [];
  const attributes = withoutSecrets(raw.values ?? {}, raw.sensitive, secrets, sensitive) as
    | RawObject
    | string;
  const known = typeof attributes === 'string' ? {} : attributes;
  const unknown: Record<string, string[]> = {};
  const defaulted: Record<string, string> = {};
  const given = (attribute: string): boolean =>
    !isEmpty(known[attribute]) || !isNull(configuration.references(address, `/${attribute}`));
  const holds = ({ unless, where }: Default): boolean =>
    !unless.some(given) &&
    (where === undefined ||
      where.is.includes(given(where.attribute) ? (known[where.attribute] as string | boolean) : null));
  for (const pointer of marked(raw.unknown)) {
    const references = configuration.references(address, pointer);
    const isLeftOut = isNull(references) && configuration.resource(address) !== undefined;
    const fallback = isLeftOut ? defaultsAt(type, pointer).find(holds) : undefined;
    if (fallback !== undefined) {
      // Deeper values are absent where they are unknown, which is what their default means.
      if (pointer.lastIndexOf('/') === 0) known[pointer.slice(1)] = fallback.value as RawValue;
      defaulted[pointer] = fallback.because;
    } else unknown[pointer] = references === undefined ? noReferences : (references.paths as string[]);
  }
  const text = (key: string): string | undefined =>
    typeof known[key] === 'string' && !sensitive.includes(`/${key}`) ? known[key] : undefined;
  const resource: Resource = {
    key: raw.deposed === undefined ? address : `${address} (deposed ${raw.deposed})`,
    type,
    mode: raw.mode === 'data' ? 'data' : 'managed',
    address,
    name: raw.name,
    taggable: false,
    tags: {},
    attributes: known,
    unknown,
    defaulted,
    sensitive,
    links: {},
    related: {},
    unresolved: [],
  };
  const arn = text('arn');
  const parts = arn?.split(':');
  set(resource, 'module', raw.moduleAddress);
  set(resource, 'id', text('id'));
  set(resource, 'arn', arn);
  set(resource, 'account', parts?.[4] || undefined);
  set(resource, 'region', text('region') ?? (parts?.[3] || undefined));
  set(resource, 'provider', configuration.providerKey(address));
  set(resource, 'deposed', raw.deposed);
  set(resource, 'provenance', provenanceOf(type, address, configuration));
  return resource;
}

/** An optional property is left out rather than undefined. */
function set<K extends keyof Resource>(resource: Resource, key: K, value: Resource[K] | undefined): void {
  if (value !== undefined) resource[key] = value;
}

/**
 * Whether an attribute that a plan shows as unknown is null all the same, so that AWS chooses: it was left out, or its
 * expression depends on variables of the root alone, which are known when planning.
 */
const isNull = (references: References | undefined): boolean =>
  references === undefined ||
  (references.paths.length > 0 &&
    !references.perInstance &&
    !references.loose &&
    references.paths.every((path) => path.startsWith('var.')));

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
