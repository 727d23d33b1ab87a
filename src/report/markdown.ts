import type { DriftItem, Outcome, Report, Reporter, Result } from '../model/outcome.ts';
import { coverageNotes, signed, waiversToTell } from './context.ts';
import { differs, effects, liveId, placeOf } from './drift.ts';
import { clip } from './inert.ts';
import { code, commentKey, prose } from './inert-markdown.ts';
import { having, worstFirst } from './order.ts';
import { runKey } from './place.ts';
import {
  count,
  decidedBy,
  excused,
  gateWords,
  inputLine,
  position,
  reasonsToTell,
  waitsFor,
} from './words.ts';

/** A comment of GitHub holds 65,536 characters; bytes are counted, of which there are never fewer. */
const commentBytes = 65_536;
/** Of a step summary over 1 MiB nothing is shown. */
const summaryBytes = 1_000_000;
/** A cell at its longest: a row can't eat the page. */
const cellLength = 300;
/** Differences of one resource that are shown. */
const cellLines = 20;

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

/** A part that may be cut between rows. */
interface Section {
  readonly head: string;
  readonly rows: readonly string[];
  readonly foot: string;
}

const leftOut = (many: number): string => `\n_${many} more left out: this page is full._\n`;

/**
 * As many whole rows of each section as fit, in order, and a note where some do not. What a section needs for
 * its own frame and its note is set aside beforehand, so that the page cannot become longer than `budget`.
 */
const fill = (sections: readonly Section[], budget: number): string => {
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

const sentence = (text: string | undefined): string => prose(clip(text ?? '', cellLength));
const token = (text: string): string => code(clip(text, cellLength));

const table = (title: string, columns: readonly string[], rows: readonly string[]): Section[] =>
  rows.length === 0
    ? []
    : [
        {
          head: `\n${title ? `${title}\n\n` : ''}| ${columns.join(' | ')} |\n|${' --- |'.repeat(columns.length)}\n`,
          rows,
          foot: '',
        },
      ];

const folded = (title: string, columns: readonly string[], rows: readonly string[]): Section[] =>
  table(`<details><summary>${title}</summary>`, columns, rows).map((section) => ({
    ...section,
    foot: '\n</details>\n',
  }));

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

const where = (result: Result): string => {
  const place = position(result);
  return [token(result.address), place && token(place)].filter(Boolean).join('<br>');
};

const failingRow =
  ({ rules }: Outcome) =>
  (result: Result): string => {
    const path = decidedBy(result);
    const mend = result.remediation ?? rules.find(({ id }) => id === result.rule)?.remediation;
    return row(
      result.severity + (result.change === 'existing' ? ' (existing)' : ''),
      `${token(result.rule)} ${sentence(result.title)}`,
      where(result),
      [path && token(path), sentence(result.message)].filter(Boolean).join(' '),
      sentence(mend),
    );
  };

const waiverRows = (report: Report, waived: readonly Result[]): string[] => [
  ...waiversToTell(report).map((waiver) =>
    row(
      waiver.status,
      token(waiver.rule),
      token(waiver.address),
      sentence(waiver.expires),
      sentence(signed(waiver)),
    ),
  ),
  ...waived.map(({ rule, address, waiver }) =>
    row('waived', token(rule), token(address), sentence(waiver?.expires), sentence(waiver && signed(waiver))),
  ),
];

const driftRow = (item: DriftItem): string => {
  const lines = [...(item.attributes ?? []).map(differs), ...effects(item)];
  const id = liveId(item);
  return row(
    item.severity ?? '-',
    item.kind,
    [token(placeOf(item)), id && token(id)].filter(Boolean).join('<br>'),
    lines.slice(0, cellLines).map(sentence).join('<br>') +
      (lines.length > cellLines ? `<br>and ${lines.length - cellLines} more` : ''),
  );
};

const driftTables = ({ drift }: Report): Section[] => {
  const muted = drift.filter((item) => item.muted !== undefined);
  return [
    ...table(
      '',
      ['severity', 'drift', 'where', 'what'],
      drift.filter((item) => item.muted === undefined).map(driftRow),
    ),
    ...folded(
      `${count(muted.length, 'drift')} muted`,
      ['drift', 'where', 'because'],
      muted.map((item) => row(item.kind, token(placeOf(item)), sentence(item.muted))),
    ),
  ];
};

const sections = (outcome: Outcome): Section[] => {
  const { report } = outcome;
  const all = worstFirst(report);
  const errors = [...report.errors, ...having(all, 'error')];
  const [failing, unknown, known, waived, resolved] = (
    ['failing', 'unknown', 'known', 'waived', 'resolved'] as const
  ).map((is) => having(all, is)) as [Result[], Result[], Result[], Result[], Result[]];
  const waivers = waiverRows(report, waived);
  const brief = (detail: (result: Result) => string) => (result: Result) =>
    row(result.severity, token(result.rule), where(result), detail(result));
  const read = [
    ...report.inputs.flatMap((input) => [
      inputLine(input),
      ...(input.warnings ?? []).map((text) => `warning: ${text}`),
    ]),
    ...coverageNotes(report),
  ];
  return [
    ...table(
      '**Rules that could not be evaluated**',
      ['rule', 'error'],
      errors.map(({ rule, message }) => row(token(rule), sentence(message))),
    ),
    ...table('', ['severity', 'rule', 'where', 'finding', 'mend'], failing.map(failingRow(outcome))),
    ...driftTables(report),
    ...folded(
      `unknown: ${count(unknown.length, 'verdict')} that this input cannot decide`,
      ['severity', 'rule', 'where', 'waits for'],
      unknown.map(brief((result) => sentence(waitsFor(result)))),
    ),
    ...folded(
      `${count(known.length, 'failure')} not counted for the gate`,
      ['severity', 'rule', 'where', 'because'],
      known.map(brief((result) => sentence(excused(result, report.gate)))),
    ),
    ...folded(
      `${count(waivers.length, 'waiver')}`,
      ['status', 'rule', 'address', 'until', 'owner and reason'],
      waivers,
    ),
    ...folded(
      `${count(resolved.length, 'failure')} mended by this plan`,
      ['severity', 'rule', 'where', 'finding'],
      resolved.map(brief((result) => sentence(result.message))),
    ),
    ...folded(
      'What was read',
      ['fact'],
      read.map((fact) => row(sentence(fact))),
    ),
  ];
};

const page = (outcome: Outcome, start: string, budget: number): string => {
  const { report } = outcome;
  const sign = report.gate.passed ? '✅' : report.gate.exitCode === 4 ? '⚠️' : '❌';
  const reasons = reasonsToTell(report)
    .slice(0, 10)
    .map((reason) => `- ${sentence(reason)}\n`);
  const head = `${start}### ${sign} driftgate: ${prose(gateWords(report))}\n${reasons.length ? `\n${reasons.join('')}` : ''}`;
  return head + fill(sections(outcome), budget - bytes(head));
};

/** A comment on a pull request; the hidden first line lets the poster find and update it. */
export const markdown: Reporter = (outcome) =>
  page(outcome, `<!-- driftgate:${commentKey(clip(runKey(outcome.report), 200))} -->\n`, commentBytes);

/** For $GITHUB_STEP_SUMMARY: the same page with more room, no marker. */
export const githubSummary: Reporter = (outcome) => page(outcome, '', summaryBytes);
