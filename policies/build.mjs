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

const { packBuiltins } = await import(new URL('dist/compile/builtins.js', root));
const { readSources } = await import(new URL('dist/compile/sources.js', root));
const { compilePack } = await import(new URL('dist/compile/pack.js', root));
const { loadToolchain } = await import(new URL('dist/compile/toolchain.js', root));

const sources = Object.entries(await readSources(path('policies'), { tests: false }));
const isLibrary = ([file]) => file.startsWith('lib/');
const library = Object.fromEntries(sources.filter(isLibrary));
// Our own rules use what every OPA has in WebAssembly; people's rules, what OPA has and a verdict may depend on.
const native = JSON.parse(readFileSync(path('policies/capabilities.json'), 'utf8'));
const toolchain = await loadToolchain();
const foundation = { library, ...packBuiltins(toolchain.capabilities(), native) };
const rules = Object.fromEntries(sources.filter((source) => !isLibrary(source)));
try {
  const { manifest, wasm } = compilePack('driftgate', rules, { library, capabilities: native }, toolchain);
  writeFileSync(path('dist/policies/foundation.json'), JSON.stringify(foundation));
  writeFileSync(path('dist/policies/pack.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(path('dist/policies/pack.wasm'), wasm);
  console.log(`compiled ${manifest.rules.length} rules, ${wasm.length} bytes`);
} catch (error) {
  console.error(error.hint ? `${error.message}\n  ${error.hint}` : error);
  process.exitCode = 1;
}
