import type { RenderOptions } from '../model/outcome.ts';
import {
  coverageOf,
  type Expected,
  type FileCoverage,
  type Got,
  type TestOutcome,
  type TestReport,
} from '../model/testing.ts';
import { json } from './inert.ts';
import { type Flow, type Span, type Style, screen } from './screen.ts';
import { type Case, suitesXml } from './suites.ts';
import { attribute, count } from './words.ts';

/** A report of tests in one format. `threshold` is the least coverage in percent, where one is asked for. */
export type TestRenderer = (
  report: TestReport,
  threshold: number | undefined,
  options: RenderOptions,
) => string;

const nameOf = ({ rule, name }: TestOutcome): string => (rule === undefined ? name : `${rule}: ${name}`);
const said = (path: string | undefined): string =>
  path === undefined ? '' : path === '' ? 'the resource' : attribute(path);

const expectedWords = ({ verdict, path, findings }: Expected): string =>
  [
    verdict,
    path === undefined ? '' : `at ${said(path)}`,
    findings === undefined ? '' : `with ${count(findings, 'finding')}`,
  ]
    .filter(Boolean)
    .join(' ');

const gotWords = ({ verdict, findings }: Got): string =>
  findings.length === 0 ? verdict : `${verdict} with ${count(findings.length, 'finding')}`;

const findingWords = ({ findings }: Got): string[] =>
  findings.map(({ verdict, path, at, message }) =>
    [verdict, [at, said(path)].filter(Boolean).join(' '), message].filter(Boolean).join('  '),
  );

/** What a failing test has to say, line by line: shown by every format. */
const lines = ({ expected, got, message, output }: TestOutcome): string[] => [
  ...(message === undefined ? [] : [message]),
  ...(expected === undefined ? [] : [`expected  ${expectedWords(expected)}`]),
  ...(got === undefined ? [] : [`got       ${gotWords(got)}`]),
  ...(got === undefined ? [] : findingWords(got).map((text) => `  ${text}`)),
  ...(output
    ? output
        .trimEnd()
        .split('\n')
        .map((text) => `printed   ${text}`)
    : []),
];

const tally = ({ outcomes }: TestReport) => {
  const of = (outcome: TestOutcome['outcome']) => outcomes.filter((one) => one.outcome === outcome).length;
  return { passed: of('passed'), failed: of('failed'), errors: of('error'), skipped: of('skipped') };
};

const rowLists = (rows: readonly number[]): string => {
  const runs: [number, number][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === row - 1) last[1] = row;
    else runs.push([row, row]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
};

const percent = (files: readonly FileCoverage[]): string => `${coverageOf(files).toFixed(1)} %`;

const coverageLines = (flow: Flow, files: readonly FileCoverage[]): string[] => [
  flow([
    { text: 'coverage', style: 'strong' },
    { text: percent(files), whole: true },
    {
      text: 'of the lines that hold code; a line counts when every expression on it was evaluated',
      style: 'quiet',
    },
  ]),
  ...files.map((file) =>
    flow(
      [
        {
          text: percent([file]).padStart(7),
          whole: true,
          style: file.missing.length === 0 ? 'good' : 'warn',
        },
        { text: file.file, whole: true },
        file.missing.length === 0
          ? undefined
          : { text: `not covered: ${rowLists(file.missing)}`, style: 'quiet' },
      ],
      { indent: 2, hang: 11 },
    ),
  ),
  '',
];

export const testsText: TestRenderer = (report, threshold, options) => {
  const flow = screen(options);
  const { passed, failed, errors, skipped } = tally(report);
  const bad = report.outcomes.filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
  const span = (many: number, word: string, style: Style): Span | undefined =>
    many === 0 ? undefined : { text: `${many} ${word}`, style, whole: true };
  const { coverage } = report;
  const short = threshold !== undefined && coverage !== undefined && coverageOf(coverage) < threshold;
  return [
    ...bad.flatMap((one) => [
      flow([
        { text: one.outcome === 'failed' ? 'FAIL' : 'ERROR', style: 'bad', whole: true },
        { text: nameOf(one), style: 'strong', whole: true },
      ]),
      flow([{ text: `${one.file}:${one.line}`, style: 'place', whole: true }], { indent: 2 }),
      ...lines(one).map((text) => flow([{ text, whole: true }], { indent: 2 })),
      '',
    ]),
    ...(report.untested.length === 0
      ? []
      : [flow([{ text: 'no test', style: 'warn' }, { text: report.untested.join(', ') }], { hang: 9 }), '']),
    ...(coverage === undefined ? [] : coverageLines(flow, coverage)),
    flow([
      { text: 'tests:', whole: true },
      span(passed, 'passed', 'good'),
      span(failed, 'failed', 'bad'),
      span(errors, errors === 1 ? 'error' : 'errors', 'bad'),
      span(skipped, 'skipped', 'quiet'),
      short ? { text: `coverage below ${threshold} %`, style: 'bad' } : undefined,
    ]),
    '',
  ].join('\n');
};

export const testsJson: TestRenderer = (report, threshold) =>
  json({
    schemaVersion: '1',
    summary: {
      ...tally(report),
      ...(report.coverage === undefined ? {} : { coverage: Number(coverageOf(report.coverage).toFixed(2)) }),
      ...(threshold === undefined ? {} : { threshold }),
    },
    tests: report.outcomes,
    untested: report.untested,
    ...(report.coverage === undefined ? {} : { coverage: report.coverage }),
  });

const kinds = { passed: undefined, failed: 'failure', error: 'error', skipped: 'skipped' } as const;

/** One suite a file of tests; coverage that is too low is a case that fails. */
export const testsJunit: TestRenderer = (report, threshold) => {
  const files = [...new Set(report.outcomes.map(({ file }) => file))];
  const toCase = (one: TestOutcome): Case => {
    const kind = kinds[one.outcome];
    const base = { name: one.name, classname: one.rule ?? one.file };
    if (kind === undefined) return base;
    return {
      ...base,
      kind,
      message: lines(one)[0] ?? one.outcome,
      details: [`${one.file}:${one.line}`, ...lines(one)],
    };
  };
  const { coverage } = report;
  const gate =
    threshold === undefined || coverage === undefined
      ? []
      : [{ name: 'coverage', cases: [coverageCase(coverage, threshold)] }];
  const suites = files.map((file) => ({
    name: file,
    cases: report.outcomes.filter((one) => one.file === file).map(toCase),
  }));
  return suitesXml('driftgate policy test', [...suites, ...gate]);
};

const coverageCase = (files: readonly FileCoverage[], threshold: number): Case => {
  const base = { name: `at least ${threshold} %`, classname: 'coverage' };
  if (coverageOf(files) >= threshold) return base;
  const details = files.map(({ file, missing }) => missing.length > 0 && `${file}: ${rowLists(missing)}`);
  return {
    ...base,
    kind: 'failure',
    message: percent(files),
    details: details.filter((line) => line !== false),
  };
};
