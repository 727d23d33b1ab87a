import { clip } from './inert.ts';
import { code, prose } from './inert-markdown.ts';

/** A cell at its longest: a row can't eat the page. */
const cellLength = 300;

export const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

/** A part that may be cut between rows. */
export interface Section {
  readonly head: string;
  readonly rows: readonly string[];
  readonly foot: string;
}

const leftOut = (many: number): string => `\n_${many} more left out: this page is full._\n`;

/**
 * As many whole rows of each section as fit, in order, and a note where some do not. What a section needs for
 * its own frame and its note is set aside beforehand, so that the page cannot become longer than `budget`.
 */
export const fill = (sections: readonly Section[], budget: number): string => {
  const frame = ({ head, rows, foot }: Section): number => bytes(head + leftOut(rows.length) + foot);
  let left = budget - sections.reduce((sum, section) => sum + frame(section), 0);
  return sections
    .map(({ head, rows, foot }) => {
      let shown = 0;
      for (const row of rows) {
        const size = bytes(row);
        if (size > left) break;
        left -= size;
        shown += 1;
      }
      return (
        head +
        rows.slice(0, shown).join('') +
        (shown < rows.length ? leftOut(rows.length - shown) : '') +
        foot
      );
    })
    .join('');
};

export const sentence = (text: string | undefined): string => prose(clip(text ?? '', cellLength));
export const token = (text: string): string => code(clip(text, cellLength));

export const table = (title: string, columns: readonly string[], rows: readonly string[]): Section[] =>
  rows.length === 0
    ? []
    : [
        {
          head: `\n${title ? `${title}\n\n` : ''}| ${columns.join(' | ')} |\n|${' --- |'.repeat(columns.length)}\n`,
          rows,
          foot: '',
        },
      ];

export const folded = (title: string, columns: readonly string[], rows: readonly string[]): Section[] =>
  table(`<details><summary>${title}</summary>`, columns, rows).map((section) => ({
    ...section,
    foot: '\n</details>\n',
  }));

export const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
