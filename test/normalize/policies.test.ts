import { describe, expect, test } from 'vitest';
import { type Around, at, type Fields, type Module, planned, refs } from './plans.ts';

/** A policy that takes its JSON from a data source that is read during apply. */
const data = 'data.aws_iam_policy_document.d';
const policy = 'aws_iam_policy.p';
const json = `${data}.json`;

const read = (values: Fields, unknown: Fields = {}) => ({
  actions: ['read'],
  after: values,
  unknown: { json: true, ...unknown },
});
const open = { unknown: { policy: true } };
const takes = (...references: readonly string[]): Module => ({
  resources: { [policy]: { policy: refs(...references) } },
});

async function made(values: Fields, unknown: Fields = {}, around: Around = { root: takes(json, data) }) {
  const document = await planned({ [policy]: open, [data]: read(values, unknown) }, around);
  const { attributes, unknown: rest } = at(document, policy);
  const text = attributes['policy'];
  return { policy: typeof text === 'string' ? JSON.parse(text) : undefined, unknown: Object.keys(rest) };
}

const part = 'driftgate:unknown';
const stays = { policy: undefined, unknown: ['/policy'] };
const statement = (block: Fields, unknown?: Fields) =>
  made({ statement: [block] }, unknown === undefined ? {} : { statement: [unknown] });

test.each<[string, Fields, Fields | undefined, Fields]>([
  ['effect left out', { actions: ['a:b'] }, undefined, { Effect: 'Allow', Action: ['a:b'] }],
  ['a sid', { sid: 's', effect: 'Deny' }, undefined, { Sid: 's', Effect: 'Deny' }],
  ['an empty sid', { sid: '', effect: 'Deny' }, undefined, { Effect: 'Deny' }],
  [
    'every list',
    { actions: ['a:a'], not_actions: ['a:n'], resources: ['r'], not_resources: ['n'] },
    undefined,
    { Effect: 'Allow', Action: ['a:a'], NotAction: ['a:n'], Resource: ['r'], NotResource: ['n'] },
  ],
  ['lists that are empty', { actions: [], resources: null }, undefined, { Effect: 'Allow' }],
  [
    'an ARN',
    { resources: [null, 'r'] },
    { resources: [true, false] },
    { Effect: 'Allow', Resource: [part, 'r'] },
  ],
  [
    'a set that is shorter',
    { resources: ['r'] },
    { resources: [false, true] },
    { Effect: 'Allow', Resource: ['r', part] },
  ],
  ['a whole list', {}, { actions: true }, { Effect: 'Allow', Action: [part] }],
  [
    'principals, two blocks of a type',
    {
      principals: [
        { type: 'AWS', identifiers: ['a'] },
        { type: 'Service', identifiers: ['s'] },
        { type: 'AWS', identifiers: ['b'] },
      ],
    },
    undefined,
    { Effect: 'Allow', Principal: { AWS: ['a', 'b'], Service: ['s'] } },
  ],
  [
    'everyone',
    { principals: [{ type: '*', identifiers: ['*'] }] },
    undefined,
    { Effect: 'Allow', Principal: '*' },
  ],
  [
    'everyone of AWS',
    { principals: [{ type: 'AWS', identifiers: ['*'] }] },
    undefined,
    { Effect: 'Allow', Principal: { AWS: ['*'] } },
  ],
  [
    'an unknown principal',
    { principals: [{ type: 'AWS', identifiers: [null] }], not_principals: [{ type: 'AWS' }] },
    { principals: [{ identifiers: [true] }], not_principals: [{ identifiers: true }] },
    { Effect: 'Allow', Principal: { AWS: [part] }, NotPrincipal: { AWS: [part] } },
  ],
  [
    'conditions, two blocks of a test',
    {
      condition: [
        { test: 'StringEquals', variable: 'a', values: ['1'] },
        { test: 'StringEquals', variable: 'b', values: ['2'] },
        { test: 'Bool', variable: 'c', values: ['true'] },
        { test: 'StringEquals', variable: 'a', values: ['3'] },
      ],
    },
    undefined,
    { Effect: 'Allow', Condition: { StringEquals: { a: ['1', '3'], b: ['2'] }, Bool: { c: ['true'] } } },
  ],
  [
    'an unknown value of a condition',
    { condition: [{ test: 'ArnLike', variable: 'a', values: [null] }] },
    { condition: [{ values: [true] }] },
    { Effect: 'Allow', Condition: { ArnLike: { a: [part] } } },
  ],
  [
    'names that JavaScript knows',
    { condition: [{ test: '__proto__', variable: 'constructor', values: ['1'] }] },
    undefined,
    { Effect: 'Allow', Condition: JSON.parse('{"__proto__": {"constructor": ["1"]}}') },
  ],
])('a statement with %s', async (_, block, unknown, expected) => {
  const found = await statement(block, unknown);
  expect(found).toEqual({ policy: { Version: '2012-10-17', Statement: [expected] }, unknown: [] });
});

