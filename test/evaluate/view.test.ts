import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { documentOf } from '../../src/author/document.ts';
import { builtinPack } from '../../src/compile/compile.ts';
import { startEvaluator } from '../../src/evaluate/evaluate.ts';
import { viewFor } from '../../src/evaluate/view.ts';
import type { Resource } from '../../src/model/document.ts';
import type { ActiveRule, Evaluation } from '../../src/model/finding.ts';
import type { Rule } from '../../src/model/rule.ts';
import { normalize } from '../../src/normalize/normalize.ts';
import { fixtures } from '../properties/run.ts';
import { readBytes } from '../read/inputs.ts';

const pack = await builtinPack();
const ask = (change: (rule: Rule) => Rule) => {
  const rules = pack.manifest.rules.map(
    (rule): ActiveRule => ({ rule: change(rule), module: 0, params: rule.params }),
  );
  const limits = { runMs: 300_000, taskMs: 60_000, maxBytes: 2 ** 30 };
  return startEvaluator([pack], rules, { limits, workers: 1, now: '2026-06-01T00:00:00Z', keepPasses: true });
};
const given = ask((rule) => rule);
const everything = ask(({ reads: _, taggable: __, ...rule }) => rule);
afterAll(() => Promise.all([given.close(), everything.close()]));

const said = ({ findings, passes, judged }: Evaluation) => ({
  judged: [...judged].sort(),
  passes: passes.map(({ rule, resource }) => `${rule.id} ${resource.key}`).sort(),
  findings: findings
    .map(({ rule, resource, verdict, path, message, missing }) =>
      JSON.stringify([rule.id, resource.key, verdict, path, missing, message]),
    )
    .sort(),
});

const plans = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /^(?!.*hostile).*\/(plan|state)\.json$/.test(file),
);

test.each(plans)('%s: what rules are not given makes no difference', async (file) => {
  const { document, before } = normalize(await readBytes(readFileSync(`${fixtures}${file}`, 'utf8')), {
    flag: 'prod',
  });
  for (const each of before === undefined ? [document] : [document, before])
    expect(said(await given.evaluate(each))).toEqual(said(await everything.evaluate(each)));
});

const [resource] = documentOf({
  resources: [
    {
      key: 'k',
      type: 'aws_x',
      attributes: { kept: 1, nothing: null, other: { deep: true }, tags: {} },
      unknown: { '/kept/0/a': [], '/part': [], '/other': [] },

      related: { aws_y: ['y'], aws_z: ['z'] },
      taggable: true,
    },
  ],
}).resources;
const rule = (more: object): Rule =>
  ({ relatedTypes: ['aws_y'], reachedTypes: [], ...more }) as unknown as Rule;
const links = { 'kept/0/id': ['a'], other: ['b'] };
const seen = (...rules: Rule[]) => viewFor(rules)({ ...resource, links } as Resource);

test('a rule is given what it reads, and of a pointer what is unknown', () => {
  expect(seen(rule({ reads: ['kept', 'nothing', '/part', 'tags_path'] }))).toMatchObject({
    attributes: { kept: 1 },
    unknown: { '/kept/0/a': [], '/part': [] },
    links: { 'kept/0/id': ['a'] },
    related: { aws_y: ['y'] },
    tags_path: '/tags',
  });
});

test('rules of one batch are given what any of them reads', () => {
  expect(seen(rule({ reads: ['kept'] }), rule({ reads: ['other'] }))).toMatchObject({
    attributes: { kept: 1, other: { deep: true } },
  });
  expect(seen(rule({ reads: ['kept'] }), rule({}))).toMatchObject({
    attributes: { kept: 1, other: { deep: true }, tags: {} },
    unknown: { '/kept/0/a': [], '/part': [], '/other': [] },
  });
});
