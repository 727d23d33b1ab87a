import type { Resource } from '../model/document.ts';
import type { ActiveRule, Finding, Why } from '../model/finding.ts';
import type { Answer, Statement } from './answers.ts';
import { covering } from './pointers.ts';

/** The verdict of one rule on one resource: undefined where it does not apply, no finding where it passes. */
export type Verdict = readonly Finding[] | undefined;

/**
 * Three values. A denial fails, unless what it cites is not known yet. Without a denial the rule passes only if
 * nothing that decides it is open: an unknown attribute, a replaced secret, a link that could not be resolved.
 */
export function verdict(
  active: ActiveRule,
  resource: Resource,
  answer: Answer,
  find: Find,
  staleBefore?: number,
): Verdict {
  const said = decided(active, resource, answer, find);
  if (said === undefined || said.length > 0 || staleBefore === undefined) return said;
  const old = looksAt(active, resource, find).find(
    ({ capturedAt }) => capturedAt !== undefined && Date.parse(capturedAt) < staleBefore,
  );
  return old === undefined ? said : [stale(active, resource, old)];
}

/**
 * What a pass rests on: the resource, and those that are linked with it, in an order of their own: that of the input must
 * not decide which of them is named.
 */
const looksAt = ({ rule }: ActiveRule, resource: Resource, find: Find): readonly Resource[] => [
  resource,
  ...rule.relatedTypes
    .flatMap((type) => (resource.related[type] ?? []).toSorted())
    .map(find)
    .filter((holder) => holder !== undefined),
];

const stale = ({ rule }: ActiveRule, resource: Resource, old: Resource): Finding => ({
  rule,
  resource,
  ...(old === resource ? {} : { at: old }),
  verdict: 'unknown',
  why: 'stale',
  message: `it would pass, but was last recorded at ${old.capturedAt}`,
});

function decided(active: ActiveRule, resource: Resource, answer: Answer, find: Find): Verdict {
  if (answer.notApplicable.has(resource.key)) return undefined;
  const { rule } = active;
  const environments = active.params['environments'];
  if (Array.isArray(environments) && !environments.includes('*')) {
    const environment = resource.environment?.name;
    if (environment === undefined)
      return [{ rule, resource, verdict: 'unknown', why: 'environment', message: noEnvironment }];
    if (!environments.includes(environment)) return undefined;
  }
  const denied = (answer.denials.get(resource.key) ?? []).map((said) => denial(active, resource, said, find));
  const failures = denied.filter((finding) => finding.verdict === 'fail');
  if (failures.length > 0) return failures;
  const stated = (answer.undetermined.get(resource.key) ?? []).map((said) =>
    undetermined(active, resource, said, find),
  );
  if (denied.length + stated.length > 0) return [...denied, ...stated];
  if (answer.settled.has(resource.key)) return [];
  const doubt = open(active, resource, find);
  return doubt === undefined ? [] : [doubt];
}

/** A resource of the same document by key. */
export type Find = (key: string) => Resource | undefined;

const noEnvironment =
  'the environment is not known, and the rule holds in some environments only: name it with --env';

function denial(active: ActiveRule, resource: Resource, said: Statement, find: Find): Finding {
  const at = said.at === undefined ? undefined : find(said.at);
  const holder = at ?? resource;
  const base = { ...cited(active, resource, said, at), message: said.message };
  if (said.missing !== undefined) {
    if (!resource.unresolved.includes(said.missing)) return { ...base, verdict: 'fail' };
    return { ...base, verdict: 'unknown', why: 'unresolved-link', message: unresolved(said.missing) };
  }
  const doubt = said.path === undefined ? undefined : doubtAt(holder, said.path);
  if (doubt !== undefined) return { ...base, verdict: 'unknown', ...doubt };
  const unseen = unseenContext(active, resource);
  if (unseen !== undefined)
    return { ...base, verdict: 'unknown', why: 'not-carried', message: notShown(unseen) };
  const defaulted = said.path === undefined ? undefined : holder.defaulted[said.path];
  return {
    ...base,
    verdict: 'fail',
    message: defaulted === undefined ? said.message : `${said.message} (left out: ${defaulted})`,
  };
}

function undetermined(active: ActiveRule, resource: Resource, said: Statement, find: Find): Finding {
  const at = said.at === undefined ? undefined : find(said.at);
  const references = said.path === undefined ? undefined : (at ?? resource).unknown[said.path];
  return {
    ...cited(active, resource, said, at),
    verdict: 'unknown',
    why: said.why ?? openBecause(at ?? resource),
    ...(references === undefined ? {} : { references }),
    message: said.message,
  };
}

