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
  process.on(event, (error) => {
    // A reader that goes away is no failure of ours; the write that it broke has been told.
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'EPIPE') return;
    removeUnfinished();
    process.stderr.write('driftgate: internal error; this is a defect of driftgate\n');
    process.exit(undecided);
  });
}

const { stdin, stdout, stderr, env } = process;
process.exitCode = await main(process.argv.slice(2), { cwd: process.cwd(), env, stdin, stdout, stderr });
