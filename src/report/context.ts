import type { Report, WaiverStatus } from '../model/outcome.ts';
import { driftNotes } from './drift.ts';
import { clip } from './inert.ts';
import { groupBy } from './order.ts';
import { count } from './words.ts';

/** What stands around the findings, in the words that text and Markdown share. */

/** How the sentence on a waiver goes, in the order of what asks for action first. */
export const waiverWords: Record<
  WaiverStatus['status'],
  { style: 'bad' | 'warn' | 'quiet'; about: (waiver: WaiverStatus) => string }
> = {
  expired: { style: 'bad', about: ({ expires }) => `since ${expires}: the finding is back` },
  void: { style: 'bad', about: () => 'the value that was waived has changed: the finding is back' },
  expiring: { style: 'warn', about: ({ expires }) => `on ${expires}` },
  unused: { style: 'warn', about: () => 'matches no finding: remove it' },
  active: { style: 'quiet', about: ({ expires }) => `until ${expires}` },
};
const statuses = Object.keys(waiverWords) as WaiverStatus['status'][];

/** Waivers that ask for a hand; the active ones are told by what they waive. */
export const waiversToTell = ({ waivers }: Report): WaiverStatus[] =>
  waivers
    .filter(({ status }) => status !== 'active')
    .sort((left, right) => statuses.indexOf(left.status) - statuses.indexOf(right.status));

export const signed = ({ owner, reason }: { readonly owner: string; readonly reason: string }): string =>
  `${owner}: ${clip(reason, 200)}`;

/** Names as long as they are few. */
const named = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');

/** What was read and judged, and what was not: a green gate over nothing must not look like a green gate. */
export const coverageNotes = (report: Report): string[] => {
  const { coverage, summary } = report;
  const off = groupBy(coverage.rulesOff, ({ reason }) => reason);
  return [
    ...driftNotes(report),
    `${count(summary.judged, 'verdict')} of ${count(summary.rules, 'rule')}`,
    ...(coverage.rulesMatchedNothing.length
      ? [
          `${count(coverage.rulesMatchedNothing.length, 'rule')} matched nothing: ${named(coverage.rulesMatchedNothing)}`,
        ]
      : []),
    ...off.map(
      (rules) =>
        `${count(rules.length, 'rule')} off (${rules[0]!.reason}): ${named(rules.map(({ rule }) => rule))}`,
    ),
    ...(coverage.typesWithoutRules.length
      ? [
          `no rule for ${count(coverage.typesWithoutRules.length, 'type')}: ${named(coverage.typesWithoutRules)}`,
        ]
      : []),
    ...(coverage.unmappedTypes.length
      ? [`not assessable: ${count(coverage.unmappedTypes.length, 'type')}: ${named(coverage.unmappedTypes)}`]
      : []),
  ];
};
