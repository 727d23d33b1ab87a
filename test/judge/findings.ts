import { type Judged, type JudgeOptions, judge } from '../../src/judge/judge.ts';
import type { Document, Resource } from '../../src/model/document.ts';
import type { Evaluation, Finding } from '../../src/model/finding.ts';
import type { Report, Result } from '../../src/model/outcome.ts';
import type { Rule } from '../../src/model/rule.ts';

/** The smallest rules, resources, findings and reports; a test names what it is about. */
export const rule = (more: Partial<Rule> = {}): Rule => ({
  id: 'T-ONE-01',
  title: 'A title',
  description: 'A description',
  severity: 'high',
  family: 'test',
  file: 'test/one.rego',
  package: 'test.one',
  entrypoint: 'driftgate/main/rule_t_one_01',
  evaluate: 'resource',
  resourceTypes: ['aws_x'],
  relatedTypes: [],
  reachedTypes: [],
  contextTypes: [],
  removedTypes: [],
  decisive: {},
  presence: {},
  params: {},
  frameworks: {},
  aliases: {},
  remediation: 'Mend it',
  requirement: [],
  ...more,
});

export const resource = (address = 'aws_x.a', more: Partial<Resource> = {}): Resource => ({
  key: address,
  type: 'aws_x',
  mode: 'managed',
  address,
  taggable: false,
  tags: {},
  attributes: {},
  unknown: {},
  defaulted: {},
  sensitive: [],
  links: {},
  related: {},
  unresolved: [],
  ...more,
});

export const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: rule(),
  resource: resource(),
  verdict: 'fail',
  path: '/a',
  message: 'a message',
  ...more,
});

export const document = (
  resources: readonly Resource[] = [resource()],
  more: Partial<Document> = {},
): Document => ({
  schemaVersion: '1',
  source: { kind: 'plan', uri: 'plan.json', digest: `sha256:${'0'.repeat(64)}` },
  resources: [...resources],
  removed: [],
  dataSources: [],
  otherProviders: {},
  ...more,
});

export const evaluation = (
  findings: readonly Finding[] = [],
  more: Partial<Evaluation> = {},
): Evaluation => ({
  findings,
  passes: [],
  judged: new Map([['T-ONE-01', Math.max(1, findings.length)]]),
  passed: 0,
  failed: 0,
  errors: new Map(),
  ...more,
});

export const judged = (findings: readonly Finding[], more: Partial<Judged> = {}): Judged => ({
  document: document(findings.map((each) => each.resource)),
  evaluation: evaluation(findings),
  redact: (text) => text,
  warnings: [],
  ...more,
});

export const options = (more: Partial<JudgeOptions> = {}): JudgeOptions => ({
  settings: { failOn: 'low', mode: 'all', unknown: 'warn', allowEmpty: false, softFail: false },
  rules: [{ rule: rule(), module: 0, params: {} }],
  rulesOff: [],
  waivers: [],
  baseline: new Set(),
  version: '0.0.0',
  today: '2026-06-01',
  ...more,
});

export const reportOf = (findings: readonly Finding[], more: Partial<JudgeOptions> = {}): Report =>
  judge([judged(findings)], options(more));

/** The only result of a report about one finding. */
export function resultOf(said: Partial<Finding> = {}, more: Partial<JudgeOptions> = {}): Result {
  const [result, ...others] = reportOf([finding(said)], more).results;
  if (result === undefined || others.length > 0) throw new Error('expected one result');
  return result;
}
