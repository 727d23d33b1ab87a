import { parseAddress, type Step } from '../model/address.ts';
import type { Resource } from '../model/document.ts';
import type { Configuration, References } from './configuration.ts';
import { type Instances, indexInstances, instancesNamed } from './instances.ts';
import { type Place, places } from './places.ts';
import { identifiers, namedByArn, type Relation, relations } from './relations.ts';

/**
 * Links resources of one document: by value where the value is known, by the configuration's references where it
 * is not. A link that neither can tell is `unresolved` at the source and at every resource that it may belong to.
 */
export function link(resources: readonly Resource[], configuration: Configuration): void {
  const index = indexOf(resources);
  for (const resource of resources) {
    for (const relation of relationsOf(resource.type)) {
      if (!isMeant(resource, relation)) continue;
      for (const place of places(resource, relation.attribute)) {
        const { targets, unresolved } = targetsOf(resource, relation, place, index, configuration);
        if (unresolved) {
          for (const type of relation.to) note(resource.unresolved, type);
          const sources = index.open.get(relation) ?? new Set();
          index.open.set(relation, sources.add(resource.type));
        }
        if (targets.length > 0) resource.links[place.pointer.slice(1)] = targets.map((target) => target.key);
        for (const target of targets) {
          note((resource.related[target.type] ??= []), target.key);
          append((target.related[resource.type] ??= []), resource.key);
        }
      }
    }
  }
  for (const [relation, sources] of index.open) {
    for (const target of relation.to.flatMap((type) => index.byType.get(type) ?? [])) {
      for (const source of sources) {
        if (relation.one && target.related[source] !== undefined) continue;
        note(target.unresolved, source);
      }
    }
  }
}

interface Index {
  readonly byType: ReadonlyMap<string, readonly Resource[]>;
  /** type and value of an identifying attribute -> resource */
  readonly byValue: ReadonlyMap<string, Resource | undefined>;
  readonly byConfig: ReadonlyMap<string, Instances>;
  /** Relation -> types of sources whose target could not be told. */
  readonly open: Map<Relation, Set<string>>;
}

const targetTypes = new Set(relations.flatMap((relation) => relation.to));

function indexOf(resources: readonly Resource[]): Index {
  const byType = new Map<string, Resource[]>();
  const byValue = new Map<string, Resource | undefined>();
  for (const resource of resources) {
    if (!targetTypes.has(resource.type)) continue;
    push(byType, resource.type, resource);
    for (const attribute of ['id', 'arn', ...(identifiers[resource.type] ?? [])]) {
      const value = resource.attributes[attribute];
      if (typeof value !== 'string' || value === '') continue;
      enter(byValue, resource, value);
      const part = namedByArn.has(resource.type) ? value.split(':')[5] : undefined;
      if (part !== undefined) enter(byValue, resource, part);
    }
  }
  const byConfig = indexInstances([...byType.values()].flat());
  return { byType, byValue, byConfig, open: new Map() };
}

const ofType = new Map<string, readonly Relation[]>();

/** The relations of which a resource of a type can be the source. */
function relationsOf(type: string): readonly Relation[] {
  let own = ofType.get(type);
  if (own === undefined) {
    own = relations.filter((relation) => relation.from.includes(type));
    ofType.set(type, own);
  }
  return own;
}

const isMeant = ({ attributes }: Resource, { when = {} }: Relation): boolean =>
  Object.entries(when).every(([attribute, value]) => attributes[attribute] === value);

/** Resources that an attribute names, and whether it may name others that could not be told. */
interface Targets {
  readonly targets: readonly Resource[];
  readonly unresolved: boolean;
}

const untold: Targets = { targets: [], unresolved: true };

function targetsOf(
  resource: Resource,
  relation: Relation,
  { pointer, value, whole }: Place,
  index: Index,
  configuration: Configuration,
): Targets {
  const values = Array.isArray(value) ? value : whole ? [] : [value];
  const known = values
    .filter((each) => typeof each === 'string')
    .flatMap((each) => byValue(each, relation, index, resource));
  const open =
    whole ||
    (relation.composed && known.length === 0) ||
    values.some((_, at) => resource.unknown[`${pointer}/${at}`] !== undefined);
  const references = open ? configuration.references(resource.address, pointer) : undefined;
  // Known as it is; or left out and computed by AWS, so that it names nothing of ours.
  if (references === undefined) return { targets: known, unresolved: false };
  const { targets, unresolved } = byReference(resource, references, relation, index, configuration);
  return { targets: [...new Set([...known, ...targets])], unresolved };
}

