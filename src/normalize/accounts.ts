import type { Document } from '../model/document.ts';

/**
 * Gives resources that have no ARN yet the account of their provider: the one that `data.aws_caller_identity` of the
 * same provider read. Only a plan tells which provider a resource has; where two answers differ, none is taken.
 */
export function setAccounts(document: Document): void {
  const accounts = new Map<string, string | null>();
  for (const { type, provider, attributes } of document.dataSources) {
    const account = attributes['account_id'];
    if (type !== 'aws_caller_identity' || provider === undefined || typeof account !== 'string') continue;
    const other = accounts.get(provider);
    accounts.set(provider, other === undefined || other === account ? account : null);
  }
  for (const resource of document.resources) {
    const account = accounts.get(resource.provider ?? '');
    if (resource.account === undefined && typeof account === 'string') resource.account = account;
  }
}
