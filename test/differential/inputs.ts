import { batches } from '../../src/evaluate/batches.ts';
import type { Document, Resource } from '../../src/model/document.ts';
import { markExactNumber } from '../../src/model/exact-number.ts';
import type { ActiveRule } from '../../src/model/finding.ts';

/** One input of the rules as a value that can be cut down, and the bytes that stand for it. */
export interface Asked {
  readonly rules: readonly ActiveRule[];
  readonly input: Input;
  readonly bytes: Buffer;
}

type Linked = Pick<Resource, 'key' | 'related'>;

export interface Input {
  readonly resources: readonly Linked[];
  readonly related: Readonly<Record<string, Linked>>;
}

const now = '2026-06-01T00:00:00Z';

/** Exact numbers under a mark of our own, so that the text of an input can be parsed and changed without losing them. */
const mark = 'exact#';
const marked = new RegExp(`"${mark}(-?[0-9][0-9.eE+-]*)"`, 'g');
const portable = (document: Document): Document =>
  JSON.parse(JSON.stringify(document).replaceAll(markExactNumber(''), mark));

export const bytesOf = (input: Input): Buffer => Buffer.from(JSON.stringify(input).replace(marked, '$1'));

export const hasExactNumber = (input: Input): boolean => JSON.stringify(input).includes(mark);

/** What the product asks about a document, in its own batches. */
export function inBatches(document: Document, rules: readonly ActiveRule[]): readonly Asked[] {
  const real = batches(document, rules, now);
  return [...batches(portable(document), rules, now)].map((batch) => {
    const input = JSON.parse(Buffer.from(batch.input).toString()) as Input;
    const bytes = bytesOf(input);
    if (!bytes.equals(real.next().value?.input)) throw new Error('the portable input is not the real one');
    return { rules: batch.rules, input, bytes };
  });
}

/** The same with all resources of a rule at once, one rule a time. */
export function asAWhole(document: Document, rules: readonly ActiveRule[]): readonly Asked[] {
  return inBatches(
    document,
    rules.map((active) => ({ ...active, rule: { ...active.rule, evaluate: 'document' } })),
  );
}

/** The same, one resource with those that it is linked with at a time. */
export function oneByOne(asked: Asked): readonly Asked[] {
  return asked.input.resources.map(({ key }) => {
    const input = only(asked.input, key);
    return { rules: asked.rules, input, bytes: bytesOf(input) };
  });
}

/** An input with one of its resources, and of the related ones those that it leads to. */
export function only(input: Input, key: string): Input {
  const resources = input.resources.filter((resource) => resource.key === key);
  const related: Record<string, Linked> = {};
  const follow = (from: Linked): void => {
    for (const other of Object.values(from.related).flat()) {
      const resource = input.related[other];
      if (resource === undefined || Object.hasOwn(related, other)) continue;
      related[other] = resource;
      follow(resource);
    }
  };
  for (const resource of resources) follow(resource);
  return { ...input, resources, related };
}
