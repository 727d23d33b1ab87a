import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Document } from '../../src/model/document.ts';
import { validate as validateDocument } from '../../src/model/generated/validate-document.js';
import { normalize } from '../../src/normalize/normalize.ts';
import { readInput } from '../../src/read/read.ts';

const folder = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const inputs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\/(plan|state|noop|refresh-only)\.json$|\.tfstate$/.test(file))
  .filter((file) => !file.startsWith('reports/'))
  .sort();

async function documentsOf(file: string): Promise<readonly Document[]> {
  const input = await readInput(file, { cwd: folder, stdin: process.stdin });
  const { document, before } = normalize(input, { flag: 'prod' });
  return before === undefined ? [document] : [document, before];
}

test('there are inputs of every kind', () => {
  expect(inputs.length).toBeGreaterThan(14);
});

describe.each(inputs)('%s', (file) => {
  test('gives documents of the schema, in which every key is one and every link leads somewhere', async () => {
    for (const document of await documentsOf(file)) {
      validateDocument(document);
      expect(validateDocument.errors ?? []).toEqual([]);
      const all = [...document.resources, ...document.removed, ...document.dataSources];
      expect(new Set(all.map((each) => each.key)).size).toBe(all.length);
      const keys = new Map(document.resources.map((each) => [each.key, each]));
      for (const { key, type, links, related } of document.resources) {
        for (const target of Object.values(links).flat())
          expect(keys.get(target)?.related[type]).toContain(key);
        for (const [kind, targets] of Object.entries(related))
          for (const target of targets) expect(keys.get(target)?.type).toBe(kind);
      }
    }
  });

  test('is read twice to the same', async () => {
    expect(await documentsOf(file)).toEqual(await documentsOf(file));
  });

  test('has no resource, data source or provider left out', async () => {
    const [document] = await documentsOf(file);
    const raw = JSON.parse(readFileSync(folder + file, 'utf8'));
    if (!Array.isArray(raw.resource_changes) || document === undefined) return;
    const kept = [...document.resources, ...document.removed, ...document.dataSources].map(
      (each) => each.address,
    );
    const others = Object.values(document.otherProviders).reduce((sum, count) => sum + count, 0);
    const addresses = new Set<string>(raw.resource_changes.map((each: { address: string }) => each.address));
    const aws = [...addresses].filter((address) => kept.includes(address));
    expect(aws.length + others).toBe(addresses.size);
  });
});

test('both forms of a state are one document, but for where it came from', async () => {
  const [shown, raw] = await Promise.all(
    ['states/platform/state.json', 'states/platform/terraform.tfstate'].map(documentsOf),
  );
  const sorted = (documents?: readonly Document[]) =>
    documents?.map(({ source: _, resources, ...rest }) => ({
      ...rest,
      resources: [...resources].sort((a, b) => (a.key < b.key ? -1 : 1)),
    }));
  expect(sorted(raw)).toEqual(sorted(shown));
});
