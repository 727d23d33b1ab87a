import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import { documentOf } from '../../src/author/document.ts';
import { activate } from '../../src/compile/activate.ts';
import { builtinPack } from '../../src/compile/compile.ts';
import { batches } from '../../src/evaluate/batches.ts';
import { createEngine, type Engine } from '../../src/evaluate/engine.ts';
import { startEvaluator } from '../../src/evaluate/evaluate.ts';
import type { Document } from '../../src/model/document.ts';
import type { ActiveRule, Evaluation } from '../../src/model/finding.ts';
import type { Pack } from '../../src/model/rule.ts';
import { normalize } from '../../src/normalize/normalize.ts';
import { readInput } from '../../src/read/read.ts';
import { activeRules, type Id, testPack } from './rules.ts';

const now = '2026-06-01T00:00:00Z';
const limits = { runMs: 30_000, taskMs: 10_000, maxBytes: 2 ** 28 };
const plans = ['violations/platform', 'compliant/platform', 'undetermined/platform', 'plans/updates'];

let pack: Pack;
let rules: readonly ActiveRule[];
beforeAll(async () => {
  pack = await builtinPack();
  rules = activate([pack], {}, []).rules;
});

async function documentFrom(name: string): Promise<Document> {
  const bytes = readFileSync(new URL(`../../fixtures/${name}/plan.json`, import.meta.url));
  const input = await readInput('-', { cwd: '/', stdin: Readable.from([bytes]) });
  return normalize(input, { flag: 'prod' }).document;
}

async function evaluated(
  document: Document,
  asked = rules,
  packs: readonly Pack[] = [pack],
): Promise<Evaluation> {
  const evaluator = startEvaluator(packs, asked, { limits, workers: 1, now, keepPasses: true });
  return evaluator.evaluate(document).finally(() => evaluator.close());
}

/** What was said, without an order. */
const said = ({ findings, passes, judged, errors }: Evaluation) => ({
  findings: findings
    .map(({ rule, resource, verdict, path, message }) =>
      [rule.id, resource.key, verdict, path, message].join(' '),
    )
    .sort(),
  passes: passes.map(({ rule, resource }) => `${rule.id} ${resource.key}`).sort(),
  judged: [...judged].sort(),
  errors: [...errors],
});

type Said = { deny: { key: string }[] };
const keysOf = (values: readonly Said[]) =>
  values.flatMap(({ deny }) => deny.map((each) => JSON.stringify(each))).sort();

describe.each(plans)('%s', (name) => {
  test('asked as a whole, in halves and one at a time: the same denials', async () => {
    const document = await documentFrom(name);
    const engine: Engine = createEngine(new WebAssembly.Module(pack.wasm as Uint8Array<ArrayBuffer>), {
      data: { params: Object.fromEntries(rules.map(({ rule, params }) => [rule.id, params])) },
      entrypoints: rules.map(({ rule }) => rule.entrypoint),
      maxBytes: limits.maxBytes,
    });
    const ask = (input: object, entrypoint: string): Said => {
      const [outcome] = engine.evaluate(Buffer.from(JSON.stringify(input)), [entrypoint], () => undefined);
      if (!outcome?.ok) throw new Error(outcome?.message);
      return outcome.value as Said;
    };
    let compared = 0;
    for (const batch of batches(document, rules, now)) {
      const whole = JSON.parse(Buffer.from(batch.input).toString()) as { resources: object[] };
      const half = Math.ceil(whole.resources.length / 2);
      const halves = [whole.resources.slice(0, half), whole.resources.slice(half)];
      for (const { rule } of batch.rules.filter((each) => each.rule.evaluate === 'resource')) {
        const inPart = (resources: object[]): Said => ask({ ...whole, resources }, rule.entrypoint);
        const expected = keysOf([inPart(whole.resources)]);
        expect(keysOf(halves.map(inPart)), rule.id).toEqual(expected);
        expect(keysOf(whole.resources.map((one) => inPart([one]))), rule.id).toEqual(expected);
        expect(keysOf([inPart([...whole.resources].reverse())]), rule.id).toEqual(expected);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(5);
  });

  test('the order of the resources and of the rules makes no difference', async () => {
    const document = await documentFrom(name);
    const expected = said(await evaluated(document));
    expect(expected.errors).toEqual([]);
    expect(expected.findings.length + expected.passes.length).toBeGreaterThan(10);
    const backwards = { ...document, resources: [...document.resources].reverse() };
    expect(said(await evaluated(backwards, [...rules].reverse()))).toEqual(expected);
  });
});

test('many batches: each resource gets its own verdict, and none is lost', async () => {
  const resources = Array.from({ length: 1_000 }, (_, n) => ({
    type: 'aws_db_instance',
    key: `db.${n}`,
    attributes: { storage_encrypted: n % 7 !== 0 },
  }));
  const asked = rules.filter(({ rule }) => rule.id === 'ENC-RDS-01');
  const { findings, passed, judged, failed } = await evaluated(documentOf({ resources }), asked);
  expect(findings.map(({ resource }) => Number(resource.key.slice(3))).sort((a, b) => a - b)).toEqual(
    resources.map((_, n) => n).filter((n) => n % 7 === 0),
  );
  expect({ passed, failed, judged: judged.get('ENC-RDS-01') }).toEqual({
    passed: 857,
    failed: 0,
    judged: 1_000,
  });
});

test('keys that are names of JavaScript are keys', async () => {
  const resources = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map((key) => ({
    type: 'aws_db_instance',
    key,
    attributes: { storage_encrypted: false },
  }));
  const { findings } = await evaluated(
    documentOf({ resources }),
    rules.filter(({ rule }) => rule.id === 'ENC-RDS-01'),
  );
  expect(findings.map(({ resource }) => resource.key)).toEqual(resources.map(({ key }) => key));
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

describe('a rule that errs', () => {
  const asked: readonly Id[] = [
    'T-BAD-01',
    'T-STRAY-01',
    'T-DOUBT-01',
    'T-TEXT-01',
    'T-VALUE-01',
    'T-SILENT-01',
  ];
  let own: Pack;
  beforeAll(async () => {
    own = await testPack();
  }, 60_000);

  test.each<[Id, string]>([
    ['T-STRAY-01', 'states a finding about a resource that it was not asked about'],
    ['T-DOUBT-01', 'states a finding about a resource that it was not asked about'],
    ['T-TEXT-01', '`deny` holds something else'],
    ['T-VALUE-01', 'stated no `deny`'],
    ['T-SILENT-01', 'stated no `deny`'],
  ])('%s is an error with its reason, and the others are kept', async (id, reason) => {
    const { errors, findings, failed, judged } = await evaluated(
      documentOf({ resources: [{ key: 'k', address: 'a.k', attributes: { bad: true } }] }),
      activeRules(own, asked),
      [own],
    );
    expect(errors.get(id)).toContain(reason);
    expect(findings.map(({ rule }) => rule.id)).toEqual(['T-BAD-01']);
    expect(failed).toBe(asked.length - 1);
    expect([...judged.keys()]).toEqual(['T-BAD-01']);
  });
});
