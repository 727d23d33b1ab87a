import type { Resource } from '../model/document.ts';
import type { RawObject, RawProviderConfig, RawValue } from '../model/raw.ts';
import type { Configuration } from './configuration.ts';
import { declaration } from './declaration.ts';
import { type Literal, withoutLiterals } from './literals.ts';
import { isObject } from './references.ts';
import { hidden } from './sensitive.ts';
import { type LearnedTags, learnDefaultTags } from './tags.ts';

/** Arguments of a provider that authenticate it. */
const credentialNames = new Set(['access_key', 'secret_key', 'token']);

/**
 * The provider configurations of AWS as rules judge them: arguments that are constants, blocks as lists, and unknown
 * what refers to something, as only Terraform can tell. Keys of default_tags that a reference hides are those that
 * the plan's resources have without stating them.
 *
 * A plan also lists providers that have no block of their own, in modules that inherit one and in a root that leaves
 * all to the environment: the former are not configurations, the latter is one where a resource uses it.
 */
export function providerDeclarations(
  configuration: Configuration,
  resources: readonly Resource[],
): Resource[] {
  const { providers, modules } = configuration;
  const used = new Set<string>();
  for (const { path, block } of modules) {
    for (const { address, type } of block.resources ?? []) {
      if (!type.startsWith('aws_')) continue;
      const key = configuration.providerKey(path === '' ? address : `${path}.${address}`) ?? 'aws';
      used.add(providers[key]?.expressions === undefined ? nameOf(key) : key);
    }
  }
  const keys = new Set([...Object.keys(providers), ...used].filter((key) => isAws(key, providers[key])));
  let learned: ReturnType<typeof learnDefaultTags> | undefined;
  return [...keys]
    .filter((key) => providers[key]?.expressions !== undefined || used.has(key))
    .map((key) => {
      const provider = toDeclaration(key, providers[key]?.expressions as RawObject | undefined);
      if (provider.unknown[tagsPointer] !== undefined) {
        learned ??= learnDefaultTags(resources);
        complete(provider, learned.get(key));
      }
      return provider;
    });
}

const tagsPointer = '/default_tags/0/tags';

/** `module.a:aws.west` as an address: `module.a.provider.aws.west`. Terraform 0.12 writes `a:aws.west`. */
export function providerAddress(key: string): string {
  const colon = key.lastIndexOf(':');
  const own = `provider.${key.slice(colon + 1)}`;
  if (colon < 0) return own;
  const path = key.slice(0, colon);
  const modules = path.startsWith('module.')
    ? path
    : path
        .split('.')
        .map((name) => `module.${name}`)
        .join('.');
  return `${modules}.${own}`;
}

const nameOf = (key: string): string => key.slice(key.lastIndexOf(':') + 1);

/** Forks and mirrors keep the last part of the provider's name. */
const isAws = (key: string, provider: RawProviderConfig | undefined): boolean =>
  provider?.full_name === undefined
    ? (provider?.name ?? nameOf(key).split('.')[0]) === 'aws'
    : provider.full_name.endsWith('/aws');

function toDeclaration(key: string, expressions: RawObject = {}): Resource {
  const unknown: Record<string, string[]> = {};
  const attributes = valuesOf(expressions, '', unknown);
  const sensitive: Literal[] = [];
  const safe = withoutLiterals(attributes, sensitive) as RawObject;
  for (const name of credentialNames) if (typeof safe[name] === 'string') safe[name] = hidden;
  return declaration('terraform_provider', providerAddress(key), safe, {
    name: nameOf(key),
    provider: key,
    unknown,
  });
}

/** The constants of a block, in the provider's shape. */
function valuesOf(block: RawObject, at: string, unknown: Record<string, string[]>): RawObject {
  const values: [string, RawValue][] = [];
  for (const [name, expression] of Object.entries(block)) {
    const value = constantOf(expression, `${at}/${name}`, unknown);
    if (value !== undefined) values.push([name, value]);
  }
  return Object.fromEntries(values);
}

function constantOf(
  expression: RawValue,
  at: string,
  unknown: Record<string, string[]>,
): RawValue | undefined {
  if (Array.isArray(expression))
    return expression.map((block, index) =>
      isObject(block) ? valuesOf(block, `${at}/${index}`, unknown) : block,
    );
  if (!isObject(expression)) return expression;
  if ('constant_value' in expression) return expression['constant_value'];
  const { references } = expression;
  // A call of a function without references is `{}`.
  if (references !== undefined || Object.keys(expression).length === 0) {
    const texts = Array.isArray(references) ? references.filter((each) => typeof each === 'string') : [];
    unknown[at] = texts;
    return undefined;
  }
  return [valuesOf(expression, `${at}/0`, unknown)];
}

/** Puts in the tags that resources show to come from the provider; they are all where no resource has more. */
function complete(provider: Resource, learned: LearnedTags | undefined): void {
  if (learned === undefined) return;
  const [block] = provider.attributes['default_tags'] as RawObject[];
  (block as RawObject)['tags'] = learned.tags;
  if (learned.whole) delete provider.unknown[tagsPointer];
}
