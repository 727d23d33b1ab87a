// Writes src/model/generated/ from schemas/*.json: one types file a schema, and one module of precompiled validators.
// `--check` compares instead of writing and fails on a difference.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { compile } from 'json-schema-to-typescript';

const here = new URL('./', import.meta.url);
const out = new URL('../src/model/generated/', import.meta.url);
const banner = '// Generated from schemas/ by `npm run generate`; do not edit.';

const names = readdirSync(here)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .sort();
const schemas = new Map(
  names.map((name) => [name, JSON.parse(readFileSync(new URL(`${name}.json`, here), 'utf8'))]),
);

const files = new Map();
for (const [name, schema] of schemas) {
  files.set(
    `${name}.ts`,
    await compile(schema, schema.title, {
      bannerComment: banner,
      additionalProperties: false,
      strictIndexSignatures: false,
      format: true,
      unreachableDefinitions: true,
      style: { printWidth: 110, singleQuote: true },
    }),
  );
}

// Start-up must not pay for compiling schemas, and no code may be generated at run time: validators are modules.
const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  keywords: ['tsType'],
  code: { source: true, esm: true },
});
for (const [name, schema] of schemas) ajv.addSchema(schema, name);
// One module a schema, so that a run loads only the validators it uses.
for (const name of names) {
  const code = standalone.default(ajv, ajv.getSchema(name));
  if (code.includes('require(')) {
    throw new Error(
      `${name}: a keyword needs an ajv runtime module: use pattern for minLength, and no uniqueItems`,
    );
  }
  files.set(`validate-${name}.js`, `${banner}\n${code}\n`);
  files.set(
    `validate-${name}.d.ts`,
    `${banner}\nimport type { Validator } from '../validator.ts';\n\nexport declare const validate: Validator;\n`,
  );
}

mkdirSync(out, { recursive: true });
const check = process.argv.includes('--check');
const stale = [];
for (const [file, text] of files) {
  const path = fileURLToPath(new URL(file, out));
  if (!check) {
    writeFileSync(path, text);
    continue;
  }
  let committed = '';
  try {
    committed = readFileSync(path, 'utf8');
  } catch {
    // A missing file is reported as stale below.
  }
  if (committed !== text) stale.push(file);
}
if (stale.length > 0) {
  console.error(`generated files differ from schemas/: ${stale.join(', ')}; run \`npm run generate\``);
  process.exitCode = 1;
} else console.log(`${check ? 'checked' : 'wrote'} ${files.size} files from ${names.length} schemas`);
