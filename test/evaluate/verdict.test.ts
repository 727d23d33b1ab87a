import { describe, expect, test } from 'vitest';
import { documentOf } from '../../src/author/document.ts';
import type { Row as TableRow } from '../../src/author/table.ts';
import type { Answer, Statement } from '../../src/evaluate/answers.ts';
import { verdict } from '../../src/evaluate/verdict.ts';
import type { ActiveRule } from '../../src/model/finding.ts';
import type { Rule } from '../../src/model/rule.ts';

type Short = Partial<TableRow['resources'][number]>;
type Said = Omit<Statement, 'key' | 'message'> & { message?: string };

/** One row: a rule, what it said, and what surrounds it; the first resource, of the key `k`, is judged. */
interface Row {
  readonly rule?: Partial<Rule>;
  readonly params?: object;
  readonly resource?: Short;
  readonly others?: readonly Short[];
  readonly deny?: readonly Said[];
  readonly undetermined?: readonly Said[];
  readonly settled?: boolean;
  readonly notApplicable?: boolean;
  /** An instant before which what was recorded is too old. */
  readonly staleBefore?: string;
  /** `verdict why path at`, one a finding; 'none' where the rule does not apply. */
  readonly gives: string;
}

const type = 'aws_db_instance';
const key = 'aws_kms_key';
const managed = ['aws_kms_key.main.arn'];
const decisive: Partial<Rule> = { decisive: { [type]: ['/encrypted'] } };
const presence: Partial<Rule> = { presence: { [type]: ['/key_id'] } };
const linked: Partial<Rule> = { relatedTypes: [key], decisive: { [key]: ['/rotation'] } };
const unknown = (pointer: string, references: readonly string[] = managed): Short => ({
  unknown: { [pointer]: [...references] },
});
const inContext: Partial<Rule> = { contextTypes: [key] };
const live: Short = { capturedAt: '2026-11-18T06:30:00Z' };
const toKey: Short = { related: { [key]: ['o'] } };

