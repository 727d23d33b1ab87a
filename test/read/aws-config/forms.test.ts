import { expect, test } from 'vitest';
import type { ConfigItem } from '../../../src/model/config-item.ts';
import { readSource } from '../../../src/read/read.ts';
import { fixture } from '../../cli/run.ts';

const types = ['EC2_SecurityGroup', 'IAM_Role', 'RDS_DBCluster', 'S3_Bucket'];

async function only(type: string, form: string): Promise<ConfigItem> {
  const uri = fixture(`aws-config/forms/AWS_${type}.${form}.json`);
  const input = await readSource(uri, { cwd: '/', stdin: process.stdin, env: {} });
  if (!('items' in input)) throw new Error('no items');
  const items: ConfigItem[] = [];
  for await (const item of input.items()) items.push(item);
  expect(items).toHaveLength(1);
  return items[0] as ConfigItem;
}

/** Nulls are dropped by a query. */
const filled = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(filled)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, part]) => part !== null)
            .map(([key, part]) => [key, filled(part)]),
        )
      : value;

test.each(types)('%s: the four wire forms of an item give the same', async (type) => {
  const snapshot = await only(type, 'snapshot');
  const history = await only(type, 'get_resource_config_history');
  expect(history).toEqual(snapshot);
  const { tags, ...untagged } = snapshot;
  const less = (item: object) =>
    Object.fromEntries(Object.entries(item).filter(([key]) => !/^(Bucket)?Tag/.test(key)));
  const got = await only(type, 'batch_get_resource_config');
  expect({ ...got, supplementary: less(got.supplementary) }).toEqual({
    ...untagged,
    supplementary: less(untagged.supplementary),
  });
  const row = await only(type, 'select_resource_config');
  expect(row.tags).toEqual(tags);
  expect(filled(row.configuration)).toEqual(filled(snapshot.configuration));
  expect(filled(row.supplementary)).toEqual(filled(snapshot.supplementary));
});