test('version and order of statements', async () => {
  const found = await made({ version: '2008-10-17', statement: [{ sid: 'b' }, { sid: 'a' }] });
  expect(found.policy).toEqual({
    Version: '2008-10-17',
    Statement: [
      { Sid: 'b', Effect: 'Allow' },
      { Sid: 'a', Effect: 'Allow' },
    ],
  });
});

describe('stays unknown', () => {
  const one = { statement: [{ actions: ['a:b'] }] };

  test.each<[string, Fields, Fields]>([
    ['all statements', {}, { statement: true }],
    ['a statement', { statement: [null] }, { statement: [true] }],
    ['an effect', one, { statement: [{ effect: true }] }],
    ['the principals', one, { statement: [{ principals: true }] }],
    ['a principal', one, { statement: [{ principals: [true] }] }],
    ['the type of a principal', one, { statement: [{ not_principals: [{ type: true }] }] }],
    ['the conditions', one, { statement: [{ condition: true }] }],
    ['the test of a condition', one, { statement: [{ condition: [{ test: true }] }] }],
    ['the variable of a condition', one, { statement: [{ condition: [{ variable: true }] }] }],
    ['the version', one, { version: true }],
    ['all of it', {}, true as unknown as Fields],
    ['a source that is given', { ...one, source_policy_documents: ['{}'] }, {}],
    ['an override that is given', { ...one, override_policy_documents: ['{}'] }, {}],
    ['a source of provider 3', { ...one, source_json: '{}' }, {}],
    ['a source that is not known', one, { source_policy_documents: [true] }],
    ['sources that are not known', one, { source_policy_documents: true }],
    ['an override that is not known', one, { override_policy_documents: [true] }],
    ['a source of provider 3 that is not known', one, { source_json: true }],
    ['an override of provider 3 that is not known', one, { override_json: true }],
  ])('%s', async (_, values, unknown) => {
    const document = await planned(
      {
        [policy]: open,
        [data]: {
          ...read(values),
          unknown: (unknown as unknown) === true ? true : { json: true, ...unknown },
        },
      },
      { root: takes(json, data) },
    );
    const { attributes, unknown: rest } = at(document, policy);
    expect([attributes['policy'], Object.keys(rest)]).toEqual([undefined, ['/policy']]);
  });

  test.each<[string, readonly string[]]>([
    ['more than the data source', [json, 'var.more']],
    ['another attribute of it', [`${data}.id`]],
    ['another data source', ['data.aws_x.y.json']],
    ['a resource of that name', ['aws_iam_policy_document.d.json']],
    ['one that is not in the plan', ['data.aws_iam_policy_document.other.json']],
  ])('that refers to %s', async (_, references) => {
    expect(await made(one, {}, { root: takes(...references) })).toEqual(stays);
  });
});
