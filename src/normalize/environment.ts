import type { Document, Environment, Resource } from '../model/document.ts';
import type { EnvironmentConfig } from '../model/generated/config.ts';
import { globMatcher } from '../model/glob.ts';

/** Where the environment of a document and of its resources may come from. */
export interface EnvironmentSources {
  readonly flag?: string | undefined;
  readonly workspace?: string | undefined;
  readonly config?: EnvironmentConfig | undefined;
}

const usualAliases: Readonly<Record<string, string>> = {
  production: 'prod',
  prd: 'prod',
  live: 'prod',
  development: 'dev',
  stage: 'staging',
  stg: 'staging',
  testing: 'test',
};

/**
 * Sets the environment of the document (flag, workspace, pattern over its name or account) and of every resource
 * (flag, its tag, workspace, pattern), with where it was found. The workspace `default` says nothing.
 */
export function setEnvironments(document: Document, sources: EnvironmentSources): void {
  const { config = {} } = sources;
  const aliases = new Map(
    Object.entries({ ...usualAliases, ...config.aliases }).map(([from, to]) => [from.toLowerCase(), to]),
  );
  const named = (name: string, from: Environment['from']): Environment => ({
    name: aliases.get(name.toLowerCase()) ?? name.toLowerCase(),
    from,
  });
  const patterns = (config.patterns ?? []).map((pattern) => ({
    environment: named(pattern.environment, 'pattern'),
    address: pattern.address === undefined ? undefined : globMatcher(pattern.address),
    input: pattern.input === undefined ? undefined : globMatcher(pattern.input),
    account: pattern.account,
  }));
  const tagKeys = config.tags ?? ['Environment', 'environment', 'Env', 'env'];
  const flag = sources.flag === undefined ? undefined : named(sources.flag, 'flag');
  const { workspace: name } = sources;
  const workspace =
    name === undefined || name === '' || name === 'default' ? undefined : named(name, 'workspace');
  const { uri } = document.source;
  const byPattern = (address: string | undefined, account: string | undefined): Environment | undefined =>
    patterns.find(
      (pattern) =>
        (pattern.input?.(uri) ?? true) &&
        (pattern.account === undefined || pattern.account === account) &&
        (pattern.address === undefined || (address !== undefined && pattern.address(address))),
    )?.environment;

  const whole = flag ?? workspace ?? byPattern(undefined, document.source.account);
  if (whole !== undefined) document.source.environment = whole;
  const of = (resource: Resource): Environment | undefined => {
    if (flag !== undefined) return flag;
    const tag = tagKeys
      .map((key) => resource.tags[key])
      .find((value) => value !== undefined && value.trim() !== '');
    if (tag !== undefined) return named(tag.trim(), 'tag');
    return workspace ?? byPattern(resource.address, resource.account);
  };
  for (const resource of [...document.resources, ...document.removed, ...document.declarations]) {
    const environment = of(resource);
    if (environment !== undefined) resource.environment = environment;
  }
}
