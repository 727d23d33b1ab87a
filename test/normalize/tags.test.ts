import { describe, expect, test } from 'vitest';
import {
  type Around,
  at,
  type Block,
  type Change,
  constant,
  type Fields,
  normalized,
  planned,
  planOf,
  refs,
} from './plans.ts';

const topic = 'aws_sns_topic.t';
const provider = (tags: unknown): Fields => ({
  aws: {
    name: 'aws',
    expressions: {
      region: constant('eu-west-1'),
      ...(tags === undefined ? {} : { default_tags: [{ tags }] }),
    },
  },
});

/** The effective tags of a topic, and the pointers of its tags that are not known. */
async function tagsOf(said: Change, around: Around = {}, siblings: Readonly<Record<string, Change>> = {}) {
  const block: Block = said.unknown === undefined ? {} : { tags: refs('random_pet.p.id') };
  const resources = Object.fromEntries([topic, ...Object.keys(siblings)].map((address) => [address, block]));
  const document = await planned({ [topic]: said, ...siblings }, { root: { resources }, ...around });
  const { taggable, tags, unknown } = at(document, topic);
  return { taggable, tags, unknown: Object.keys(unknown).sort() };
}

const open = { tags: { Owner: true }, tags_all: true };
const pointers = ['/tags/Owner', '/tags_all/Owner'];

test.each<[string, Change, Around, Fields]>([
  [
    'tags_all',
    { after: { tags: { A: '1' }, tags_all: { A: '1', B: '2' } } },
    {},
    { taggable: true, tags: { A: '1', B: '2' }, unknown: [] },
  ],
  [
    'provider 3, which has no tags_all',
    { after: { tags: { A: '1' } } },
    {},
    { taggable: true, tags: { A: '1' }, unknown: [] },
  ],
  ['none at all', { after: { tags: null, tags_all: {} } }, {}, { taggable: true, tags: {} }],
  ['a type without tags', { after: { name: 'a' } }, {}, { taggable: false, tags: {} }],
  ['a value that is no text', { after: { tags_all: { A: null, B: 'b' } } }, {}, { tags: { B: 'b' } }],
  [
    'one value of tags_all unknown',
    { after: { tags: {}, tags_all: { A: '1' } }, unknown: { tags_all: { B: true } } },
    {},
    { tags: { A: '1' }, unknown: ['/tags_all/B'] },
  ],
  [
    'a value unknown, default_tags constant',
    { after: { tags: { A: '1' } }, unknown: open },
    { providers: provider(constant({ A: '0', B: '2' })) },
    { tags: { A: '1', B: '2' }, unknown: pointers },
  ],
  [
    'a value unknown that overrides a default',
    { after: { tags: {} }, unknown: open },
    { providers: provider(constant({ Owner: 'us' })) },
    { tags: {}, unknown: pointers },
  ],
  [
    'a value unknown, a provider without default_tags',
    { after: { tags: { A: '1' } }, unknown: open },
    { providers: provider(undefined) },
    { tags: { A: '1' }, unknown: pointers },
  ],
  [
    'a value unknown, default_tags by reference',
    { after: { tags: { A: '1' } }, unknown: open },
    { providers: provider(refs('local.tags')) },
    { tags: { A: '1' }, unknown: ['/tags/Owner', '/tags_all'] },
  ],
  [
    'wholly unknown',
    { after: {}, unknown: { tags: true, tags_all: true } },
    { providers: provider(constant({ A: '0' })) },
    { taggable: true, tags: {}, unknown: ['/tags', '/tags_all'] },
  ],
  [
    'a key with a slash and a tilde',
    { after: { tags: {} }, unknown: { tags: { 'a/b~c': true }, tags_all: true } },
    { providers: provider(constant({ 'a/b~c': 'd' })) },
    { tags: {}, unknown: ['/tags/a~1b~0c', '/tags_all/a~1b~0c'] },
  ],
])('%s', async (_, said, around, expected) => {
  expect(await tagsOf(said, around)).toMatchObject(expected);
});

describe('default_tags by reference', () => {
  const around = { providers: provider(refs('local.tags')) };
  const sibling: Change = { after: { tags: { C: '3' }, tags_all: { B: '2', C: '3' } } };
  const said: Change = { after: { tags: { A: '1' } }, unknown: open };
  const vague: Change = { after: {}, unknown: { tags: true, tags_all: true } };

  test.each<[string, Around, Readonly<Record<string, Change>>, Fields]>([
    [
      'learned from a sibling',
      around,
      { 'aws_sns_topic.s': sibling },
      { tags: { A: '1', B: '2' }, unknown: pointers },
    ],
    [
      'not from one whose tags are unknown',
      around,
      { 'aws_sns_topic.s': vague },
      { tags: { A: '1' }, unknown: ['/tags/Owner', '/tags_all'] },
    ],
    [
      'not from one that is deleted, with tags of another day',
      around,
      {
        'aws_sns_topic.s': { before: { tags: {}, tags_all: { Old: '1' } }, after: null, actions: ['delete'] },
      },
      { tags: { A: '1' }, unknown: ['/tags/Owner', '/tags_all'] },
    ],
  ])('%s', async (_, given, siblings, expected) => {
    expect(await tagsOf(said, given, siblings)).toMatchObject(expected);
  });

  test('not from a sibling of another provider', async () => {
    const root = {
      resources: {
        [topic]: { tags: refs('a.b') },
        'aws_sns_topic.s': { provider: 'aws.west', tags: refs('a.b') },
      },
    };
    const providers = { ...provider(refs('local.tags')), 'aws.west': provider(refs('local.west'))['aws'] };
    expect(await tagsOf(said, { root, providers }, { 'aws_sns_topic.s': sibling })).toMatchObject({
      tags: { A: '1' },
    });
  });
});

describe('Auto Scaling groups', () => {
  const group = 'aws_autoscaling_group.g';
  const blocks = [
    { key: 'A', value: '1' },
    { key: 'B', value: null },
    { value: 'x' },
    { key: 'A', value: '2' },
  ];

  test.each<[string, string, Change, Fields]>([
    ['tag blocks', group, { after: { tag: blocks } }, { taggable: true, tags: { A: '2', B: '' } }],
    ['no tag blocks', group, { after: { tag: [] } }, { taggable: true, tags: {} }],
    ['blocks that are not known', group, { unknown: { tag: true } }, { taggable: true, tags: {} }],
    [
      'one that tags another',
      'aws_autoscaling_group_tag.g',
      { after: { tag: blocks } },
      { taggable: false, tags: {} },
    ],
  ])('%s', async (_, address, said, expected) => {
    expect(at(await planned({ [address]: said }), address)).toMatchObject(expected);
  });
});

describe('names that JavaScript knows', () => {
  const tags = JSON.parse('{"__proto__": "p", "constructor": "c", "toString": "t"}');

  test.each<[string, Fields, Around]>([
    ['tags_all', { tags_all: tags }, {}],
    [
      'default_tags and own tags',
      { tags },
      { providers: provider(constant(JSON.parse('{"__proto__": "0"}'))) },
    ],
  ])('%s', async (_, values, around) => {
    const unknown = 'tags_all' in values ? undefined : { tags_all: true };
    const { document } = await normalized(
      planOf({ [topic]: { after: values, unknown } }, { ...around, root: { resources: { [topic]: {} } } }),
    );
    const found = at(document, topic).tags;
    expect(Object.entries(found)).toEqual(Object.entries(tags));
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
    expect(({} as Fields)['p']).toBeUndefined();
  });
});
