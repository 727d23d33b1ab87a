// Property: about every input that the product makes, the compiled rules answer as OPA itself does, however the
// resources are put together. Needs OPA: DRIFTGATE_OPA=/path/to/opa, or run .ci/differential, which gets it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadToolchain, type Toolchain } from '../../src/compile/toolchain.ts';
import type { Outcome } from '../../src/evaluate/engine.ts';
import { seeded } from '../evaluate/rules.ts';
import { isSame, said } from './answers.ts';
import { activeWith, ask, type Comparison, compare, engineMaker, saidByRule, show } from './compare.ts';
import { generate, type Sample } from './documents.ts';
import { fixtureSamples } from './fixtures.ts';
import { asAWhole, hasExactNumber, inBatches, oneByOne } from './inputs.ts';
import { known as knownDifferences, knownFor } from './known.ts';
import { type Native, startNative } from './native.ts';
import { type BuiltIn, builtIn } from './pack.ts';

const opa = process.env['DRIFTGATE_OPA'] ?? '';
if (opa === '') console.warn('differential: SKIPPED without OPA: set DRIFTGATE_OPA, or run .ci/differential');

/** Another seed looks elsewhere; the same one always at the same documents. */
const seed = Number(process.env['DRIFTGATE_SEED'] ?? 20_260_601);
const mutated = Number(process.env['DRIFTGATE_MUTATED'] ?? 400);

/** A run that did less than this proves nothing. */
const floor = {
  documents: 1_000,
  evaluations: 9_000,
  denials: 5_000,
  fixtures: 60,
  threeWays: 3_000,
  inputs: 30,
};

