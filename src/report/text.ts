import type { Outcome, RenderOptions, Reporter, Result } from '../model/outcome.ts';
import { clip } from './inert.ts';
import { bySeverity, compareText, groupBy, having, worstFirst } from './order.ts';
import { type Flow, type Span, type Style, screen } from './screen.ts';
import { readLines, waiverLines } from './text-context.ts';
import { driftSections } from './text-drift.ts';
import { count, decidedBy, excused, gateLine, position, reasonsToTell, waitsFor } from './words.ts';

/** A room for the eye: long values are cut, long lists are counted. */
const longest = 500;

export interface TextOptions extends RenderOptions {
  /** Addresses shown for each rule. */
  readonly perRule?: number;
}

const heading = (flow: Flow, result: Result, more?: string): string =>
  flow(
    [
      { text: result.severity.toUpperCase(), style: result.severity },
      { text: result.rule, style: 'strong', whole: true },
      { text: clip(result.title, longest) },
      more === undefined ? undefined : { text: more, style: 'quiet' },
    ],
    { hang: 2 },
  );

const byRule = (results: readonly Result[]): Result[][] =>
  groupBy(results, ({ rule }) => rule).sort(
    ([left], [right]) => bySeverity(left!, right!) || compareText(left!.rule, right!.rule),
  );

const whole = (text: string | undefined, style?: Style): Span | undefined =>
  text ? { text, whole: true, ...(style && { style }) } : undefined;

/** One address with its line. */
const subject = (flow: Flow, first: Result, inputs: number): string =>
  flow(
    [
      whole(first.address, 'strong'),
      whole(position(first), 'place'),
      first.change === 'existing' ? whole('existing', 'warn') : undefined,
      inputs > 1 ? whole(first.input, 'quiet') : undefined,
    ],
    { indent: 2, hang: 4 },
  );

/** Each attribute that decided, with the message. */
const findings = (flow: Flow, results: readonly Result[]): string[] =>
  results.map((result) =>
    flow([whole(decidedBy(result), 'quiet'), { text: clip(result.message, longest) }], {
      indent: 4,
      hang: 6,
    }),
  );

/** Addresses one below the other; what they have in common is said once, after the last of them. */
const subjects = (flow: Flow, groups: readonly Result[][], inputs: number): string[] =>
  groups
    .map((results) => ({ results, said: findings(flow, results).join('\n') }))
    .flatMap(({ results, said }, index, all) => [
      subject(flow, results[0]!, inputs),
      ...(all[index + 1]?.said === said ? [] : [said]),
    ]);

const advice = (flow: Flow, label: 'why ' | 'mend', text: string | undefined): string[] =>
  text
    ? [
        flow([{ text: label, style: 'good', whole: true }, { text: clip(text, longest) }], {
          indent: 2,
          hang: 8,
        }),
      ]
    : [];

/** Each rule with its addresses, why it matters and how to mend it. */
const failures = (flow: Flow, { report, rules }: Outcome, results: Result[], perRule: number): string[] =>
  byRule(results).map((group) => {
    const first = group[0]!;
    const rule = rules.find(({ id }) => id === first.rule);
    const addresses = groupBy(group, ({ address, input }) => JSON.stringify([address, input]));
    const hidden = addresses.length - perRule;
    return [
      heading(flow, first),
      ...subjects(flow, addresses.slice(0, perRule), report.inputs.length),
      ...(hidden > 0 ? [flow([{ text: `and ${hidden} more`, style: 'quiet' }], { indent: 2 })] : []),
      ...advice(flow, 'why ', rule?.description),
      ...advice(flow, 'mend', first.remediation ?? rule?.remediation),
    ].join('\n');
  });

/** A titled list, one block: compact, for what does not fail the gate by itself. */
const list = (flow: Flow, title: string, style: Style, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [[flow([{ text: title, style }], { hang: 2 }), ...lines].join('\n')];

const compact = (
  flow: Flow,
  results: readonly Result[],
  perRule: number,
  detail: (result: Result) => string | undefined,
): string[] =>
  byRule(results).flatMap((group) => [
    flow(
      [
        whole(group[0]!.rule, 'strong'),
        { text: group[0]!.severity, style: group[0]!.severity },
        { text: clip(group[0]!.title, longest) },
      ],
      { indent: 2, hang: 4 },
    ),
    ...group
      .slice(0, perRule)
      .map((result) =>
        flow(
          [
            whole(result.address),
            whole(position(result), 'place'),
            { text: clip(detail(result) ?? '', longest), style: 'quiet' },
          ],
          { indent: 4, hang: 6 },
        ),
      ),
    ...(group.length > perRule
      ? [flow([{ text: `and ${group.length - perRule} more`, style: 'quiet' }], { indent: 4 })]
      : []),
  ]);

/** For a person at a terminal or in a CI log: what breaks, on which line, how to mend it; the decision comes last. */
export const text: Reporter = (outcome, options: TextOptions) => {
  const { report } = outcome;
  const { gate } = report;
  const flow = screen(options);
  const perRule = options.perRule ?? 10;
  const all = worstFirst(report);
  const [failing, unknown, known, waived, resolved] = (
    ['failing', 'unknown', 'known', 'waived', 'resolved'] as const
  ).map((is) => having(all, is)) as [Result[], Result[], Result[], Result[], Result[]];
  const errors = [
    ...report.errors,
    ...having(all, 'error').map(({ rule, address, message }) => ({
      rule,
      message: `${address}: ${message}`,
    })),
  ];

  const sections = [
    ...list(
      flow,
      `ERROR: ${count(errors.length, 'rule')} could not be evaluated`,
      'bad',
      errors.map(({ rule, message }) =>
        flow([whole(rule, 'strong'), { text: clip(message, longest) }], { indent: 2, hang: 4 }),
      ),
    ),
    ...failures(flow, outcome, failing, perRule),
    ...driftSections(flow, report),
    ...list(
      flow,
      `unknown: ${count(unknown.length, 'verdict')} that this input cannot decide`,
      gate.unknown === 'fail' ? 'bad' : 'warn',
      compact(flow, unknown, perRule, waitsFor),
    ),
    ...list(
      flow,
      `${count(known.length, 'failure')} that ${known.length === 1 ? 'does' : 'do'} not count for the gate`,
      'strong',
      compact(flow, known, 3, (result) => excused(result, gate)),
    ),
    ...list(flow, 'waivers', 'strong', waiverLines(flow, waived, report)),
    ...list(
      flow,
      `this plan mends ${count(resolved.length, 'failure')}`,
      'good',
      compact(flow, resolved, 3, () => undefined),
    ),
    [
      ...readLines(flow, report),
      ...reasonsToTell(report).map((reason) =>
        flow([{ text: 'because', style: 'quiet' }, { text: clip(reason, longest) }], { hang: 9 }),
      ),
      flow([{ text: gateLine(report), style: gate.passed ? 'good' : 'bad', whole: true }]),
    ].join('\n'),
  ];
  return `${sections.join('\n\n')}\n`;
};
