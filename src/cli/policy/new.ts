import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { placeFor } from '../../author/place.ts';
import {
  attributeRequirement,
  planText,
  type Requirement,
  ruleText,
  tagRequirement,
  testText,
} from '../../author/template.ts';
import { builtinPack } from '../../compile/compile.ts';
import { DriftgateError } from '../../model/errors.ts';
import type { PackEntry } from '../../model/pack.ts';
import { type Severity, severities } from '../../model/rule.ts';
import { readConfig } from '../../read/config.ts';
import { isPackage } from '../../read/packs.ts';
import { terminal } from '../../report/inert.ts';
import type { Io } from '../io.ts';
import { packEntries } from '../packs.ts';
import { ask } from './author.ts';
import { policyFolders, print } from './shared.ts';

interface NewFlags {
  readonly family?: string;
  readonly type?: string;
  readonly attribute?: string;
  readonly severity?: Severity;
  readonly policy?: string;
}

const help = `
Writes a rule that works, its table of cases, and a plan that violates it once; then change them into what you need.
The folder follows from the beginning of the id, the type from its middle (RDS: aws_db_instance), the package from
the rules that are there. Nothing is ever overwritten.

Examples:
  driftgate policy new ACME-RDS-01 --attribute deletion_protection
  driftgate policy new ACME-EC2-01 --type aws_instance --attribute instance_type=t3.micro
  driftgate policy new ENC-MQ-01 --type aws_mq_broker --severity high

Exit codes: 0 written, 2 usage, a file that is there already, or I/O`;

export function addPolicyNew(policy: Command, io: Io, decided: (exitCode: number) => void): void {
  policy
    .command('new')
    .summary('a new rule with its test')
    .description('Writes a rule, its test and a plan to try it on.')
    .argument('<id>', 'id of the rule, such as ACME-RDS-01')
    .option('--family <name>', 'folder of the rule (default: that of the rules whose ids begin alike)')
    .option('--type <aws_type>', 'type of resource (default: that of the rules about the same service)')
    .option(
      '--attribute <name[=value]>',
      'attribute that must be true, or have this value (default: a tag Owner)',
    )
    .addOption(
      new Option('--severity <severity>', 'how bad a violation is (default: medium)').choices(severities),
    )
    .option('--policy <dir>', 'folder of rules (default: the first of driftgate.yaml, else policies)')
    .addHelpText('after', help)
    .action(async (id: string, flags: NewFlags) => {
      await print(io, await writeRule(id, flags, io));
      decided(0);
    });
}

async function writeRule(id: string, flags: NewFlags, io: Io): Promise<string> {
  const folder = flags.policy ?? (await usualFolder(io));
  const exists = (await stat(resolve(io.cwd, folder)).catch(() => undefined)) !== undefined;
  const own = exists ? await ask('rules', { folder, cwd: io.cwd }) : [];
  const { manifest } = await builtinPack();
  const place = placeFor({ id, ...flags, type: awsType(flags.type) }, own, manifest.rules);
  const wants = requirement(place.type, flags.attribute);
  const rule = join(folder, place.family, `${place.name}.rego`);
  const test = join(folder, place.family, `${place.name}_test.rego`);
  const plan = join(dirname(folder), 'fixtures', `${place.name}.plan.json`);
  const tidy = await ask('tidy', { [rule]: ruleText(place, wants), [test]: testText(place, wants) });
  const files = [
    { path: rule, text: tidy[rule] as string, what: 'the rule' },
    { path: test, text: tidy[test] as string, what: 'its table of cases' },
    { path: plan, text: planText(place, wants), what: 'a plan with one resource that violates it' },
  ];
  await writeNew(files.map(({ path, text }) => ({ path: resolve(io.cwd, path), shown: path, text })));
  const width = Math.max(...files.map(({ path }) => path.length));
  const usual = await usualFolder(io);
  const dir = folder === usual ? '' : ` ${folder}`;
  return [
    ...files.map(({ path, what }) => `wrote  ${terminal(path.padEnd(width))}  ${what}\n`),
    `next   driftgate policy test${dir} --watch    and edit until it says what you mean\n`,
    `then   driftgate check --policy ${folder} --rule ${id} ${plan}\n`,
  ].join('');
}

/** The first folder that the other commands look at, there or not. */
async function usualFolder(io: Io): Promise<string> {
  const { config, folder } = await readConfig(io.env['DRIFTGATE_CONFIG'] || undefined, io.cwd);
  const isOwn = ({ use, namespaces }: PackEntry): boolean => !isPackage(use) && namespaces === undefined;
  if (!packEntries({}, config, folder, io.cwd).some(isOwn)) return 'policies';
  return (await policyFolders([], io))[0]?.folder ?? 'policies';
}

function awsType(type: string | undefined): string | undefined {
  if (type === undefined || /^aws_[a-z0-9_]+$/.test(type)) return type;
  throw new DriftgateError('usage', `--type: expected a type of the AWS provider, got \`${type}\``, {
    hint: 'such as aws_s3_bucket',
  });
}

function requirement(type: string, wanted: string | undefined): Requirement {
  if (wanted === undefined) return tagRequirement(type);
  const [, name = '', value] = /^([a-z][a-z0-9_]*)(?:=(.*))?$/s.exec(wanted) ?? [];
  if (name === '') {
    throw new DriftgateError('usage', `--attribute: expected name or name=value, got \`${wanted}\``, {
      hint: 'a top-level attribute, such as deletion_protection or backup_retention_period=7',
    });
  }
  return attributeRequirement(type, name, value === undefined ? true : literal(value));
}

/** `7` and `true` are what they are in JSON; what is no JSON is text. */
function literal(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** All of the files or none; one that is there already is left as it is. */
async function writeNew(files: readonly { path: string; shown: string; text: string }[]): Promise<void> {
  const written: string[] = [];
  for (const { path, shown, text } of files) {
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text, { flag: 'wx' });
      written.push(path);
    } catch (cause) {
      for (const done of written) await rm(done, { force: true });
      const { code } = cause as NodeJS.ErrnoException;
      if (code === 'EEXIST') {
        throw new DriftgateError('usage', `\`${shown}\` is there already, and nothing is overwritten`, {
          hint: 'choose another id, or remove the file',
        });
      }
      throw new DriftgateError('usage', `\`${shown}\` cannot be written (${code ?? 'unknown error'})`, {
        cause,
      });
    }
  }
}
