import type { AttributeDrift, DriftItem, Report, Result } from '../model/outcome.ts';
import { clip } from './inert.ts';
import { attribute, count } from './words.ts';

/** Phrases about drift that several formats share. They hold data: each format makes them inert for its sink. */

/** How much of a value is shown. */
const longest = 200;

/** What a person calls the resource. */
export const placeOf = ({ address, id, name }: DriftItem): string => address ?? (id || name || '');

/** The live resource, where the address does not say which it is. */
export const liveId = ({ address, id }: DriftItem): string | undefined =>
  address === undefined || id === '' ? undefined : id;

/** "new", or "since 2026-11-18"; only where earlier runs are remembered. */
export const seen = ({ isNew, firstSeen }: DriftItem): string | undefined =>
  isNew === undefined ? undefined : isNew ? 'new' : `since ${firstSeen?.slice(0, 10)}`;

const value = (side: unknown): string =>
  side === undefined ? 'unset' : typeof side === 'string' ? side || '""' : JSON.stringify(side);

/** `multi_az: true -> false`; of a set, what is not there any more and what is there as well. */
export const differs = ({ path, expected, actual, muted }: AttributeDrift): string => {
  const why = muted === undefined ? '' : ` (muted: ${muted})`;
  return `${attribute(path)}: ${clip(value(expected), longest)} -> ${clip(value(actual), longest)}${why}`;
};

/** "newly violates NET-SG-01 (critical): tcp port 22 is open to the internet" */
export const effects = ({ policy }: DriftItem): string[] => {
  if (policy === undefined) return [];
  const { violations, newlySatisfies } = policy;
  return [
    ...violations.map(({ rule, severity, message }) => `newly violates ${rule} (${severity}): ${message}`),
    ...(newlySatisfies.length === 0 ? [] : [`newly satisfies ${newlySatisfies.join(', ')}`]),
  ];
};

const titles = {
  missing: 'A resource that is expected does not exist',
  unmanaged: 'A resource exists that nothing expects',
  changed: 'A resource is not as expected',
} as const;

const remedies = {
  missing: 'Apply the code again, or take the resource out of the state.',
  unmanaged: 'Import the resource or remove it; what is meant to be there goes below drift.ignore.',
  changed: 'Apply the code again, or change the code to what is wanted.',
} as const;

/** A drift as a finding of a rule of its own, for formats that know nothing else. */
export const asResult = (item: DriftItem): Result => {
  const { kind, type, severity = 'low', input, muted, location, fingerprint } = item;
  const said = [...(item.attributes ?? []).map(differs), ...effects(item)];
  return {
    rule: `DRIFT-${kind.toUpperCase()}`,
    title: titles[kind],
    severity,
    verdict: muted === undefined ? 'fail' : 'waived',
    input,
    address: placeOf(item),
    type,
    key: placeOf(item),
    message: said.length === 0 ? titles[kind] : said.join('; '),
    remediation: remedies[kind],
    ...(location === undefined ? {} : { location }),
    ...(muted === undefined ? {} : { waiver: { reason: muted, owner: 'drift.ignore', expires: 'removed' } }),
    fingerprint,
  };
};

const listed = (table: Readonly<Record<string, number>>): string =>
  Object.entries(table)
    .map(([name, many]) => `${many} ${name}`)
    .join(', ');

/** "79 resources compared", and what was not, so that no drift does not look like nothing compared. */
export const driftNotes = ({ summary: { drift } }: Report): string[] => {
  if (drift === undefined) return [];
  const { compared, ambiguous, notAssessable, leftOut } = drift;
  return [
    `${count(compared, 'resource')} compared`,
    ...(ambiguous > 0 ? [`${count(ambiguous, 'resource')} not compared, as several fit`] : []),
    ...(Object.keys(notAssessable).length > 0
      ? [`not compared, as the live side does not show them: ${listed(notAssessable)}`]
      : []),
    ...(Object.keys(leftOut).length > 0 ? [`left out, and told with --strict: ${listed(leftOut)}`] : []),
  ];
};
