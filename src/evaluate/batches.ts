import type { Document, Resource } from '../model/document.ts';
import { restoreExactNumbers } from '../model/exact-number.ts';
import type { ActiveRule } from '../model/finding.ts';
import { isAbout, isLocal, type Rule } from '../model/rule.ts';
import { viewFor } from './view.ts';

/** Resources that go into one parse, and the rules that are asked about them. */
export interface Batch {
  readonly rules: readonly ActiveRule[];
  readonly resources: readonly Resource[];
  readonly input: Uint8Array;
}

/**
 * Large enough that a call costs little, small enough that memory and a time limit stay small, and that a rule may make
 * one pattern a resource: OPA's module keeps a hundred compiled ones, and drops one in use to make room for the next.
 */
const batchSize = 64;

/**
 * Every resource with every rule that wants its type; a rule of scope document gets all its resources at once.
 * `onlyChanged` leaves out what is known from the other document of a plan: local rules on unchanged resources.
 */
export function* batches(
  document: Document,
  rules: readonly ActiveRule[],
  now: string,
  onlyChanged = false,
): Generator<Batch> {
  const byKey = new Map<string, Resource>();
  const byType = new Map<string, Resource[]>();
  for (const resource of [...document.resources, ...document.declarations]) {
    byKey.set(resource.key, resource);
    const same = byType.get(resource.type);
    if (same === undefined) byType.set(resource.type, [resource]);
    else same.push(resource);
  }
  const batch = (asked: readonly ActiveRule[], resources: readonly Resource[]): Batch => ({
    rules: asked,
    resources,
    input: encode(document, byKey, byType, asked, resources, now),
  });
  for (const active of rules.filter(({ rule }) => rule.evaluate === 'document')) {
    const resources = wanted(active, byType);
    if (resources.length > 0) yield batch([active], resources);
  }
  const single = rules.filter(({ rule }) => rule.evaluate === 'resource');
  for (const [type, resources] of byType) {
    const asked = single.filter(({ rule }) => isAskedAbout(rule, type, resources));
    const changed = resources.filter((resource) => resource.unchanged !== true);
    const parts: [readonly ActiveRule[], readonly Resource[]][] = onlyChanged
      ? [
          [asked.filter(({ rule }) => isLocal(rule)), changed],
          [asked.filter(({ rule }) => !isLocal(rule)), resources],
        ]
      : [[asked, resources]];
    for (const [some, of] of parts) {
      if (some.length === 0) continue;
      for (let start = 0; start < of.length; start += batchSize)
        yield batch(some, of.slice(start, start + batchSize));
    }
  }
}

/** A rule about tags is not asked about types that carry none. */
const isAskedAbout = (rule: Rule, type: string, resources: readonly Resource[]): boolean =>
  isAbout(rule, type) && (rule.taggable !== true || resources.some((resource) => resource.taggable));

function wanted({ rule }: ActiveRule, byType: ReadonlyMap<string, Resource[]>): Resource[] {
  return [...byType].flatMap(([type, resources]) => (isAskedAbout(rule, type, resources) ? resources : []));
}

/** `input` of the rules; see `policies/AUTHORING.md` for its shape. */
function encode(
  document: Document,
  byKey: ReadonlyMap<string, Resource>,
  byType: ReadonlyMap<string, Resource[]>,
  rules: readonly ActiveRule[],
  resources: readonly Resource[],
  now: string,
): Uint8Array {
  const contextTypes = new Set(rules.flatMap(({ rule }) => rule.contextTypes));
  const removedTypes = new Set(rules.flatMap(({ rule }) => rule.removedTypes));
  const related = linked(byKey, rules, resources);
  const view = viewFor(rules.map(({ rule }) => rule));
  const removed = (type: string) => document.removed.filter((each) => each.type === type).map(view);
  const input = {
    now,
    environment: document.source.environment?.name,
    resources: resources.map(view),
    related: Object.fromEntries([...related].map(([key, resource]) => [key, view(resource)])),
    removed: Object.fromEntries([...removedTypes].map((type) => [type, removed(type)])),
    context: Object.fromEntries([...contextTypes].map((type) => [type, (byType.get(type) ?? []).map(view)])),
  };
  return shared(restoreExactNumbers(JSON.stringify(input)));
}

/** What is linked with the resources, and what rules reach from there; each rule by links of its own types only. */
function linked(
  byKey: ReadonlyMap<string, Resource>,
  rules: readonly ActiveRule[],
  resources: readonly Resource[],
): ReadonlyMap<string, Resource> {
  const all = new Map<string, Resource>();
  const near = [...new Set(rules.flatMap(({ rule }) => rule.relatedTypes))];
  for (const resource of resources) follow(resource, near, byKey, all);
  for (const { rule } of rules) {
    if (rule.reachedTypes.length === 0) continue;
    const found = new Map<string, Resource>();
    for (const resource of resources) follow(resource, rule.relatedTypes, byKey, found);
    // A map gives what is added to it on the way as well.
    for (const resource of found.values()) follow(resource, rule.reachedTypes, byKey, found);
    for (const [key, resource] of found) all.set(key, resource);
  }
  return all;
}

function follow(
  { related }: Resource,
  types: readonly string[],
  byKey: ReadonlyMap<string, Resource>,
  found: Map<string, Resource>,
): void {
  for (const type of types) {
    for (const key of related[type] ?? []) found.set(key, byKey.get(key) as Resource);
  }
}

/** UTF-8 in memory that workers share, so that handing it over copies nothing. */
function shared(text: string): Uint8Array {
  const bytes = Buffer.from(new SharedArrayBuffer(Buffer.byteLength(text)));
  bytes.write(text);
  return bytes;
}
