import { expect, test } from 'vitest';
import { type Around, at, type Change, constant, planned, refs } from './plans.ts';

const queue = 'aws_sqs_queue.q';
const provider = (region: unknown, key = 'aws'): Around => ({
  root: { resources: { [queue]: { provider: key, ...asked } } },
  providers: { [key]: { name: 'aws', expressions: { region } } },
});
const asked = { region: refs('data.aws_region.r.name') };
const leftOut: Change = { unknown: { region: true } };

test.each<[string, Change, Around, string | undefined]>([
  ['its own', { after: { region: 'eu-west-1' } }, provider(constant('us-east-1')), 'eu-west-1'],
  [
    'that of its ARN',
    { after: { arn: 'arn:aws:sqs:eu-west-2:111122223333:q' } },
    provider(constant('us-east-1')),
    'eu-west-2',
  ],
  ['a constant of the provider', {}, provider(constant('us-east-1')), 'us-east-1'],
  [
    'a variable of the provider',
    {},
    { ...provider(refs('var.region')), variables: { region: 'eu-west-3' } },
    'eu-west-3',
  ],
  ['a variable without a value', {}, provider(refs('var.region')), undefined],
  [
    'a variable that is sensitive',
    {},
    { ...provider(refs('var.region')), secrets: { region: 'eu-west-3' } },
    undefined,
  ],
  [
    'an expression over variables',
    {},
    { ...provider(refs('var.region', 'var.other')), variables: { region: 'eu-west-3', other: 'x' } },
    undefined,
  ],
  ['something else', {}, provider(refs('local.region')), undefined],
  [
    'a variable of a module',
    {},
    { ...provider(refs('var.region'), 'module.m:aws'), variables: { region: 'eu-west-3' } },
    undefined,
  ],
  ['a constant of a module', {}, provider(constant('eu-west-3'), 'module.m:aws'), 'eu-west-3'],
  ['an empty constant', {}, provider(constant('')), undefined],
  ['none, which the environment sets', {}, provider(undefined), undefined],
  ['known only after apply', leftOut, provider(constant('us-east-1')), undefined],
  [
    'left to the provider',
    leftOut,
    {
      root: { resources: { [queue]: {} } },
      providers: { aws: { name: 'aws', expressions: { region: constant('us-east-1') } } },
    },
    'us-east-1',
  ],
])('region: %s', async (_, said, around, expected) => {
  expect(at(await planned({ [queue]: said }, around), queue).region).toBe(expected);
});
