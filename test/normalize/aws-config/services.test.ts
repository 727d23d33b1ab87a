import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadProvider } from '../../../src/compile/provider.ts';
import type { Document } from '../../../src/model/document.ts';
import { validate as validateDocument } from '../../../src/model/generated/validate-document.js';
import { mappings } from '../../../src/normalize/aws-config/tables/index.ts';
import { normalizeLive } from '../../../src/normalize/live.ts';
import { readSource } from '../../../src/read/read.ts';

/** Items of every service, and what they become: `UPDATE_GOLDEN=1 npx vitest run test/normalize/aws-config` writes it anew. */

const folder = resolve(import.meta.dirname, '../../../fixtures/aws-config');
const services = readdirSync(folder).filter((file) => file.endsWith('.json'));
const update = process.env['UPDATE_GOLDEN'] === '1';

async function documentOf(file: string): Promise<Document> {
  const input = await readSource(file, { cwd: folder, stdin: process.stdin, env: {} });
  if (!('items' in input)) throw new Error(`${file} is no snapshot`);
  return (await normalizeLive(input, await loadProvider(), {})).document;
}

/** What a person wants to look at: the rest of a resource is the same for all. */
const shown = ({ resources, live }: Document): string =>
  `${JSON.stringify(
    {
      live,
      resources: resources.map(
        ({ key, type, id, region, tags, attributes, unknown, unresolved, notCarried }) => ({
          key,
          type,
          id,
          region,
          tags,
          attributes,
          unknown: Object.keys(unknown),
          unresolved,
          notCarried,
        }),
      ),
    },
    null,
    1,
  )}\n`;

describe.each(services)('%s', (file) => {
  test('gives the resources expected, in a document of the schema', async () => {
    const document = await documentOf(file);
    validateDocument(document);
    expect(validateDocument.errors ?? []).toEqual([]);
    expect(new Set(document.resources.map(({ key }) => key)).size).toBe(document.resources.length);
    const golden = resolve(folder, 'expected', file);
    if (update) {
      mkdirSync(dirname(golden), { recursive: true });
      writeFileSync(golden, shown(document));
    }
    expect(shown(document)).toBe(readFileSync(golden, 'utf8'));
  });

  test('nothing secret comes through', async () => {
    const text = JSON.stringify(await documentOf(file));
    for (const secret of ['correct-horse-battery', 'hunter2', 's3cr3t-value-of-a-token', 'TOKEN=']) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12));
    }
  });
});

test('every mapping with attributes has an item', () => {
  const shownTypes = new Set(
    services.flatMap((file) => {
      const { configurationItems } = JSON.parse(readFileSync(resolve(folder, file), 'utf8'));
      return configurationItems.map((each: { resourceType: string }) => each.resourceType);
    }),
  );
  const mapped = new Set(mappings.filter(({ rows }) => rows.length > 0).map(({ from }) => from));
  expect([...mapped].filter((type) => !shownTypes.has(type))).toEqual([]);
});

test('every mapping with attributes and every companion is taken by some item', async () => {
  const made = new Set<string>();
  for (const file of services) for (const { type } of (await documentOf(file)).resources) made.add(type);
  const wanted = mappings
    .filter(({ to, rows }) => typeof to === 'string' && rows.length > 0)
    .flatMap(({ to, companions = [] }) => [to as string, ...companions.map((each) => each.to)]);
  // The twin of an OpenSearch domain gives way to it.
  expect([...new Set(wanted)].filter((type) => !made.has(type))).toEqual([]);
});
