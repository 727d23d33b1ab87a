import type { Resource } from '../model/document.ts';
import type { Rule } from '../model/rule.ts';
import type { CaseVerdict, Expected } from '../model/testing.ts';

/** One row of the table beside a rule. The first resource is the subject; the rest is what surrounds it. */
export interface Row extends Expected {
  readonly resources: readonly Partial<Resource>[];
  readonly params?: Readonly<Record<string, unknown>>;
  /** Of every resource that names none. */
  readonly environment?: string;
  /** Of the document, for rules that hold tags against it. */
  readonly documentEnvironment?: string;
}

/** Name of a case -> its row. */
export type Table = Readonly<Record<string, Row>>;

const verdicts: readonly CaseVerdict[] = ['pass', 'fail', 'unknown', 'none'];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';

/** Every key of a row, what it has to be, and whether it is. */
const keys: Readonly<Record<string, readonly [string, (value: unknown) => boolean]>> = {
  resources: [
    'a list of resources, the subject first',
    (value) => Array.isArray(value) && value.length > 0 && value.every(isObject),
  ],
  verdict: [verdicts.join(', '), (value) => (verdicts as readonly unknown[]).includes(value)],
  path: ['a JSON pointer, such as /tags_all/Owner', (value) => value === '' || /^\//.test(String(value))],
  findings: ['a number of findings', (value) => Number.isInteger(value)],
  params: ['an object of parameters', isObject],
  environment: ['the name of an environment', isText],
  documentEnvironment: ['the name of an environment', isText],
};

/** Spelled out, so that the compiler asks for a key that the schema gains. */
const ofResource: Readonly<Record<keyof Resource, true>> = {
  ...{ key: true, type: true, mode: true, address: true, module: true, id: true, arn: true, name: true },
  ...{ account: true, region: true, provider: true, environment: true, taggable: true, tags: true },
  ...{ attributes: true, unknown: true, defaulted: true, sensitive: true, links: true, related: true },
  ...{ unresolved: true, actions: true, unchanged: true, previousAddress: true, imported: true },
  ...{ replaced: true, deposed: true, location: true, capturedAt: true, notCarried: true },
  ...{ provenance: true },
};

/** What is wrong with a row, or undefined: a key that means nothing would be believed to test something. */
export function flawOf(row: unknown, rule: Rule): string | undefined {
  if (!isObject(row)) return 'expected an object with `resources` and `verdict`';
  for (const key of ['resources', 'verdict']) {
    if (!Object.hasOwn(row, key)) return `has no \`${key}\`: expected ${keys[key]?.[0]}`;
  }
  for (const [key, value] of Object.entries(row)) {
    if (!Object.hasOwn(keys, key))
      return `has the key \`${key}\`, which means nothing: a row has ${list(Object.keys(keys))}`;
    const [expected, holds] = keys[key] as (typeof keys)[string];
    if (!holds(value)) return `\`${key}\`: expected ${expected}`;
  }
  const { resources, params = {} } = row as unknown as Row;
  const odd = resources
    .flatMap((resource) => Object.keys(resource))
    .find((key) => !Object.hasOwn(ofResource, key));
  if (odd !== undefined)
    return `a resource has the key \`${odd}\`, which means nothing: it has ${list(Object.keys(ofResource))}`;
  const strange = Object.keys(params).find((name) => !Object.hasOwn(rule.params, name));
  if (strange !== undefined)
    return `sets the parameter \`${strange}\`, which rule \`${rule.id}\` does not have`;
  return undefined;
}

const list = (names: readonly string[]): string => `\`${names.join('`, `')}\``;
