import { createHash } from 'node:crypto';
import type { Document, Resource } from '../model/document.ts';
import type { Drift } from '../model/drift.ts';
import type { AttributeDrift, DriftItem } from '../model/outcome.ts';
import { severities } from '../model/rule.ts';
import type { Effect } from './effects.ts';

interface Around {
  readonly effect: Effect | undefined;
  readonly inputOf: (resource: Resource) => string;
  readonly redact: (text: string) => string;
  /** Attributes that the plan leaves as they are. */
  readonly accepted: ReadonlySet<string>;
}

const accepted = 'the plan leaves it as it is: ignore_changes, or the code says the same';

/** A drift as the report tells it. No string in it is secret. */
export function driftItem(drift: Drift, { effect, inputOf, redact, accepted: left }: Around): DriftItem {
  const resource = drift.kind === 'unmanaged' ? drift.actual : drift.expected;
  const live = drift.kind === 'missing' ? undefined : drift.actual;
  const attributes =
    drift.kind === 'changed'
      ? drift.differences.map((each): AttributeDrift => {
          const name = each.path.split('/')[1] ?? '';
          const muted = each.muted ?? (left.has(name) ? accepted : undefined);
          return { ...told(each, redact), ...(muted === undefined ? {} : { muted }) };
        })
      : undefined;
  const violations = violationsOf(effect, redact);
  const counted = violations.filter(({ advisory }) => !advisory);
  const satisfies = [...(effect?.satisfies ?? [])].sort();
  const [worst] = counted;
  const id = live?.arn ?? live?.id ?? resource.arn ?? resource.id ?? '';
  const { account = resource.account, region = resource.region } = live ?? {};
  return {
    kind: drift.kind,
    type: resource.type,
    ...(drift.kind === 'unmanaged' ? {} : { address: resource.address }),
    id: redact(id),
    ...(resource.name === undefined ? {} : { name: redact(resource.name) }),
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    input: inputOf(resource),
    ...(attributes === undefined ? {} : { attributes }),
    ...(violations.length + satisfies.length === 0
      ? {}
      : {
          policy: {
            newlyViolates: [...new Set(violations.map(({ rule }) => rule))],
            newlySatisfies: satisfies,
            violations: violations.map(({ advisory: _, ...each }) => each),
          },
        }),
    ...(worst === undefined ? {} : { severity: worst.severity }),
    ...mutedWhole(attributes),
    ...(live?.capturedAt === undefined ? {} : { capturedAt: live.capturedAt }),
    ...(resource.location === undefined ? {} : { location: resource.location }),
    fingerprint: fingerprint(drift, resource),
  };
}

const mutedWhole = (attributes: readonly AttributeDrift[] | undefined): Pick<DriftItem, 'muted'> => {
  const [first] = attributes ?? [];
  return first?.muted !== undefined && attributes?.every(({ muted }) => muted !== undefined)
    ? { muted: first.muted }
    : {};
};

function told({ path, expected, actual }: AttributeDrift, redact: Around['redact']): AttributeDrift {
  return {
    path,
    ...(expected === undefined ? {} : { expected: redacted(expected, redact) }),
    ...(actual === undefined ? {} : { actual: redacted(actual, redact) }),
  };
}

function redacted(value: unknown, redact: Around['redact']): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((each) => redacted(each, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [redact(key), redacted(part, redact)]),
  );
}

function violationsOf(effect: Effect | undefined, redact: Around['redact']) {
  const all = (effect?.violates ?? []).map(({ rule, path, message }) => ({
    rule: rule.id,
    severity: rule.severity,
    ...(path === undefined ? {} : { path }),
    message: redact(message),
    advisory: rule.advisory === true,
  }));
  const rank = ({ severity }: (typeof all)[number]) => severities.indexOf(severity);
  const key = (each: (typeof all)[number]) => `${each.rule} ${each.path ?? ''} ${each.message}`;
  return all.sort((a, b) => rank(a) - rank(b) || (key(a) < key(b) ? -1 : 1));
}

/** Does not depend on values; an attribute more is another finding. */
function fingerprint(drift: Drift, resource: Resource): string {
  const place =
    drift.kind === 'unmanaged' ? [resource.account, resource.region, resource.key] : [resource.key];
  const paths =
    drift.kind === 'changed'
      ? drift.differences.map(({ path }) => path.replace(/\/\d+(?=\/|$)/g, '/*')).sort()
      : [];
  return createHash('sha256')
    .update(['drift', drift.kind, resource.type, ...place, ...paths].join('\u0000'))
    .digest('hex')
    .slice(0, 32);
}

const kinds = ['missing', 'unmanaged', 'changed'];

/** Worst first: what counts, by severity, then by kind, type and place. */
export function worstDrift(a: DriftItem, b: DriftItem): number {
  const rank = ({ severity }: DriftItem): number =>
    severity === undefined ? severities.length : severities.indexOf(severity);
  const text = ({ type, address, id, fingerprint: print }: DriftItem): string =>
    [type, address ?? id, print].join('\u0000');
  return (
    Number(a.muted !== undefined) - Number(b.muted !== undefined) ||
    rank(a) - rank(b) ||
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
    (text(a) < text(b) ? -1 : 1)
  );
}

/** The uri of the document that a resource is in. */
export function inputOf(documents: readonly Document[]): (resource: Resource) => string {
  const homes = new Map<string, string>();
  for (const { source, resources } of documents)
    for (const { key } of resources) if (!homes.has(key)) homes.set(key, source.uri);
  return ({ key }) => homes.get(key) ?? '';
}
