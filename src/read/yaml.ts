import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DriftgateError } from '../model/errors.ts';
import { explainViolations, type Validator } from '../model/validator.ts';

const maxBytes = 1024 * 1024;

/** A YAML text as JavaScript values, with the lines they stand on. */
export interface Yaml {
  readonly value: unknown;
  /** Line of the value at a path of keys and indexes, counted from 1; undefined inside an alias. */
  lineOf(path: readonly (string | number)[]): number | undefined;
}

/** Makes the error for a text that is refused: what is wrong, and where (`line:column`) if that is known. */
export type YamlFault = (what: string, place?: string, cause?: unknown) => DriftgateError;

/** Parses a YAML 1.2 text. Duplicate keys, tags and more than a few aliases are errors; none quotes the text. */
export async function parseYaml(text: string, fault: YamlFault): Promise<Yaml> {
  // Loaded where there is a text to parse: most runs have none, and start-up must not pay for it.
  const { isNode, LineCounter, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  try {
    const document = parseDocument(text, {
      version: '1.2',
      schema: 'core',
      uniqueKeys: true,
      merge: false,
      strict: true,
      lineCounter,
    });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) {
      const { line = 1, col = 1 } = problem.linePos?.[0] ?? {};
      throw fault(problem.code.toLowerCase().replaceAll('_', ' '), `${line}:${col}`);
    }
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    // Throws where an alias is inside of what it names.
    JSON.stringify(value);
    return {
      value,
      lineOf(path) {
        const node = document.getIn(path, true);
        return isNode(node) && node.range ? lineCounter.linePos(node.range[0]).line : undefined;
      },
    };
  } catch (cause) {
    if (cause instanceof DriftgateError) throw cause;
    throw fault('it is nested or aliased too deeply', undefined, cause);
  }
}

/**
 * Reads a YAML 1.2 file that a schema describes. What `parseYaml` refuses and unknown keys are errors.
 * Throws a DriftgateError of stage `config`.
 */
export async function readYaml<T>(path: string, validator: Validator, hint: string): Promise<T> {
  const name = basename(path);
  const { value: read } = await parseYaml(await readText(path, name), (what, place, cause) =>
    place === undefined
      ? new DriftgateError('config', `\`${name}\` cannot be read as YAML: ${what}`, { cause })
      : new DriftgateError('config', `\`${name}:${place}\` is not valid YAML (${what})`),
  );
  const value = read ?? {};
  if (!validator(value)) {
    throw new DriftgateError('config', `\`${name}\` is not valid: ${explainViolations(validator)}`, { hint });
  }
  return value as T;
}

async function readText(path: string, name: string): Promise<string> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new DriftgateError('config', `\`${name}\` is not a regular file`);
    const { size } = found;
    if (size > maxBytes) throw new DriftgateError('config', `\`${name}\` is larger than ${maxBytes} bytes`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    if (cause instanceof DriftgateError) throw cause;
    throw new DriftgateError('config', `\`${name}\` cannot be read`, { cause });
  }
}