const table: Record<string, Row> = {
  'nothing said, nothing open': { rule: decisive, gives: 'pass' },
  denied: { deny: [{ path: '/encrypted' }], gives: 'fail /encrypted' },
  'denied as a whole': { deny: [{ path: '' }], gives: 'fail' },
  'denied twice': { deny: [{ path: '/a' }, { path: '/b' }], gives: 'fail /a; fail /b' },
  'denied and settled: a denial weighs more': { deny: [{ path: '/a' }], settled: true, gives: 'fail /a' },
  'not applicable weighs more than a denial': { deny: [{ path: '/a' }], notApplicable: true, gives: 'none' },

  'denied for a value not known yet': {
    resource: unknown('/encrypted'),
    deny: [{ path: '/encrypted' }],
    gives: 'unknown known-after-apply /encrypted',
  },
  'denied for what the source does not carry': {
    resource: { notCarried: ['encrypted'] },
    deny: [{ path: '/encrypted/0/key' }],
    gives: 'unknown not-carried /encrypted',
  },
  'what decides is not carried by the source': {
    rule: decisive,
    resource: { notCarried: ['encrypted'] },
    gives: 'unknown not-carried /encrypted',
  },
  'what is not carried decides nothing': {
    rule: decisive,
    resource: { notCarried: ['other'] },
    gives: 'pass',
  },
  'denied for a part of a value not known yet': {
    resource: unknown('/a'),
    deny: [{ path: '/a/0/b' }],
    gives: 'unknown known-after-apply /a',
  },
  'denied for a value that holds one not known yet': {
    resource: unknown('/a/0/b'),
    deny: [{ path: '/a' }],
    gives: 'fail /a',
  },
  'a name that only starts alike is another': {
    resource: unknown('/encrypt'),
    deny: [{ path: '/encrypted' }],
    gives: 'fail /encrypted',
  },
  'denied for a secret': {
    resource: { sensitive: ['/password'] },
    deny: [{ path: '/password' }],
    gives: 'unknown sensitive /password',
  },
  'one certain failure outweighs what is open': {
    resource: unknown('/a'),
    deny: [{ path: '/a' }, { path: '/b' }],
    gives: 'fail /b',
  },
  'denied at another resource': {
    resource: toKey,
    others: [{}],
    deny: [{ at: 'o', path: '/r' }],
    gives: 'fail /r @o',
  },
  'denied at another, where it is unknown': {
    others: [unknown('/r')],
    deny: [{ at: 'o', path: '/r' }],
    gives: 'unknown known-after-apply /r @o',
  },
  'what is unknown here says nothing about there': {
    resource: unknown('/r'),
    others: [{}],
    deny: [{ at: 'o', path: '/r' }],
    gives: 'fail /r @o',
  },
  'a companion is missing': { deny: [{ path: '', missing: key }], gives: 'fail' },
  'a companion may be missing': {
    resource: { unresolved: [key] },
    deny: [{ path: '', missing: key }],
    gives: 'unknown unresolved-link',
  },
  'another companion is open': {
    resource: { unresolved: ['aws_vpc'] },
    deny: [{ path: '', missing: key }],
    gives: 'fail',
  },

  undetermined: { undetermined: [{ path: '/a' }], gives: 'unknown known-after-apply /a' },
  'undetermined and settled: a doubt weighs more': {
    undetermined: [{ path: '/a' }],
    settled: true,
    gives: 'unknown known-after-apply /a',
  },
  'undetermined beside a failure is left out': {
    deny: [{ path: '/b' }],
    undetermined: [{ path: '/a' }],
    gives: 'fail /b',
  },
  'undetermined beside a doubtful denial': {
    resource: unknown('/a'),
    deny: [{ path: '/a' }],
    undetermined: [{ path: '/c' }],
    gives: 'unknown known-after-apply /a; unknown known-after-apply /c',
  },

  'decisive and unknown': {
    rule: decisive,
    resource: unknown('/encrypted'),
    gives: 'unknown known-after-apply /encrypted',
  },
  'decisive, unknown, but settled': {
    rule: decisive,
    resource: unknown('/encrypted'),
    settled: true,
    gives: 'pass',
  },
  'decisive and secret': {
    rule: decisive,
    resource: { sensitive: ['/encrypted'] },
    gives: 'unknown sensitive /encrypted',
  },
  'unknown but not decisive': { rule: decisive, resource: unknown('/name'), gives: 'pass' },
  'decisive of another type': {
    rule: { decisive: { [key]: ['/encrypted'] } },
    resource: unknown('/encrypted'),
    gives: 'pass',
  },
  'decisive of every type': {
    rule: { decisive: { '*': ['/tags/*'] } },
    resource: unknown('/tags/Owner'),
    gives: 'unknown known-after-apply /tags/Owner',
  },
  'a star is one segment': {
    rule: { decisive: { [type]: ['/a/*/c'] } },
    resource: unknown('/a/1/c'),
    gives: 'unknown known-after-apply /a/1/c',
  },
  'a star is not two': {
    rule: { decisive: { [type]: ['/a/*'] } },
    resource: unknown('/a/1/c'),
    gives: 'pass',
  },
  'the whole list is unknown': {
    rule: { decisive: { [type]: ['/a/*/c'] } },
    resource: unknown('/a'),
    gives: 'unknown known-after-apply /a',
  },
  'all of it is unknown': { rule: decisive, resource: unknown(''), gives: 'unknown known-after-apply' },

  'present by reference': { rule: presence, resource: unknown('/key_id'), gives: 'pass' },
  'present by reference in a module': {
    rule: presence,
    resource: unknown('/key_id', ['module.a.aws_kms_key.main.arn']),
    gives: 'pass',
  },
  'perhaps present: a variable': {
    rule: presence,
    resource: unknown('/key_id', ['var.key']),
    gives: 'unknown known-after-apply /key_id',
  },
  'perhaps present: a data source': {
    rule: presence,
    resource: unknown('/key_id', ['data.aws_kms_key.main.arn']),
    gives: 'unknown known-after-apply /key_id',
  },
  'perhaps present: left to AWS': {
    rule: presence,
    resource: unknown('/key_id', []),
    gives: 'unknown known-after-apply /key_id',
  },
  'present and secret': { rule: presence, resource: { sensitive: ['/key_id'] }, gives: 'pass' },

  'a link is open': { rule: linked, resource: { unresolved: [key] }, gives: 'unknown unresolved-link' },
  'a link is open, but settled': {
    rule: linked,
    resource: { unresolved: [key] },
    settled: true,
    gives: 'pass',
  },
  'a link of no interest is open': { rule: linked, resource: { unresolved: ['aws_vpc'] }, gives: 'pass' },
  'decisive at a linked resource': {
    rule: linked,
    resource: toKey,
    others: [{ type: key, ...unknown('/rotation') }],
    gives: 'unknown known-after-apply /rotation @o',
  },
  'decisive at a resource that is not linked': {
    rule: linked,
    others: [{ type: key, ...unknown('/rotation') }],
    gives: 'pass',
  },

  'environments: every': { params: { environments: ['*'] }, deny: [{ path: '/a' }], gives: 'fail /a' },
  'environments: this': {
    params: { environments: ['prod'] },
    resource: { environment: { name: 'prod', from: 'tag' } },
    deny: [{ path: '/a' }],
    gives: 'fail /a',
  },
  'environments: another': {
    params: { environments: ['prod'] },
    resource: { environment: { name: 'dev', from: 'tag' } },
    deny: [{ path: '/a' }],
    gives: 'none',
  },
  'environments: not known': {
    params: { environments: ['prod'] },
    deny: [{ path: '/a' }],
    gives: 'unknown environment',
  },
  'environments: not known, nothing denied': {
    params: { environments: ['prod'] },
    gives: 'unknown environment',
  },
  'environments: none': {
    params: { environments: [] },
    resource: { environment: { name: 'prod', from: 'tag' } },
    deny: [{ path: '/a' }],
    gives: 'none',
  },
  'environments: not applicable comes first': {
    params: { environments: ['prod'] },
    notApplicable: true,
    gives: 'none',
  },
  'a part of a live resource that is not shown': {
    rule: { decisive: { [type]: ['/a/*/b'] } },
    resource: { ...live, unknown: { '/a/0/b': [] } },
    gives: 'unknown not-carried /a/0/b',
  },
  'what only has to be set is not carried': {
    rule: presence,
    resource: { ...live, notCarried: ['key_id'] },
    gives: 'unknown not-carried /key_id',
  },
  'undetermined for a part of a live resource': {
    resource: { ...live, unknown: { '/a/0': [] } },
    undetermined: [{ path: '/a/0' }],
    gives: 'unknown not-carried /a/0',
  },
  'a live source shows none of a type that the rule looks at': {
    rule: inContext,
    resource: { ...live, unresolved: [key] },
    gives: 'unknown not-carried',
  },
  'denied, where a type that a live source does not show could excuse it': {
    rule: inContext,
    resource: { ...live, unresolved: [key] },
    deny: [{ path: '/a' }],
    gives: 'unknown not-carried /a',
  },
  'in a plan, what the rule looks at in the whole document is there': {
    rule: inContext,
    resource: { unresolved: [key] },
    deny: [{ path: '/a' }],
    gives: 'fail /a',
  },
  'a pass on what is too old': {
    resource: live,
    staleBefore: '2026-11-19T00:00:00Z',
    gives: 'unknown stale',
  },
  'a pass on what is new enough': { resource: live, staleBefore: '2026-11-18T06:30:00Z', gives: 'pass' },
  'settled on what is too old': {
    resource: live,
    settled: true,
    staleBefore: '2026-11-19T00:00:00Z',
    gives: 'unknown stale',
  },
  'denied on what is old: it fails until somebody looks again': {
    resource: live,
    deny: [{ path: '/a' }],
    staleBefore: '2026-11-19T00:00:00Z',
    gives: 'fail /a',
  },
  'a pass that rests on a linked resource that is too old': {
    rule: linked,
    resource: { ...toKey, capturedAt: '2026-11-20T00:00:00Z' },
    others: [live],
    staleBefore: '2026-11-19T00:00:00Z',
    gives: 'unknown stale @o',
  },
  'a plan is never too old': { staleBefore: '2026-11-19T00:00:00Z', gives: 'pass' },
  'environments that are no list limit nothing': {
    params: { environments: 'prod' },
    deny: [{ path: '/a' }],
    gives: 'fail /a',
  },
};

