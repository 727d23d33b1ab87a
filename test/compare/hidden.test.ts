import { expect, test } from 'vitest';
import { textsAt, withHidden } from '../../src/compare/hidden.ts';

const env = (token: string) => [{ variables: { TOKEN: token, MODE: 'fast' } }];

test('a secret is hidden where it stands, and what is beside it stays', () => {
  const pointers = ['/environment/0/variables/TOKEN'];
  expect(withHidden('environment', env('one'), pointers)).toEqual({ value: env('(sensitive)') });
});

test('marks of other attributes hide nothing, also where the name begins the same', () => {
  const value = env('one');
  expect(withHidden('environment', value, ['/environment_id', '/password'])).toEqual({ value });
});

test('a whole that is secret goes as a whole, and a place that is not there adds nothing', () => {
  expect(withHidden('password', 'abc', ['/password'])).toEqual({ value: '(sensitive)' });
  expect(withHidden('environment', [], ['/environment/0/variables/TOKEN'])).toEqual({ value: [] });
  expect(withHidden('tags', { a: 'b' }, ['/tags/x~1y'])).toEqual({ value: { a: 'b' } });
  expect(withHidden('tags', { 'x/y': 'b' }, ['/tags/x~1y'])).toEqual({ value: { 'x/y': '(sensitive)' } });
});

test('in a list of several, which element is secret on the other side cannot be known', () => {
  expect(withHidden('user', [{ password: 'a' }, { password: 'b' }], ['/user/1/password'])).toBeUndefined();
});

test('all texts at a pointer are secrets on the other side', () => {
  expect(textsAt({ environment: env('one') }, '/environment/0/variables')).toEqual(['one', 'fast']);
  expect(textsAt({ environment: env('one') }, '/environment/0/variables/TOKEN')).toEqual(['one']);
  expect(textsAt({ environment: [] }, '/environment/0/variables/TOKEN')).toEqual([]);
  expect(textsAt({}, '/__proto__/x')).toEqual([]);
});
