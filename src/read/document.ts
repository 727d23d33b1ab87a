import { JsonFault, readError } from './fault.ts';
import { cutWrapperNoise } from './noise.ts';
import { refuseOtherText, trailingText } from './recognize.ts';
import { type Scan, scan } from './scan.ts';
import { parseSlice } from './slice.ts';
import type { Source } from './source.ts';

/** A scanned document, whose parts can be parsed one at a time. */
export interface JsonDocument {
  readonly uri: string;
  readonly source: Source;
  readonly scan: Scan;
  readonly warnings: string[];
}

/** Checks the whole text and indexes it. Throws a DriftgateError that says what is wrong, and at which byte. */
export function toDocument(uri: string, decoded: Source): JsonDocument {
  const { source, lines } = cutWrapperNoise(decoded);
  refuseOtherText(uri, source);
  const warnings: string[] = [];
  if (lines > 0)
    warnings.push(`left out ${lines} lines that the setup-terraform wrapper put around the JSON`);
  try {
    const found = scan(source);
    if (found.loneSurrogates > 0) {
      warnings.push(`replaced ${found.loneSurrogates} lone surrogate escapes by U+FFFD`);
    }
    return { uri, source, scan: found, warnings };
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    if (error.fault === 'trailing') throw trailingText(uri, source, error.offset);
    const hint = error.fault === 'truncated' ? 'was the disk full, or the job cancelled?' : undefined;
    throw readError(uri, `${error.message} at byte ${error.offset}`, hint);
  }
}

/** The value of a top-level key; undefined if there is none. */
export function topValue(document: JsonDocument, key: string): unknown {
  const range = document.scan.top.get(key);
  return range && parseRange(document, key, range[0], range[1]);
}

/** One resource as it was parsed, and how to name it in an error. */
interface Element {
  readonly value: unknown;
  readonly where: string;
}

/** The resources below a top-level key, parsed one at a time; those whose address is in `except` are not parsed. */
export function* elementsOf(
  document: JsonDocument,
  key: string,
  except?: ReadonlySet<string>,
): Generator<Element & { start: number }> {
  const ranges = document.scan.elements.get(key);
  for (let n = 0; n < (ranges?.starts.length ?? 0); n++) {
    const start = ranges!.starts[n]!;
    if (except?.has(ownAddress(document, start) ?? '')) continue;
    const where = `resource ${n} of \`${key}\``;
    yield { value: parseRange(document, where, start, ranges!.ends[n]!), where, start };
  }
}

/** The same with the address of the module around each, which old releases write at the module only. */
export function* elementsInModules(
  document: JsonDocument,
  key: string,
  except?: ReadonlySet<string>,
): Generator<Element & { module?: string }> {
  const { starts, ends, addresses } = document.scan.modules;
  const around: { end: number; address: string | undefined }[] = [];
  let next = 0;
  for (const { value, where, start } of elementsOf(document, key, except)) {
    for (; next < starts.length && starts[next]! < start; next++) {
      while (around.length > 0 && around.at(-1)!.end <= starts[next]!) around.pop();
      around.push({ end: ends[next]!, address: addressAt(document, addresses[next]!) });
    }
    while (around.length > 0 && around.at(-1)!.end <= start) around.pop();
    const module = around.at(-1)?.address;
    yield module === undefined ? { value, where } : { value, where, module };
  }
}

const addressKey = '{"address":';

/** The address of a resource where Terraform writes it: first, without white space before it. */
function ownAddress(document: JsonDocument, start: number): string | undefined {
  const at = start + addressKey.length;
  const begins = document.source.bytes.toString('latin1', start, at) === addressKey;
  return begins ? addressAt(document, at) : undefined;
}

function addressAt(document: JsonDocument, at: number): string | undefined {
  if (at === -1 || document.source.bytes[at] !== 34) return undefined;
  let end = at + 1;
  while (document.source.bytes[end] !== 34) end += document.source.bytes[end] === 92 ? 2 : 1;
  return parseRange(document, 'the address of a module', at, end + 1) as string;
}

export function countOf(document: JsonDocument, key: string): number {
  return document.scan.elements.get(key)?.starts.length ?? 0;
}

/** The scan knows the grammar to be good; what is left is V8's own limit on strings. Its words may hold a secret. */
function parseRange(document: JsonDocument, what: string, start: number, end: number): unknown {
  try {
    return parseSlice(document, start, end);
  } catch {
    throw readError(document.uri, `can't parse ${what} at byte ${start}`);
  }
}