const judged = (row: Omit<Row, 'gives'>) => {
  const first = { type, key: 'k', ...row.resource };
  const others = (row.others ?? []).map((other) => ({ type: key, key: 'o', ...other }));
  const { resources } = documentOf({ resources: [first, ...others] });
  const rule = {
    id: 'T-ONE-01',
    relatedTypes: [],
    contextTypes: [],
    decisive: {},
    presence: {},
    ...row.rule,
  } as unknown as Rule;
  const active: ActiveRule = { rule, module: 0, params: (row.params ?? {}) as ActiveRule['params'] };
  const said = (all: readonly Said[] = []) =>
    new Map(all.length === 0 ? [] : [['k', all.map((each) => ({ key: 'k', message: 'said', ...each }))]]);
  const answer: Answer = {
    denials: said(row.deny),
    undetermined: said(row.undetermined),
    settled: new Set(row.settled ? ['k'] : []),
    notApplicable: new Set(row.notApplicable ? ['k'] : []),
  };
  const [subject] = resources;
  if (subject === undefined) throw new Error('no subject');
  const staleBefore = row.staleBefore === undefined ? undefined : Date.parse(row.staleBefore);
  return verdict(
    active,
    subject,
    answer,
    (each) => resources.find((other) => other.key === each),
    staleBefore,
  );
};

