import { expect, test } from 'vitest';
import { batches } from '../../src/evaluate/batches.ts';
import type { ActiveRule } from '../../src/model/finding.ts';
import type { Rule } from '../../src/model/rule.ts';
import { rule } from '../judge/findings.ts';
import { documentOf } from '../policies/harness.ts';

const document = documentOf({
  resources: [
    { type: 'aws_a', key: 'a', links: { b: ['b'] } },
    { type: 'aws_b', key: 'b', links: { c: ['c'] } },
    { type: 'aws_c', key: 'c', links: { d: ['d'] } },
    { type: 'aws_d', key: 'd' },
    { type: 'aws_b', key: 'other b', links: { d: ['d'] } },
  ],
});

test.each<[string, readonly Partial<Rule>[], readonly string[]]>([
  ['nothing', [{}], []],
  ['one link', [{ relatedTypes: ['aws_b'] }], ['b']],
  ['two links', [{ relatedTypes: ['aws_b'], reachedTypes: ['aws_c'] }], ['b', 'c']],
  ['link after link', [{ relatedTypes: ['aws_b'], reachedTypes: ['aws_d', 'aws_c'] }], ['b', 'c', 'd']],
  [
    'back by another way',
    [{ relatedTypes: ['aws_b'], reachedTypes: ['aws_b', 'aws_c', 'aws_d'] }],
    ['b', 'c', 'd', 'other b'],
  ],
  ['a link that is missing on the way', [{ relatedTypes: ['aws_b'], reachedTypes: ['aws_d'] }], ['b']],
  [
    'each rule by its own types',
    [
      { relatedTypes: ['aws_b'], reachedTypes: ['aws_c'] },
      { relatedTypes: [], reachedTypes: ['aws_d'] },
    ],
    ['b', 'c'],
  ],
])('a rule that follows %s', (_, rules, expected) => {
  const active = rules.map(
    (more, index): ActiveRule => ({
      rule: rule({ id: `T-${index}`, resourceTypes: ['aws_a'], ...more }),
      module: 0,
      params: {},
    }),
  );
  const [batch, ...rest] = [...batches(document, active, '2026-06-01T00:00:00Z')];
  expect(rest).toEqual([]);
  const input = JSON.parse(Buffer.from(batch?.input ?? []).toString()) as { related: object };
  expect(Object.keys(input.related).sort()).toEqual(expected);
});
