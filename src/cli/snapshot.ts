import type { Command } from 'commander';
import { readConfig } from '../read/config.ts';
import { snapshot } from '../snapshot.ts';
import { writeAtomicStream } from './files.ts';
import { type Io, writeAll } from './io.ts';
import { collect } from './judging.ts';
import { type LiveFlags, liveOptions, liveSettings } from './live-settings.ts';
import { startProgress } from './progress.ts';
import { environment } from './settings.ts';

const help = `
Examples:
  driftgate snapshot --out live.json.gz                        what AWS Config shows of the account of the credentials
  driftgate snapshot --region eu-west-1 --region us-east-1 -o live.json.gz
  driftgate snapshot aws-config:org -o org.json.gz             of all accounts of the aggregator named org
  driftgate snapshot s3://bucket/AWSLogs -o merged.json        what a delivery channel left in a bucket
  driftgate check live.json.gz

Exit codes: 0 written, 2 usage or I/O, or a part of it could not be read, and then nothing is written`;

interface SnapshotFlags extends LiveFlags {
  readonly out: string;
  readonly config?: string;
}

/** `driftgate snapshot`: what AWS Config shows now, in one file that every command reads. */
export function addSnapshot(program: Command, io: Io, decided: (exitCode: number) => void): void {
  program
    .command('snapshot')
    .summary('fetch what AWS Config recorded into a file')
    .description('Fetches what AWS Config recorded into a file of the form in which AWS Config delivers it.')
    .argument(
      '[source]',
      'aws-config:, aws-config:AGGREGATOR, s3://BUCKET/PREFIX, a file or a folder',
      'aws-config:',
    )
    .requiredOption('-o, --out <file>', 'file to write, packed where its name ends in .gz')
    .option(...liveOptions.account, collect)
    .option(...liveOptions.region, collect)
    .option(...liveOptions.type, collect)
    .option(...liveOptions.allowStale)
    .option('--config <file>', 'settings (default: driftgate.yaml, looked for upward)')
    .addHelpText('after', help)
    .action(async (source: string, flags: SnapshotFlags) => {
      const { list, truth, text } = environment(io.env);
      const { config } = await readConfig(flags.config ?? text('CONFIG'), io.cwd);
      const live = liveSettings(flags, list, truth, config);
      const progress = startProgress(io);
      const { lines, told } = await snapshot(source, live, io, progress.step);
      await writeAtomicStream(flags.out, lines, io.cwd, 'snapshot').finally(progress.done);
      const { items, warnings } = told();
      for (const warning of warnings) await writeAll(io.stderr, `driftgate: ${warning}\n`);
      await writeAll(io.stdout, `wrote ${items} items to ${flags.out}\n`);
      decided(0);
    });
}
