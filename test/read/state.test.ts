import { describe, expect, test } from 'vitest';
import { maskOfPaths } from '../../src/read/sensitive-paths.ts';
import { readState, refusal } from './inputs.ts';

const aws = 'registry.terraform.io/hashicorp/aws';
const hostileKey = 'a"$' + '{b}\u001b\n';

describe('terraform show -json', () => {
  test('resources with their modules', async () => {
    const resource = {
      address: 'module.a.aws_x.y',
      mode: 'managed',
      type: 'aws_x',
      name: 'y',
      provider_name: aws,
      values: { id: '1' },
      sensitive_values: {},
    };
    const input = await readState({
      format_version: '1.0',
      terraform_version: '1.9.5',
      values: {
        outputs: {},
        root_module: { child_modules: [{ resources: [resource], address: 'module.a' }] },
      },
    });
    expect(input.info).toMatchObject({ kind: 'state', formatVersion: '1.0', terraformVersion: '1.9.5' });
    expect(input.resourceCount).toBe(1);
    expect([...input.resources()]).toEqual([{ ...resource, module_address: 'module.a' }]);
  });

  test.each([
    { format_version: '1.0' },
    { format_version: '0.1', terraform_version: '0.12.31' },
    { format_version: '1.0', values: {} },
    { format_version: '1.0', values: null },
  ])('an empty one: %j', async (document) => {
    const input = await readState(document);
    expect([input.resourceCount, [...input.resources()]]).toEqual([0, []]);
  });
});

const tfstate = (resources: unknown, more: object = {}) => ({
  version: 4,
  terraform_version: '1.5.7',
  serial: 3,
  lineage: 'x',
  outputs: {},
  resources,
  check_results: null,
  ...more,
});

describe('a raw tfstate', () => {
  test('every instance is a resource', async () => {
    const input = await readState(
      tfstate([
        {
          mode: 'managed',
          type: 'aws_db_instance',
          name: 'db',
          provider: `provider["${aws}"].west`,
          instances: [
            {
              schema_version: 2,
              attributes: { id: 'db-1', password: 'p' },
              sensitive_attributes: [[{ type: 'get_attr', value: 'password' }]],
              dependencies: ['aws_vpc.v'],
            },
            { deposed: '0a1b2c3d', attributes: { id: 'db-0' }, status: 'tainted' },
          ],
        },
        {
          module: 'module.a["k"].module.b',
          mode: 'data',
          type: 'aws_ami',
          name: 'ami',
          provider: `module.a.provider["${aws}"]`,
          instances: [
            { index_key: 0, attributes: {} },
            { index_key: hostileKey, attributes: {} },
          ],
        },
        { mode: 'managed', type: 'aws_x', name: 'old', provider: 'provider.aws.west', instances: [] },
      ]),
    );
    expect(input.info).toMatchObject({ kind: 'state', formatVersion: '4', terraformVersion: '1.5.7' });
    expect(input.resourceCount).toBe(4);
    const db = {
      address: 'aws_db_instance.db',
      mode: 'managed',
      type: 'aws_db_instance',
      name: 'db',
      provider_name: aws,
      provider_alias: 'west',
    };
    const ami = {
      mode: 'data',
      type: 'aws_ami',
      name: 'ami',
      module_address: 'module.a["k"].module.b',
      provider_name: aws,
      values: {},
      sensitive_values: {},
    };
    expect([...input.resources()]).toEqual([
      {
        ...db,
        schema_version: 2,
        values: { id: 'db-1', password: 'p' },
        sensitive_values: { password: true },
        depends_on: ['aws_vpc.v'],
      },
      { ...db, values: { id: 'db-0' }, sensitive_values: {}, tainted: true, deposed_key: '0a1b2c3d' },
      { ...ami, address: 'module.a["k"].module.b.data.aws_ami.ami[0]', index: 0 },
      {
        ...ami,
        address: `module.a["k"].module.b.data.aws_ami.ami["a\\"$$\{b}\\u001b\\n"]`,
        index: hostileKey,
      },
    ]);
  });

  test('an empty one', async () => {
    const input = await readState(tfstate([]));
    expect([input.resourceCount, [...input.resources()]]).toEqual([0, []]);
  });

  test.each<[string, object, string]>([
    [
      'version 3',
      { version: 3, serial: 1, modules: [] },
      'expected a state of version 4, got an older one | terraform state pull',
    ],
    ['version 5', tfstate([], { version: 5 }), 'expected a state of version 4, got a newer one'],
    ['version as text', tfstate([], { version: '4' }), 'expected `version` of the state to be a number'],
    ['no resources', tfstate(undefined), 'expected `resources`, which a state must have'],
    ['resources null', tfstate(null), 'expected `resources`, which a state must have'],
    ['resources an object', tfstate({}), 'expected a list at byte'],
    [
      'instances an object',
      tfstate([{ mode: 'managed', type: 'a', name: 'b', instances: {} }]),
      'expected a list at byte',
    ],
  ])('%s is refused', async (_name, document, expected) => {
    expect(await refusal(JSON.stringify(document))).toContain(expected);
  });

  test.each<[string, object, string]>([
    [
      'flat attributes',
      { attributes_flat: { id: '1' } },
      'got those of Terraform 0.11 (`attributes_flat`) in instance 0 of resource 0',
    ],
    ['attributes a list', { attributes: [] }, 'expected `attributes` to be an object'],
    ['index an object', { index_key: {}, attributes: {} }, 'expected `index_key` to be a number or a string'],
  ])('%s is refused when it is met', async (_name, instance, expected) => {
    const { resources } = await readState(
      tfstate([{ mode: 'managed', type: 'a', name: 'b', instances: [instance] }]),
    );
    expect(await refusal(async () => [...resources()])).toContain(expected);
  });
});

describe('sensitive paths as a mask', () => {
  const attribute = (value: string) => ({ type: 'get_attr', value });
  const index = (value: unknown, type: unknown = 'number') => ({ type: 'index', value: { value, type } });
  test.each<[string, unknown, unknown]>([
    ['none', [], {}],
    ['absent', undefined, {}],
    ['null', null, {}],
    ['attributes', [[attribute('a')], [attribute('b')]], { a: true, b: true }],
    ['of an element', [[attribute('a'), index(2), attribute('b')]], { a: [false, false, { b: true }] }],
    ['of a map', [[attribute('a'), index('k', 'string')]], { a: { k: true } }],
    ['in a set: all of it', [[attribute('a'), index({ x: 1 }, ['object', {}]), attribute('b')]], { a: true }],
    ['all and a part', [[attribute('a')], [attribute('a'), index(0)]], { a: true }],
    ['a part and all', [[attribute('a'), index(0)], [attribute('a')]], { a: true }],
    ['not understood', [[{ type: 'other' }]], true],
    ['the whole', [[]], true],
    ['no list', 'x', true],
    ['a huge index: all of it', [[attribute('a'), index(1e9)]], { a: true }],
    [
      'mixed keys: all of it',
      [
        [attribute('a'), index(0)],
        [attribute('a'), index('k')],
      ],
      { a: true },
    ],
  ])('%s', (_name, paths, mask) => expect(maskOfPaths(paths)).toEqual(mask));

  test('__proto__ is a name', () => {
    const mask = maskOfPaths([[attribute('__proto__'), attribute('polluted')]]);
    expect(JSON.stringify(mask)).toBe('{"__proto__":{"polluted":true}}');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
