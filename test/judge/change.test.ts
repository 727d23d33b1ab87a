import { describe, expect, test } from 'vitest';
import { judge } from '../../src/judge/judge.ts';
import type { Resource } from '../../src/model/document.ts';
import type { Finding } from '../../src/model/finding.ts';
import { document, evaluation, finding, judged, options, resource, rule } from './findings.ts';

const fail = (address = 'aws_x.a', more: Partial<Finding> = {}) =>
  finding({ resource: resource(address), ...more });
const unknown = (address = 'aws_x.a', more: Partial<Finding> = {}) =>
  fail(address, { verdict: 'unknown', why: 'known-after-apply', ...more });

interface Row {
  readonly before?: readonly Finding[];
  readonly after?: readonly Finding[];
  readonly resources?: readonly Resource[];
  readonly removed?: readonly Resource[];
  /** `verdict change address path` of every result. */
  readonly expected: readonly string[];
}

test.each<[string, Row]>(
  Object.entries({
    'new': { after: [fail()], expected: ['fail introduced aws_x.a /a'] },
    'as before': { before: [fail()], after: [fail()], expected: ['fail existing aws_x.a /a'] },
    gone: { before: [fail()], expected: ['pass resolved aws_x.a /a'] },
    'another resource': {
      before: [fail('aws_x.b')],
      after: [fail()],
      expected: ['fail introduced aws_x.a /a', 'pass resolved aws_x.b /a'],
    },
    'another rule': {
      before: [fail('aws_x.a', { rule: rule({ id: 'T-TWO-01' }) })],
      after: [fail()],
      expected: ['fail introduced aws_x.a /a', 'pass resolved aws_x.a /a'],
    },
    'another attribute of the same resource is new, and nothing is mended': {
      before: [fail('aws_x.a', { path: '/b' })],
      after: [fail()],
      expected: ['fail introduced aws_x.a /a'],
    },
    'a block that was filled in, and is left out': {
      before: [fail('aws_x.a', { path: '/disk/0/encrypted' })],
      after: [fail('aws_x.a', { path: '/disk' })],
      expected: ['fail existing aws_x.a /disk'],
    },
    'a name that only begins alike is another attribute': {
      before: [fail('aws_x.a', { path: '/disks' })],
      after: [fail('aws_x.a', { path: '/disk' })],
      expected: ['fail introduced aws_x.a /disk'],
    },
    'another value and another message at the same place': {
      before: [fail('aws_x.a', { message: 'port 22' })],
      after: [
        fail('aws_x.a', { message: 'port 3389', resource: resource('aws_x.a', { attributes: { a: 3389 } }) }),
      ],
      expected: ['fail existing aws_x.a /a'],
    },
    'another position in a list': {
      before: [fail('aws_x.a', { path: '/rule/4/cidr' })],
      after: [fail('aws_x.a', { path: '/rule/0/cidr' })],
      expected: ['fail existing aws_x.a /rule/0/cidr'],
    },
    'one more in a list is new': {
      before: [fail('aws_x.a', { path: '/rule/0', message: 'port 22' })],
      after: [
        fail('aws_x.a', { path: '/rule/0', message: 'port 21' }),
        fail('aws_x.a', { path: '/rule/1', message: 'port 22' }),
      ],
      expected: ['fail existing aws_x.a /rule/1', 'fail introduced aws_x.a /rule/0'],
    },
    'one less in a list': {
      before: [fail('aws_x.a', { path: '/rule/0' }), fail('aws_x.a', { path: '/rule/1' })],
      after: [fail('aws_x.a', { path: '/rule/0' })],
      expected: ['fail existing aws_x.a /rule/0'],
    },
    moved: {
      before: [fail('aws_x.old')],
      after: [fail('aws_x.new')],
      resources: [resource('aws_x.new', { previousAddress: 'aws_x.old' })],
      expected: ['fail existing aws_x.new /a'],
    },
    'moved and mended': {
      before: [fail('aws_x.old')],
      resources: [resource('aws_x.new', { previousAddress: 'aws_x.old' })],
      expected: ['pass resolved aws_x.old /a'],
    },
    'made anew at the old address of one that moved': {
      before: [fail('aws_x.old')],
      after: [fail('aws_x.old'), fail('aws_x.new')],
      resources: [resource('aws_x.new', { previousAddress: 'aws_x.old' }), resource('aws_x.old')],
      expected: ['fail existing aws_x.new /a', 'fail introduced aws_x.old /a'],
    },
    'not known any more': { before: [fail()], after: [unknown()], expected: ['unknown existing aws_x.a /a'] },
    'not known any more, at another place': {
      before: [fail()],
      after: [unknown('aws_x.a', { path: '/b' })],
      expected: ['unknown existing aws_x.a /b'],
    },
    'not known, of one that passed': { after: [unknown()], expected: ['unknown introduced aws_x.a /a'] },
    'not known before, and fails': {
      before: [unknown()],
      after: [fail()],
      expected: ['fail introduced aws_x.a /a'],
    },
    'not known before, and passes': { before: [unknown()], expected: [] },
    deleted: {
      before: [fail()],
      removed: [resource('aws_x.a', { actions: ['delete'] })],
      expected: ['pass resolved aws_x.a /a'],
    },
    'forgotten: it is still there': {
      before: [fail()],
      removed: [resource('aws_x.a', { actions: ['forget'] })],
      expected: [],
    },
    'forgotten after a move': {
      before: [fail('aws_x.old')],
      removed: [resource('aws_x.new', { actions: ['forget'], previousAddress: 'aws_x.old' })],
      expected: [],
    },
    replaced: {
      before: [fail()],
      after: [fail()],
      resources: [resource('aws_x.a', { actions: ['delete', 'create'], replaced: true })],
      expected: ['fail existing aws_x.a /a'],
    },
  } satisfies Record<string, Row>),
)('%s', (_, { before = [], after = [], resources, removed = [], expected }) => {
  const now = document(resources ?? after.map((each) => each.resource), { removed: [...removed] });
  const input = judged(after, { document: now, before: evaluation(before) });
  const { results, summary } = judge([input], options());
  const found = results.map((each) => `${each.verdict} ${each.change} ${each.address} ${each.path}`);
  expect(found.sort()).toEqual([...expected].sort());
  const number = (change: string) => expected.filter((each) => each.includes(` ${change} `)).length;
  expect(summary.changes).toEqual({
    introduced: number('introduced'),
    existing: number('existing'),
    resolved: number('resolved'),
  });
});

describe('a state', () => {
  test('has no change', () => {
    const { results } = judge([judged([fail()])], options());
    expect(results[0]).not.toHaveProperty('change');
  });

  test('counts as a whole, also where only what is introduced does', () => {
    const { settings } = options();
    const { gate } = judge([judged([fail()])], options({ settings: { ...settings, mode: 'introduced' } }));
    expect(gate.exitCode).toBe(1);
  });
});
