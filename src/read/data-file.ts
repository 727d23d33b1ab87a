import { DriftgateError } from '../model/errors.ts';
import { decode } from './decode.ts';
import { JsonFault } from './fault.ts';
import { loadFile } from './load.ts';
import { scan } from './scan.ts';
import { parseSlice } from './slice.ts';
import { type Source, textOf } from './source.ts';
import { parseYaml } from './yaml.ts';

const maxBytes = 64 * 1024 * 1024;

/**
 * The value of a JSON or YAML file of data; numbers that no double carries are marked (`model/exact-number.ts`).
 * An error names file, line and column and quotes nothing. `file` is relative to `from`.
 */
export async function parseData(file: string, from: string): Promise<unknown> {
  const source = decode(file, await loadFile(file, from, maxBytes));
  return file.toLowerCase().endsWith('.json') ? parseJson(source, file) : await parseYamlData(source, file);
}

function parseJson(source: Source, file: string): unknown {
  try {
    const found = scan(source);
    return parseSlice({ source, scan: found }, found.start, source.end);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw invalid(file, placeOf(source, error.offset), `JSON (${error.message})`);
  }
}

async function parseYamlData(source: Source, file: string): Promise<unknown> {
  const text = textOf(source, source.start, source.end);
  const { value } = await parseYaml(text, (what, place = '1:1') => invalid(file, place, `YAML (${what})`));
  JSON.stringify(value, (_, part: unknown) => {
    // JSON would make null of them.
    if (typeof part === 'number' && !Number.isFinite(part))
      throw new DriftgateError('config', `policy data \`${file}\` holds a number that JSON does not have`, {
        hint: '.inf and .nan are no data',
      });
    return part;
  });
  return value;
}

const invalid = (file: string, place: string, what: string): DriftgateError =>
  new DriftgateError('config', `policy data \`${file}:${place}\` is not valid ${what}`);

/** `line:column`, counted from 1. */
function placeOf(source: Source, offset: number): string {
  const before = textOf(source, source.start, source.start + offset).split('\n');
  return `${before.length}:${(before.at(-1) as string).length + 1}`;
}
