import { beforeAll, describe, expect, test, vi } from 'vitest';
import { activate } from '../../src/compile/activate.ts';
import { builtinPack } from '../../src/compile/compile.ts';
import { startEvaluator } from '../../src/evaluate/evaluate.ts';
import type { Document } from '../../src/model/document.ts';
import type { ActiveRule, Evaluation } from '../../src/model/finding.ts';
import type { Config } from '../../src/model/generated/config.ts';
import type { Pack } from '../../src/model/rule.ts';
import { liveView } from '../../src/normalize/aws-config/assessable.ts';
import { mappings } from '../../src/normalize/aws-config/tables/index.ts';
import { normalize } from '../../src/normalize/normalize.ts';
import { documentOf } from '../normalize/aws-config/items.ts';
import { planOf, state } from '../normalize/plans.ts';
import { readBytes } from '../read/inputs.ts';
import { type Row, rows } from './rows.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Rules that AWS Config can show resources of, and that have no row, with the reason. */
const without: Readonly<Record<string, string>> = {
  'ENC-RDS-04': 'parameter groups, which decide, are not recorded',
  'LOG-CONFIG-01': 'where a recorder delivers is not recorded',
  'MAZ-EKS-02': 'node groups are not recorded',
  'SECR-RDS-01': 'who keeps the password is in no item',
  'SUP-ECR-01': 'the scanning of the whole registry, which is not recorded, decides as well',
  'TAG-ENV-01': 'a document of live resources has no environment of its own without --env',
};

/** Rules that no live resource can pass, with the reason. */
const neverPassed: Readonly<Record<string, string>> = {
  'BKP-RDS-01': 'what becomes of the backups of a deleted database is in no item',
  'ENC-KMS-01': 'how often a key is rotated is in no item',
  'IAM-USER-01': 'every user is one too many',
  'LOG-TRAIL-01': 'what a trail selects is in no item',
};

const types = [...new Set(mappings.map(({ from }) => from))];
const limits = { runMs: 60_000, taskMs: 20_000, maxBytes: 2 ** 28 };

let pack: Pack;
let rules: readonly ActiveRule[];
beforeAll(async () => {
  pack = await builtinPack();
  // Rules whose parameters name nothing by default.
  const chosen: Config['rules'] = {
    'IAM-OIDC-01': { params: { allowed_orgs: ['acme'] } },
    'NET-REGION-01': { params: { allowed_regions: { default: ['eu-central-1'] } } },
  };
  const known = new Set(pack.manifest.rules.map(({ id }) => id));
  rules = activate(
    [pack],
    Object.fromEntries(Object.entries(chosen).filter(([id]) => known.has(id))),
    [],
  ).rules;
});

async function said({ rule }: Row, document: Document): Promise<string> {
  const asked = rules.filter((active) => active.rule.id === rule);
  const evaluator = startEvaluator([pack], asked, {
    limits,
    workers: 1,
    now: '2026-11-21T00:00:00Z',
    keepPasses: true,
  });
  const found: Evaluation = await evaluator.evaluate(document).finally(() => evaluator.close());
  expect([...found.errors]).toEqual([]);
  if (found.findings.some(({ verdict }) => verdict === 'fail')) return 'fail';
  const [open] = found.findings;
  if (open !== undefined) return `unknown: ${open.resource.type} ${open.path ?? ''} ${open.message}`;
  return found.passes.length > 0 ? 'pass' : 'none';
}

const fromTerraform = async (content: object): Promise<Document> =>
  normalize(await readBytes(JSON.stringify(content)), { flag: 'prod' }).document;

describe('the same verdict from a plan, a state and AWS Config', () => {
  test.each(rows.map((row, at) => [`${row.rule} ${row.verdict} (${at})`, row] as const))(
    '%s',
    async (_, row) => {
      if (!pack.manifest.rules.some(({ id }) => id === row.rule)) return;
      const after = Object.entries(row.terraform).map(([address, values]) => [address, { after: values }]);
      const plan = await fromTerraform(planOf(Object.fromEntries(after)));
      const shown = await fromTerraform(state(row.terraform));
      const live = await documentOf(row.items, types, { flag: 'prod' });
      expect({
        plan: await said(row, plan),
        state: await said(row, shown),
        live: await said(row, live),
      }).toEqual({
        plan: row.verdict,
        state: row.verdict,
        live: row.verdict,
      });
    },
  );

  test('a rule that can be failed can be passed', () => {
    const of = (verdict: Row['verdict']) =>
      new Set(rows.filter((row) => row.verdict === verdict).map(({ rule }) => rule));
    const passed = of('pass');
    expect([...of('fail')].filter((rule) => !passed.has(rule)).sort()).toEqual(Object.keys(neverPassed));
    expect([...passed].filter((rule) => !of('fail').has(rule))).toEqual([]);
  });

  test('every rule that can be judged on all three has a row', () => {
    const judgeable = rules.filter(({ rule }) => liveView(rule) !== undefined);
    const shown = new Set(rows.map(({ rule }) => rule));
    const missing = judgeable
      .map(({ rule }) => rule.id)
      .filter((id) => !shown.has(id) && without[id] === undefined);
    expect(missing).toEqual([]);
  });
});
