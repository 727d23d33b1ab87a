import { documentOf } from '../../src/author/document.ts';
import type { Row } from '../../src/author/table.ts';
import type { Document, Resource } from '../../src/model/document.ts';
import type { Rule } from '../../src/model/rule.ts';
import { seeded } from '../evaluate/rules.ts';
import { environments, type Random, someOf, type World, worldOf } from './mutations.ts';

/** Parameters of every rule, by id. */
export type Params = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface Sample {
  readonly name: string;
  readonly document: Document;
  readonly params: Params;
}

export interface TableCase {
  readonly rule: Rule;
  readonly name: string;
  readonly row: Row;
}

export interface Plan {
  readonly seed: number;
  /** Documents made of several rows of the tables, then mutated. */
  readonly mutated: number;
  /** Sets of parameters that those are judged with. */
  readonly settings: number;
}

/** Every row of the tables as it stands, mutated mixtures of them, and one document that holds them all. */
export function generate(cases: readonly TableCase[], rules: readonly Rule[], plan: Plan): readonly Sample[] {
  const random = seeded(plan.seed);
  const defaults: Params = Object.fromEntries(rules.map(({ id, params }) => [id, params]));
  const rows = cases.map(({ rule, name, row }): Sample => {
    const params = { ...defaults, [rule.id]: { ...rule.params, ...row.params } };
    return { name: `${rule.id}: ${name}`, document: documentOf(row), params };
  });
  const seen = rows.map(({ document }) => document);
  const world = worldOf(random, seen, true);
  const settings = Array.from({ length: plan.settings }, (_, n) =>
    n === 0 ? defaults : varied(random, defaults, cases),
  );
  const mutated = Array.from({ length: plan.mutated }, (_, n): Sample => {
    const picked = Array.from({ length: 2 + random(6) }, () => someOf(random, rows));
    const document = merged(picked.map(({ document }) => document));
    mutate(world, document, rules);
    return { name: `mutated ${n}`, document, params: settings[n % settings.length] as Params };
  });
  const everything = merged([...rows, ...rows, ...rows].map(({ document }) => document));
  // One input that cannot be evaluated would hide all others of its batch.
  mutate(worldOf(random, seen, false), everything, rules);
  return [...rows, ...mutated, { name: 'everything', document: everything, params: defaults }];
}

function mutate(world: World, document: Document, rules: readonly Rule[]): void {
  const { random } = world;
  for (const resource of [...document.resources]) {
    for (let n = random(4); n > 0; n--) world.mutate(document, resource);
  }
  const name = someOf(random, environments);
  if (name === undefined) delete document.source.environment;
  else document.source.environment = { name, from: 'flag' };
  const removedTypes = rules.flatMap(({ removedTypes }) => removedTypes);
  for (const resource of document.resources) {
    if (removedTypes.includes(resource.type) && random(3) === 0) {
      document.removed.push({
        ...structuredClone(resource),
        key: `${resource.key} gone`,
        actions: ['delete'],
      });
    }
  }
}

/** Several documents as one: keys get a prefix, so that resources of different rows stay apart. */
function merged(documents: readonly Document[]): Document {
  const resources = documents.flatMap((document, index) => {
    const renamed = (keys: Readonly<Record<string, string[]>>): Record<string, string[]> =>
      Object.fromEntries(
        Object.entries(keys).map(([name, all]) => [name, all.map((key) => `d${index}.${key}`)]),
      );
    return document.resources.map(
      (resource): Resource => ({
        ...structuredClone(resource),
        key: `d${index}.${resource.key}`,
        address: `d${index}.${resource.address}`,
        links: renamed(resource.links),
        related: renamed(resource.related),
      }),
    );
  });
  return { ...structuredClone(documents[0] as Document), resources };
}

/** Parameters of some rules changed, each to another value of its type: what `driftgate.yaml` may say. */
function varied(random: Random, defaults: Params, cases: readonly TableCase[]): Params {
  return Object.fromEntries(
    Object.entries(defaults).map(([id, params]) => {
      const seen = cases.filter(({ rule, row }) => rule.id === id && row.params !== undefined);
      const ofRow = seen.length > 0 && random(2) === 0 ? someOf(random, seen).row.params : {};
      const own = Object.entries({ ...params, ...ofRow }).map(([name, value]) => [
        name,
        random(4) === 0 ? otherValue(random, value) : value,
      ]);
      return [id, Object.fromEntries(own)];
    }),
  );
}

function otherValue(random: Random, value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number')
    return someOf(random, [0, 1, value - 1, value + 1, value + 0.5, -1, 2 ** 31, 1e21]);
  if (typeof value === 'string') return someOf(random, [value.toUpperCase(), `${value} ü`, '']);
  if (Array.isArray(value)) {
    const part = value.filter(() => random(2) === 0);
    if (!value.every((item) => typeof item === 'string')) return part;
    return someOf(random, [[], part, [...value, 'ünïcode', 'dev'], ['*'], [...value].reverse()]);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(() => random(4) > 0)
        .map(([key, each]) => [key, random(3) === 0 ? otherValue(random, each) : each]),
    );
  }
  return value;
}
