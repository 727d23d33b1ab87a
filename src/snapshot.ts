import type { LiveSettings, Progress, Surroundings } from './gate.ts';
import { DriftgateError } from './model/errors.ts';
import { snapshotLines } from './read/aws-config/write.ts';
import { readSource } from './read/read.ts';

/** What a snapshot holds, when it is written. */
export interface Told {
  readonly items: number;
  readonly warnings: readonly string[];
}

/** The text of a snapshot while it is fetched. It throws where the listing is cut short: what came before is no snapshot. */
export async function snapshot(
  source: string,
  live: LiveSettings,
  io: Surroundings,
  progress: Progress,
): Promise<{ readonly lines: AsyncIterable<string>; readonly told: () => Told }> {
  const types = async () => (await import('./normalize/live.ts')).configTypes;
  const input = await readSource(source, io, { config: { ...live, types, onProgress: progress } });
  if (!('items' in input)) {
    throw new DriftgateError('usage', `\`${source}\` holds nothing of AWS Config`, {
      hint: 'aws-config:, aws-config:AGGREGATOR, s3://BUCKET/PREFIX, or a snapshot',
    });
  }
  const counted = { items: 0 };
  return {
    lines: snapshotLines(input, counted),
    told: () => ({ items: counted.items, warnings: input.info.warnings }),
  };
}
