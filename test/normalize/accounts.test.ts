import { expect, test } from 'vitest';
import { at, type Change, type Module, normalized, planOf } from './plans.ts';

const bucket = 'aws_s3_bucket.b';
const here = { account_id: '111122223333' };
const there = { account_id: '444455556666' };
const made: Change = { after: { bucket: 'b' }, unknown: { id: true, arn: true } };
const providers = { aws: { name: 'aws' }, 'aws.other': { name: 'aws', alias: 'other' } };

const account = async (
  prior: Readonly<Record<string, Readonly<Record<string, string>>>>,
  resources: NonNullable<Module['resources']>,
  change: Change = made,
): Promise<string | undefined> => {
  const { document } = await normalized(
    planOf({ [bucket]: change }, { prior, providers, root: { resources } }),
  );
  return at(document, bucket).account;
};

test('of a resource that is new is that of its provider', async () => {
  const resources = { [bucket]: {}, 'data.aws_caller_identity.me': {} };
  expect(await account({ 'data.aws_caller_identity.me': here }, resources)).toBe('111122223333');
});

test('is not told by another provider', async () => {
  const resources = { [bucket]: {}, 'data.aws_caller_identity.me': { provider: 'aws.other' } };
  expect(await account({ 'data.aws_caller_identity.me': there }, resources)).toBeUndefined();
});

test('is not told where a provider answers twice', async () => {
  const resources = { [bucket]: {}, 'data.aws_caller_identity.a': {}, 'data.aws_caller_identity.b': {} };
  const prior = { 'data.aws_caller_identity.a': here, 'data.aws_caller_identity.b': there };
  expect(await account(prior, resources)).toBeUndefined();
  expect(await account({ ...prior, 'data.aws_caller_identity.b': here }, resources)).toBe('111122223333');
});

test('is not told by other data sources', async () => {
  const resources = { [bucket]: {}, 'data.aws_organizations_account.me': {} };
  expect(await account({ 'data.aws_organizations_account.me': here }, resources)).toBeUndefined();
});

test('of an ARN counts before that of the provider', async () => {
  const resources = { [bucket]: {}, 'data.aws_caller_identity.me': {} };
  const known: Change = { after: { bucket: 'b', arn: 'arn:aws:sqs:eu-west-1:777788889999:b' } };
  expect(await account({ 'data.aws_caller_identity.me': here }, resources, known)).toBe('777788889999');
});