/**
 * Live resources are of many accounts and regions, in each of which a name can stand for another resource: it is looked
 * for in the place of the one that names it, and elsewhere only if a single resource has it.
 */
function enter(byValue: Map<string, Resource | undefined>, resource: Resource, value: string): void {
  const name = `${resource.type} ${value}`;
  const taken = byValue.get(name);
  if (resource.capturedAt === undefined) byValue.set(name, resource);
  else {
    byValue.set(`${name} ${placeOf(resource)}`, resource);
    byValue.set(name, byValue.has(name) && taken !== resource ? undefined : resource);
  }
}

const placeOf = ({ account, region }: Resource): string => `${account} ${region}`;

const byValue = (value: string, relation: Relation, index: Index, from: Resource): Resource[] =>
  relation.to
    .map((type) => {
      const name = `${type} ${value}`;
      const near = from.capturedAt === undefined ? undefined : index.byValue.get(`${name} ${placeOf(from)}`);
      return near ?? index.byValue.get(name);
    })
    .filter((target) => target !== undefined);

function byReference(
  source: Resource,
  references: References,
  relation: Relation,
  index: Index,
  configuration: Configuration,
): Targets {
  const paths = stepsOf(references);
  const wanted = paths.filter((steps) => relation.to.includes(typeStep(steps)));
  if (wanted.length === 0 || (references.looped && paths.length > 1)) return untold;
  const own = parseAddress(source.address);
  const found = new Set<Resource>();
  const blocks = new Set<string>();
  for (const steps of wanted) {
    const base = steps.slice(0, steps.findIndex((step) => relation.to.includes(step.name)) + 2);
    const block = base.map((step) => step.name).join('.');
    blocks.add(block);
    const instances = index.byConfig.get(block);
    // A count of 0: it is there to be fallen back from, as in coalescelist(aws_x.a[*].id, aws_x.b[*].id).
    if (instances === undefined && configuration.resource(block) !== undefined) continue;
    const chosen = instancesNamed(base, instances, own, references.perInstance);
    if (chosen.length === 0 || (chosen.length > 1 && !relation.many)) return untold;
    for (const target of chosen) found.add(target);
  }
  if (found.size === 0 || (found.size > 1 && !relation.many)) return untold;
  // A list may hold more than the resources it names: ids from a data source or a local. It may hold fewer where a
  // module is referred to as a whole.
  const more =
    relation.many === true &&
    (paths.some((steps) => opaque.has(firstOutsideModules(steps))) || (references.loose && blocks.size > 1));
  return { targets: [...found], unresolved: more };
}

const parsed = new WeakMap<References, readonly Step[][]>();

/** The paths of an expression, which all instances of a block share. */
function stepsOf(references: References): readonly Step[][] {
  let paths = parsed.get(references);
  if (paths === undefined) {
    paths = references.paths.map(parseAddress);
    parsed.set(references, paths);
  }
  return paths;
}

const opaque = new Set(['data', 'local', 'var']);

function firstOutsideModules(steps: readonly Step[]): string {
  let at = 0;
  while (steps[at]?.name === 'module') at += 2;
  return steps[at]?.name ?? '';
}

/** `aws_x` of `module.a.aws_x.y.arn`; a data source's type never counts. */
function typeStep(steps: readonly Step[]): string {
  const at = steps.findIndex((step) => step.name.startsWith('aws_'));
  return at < 0 || steps[at - 1]?.name === 'data' ? '' : (steps[at]?.name ?? '');
}

/** As `note`, for lists that can be long: a source is looked at once, so its key can only be the last. */
function append(list: string[], value: string): void {
  if (list.at(-1) !== value) list.push(value);
}

function note(list: string[], value: string): void {
  if (!list.includes(value)) list.push(value);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
