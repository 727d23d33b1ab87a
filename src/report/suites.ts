import { clip, xml } from './inert.ts';

type Kind = 'failure' | 'error' | 'skipped';

/** A test case: at most one of failure, error, skipped, with a message and a text. */
export interface Case {
  readonly name: string;
  readonly classname: string;
  readonly kind?: Kind;
  readonly message?: string;
  readonly details?: readonly (string | undefined)[];
}

export interface Suite {
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

/** JUnit XML in the elements that every reader knows. */
export const suitesXml = (name: string, suites: readonly Suite[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name, ...tally(suites.flatMap(({ cases }) => cases)) })}>`,
    ...suites.flatMap((suite) => [
      `  <testsuite${attributes({ name: suite.name, ...tally(suite.cases) })}>`,
      ...suite.cases.map(element),
      '  </testsuite>',
    ]),
    '</testsuites>\n',
  ].join('\n');
