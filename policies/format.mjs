// Formats every .rego file as `opa fmt` does; `--check` compares instead of writing and fails on a difference.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { readSources } = await import(new URL('../dist/compile/sources.js', import.meta.url));
const { loadToolchain } = await import(new URL('../dist/compile/toolchain.js', import.meta.url));

const folder = fileURLToPath(new URL('./', import.meta.url));
const modules = await readSources(folder, { tests: true });
const formatted = (await loadToolchain()).format({ modules });
const check = process.argv.includes('--check');
if (!formatted.ok) {
  for (const { file, line, column, message } of formatted.errors)
    console.error(`${file}:${line}:${column} ${message}`);
  process.exitCode = 1;
} else {
  const changed = Object.keys(modules).filter((file) => formatted.sources[file] !== modules[file]);
  if (!check) for (const file of changed) writeFileSync(`${folder}${file}`, formatted.sources[file]);
  else if (changed.length > 0) {
    console.error(`not formatted: ${changed.join(', ')}; run \`npm run format\``);
    process.exitCode = 1;
  }
  console.log(`${check ? 'checked' : 'formatted'} ${Object.keys(modules).length} policy files`);
}
