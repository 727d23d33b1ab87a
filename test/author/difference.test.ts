import { describe, expect, test } from 'vitest';
import { differences, ruleChanges, sharedRules } from '../../src/author/difference.ts';
import type { Evaluation, Finding } from '../../src/model/finding.ts';
import { finding, resource, rule } from '../judge/findings.ts';

/** `pass` or nothing for a resource that has no finding. */
function evaluation(findings: readonly Partial<Finding>[], passes: readonly string[] = []): Evaluation {
  const all = findings.map(finding);
  return {
    findings: all,
    passes: passes.map((address) => ({ rule: rule(), resource: resource(address) })),
    judged: new Map(),
    passed: passes.length,
    failed: 0,
    errors: new Map(),
  };
}
const none = evaluation([]);
const passes = evaluation([], ['aws_x.a']);
const fails = evaluation([{}]);
const unknown = evaluation([{ verdict: 'unknown' }]);

const compared = (old: Evaluation, next: Evaluation, shared = true) =>
  differences(old, next, () => shared).map(
    ({ kind, from, to, path }) => `${kind} ${from}>${to}${path === undefined ? '' : ` ${path}`}`,
  );

describe('one resource', () => {
  test.each<[string, Evaluation, Evaluation, string[]]>([
    ['the same finding', fails, fails, []],
    ['the same pass', passes, passes, []],
    ['another message', fails, evaluation([{ message: 'in other words' }]), []],
    ['a pass that fails', passes, fails, ['added pass>fail /a']],
    ['a failure that passes', fails, passes, ['removed fail>pass /a']],
    ['a failure of what was not judged', none, fails, ['added none>fail /a']],
    ['a failure that is no longer judged', fails, none, ['removed fail>none /a']],
    ['a pass that becomes unknown', passes, unknown, ['added pass>unknown /a']],
    ['a failure that becomes unknown', fails, unknown, ['changed fail>unknown /a']],
    ['an unknown that fails', unknown, fails, ['changed unknown>fail /a']],
    ['a pass that is no longer judged', passes, none, ['changed pass>none']],
    [
      'another attribute',
      fails,
      evaluation([{ path: '/b' }]),
      ['removed fail>fail /a', 'added fail>fail /b'],
    ],
    ['one attribute more', fails, evaluation([{}, { path: '/b' }]), ['added fail>fail /b']],
    [
      'the attribute of another resource',
      fails,
      evaluation([{ at: resource('aws_x.b') }]),
      ['removed fail>fail /a', 'added fail>fail /a'],
    ],
    [
      'two findings that are gone',
      evaluation([{}, { path: '/b' }]),
      passes,
      ['removed fail>pass /a', 'removed fail>pass /b'],
    ],
  ])('%s', (_, old, next, expected) => expect(compared(old, next)).toEqual(expected));
});

test('resources are told apart, and come in order', () => {
  const [b, a] = [resource('aws_x.b'), resource('aws_x.a')];
  const next = evaluation([{ resource: b }, { resource: a }]);
  expect(differences(none, next, () => true).map(({ address }) => address)).toEqual(['aws_x.a', 'aws_x.b']);
});

test('of a rule that one side does not have, only findings are told', () => {
  expect(compared(passes, none, false)).toEqual([]);
  expect(compared(none, fails, false)).toEqual(['added none>fail /a']);
});

test('how the rules differ', () => {
  const old = [rule({ id: 'A-1' }), rule({ id: 'B-1', severity: 'low' })];
  const next = [rule({ id: 'B-1', severity: 'high' }), rule({ id: 'C-1' })];
  expect(ruleChanges(old, next)).toEqual({
    added: ['C-1'],
    removed: ['A-1'],
    severity: [{ rule: 'B-1', from: 'low', to: 'high' }],
  });
  expect([...sharedRules(old, next)]).toEqual(['B-1']);
});
