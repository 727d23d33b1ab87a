/**
 * Text from plans, tags and policies is hostile until it went through here: one function a sink, each the only
 * way for data into that sink. Every function keeps ordinary text as it is, and shows the rest instead of dropping it.
 */

const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const unseen =
  '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Noncharacter_Code_Point}\\p{Default_Ignorable_Code_Point}]';
const unseenAnywhere = new RegExp(unseen, 'gu');
const unseenButNewline = new RegExp(`(?!\\n)${unseen}`, 'gu');

const hex = (unit: number): string => unit.toString(16);

/** At most `max` UTF-16 units, with an ellipsis where something was cut; never half a character. */
export const clip = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;

/**
 * One line of visible characters: line breaks become a space; control, format (bidi, zero width), ignorable
 * characters, non-characters and lone surrogates are spelled out as `\u{202e}`. The other functions start from it.
 */
export const visible = (text: string): string =>
  text
    .replace(lineBreaks, ' ')
    .replace(unseenAnywhere, (character) => `\\u{${hex(character.codePointAt(0) ?? 0)}}`);

/**
 * Terminals and CI logs: visible, and never a logging command. A runner obeys a line that starts with
 * `::name …::` (GitHub) or holds `##[`, `##vso[`, `##teamcity[` (GitHub, Azure, TeamCity); both are split by a space.
 */
export const terminal = (text: string): string =>
  visible(text)
    .replace(/(^|\s)::(?=[A-Za-z][\w-]*(?:::|\s))/g, '$1: :')
    .replace(/##(?=\w*\[)/g, '# #');

/** Message of a workflow command: the rule of `escapeData` in actions/toolkit. Line breaks that remain are ours. */
export const commandData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** Property of a workflow command: the rule of `escapeProperty` in actions/toolkit. */
export const commandProperty = (text: string): string =>
  commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Text and attribute values of XML 1.0 and HTML: what `visible` leaves is legal there, and the five characters are entities. */
export const xml = (text: string): string =>
  visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * JSON of any kind: the same value when parsed, and harmless when printed: unseen characters as `\u202e`.
 * JSON.stringify already does so for C0 and lone surrogates.
 */
export const json = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(unseenButNewline, (character) =>
    Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
      .map((unit) => `\\u${hex(unit).padStart(4, '0')}`)
      .join(''),
  )}\n`;

/** Plain text in SARIF: `[text](target)` would be a link there, also in `message.text`. */
export const sarifText = (text: string): string => visible(text).replaceAll('](', '] (');
