import { createHash } from 'node:crypto';
import type { Finding } from '../model/finding.ts';

/** What names a finding from run to run: rule, resource, and the place, but neither a value nor a message nor a list position. */
export function identity(finding: Finding, address = finding.resource.address): string {
  const path = (finding.path ?? '').replace(/\/\d+(?=\/|$)/g, '/*');
  // Messages are all that tells findings of conftest apart.
  const said = finding.rule.raw ? [finding.message] : [];
  return [finding.rule.id, address, finding.at?.address ?? '', path, finding.missing ?? '', ...said].join(
    '\u0000',
  );
}

/** 128 bits, hexadecimal. `nth` tells findings apart that differ in list positions only. */
export const fingerprint = (identified: string, nth: number): string =>
  createHash('sha256')
    .update(nth === 0 ? identified : `${identified}\u0000${nth}`)
    .digest('hex')
    .slice(0, 32);

/**
 * A short digest of the violating value, so that a waiver can hold on to it; undefined where the value is secret
 * (a digest of it could be guessed), where it is not known, or where the finding cites no value. Code holds secrets that
 * are known by their form only, so there is none for it.
 */
export function pin(finding: Finding): string | undefined {
  const holder = finding.at ?? finding.resource;
  const { path } = finding;
  if (finding.verdict !== 'fail' || path === undefined || holder.mode === 'declaration') return undefined;
  const inside = (outer: string): boolean =>
    path === outer || path.startsWith(`${outer}/`) || outer.startsWith(`${path}/`);
  if (holder.sensitive.some(inside)) return undefined;
  const value = valueAt(holder.attributes, path);
  return createHash('sha256').update(canonical(value)).digest('hex').slice(0, 16);
}

function valueAt(attributes: unknown, pointer: string): unknown {
  let here = attributes;
  for (const part of pointer.slice(1).split('/')) {
    if (typeof here !== 'object' || here === null) return undefined;
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    here = Object.hasOwn(here, key) ? (here as Record<string, unknown>)[key] : undefined;
  }
  return here;
}

/** JSON with sorted keys; an absent value and null are the same. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}
