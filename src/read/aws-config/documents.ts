import type { ConfigFilter, ConfigInput, ConfigItem, Recording } from '../../model/config-item.ts';
import { DriftgateError } from '../../model/errors.ts';
import { readError } from '../fault.ts';
import { isWanted } from './item.ts';
import { type Meter, newMeter, parseItems } from './parse.ts';

/** A document that can be read once, from its begin. */
export interface Named {
  readonly name: string;
  open(): AsyncIterable<Buffer>;
}

/** What the reader of a source has to say besides. */
interface Notes {
  /** Snapshots of the same source that were left out. */
  readonly older?: number;
  readonly more?: () => readonly string[];
}

/** An input of documents that are read one after the other. */
export function documentsInput(
  uri: string,
  documents: readonly Named[],
  filter: ConfigFilter,
  { older = 0, more = () => [] }: Notes = {},
): ConfigInput {
  const meter = newMeter();
  const noted: (readonly Recording[] | undefined)[] = [];
  async function* items(): AsyncGenerator<ConfigItem> {
    for (const { name, open } of documents) {
      try {
        const found = parseItems(name, open(), meter);
        for (let next = await found.next(); ; next = await found.next()) {
          if (next.done) {
            noted.push(next.value.recordings);
            break;
          }
          if (isWanted(next.value, filter)) yield next.value;
        }
      } catch (error) {
        throw cutShort(name, error);
      }
    }
  }
  return {
    items,
    get recordings() {
      return noted.every((each) => each !== undefined) ? noted.flat() : undefined;
    },
    info: {
      uri,
      kind: 'aws-config',
      get digest() {
        return `sha256:${meter.hash.copy().digest('hex')}`;
      },
      get bytes() {
        return meter.bytes;
      },
      get warnings() {
        return [...warningsOf(meter, older), ...more()];
      },
    },
  };
}

function warningsOf({ loneSurrogates }: Meter, older: number): string[] {
  const warnings: string[] = [];
  if (loneSurrogates > 0) warnings.push(`replaced ${loneSurrogates} lone surrogate escapes by U+FFFD`);
  if (older > 0) warnings.push(`left out ${older} snapshots, of each account and region all but the newest`);
  return warnings;
}

/** What a file system, a network or a gzip file that is cut says. */
function cutShort(name: string, error: unknown): unknown {
  if (error instanceof DriftgateError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string') return error;
  const gzip = code.startsWith('Z_');
  return readError(
    name,
    gzip ? 'the gzip file is damaged or not whole' : `reading stopped (${code})`,
    gzip ? 'fetch the file again' : undefined,
    error,
  );
}
