import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DriftgateError } from '../model/errors.ts';
import { explainViolations, type Validator } from '../model/validator.ts';

const maxBytes = 1024 * 1024;

/**
 * Reads a YAML 1.2 file that a schema describes. Duplicate keys, tags, unknown keys and more than a few aliases are
 * errors. Throws a DriftgateError of stage `config`.
 */
export async function readYaml<T>(path: string, validator: Validator, hint: string): Promise<T> {
  const name = basename(path);
  const text = await readText(path, name);
  // Loaded where there is a file to read: most runs have none, and start-up must not pay for it.
  const { parseDocument } = await import('yaml');
  let value: unknown;
  try {
    const document = parseDocument(text, {
      version: '1.2',
      schema: 'core',
      uniqueKeys: true,
      merge: false,
      strict: true,
    });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) {
      const { line = 1, col = 1 } = problem.linePos?.[0] ?? {};
      throw new DriftgateError(
        'config',
        `\`${name}:${line}:${col}\` is not valid YAML (${problem.code.toLowerCase().replaceAll('_', ' ')})`,
      );
    }
    value = document.toJS({ maxAliasCount: 50 }) ?? {};
  } catch (cause) {
    if (cause instanceof DriftgateError) throw cause;
    throw new DriftgateError(
      'config',
      `\`${name}\` cannot be read as YAML: it is nested or aliased too deeply`,
      { cause },
    );
  }
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
