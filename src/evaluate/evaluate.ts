import { createHash } from 'node:crypto';
import type { Document, Resource } from '../model/document.ts';
import { DriftgateError } from '../model/errors.ts';
import type { ActiveRule, Evaluation, Finding } from '../model/finding.ts';
import type { RawPlan } from '../model/raw-plan.ts';
import type { Pack, PackManifest, Rule } from '../model/rule.ts';
import { type Answer, readAnswer } from './answers.ts';
import { type Batch, batches } from './batches.ts';
import type { Outcome } from './engine.ts';
import { type PoolLimits, startPool } from './pool.ts';
import { planFindings } from './raw.ts';
import { verdict } from './verdict.ts';

export type { PoolLimits };

export interface EvaluatorOptions {
  readonly limits: PoolLimits;
  readonly workers: number;
  /** The instant of this run, RFC 3339; the only clock that rules see. */
  readonly now: string;
  /** The Rego toolchain, where a pack calls built-ins that its module does not bring; see `PackManifest`. */
  readonly toolchain?: WebAssembly.Module | undefined;
  readonly keepPasses: boolean;
  /** Milliseconds after which what AWS Config recorded is too old for a pass. */
  readonly maxAge?: number | undefined;
  /** Called with the number of resources asked about so far. */
  readonly onProgress?: (asked: number) => void;
}

/** Documents of this many resources are worth the start of more workers. */
const widenFrom = 3_000;

export interface Evaluator {
  /** Tells how many resources will come, so that workers can start while those are made canonical. */
  expect(resources: number): void;
  /**
   * Asks every rule about every resource of the document that it is about, and the rules of conftest about the plan, where
   * there is one; see `batches` for `onlyChanged`.
   */
  evaluate(document: Document, onlyChanged?: boolean, plan?: RawPlan): Promise<Evaluation>;
  close(): Promise<void>;
}

/** Starts loading the packs at once; documents may come later. */
export function startEvaluator(
  packs: readonly Pack[],
  rules: readonly ActiveRule[],
  options: EvaluatorOptions,
): Evaluator {
  for (const { manifest, wasm } of packs) refuseUnlessIntact(manifest, wasm);
  const modules = packs.map((pack, module) => {
    const own = rules.filter((active) => active.module === module);
    return {
      wasm: pack.wasm,
      entrypoints: ['driftgate/main/canary', ...own.map(({ rule }) => rule.entrypoint)],
      data: { ...pack.data, params: Object.fromEntries(own.map(({ rule, params }) => [rule.id, params])) },
    };
  });
  const shaped = rules.filter(({ rule }) => !rule.raw);
  const raw = rules.filter(({ rule }) => rule.raw);
  const { toolchain, now, limits } = options;
  const pool = startPool(modules, limits, toolchain && { toolchain, now });
  const expect: Evaluator['expect'] = (resources) => {
    if (resources > widenFrom) pool.widen(options.workers);
  };
  return {
    expect,
    async evaluate(document, onlyChanged = false, plan) {
      expect(document.resources.length);
      const { now, maxAge } = options;
      const staleBefore = maxAge === undefined ? undefined : Date.parse(now) - maxAge;
      if (maxAge !== undefined) refuseFuture(document, now);
      const tally = startTally(document, options.keepPasses, staleBefore);
      const answers: Promise<void>[] = [];
      let asked = 0;
      for (const batch of batches(document, shaped, options.now, onlyChanged)) {
        await pool.room();
        const tasks = batch.rules.map(({ rule, module }) => ({ module, entrypoint: rule.entrypoint }));
        const answer = pool.ask({ input: batch.input, tasks }).then((outcomes) => tally.add(batch, outcomes));
        answer.catch(() => undefined);
        answers.push(answer);
        asked += batch.resources.length;
        options.onProgress?.(asked);
      }
      if (plan !== undefined && raw.length > 0) {
        await pool.room();
        const tasks = raw.map(({ rule, module }) => ({ module, entrypoint: rule.entrypoint }));
        answers.push(pool.ask({ input: plan.bytes, tasks }).then((said) => tally.addPlan(plan, raw, said)));
      }
      await Promise.all(answers);
      return tally.result();
    },
    close: () => pool.close(),
  };
}

