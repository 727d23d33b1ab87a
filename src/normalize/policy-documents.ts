import { parseAddress } from '../model/address.ts';
import type { Document, Resource } from '../model/document.ts';
import type { Configuration, References } from './configuration.ts';
import { type Instances, indexInstances, instancesNamed } from './instances.ts';

/** Stands for a value inside a policy that is known only after apply: a specific one, never a wildcard. */
const unknownPart = 'driftgate:unknown';

/** Pointers of attributes that hold a policy document as JSON. */
const isPolicy =
  /^\/(policy|assume_role_policy|inline_policy|inline_policy\/\d+\/policy|access_policies|access_policy|resource_policy)$/;

type Values = Readonly<Record<string, unknown>>;

/**
 * A policy made by `data.aws_iam_policy_document` is unknown as a whole as soon as one ARN in it is. Its statements are
 * in the plan all the same, so the policy is put together from them, with `driftgate:unknown` for the parts that are not.
 */
export function knownPolicies(document: Document, configuration: Configuration): void {
  const made = document.dataSources.filter((source) => source.type === 'aws_iam_policy_document');
  const sources = indexInstances(made);
  if (sources.size === 0) return;
  for (const resource of document.resources) {
    for (const pointer of Object.keys(resource.unknown)) {
      if (!isPolicy.test(pointer)) continue;
      const references = configuration.references(resource.address, pointer);
      const policy = references === undefined ? undefined : madeBy(references, resource, sources);
      if (policy === undefined) continue;
      setAt(resource.attributes, pointer, policy);
      delete resource.unknown[pointer];
    }
  }
}

/**
 * The policy of the one data source that an attribute takes its JSON from; undefined where there is more to it. The
 * attribute's name is missing from a reference with a key that is not constant: `data.aws_iam_policy_document.x[each.key]`.
 */
function madeBy(
  { paths, perInstance }: References,
  resource: Resource,
  sources: ReadonlyMap<string, Instances>,
): string | undefined {
  const [path, ...others] = paths;
  const steps = parseAddress(path ?? '');
  const at = steps.findIndex((step) => step.name === 'aws_iam_policy_document');
  const attribute = steps[at + 2]?.name;
  if (
    at < 1 ||
    others.length > 0 ||
    !(attribute === undefined ? perInstance : /^(minified_)?json$/.test(attribute))
  ) {
    return undefined;
  }
  const base = steps.slice(0, at + 2);
  const candidates = sources.get(base.map((step) => step.name).join('.'));
  const [source, ...more] = instancesNamed(base, candidates, parseAddress(resource.address), perInstance);
  return source === undefined || more.length > 0 ? undefined : render(source);
}

function setAt(attributes: Record<string, unknown>, pointer: string, value: string): void {
  const parts = pointer.slice(1).split('/');
  const last = parts.pop() as string;
  let holder: unknown = attributes;
  for (const part of parts) holder = (holder as Record<string, unknown> | undefined)?.[part];
  if (typeof holder === 'object' && holder !== null) (holder as Record<string, unknown>)[last] = value;
}

/** The JSON of a policy document, or undefined where something else than single values is unknown. */
function render({ attributes, unknown }: Resource): string | undefined {
  const structure =
    /^(\/(statement|version|(source|override)_(policy_documents|json))(\/\d+)?(\/(effect|principals|not_principals|condition))?(\/\d+)?(\/(type|test|variable))?)?$/;
  if (Object.keys(unknown).some((pointer) => structure.test(pointer))) return undefined;
  const merged = ['source_policy_documents', 'override_policy_documents', 'source_json', 'override_json'];
  if (merged.some((name) => !isEmpty(attributes[name]))) return undefined;
  const statements = list(attributes['statement']).map((statement, index) =>
    renderStatement(statement as Values, (path) => partsOf(unknown, `/statement/${index}${path}`)),
  );
  return JSON.stringify({ Version: attributes['version'] ?? '2012-10-17', Statement: statements });
}

type Unknowns = (path: string) => { readonly whole: boolean; readonly items: ReadonlySet<number> };

function partsOf(unknown: Resource['unknown'], pointer: string): ReturnType<Unknowns> {
  const items = Object.keys(unknown)
    .filter((each) => each.startsWith(`${pointer}/`))
    .map((each) => Number(each.slice(pointer.length + 1)));
  return { whole: unknown[pointer] !== undefined, items: new Set(items) };
}

function renderStatement(statement: Values, unknowns: Unknowns): Values {
  const strings = (holder: Values, name: string, path: string): readonly string[] => {
    const { whole, items } = unknowns(path);
    if (whole) return [unknownPart];
    const values = list(holder[name]).map((value, index) => (items.has(index) ? unknownPart : value));
    const missing = [...items].filter((index) => index >= values.length).map(() => unknownPart);
    return [...values, ...missing].filter((value): value is string => typeof value === 'string');
  };
  const entry = (key: string, name: string): readonly (readonly [string, unknown])[] => {
    const values = strings(statement, name, `/${name}`);
    return values.length === 0 ? [] : [[key, values]];
  };
  const principals = (key: string, name: string): readonly (readonly [string, unknown])[] => {
    const byType = new Map<string, readonly string[]>();
    for (const [index, block] of (list(statement[name]) as Values[]).entries()) {
      add(byType, String(block['type']), strings(block, 'identifiers', `/${name}/${index}/identifiers`));
    }
    if (byType.size === 0) return [];
    return [[key, byType.get('*')?.includes('*') ? '*' : Object.fromEntries(byType)]];
  };
  const conditions = new Map<string, Map<string, readonly string[]>>();
  for (const [index, block] of (list(statement['condition']) as Values[]).entries()) {
    const test = conditions.get(String(block['test'])) ?? new Map<string, readonly string[]>();
    conditions.set(String(block['test']), test);
    add(test, String(block['variable']), strings(block, 'values', `/condition/${index}/values`));
  }
  const byTest = [...conditions].map(([test, variables]) => [test, Object.fromEntries(variables)]);
  return Object.fromEntries([
    ...(isEmpty(statement['sid']) ? [] : [['Sid', statement['sid']] as const]),
    ['Effect', statement['effect'] ?? 'Allow'],
    ...entry('Action', 'actions'),
    ...entry('NotAction', 'not_actions'),
    ...entry('Resource', 'resources'),
    ...entry('NotResource', 'not_resources'),
    ...principals('Principal', 'principals'),
    ...principals('NotPrincipal', 'not_principals'),
    ...(byTest.length === 0 ? [] : [['Condition', Object.fromEntries(byTest)] as const]),
  ]);
}

/** Two blocks of one kind are one entry with the values of both, as the provider writes it. */
const add = (map: Map<string, readonly string[]>, key: string, values: readonly string[]): void => {
  map.set(key, [...(map.get(key) ?? []), ...values]);
};

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
