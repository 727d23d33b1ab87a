// Writes provider.json.br: what attributes and blocks each resource type of the Terraform AWS provider has, in the format
// of `terraform providers schema -json`, from the bindings for CDK for Terraform. `--check` compares instead of writing.
//
// The bindings are large (120 MB to download, 1.2 GB unpacked) and wanted only here, so they are fetched into a temporary
// folder and are no dependency. Several releases go in, newest first: plans of both major versions are read, and
// a rule may look at an attribute that only one of them has.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { readResource } from './bindings.mjs';

// cdktn is the successor of cdktf, which ended with provider 6.25.0.
const packages = [
  { name: '@cdktn/provider-aws', version: '25.7.0', provider: '6.66.0' },
  { name: '@cdktf/provider-aws', version: '21.22.1', provider: '6.25.0' },
  { name: '@cdktf/provider-aws', version: '19.65.1', provider: '5.99.1' },
];
const out = new URL('./provider.json.br', import.meta.url);

const types = {};
for (const each of packages) merge(types, read(each));
const sorted = Object.fromEntries(Object.entries(types).sort(([a], [b]) => (a < b ? -1 : 1)));
const text = JSON.stringify({
  format_version: '1.0',
  sources: packages,
  provider_schemas: { 'registry.terraform.io/hashicorp/aws': { resource_schemas: sorted } },
});
const summary = `${Object.keys(types).length} resource types, ${text.length} bytes`;

if (process.argv.includes('--check')) {
  // The text, not the packed bytes: brotli's output may change with Node's copy of it.
  if (brotliDecompressSync(readFileSync(out)).toString('utf8') !== text) {
    console.error('schemas/aws/provider.json.br differs from the bindings; run `npm run generate:aws`');
    process.exitCode = 1;
  } else console.log(`checked ${summary}`);
} else {
  const packed = brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
  });
  writeFileSync(out, packed);
  console.log(`wrote ${summary}, ${packed.length} packed`);
}

/** The resource types of one release of the bindings. */
function read({ name, version, provider }) {
  const folder = mkdtempSync(join(tmpdir(), 'driftgate-aws-'));
  try {
    const run = (command, ...args) =>
      execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    const [{ filename }] = JSON.parse(run('npm', 'pack', '--json', `${name}@${version}`).toString('utf8'));
    run('tar', '-xzf', filename, '--exclude=package/lib/data-*', 'package/lib');
    const lib = join(folder, 'package', 'lib');
    const modules = readdirSync(lib, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const found = modules
      .map((module) => readResource(join(lib, module.name)))
      .filter((each) => each !== undefined);
    const generated = /providerVersion: '([^']+)'/.exec(
      readFileSync(join(lib, 's3-bucket', 'index.js'), 'utf8'),
    )?.[1];
    if (generated !== provider)
      throw new Error(`${name}@${version} is of provider ${generated}, not ${provider}`);
    return Object.fromEntries(found.map(({ type, block }) => [type, { block }]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Adds what only the older release has. */
function merge(newer, older) {
  for (const [type, { block }] of Object.entries(older)) {
    if (newer[type] === undefined) newer[type] = { block };
    else mergeBlocks(newer[type].block, block);
  }
}

function mergeBlocks(newer, older) {
  for (const [name, attribute] of Object.entries(older.attributes ?? {})) {
    if (newer.attributes?.[name] === undefined && newer.block_types?.[name] === undefined) {
      newer.attributes ??= {};
      newer.attributes[name] = attribute;
    }
  }
  for (const [name, nested] of Object.entries(older.block_types ?? {})) {
    if (newer.block_types?.[name] !== undefined) mergeBlocks(newer.block_types[name].block, nested.block);
    else if (newer.attributes?.[name] === undefined) {
      newer.block_types ??= {};
      newer.block_types[name] = nested;
    }
  }
}
