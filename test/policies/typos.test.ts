import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Foundation } from '../../src/compile/pack.ts';
import { type AttributeType, type Block, loadProvider } from '../../src/compile/provider.ts';
import { readSources, type Sources } from '../../src/compile/sources.ts';
import { loadToolchain } from '../../src/compile/toolchain.ts';
import { checkTypes } from '../../src/compile/types.ts';
import { DriftgateError } from '../../src/model/errors.ts';
import { chosen } from './harness.ts';
import { misspelt, type Place, placesOf } from './typos.ts';

const folder = fileURLToPath(new URL('../../policies/', import.meta.url));
const [sources, provider, toolchain] = await Promise.all([
  readSources(folder, { tests: false }),
  loadProvider(),
  loadToolchain(),
]);
const pick = (keep: (file: string) => boolean): Sources =>
  Object.fromEntries(Object.entries(sources).filter(([file]) => keep(file)));
const isLibrary = (file: string): boolean => file.startsWith('lib/');
const foundation: Foundation = {
  library: pick(isLibrary),
  capabilities: JSON.parse(readFileSync(`${folder}capabilities.json`, 'utf8')),
};
const rules = pick((file) => !isLibrary(file) && chosen.some((prefix) => file.startsWith(prefix)));

test('the shipped rules and their library read what the provider has, and declare what they read', () => {
  const { problems, rules: facts } = checkTypes(rules, foundation, toolchain, provider, {
    own: chosen.includes(''),
  });
  expect(facts.filter(({ open }) => open).map(({ id }) => id)).toEqual([]);
  const said = problems.map(
    ({ file, line, column, message, hint, source }) =>
      `${file}:${line}:${column} ${message}; ${hint}\n    ${source.trim()}`,
  );
  expect(said.join('\n')).toBe('');
}, 120_000);

test('a misspelt attribute, block or type is caught wherever it stands in a rule', () => {
  const missed: string[] = [];
  let seeded = 0;
  for (const [file, source] of Object.entries(rules)) {
    const names = namesOf(source);
    const isName = (word: string): boolean => names.has(word);
    const places = some(placesOf(source, isName));
    const own = /^# {3}id: (.*)$/m.exec(source)?.[1] ?? '';
    // All spoilt copies of a rule in one pack: compiling is what takes the time.
    const copies: Record<string, string> = {};
    for (const [index, { offset, name }] of places.entries()) {
      const wrong = misspelt(name, isName);
      if (wrong === undefined) continue;
      const spoilt = source.slice(0, offset) + wrong + source.slice(offset + name.length);
      copies[`${index}/${file}`] = spoilt
        .replaceAll(own, `${own}-${index}`)
        .replace(/^package .*$/m, `$&.copy${index}`);
    }
    if (Object.keys(copies).length === 0) continue;
    const caught = refused(copies);
    for (const copy of Object.keys(copies)) {
      seeded += 1;
      const { line, column, name } = places[Number.parseInt(copy, 10)] as (typeof places)[number];
      if (!caught.has(copy)) missed.push(`${file}:${line}:${column} ${name}`);
    }
  }
  const share = (seeded - missed.length) / seeded;
  console.log(`caught ${seeded - missed.length} of ${seeded} misspelt names (${(share * 100).toFixed(1)} %)`);
  for (const place of missed) console.log(`  missed ${place}`);
  expect(seeded).toBeGreaterThan(0);
  expect(share).toBeGreaterThanOrEqual(0.95);
}, 600_000);

/** `TYPOS=all` spoils each place; otherwise each name is spoilt once in the METADATA and once in the rule. */
function some(places: readonly Place[]): readonly Place[] {
  if (process.env['TYPOS'] === 'all') return places;
  return [...new Map(places.map((place) => [`${place.declared} ${place.name}`, place])).values()];
}

/** The files in which something is found: by OPA, which stops at what it finds, or by us. */
function refused(copies: Readonly<Record<string, string>>): ReadonlySet<string> {
  const found = new Set<string>();
  for (;;) {
    const rest = Object.fromEntries(Object.entries(copies).filter(([file]) => !found.has(file)));
    try {
      const { problems } = checkTypes(rest, foundation, toolchain, provider);
      return new Set([...found, ...problems.map(({ file }) => file)]);
    } catch (error) {
      if (!(error instanceof DriftgateError)) throw error;
      const named = [...`${error.message} ${error.hint}`.matchAll(/`([^`:]+\.rego):\d+/g)];
      if (named.every(([, file]) => found.has(file ?? ''))) throw error;
      for (const [, file] of named) found.add(file ?? '');
    }
  }
}

/** The types that a source names, and all attributes and blocks of theirs. */
function namesOf(source: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [type] of source.matchAll(/aws_[a-z0-9_]+/g)) {
    const block = provider[type];
    if (block === undefined) continue;
    names.add(type);
    addNames(block, names);
  }
  return names;
}

function addNames(block: Block, names: Set<string>): void {
  for (const [name, { type }] of Object.entries(block.attributes ?? {})) {
    names.add(name);
    addFields(type, names);
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    names.add(name);
    addNames(nested.block, names);
  }
}

function addFields(type: AttributeType, names: Set<string>): void {
  if (typeof type === 'string') return;
  if (type[0] !== 'object') {
    addFields(type[1] as AttributeType, names);
    return;
  }
  for (const [name, field] of Object.entries(type[1] as Record<string, AttributeType>)) {
    names.add(name);
    addFields(field, names);
  }
}
