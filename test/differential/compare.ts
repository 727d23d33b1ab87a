import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine, type Outcome } from '../../src/evaluate/engine.ts';
import type { ActiveRule } from '../../src/model/finding.ts';
import type { Pack } from '../../src/model/rule.ts';
import { isSame, type Said, said, together } from './answers.ts';
import type { Params, Sample } from './documents.ts';
import { type Asked, bytesOf, inBatches, only } from './inputs.ts';
import { knownFor } from './known.ts';
import type { Native } from './native.ts';

export interface Comparison {
  readonly documents: number;
  readonly resources: number;
  readonly inputs: number;
  readonly evaluations: number;
  readonly denials: number;
  /** Answers that are an error on both sides. */
  readonly errors: number;
  /** Rules that denied a resource, and rules that were asked about one that they did not deny. */
  readonly denied: ReadonlySet<string>;
  readonly spared: ReadonlySet<string>;
  /** By rule, the last error that both gave. */
  readonly sentences: ReadonlyMap<string, string>;
  /** Differences that are understood, by their name in `known.ts`. */
  readonly known: Readonly<Record<string, number>>;
  readonly differences: readonly string[];
}

export const activeWith = ({ manifest }: Pack, params: Params): readonly ActiveRule[] =>
  manifest.rules.map((rule) => ({ rule, module: 0, params: params[rule.id] ?? {} }));

/** Makes engines with parameters, and keeps the last one. */
export function engineMaker({ wasm, manifest }: Pack): (params: Params) => Engine {
  const module = new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>);
  const entrypoints = manifest.rules.map(({ entrypoint }) => entrypoint);
  let last: { readonly key: string; readonly engine: Engine } | undefined;
  return (params) => {
    const key = JSON.stringify(params);
    if (last?.key !== key) {
      last = {
        key,
        engine: createEngine(module, { data: { params }, entrypoints, maxBytes: 2 ** 31 - 2 ** 16 }),
      };
    }
    return last.engine;
  };
}

export const ask = (engine: Engine, { bytes, rules }: Asked): Outcome[] =>
  engine.evaluate(
    bytes,
    rules.map(({ rule }) => rule.entrypoint),
    () => undefined,
  );

/** What each rule said about all of some inputs. */
export function saidByRule(engine: Engine, all: readonly Asked[]): ReadonlyMap<string, Said> {
  const parts = new Map<string, Said[]>();
  for (const asked of all) {
    for (const [index, outcome] of ask(engine, asked).entries()) {
      const id = asked.rules[index]?.rule.id ?? '';
      const same = parts.get(id);
      if (same === undefined) parts.set(id, [said(outcome)]);
      else same.push(said(outcome));
    }
  }
  return new Map([...parts].map(([id, each]) => [id, together(each)]));
}

/** Asks the compiled rules and OPA about every input of every document; differences are kept in a folder of their own. */
export async function compare(
  samples: readonly Sample[],
  pack: Pack,
  native: Native,
  keepIn = tmpdir(),
): Promise<Comparison> {
  const engineWith = engineMaker(pack);
  const tally = { documents: 0, resources: 0, inputs: 0, evaluations: 0, denials: 0, errors: 0 };
  const denied = new Set<string>();
  const spared = new Set<string>();
  const sentences = new Map<string, string>();
  const differences: string[] = [];
  const known: Record<string, number> = {};
  const keep = startKeeping(native, keepIn);
  for (const [params, group] of byParams(samples)) {
    await native.setParams(params);
    const engine = engineWith(params);
    for (const { name, document } of group) {
      tally.documents += 1;
      tally.resources += document.resources.length;
      for (const asked of inBatches(document, activeWith(pack, params))) {
        tally.inputs += 1;
        const ours = ask(engine, asked);
        const theirs = await Promise.all(
          asked.rules.map(({ rule }) => native.evaluate(asked.bytes, rule.entrypoint)),
        );
        for (const [index, active] of asked.rules.entries()) {
          const [our, their] = [ours[index] as Outcome, theirs[index] as Outcome];
          const { id } = active.rule;
          tally.evaluations += 1;
          const keys = deniedKeys(their);
          tally.denials += keys.length;
          if (keys.length > 0) denied.add(id);
          if (asked.input.resources.some(({ key }) => !keys.includes(key))) spared.add(id);
          if (!isSame(said(our), said(their))) {
            const differs = await keep(engine, name, asked, active, [our, their]);
            if ('known' in differs) known[differs.known] = (known[differs.known] ?? 0) + 1;
            else differences.push(differs.words);
          } else if (!our.ok && !their.ok) {
            tally.errors += 1;
            sentences.set(id, `${name}: ${our.message} / ${their.message}`);
          }
        }
      }
    }
  }
  return { ...tally, denied, spared, sentences, known, differences };
}

function byParams(samples: readonly Sample[]): readonly (readonly [Params, readonly Sample[]])[] {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const key = JSON.stringify(sample.params);
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return [...groups.values()].map((group) => [(group[0] as Sample).params, group]);
}

const deniedKeys = (outcome: Outcome): readonly string[] =>
  outcome.ok ? (outcome.value as { deny: { key: string }[] }).deny.map(({ key }) => key) : [];

export const show = (outcome: Outcome): string =>
  JSON.stringify(outcome.ok ? outcome.value : outcome.message).slice(0, 600);

type Differs = (
  engine: Engine,
  name: string,
  asked: Asked,
  active: ActiveRule,
  outcomes: readonly [Outcome, Outcome],
) => Promise<{ readonly known: string } | { readonly words: string }>;

/**
 * Tells a known difference from a new one, which is written to a file: with one resource and its related ones where
 * that is enough to show it.
 */
function startKeeping(native: Native, keepIn: string): Differs {
  let folder: string | undefined;
  let kept = 0;
  return async (engine, name, asked, { rule, params }, outcomes) => {
    let shown = { bytes: asked.bytes, outcomes };
    let reason: string | undefined;
    for (const { key } of asked.input.resources) {
      const input = only(asked.input, key);
      const bytes = bytesOf(input);
      const [ours] = engine.evaluate(bytes, [rule.entrypoint], () => undefined) as [Outcome];
      const theirs = await native.evaluate(bytes, rule.entrypoint);
      if (isSame(said(ours), said(theirs))) continue;
      shown = { bytes, outcomes: [ours, theirs] };
      reason = knownFor(input, ours);
      if (reason === undefined) break;
    }
    if (reason !== undefined) return { known: reason };
    const { bytes } = shown;
    const [wasm, opa] = shown.outcomes;
    folder ??= mkdtempSync(join(keepIn, 'driftgate-differential-'));
    const file = join(folder, `${rule.id}-${++kept}.json`);
    const data = { params: { [rule.id]: params } };
    const rest = JSON.stringify({ from: name, entrypoint: rule.entrypoint, data, wasm, opa });
    // The input as the engine had it: its numbers may be more than JavaScript can write.
    writeFileSync(file, `{"input":${bytes.toString()},${rest.slice(1)}\n`);
    return { words: `${rule.id} (${name}): ${file}\n  wasm ${show(wasm)}\n  opa  ${show(opa)}` };
  };
}
