import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtinPack } from '../../../src/compile/compile.ts';
import { loadProvider } from '../../../src/compile/provider.ts';
import type { Rule } from '../../../src/model/rule.ts';
import { liveView } from '../../../src/normalize/aws-config/assessable.ts';
import { heldBy, notAssessable } from '../../../src/normalize/aws-config/not-assessable.ts';
import { type ProviderSchema, type Shape, shapeOf } from '../../../src/normalize/aws-config/shape.ts';
import type { Row } from '../../../src/normalize/aws-config/table.ts';
import { mappings, sourcesOf } from '../../../src/normalize/aws-config/tables/index.ts';

let schema: ProviderSchema;
let rules: readonly Rule[];
beforeAll(async () => {
  schema = await loadProvider();
  rules = (await builtinPack()).manifest.rules;
});

/** Pointers of rows that the provider does not have, or has as a block where the table has a value. */
function wrong(rows: readonly Row[], shape: Shape, at: string): string[] {
  return rows.flatMap(([name, , how]) => {
    if (!shape.names.includes(name)) return [`${at}/${name}`];
    if (how === undefined || !('rows' in how)) return [];
    const nested = shape.nested(name);
    return nested === undefined ? [`${at}/${name} is no block`] : wrong(how.rows, nested, `${at}/${name}`);
  });
}

const made = mappings.flatMap(({ to, rows, companions = [] }) =>
  typeof to === 'string' ? [{ to, rows }, ...companions] : [],
);

test('every attribute of every table exists in the provider', () => {
  const missing = made.flatMap(({ to, rows }) => {
    const shape = shapeOf(schema, to);
    return shape === undefined ? [to] : wrong(rows, shape, to);
  });
  expect(missing).toEqual([]);
});

test('an attribute that the provider does not have is noticed', () => {
  const shape = shapeOf(schema, 'aws_s3_bucket_versioning') as Shape;
  const rows: Row[] = [
    ['bukket', 'name'],
    ['bucket', 'name', { rows: [] }],
    ['versioning_configuration', 'x', { rows: [['state', 'y']] }],
  ];
  expect(wrong(rows, shape, '')).toEqual([
    '/bukket',
    '/bucket is no block',
    '/versioning_configuration/state',
  ]);
});

test('unseen types exist in the provider', () => {
  for (const type of mappings.flatMap(({ unseen = [] }) => unseen))
    expect(shapeOf(schema, type), type).toBeDefined();
});

test('at least 100 types of AWS Config are mapped, 60 of them with attributes', () => {
  expect(new Set(mappings.map(({ from }) => from)).size).toBeGreaterThanOrEqual(100);
  const rich = mappings.filter(({ rows }) => rows.length > 0).map(({ from }) => from);
  expect(new Set(rich).size).toBeGreaterThanOrEqual(60);
});

test('the last mapping of a type has no condition that leaves an item without one', () => {
  const last = new Map(mappings.map((mapping) => [mapping.from, mapping]));
  expect([...last.values()].filter(({ when }) => when !== undefined).map(({ from }) => from)).toEqual([]);
});

test('a type is shown, or held by another, or not assessable: never two of them', () => {
  const types = new Set([...made.map(({ to }) => to)]);
  for (const type of types) {
    expect(notAssessable(type), type).toBeUndefined();
    expect(heldBy(type), type).toBeUndefined();
  }
});

test('every type that a shipped rule looks at is shown, held by another, or not assessable', () => {
  const types = new Set(
    rules.flatMap((rule) => [
      ...rule.resourceTypes,
      ...rule.relatedTypes,
      ...rule.reachedTypes,
      ...rule.contextTypes,
      ...rule.removedTypes,
    ]),
  );
  const open = [...types].filter(
    (type) =>
      type.startsWith('aws_') &&
      sourcesOf(type).length === 0 &&
      heldBy(type) === undefined &&
      notAssessable(type) === undefined,
  );
  expect(open).toEqual([]);
});

describe('on which inputs a rule can be judged', () => {
  const rule = (id: string): Rule => rules.find((each) => each.id === id) as Rule;

  test('a rule about types that AWS Config records', () => {
    const found = liveView(rule('ENC-RDS-01'));
    expect(found?.types).toEqual(['aws_db_instance']);
    expect(found?.notCarried).toEqual({});
  });

  test('a rule about types that it does not record', () => {
    expect(liveView(rule('MAZ-CACHE-01'))).toBeUndefined();
  });

  test('what decides and is not carried is named', () => {
    const found = liveView(rule('ENC-KMS-01'));
    expect(found?.notCarried).toEqual({ aws_kms_key: ['/rotation_period_in_days'] });
  });

  test('what the rule looks at and is not shown is named with its reason', () => {
    const found = liveView(rule('SUP-ECR-01'));
    expect(found?.notAssessable['aws_ecr_registry_scanning_configuration']).toBe(
      'AWS Config does not record it',
    );
  });

  test('values that a join brings count as carried', () => {
    const decisive = { aws_instance: ['/root_block_device/*/encrypted', '/root_block_device/*/tags'] };
    const own = {
      resourceTypes: ['aws_instance'],
      relatedTypes: [],
      reachedTypes: [],
      contextTypes: [],
      decisive,
    };
    expect(liveView(own)?.notCarried).toEqual({
      aws_instance: ['/root_block_device/*/tags'],
    });
  });
});

test('what the table of not assessable types names exists in the provider', () => {
  const source = readFileSync(
    new URL('../../../src/normalize/aws-config/not-assessable.ts', import.meta.url),
    'utf8',
  );
  const types = [...source.matchAll(/^ {2}(aws_[a-z0-9_]+):/gm)].map(([, type]) => type as string);
  expect(types.length).toBeGreaterThan(60);
  expect(types.filter((type) => shapeOf(schema, type) === undefined)).toEqual([]);
});
