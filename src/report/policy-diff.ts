import type { Difference, Replayed, ReplaySummary, RuleChanges } from '../model/difference.ts';
import type { RenderOptions } from '../model/outcome.ts';
import { type Style, screen } from './screen.ts';
import { attribute, count } from './words.ts';

/** A diff is written while it is made: what comes before, one piece an input, and what comes after. */
export interface DiffRenderer {
  readonly head: (rules: RuleChanges) => string;
  readonly input: (replayed: Replayed) => string;
  readonly tail: (summary: ReplaySummary) => string;
}

const signs = { added: '+', removed: '-', changed: '~' } as const;
const styles = { added: 'bad', removed: 'good', changed: 'warn' } as const satisfies Record<string, Style>;

export const diffText = (options: RenderOptions): DiffRenderer => {
  const flow = screen(options);
  const rule = (text: string): string => `${flow([{ text, style: 'strong' }], { hang: 2 })}\n`;
  const difference = ({ kind, rule: id, severity, address, from, to, path, message }: Difference): string =>
    flow(
      [
        { text: signs[kind], style: styles[kind], whole: true },
        { text: id, whole: true },
        { text: severity, style: severity, whole: true },
        { text: address, style: 'strong', whole: true },
        { text: from === to ? from : `${from} -> ${to}`, whole: true },
        path ? { text: attribute(path), style: 'quiet', whole: true } : undefined,
        message === undefined ? undefined : { text: message },
      ],
      { indent: 2, hang: 6 },
    );
  return {
    head: ({ added, removed, severity }) =>
      [
        ...added.map((id) => rule(`+ rule ${id} is new`)),
        ...removed.map((id) => rule(`- rule ${id} is gone`)),
        ...severity.map(({ rule: id, from, to }) => rule(`~ rule ${id}: severity ${from} -> ${to}`)),
      ].join(''),
    input: ({ uri, differences, failure }) => {
      if (failure !== undefined)
        return `${flow([{ text: '!', style: 'bad', whole: true }, { text: failure }], { hang: 3 })}\n`;
      if (differences.length === 0) return '';
      return `${[flow([{ text: uri, style: 'place', whole: true }]), ...differences.map(difference)].join('\n')}\n`;
    },
    tail: ({ inputs, added, removed, changed, unread }) => {
      const what =
        added + removed + changed === 0
          ? 'no finding differs'
          : `${added} added, ${removed} removed, ${changed} with another verdict`;
      const lost = unread.length === 0 ? '' : `; ${unread.length} could not be judged`;
      return `diff: ${what} in ${count(inputs, 'input')}${lost}\n`;
    },
  };
};

/** One JSON document, the differences one a line. */
export const diffJson = (): DiffRenderer => {
  let first = true;
  return {
    head: (rules) => `{"schemaVersion":"1","rules":${line(rules)},"differences":[`,
    input: ({ uri, differences = [] }) =>
      differences
        .map((difference) => {
          const begin = first ? '\n' : ',\n';
          first = false;
          return `${begin}${line({ input: uri, ...difference })}`;
        })
        .join(''),
    tail: (summary) => `\n],"summary":${line(summary)}}\n`,
  };
};

/** JSON on one line; what a terminal might obey is split there too. */
const line = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029]|\p{Cf}/gu, escaped);
const escaped = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
