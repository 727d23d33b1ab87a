import { appendFile } from 'node:fs/promises';
import { normalize } from 'node:path';
import { DriftgateError } from '../model/errors.ts';
import type { Outcome, RenderOptions } from '../model/outcome.ts';
import { type FormatName, reporterFor } from '../report/index.ts';
import { writeAtomic } from './files.ts';
import { type Io, writeAll } from './io.ts';

/** A format and where it goes: a file, or standard output. */
export interface Output {
  readonly format: FormatName;
  readonly path?: string;
}

/** Reads `--format NAME[=PATH]`; two formats cannot share standard output, nor a file. */
export function parseOutputs(formats: readonly string[]): readonly Output[] {
  const outputs = formats.map((text): Output => {
    const [name = '', ...path] = text.split('=');
    reporterFor(name);
    if (path.length === 0) return { format: name as FormatName };
    if (path.join('=') === '')
      throw new DriftgateError('usage', `format \`${name}=\` names no file`, {
        hint: `--format ${name}=FILE`,
      });
    return { format: name as FormatName, path: path.join('=') };
  });
  const toStdout = outputs.filter((output) => output.path === undefined);
  if (toStdout.length > 1) {
    throw new DriftgateError(
      'usage',
      `formats \`${toStdout.map((output) => output.format).join('` and `')}\` both go to standard output`,
      {
        hint: `give all but one a file: --format ${toStdout[1]?.format}=FILE`,
      },
    );
  }
  const files = outputs.flatMap(({ path }) => (path === undefined ? [] : [normalize(path)]));
  const twice = files.find((path, index) => files.indexOf(path) !== index);
  if (twice !== undefined)
    throw new DriftgateError('usage', `two formats go to the file \`${twice}\``, {
      hint: 'give each a file of its own',
    });
  return outputs;
}

/** Writes every report; comes back when all are whole. Files first, so that a broken pipe cannot lose one. */
export async function writeOutputs(outcome: Outcome, outputs: readonly Output[], io: Io): Promise<void> {
  const toFiles = outputs.filter((output) => output.path !== undefined);
  for (const { format, path } of toFiles) {
    await writeAtomic(path as string, reporterFor(format)(outcome, { color: false, width: 120 }), io.cwd);
  }
  const [toStdout] = outputs.filter((output) => output.path === undefined);
  if (toStdout === undefined) return;
  if (toStdout.format === 'github') await addSummary(outcome, io);
  await writeAll(io.stdout, reporterFor(toStdout.format)(outcome, renderOptions(io))).catch(
    (cause: unknown) => {
      throw new DriftgateError('report', 'the report cannot be written to standard output', { cause });
    },
  );
}

/** In a GitHub job, annotations come with a summary on the job's page. */
async function addSummary(outcome: Outcome, io: Io): Promise<void> {
  const file = io.env['GITHUB_STEP_SUMMARY'];
  if (!file) return;
  const summary = reporterFor('github-summary')(outcome, { color: false, width: 120 });
  await appendFile(file, summary).catch((cause: unknown) => {
    throw new DriftgateError('report', 'the job summary cannot be written to `GITHUB_STEP_SUMMARY`', {
      cause,
    });
  });
}

/** Colour: NO_COLOR, then FORCE_COLOR, then whether a person is looking (https://no-color.org). */
export function renderOptions({ env, stdout }: Io): RenderOptions {
  const width = stdout.columns ?? (Number(env['COLUMNS']) || 100);
  if (env['NO_COLOR']) return { color: false, width };
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return { color: forced !== '0' && forced !== 'false', width };
  return { color: stdout.isTTY === true && env['TERM'] !== 'dumb', width };
}
