import { resolve } from 'node:path';
import { pickExamples } from './author/examples.ts';
import { checkDraft, readableRules } from './compile/checks.ts';
import { builtinPack } from './compile/compile.ts';
import { readDraft, toFault } from './compile/draft.ts';
import { loadProvider, type Provider } from './compile/provider.ts';
import { readSources } from './compile/sources.ts';
import { compileDraft } from './compile/tables.ts';
import { loadToolchain, type Toolchain } from './compile/toolchain.ts';
import { DriftgateError } from './model/errors.ts';
import type { Example } from './model/example.ts';
import type { Fault } from './model/fault.ts';
import type { DraftFolder } from './model/pack.ts';
import type { Rule } from './model/rule.ts';
import type { Tested, TestOutcome } from './model/testing.ts';
import { type TestSettings, testFolder } from './testing.ts';

type Progress = (step: string) => void;

interface Folders {
  readonly folders: readonly DraftFolder[];
  readonly cwd: string;
}

/** A file as it is and as `opa fmt` writes it. */
export interface Formatted {
  /** As the user would open it, and where it is. */
  readonly file: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

let known: Promise<Provider> | undefined;
const provider = (): Promise<Provider> => (known ??= loadProvider());
let loaded: Promise<Toolchain> | undefined;
const toolchain = (): Promise<Toolchain> => (loaded ??= loadToolchain());

/** What authors of rules ask for; each operation takes and gives plain data, so that a worker can do it. */
export const operations = {
  /** All that is wrong with some folders. */
  async check({ folders, cwd }: Folders, progress: Progress) {
    const { manifest } = await builtinPack();
    const taken = new Map<string, string>();
    const faults: Fault[] = [];
    let rules = 0;
    for (const { folder } of folders) {
      progress(`checking ${folder}`);
      const draft = await readDraft(folder, cwd);
      const others = new Map(taken);
      if (!draft.builtin) for (const { id } of manifest.rules) others.set(id, 'the built-in pack');
      const found = checkDraft(draft, await toolchain(), others, await provider());
      faults.push(...found.faults);
      rules += found.declared.length;
      for (const { rule } of found.declared) taken.set(rule.id, `${folder}/${rule.file}`);
    }
    return { faults, rules };
  },

  /** Tests of some folders, in one report; or what keeps any of them from being tested. */
  async test({ folders, ...settings }: Folders & TestSettings, progress: Progress): Promise<Tested> {
    const all: Tested[] = [];
    for (const folder of folders) all.push(await testFolder(folder, settings, await toolchain(), progress));
    const faults = all.flatMap(({ faults: some = [] }) => some);
    if (faults.length > 0) return { faults };
    const reports = all.flatMap(({ report }) => report ?? []);
    const outcomes: readonly TestOutcome[] = reports.flatMap((report) => report.outcomes);
    const untested = reports.flatMap((report) => report.untested);
    if (!settings.coverage) return { report: { outcomes, untested } };
    return { report: { outcomes, untested, coverage: reports.flatMap((report) => report.coverage ?? []) } };
  },

  /** Every file of some folders as it should look. */
  async format({ folders, cwd }: Folders, progress: Progress) {
    const files: Formatted[] = [];
    const faults: Fault[] = [];
    for (const { folder } of folders) {
      progress(`formatting ${folder}`);
      const draft = await readDraft(folder, cwd);
      const modules = await readSources(resolve(cwd, folder), { tests: true });
      const formatted = (await toolchain()).format({ modules });
      if (!formatted.ok) faults.push(...formatted.errors.map((error) => toFault(draft, error)));
      else
        for (const [name, before] of Object.entries(modules)) {
          const [file, path] = [`${folder}/${name}`, resolve(cwd, folder, name)];
          files.push({ file, path, before, after: formatted.sources[name] as string });
        }
    }
    return { files, faults };
  },

  /** The rules of a folder, as far as they can be read. */
  async rules({ folder, cwd }: { folder: string; cwd: string }): Promise<readonly Rule[]> {
    return readableRules(await readDraft(folder, cwd), await toolchain());
  },

  /** Sources as `opa fmt` writes them. */
  async tidy(modules: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
    const formatted = (await toolchain()).format({ modules });
    if (formatted.ok) return formatted.sources;
    const [first] = formatted.errors;
    throw new DriftgateError('compile', `the new rule would not parse: ${first?.message}`);
  },

  /** Rule id -> examples from its table. */
  async examples({ folder, cwd }: { folder: string; cwd: string }) {
    const compiled = compileDraft(await readDraft(folder, cwd), await toolchain());
    if (compiled.faults !== undefined) return {};
    return Object.fromEntries(
      compiled.tables.map(({ rule, rows }): [string, readonly Example[]] => [
        rule.id,
        pickExamples(rule, rows),
      ]),
    );
  },
} as const;

export type Operations = typeof operations;
export type Operation = keyof Operations;