describe.skipIf(opa === '')('the rules as WebAssembly and as OPA evaluates them', () => {
  let toolchain: Toolchain;
  let builtin: BuiltIn;
  let native: Native;
  let samples: readonly Sample[];
  let fixtures: readonly Sample[];

  beforeAll(async () => {
    toolchain = await loadToolchain();
    builtin = await builtIn(toolchain);
    native = await startNative(opa, builtin.modules);
    const { rules } = builtin.pack.manifest;
    samples = generate(builtin.cases, rules, { seed, mutated, settings: 16 });
    fixtures = await fixtureSamples(Object.fromEntries(rules.map(({ id, params }) => [id, params])));
  }, 120_000);
  afterAll(() => native?.stop());

  const ids = (): string[] => builtin.pack.manifest.rules.map(({ id }) => id);

  test('agree on every generated document, each rule denying and sparing', async () => {
    const result = await compare(samples, builtin.pack, native);
    print('generated', result);
    expect(result.differences).toEqual([]);
    expect(ids().filter((id) => !result.denied.has(id))).toEqual([]);
    expect(ids().filter((id) => !result.spared.has(id))).toEqual([]);
    expect(result.documents).toBeGreaterThanOrEqual(floor.documents);
    expect(result.evaluations).toBeGreaterThanOrEqual(floor.evaluations);
    expect(result.denials).toBeGreaterThanOrEqual(floor.denials);
  }, 600_000);

  test('agree on every fixture', async () => {
    const result = await compare(fixtures, builtin.pack, native);
    print('fixtures', result);
    expect(result.differences).toEqual([]);
    expect(result.known).toEqual({});
    expect([...result.sentences]).toEqual([]);
    expect(result.documents).toBeGreaterThanOrEqual(floor.fixtures);
    expect(result.denials).toBeGreaterThan(0);
  }, 60_000);

  test('do not agree where OPA is given a rule that lost its denials', async () => {
    const [rule] = builtin.pack.manifest.rules;
    const entrypoint = 'driftgate/tampered/rule';
    await native.addModule(
      'tampered',
      'package driftgate.tampered\n\nrule["deny"] := {d | some d in input.none}\n',
    );
    const tampered: Native = { ...native, evaluate: (input) => native.evaluate(input, entrypoint) };
    const manifest = { ...builtin.pack.manifest, rules: rule === undefined ? [] : [rule] };
    const own = samples.filter(({ name }) => name.startsWith(`${rule?.id}: `));
    const folder = mkdtempSync(join(tmpdir(), 'driftgate-tampered-'));
    const { differences } = await compare(own, { ...builtin.pack, manifest }, tampered, folder);
    rmSync(folder, { recursive: true });
    expect(differences.length).toBeGreaterThan(0);
  }, 60_000);

  test('a document as a whole, in batches and one resource at a time gives the same answers', () => {
    const engineWith = engineMaker(builtin.pack);
    const everything = samples.at(-1) as Sample;
    let answers = 0;
    let batches = 0;
    const differences: string[] = [];
    for (const sample of [
      ...samples.filter(({ name }) => name.startsWith('mutated')),
      everything,
      ...fixtures,
    ]) {
      const engine = engineWith(sample.params);
      // With an inventory, two thousand resources at once are millions of pairs, more than a module has memory for.
      const rules = activeWith(builtin.pack, sample.params).filter(
        ({ rule }) =>
          rule.evaluate === 'resource' && (sample !== everything || rule.contextTypes.length === 0),
      );
      const inParts = inBatches(sample.document, rules);
      const batched = saidByRule(engine, inParts);
      const single = saidByRule(engine, inParts.flatMap(oneByOne));
      batches = Math.max(batches, ...inParts.map(({ input }) => input.resources.length));
      for (const [id, whole] of saidByRule(engine, asAWhole(sample.document, rules))) {
        answers += 1;
        for (const [way, parts] of Object.entries({ batched, single })) {
          const same = isSame(whole, parts.get(id) ?? {});
          if (!same) differences.push(`${id} (${sample.name}): as a whole and ${way}`);
        }
      }
    }
    console.log(`differential: three ways: ${answers} answers, ${differences.length} differences`);
    expect(differences).toEqual([]);
    expect(batches, 'a document with more than one batch of a type').toBe(64);
    expect(answers).toBeGreaterThanOrEqual(floor.threeWays);
  }, 120_000);

  test('agree with the interpreter that the package brings along', () => {
    const engineWith = engineMaker(builtin.pack);
    const random = seeded(7);
    const all = samples.slice(0, -1).flatMap(({ document, params }) =>
      // Its input goes through JavaScript's numbers.
      inBatches(document, activeWith(builtin.pack, params))
        .filter(({ input }) => !hasExactNumber(input))
        .map((asked) => ({ asked, params })),
    );
    const left = new Set(ids());
    let inputs = 0;
    let answers = 0;
    const differences: string[] = [];
    while (inputs < floor.inputs || left.size > 0) {
      const [next] = all.splice(random(all.length), 1);
      if (next === undefined) break;
      const { asked, params } = next;
      if (left.size > 0 && !asked.rules.some(({ rule }) => left.has(rule.id))) continue;
      inputs += 1;
      const request = {
        modules: builtin.modules,
        input: JSON.parse(asked.bytes.toString()),
        data: { params },
      };
      const main = toolchain.evaluate({ ...request, query: 'data.driftgate.main' });
      for (const [index, our] of ask(engineWith(params), asked).entries()) {
        const { id, entrypoint } = asked.rules[index]?.rule ?? { id: '', entrypoint: '' };
        left.delete(id);
        answers += 1;
        const query = `data.${entrypoint.replaceAll('/', '.')}`;
        // One rule that ends with an error takes the others with it.
        const own = main.ok ? undefined : toolchain.evaluate({ ...request, query });
        const value = main.ok
          ? (main.value as Record<string, unknown>)[entrypoint.split('/').at(-1) ?? '']
          : own?.ok && own.value;
        const their: Outcome = value ? { ok: true, value } : { ok: false, message: 'an error' };
        if (knownFor(asked.input, our) !== undefined) continue;
        if (!isSame(said(our), said(their))) differences.push(`${id}: ${show(our)} ${show(their)}`);
      }
    }
    console.log(
      `differential: interpreter: ${inputs} inputs, ${answers} answers, ${differences.length} differences`,
    );
    expect(differences).toEqual([]);
    expect([...left]).toEqual([]);
  }, 120_000);
});

function print(name: string, { sentences, known: seen, differences, ...result }: Comparison): void {
  const counts = Object.entries(result)
    .filter(([, value]) => typeof value === 'number')
    .map(([key, value]) => `${value} ${key}`);
  console.log(`differential: ${name}: ${[...counts, `${differences.length} differences`].join(', ')}`);
  for (const [known, count] of Object.entries(seen))
    console.log(`  known difference, ${count} times: ${known}: ${knownDifferences[known]?.reason}`);
  for (const [id, sentence] of sentences) console.log(`  both end with an error: ${id}: ${sentence}`);
}
