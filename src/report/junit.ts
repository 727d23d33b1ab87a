import type { Report, Reporter, Result } from '../model/outcome.ts';
import { blocks, excuse } from '../model/standing.ts';
import { groupBy, type Standed, worstFirst } from './order.ts';
import { type Case, type Suite, suitesXml } from './suites.ts';
import { count, decidedBy, gateLine, position, says } from './words.ts';

const details = (result: Result): (string | undefined)[] => [
  decidedBy(result),
  position(result),
  result.remediation && `Mend: ${result.remediation}`,
];

const toCase =
  ({ gate }: Report) =>
  ({ result, is }: Standed): Case => {
    const base = { name: result.address, classname: result.rule };
    if (is === 'passed' || is === 'resolved') return base;
    const waived =
      is === 'waived' &&
      result.waiver &&
      `waived until ${result.waiver.expires} by ${result.waiver.owner}: ${result.waiver.reason}`;
    const known = is === 'known' ? `${excuse(result, gate)}: ${result.message}` : undefined;
    const kind = is === 'error' ? 'error' : blocks(is, gate) ? 'failure' : 'skipped';
    return {
      ...base,
      kind,
      message: waived || known || says(result),
      details: details(result),
    };
  };

/** The gate is a test of its own: it can fail without a finding, and no run is without a test. */
const gateSuite = (report: Report): Suite => ({
  name: 'driftgate',
  cases: [
    {
      name: 'gate',
      classname: 'driftgate',
      ...(report.gate.passed
        ? {}
        : { kind: 'failure' as const, message: gateLine(report), details: report.gate.reasons }),
    },
    ...report.errors.map(
      ({ rule, message }): Case => ({ name: 'evaluation', classname: rule, kind: 'error', message }),
    ),
  ],
});

/** JUnit XML in the elements that every reader knows: one suite for each input, one case for each rule and resource. */
export const junit: Reporter = ({ report }) => {
  const byInput = new Map(
    groupBy(worstFirst(report), ({ result }) => result.input).map((group) => [group[0]!.result.input, group]),
  );
  const inputs = [...new Set([...report.inputs.map(({ uri }) => uri), ...byInput.keys()])];
  const suites: Suite[] = [
    gateSuite(report),
    ...inputs.map((name) => ({ name, cases: (byInput.get(name) ?? []).map(toCase(report)) })),
  ];
  return suitesXml(`driftgate: ${count(inputs.length, 'input')}`, suites);
};
