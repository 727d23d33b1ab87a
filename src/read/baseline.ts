import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DriftgateError } from '../model/errors.ts';
import { validate } from '../model/generated/validate-report.js';
import type { Report } from '../model/outcome.ts';
import { explainViolations } from '../model/validator.ts';

/** Fingerprints of the failures in a JSON report of an earlier run. */
export async function readBaseline(path: string): Promise<ReadonlySet<string>> {
  const name = basename(path);
  const hint =
    'a baseline is the JSON report of an earlier run: `driftgate check --format json=baseline.json`';
  const problem = (what: string, cause?: unknown): DriftgateError =>
    new DriftgateError('config', `baseline \`${name}\` ${what}`, { hint, cause });
  if (
    await stat(path).then(
      (found) => !found.isFile(),
      () => false,
    )
  )
    throw problem('is not a regular file');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw problem('cannot be read', cause);
  });
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    // The parser's own message quotes the file.
    throw problem('is not valid JSON');
  }
  if (!validate(report)) throw problem(`is not a report of driftgate: ${explainViolations(validate, 1)}`);
  return new Set(
    (report as Report).results
      .filter((result) => result.verdict === 'fail')
      .map((result) => result.fingerprint),
  );
}
