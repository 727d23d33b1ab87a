import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FormatName, formatNames, reporterFor } from '../../src/report/index.ts';
import { clean, failing, hostile } from './outcomes.ts';

/** Whole files, to be read by people: `UPDATE_GOLDEN=1 npx vitest run test/report` writes them anew. */

const outcomes = { clean, failing, hostile };
const extensions: Record<FormatName, string> = {
  text: 'txt',
  json: 'json',
  sarif: 'sarif',
  junit: 'xml',
  github: 'txt',
  'github-summary': 'md',
  gitlab: 'json',
  markdown: 'md',
};
const update = process.env['UPDATE_GOLDEN'] === '1';

const expectGolden = (name: string, actual: string): void => {
  const file = resolve(import.meta.dirname, '../../fixtures/reports', name);
  if (update) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  expect(actual).toBe(readFileSync(file, 'utf8'));
};

describe.each(Object.entries(outcomes))('a %s run', (name, outcome) => {
  test.each(formatNames)('as %s', (format) => {
    const actual = reporterFor(format)(outcome(), { color: false, width: 100 });
    expectGolden(`${format}/${name}.${extensions[format]}`, actual);
  });

  test.each([40, 200])('as text at width %i', (width) => {
    expectGolden(`text/${name}-${width}.txt`, reporterFor('text')(outcome(), { color: false, width }));
  });

  test('as text in colour', () => {
    expectGolden(`text/${name}-color.txt`, reporterFor('text')(outcome(), { color: true, width: 100 }));
  });

  test('does not depend on the order of results', () => {
    const turned = outcome();
    turned.report.results.reverse();
    for (const format of formatNames.filter((one) => one !== 'json')) {
      const options = { color: false, width: 100 };
      expect(reporterFor(format)(turned, options)).toBe(reporterFor(format)(outcome(), options));
    }
  });
});
