// Compiles the built-in pack into dist/policies/, with the program that users compile theirs with.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const path = (name) => fileURLToPath(new URL(name, root));

mkdirSync(path('dist/compile/toolchain'), { recursive: true });
mkdirSync(path('dist/policies'), { recursive: true });
for (const file of ['rego.wasm.br', 'artifact.json']) {
  cpSync(path(`src/compile/toolchain/${file}`), path(`dist/compile/toolchain/${file}`));
}

const { readSources } = await import(new URL('dist/compile/sources.js', root));
const { compilePack } = await import(new URL('dist/compile/pack.js', root));
const { loadToolchain } = await import(new URL('dist/compile/toolchain.js', root));
const { readDraft } = await import(new URL('dist/compile/draft.js', root));
const { readTests } = await import(new URL('dist/compile/tables.js', root));
const { pickExamples } = await import(new URL('dist/author/examples.js', root));

const sources = Object.entries(await readSources(path('policies'), { tests: false }));
const isLibrary = ([file]) => file.startsWith('lib/');
const foundation = {
  library: Object.fromEntries(sources.filter(isLibrary)),
  capabilities: JSON.parse(readFileSync(path('policies/capabilities.json'), 'utf8')),
};
const rules = Object.fromEntries(sources.filter((source) => !isLibrary(source)));
try {
  const toolchain = await loadToolchain();
  const { manifest, wasm } = compilePack('driftgate', rules, foundation, toolchain);
  writeFileSync(path('dist/policies/foundation.json'), JSON.stringify(foundation));
  writeFileSync(path('dist/policies/pack.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(path('dist/policies/pack.wasm'), wasm);
  const draft = await readDraft(path('policies'), path('.'));
  const read = readTests(draft, manifest.rules, toolchain);
  if (read.faults !== undefined) throw read.faults;
  const examples = read.tables.map(({ rule, rows }) => [rule.id, pickExamples(rule, rows)]);
  writeFileSync(path('dist/policies/examples.json'), JSON.stringify(Object.fromEntries(examples)));
  console.log(`compiled ${manifest.rules.length} rules, ${wasm.length} bytes`);
} catch (error) {
  console.error(error.hint ? `${error.message}\n  ${error.hint}` : error);
  process.exitCode = 1;
}
