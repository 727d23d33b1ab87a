import { gotOf, isExpected } from '../../src/author/compare.ts';
import { documentOf, subjectOf } from '../../src/author/document.ts';
import type { Row, Table } from '../../src/author/table.ts';
import type { Sources } from '../../src/compile/sources.ts';
import { type Question, questionAbout } from '../../src/evaluate/single.ts';
import type { Rule } from '../../src/model/rule.ts';
import type { Got } from '../../src/model/testing.ts';
import { tableNow } from '../../src/testing.ts';
import { startNative } from '../differential/native.ts';
import type { Mutant } from './mutants.ts';

/** What the table of a rule says of a mutant. */
export interface Outcome {
  readonly is: 'caught' | 'survived' | 'does not compile';
  /** Of a mutant that survives: a row that gets another path or number of findings and states neither. */
  readonly silent?: string;
}

/** One rule with its library and its table, in an OPA of its own. */
export interface Court {
  judge(mutant: Mutant): Promise<Outcome>;
  stop(): Promise<void>;
}

interface Asked {
  readonly name: string;
  readonly row: Row;
  readonly question: Question;
  readonly params: object;
}

const asker = (path: string): string => `package mutation

answers := [answer |
	some question in data.questions
	answer := data.driftgate.main["${path}"] with input as question.input with data.params as question.params
]
`;

/** Starts OPA with the modules that a rule needs, and throws unless every row gets what it expects. */
export async function startCourt(opa: string, rule: Rule, table: Table, modules: Sources): Promise<Court> {
  const asked = Object.entries(table).flatMap(([name, row]) => askedOf(rule, name, row));
  const entrypoint = rule.entrypoint.split('/').at(-1) ?? '';
  const native = await startNative(opa, { ...modules, 'mutation.rego': asker(entrypoint) });
  let replaced: string | undefined;

  const restore = async (): Promise<void> => {
    if (replaced !== undefined) await native.addModule(replaced, modules[replaced] ?? '');
    replaced = undefined;
  };
  /** What each row got, or a text: the error that OPA gave in place of all answers. */
  const ask = async (): Promise<readonly (Got | undefined)[] | string> => {
    const outcome = await native.evaluate(Buffer.from('{}'), 'mutation/answers');
    if (!outcome.ok) return outcome.message;
    const answers = outcome.value as readonly unknown[];
    return asked.map(({ question }, index) => concluded(question, answers[index]));
  };
  const holds = (got: Got | undefined, index: number): boolean =>
    got !== undefined && isExpected((asked[index] as Asked).row, got);

  const questions = asked.map(
    ({ question, params }) =>
      `{"input":${Buffer.from(question.input).toString()},"params":${JSON.stringify(params)}}`,
  );
  await native.setData('questions', `[${questions.join()}]`);
  const before = await ask();
  if (typeof before === 'string' || !before.every(holds)) {
    await native.stop();
    throw new Error(`${rule.id} does not do what its table says before anything is changed`);
  }
  const seen = before.map(citedBy);
  return {
    stop: native.stop,
    async judge({ file, source }) {
      if (replaced !== file) await restore();
      if (!(await native.tryModule(file, source))) return { is: 'does not compile' };
      replaced = file;
      const got = await ask();
      if (typeof got === 'string' || !got.every(holds)) return { is: 'caught' };
      const changed = got.findIndex((each, index) => citedBy(each) !== seen[index]);
      const row = asked[changed]?.name;
      if (row === undefined) return { is: 'survived' };
      return { is: 'survived', silent: `${rule.id}: ${row}: ${seen[changed]} -> ${citedBy(got[changed])}` };
    },
  };
}

/** A row about which the rule is not asked says nothing of it. */
function askedOf(rule: Rule, name: string, row: Row): readonly Asked[] {
  const params = { ...rule.params, ...row.params };
  const document = documentOf(row);
  const active = { rule, module: 0, params };
  const question = questionAbout(active, document, subjectOf(row, document), tableNow);
  return question === undefined ? [] : [{ name, row, question, params: { [rule.id]: params } }];
}

function concluded(question: Question, value: unknown): Got | undefined {
  try {
    return gotOf(question.conclude({ ok: true, value }));
  } catch {
    return undefined;
  }
}

/** What a row may state of what it got. */
const citedBy = (got: Got | undefined): string =>
  JSON.stringify(got?.findings.map(({ verdict, path, at }) => [verdict, path, at]).sort());
