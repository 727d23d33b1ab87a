import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { DriftgateError } from '../model/errors.ts';
import { terminal } from '../report/inert.ts';
import { addCheck } from './check.ts';
import { addDrift } from './drift.ts';
import { type Io, writeAll } from './io.ts';
import { addSnapshot } from './snapshot.ts';

/** Could not decide: what every failure is until the gate has said otherwise. */
const undecided = 2;

/** Runs one command line and gives its exit code; never throws, never ends the process. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let exitCode = undecided;
  const help: string[] = [];
  const usage: string[] = [];
  const program = new Command('driftgate')
    .description(
      'Policy-as-code and drift detection for Terraform on AWS: one rule, one gate, at every moment.',
    )
    .version(version(), '-V, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => help.push(text),
      writeErr: (text) => usage.push(text),
      getOutHelpWidth: () => io.stdout.columns ?? 100,
    })
    .showHelpAfterError('(driftgate --help lists the commands, driftgate check --help the options)');
  const decided = (code: number): void => {
    exitCode = code;
  };
  addCheck(program, io, version(), decided);
  addDrift(program, io, version(), decided);
  addSnapshot(program, io, decided);
  const policy = program.command('policy').summary('write, check, test and explain rules');
  try {
    // A check never loads what authors use.
    if (argv.includes('policy')) (await import('./policy/policy.ts')).addPolicy(policy, io, decided);
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      const told = await Promise.allSettled([
        writeAll(io.stdout, help.join('')),
        writeAll(io.stderr, usage.join('')),
      ]);
      const whole = told.every(({ status }) => status === 'fulfilled');
      return error.exitCode === 0 && whole ? 0 : undecided;
    }
    await writeAll(io.stderr, explain(error, io)).catch(() => undefined);
    return undecided;
  }
}

/** A known failure is a sentence and the next step. An unknown one is our fault, and says so with its trace. */
function explain(error: unknown, io: Io): string {
  if (error instanceof DriftgateError) {
    const hint = error.hint === undefined ? '' : `  hint: ${terminal(error.hint)}\n`;
    return `driftgate: ${terminal(error.message)}\n${hint}`;
  }
  const trace = io.env['DRIFTGATE_DEBUG'] && error instanceof Error ? `${error.stack}\n` : '';
  const name = error instanceof Error ? error.name : typeof error;
  return `driftgate: internal error (${name}); this is a defect of driftgate\n  hint: DRIFTGATE_DEBUG=1 shows the trace, which may hold content of the input\n${trace}`;
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