/** Clocks may differ by so much, milliseconds. */
const skew = 5 * 60_000;

/** What was recorded after this run has no age: it would be fresh for ever. */
function refuseFuture({ resources, source }: Document, now: string): void {
  const latest = Date.parse(now) + skew;
  const ahead = resources.find(
    ({ capturedAt }) => capturedAt !== undefined && Date.parse(capturedAt) > latest,
  );
  if (ahead === undefined) return;
  throw new DriftgateError(
    'evaluate',
    `\`${source.uri}\` holds what was recorded at ${ahead.capturedAt}, after the instant of this run, ${now}`,
    { hint: 'set the clock, or --now' },
  );
}

/** A module with one bit flipped can load and find nothing. */
function refuseUnlessIntact(manifest: PackManifest, wasm: Uint8Array): void {
  if (createHash('sha256').update(wasm).digest('hex') === manifest.wasm) return;
  throw new DriftgateError('evaluate', `the compiled policies of \`${manifest.name}\` are damaged`, {
    hint: 'install driftgate again; in a clone, run `npm run build`',
  });
}

/** A finding under a key that is not in the batch would be lost: the rule means another resource, or mistook its key. */
const strays = ({ denials, undetermined }: Answer, asked: ReadonlySet<string>): boolean =>
  [...denials.keys(), ...undetermined.keys()].some((key) => !asked.has(key));
const stray =
  'states a finding about a resource that it was not asked about: `key` is that of `input.resources`';

function startTally(document: Document, keepPasses: boolean, staleBefore: number | undefined) {
  const byKey = new Map(
    [...document.resources, ...document.declarations].map((resource) => [resource.key, resource]),
  );
  const findings: Finding[] = [];
  const passes: { rule: Rule; resource: Resource }[] = [];
  const judged = new Map<string, number>();
  const errors = new Map<string, string>();
  const excepted: string[] = [];
  let passed = 0;
  let failed = 0;
  return {
    add(batch: Batch, outcomes: readonly Parameters<typeof readAnswer>[0][]): void {
      const asked = new Set(batch.resources.map(({ key }) => key));
      for (const [index, active] of batch.rules.entries()) {
        const { rule } = active;
        const read = readAnswer(outcomes[index] ?? { ok: false, message: 'gave no answer' });
        const answer = typeof read !== 'string' && strays(read, asked) ? stray : read;
        if (typeof answer === 'string') {
          errors.set(rule.id, errors.get(rule.id) ?? answer);
          failed += batch.resources.length;
          continue;
        }
        for (const resource of batch.resources) {
          const found = verdict(active, resource, answer, (key) => byKey.get(key), staleBefore);
          if (found === undefined) continue;
          judged.set(rule.id, (judged.get(rule.id) ?? 0) + 1);
          findings.push(...found);
          if (found.length > 0) continue;
          passed += 1;
          if (keepPasses) passes.push({ rule, resource });
        }
      }
    },
    addPlan(plan: RawPlan, rules: readonly ActiveRule[], outcomes: readonly Outcome[]): void {
      for (const [index, active] of rules.entries()) {
        const { rule } = active;
        const found = planFindings(active, outcomes[index] ?? { ok: false, message: 'gave no answer' }, plan);
        if (found === 'excepted') excepted.push(rule.id);
        else if ('problem' in found) {
          errors.set(rule.id, found.problem);
          failed += 1;
        } else {
          judged.set(rule.id, 1);
          findings.push(...found);
          if (found.length > 0) continue;
          passed += 1;
          if (keepPasses) passes.push({ rule, resource: plan.whole });
        }
      }
    },
    result: (): Evaluation => ({ findings, passes, judged, passed, failed, errors, excepted }),
  };
}
