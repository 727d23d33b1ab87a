// Compiles the built-in pack into dist/policies/, with the program that users compile theirs with.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { isMainThread, Worker } from 'node:worker_threads';

const root = new URL('../', import.meta.url);
const path = (name) => fileURLToPath(new URL(name, root));

const load = (module) => import(new URL(`dist/${module}`, root));

if (isMainThread) {
  mkdirSync(path('dist/compile/toolchain'), { recursive: true });
  mkdirSync(path('dist/policies'), { recursive: true });
  for (const file of ['rego.wasm.br', 'artifact.json']) {
    cpSync(path(`src/compile/toolchain/${file}`), path(`dist/compile/toolchain/${file}`));
  }
  // To optimize the compiler takes longer than what it does.
  setFlagsFromString('--liftoff-only');
  const { compilerStack } = await load('model/reactor.js');
  const worker = new Worker(new URL(import.meta.url), { resourceLimits: compilerStack });
  worker.on('exit', (code) => {
    process.exitCode = code;
  });
} else await compile();

async function compile() {
  const { readSources } = await load('compile/sources.js');
  const { splitLibrary } = await load('compile/library.js');
  const { packBuiltins } = await load('compile/builtins.js');
  const { readDraft } = await load('compile/draft.js');
  const { compileDraft } = await load('compile/tables.js');
  const { loadToolchain } = await load('compile/toolchain.js');
  const { pickExamples } = await load('author/examples.js');
  const { faultsText } = await load('report/policy-faults.js');

  // Our own rules use what every OPA has in WebAssembly; people's rules, what OPA has and a verdict may depend on.
  const native = JSON.parse(readFileSync(path('policies/capabilities.json'), 'utf8'));
  const toolchain = await loadToolchain();
  const sources = await readSources(path('policies'), { tests: false });
  // Packs of users may ask for attributes in other ways than by name.
  const { library } = splitLibrary(sources, { library: {}, capabilities: native }).foundation;
  const foundation = { library, ...packBuiltins(toolchain.capabilities(), native) };
  writeFileSync(path('dist/policies/foundation.json'), JSON.stringify(foundation));
  const draft = await readDraft('policies', path('.'));
  const ours = { library, capabilities: native, byName: true };
  const { faults, pack, tables } = compileDraft({ ...draft, name: 'driftgate', foundation: ours }, toolchain);
  if (faults === undefined) {
    const { manifest, wasm } = pack;
    const examples = tables.map(({ rule, rows }) => [rule.id, pickExamples(rule, rows)]);
    writeFileSync(path('dist/policies/examples.json'), JSON.stringify(Object.fromEntries(examples)));
    writeFileSync(path('dist/policies/pack.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    writeFileSync(path('dist/policies/pack.wasm'), wasm);
    console.log(`compiled ${manifest.rules.length} rules, ${wasm.length} bytes`);
  } else {
    console.error(faultsText(faults, { color: false, width: 120 }));
    process.exitCode = 1;
  }
}
