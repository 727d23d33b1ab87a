import { expect, test } from 'vitest';
import { at, type Module, planned, refs } from './plans.ts';

const data = 'data.aws_iam_policy_document.d';
const policy = 'aws_iam_policy.p';
const open = { unknown: { policy: true } };
const takes = (...references: readonly string[]): Module => ({
  resources: { [policy]: { policy: refs(...references) } },
});
const named = (action: string) => ({
  actions: ['read'],
  after: { statement: [{ actions: [action] }] },
  unknown: { json: true },
});
const actions = (document: Awaited<ReturnType<typeof planned>>, key: string, attribute = 'policy') => {
  const text = at(document, key).attributes[attribute];
  return typeof text === 'string' ? JSON.parse(text).Statement[0].Action : text;
};

test.each<[string, Module, string, readonly string[] | undefined]>([
  ['an index', takes(`${data}[1].json`), policy, ['a:1']],
  ['none of several', takes(`${data}.json`), policy, undefined],
  ['count over the same number', takes(data, 'count.index'), `${policy}[0]`, ['a:0']],
  ['an instance that has none', takes(data, 'count.index'), `${policy}[7]`, undefined],
])('of several: %s', async (_, root, key, expected) => {
  const document = await planned(
    { [key]: open, [`${data}[0]`]: named('a:0'), [`${data}[1]`]: named('a:1') },
    { root },
  );
  expect(actions(document, key)).toEqual(expected);
});

test('of the same instance of a module', async () => {
  const inside = (name: string, key: string) => `module.m["${name}"].${key}`;
  const document = await planned(
    {
      [inside('x', policy)]: open,
      [inside('y', policy)]: open,
      [inside('x', data)]: named('a:x'),
      [inside('y', data)]: named('a:y'),
    },
    { root: { calls: { m: takes(`${data}.json`, data) } } },
  );
  expect([actions(document, inside('x', policy)), actions(document, inside('y', policy))]).toEqual([
    ['a:x'],
    ['a:y'],
  ]);
});

test.each(['assume_role_policy', 'access_policies', 'resource_policy'])(
  'the attribute %s',
  async (attribute) => {
    const root = { resources: { 'aws_iam_role.r': { [attribute]: refs(`${data}.json`) } } };
    const document = await planned(
      { 'aws_iam_role.r': { unknown: { [attribute]: true } }, [data]: named('a:b') },
      { root },
    );
    expect(actions(document, 'aws_iam_role.r', attribute)).toEqual(['a:b']);
  },
);

test('a policy inside a block', async () => {
  const root = {
    resources: { 'aws_iam_role.r': { inline_policy: [{ policy: refs(`${data}.minified_json`) }] } },
  };
  const role = {
    after: { inline_policy: [{ name: 'n' }] },
    unknown: { inline_policy: [{ policy: true }] },
  };
  const document = await planned({ 'aws_iam_role.r': role, [data]: named('a:b') }, { root });
  expect(at(document, 'aws_iam_role.r')).toMatchObject({
    unknown: {},
    attributes: { inline_policy: [{ name: 'n', policy: expect.stringContaining('a:b') }] },
  });
});
