// OPA's own cases of what Rego means, as its Go module carries them: YAML files of `cases`, one folder a subject.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { markExactNumber, restoreExactNumbers } from '../../dist/model/exact-number.js';

/** Paths of the files below a folder of cases, relative to it. */
export const caseFiles = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort();

/** The cases of a file. Notes are not unique, so a case is named by its file and its place in it. */
export function readCases(folder, file) {
  const text = readFileSync(join(folder, file), 'utf8');
  const { cases } = parse(text, { intAsBigInt: true, maxAliasCount: -1 });
  return cases.map((each, index) => ({
    id: `${file.replaceAll('\\', '/')}#${index + 1} ${each.note}`,
    modules: { ...numbered(each.modules ?? []), 'driftgate:query.rego': queryModule(each) },
    data: JSON.parse(json(each.data ?? {})),
    // `input_term` is Rego, with sets and keys that are no strings; it comes before `input`.
    input: each.input_term ?? (each.input === undefined ? undefined : json(each.input)),
    want: each.want_result === undefined ? undefined : json(each.want_result),
    conflict: each.want_error_code === 'eval_conflict_error' && !each.strict_error,
    sort: each.sort_bindings === true,
  }));
}

/** JSON to the last digit. */
const json = (value) =>
  restoreExactNumbers(
    JSON.stringify(value, (_, each) => {
      if (typeof each !== 'bigint') return each;
      return Number.isSafeInteger(Number(each)) ? Number(each) : markExactNumber(String(each));
    }),
  );

const numbered = (modules) =>
  Object.fromEntries(modules.map((source, index) => [`module-${index}.rego`, source]));

/** A case asks a query and wants its bindings; a module is asked for a rule, so here is one with the query as its body. */
function queryModule({ query, modules = [], want_result = [] }) {
  const names = [...new Set(want_result.flatMap((binding) => Object.keys(binding)))];
  const bindings = names.map((name) => `"${name}": ${name}`);
  // A rule that asked for all of `data` would ask for itself.
  const roots = new Set(modules.map((source) => /^package ([a-z_0-9]+)/m.exec(source)[1]));
  const whole = [...roots].map((root) => `"${root}": data.${root}`);
  const body = query.replace(/^data = /, `{${whole.join(', ')}} = `);
  return `package driftgate.query\n\nbindings contains {${bindings.join(', ')}} if {\n${body}\n}\n`;
}
