import { describe, expect, test } from 'vitest';
import { judge } from '../../src/judge/judge.ts';
import { validate } from '../../src/model/generated/validate-report.js';
import { document, evaluation, finding, judged, options, resource, rule } from './findings.ts';

const typed = (type: string) => resource(`${type}.a`, { type });

describe('coverage', () => {
  const rules = ['T-ONE-01', 'T-TWO-01', 'T-BAD-01'].map((id) => ({
    rule: rule({
      id,
      resourceTypes: [id === 'T-TWO-01' ? 'aws_y' : 'aws_x'],
      relatedTypes: ['aws_related'],
      contextTypes: ['aws_context'],
    }),
    module: 0,
    params: {},
  }));
  const said = { judged: new Map([['T-ONE-01', 1]]), errors: new Map([['T-BAD-01', 'broke']]) };
  const types = ['aws_z', 'aws_x', 'aws_related', 'aws_context', 'aws_b', 'aws_z'];

  test('rules that matched nothing, rules that are off, types without rules', () => {
    const input = judged([], { document: document(types.map(typed)), evaluation: evaluation([], said) });
    const rulesOff = [{ rule: 'T-OFF-01', reason: 'not ours' }];
    expect(judge([input], options({ rules, rulesOff })).coverage).toEqual({
      rulesMatchedNothing: ['T-TWO-01'],
      rulesOff,
      typesWithoutRules: ['aws_b', 'aws_z'],
      unmappedTypes: [],
    });
  });

  test('what one input matched is matched', () => {
    const inputs = ['T-ONE-01', 'T-TWO-01', 'T-BAD-01'].map((id) =>
      judged([], { document: document([]), evaluation: evaluation([], { judged: new Map([[id, 1]]) }) }),
    );
    expect(judge(inputs, options({ rules })).coverage.rulesMatchedNothing).toEqual([]);
  });

  test('a rule about every type covers those that it says, no more', () => {
    const everything = [{ rule: rule({ resourceTypes: ['*'] }), module: 0, params: {} }];
    const input = judged([], { document: document([typed('aws_b')]) });
    expect(judge([input], options({ rules: everything })).coverage.typesWithoutRules).toEqual(['aws_b']);
  });
});

describe('what leaves', () => {
  const secret = 'hunter2-hunter2';
  const redact = (text: string): string => text.replaceAll(secret, '(sensitive)');
  const leaky = resource(`aws_x.a["${secret}"]`, {
    attributes: { a: secret },
    environment: { name: secret, from: 'tag' },
  });
  const place = resource(`aws_y.a["${secret}"]`, { attributes: { [secret]: 1 } });

  test('is redacted, whatever field a rule wrote the secret to', () => {
    const findings = [
      finding({ resource: leaky, message: `the password is ${secret}`, path: `/tags/${secret}` }),
      finding({ resource: leaky, at: place, path: `/${secret}` }),
      finding({ resource: leaky, verdict: 'unknown', references: [`aws_x.y["${secret}"].id`], path: '/b' }),
    ];
    const errors = new Map([['T-BAD-01', `bad value ${secret}`]]);
    const passes = [{ rule: rule(), resource: leaky }];
    const report = judge(
      [
        judged(findings, {
          redact,
          evaluation: evaluation(findings, { errors, passes }),
          before: evaluation([finding({ resource: { ...leaky, address: `aws_x.gone["${secret}"]` } })]),
        }),
      ],
      options(),
    );
    expect(report.results).toHaveLength(5);
    expect(JSON.stringify(report)).not.toContain(secret);
    expect(report.results.find((each) => each.path?.startsWith('/tags'))).toMatchObject({
      message: 'the password is (sensitive)',
      address: 'aws_x.a["(sensitive)"]',
      environment: { name: '(sensitive)', from: 'tag' },
    });
  });

  test('holds to the schema', () => {
    const findings = [
      finding(),
      finding({ path: undefined as unknown as string, missing: 'aws_y' }),
      finding({ verdict: 'unknown', why: 'unresolved-link', references: [], path: '/b' }),
      finding({
        at: place,
        path: '/c',
        resource: resource('aws_x.b', { location: { file: 'main.tf', line: 1 } }),
      }),
    ];
    const waivers = [
      { rule: 'T-ONE-01', address: '**', path: '/c', reason: 'r', owner: 'o', expires: '2027-01-01' },
    ];
    const report = judge(
      [judged(findings, { before: evaluation([finding({ path: '/gone', resource: resource('aws_x.z') })]) })],
      options({ waivers }),
    );
    validate(report);
    expect(validate.errors ?? []).toEqual([]);
    expect(report.results.map((each) => each.verdict)).toEqual(['fail', 'fail', 'unknown', 'waived', 'pass']);
  });
});

describe('order and numbers', () => {
  test('failures first, worst first, what is new before what is old', () => {
    const at = (severity: 'critical' | 'low', address: string, more = {}) =>
      finding({
        rule: rule({ severity, id: `T-${severity.toUpperCase()}-01` }),
        resource: resource(address),
        ...more,
      });
    const old = at('critical', 'aws_x.a');
    const findings = [
      at('low', 'aws_x.a'),
      old,
      at('critical', 'aws_x.b'),
      at('critical', 'aws_x.c', { verdict: 'unknown' }),
    ];
    for (const list of [findings, [...findings].reverse()]) {
      const report = judge([judged(list, { before: evaluation([old]) })], options());
      expect(
        report.results.map((each) => `${each.verdict} ${each.severity} ${each.address} ${each.change}`),
      ).toEqual([
        'fail critical aws_x.b introduced',
        'fail critical aws_x.a existing',
        'fail low aws_x.a introduced',
        'unknown critical aws_x.c introduced',
      ]);
    }
  });

  test('sums over inputs', () => {
    const one = judged([finding()], {
      evaluation: evaluation([finding()], { judged: new Map([['T-ONE-01', 3]]), passed: 2 }),
    });
    const two = judged([], {
      document: document([resource(), resource('aws_x.b')], { removed: [resource('aws_x.c')] }),
      evaluation: evaluation([], { judged: new Map([['T-ONE-01', 5]]), passed: 5, failed: 4 }),
    });
    expect(judge([one, two], options()).summary).toEqual({
      resources: 3,
      removed: 1,
      declarations: 0,
      rules: 1,
      judged: 8,
      verdicts: { pass: 7, fail: 1, unknown: 0, waived: 0, error: 4 },
      severities: { critical: 0, high: 1, medium: 0, low: 0 },
      changes: { introduced: 0, existing: 0, resolved: 0 },
    });
  });

  test('what does not count for the gate is not among the severities', () => {
    const settings = { ...options().settings, failOn: 'critical' } as const;
    const { summary } = judge([judged([finding()])], options({ settings }));
    expect([summary.verdicts.fail, summary.severities.high]).toEqual([1, 0]);
  });
});