describe('what a rule said and what is open decide the verdict', () => {
  test.each(Object.entries(table))('%s', (_, row) => {
    const found = judged(row);
    const line = found?.map(({ verdict: is, why, path, at }) =>
      [is, why, path, at && `@${at.key}`].filter(Boolean).join(' '),
    );
    expect(line === undefined ? 'none' : line.join('; ') || 'pass').toBe(row.gives);
  });
});

describe('what a finding says', () => {
  test.each<[string, Omit<Row, 'gives'>, object]>([
    ['the message of the rule', { deny: [{ path: '/a' }] }, { message: 'said' }],
    [
      'a default that decided',
      { resource: { defaulted: { '/a': 'AWS makes it so' } }, deny: [{ path: '/a' }] },
      { message: 'said (left out: AWS makes it so)' },
    ],
    [
      'what will decide',
      { resource: unknown('/a/0'), deny: [{ path: '/a/0/b' }] },
      { message: '`a[0]` is known only after apply', references: managed },
    ],
    [
      'a name with a slash',
      { resource: unknown('/tags/a~1b'), deny: [{ path: '/tags/a~1b' }] },
      { message: '`tags.a/b` is known only after apply' },
    ],
    [
      'a secret by its name only',
      { resource: { sensitive: ['/p'], attributes: { p: '(sensitive)' } }, deny: [{ path: '/p' }] },
      { message: '`p` is marked sensitive and was not read', references: [] },
    ],
    [
      'what is not linked',
      { resource: { unresolved: [key] }, deny: [{ missing: key }] },
      { message: 'it could not be told which `aws_kms_key` belongs to it', missing: key },
    ],
    [
      'an undetermined with its references',
      { resource: unknown('/a'), undetermined: [{ path: '/a' }] },
      { message: 'said', references: managed },
    ],
  ])('%s', (_, row, expected) => expect(judged(row)?.[0]).toMatchObject(expected));
});
