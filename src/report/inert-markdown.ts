import { visible } from './inert.ts';

/**
 * Markdown (GFM, also in table cells). An entity cannot start markup, but GitHub and GitLab look for links,
 * mentions, issue numbers, commits, emoji and math in the text after entities are decoded, and skip only code.
 * So plain words stay words, with entities for punctuation, and any other word becomes a code span.
 */

const plainWord = /^(?![0-9a-f]{7,}$)(?:\p{L}+(?:['’-]\p{L}+)*|\d{1,6}|[-=<>+/*&]{1,2})$/iu;
const punctuation = /[^\p{L}\p{M}\p{N} .,;?]/gu;

const entities = (text: string): string =>
  text.replace(punctuation, (character) => `&#${character.codePointAt(0)};`);

/** A code span. The characters that end a span, a cell or the text itself stand between spans, as entities. */
export const code = (text: string): string =>
  visible(text)
    .split(/([`|<])/)
    .map((part, index) => (index % 2 === 1 ? entities(part) : part === '' ? '' : `\`${part}\``))
    .join('');

const word = (token: string): string => {
  const opening = /^["'(`]*/.exec(token)?.[0] ?? '';
  const rest = token.slice(opening.length);
  const closing = (rest.includes('(') ? /["'.,;:!?`]*$/ : /[)"'.,;:!?`]*$/).exec(rest)?.[0] ?? '';
  const core = rest.slice(0, rest.length - closing.length);
  if (core === '' || plainWord.test(core)) return entities(token);
  const quoted = opening.endsWith('`') && closing.startsWith('`');
  return quoted
    ? `${entities(opening.slice(0, -1))}${code(core)}${entities(closing.slice(1))}`
    : `${entities(opening)}${code(core)}${entities(closing)}`;
};

/** A sentence from data. */
export const prose = (text: string): string => visible(text).split(' ').map(word).join(' ');

/** Text for an HTML comment: nothing that could end it. */
export const commentKey = (text: string): string =>
  visible(text)
    .replace(/[^A-Za-z0-9._/+-]+/g, '_')
    .replace(/-{2,}/g, '-');
