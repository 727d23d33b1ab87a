import { describe, expect, test } from 'vitest';
import { type GateSettings, judge } from '../../src/judge/judge.ts';
import type { Evaluation, Finding } from '../../src/model/finding.ts';
import type { Gate } from '../../src/model/outcome.ts';
import type { Severity } from '../../src/model/rule.ts';
import { document, evaluation, finding, judged, options, resource, rule } from './findings.ts';

interface Row {
  readonly findings?: readonly Finding[];
  readonly before?: readonly Finding[];
  readonly said?: Partial<Evaluation>;
  readonly settings?: Partial<GateSettings>;
  readonly resources?: number;
  readonly removed?: number;
}

function gateOf({ findings = [], before, said = {}, settings = {}, resources = 1, removed = 0 }: Row): Gate {
  const list = (count: number, name: string) =>
    Array.from({ length: count }, (_, n) => resource(`aws_x.${name}${n}`));
  const input = judged(findings, {
    document: document(list(resources, 'a'), { removed: list(removed, 'r') }),
    evaluation: evaluation(findings, said),
    ...(before === undefined ? {} : { before: evaluation(before) }),
  });
  const all = options();
  return judge([input], { ...all, settings: { ...all.settings, ...settings } }).gate;
}

const fail = (severity: Severity = 'high', path = '/a') => finding({ rule: rule({ severity }), path });
const unknown = (severity: Severity = 'high') =>
  finding({ rule: rule({ severity }), verdict: 'unknown', path: '/u' });
const broken = { errors: new Map([['T-BAD-01', 'it took too long']]), failed: 1 };
const nothing = { judged: new Map<string, number>() };

test.each<[string, Row, number, readonly (string | RegExp)[]]>([
  ['nothing is wrong', {}, 0, []],
  ['a failure', { findings: [fail()] }, 1, ['1 high']],
  [
    'failures of every severity',
    { findings: [fail('low', '/1'), fail('medium', '/2'), fail('critical', '/3'), fail('low', '/4')] },
    1,
    ['1 critical, 1 medium, 2 low'],
  ],
  ['an unknown, which is let be', { findings: [unknown()] }, 0, []],
  ['an unknown, which is ignored', { findings: [unknown()], settings: { unknown: 'ignore' } }, 0, []],
  ['an unknown, which fails', { findings: [unknown()], settings: { unknown: 'fail' } }, 4, [/^1 unknown/]],
  [
    'an unknown below the threshold',
    { findings: [unknown('low')], settings: { unknown: 'fail', failOn: 'medium' } },
    0,
    [],
  ],
  [
    'an unknown at the threshold',
    { findings: [unknown('medium')], settings: { unknown: 'fail', failOn: 'medium' } },
    4,
    [/^1 unknown/],
  ],
  [
    'a failure and an unknown: 1 before 4',
    { findings: [fail(), unknown()], settings: { unknown: 'fail' } },
    1,
    ['1 high', /^1 unknown/],
  ],
  ['a rule that broke', { said: broken }, 2, ['1 rule could not be evaluated: T-BAD-01']],
  [
    'a rule that broke and a failure: 2 before 1',
    { findings: [fail()], said: broken },
    2,
    [/^1 rule/, '1 high'],
  ],
  [
    'a rule that broke and an unknown: 2 before 4',
    { findings: [unknown()], said: broken, settings: { unknown: 'fail' } },
    2,
    [/^1 rule/, /^1 unknown/],
  ],
  ['nothing was judged', { said: nothing }, 2, [/^nothing was judged: 1 AWS resource and 1 rule, /]],
  ['nothing was there', { said: nothing, resources: 0 }, 2, [/^nothing was judged: 0 AWS resources/]],
  [
    'nothing was judged, which is allowed',
    { said: nothing, settings: { allowEmpty: true } },
    0,
    ['nothing was judged'],
  ],
  ['a plan that only removes', { said: nothing, resources: 0, removed: 2 }, 0, ['nothing was judged']],
  [
    'a plan that removes, and leaves what no rule is for',
    { said: nothing, resources: 1, removed: 2 },
    2,
    [/^nothing was judged/],
  ],
  ['every rule broke', { said: { ...nothing, ...broken } }, 2, [/^1 rule/]],
  [
    'every rule broke, and empty is allowed',
    { said: { ...nothing, ...broken }, settings: { allowEmpty: true } },
    2,
    [/^1 rule/],
  ],
  ['a failure is excused', { findings: [fail()], settings: { softFail: true } }, 0, ['1 high']],
  [
    'an unknown is excused',
    { findings: [unknown()], settings: { softFail: true, unknown: 'fail' } },
    0,
    [/^1 unknown/],
  ],
  ['a rule that broke is never excused', { said: broken, settings: { softFail: true } }, 2, [/^1 rule/]],
  ['nothing judged is never excused', { said: nothing, settings: { softFail: true } }, 2, [/^nothing/]],
  ['an old failure', { findings: [fail()], before: [fail()] }, 1, ['1 high']],
  [
    'an old failure, where only new ones count',
    { findings: [fail()], before: [fail()], settings: { mode: 'introduced' } },
    0,
    [],
  ],
  [
    'a new failure, where only new ones count',
    { findings: [fail()], before: [], settings: { mode: 'introduced' } },
    1,
    ['1 high introduced'],
  ],
  [
    'an old and a new failure',
    {
      findings: [fail('low', '/o'), fail('high')],
      before: [fail('low', '/o')],
      settings: { mode: 'introduced' },
    },
    1,
    ['1 high introduced'],
  ],
  ['a failure that is gone', { before: [fail()] }, 0, []],
])('%s', (_, row, exitCode, reasons) => {
  const gate = gateOf(row);
  expect([gate.exitCode, gate.reasons]).toEqual([
    exitCode,
    reasons.map((each) => (typeof each === 'string' ? each : expect.stringMatching(each))),
  ]);
  expect(gate.passed).toBe(exitCode === 0 && row.settings?.softFail !== true);
});

const severities = ['critical', 'high', 'medium', 'low'] as const;
const pairs = severities.flatMap((severity, at) =>
  severities.map((failOn, from) => [severity, failOn, at <= from ? 1 : 0] as const),
);

test.each(pairs)('a %s failure, with --fail-on %s, exits %i', (severity, failOn, exitCode) => {
  expect(gateOf({ findings: [fail(severity)], settings: { failOn } }).exitCode).toBe(exitCode);
});

describe('the decision as a report shows it', () => {
  test('how the gate was set', () => {
    expect(gateOf({ settings: { failOn: 'medium', mode: 'introduced', unknown: 'fail' } })).toEqual({
      passed: true,
      exitCode: 0,
      reasons: [],
      failOn: 'medium',
      mode: 'introduced',
      unknown: 'fail',
    });
    expect(gateOf({ findings: [fail()], settings: { softFail: true } })).toMatchObject({
      passed: false,
      softFail: true,
    });
  });

  test('a rule that broke in the documents before is enough', () => {
    const input = judged([], { before: evaluation([], broken), document: document() });
    const { gate, errors } = judge([input], options());
    expect([gate.exitCode, errors]).toEqual([2, [{ rule: 'T-BAD-01', message: 'it took too long' }]]);
  });

  test('one input that is in order does not excuse another', () => {
    const inputs = [judged([], { document: document() }), judged([fail()])];
    for (const list of [inputs, [...inputs].reverse()]) expect(judge(list, options()).gate.exitCode).toBe(1);
  });
});
