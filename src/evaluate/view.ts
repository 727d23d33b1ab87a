import type { Resource } from '../model/document.ts';
import type { Fact, Rule } from '../model/rule.ts';

/** What is told of a resource beside its attributes: name -> value. A rule that never says the name is not given it. */
const facts: Readonly<Record<Fact, (resource: Resource) => unknown>> = {
  address: ({ address }) => address,
  name: ({ name }) => name,
  account: ({ account }) => account,
  region: ({ region }) => region,
  environment: ({ environment }) => environment?.name,
  taggable: ({ taggable }) => taggable,
  tags: ({ tags }) => tags,
  tags_path: tagsPath,
  provenance: ({ provenance }) => provenance,
  unresolved: ({ unresolved }) => unresolved,
  actions: ({ actions }) => actions,
};

/**
 * What rules see of a resource, in the shape that `policies/AUTHORING.md` gives. What no rule of the batch reads is left
 * out, as are attributes that are null: to a rule, null and left out are the same.
 */
export function viewFor(rules: readonly Rule[]): (resource: Resource) => object {
  const reads = readsOf(rules);
  const types = [...new Set(rules.flatMap((rule) => [...rule.relatedTypes, ...rule.reachedTypes]))];
  const told = Object.entries(facts).filter(([name]) => reads?.has(name) ?? true);
  return (resource) => {
    const view: Record<string, unknown> = { key: resource.key, type: resource.type };
    for (const [name, fact] of told) view[name] = fact(resource);
    view['attributes'] = given(resource.attributes, reads);
    view['unknown'] = unknownTo(resource, reads);
    view['links'] = reads === undefined ? resource.links : ofNames(resource.links, reads);
    view['related'] = types.length === 0 ? {} : ofTypes(resource.related, types);
    return view;
  };
}

/** Where the effective tags stand: a pointer into the attributes. */
function tagsPath({ taggable, attributes, unknown }: Resource): string | undefined {
  if (!taggable) return undefined;
  if (Array.isArray(attributes['tag'])) return '/tag';
  if (isObject(attributes['tags_all']) || unknown['/tags_all'] !== undefined) return '/tags_all';
  return unknown['/tag'] === undefined ? '/tags' : '/tag';
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** What some rule reads, as `Rule.reads` gives it; undefined where one of them may read anything. */
function readsOf(rules: readonly Rule[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { reads } of rules) {
    if (reads === undefined) return undefined;
    for (const name of reads) names.add(name);
  }
  return names;
}

function given(attributes: Resource['attributes'], reads: ReadonlySet<string> | undefined): object {
  const out: Record<string, unknown> = {};
  for (const name in attributes) {
    if (attributes[name] === null || !(reads?.has(name) ?? true)) continue;
    out[name] = attributes[name];
  }
  return out;
}

/** What is open: known only after apply, or not carried by the source of a live resource. */
function unknownTo({ unknown, notCarried }: Resource, reads: ReadonlySet<string> | undefined) {
  const open = reads === undefined ? unknown : ofNames(unknown, reads);
  if (notCarried === undefined) return open;
  const absent = notCarried.filter((name) => reads?.has(name) ?? true).map((name) => [`/${name}`, []]);
  return { ...open, ...Object.fromEntries(absent) };
}

/** Entries whose path, a pointer or the name of an attribute and what follows, begins with what is read. */
function ofNames<T>(entries: Record<string, T>, reads: ReadonlySet<string>): Record<string, T> {
  const out: Record<string, T> = {};
  for (const path in entries) {
    const end = path.indexOf('/', 1);
    const first = end < 0 ? path : path.slice(0, end);
    if (reads.has(first) || (first[0] === '/' && reads.has(first.slice(1)))) out[path] = entries[path] as T;
  }
  return out;
}

function ofTypes(related: Resource['related'], types: readonly string[]): Resource['related'] {
  const out: Resource['related'] = {};
  for (const type of types) {
    const keys = related[type];
    if (keys !== undefined) out[type] = keys;
  }
  return out;
}
