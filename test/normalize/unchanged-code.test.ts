import { expect, test } from 'vitest';
import { type Code, codeOf } from './code.ts';
import { type Change, constant, normalized } from './plans.ts';

const password = { password: constant('q8Zr2LxV0pYt5WmKd7Sb3NcJ') };
const same: Change = { before: {}, after: {}, actions: ['no-op'] };
const made: Change = { after: {} };
const code = (changes: Code['changes']): Code => ({
  providers: { aws: { name: 'aws', expressions: {} }, 'aws.x': { name: 'aws', alias: 'x', expressions: {} } },
  variables: { p: { default: { password: 'q8Zr2LxV0pYt5WmKd7Sb3NcJ' } } },
  root: {
    resources: { 'aws_x.a': password, 'aws_x.b': { ...password, provider: 'aws.x' } },
    calls: { m: { with: password, resources: { 'aws_x.c': password } } },
  },
  ...(changes === undefined ? {} : { changes }),
});

/** The addresses of code that the plan shows to be the same. */
async function unchanged(changes: Code['changes']): Promise<readonly string[]> {
  const { document } = await normalized(codeOf(code(changes)));
  return document.declarations.filter((each) => each.unchanged === true).map(({ address }) => address);
}

const everything = [
  'provider.aws',
  'provider.aws.x',
  'aws_x.a',
  'aws_x.b',
  'var.p',
  'module.m',
  'module.m.aws_x.c',
  'configuration',
];

test.each<[string, Code['changes'], readonly string[]]>([
  ['a plan that changes nothing', { 'aws_x.a': same, 'aws_x.b': same }, everything],
  ['a plan that makes everything', { 'aws_x.a': made, 'aws_x.b': made, 'module.m.aws_x.c': made }, []],
  ['one block that stays', { 'aws_x.a': same, 'aws_x.b': made }, ['provider.aws', 'aws_x.a']],
  ['one of two instances that stays', { 'aws_x.a[0]': same, 'aws_x.a[1]': made }, ['provider.aws']],
  [
    'a module that stays',
    { 'aws_x.b': made, 'module.m[0].aws_x.c': same },
    ['provider.aws', 'module.m', 'module.m.aws_x.c'],
  ],
  [
    'a module of which one resource goes',
    { 'module.m.aws_x.c': same, 'module.m.aws_x.d': { before: {}, after: null, actions: ['delete'] } },
    ['provider.aws', 'module.m.aws_x.c'],
  ],
])('%s', async (_, changes, expected) => {
  expect(await unchanged(changes)).toEqual(expected);
});
