import type { Report, Reporter, Result } from '../model/outcome.ts';
import { blocks, excuse } from '../model/standing.ts';
import { clip, xml } from './inert.ts';
import { groupBy, type Standed, worstFirst } from './order.ts';
import { count, decidedBy, gateLine, position, says } from './words.ts';

type Kind = 'failure' | 'error' | 'skipped';

/** A test case: at most one of failure, error, skipped, with a message and a text. */
interface Case {
  readonly name: string;
  readonly classname: string;
  readonly kind?: Kind;
  readonly message?: string;
  readonly details?: readonly (string | undefined)[];
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

const attributes = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${xml(String(value))}"`)
    .join('');

const element = ({ name, classname, kind, message = '', details = [] }: Case): string => {
  const opening = `    <testcase${attributes({ name, classname, time: 0 })}`;
  if (!kind) return `${opening}/>`;
  const text = details
    .filter((line) => line !== undefined && line !== '')
    .map((line) => xml(line!))
    .join('\n');
  const type: Record<string, string> = kind === 'skipped' ? {} : { type: classname };
  return `${opening}>\n      <${kind}${attributes({ message: clip(message, 1000), ...type })}>${text}</${kind}>\n    </testcase>`;
};

const tally = (cases: readonly Case[]): Record<string, number> => {
  const having = (kind: Kind): number => cases.filter((one) => one.kind === kind).length;
  return {
    tests: cases.length,
    failures: having('failure'),
    errors: having('error'),
    skipped: having('skipped'),
    time: 0,
  };
};

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
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `driftgate: ${count(inputs.length, 'input')}`, ...tally(suites.flatMap(({ cases }) => cases)) })}>`,
    ...suites.flatMap(({ name, cases }) => [
      `  <testsuite${attributes({ name, ...tally(cases) })}>`,
      ...cases.map(element),
      '  </testsuite>',
    ]),
    '</testsuites>\n',
  ].join('\n');
};
