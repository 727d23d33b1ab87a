import { basename, join, resolve } from 'node:path';
import type { Fault } from '../model/fault.ts';
import { foundation } from './compile.ts';
import { splitLibrary } from './library.ts';
import { type Foundation, ours } from './pack.ts';
import { readSources, type Sources } from './sources.ts';
import type { PolicyError } from './toolchain.ts';

/** A folder of rules as its author has it: tests too, and nothing of it compiled or believed yet. */
export interface Draft {
  readonly name: string;
  /** As the user named it: places are shown relative to it. */
  readonly folder: string;
  /** The rules and their helpers. */
  readonly rules: Sources;
  readonly tests: Sources;
  readonly foundation: Foundation;
  /** Whether the folder is the source of the built-in pack, which holds the library itself. */
  readonly builtin: boolean;
}

const isTest = (file: string): boolean => file.endsWith('_test.rego');

/** The test that belongs beside a rule. */
export const testOf = (file: string): string => file.replace(/\.rego$/, '_test.rego');

/** Reads a folder with its tests. A folder that holds `driftgate.lib` is judged with its own. */
export async function readDraft(folder: string, cwd: string): Promise<Draft> {
  const path = resolve(cwd, folder);
  const [sources, base] = await Promise.all([readSources(path, { tests: true }), foundation()]);
  const pick = (keep: (file: string) => boolean): Sources =>
    Object.fromEntries(Object.entries(sources).filter(([file]) => keep(file)));
  const split = splitLibrary(
    pick((file) => !isTest(file)),
    base,
  );
  return {
    name: basename(path),
    folder,
    rules: split.own,
    tests: pick(isTest),
    foundation: split.foundation,
    builtin: split.builtin,
  };
}

/** All that the rules are compiled from, without their tests. */
export const modulesOf = ({ rules, foundation }: Draft): Sources => ({
  ...ours(foundation.library),
  ...rules,
});

/** The path of a file of the draft as the user would open it. */
export const shownPath = ({ folder }: Draft, file: string): string =>
  join(folder, file.replace(/^driftgate:/, ''));

/** A fault at a place of the draft, with the line that stands there. */
export function faultAt(
  draft: Draft,
  file: string,
  { line, column }: { readonly line: number; readonly column: number },
  reason: string,
  hint?: string,
): Fault {
  const text = { ...modulesOf(draft), ...draft.tests }[file];
  const source = text?.split('\n')[line - 1];
  return {
    file: shownPath(draft, file),
    line,
    column,
    ...(source === undefined ? {} : { source: source.replace(/\r$/, '') }),
    reason,
    ...(hint === undefined ? {} : { hint }),
  };
}

/** What OPA says of a policy, with the next step where its sentence does not tell. */
export function toFault(
  draft: Draft,
  { file, line, column, code, message, details = [] }: PolicyError,
): Fault {
  // A parse error repeats the source line, which is shown anyway.
  const more = code === 'rego_parse_error' ? '' : details.map((detail) => `; ${detail.trim()}`).join('');
  const hint = hints.find(([says]) => says.test(`${code} ${message}`))?.[1];
  return faultAt(draft, file, { line, column }, `${message.split('\n')[0]}${more}`, hint);
}

const hints: readonly (readonly [RegExp, string])[] = [
  [
    /undefined function/,
    'rules have the built-ins of policies/AUTHORING.md and the functions of data.driftgate.lib: look for a missing import or another spelling',
  ],
  [/assigned var .* unused|declared var .* unused/, 'use the variable, or write `_` in its place'],
  [/import .* unused/, 'remove the import'],
  [/is unsafe/, 'give the variable a value first: `some x in ...`, an argument, or `:=`'],
  [/`if` keyword is required/, 'Rego v1: write `if` before the body of a rule'],
  [/`contains` keyword is required/, 'Rego v1: write `deny contains x if { ... }`'],
  [/annotation|yaml/i, 'METADATA is YAML in comments, directly above `package`'],
  [/recursion/, 'a rule must not need its own value: split it, or use a comprehension'],
  [/conflicting rules/, 'each name is one kind of rule in its package'],
  [
    /rego_parse_error/,
    'look here and at the line before: a bracket, a comma or an operand is missing or too much',
  ],
  [/rego_type_error/, 'one side can never be what the other side is: look at the types that are named'],
  [/./, 'https://www.openpolicyagent.org/docs/policy-language tells what Rego allows'],
];
