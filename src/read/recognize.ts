import { readError } from './fault.ts';
import type { Loaded } from './load.ts';
import { skipBlanks } from './noise.ts';
import type { Source } from './source.ts';

const showPlan = 'terraform show -json FILE > plan.json';
const onlyStdout = 'use `-no-color` and redirect only stdout: terraform show -json FILE > plan.json';

interface Look {
  readonly is: RegExp;
  readonly what: string;
  readonly hint: string;
}

/** What people hand over in place of a plan: the first bytes in hexadecimal, or the first characters. */
const binaries: readonly Look[] = [
  { is: /^504b0304/, what: 'a binary plan (or another zip archive)', hint: showPlan },
  { is: /^1f8b/, what: 'a gzip archive', hint: 'gunzip -c FILE | driftgate check -' },
];

const texts: readonly Look[] = [
  { is: /^<(!doctype|html|head|\?xml)/i, what: 'an HTML or XML page', hint: 'the download may need a login' },
  { is: /^version https:\/\/git-lfs/, what: 'a Git LFS pointer', hint: 'git lfs pull' },
  {
    is: /^\s*(#|\/\/|\/\*|(terraform|locals)\s*\{|(resource|data|variable|module|provider|output)\s+")/,
    what: 'Terraform configuration (HCL), which this reader does not take',
    hint: 'name the folder instead of the file',
  },
];

/** Refuses bytes that can't be text. */
export function refuseBinary(uri: string, { buffer, length }: Loaded): void {
  refuse(uri, buffer.toString('hex', 0, Math.min(length, 8)), binaries);
}

/** Refuses text that does not start like JSON, and says what it is where that is known. */
export function refuseOtherText(uri: string, source: Source): void {
  const { bytes, start, end } = source;
  const at = skipBlanks(bytes, start, end);
  if (at === end) {
    throw readError(uri, 'expected a plan or a state, got no content', 'did the command before it fail?');
  }
  refuse(uri, bytes.toString('latin1', at, Math.min(end, at + 200)), texts);
  if ('{["-0123456789'.includes(String.fromCharCode(bytes[at]!)) || startsWithLiteral(source, at)) return;
  throw readError(uri, `expected JSON, got other text on line ${lineOf(bytes, at)}`, onlyStdout);
}

/** Line of an offset, counted from 1. */
function lineOf(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at !== -1 && at < offset; at = bytes.indexOf(10, at + 1)) line++;
  return line;
}

/** The failure for a document that is followed by more text at `offset`. */
export function trailingText(uri: string, source: Source, offset: number) {
  const { bytes, start } = source;
  const newline = bytes.indexOf(10, start);
  const firstLine = bytes.toString('latin1', start, newline === -1 ? start : Math.min(newline, start + 4096));
  if (firstLine.includes('"@level"')) {
    return readError(
      uri,
      'expected one plan, got the log of `terraform plan -json`',
      'terraform plan -out FILE, then terraform show -json FILE > plan.json',
    );
  }
  const line = lineOf(bytes, offset);
  if (bytes[offset] === 123 || bytes[offset] === 91) {
    return readError(
      uri,
      `expected one JSON document, got a second one on line ${line}`,
      'give each its own file',
    );
  }
  return readError(uri, `expected nothing after the JSON document, got text on line ${line}`, onlyStdout);
}

function startsWithLiteral({ bytes, end }: Source, at: number): boolean {
  return /^(true|false|null)\s*$/.test(bytes.toString('latin1', at, Math.min(end, at + 16)));
}

function refuse(uri: string, head: string, looks: readonly Look[]): void {
  for (const { is, what, hint } of looks) {
    if (is.test(head)) throw readError(uri, `expected a plan or a state as JSON, got ${what}`, hint);
  }
}
