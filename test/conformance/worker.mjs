// Compiles cases with our compiler, evaluates them with our engine, and compares what comes back as OPA does.
import { parentPort, workerData } from 'node:worker_threads';
import { mainModule } from '../../dist/compile/pack.js';
import { loadToolchain } from '../../dist/compile/toolchain.js';
import { loadArtifact } from '../../dist/compile/toolchain-artifact.js';
import { goBuiltins } from '../../dist/evaluate/builtins.js';
import { createEngine } from '../../dist/evaluate/engine.js';
import { readCases } from './cases.mjs';

const { folder, files } = workerData;
const now = '2026-06-01T00:00:00Z';
const toolchain = await loadToolchain();
const builtins = goBuiltins(await loadArtifact(), now);
const entrypoints = ['driftgate/main/canary', 'driftgate/query/bindings'];

/** The bindings that a case gives, as JSON, or why it gives none. */
function answer({ modules, data, input }) {
  const compiled = toolchain.compile({
    modules: { ...modules, 'driftgate:main.rego': mainModule([]) },
    entrypoints,
    strict: false,
  });
  if (!compiled.ok) return { error: compiled.errors.map(({ message }) => message).join('; ') };
  const module = new WebAssembly.Module(compiled.wasm);
  const engine = createEngine(module, { data, entrypoints, maxBytes: 2 ** 28, builtins, answers: 'text' });
  const [outcome] = engine.evaluate(plain(input), entrypoints.slice(1), () => undefined);
  if (!outcome.ok) return { error: outcome.message };
  // OPA itself turns sets into arrays, in its order.
  const results = Buffer.from(builtins('json.marshal', `[${outcome.value}]`)).toString();
  return { got: JSON.parse(results) };
}

/** Rego as a module reads values: without blanks, comments and commas too many. */
function plain(input) {
  if (input === undefined) return undefined;
  return builtins('array.concat', `[[${input}],[]]`).subarray(1, -1);
}

/** What is wrong with an answer as far as it can be told before bindings are compared. */
function problem({ want, conflict }, { error, got }) {
  if (conflict)
    return /(var assignment|object insert) conflict/.test(error)
      ? undefined
      : `wants a conflict: ${error ?? got}`;
  if (error !== undefined) return error;
  // An error of a built-in is one in strict mode only; here it is undefined.
  if (want === undefined && got !== '[{"result":[]}]') return `wants nothing, got ${got}`;
  return undefined;
}

const checked = [];
for (const file of files) {
  for (const each of readCases(folder, file)) {
    let said;
    try {
      said = answer(each);
    } catch (error) {
      said = { error: error.message };
    }
    checked.push({ ...each, ...said, problem: problem(each, said) });
  }
}

/** Bindings are equal as OPA compares them: as sets, where a case wants that with arrays in them sorted. */
const comparison = `package compare

same contains i if {
	some i, pair in input
	got := {binding(b, pair.sort) | some b in json.unmarshal(pair.got)[0].result}
	got == {b | some b in json.unmarshal(pair.want)}
}

binding(b, false) := b

binding(b, true) := {k: in_order(v) | some k, v in b}

in_order(v) := sort(v) if is_array(v)

in_order(v) := v if not is_array(v)
`;
const pairs = checked.filter(({ problem, want, conflict }) => !problem && want !== undefined && !conflict);
const compared = toolchain.evaluate({
  modules: { 'compare.rego': comparison },
  query: 'data.compare.same',
  input: pairs.map(({ got, want, sort }) => ({ got, want, sort })),
});
if (!compared.ok) throw new Error(JSON.stringify(compared.errors));
const same = new Set(compared.value);
for (const [index, each] of pairs.entries())
  if (!same.has(index)) each.problem = `wants ${each.want}, got ${each.got}`;
parentPort.postMessage(checked.map(({ id, problem }) => ({ id, problem })));
