#!/usr/bin/env node
// Until the last byte of the report is out, every way for this process to end means: could not decide. That holds for
// an installation of which a file is missing too, so nothing is imported before.
const undecided = 2;
process.exitCode = undecided;
let removeUnfinished = (): void => undefined;

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
// Which Node the SDK of AWS runs on is for the one to know who chose its release.
env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
// What cannot be written is told to the one who writes, in the callback of the write.
for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
({ removeUnfinished } = await import('./cli/files.ts'));
const { main } = await import('./cli/main.ts');
process.exitCode = await main(process.argv.slice(2), { cwd: process.cwd(), env, stdin, stdout, stderr });
