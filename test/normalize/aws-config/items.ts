import { loadProvider } from '../../../src/compile/provider.ts';
import type { ConfigInput, ConfigItem } from '../../../src/model/config-item.ts';
import type { Document, Resource } from '../../../src/model/document.ts';
import type { RawObject } from '../../../src/model/raw.ts';
import { normalizeLive } from '../../../src/normalize/live.ts';
import type { EnvironmentSources } from '../../../src/normalize/normalize.ts';

/** What a test says of an item; the rest is as in every item. */
export type Said = Partial<ConfigItem> & { readonly type: string };

const schema = loadProvider();

const account = '444455556666';
const region = 'eu-central-1';

export const item = (said: Said): ConfigItem => ({
  account,
  region,
  id: 'one',
  status: 'recorded',
  capturedAt: '2026-11-18T06:30:00.000Z',
  tags: {},
  configuration: {},
  supplementary: {},
  ...said,
});

const inputOf = (items: readonly Said[], recordedTypes?: readonly string[]): ConfigInput => ({
  info: {
    uri: 'snapshot.json',
    kind: 'aws-config',
    digest: `sha256:${'0'.repeat(64)}`,
    bytes: 0,
    warnings: [],
  },
  async *items() {
    for (const said of items) yield item(said);
  },
  recordings: recordedTypes && [{ account, region, types: recordedTypes }],
});

/** The document of some items; `recordedTypes` is what the recorder says it records. */
export async function documentOf(
  items: readonly Said[],
  recordedTypes?: readonly string[],
  sources: EnvironmentSources = {},
): Promise<Document> {
  const { document } = await normalizeLive(inputOf(items, recordedTypes), await schema, sources);
  return document;
}

/** The resource that a single item is about. */
export async function resourceOf(said: Said): Promise<Resource> {
  const { resources } = await documentOf([said]);
  const main = resources.find((resource) => !resource.key.includes('#'));
  if (main === undefined) throw new Error('the item gives no resource');
  return main;
}

export const attributesOf = async (type: string, configuration: RawObject, supplementary: RawObject = {}) =>
  (await resourceOf({ type, configuration, supplementary })).attributes;
