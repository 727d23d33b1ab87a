import { describe, expect, test } from 'vitest';
import {
  type Around,
  at,
  type Change,
  change,
  type Fields,
  normalized,
  planned,
  planOf,
  refs,
} from './plans.ts';

const r = 'aws_sqs_queue.r';
const was = { name: 'old' };
const is = { name: 'new' };

/** What is in both documents: `before` and `resources` by key with the name, `removed` likewise. */
async function documents(changes: Readonly<Record<string, Change>>, around: Around = {}) {
  const { document, before } = await normalized(planOf(changes, around));
  const names = (list: typeof document.resources = []) =>
    Object.fromEntries(list.map(({ key, attributes }) => [key, attributes['name']]));
  return {
    before: names(before?.resources),
    after: names(document.resources),
    removed: names(document.removed),
    document,
  };
}

test.each<[string, Change, Fields, Fields, Fields, Fields]>([
  ['create', { after: is }, {}, { [r]: 'new' }, {}, {}],
  ['update', { before: was, after: is }, { [r]: 'old' }, { [r]: 'new' }, {}, {}],
  ['no-op', { before: was, after: was, actions: ['no-op'] }, { [r]: 'old' }, { [r]: 'old' }, {}, {}],
  ['delete', { before: was, after: null, actions: ['delete'] }, { [r]: 'old' }, {}, { [r]: 'old' }, {}],
  ['forget', { before: was, after: null, actions: ['forget'] }, { [r]: 'old' }, {}, { [r]: 'old' }, {}],
  [
    'forget, with what is there',
    { before: was, after: was, actions: ['forget'] },
    { [r]: 'old' },
    {},
    { [r]: 'old' },
    {},
  ],
  [
    'destroy first',
    { before: was, after: is, actions: ['delete', 'create'] },
    { [r]: 'old' },
    { [r]: 'new' },
    {},
    { replaced: true },
  ],
  [
    'create first',
    { before: was, after: is, actions: ['create', 'delete'] },
    { [r]: 'old' },
    { [r]: 'new' },
    {},
    { replaced: true },
  ],
  [
    'forget first',
    { before: was, after: is, actions: ['forget', 'create'] },
    { [r]: 'old' },
    { [r]: 'new' },
    {},
    { replaced: true },
  ],
  [
    'create, then forget',
    { before: was, after: is, actions: ['create', 'forget'] },
    { [r]: 'old' },
    { [r]: 'new' },
    {},
    { replaced: true },
  ],
  [
    'import',
    { before: was, after: is, importing: { id: 'i' } },
    { [r]: 'old' },
    { [r]: 'new' },
    {},
    { imported: true },
  ],
  [
    'move',
    { before: was, after: was, actions: ['no-op'], more: { previous_address: 'aws_sqs_queue.q' } },
    { 'aws_sqs_queue.q': 'old' },
    { [r]: 'old' },
    {},
    { previousAddress: 'aws_sqs_queue.q' },
  ],
  [
    'move, and delete',
    { before: was, after: null, actions: ['delete'], more: { previous_address: 'aws_sqs_queue.q' } },
    { 'aws_sqs_queue.q': 'old' },
    {},
    { [r]: 'old' },
    { previousAddress: 'aws_sqs_queue.q' },
  ],
])('%s', async (_, said, before, resources, removed, facts) => {
  const found = await documents({ [r]: said });
  expect(found).toMatchObject({ before, after: resources, removed });
  const resource = at(found.document, r);
  expect(resource).toMatchObject({
    actions: said.actions ?? [said.before === undefined ? 'create' : 'update'],
    ...facts,
  });
  for (const fact of ['replaced', 'imported', 'previousAddress'])
    if (!(fact in facts)) expect(resource).not.toHaveProperty(fact);
});

test('a deposed object is apart from the current one', async () => {
  const gone = { before: was, after: null, actions: ['delete'], more: { deposed: 'abcd1234' } };
  const found = await documents(
    { [r]: { before: is, after: is, actions: ['no-op'] } },
    { extra: [change(r, gone)] },
  );
  const key = `${r} (deposed abcd1234)`;
  expect(found).toMatchObject({
    before: { [r]: 'new', [key]: 'old' },
    after: { [r]: 'new' },
    removed: { [key]: 'old' },
  });
  expect(at(found.document, key)).toMatchObject({ address: r, deposed: 'abcd1234' });
});

describe('the prior state', () => {
  const prior = {
    [r]: was,
    'aws_sqs_queue.other': { name: 'other' },
    'data.aws_x.y': { name: 'data' },
    'null_resource.n': {},
  };

  test('a resource that no change names is in both documents', async () => {
    const found = await documents({ [r]: { before: was, after: is } }, { prior });
    expect(found).toMatchObject({
      before: { [r]: 'old', 'aws_sqs_queue.other': 'other' },
      after: { [r]: 'new', 'aws_sqs_queue.other': 'other' },
    });
    expect(at(found.document, 'aws_sqs_queue.other').actions).toEqual(['no-op']);
  });

  test('data sources explain, and are not judged', async () => {
    const found = await documents({ 'data.aws_z.z': { actions: ['read'] } }, { prior });
    expect(found.document.dataSources.map((each) => each.key).sort()).toEqual([
      'data.aws_x.y',
      'data.aws_z.z',
    ]);
    expect(Object.keys(found.after)).not.toContain('data.aws_x.y');
  });
});

test('other providers are counted, each once', async () => {
  const hostile = { more: { provider_name: '__proto__' } };
  const document = await planned({
    [r]: {},
    'null_resource.a': {},
    'null_resource.b': {},
    'google_x.y': hostile,
    'module.m["k"].random_pet.p': {},
    'awscc_x.y': {},
  });
  expect(document.resources.map((each) => each.key)).toEqual([r]);
  expect(Object.entries(document.otherProviders)).toEqual([
    ['registry.terraform.io/hashicorp/null', 2],
    ['__proto__', 1],
    ['registry.terraform.io/hashicorp/random', 1],
    ['registry.terraform.io/hashicorp/awscc', 1],
  ]);
});

test('the two names of a type are one', async () => {
  const changes = {
    'aws_alb.l': { after: { arn: 'a' } },
    'aws_alb_listener.h': { unknown: { load_balancer_arn: true } },
  };
  const document = await planned(changes, {
    root: { resources: { 'aws_alb_listener.h': { load_balancer_arn: refs('aws_alb.l.arn', 'aws_alb.l') } } },
  });
  expect(at(document, 'aws_alb.l')).toMatchObject({
    type: 'aws_lb',
    related: { aws_lb_listener: ['aws_alb_listener.h'] },
  });
  expect(at(document, 'aws_alb_listener.h')).toMatchObject({
    type: 'aws_lb_listener',
    links: { load_balancer_arn: ['aws_alb.l'] },
  });
});
