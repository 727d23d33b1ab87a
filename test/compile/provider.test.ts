import { expect, test } from 'vitest';
import { anyType, loadProvider } from '../../src/compile/provider.ts';

test('one block for every type has what any type has, typed where all agree', async () => {
  const provider = await loadProvider();
  const { attributes = {} } = anyType(provider);
  expect(attributes['tags_all']).toEqual({ type: ['map', 'string'] });
  expect(attributes['storage_encrypted']).toEqual({ type: 'bool' });
  expect(attributes['ingress']).toEqual({ type: 'dynamic' });
});
