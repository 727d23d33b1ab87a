import { parseAddress } from '../../src/model/address.ts';
import type { Document, Resource } from '../../src/model/document.ts';
import type { EnvironmentSources, Normalized } from '../../src/normalize/normalize.ts';
import { normalize } from '../../src/normalize/normalize.ts';
import { readBytes } from '../read/inputs.ts';

/** The smallest plans and states that show one thing, in the JSON that Terraform writes. */
export type Fields = Readonly<Record<string, unknown>>;

/** What `resource_changes` says of one resource; what a test does not name is as in a plain create. */
export interface Change {
  readonly before?: unknown;
  readonly after?: unknown;
  readonly unknown?: unknown;
  readonly sensitive?: unknown;
  readonly sensitiveBefore?: unknown;
  readonly actions?: readonly string[];
  readonly importing?: unknown;
  /** Fields beside `change`: previous_address, deposed, provider_name. */
  readonly more?: Fields;
}

function identity(address: string): Fields {
  const steps = parseAddress(address);
  const last = steps.at(-1);
  const type = steps.at(-2)?.name ?? '';
  const data = steps.at(-3)?.name === 'data';
  const own = `${data ? 'data.' : ''}${type}.${last?.name}`;
  const module = address.slice(0, Math.max(0, address.lastIndexOf(own) - 1));
  return {
    address,
    mode: data ? 'data' : 'managed',
    type,
    name: last?.name,
    provider_name: `registry.terraform.io/hashicorp/${type.split('_')[0]}`,
    ...(module === '' ? {} : { module_address: module }),
    ...(last?.index === undefined ? {} : { index: JSON.parse(last.index) }),
  };
}

export function change(address: string, said: Change = {}): Fields {
  const { before = null, after = {}, unknown = {}, sensitive = {}, sensitiveBefore = {} } = said;
  return {
    ...identity(address),
    ...said.more,
    change: {
      actions: said.actions ?? (before === null ? ['create'] : ['update']),
      before,
      after,
      after_unknown: unknown,
      before_sensitive: sensitiveBefore,
      after_sensitive: sensitive,
      ...(said.importing === undefined ? {} : { importing: said.importing }),
    },
  };
}

/** Addresses with what the plan says about each. */
export type Changes = Readonly<Record<string, Change>>;

export const state = (values: Readonly<Record<string, Fields>>, sensitive: Fields = {}): Fields => ({
  format_version: '1.0',
  terraform_version: '1.9.5',
  values: {
    root_module: {
      resources: Object.entries(values).map(([address, attributes]) => ({
        ...identity(address),
        values: attributes,
        sensitive_values: sensitive[address] ?? {},
      })),
    },
  },
});

export interface Around {
  readonly root?: Module | undefined;
  readonly providers?: Fields;
  readonly prior?: Readonly<Record<string, Fields>>;
  /** Names of root variables that are declared sensitive, with their values. */
  readonly secrets?: Readonly<Record<string, unknown>>;
  /** Names of the other root variables, with their values. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Elements of `resource_changes` after those of the changes: deposed objects share an address. */
  readonly extra?: readonly Fields[];
}

export const planOf = (changes: Changes, around: Around = {}): Fields => ({
  format_version: '1.2',
  terraform_version: '1.9.5',
  variables: Object.fromEntries(
    Object.entries({ ...around.secrets, ...around.variables }).map(([name, value]) => [name, { value }]),
  ),
  planned_values: { root_module: {} },
  resource_changes: [
    ...Object.entries(changes).map(([address, said]) => change(address, said)),
    ...(around.extra ?? []),
  ],
  ...(around.prior === undefined ? {} : { prior_state: state(around.prior) }),
  configuration: {
    provider_config: around.providers ?? { aws: { name: 'aws' } },
    root_module: {
      ...moduleBlock(around.root ?? {}),
      variables: Object.fromEntries([
        ...Object.keys(around.secrets ?? {}).map((name) => [name, { sensitive: true }]),
        ...Object.keys(around.variables ?? {}).map((name) => [name, {}]),
      ]),
    },
  },
  errored: false,
});

/** Arguments of a block: a value is an expression, see `refs` and `constant`. `for_each` and `count` are apart. */
export type Block = Fields;

export interface Module {
  /** `aws_x.y` -> its arguments. */
  readonly resources?: Readonly<Record<string, Block>>;
  readonly calls?: Readonly<Record<string, Module & { readonly with?: Block }>>;
  readonly outputs?: Fields;
}

/** References as Terraform lists them: `aws_x.y.arn` and then `aws_x.y`. */
export const refs = (...references: readonly string[]): Fields => ({ references });
export const constant = (value: unknown): Fields => ({ constant_value: value });

const loops = ({ for_each: each, count, ...expressions }: Block): Fields => ({
  expressions,
  ...(each === undefined ? {} : { for_each_expression: each }),
  ...(count === undefined ? {} : { count_expression: count }),
});

export function moduleBlock({ resources = {}, calls = {}, outputs = {} }: Module): Fields {
  return {
    resources: Object.entries(resources).map(([address, { provider = 'aws', ...block }]) => ({
      ...identity(address),
      provider_config_key: provider,
      ...loops(block),
    })),
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, expression]) => [name, { expression }])),
    module_calls: Object.fromEntries(
      Object.entries(calls).map(([name, call]) => [
        name,
        { source: `./${name}`, ...loops(call.with ?? {}), module: moduleBlock(call) },
      ]),
    ),
  };
}

export async function normalized(input: Fields, environments: EnvironmentSources = {}): Promise<Normalized> {
  return normalize(await readBytes(JSON.stringify(input)), environments);
}

/** The document after a plan. */
export const planned = async (changes: Changes, around: Around = {}): Promise<Document> =>
  (await normalized(planOf(changes, around))).document;

export function at(document: Document, key: string): Resource {
  const all = [...document.resources, ...document.removed, ...document.dataSources];
  const found = all.find((resource) => resource.key === key);
  if (found === undefined) throw new Error(`no ${key} among ${all.map((each) => each.key).join(', ')}`);
  return found;
}
