import type { Document, Resource } from '../../src/model/document.ts';
import { markExactNumber } from '../../src/model/exact-number.ts';

export type Random = (below: number) => number;

export const someOf = <T>(random: Random, items: readonly T[]): T => items[random(items.length)] as T;

/** What is known of the types, from the resources of the tables; and changes that stay within it, mostly. */
export interface World {
  readonly random: Random;
  mutate(document: Document, resource: Resource): void;
}

type Holder = Record<string, unknown>;

/** A value somewhere in the attributes; `kind` is its pointer with `*` for every index. */
interface Place {
  readonly holder: Holder;
  readonly key: string;
  readonly pointer: string;
  readonly kind: string;
}

/** `unreadable`: with policies among the values that OPA and its compiled form are known to read differently. */
export function worldOf(random: Random, documents: readonly Document[], unreadable: boolean): World {
  const resources = documents.flatMap((document) => document.resources);
  const values = seenValues(resources.map(({ type, attributes }) => [type, attributes] as const));
  const policies = seenValues(
    resources.flatMap((resource) => policiesOf(resource).map(({ parsed }) => ['', parsed])),
  );
  const unknown = seenBy(resources, ({ unknown }) => Object.entries(unknown));
  const links = seenBy(resources, (resource) => Object.entries(resource.links));
  const typeOf = new Map(documents.flatMap((d) => d.resources.map(({ key, type }) => [key, type] as const)));
  const related = seenBy(resources, (resource) => Object.entries(resource.related));
  const references = [...new Set(resources.flatMap((resource) => Object.values(resource.unknown).flat()))];
  const pick = <T>(items: readonly T[]): T | undefined =>
    items.length === 0 ? undefined : someOf(random, items);

  const mutations: Readonly<
    Record<string, readonly [number, (resource: Resource, document: Document) => void]>
  > = {
    drop: [2, (resource) => withPlace(resource, remove)],
    'set to null': [1, (resource) => withPlace(resource, ({ holder, key }) => put(holder, key, null))],
    'make unknown': [
      3,
      (resource) =>
        withPlace(resource, (place) => {
          resource.unknown[place.pointer] = someReferences();
          remove(place);
        }),
    ],
    'make unknown what a table has unknown': [
      2,
      (resource) => {
        const [pointer, open] = pick(unknown.get(resource.type) ?? []) ?? [];
        if (pointer === undefined) return;
        const place = [...places(resource.attributes)].find((each) => each.pointer === pointer);
        if (place !== undefined) remove(place);
        resource.unknown[pointer] = random(2) === 0 ? (open ?? []) : someReferences();
      },
    ],
    'make known': [
      1,
      (resource) => {
        const pointer = pick(Object.keys(resource.unknown));
        if (pointer !== undefined) delete resource.unknown[pointer];
      },
    ],
    'another value seen there': [
      6,
      (resource) =>
        withPlace(resource, ({ holder, key, kind }) => {
          const value = pick(values.get(`${resource.type}${kind}`) ?? []);
          put(holder, key, structuredClone(value));
        }),
    ],
    'an attribute seen on the type': [
      3,
      ({ type, attributes }) => {
        const kinds = [...values.keys()].filter(
          (kind) => /^[^/]+\/[^/]+$/.test(kind) && kind.startsWith(`${type}/`),
        );
        const kind = pick(kinds);
        const name = kind?.split('/')[1];
        if (kind === undefined || name === undefined) return;
        attributes[unescaped(name)] = structuredClone(pick(values.get(kind) ?? []));
      },
    ],
    'a number': [
      2,
      (resource) => withPlace(resource, ({ holder, key }) => put(holder, key, pick(numbers)), isNumber),
    ],
    'another text': [
      2,
      (resource) =>
        withPlace(resource, ({ holder, key }) => put(holder, key, text(holder[key] as string)), isText),
    ],
    'another type': [
      1,
      (resource) => withPlace(resource, ({ holder, key }) => put(holder, key, ofAnotherType(holder[key]))),
    ],
    'a list': [
      2,
      (resource) =>
        withPlace(
          resource,
          ({ holder, key }) => {
            const list = holder[key] as unknown[];
            const changed = [
              [...list].reverse(),
              list.slice(1),
              [...list, ...structuredClone(list)],
              [],
              [...list, null],
              list[0],
              {},
            ];
            put(holder, key, pick(changed));
          },
          isList,
        ),
    ],
    'a policy': [4, (resource) => mutatePolicy(resource)],
    tags: [2, (resource) => mutateTags(resource)],
    environment: [
      2,
      (resource) => {
        const name = pick(environments);
        if (name === undefined) delete resource.environment;
        else resource.environment = { name, from: 'tag' };
      },
    ],
    unlink: [
      2,
      (resource, document) => {
        const key = pick(Object.values(resource.related).flat());
        const other = document.resources.find((each) => each.key === key);
        if (other === undefined) return;
        unlink(resource, other);
        if (random(2) === 0) resource.unresolved.push(other.type);
      },
    ],
    link: [
      2,
      (resource, document) => {
        const [attribute, keys] = pick(links.get(resource.type) ?? []) ?? [];
        const target = typeOf.get(keys?.[0] ?? '');
        const other = pick(document.resources.filter(({ type }) => type === target));
        if (attribute !== undefined && other !== undefined) link(resource, attribute, other);
      },
    ],
    unresolved: [
      1,
      (resource) => {
        const [type] = pick(related.get(resource.type) ?? []) ?? [];
        if (type !== undefined) resource.unresolved = [...new Set([...resource.unresolved, type])];
      },
    ],
    'another place': [
      1,
      (resource) => {
        const account = pick([undefined, '111111111111', '222222222222']);
        const region = pick([undefined, 'eu-central-1', 'us-east-1']);
        if (account === undefined) delete resource.account;
        else resource.account = account;
        if (region === undefined) delete resource.region;
        else resource.region = region;
        resource.actions = pick([['create'], ['update'], ['no-op'], ['delete', 'create'], []]) ?? [];
      },
    ],
    'a second one': [
      1,
      (resource, document) => {
        const copy: Resource = {
          ...structuredClone(resource),
          key: `${resource.key} b`,
          address: `${resource.address} b`,
        };
        if (document.resources.some(({ key }) => key === copy.key)) return;
        document.resources.push(copy);
        for (const key of Object.values(copy.related).flat()) {
          const other = document.resources.find((each) => each.key === key);
          if (other !== undefined && other !== resource) relate(other, copy);
        }
      },
    ],
  };
  const weighted = Object.values(mutations).flatMap(([weight, change]) =>
    Array.from({ length: weight }, () => change),
  );

  const someReferences = (): string[] =>
    Array.from({ length: random(3) }, () => pick(references) ?? 'data.aws_region.here.name');

  function withPlace(
    resource: Resource,
    change: (place: Place) => void,
    fits: (value: unknown) => boolean = () => true,
  ): void {
    const place = pick([...places(resource.attributes)].filter(({ holder, key }) => fits(holder[key])));
    if (place === undefined) return;
    change(place);
    if (place.pointer.startsWith('/tags')) readTags(resource);
  }

  const text = (value: string): string =>
    someOf(random, [
      `${value}é`,
      `\u{1F512}${value}`,
      value.toUpperCase(),
      ` ${value}\t`,
      value.slice(0, -1),
      `${value}\u0000"\\\n\u2028`,
      `${value}\ufffd\u0301`,
      'İıſßǅ\u{10FFFF}',
      value.replaceAll('*', '?'),
      '',
    ]);

  function ofAnotherType(value: unknown): unknown {
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (typeof value === 'string') {
      const number = Number(value);
      return value !== '' && Number.isFinite(number)
        ? number
        : ({ true: true, false: false }[value] ?? [value]);
    }
    if (Array.isArray(value)) return value[0] ?? {};
    return someOf<unknown>(random, [[value], 'text', 3, true]);
  }

  function mutatePolicy(resource: Resource): void {
    const policy = pick(policiesOf(resource));
    if (policy === undefined) return;
    const { place, parsed } = policy;
    const inside = pick([...places(parsed)]);
    if (inside !== undefined) {
      const { holder, key, kind } = inside;
      const value = holder[key];
      const change = random(10);
      if (change === 0) remove(inside);
      else if (change === 1) holder[key] = null;
      else if (change === 2) holder[key] = ofAnotherType(value);
      else if (change === 3) renameKey(holder, key);
      else if (change === 4 && typeof value === 'string') holder[key] = text(value);
      else if (change === 5) holder[key] = [value, value];
      else holder[key] = structuredClone(pick(policies.get(kind) ?? []) ?? value);
    }
    put(place.holder, place.key, policyText(parsed));
  }

  const policyText = (parsed: unknown): unknown => {
    const json = JSON.stringify(parsed);
    const forms = [
      JSON.stringify(parsed, null, 2),
      ` ${json}\n`,
      json.replace(/[a-z]/, escapedChar),
      parsed,
      json.slice(0, -1),
      ...(unreadable ? [`${json} {}`, json.replace(/:"/, ':"\\ud800')] : []),
    ];
    return random(3) === 0 ? someOf(random, forms) : json;
  };

  function renameKey(holder: Holder, key: string): void {
    if (Array.isArray(holder)) return;
    const other = someOf(random, [key.toLowerCase(), key.toUpperCase(), `Not${key}`, `${key}s`]);
    holder[other] = holder[key];
    // Both spellings of a key may stand beside each other.
    if (random(3) > 0 && other !== key) delete holder[key];
  }

  function mutateTags(resource: Resource): void {
    const holder = someOf(random, ['tags_all', 'tags']);
    const current = resource.attributes[holder];
    const tags: Holder =
      typeof current === 'object' && current !== null && !Array.isArray(current) ? (current as Holder) : {};
    const key = someOf(random, [...Object.keys(resource.tags), ...tagKeys]);
    const change = random(6);
    if (change === 0) delete tags[key];
    else if (change === 1) resource.unknown[`/${holder}/${escaped(key)}`] = someReferences();
    else if (change === 2) tags[key.toUpperCase()] = 'x';
    else
      tags[key] = someOf(random, [
        'prod',
        'Production',
        ' ',
        '',
        'dev',
        'staging ',
        'PRD',
        'ünï',
        '2099-12-31',
        '2020-01-01',
        '2026-06-01',
      ]);
    resource.attributes[holder] = tags;
    readTags(resource);
    resource.taggable = random(8) > 0;
  }

  return { random, mutate: (document, resource) => someOf(random, weighted)(resource, document) };
}

const tagKeys = [
  'Environment',
  'Owner',
  'Application',
  'CostCenter',
  'ManagedBy',
  'DataClassification',
  'a/b~c',
  'Émile',
];

function* places(value: unknown, pointer = '', kind = ''): Generator<Place> {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const place = {
      holder: value as Holder,
      key,
      pointer: `${pointer}/${escaped(key)}`,
      kind: `${kind}/${Array.isArray(value) ? '*' : escaped(key)}`,
    };
    yield place;
    yield* places((value as Holder)[key], place.pointer, place.kind);
  }
}

const policiesOf = ({ attributes }: Resource): { place: Place; parsed: unknown }[] =>
  [...places(attributes)].flatMap((place) => {
    const value = place.holder[place.key];
    if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return [];
    try {
      return [{ place, parsed: JSON.parse(value) as unknown }];
    } catch {
      return [];
    }
  });

function seenValues(roots: readonly (readonly [string, unknown])[]): ReadonlyMap<string, readonly unknown[]> {
  const seen = new Map<string, Map<string, unknown>>();
  for (const [prefix, root] of roots) {
    for (const { holder, key, kind } of places(root)) {
      const at = `${prefix}${kind}`;
      const same = seen.get(at) ?? new Map<string, unknown>();
      seen.set(at, same.set(JSON.stringify(holder[key]), holder[key]));
    }
  }
  // Copies, since the resources that they come from are changed.
  return new Map([...seen].map(([kind, values]) => [kind, structuredClone([...values.values()])]));
}

function seenBy<T>(
  resources: readonly Resource[],
  read: (resource: Resource) => readonly T[],
): Map<string, T[]> {
  const seen = new Map<string, T[]>();
  for (const resource of resources) {
    seen.set(resource.type, [...(seen.get(resource.type) ?? []), ...structuredClone(read(resource) as T[])]);
  }
  return seen;
}

function remove({ holder, key }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function put(holder: Holder, key: string, value: unknown): void {
  if (value === undefined) return;
  holder[key] = value;
}

function link(from: Resource, attribute: string, to: Resource): void {
  from.links[attribute] = [...new Set([...(from.links[attribute] ?? []), to.key])];
  relate(from, to);
  relate(to, from);
}

function relate(from: Resource, to: Resource): void {
  from.related[to.type] = [...new Set([...(from.related[to.type] ?? []), to.key])];
}

function unlink(a: Resource, b: Resource): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    for (const keys of [from.links, from.related]) {
      for (const [name, all] of Object.entries(keys)) keys[name] = all.filter((key) => key !== to.key);
    }
  }
}

/** The known tags are those of the attributes, as after normalization. */
function readTags(resource: Resource): void {
  const { tags_all: all, tags } = resource.attributes;
  const holder = [all, tags].find((each) => typeof each === 'object' && each !== null) ?? {};
  resource.tags = Object.fromEntries(
    Object.entries(holder).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

const isNumber = (value: unknown): boolean => typeof value === 'number';
const isText = (value: unknown): boolean => typeof value === 'string';
const isList = (value: unknown): boolean => Array.isArray(value);
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
const unescaped = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~');
/** The same character in the long spelling of JSON. */
const escapedChar = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

export const environments: readonly (string | undefined)[] = [
  'prod',
  'staging',
  'dev',
  'test',
  'qa-ü',
  undefined,
];

/** Values that no JavaScript number carries, or carries in another spelling than JSON usually has. */
const numbers: readonly unknown[] = [
  0,
  -0,
  -1,
  1,
  7.5,
  0.1,
  1e-7,
  29.999999999999996,
  2 ** 31,
  2 ** 53,
  2 ** 53 - 1,
  1e21,
  1e308,
  markExactNumber('12345678901234567891'),
  markExactNumber('9223372036854775807'),
  markExactNumber('9223372036854775808'),
  markExactNumber('18446744073709551616'),
  markExactNumber('0.1234567890123456789'),
  markExactNumber('30.0000000000000000001'),
  markExactNumber('-9007199254740993'),
];
