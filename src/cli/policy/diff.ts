import type { Command } from 'commander';
import type { Replayed, ReplaySummary } from '../../model/difference.ts';
import { readConfig } from '../../read/config.ts';
import { startReplay } from '../../replay.ts';
import { diffJson, diffText } from '../../report/policy-diff.ts';
import type { Io } from '../io.ts';
import { renderOptions } from '../outputs.ts';
import { startProgress } from '../progress.ts';
import { formats } from './formats.ts';
import { collect, print } from './shared.ts';

interface DiffFlags {
  readonly corpus: readonly string[];
  readonly env?: string;
  readonly config?: string;
  readonly skipUnreadable?: boolean;
  readonly format: string;
}

const help = `
Both versions of the rules are asked about every plan and state below DIR (.json, .tfstate), one at a time, with
the settings of driftgate.yaml as far as each version knows them. A resource's line says what it was and what it is:
  +  a finding that the edit adds     -  one that it removes     ~  another verdict

Examples:
  git worktree add ../before main && driftgate policy diff ../before/policies policies --corpus plans/
  driftgate policy diff old/ new/ --corpus plans/ --corpus states/ --env prod
  driftgate policy diff old/ new/ --corpus plans/ --format json | jq '.summary'

Exit codes: 0 no finding differs, 1 some do, 2 an input that could not be judged (unless --skip-unreadable), rules
that do not compile, usage or I/O`;

export function addPolicyDiff(policy: Command, io: Io, decided: (exitCode: number) => void): void {
  policy
    .command('diff')
    .summary('what an edit of rules changes, over stored plans and states')
    .description('Lists the findings that a new version of rules adds, removes or judges differently.')
    .argument('<old>', 'folder of the rules as they were')
    .argument('<new>', 'folder of the rules as they are')
    .requiredOption('--corpus <dir>', 'folder of stored plans and states; repeatable', collect)
    .option('--env <name>', 'environment of everything that is judged, such as prod')
    .option('--config <file>', 'settings (default: driftgate.yaml, looked for upward)')
    .option('--skip-unreadable', 'name inputs that cannot be judged, and decide by the rest')
    .addOption(formats(['text', 'json']))
    .addHelpText('after', help)
    .action(async (old: string, next: string, flags: DiffFlags) => {
      const named = flags.config ?? (io.env['DRIFTGATE_CONFIG'] || undefined);
      const { config } = await readConfig(named, io.cwd);
      const env = flags.env ?? (io.env['DRIFTGATE_ENV'] || undefined) ?? config.env;
      const settings = { old, next, corpus: flags.corpus, config, env, now: new Date().toISOString() };
      const progress = startProgress(io);
      try {
        const { rules, inputs } = await startReplay(settings, io, progress.step);
        const render = flags.format === 'json' ? diffJson() : diffText(renderOptions(io));
        await print(io, render.head(rules));
        const summary: Tally = { inputs: 0, added: 0, removed: 0, changed: 0, unread: [] };
        for await (const replayed of inputs) {
          count(summary, replayed);
          progress.done();
          await print(io, render.input(replayed));
        }
        await print(io, render.tail(summary));
        decided(exitCode(summary, flags.skipUnreadable === true));
      } finally {
        progress.done();
      }
    });
}

type Tally = { -readonly [K in keyof ReplaySummary]: K extends 'unread' ? string[] : number };

function count(summary: Tally, { uri, differences }: Replayed): void {
  summary.inputs += 1;
  if (differences === undefined) summary.unread.push(uri);
  for (const { kind } of differences ?? []) summary[kind] += 1;
}

function exitCode({ inputs, added, removed, changed, unread }: ReplaySummary, skip: boolean): number {
  if (unread.length === inputs || (unread.length > 0 && !skip)) return 2;
  return added + removed + changed > 0 ? 1 : 0;
}
