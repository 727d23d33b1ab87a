import type { ConfigInput } from '../../model/config-item.ts';
import type { Document } from '../../model/document.ts';
import type { Configuration } from '../configuration.ts';
import { link } from '../link.ts';
import { readEstate } from './live.ts';
import type { ProviderSchema } from './shape.ts';
import { markUnseen, type Shows, visibility } from './visible.ts';

/**
 * The document of what AWS Config recorded, in the shape of the Terraform provider: one pass over the items. What an item
 * does not carry is in `notCarried` of its resource, inside blocks in `unknown`; a type that the source does not show, in
 * `unresolved` of the resources that it could belong to. `source` is asked when all is read.
 * `shows` tells whether the source would show a resource.
 */
export async function configDocument(
  input: ConfigInput,
  schema: ProviderSchema,
  configuration: Configuration,
  source: () => Document['source'],
): Promise<{ readonly document: Document; readonly shows: Shows }> {
  const { resources, live, seen } = await readEstate(input, schema);
  link(resources, configuration);
  const shows = visibility({ recordings: input.recordings, seen });
  markUnseen(resources, shows);
  const accounts = new Set(resources.map(({ account }) => account));
  const [account] = accounts;
  const document: Document = {
    schemaVersion: '1',
    source: { ...source(), ...(accounts.size === 1 && account !== undefined ? { account } : {}) },
    resources,
    removed: [],
    declarations: [],
    dataSources: [],
    otherProviders: {},
    live,
  };
  return { document, shows };
}
