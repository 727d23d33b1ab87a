import { type Edit, listedIn, operators, wordsOf } from './operators.ts';
import { childrenOf, isNode, type Node, nodes, type Syntax } from './syntax.ts';

/** A file of the pack with one change. */
export interface Mutant {
  readonly file: string;
  /** The name of the rule or function that was changed, and the number of its line, from 1. */
  readonly rule: string;
  readonly line: number;
  /** The line as it stands, without the space around it. */
  readonly text: string;
  readonly operator: string;
  /** What was written -> what is in its place. */
  readonly change: string;
  readonly source: string;
}

/** Every mutant of a module, each source once; whether one compiles is for OPA to say. */
export function mutantsOf({ file, source, rules }: Syntax): readonly Mutant[] {
  const found = new Map<string, Mutant>();
  for (const rule of rules) {
    const name = String(nodes((rule['head'] as Node)['ref'])[0]?.['value']);
    for (const edit of editsOf(rule, source)) {
      const mutant = mutantOf(file, name, source, edit);
      if (!found.has(mutant.source)) found.set(mutant.source, mutant);
    }
  }
  return [...found.values()];
}

function* editsOf(node: Node, source: string): Generator<Edit> {
  for (const operator of operators) yield* operator(node, source);
  const left = new Set([wordsOf(node), ...listedIn(node)]);
  for (const child of childrenOf(node)) yield* below(child, source, left);
}

function* below(value: unknown, source: string, left: ReadonlySet<unknown>): Generator<Edit> {
  if (Array.isArray(value)) for (const each of value) yield* below(each, source, left);
  else if (isNode(value) && value['generated'] !== true && !left.has(value)) yield* editsOf(value, source);
}

function mutantOf(file: string, rule: string, source: string, { start, end, text, operator }: Edit): Mutant {
  const line = source.slice(0, start).split('\n').length;
  return {
    file,
    rule,
    line,
    text: (source.split('\n')[line - 1] ?? '').trim(),
    operator,
    change: `${short(source.slice(start, end))} -> ${short(text)}`,
    source: source.slice(0, start) + text + source.slice(end),
  };
}

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 60)}...${line.slice(-17)}` : line;
};
