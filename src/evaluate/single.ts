import type { Document, Resource } from '../model/document.ts';
import type { ActiveRule } from '../model/finding.ts';
import type { Data } from '../model/pack.ts';
import { readAnswer } from './answers.ts';
import { batches } from './batches.ts';
import { goBuiltins } from './builtins.ts';
import { createEngine, type Engine, type Outcome } from './engine.ts';
import { type Verdict, verdict } from './verdict.ts';

/** What one rule says about one resource, and the inputs that it was asked with. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly input: Uint8Array | undefined;
}

export type Judge = (active: ActiveRule, document: Document, subject: Resource) => Judgement;

/**
 * Judges one resource of a document by one rule of a module, with the engine and the three values of a run, but
 * in this thread and without limits of time: for tests of rules. Throws an Error where the rule gives no right answer.
 */
export function startJudge(
  wasm: Uint8Array,
  now: string,
  toolchain?: WebAssembly.Module,
  others: Data = {},
): Judge {
  const module = new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>);
  const builtins = toolchain && goBuiltins(toolchain, now);
  let last: { key: string; engine: Engine } | undefined;
  const engineFor = ({ rule, params }: ActiveRule): Engine => {
    const data = { ...others, params: { [rule.id]: params } };
    const key = JSON.stringify(data);
    if (last?.key === key) return last.engine;
    const engine = createEngine(module, {
      data,
      entrypoints: [rule.entrypoint],
      maxBytes: 2 ** 28,
      builtins,
    });
    last = { key, engine };
    return engine;
  };
  return (active, document, subject) => {
    const question = questionAbout(active, document, subject, now);
    if (question === undefined) return { verdict: undefined, input: undefined };
    const { input } = question;
    const [outcome] = engineFor(active).evaluate(input, [active.rule.entrypoint], () => undefined);
    return { verdict: question.conclude(outcome ?? { ok: false, message: 'gave no answer' }), input };
  };
}

/** What a rule is asked about a resource, and the verdict that its answer comes to. */
export interface Question {
  readonly input: Uint8Array;
  /** Throws an Error where the answer is not right. */
  readonly conclude: (outcome: Outcome) => Verdict;
}

/** The question of the batch that a resource is in; undefined where the rule is not asked about it. */
export function questionAbout(
  active: ActiveRule,
  document: Document,
  subject: Resource,
  now: string,
): Question | undefined {
  const all = [...document.resources, ...document.declarations];
  const find = (key: string): Resource | undefined => all.find((resource) => resource.key === key);
  for (const { resources, input } of batches(document, [active], now)) {
    if (!resources.some((resource) => resource === subject)) continue;
    const conclude = (outcome: Outcome): Verdict => {
      const answer = readAnswer(outcome);
      if (typeof answer === 'string') throw new Error(answer);
      const stray = [...answer.denials.keys(), ...answer.undetermined.keys()].find(
        (key) => !resources.some((resource) => resource.key === key),
      );
      if (stray !== undefined)
        throw new Error(`states a finding about \`${stray}\`, which it was not asked about`);
      return verdict(active, subject, answer, find);
    };
    return { input, conclude };
  }
  return undefined;
}
