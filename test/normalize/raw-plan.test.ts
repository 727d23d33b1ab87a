import { describe, expect, test } from 'vitest';
import type { RawPlan } from '../../src/model/raw-plan.ts';
import { normalize } from '../../src/normalize/normalize.ts';
import { readPlan } from '../read/inputs.ts';
import { type Changes, change } from './plans.ts';

const raw = async (changes: Changes): Promise<RawPlan> => {
  const input = await readPlan({
    format_version: '1.2',
    terraform_version: '1.9.5',
    planned_values: { root_module: {} },
    resource_changes: Object.entries(changes).map(([address, said]) => change(address, said)),
    configuration: { root_module: {} },
  });
  const made = normalize(input, { flag: undefined, workspace: undefined, config: undefined }).raw?.();
  if (made === undefined) throw new Error('no plan');
  return made;
};

describe('the address in a text', () => {
  const addresses = [
    'aws_db_instance.a',
    'aws_db_instance.a["x.y"]',
    'aws_db_instance.a[0]',
    'module.m["k"].module.n[1].aws_db_instance.b-c',
    'google_sql_database_instance.g',
    'data.aws_ami.d',
  ];
  const plan = raw(Object.fromEntries(addresses.map((address) => [address, {}])));

  test.each<[string, string | undefined]>([
    ...addresses.map((address): [string, string] => [`see ${address}: open`, address]),
    ['aws_db_instance.a.storage_encrypted is false', 'aws_db_instance.a'],
    ['`aws_db_instance.a[0]`.', 'aws_db_instance.a[0]'],
    ['nothing.here, then aws_db_instance.a', 'aws_db_instance.a'],
    ['google_sql_database_instance.g and aws_db_instance.a', 'google_sql_database_instance.g'],
    ['aws_db_instance.other', undefined],
    ['aws_db_instance.ab', undefined],
    ['aws_db_instance.a[7]', undefined],
    ['module.m["k"].aws_db_instance.a', undefined],
    ['', undefined],
  ])('%s', async (text, expected) => {
    expect((await plan).find(text)?.address).toBe(expected);
  });
  test('is of the resource of the document, or of what has no place there', async () => {
    expect((await plan).find('aws_db_instance.a')).toMatchObject({
      mode: 'managed',
      type: 'aws_db_instance',
    });
    expect((await plan).find('google_sql_database_instance.g')).toMatchObject({
      type: 'google_sql_database_instance',
      attributes: {},
    });
    expect((await plan).whole).toMatchObject({ address: 'plan', type: 'terraform_plan' });
  });
});

describe('a secret in a text', () => {
  test.each<[string, unknown, string, string]>([
    ['as it stands', 'hunter2', 'it is hunter2!', 'it is (sensitive)!'],
    ['inside of a word', 'hunter2', 'xhunter2y', 'x(sensitive)y'],
    ['in other case', 'hunter2', 'HUNTER2', '(sensitive)'],
    ['with signs of patterns', 'a+b(c)*', 'a+b(c)*', '(sensitive)'],
    ['in JSON', 'a"b\\c', '{"x":"a\\"b\\\\c"}', '{"x":"(sensitive)"}'],
    ['in JSON of Go', '<a&b>', '"\\u003ca\\u0026b\\u003e"', '"(sensitive)"'],
    ['in a URL', 'a b/c', '?x=a%20b%2Fc', '?x=(sensitive)'],
    ['in a URL of Go', "a b'c", '?x=a+b%27c', '?x=(sensitive)'],
    ['a Greek one', 'ΑΣ12', 'ΑΣ12Α', '(sensitive)Α'],
    ['a short one', 'p4s', 'is p4s.', 'is (sensitive).'],
    ['a short one inside of a word', 'aws', 'aws_x and aws', 'aws_x and (sensitive)'],
    ['a number', 48151, 'port 48151', 'port (sensitive)'],
    ['an empty one', '', 'as it was', 'as it was'],
    ['true', true, 'is true', 'is true'],
    ['in a list', [['nested-1']], 'nested-1', '(sensitive)'],
    ['the longest first', ['abcd', 'abcdefgh'], 'abcdefgh', '(sensitive)'],
    ['in JSON that is a text', '{"a": ["inner"]}', 'inner', '(sensitive)'],
    ['a line of several', 'first line\nsecond line', 'it is second line', 'it is (sensitive)'],
  ])('%s', async (_, value, text, expected) => {
    const plan = await raw({ 'random_password.x': { after: { value }, sensitive: { value: true } } });
    expect(plan.redact(text)).toBe(expected);
  });
  test('of before the plan', async () => {
    const said = { before: { value: 'old-one' }, sensitiveBefore: { value: true }, after: { value: 'free' } };
    const plan = await raw({ 'random_password.x': said });
    expect(plan.redact('old-one, free')).toBe('(sensitive), free');
  });
});
