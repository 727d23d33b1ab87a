import { createHash } from 'node:crypto';
import type { SourceInfo } from '../model/input.ts';
import { type JsonDocument, topValue } from './document.ts';
import type { Source } from './source.ts';

export function sourceInfo<Kind extends 'plan' | 'state'>(
  document: JsonDocument,
  kind: Kind,
  formatVersion?: string,
): SourceInfo & { kind: Kind } {
  const { start, end } = document.source;
  const terraformVersion = stringAt(document, 'terraform_version');
  const capturedAt = kind === 'plan' ? stringAt(document, 'timestamp') : undefined;
  return {
    uri: document.uri,
    kind,
    digest: digestOf(document.source),
    bytes: end - start,
    ...(terraformVersion === undefined ? {} : { terraformVersion }),
    ...(formatVersion === undefined ? {} : { formatVersion }),
    ...(capturedAt === undefined ? {} : { capturedAt }),
    warnings: document.warnings,
  };
}

export const digestOf = ({ bytes, start, end }: Source): string =>
  `sha256:${createHash('sha256').update(bytes.subarray(start, end)).digest('hex')}`;

/** The value of a top-level key if it is a string of at most 100 bytes. */
function stringAt(document: JsonDocument, key: string): string | undefined {
  const [start, end] = document.scan.top.get(key) ?? [0, 0];
  if (end - start > 100 || document.source.bytes[start] !== 34) return undefined;
  return topValue(document, key) as string;
}
