import type { RawObject, RawValue } from '../../../model/raw.ts';
import { isObject, property } from '../lookup.ts';
import type { Test, Transform } from '../table.ts';

// The ACL of a bucket, as the SDK for Java writes it: `grantList` of `{grantee, permission}`, a grantee being
// `{id, displayName}` or the name of a group, and JSON inside JSON in the answers of the API.

const groups: Readonly<Record<string, string>> = {
  AllUsers: 'http://acs.amazonaws.com/groups/global/AllUsers',
  AuthenticatedUsers: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
  LogDelivery: 'http://acs.amazonaws.com/groups/s3/LogDelivery',
};

const permissions: Readonly<Record<string, string>> = {
  FullControl: 'FULL_CONTROL',
  Read: 'READ',
  Write: 'WRITE',
  ReadAcp: 'READ_ACP',
  WriteAcp: 'WRITE_ACP',
};

interface Grant {
  readonly id: string;
  readonly type: string;
  readonly uri: string;
  readonly permission: string;
}

interface Acl {
  readonly owner: string;
  readonly grants: readonly Grant[];
}

function read(value: RawValue): Acl | undefined {
  let acl = value;
  for (let depth = 0; depth < 2 && typeof acl === 'string'; depth += 1) {
    try {
      acl = JSON.parse(acl) as RawValue;
    } catch {
      return undefined;
    }
  }
  if (!isObject(acl)) return undefined;
  const list = property(acl, 'grantList');
  const owner = property(acl, 'owner');
  const grants = (Array.isArray(list) ? list : []).filter(isObject).map(grantOf);
  return { owner: isObject(owner) ? textOf(owner, 'id') : '', grants };
}

function grantOf(entry: RawObject): Grant {
  const grantee = property(entry, 'grantee');
  const named = textOf(entry, 'permission');
  const permission = permissions[named] ?? named;
  if (isObject(grantee)) return { id: textOf(grantee, 'id'), type: 'CanonicalUser', uri: '', permission };
  const group = String(grantee);
  return { id: '', type: 'Group', uri: groups[group] ?? group, permission };
}

const textOf = (holder: RawObject, name: string): string => {
  const value = property(holder, name);
  return typeof value === 'string' ? value : '';
};

/** Whether others than the owner have access: then there is an ACL that somebody set. */
export const isShared: Test = (value) => {
  const acl = read(value);
  return acl?.grants.some(({ id }) => id !== acl.owner) ?? false;
};

const inline: Transform = (value) => {
  const acl = read(value);
  if (acl === undefined) return undefined;
  const byGrantee = new Map<string, Grant[]>();
  for (const grant of acl.grants) {
    const key = grant.id + grant.uri;
    byGrantee.set(key, [...(byGrantee.get(key) ?? []), grant]);
  }
  return [...byGrantee.values()].map((grants) => {
    const { id, type, uri } = grants[0] as Grant;
    return { id, type, uri, permissions: grants.map(({ permission }) => permission) };
  });
};

const policy: Transform = (value) => {
  const acl = read(value);
  if (acl === undefined) return undefined;
  const grant = acl.grants.map(({ id, type, uri, permission }) => ({
    permission,
    grantee: [{ id, type, uri }],
  }));
  return [{ owner: [{ id: acl.owner }], grant }] as unknown as RawValue;
};

/** `grant` of aws_s3_bucket, and `access_control_policy` of aws_s3_bucket_acl. */
export const ownerAndGrants = { inline, policy };
