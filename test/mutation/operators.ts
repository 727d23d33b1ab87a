import { isNode, type Node, nameOf, nodes, type Span, spanOf } from './syntax.ts';

/** One change of a source: what is put in place of a span. */
export interface Edit extends Span {
  readonly text: string;
  /** What was done, in a few words. */
  readonly operator: string;
}

type Operator = (node: Node, source: string) => readonly Edit[];

/** By the name of the built-in behind an infix operator or a call: the texts that are put in its place. */
const swaps: Readonly<Record<string, readonly string[]>> = {
  equal: ['!='],
  neq: ['=='],
  lt: ['<=', '>='],
  lte: ['<', '>'],
  gt: ['>=', '<='],
  gte: ['>', '<'],
  or: ['&'],
  and: ['|'],
  plus: ['-'],
  minus: ['+'],
  mul: ['+'],
  max: ['min'],
  min: ['max'],
  startswith: ['endswith'],
  endswith: ['startswith'],
};

const edit = (operator: string, span: Span | undefined, text: string): readonly Edit[] =>
  span === undefined ? [] : [{ operator, ...span, text }];

const isGenerated = (node: Node): boolean => node['generated'] === true;
const isExpression = (node: Node): boolean => 'terms' in node && 'index' in node && !isGenerated(node);

/** What is called, of an expression or of a term: `a == b` calls `equal`. */
const called = (node: Node): Node | undefined => {
  const [first] = nodes(node['type'] === 'call' ? node['value'] : isExpression(node) ? node['terms'] : []);
  return first?.['type'] === 'ref' ? first : undefined;
};

const swap: Operator = (node, source) => {
  const reference = called(node);
  const span = reference && spanOf(reference, source);
  return (swaps[nameOf(reference)] ?? []).flatMap((text) => edit('swap', span, text));
};

const dropCondition: Operator = (node, source) => {
  const span = isExpression(node) ? spanOf(node, source) : undefined;
  return span === undefined || source.slice(span.start, span.end) === 'true'
    ? []
    : edit('drop condition', span, 'true');
};

const dropNot: Operator = (node, source) => {
  const span = node['negated'] === true ? spanOf(node, source) : undefined;
  const words = span && /^not\s+/.exec(source.slice(span.start, span.end))?.[0];
  return words === undefined ? [] : edit('drop not', span && { ...span, end: span.start + words.length }, '');
};

/** Texts that are in the place of another one; names of attributes behind a dot are none. */
const changeConstant: Operator = (node, source) => {
  const span = spanOf(node, source);
  const text = span && source.slice(span.start, span.end);
  if (text === undefined) return [];
  if (node['type'] === 'boolean' && /^(true|false)$/.test(text))
    return edit('change', span, String(text === 'false'));
  if (node['type'] === 'number' && /^[0-9.]+$/.test(text))
    return edit('change', span, String(Number(text) + 1));
  if (node['type'] !== 'string' || !/^["`]/.test(text) || isWords(text)) return [];
  return edit('change', span, `${text.slice(0, -1)}~${text.slice(-1)}`);
};

/** A part of a sentence, which a person reads and nothing is decided by. */
const isWords = (text: string): boolean => /[a-z'], ?|[a-z',] [a-z]|^" [a-z]|[a-z,] "$/i.test(text);

const literals = ['set', 'array', 'object'];

const dropElement: Operator = (node, source) => {
  const { type, value } = node;
  if (!literals.includes(String(type)) || !Array.isArray(value) || value.length === 0) return [];
  const found = value.map((element) => elementSpan(element, source));
  const whole = spanOf(node, source);
  if (whole === undefined || found.some((span) => span === undefined)) return [];
  // Objects are in the order of their keys.
  const spans = (found as Span[]).sort((a, b) => a.start - b.start);
  return spans.flatMap((span, index) => {
    const [next, last] = [spans[index + 1], spans[index - 1]];
    if (next !== undefined) return edit('drop element', { start: span.start, end: next.start }, '');
    if (last !== undefined) return edit('drop element', { start: last.end, end: span.end }, '');
    return edit('drop element', whole, { set: 'set()', array: '[]', object: '{}' }[String(type)] as string);
  });
};

function elementSpan(element: unknown, source: string): Span | undefined {
  if (!Array.isArray(element)) return spanOf(element, source);
  const [key, value] = [spanOf(element[0], source), spanOf(element[1], source)];
  return key && value && { start: key.start, end: value.end };
}

/** `every x in xs { ... }` as `some x in xs; ...`, and the other way round to the end of the body. */
const swapQuantifier: Operator = (node, source) => {
  const body = nodes(node['body'] ?? []).filter(isExpression);
  const tail = body.at(-1);
  const found = body.flatMap((expression): readonly Edit[] => {
    const { terms } = expression;
    const span = spanOf(expression, source);
    const end = tail && spanOf(tail, source)?.end;
    if (!isNode(terms) || span === undefined || end === undefined) return [];
    const text = source.slice(span.start, span.end);
    if (text.startsWith('every ')) {
      const domain = spanOf(terms['domain'], source);
      if (domain === undefined) return [];
      const head = source.slice(span.start + 'every'.length, domain.end);
      const inner = text
        .slice(domain.end - span.start)
        .trim()
        .slice(1, -1)
        .trim();
      return edit('every to some', span, `some${head}; ${inner}`);
    }
    if (!/^some .* in /.test(text) || expression === tail) return [];
    const rest = source.slice(span.end, end).replace(/^\s*;/, '').trim();
    return edit('some to every', { start: span.start, end }, `every${text.slice(4)} { ${rest} }`);
  });
  return found;
};

/** A clause of a rule, or a branch behind `else`; a default stays. */
const dropClause: Operator = (node, source) => {
  if (!isNode(node['head']) || node['default'] === true) return [];
  const span = spanOf(node, source);
  const next = spanOf(node['else'], source);
  if (span === undefined) return [];
  if (!source.startsWith('else', span.start)) return edit('drop clause', span, '');
  return edit('drop else', { start: span.start, end: next?.start ?? span.end }, '');
};

export const operators: readonly Operator[] = [
  swap,
  dropCondition,
  dropNot,
  changeConstant,
  dropElement,
  swapQuantifier,
  dropClause,
];

const findings = ['resource.finding', 'resource.finding_at', 'resource.absent'];

/** Texts whose change is no other one than that they are dropped: elements of a list, keys of an object. */
export const listedIn = ({ type, value }: Node): readonly Node[] =>
  literals.includes(String(type)) && Array.isArray(value)
    ? value.flatMap((element) => nodes(Array.isArray(element) ? [element[0]] : [element])).filter(isText)
    : [];

const isText = ({ type }: Node): boolean => type === 'string';

/** What only makes words of a finding: no row of a table states them. */
export function wordsOf(node: Node): unknown {
  const terms = nodes(node['type'] === 'call' ? node['value'] : node['terms']);
  const name = nameOf(called(node));
  if (findings.includes(name)) return terms.at(-1);
  if (name === 'assign' && terms[1]?.['value'] === 'message') return terms[2];
  const [head] = nodes(node['ref']);
  return /message|words/.test(String(head?.['value'])) ? node['value'] : undefined;
}