const cited = ({ rule }: ActiveRule, resource: Resource, said: Statement, at: Resource | undefined) => ({
  rule,
  resource,
  ...(at === undefined || at === resource ? {} : { at }),
  ...(said.path ? { path: said.path } : {}),
  ...(said.missing === undefined ? {} : { missing: said.missing }),
});

/** What keeps a resource without a denial from passing. */
function open(active: ActiveRule, resource: Resource, find: Find): Finding | undefined {
  const { rule } = active;
  const link = rule.relatedTypes.find((type) => resource.unresolved.includes(type));
  if (link !== undefined) {
    return {
      rule,
      resource,
      verdict: 'unknown',
      why: 'unresolved-link',
      missing: link,
      message: unresolved(link),
    };
  }
  const unseen = unseenContext({ rule }, resource);
  if (unseen !== undefined)
    return { rule, resource, verdict: 'unknown', why: 'not-carried', message: notShown(unseen) };
  for (const holder of looksAt(active, resource, find)) {
    const doubt = openAt(rule.decisive, rule.presence, holder);
    if (doubt !== undefined) {
      return { rule, resource, verdict: 'unknown', ...(holder === resource ? {} : { at: holder }), ...doubt };
    }
  }
  return undefined;
}

type Patterns = Readonly<Record<string, readonly string[]>>;

function openAt(decisive: Patterns, presence: Patterns, holder: Resource) {
  for (const pattern of [...(decisive[holder.type] ?? []), ...(decisive['*'] ?? [])]) {
    const doubt = doubtAt(holder, pattern);
    if (doubt !== undefined) return doubt;
  }
  for (const pattern of [...(presence[holder.type] ?? []), ...(presence['*'] ?? [])]) {
    const doubt = doubtAt(holder, pattern);
    if (doubt === undefined || doubt.why === 'sensitive') continue;
    if (!doubt.references.some(isManagedReference)) return doubt;
  }
  return undefined;
}

/** A reference to an attribute of a managed AWS resource, which will be set once that exists. */
const isManagedReference = (reference: string): boolean =>
  /^(module\.[^.[]+(\[[^\]]*\])?\.)*aws_[a-z0-9_]+\./.test(reference);

interface Doubt {
  readonly why: Why;
  readonly path: string;
  readonly references: readonly string[];
  readonly message: string;
}

function doubtAt(holder: Resource, pattern: string): Doubt | undefined {
  const attribute = pattern.split('/', 2)[1] ?? '';
  if (holder.notCarried?.includes(attribute)) {
    const message = `\`${attribute}\` ${phrases['not-carried']}`;
    return { why: 'not-carried', path: `/${attribute}`, references: [], message };
  }
  const unknown = covering(Object.keys(holder.unknown), pattern);
  if (unknown !== undefined) {
    const references = holder.unknown[unknown] ?? [];
    const why = openBecause(holder);
    return { why, path: unknown, references, message: `\`${name(unknown)}\` ${phrases[why]}` };
  }
  const sensitive = covering(holder.sensitive, pattern);
  if (sensitive === undefined) return undefined;
  return {
    why: 'sensitive',
    path: sensitive,
    references: [],
    message: `\`${name(sensitive)}\` is marked sensitive and was not read`,
  };
}

/** What is open in a live resource, no apply will tell. */
const openBecause = ({ capturedAt }: Resource): 'known-after-apply' | 'not-carried' =>
  capturedAt === undefined ? 'known-after-apply' : 'not-carried';

const phrases = {
  'known-after-apply': 'is known only after apply',
  'not-carried': 'is not carried by this source',
} as const;

/** A type of which a live source shows nothing, and that the rule looks at in the whole document. */
const unseenContext = ({ rule }: Pick<ActiveRule, 'rule'>, resource: Resource): string | undefined =>
  resource.capturedAt === undefined
    ? undefined
    : rule.contextTypes.find((type) => resource.unresolved.includes(type));

const notShown = (type: string): string => `this source does not show any \`${type}\``;

/** A pointer as people write it: tags_all.Owner, ingress[0].cidr_blocks. */
const name = (pointer: string): string =>
  pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : `${path}.${part}`));

const unresolved = (type: string): string => `it could not be told which \`${type}\` belongs to it`;
