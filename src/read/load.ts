import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readError } from './fault.ts';

/** The bytes of an input, with one spare byte after them. */
export interface Loaded {
  /** `buffer[length]` exists */
  readonly buffer: Buffer;
  readonly length: number;
}

/**
 * Reads a regular file once, as a whole. Anything else (a FIFO would block for ever, a device never end) is refused,
 * as is a file over `maxBytes`, or one that changes its size meanwhile.
 */
export async function loadFile(uri: string, cwd: string, maxBytes: number): Promise<Loaded> {
  try {
    const path = resolve(cwd, uri);
    refuseUnlessRegular(uri, await stat(path));
    // between stat and open a FIFO may have taken the place of the file: it must not block either
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const status = await handle.stat();
      refuseUnlessRegular(uri, status);
      if (status.size > maxBytes) throw tooLarge(uri, maxBytes);
      const buffer = Buffer.allocUnsafeSlow(status.size + 1);
      let length = 0;
      while (length < buffer.length) {
        const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      if (length !== status.size) {
        throw readError(
          uri,
          'the file changed while it was read',
          'write the file first, then run driftgate',
        );
      }
      return { buffer, length };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw known(uri, error);
  }
}

/** Reads a stream to its end, or refuses it at `maxBytes`. */
export async function loadStream(stream: NodeJS.ReadableStream, maxBytes: number): Promise<Loaded> {
  if ((stream as { isTTY?: boolean }).isTTY === true) {
    throw readError(
      '-',
      'expected a pipe or a file, got a terminal',
      'terraform show -json FILE | driftgate check -',
    );
  }
  const chunks: (Buffer | undefined)[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      length += bytes.length;
      if (length > maxBytes) throw tooLarge('-', maxBytes);
      chunks.push(bytes);
    }
  } catch (error) {
    throw known('-', error);
  }
  const buffer = Buffer.allocUnsafeSlow(length + 1);
  let at = 0;
  for (let n = 0; n < chunks.length; n++) {
    at += chunks[n]!.copy(buffer, at);
    chunks[n] = undefined;
  }
  return { buffer, length };
}

interface Status {
  isFile(): boolean;
  isDirectory(): boolean;
  isFIFO(): boolean;
}

function refuseUnlessRegular(uri: string, status: Status): void {
  if (status.isFile()) return;
  const kind = status.isDirectory() ? 'a directory' : status.isFIFO() ? 'a FIFO' : 'a device or socket';
  const hint = status.isDirectory() ? undefined : 'pipe it in and name the input `-`';
  throw readError(uri, `expected a regular file, got ${kind}`, hint);
}

function tooLarge(uri: string, maxBytes: number) {
  return readError(uri, `is larger than the limit of ${maxBytes} bytes`);
}

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'expected a regular file, got a directory',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
};

function known(uri: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string') return error;
  const sentence = (Object.hasOwn(sentences, code) && sentences[code]) || `the system says ${code}`;
  return readError(uri, sentence, undefined, error);
}
