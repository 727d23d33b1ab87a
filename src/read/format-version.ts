import { type JsonDocument, topValue } from './document.ts';
import { readError } from './fault.ts';

/** Checks `format_version`. Terraform's own rule: additions raise the minor, an unknown major must be refused. */
export function checkFormatVersion(document: JsonDocument): string {
  const version = topValue(document, 'format_version');
  const major = typeof version === 'string' ? /^(\d{1,5})\.\d{1,5}$/.exec(version)?.[1] : undefined;
  if (major === undefined) {
    throw readError(document.uri, 'expected `format_version` to be a version such as "1.2"');
  }
  if (major !== '0' && major !== '1') {
    throw readError(
      document.uri,
      `expected \`format_version\` 0.x or 1.x, got major ${major}`,
      'a newer Terraform wrote it: update driftgate',
    );
  }
  return version as string;
}
