#!/usr/bin/env node
import { removeUnfinished } from './cli/files.ts';
import { main, undecided } from './cli/main.ts';

// Until the last byte of the report is out, every way for this process to end means: could not decide.
process.exitCode = undecided;

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
for (const [signal, code] of Object.entries(signals)) {
  process.on(signal, () => {
    removeUnfinished();
    process.exit(code);
  });
}
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, () => {
    removeUnfinished();
    process.stderr.write('driftgate: internal error; this is a defect of driftgate\n');
    process.exit(undecided);
  });
}

const { stdin, stdout, stderr, env } = process;
// What cannot be written is told to the one who writes, in the callback of the write.
for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
process.exitCode = await main(process.argv.slice(2), { cwd: process.cwd(), env, stdin, stdout, stderr });
