import type { Report, Result } from '../model/outcome.ts';
import { coverageNotes, signed, waiversToTell, waiverWords } from './context.ts';
import { clip } from './inert.ts';
import type { Flow, Style } from './screen.ts';
import { inputLine } from './words.ts';

const waiverEntry = (
  flow: Flow,
  [status, style]: readonly [string, Style],
  { rule, address }: { readonly rule: string; readonly address: string },
  about: string,
): string =>
  [
    flow(
      [
        { text: status, style },
        { text: rule, style: 'strong', whole: true },
        { text: address, whole: true },
      ],
      { indent: 2, hang: 4 },
    ),
    flow([{ text: about, style: 'quiet' }], { indent: 4, hang: 6 }),
  ].join('\n');

/** Waivers that need a hand first; then what was waived by whom. */
export const waiverLines = (flow: Flow, waived: readonly Result[], report: Report): string[] => [
  ...waiversToTell(report).map((waiver) => {
    const { style, about } = waiverWords[waiver.status];
    return waiverEntry(flow, [waiver.status, style], waiver, `${about(waiver)}. ${signed(waiver)}`);
  }),
  ...waived.map((result) =>
    waiverEntry(
      flow,
      ['waived', 'quiet'],
      result,
      result.waiver ? `until ${result.waiver.expires}. ${signed(result.waiver)}` : '',
    ),
  ),
];

export const readLines = (flow: Flow, report: Report): string[] => [
  ...report.inputs.flatMap((input) => [
    flow([{ text: 'read', style: 'quiet' }, { text: inputLine(input) }], { hang: 6 }),
    ...(input.warnings ?? []).map((warning) =>
      flow([{ text: 'warning', style: 'warn' }, { text: clip(warning, 500) }], { indent: 6, hang: 8 }),
    ),
  ]),
  ...coverageNotes(report).map((note) => flow([{ text: note, style: 'quiet' }], { hang: 2 })),
];
