import type { Outcome, Report, Reporter, Result } from '../model/outcome.ts';
import { coverageNotes, signed, waiversToTell } from './context.ts';
import { clip } from './inert.ts';
import { commentKey, prose } from './inert-markdown.ts';
import { driftTables } from './markdown-drift.ts';
import { having, worstFirst } from './order.ts';
import { runKey } from './place.ts';
import { bytes, fill, folded, row, type Section, sentence, table, token } from './sections.ts';
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
