import { describe, expect, test } from 'vitest';
import { type Code, codeOf } from './code.ts';
import { at, constant, type Fields, type Module, normalized, refs, state } from './plans.ts';

const db = 'aws_db_instance.d';
const marked = { after: { password: 'hunter22' }, sensitive: { password: true } };
const written = (expression: unknown): Module => ({ resources: { [db]: { password: expression } } });
const inModule = (given: Fields | undefined, variables: Fields = {}): Fields => {
  const plan = codeOf({
    changes: { [`module.m.${db}`]: marked },
    root: {
      calls: {
        m: { ...written(refs('var.password')), with: given === undefined ? {} : { password: given } },
      },
    },
  });
  const { root_module: root } = plan['configuration'] as {
    root_module: { module_calls: { m: { module: Fields } } };
  };
  root.module_calls.m.module = { ...root.module_calls.m.module, variables };
  return plan;
};
const of = async (plan: Fields, key = db) => at((await normalized(plan)).document, key).provenance;
const inRoot = (expression: unknown, code: Code = {}) =>
  of(codeOf({ changes: { [db]: marked }, root: written(expression), ...code }));
const by = (references: readonly string[], defaults: readonly string[] = []) => ({
  '/password': { constant: false, references, defaults },
});
const text = { '/password': { constant: true, references: [], defaults: [] } };

describe('of a password', () => {
  test('a text in the code', async () => expect(await inRoot(constant('hunter22'))).toEqual(text));
  test('null in the code', async () => expect(await inRoot(constant(null))).toEqual(by([])));
  test('a function of nothing', async () => expect(await inRoot({})).toEqual(by([])));
  test('a resource', async () => {
    expect(await inRoot(refs('random_password.p.result', 'random_password.p'))).toEqual(
      by(['random_password.p.result']),
    );
  });

  test.each<[string, Fields, Fields, readonly string[]]>([
    ['without a default', { p: {} }, { p: 'hunter22' }, []],
    ['whose default decides', { p: { default: 'hunter22' } }, { p: 'hunter22' }, ['var.p']],
    ['whose default decides, in a plan without values', { p: { default: 'hunter22' } }, {}, ['var.p']],
    ['whose default was replaced', { p: { default: 'changeme1' } }, { p: 'hunter22' }, []],
    ['whose default is null', { p: { default: null } }, { p: 'hunter22' }, []],
    ['whose default is empty', { p: { default: '' } }, { p: '' }, []],
  ])('a variable %s', async (_, variables, given, defaults) => {
    expect(await inRoot(refs('var.p'), { variables: variables as Record<string, Fields>, given })).toEqual(
      by(['var.p'], defaults),
    );
  });

  test('a part of a default', async () => {
    const variables = { p: { default: { db: { pw: 'hunter22' } } } };
    expect(await inRoot(refs('var.p.db.pw', 'var.p.db', 'var.p'), { variables })).toEqual(
      by(['var.p.db.pw'], ['var.p.db.pw']),
    );
  });
});

describe('through a module', () => {
  const key = `module.m.${db}`;
  test('a text that it is given', async () =>
    expect(await of(inModule(constant('hunter22')), key)).toEqual(text));
  test('a reference that it is given', async () =>
    expect(await of(inModule(refs('var.outer')), key)).toEqual(by(['var.outer'])));
  test('a default of its own', async () =>
    expect(await of(inModule(undefined, { password: { default: 'hunter22' } }), key)).toEqual(text));
  test('a default that what it is given replaces', async () =>
    expect(await of(inModule(refs('var.outer'), { password: { default: 'hunter22' } }), key)).toEqual(
      by(['var.outer']),
    ));
});

describe('where nothing tells', () => {
  test('a state', async () => {
    const { document } = await normalized(state({ [db]: { password: 'hunter22' } }));
    expect(at(document, db).provenance).toBeUndefined();
  });
  test('an argument that is left out', async () =>
    expect(await of(codeOf({ changes: { [db]: {} }, root: { resources: { [db]: {} } } }))).toEqual({}));
  test('another type', async () =>
    expect(
      await of(
        codeOf({
          changes: { 'aws_x.y': {} },
          root: { resources: { 'aws_x.y': { password: constant('a') } } },
        }),
        'aws_x.y',
      ),
    ).toBeUndefined());
});

test('a write-only argument, of which the plan shows nothing', async () => {
  const root = { resources: { [db]: { password_wo: refs('ephemeral.random_password.p.result') } } };
  expect(await of(codeOf({ changes: { [db]: { after: { password_wo_version: 1 } } }, root }))).toEqual({
    '/password_wo': { constant: false, references: ['ephemeral.random_password.p.result'], defaults: [] },
  });
});

test.each([
  ['the same before where the password is', 'hunter22', text],
  ['not known before where it is another', 'hunter11', undefined],
])('%s', async (_, before, expected) => {
  const changes = { [db]: { ...marked, before: { password: before }, sensitiveBefore: { password: true } } };
  const { before: earlier } = await normalized(codeOf({ changes, root: written(constant('hunter22')) }));
  expect(earlier?.resources[0]?.provenance).toEqual(expected);
});
