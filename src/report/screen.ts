import { terminal } from './inert.ts';

/** SGR numbers; the only escape sequences that a report ever holds. */
const styles = {
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '36',
  bad: '1;31',
  good: '1;32',
  warn: '33',
  strong: '1',
  place: '36',
  quiet: '2',
} as const;

export type Style = keyof typeof styles;

/** A piece of a line: of words, or whole where a line break would spoil it (addresses, paths). */
export interface Span {
  readonly text: string;
  readonly style?: Style;
  readonly whole?: boolean;
}

export interface Margins {
  readonly indent?: number;
  /** Column of the second and later lines. */
  readonly hang?: number;
}

/** Lays spans out in lines. All that is shown goes through here, so that here it is made inert. */
export type Flow = (spans: readonly (Span | undefined)[], margins?: Margins) => string;

interface Run {
  readonly span: Span;
  text: string;
}

export const screen = ({ color, width }: { readonly color: boolean; readonly width: number }): Flow => {
  const paint = ({ span, text }: Run): string =>
    color && span.style ? `\u001b[${styles[span.style]}m${text}\u001b[0m` : text;

  return (spans, { indent = 0, hang = indent } = {}) => {
    const lines: Run[][] = [[]];
    let column = indent;
    for (const span of spans) {
      if (!span) continue;
      const text = terminal(span.text);
      for (const word of span.whole ? [text] : text.split(' ')) {
        if (word === '') continue;
        let line = lines.at(-1)!;
        const last = line.at(-1);
        const gap = last ? (last.span === span ? 1 : 2) : 0;
        if (gap > 0 && column + gap + word.length > width) {
          line = [];
          lines.push(line);
          column = hang;
        }
        const run = line.at(-1);
        if (run?.span === span) run.text += ` ${word}`;
        else line.push({ span, text: word });
        column += (line.length === 1 && line[0]?.text === word ? 0 : gap) + word.length;
      }
    }
    return lines
      .map((line, index) => ' '.repeat(index === 0 ? indent : hang) + line.map(paint).join('  '))
      .join('\n');
  };
};
