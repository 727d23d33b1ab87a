import { describe, expect, test } from 'vitest';
import { exactNumberText, restoreExactNumbers } from '../../src/model/exact-number.ts';
import { bucketChange, plan, readBytes, readPlan } from './inputs.ts';

const addresses = (resources: Iterable<{ address: string }>) => [...resources].map(({ address }) => address);

test('a plan, as often as it is asked for', async () => {
  const input = await readPlan(plan({ resource_drift: [bucketChange(7)] }));
  expect(input.info).toMatchObject({
    uri: '-',
    kind: 'plan',
    formatVersion: '1.2',
    terraformVersion: '1.9.5',
    capturedAt: '2025-01-01T00:00:00Z',
    warnings: [],
  });
  expect(input.resourceCount).toBe(2);
  for (const _ of [1, 2]) {
    expect([...input.resourceChanges()]).toEqual([bucketChange(0), bucketChange(1)]);
    expect([...input.resourceDrift()]).toEqual([bucketChange(7)]);
    expect([...input.priorResources(new Set())]).toEqual([]);
  }
  expect(input.configuration).toEqual({ root_module: {} });
  expect(input.configuration).toBe(input.configuration);
  expect((await readPlan(plan({ configuration: null }))).configuration).toBeUndefined();
});

test('the same plan in other encodings has the same digest and resources', async () => {
  const text = JSON.stringify(plan());
  const encodings = [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    Buffer.from(text, 'utf16le'),
  ];
  const plans = await Promise.all(encodings.map((bytes) => readPlan(bytes)));
  expect(new Set(plans.map(({ info }) => info.digest)).size).toBe(1);
  expect(plans[0]!.info.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  for (const { info, resourceChanges } of plans) {
    expect(info.bytes).toBe(Buffer.byteLength(text));
    expect([...resourceChanges()]).toEqual([bucketChange(0), bucketChange(1)]);
  }
});

describe('lines of the setup-terraform wrapper', () => {
  const text = JSON.stringify(plan());
  const before = '[command]/home/runner/work/_temp/b/terraform-bin show -json tfplan\n';
  const after =
    '\n::debug::Terraform exited with code 0.\n::debug::stdout: {%0A}\n::set-output name=exitcode::0\n';

  test.each<[string, number]>([
    [before + text, 1],
    [`${text}${after}`, 3],
    [`\n::debug::x\r\n${before}\n${text}${after}\n`, 5],
    [before + JSON.stringify(plan(), null, 2) + after, 4],
  ])('are left out with a warning (%#)', async (content, lines) => {
    const input = await readPlan(content);
    expect(input.info.warnings).toEqual([
      `left out ${lines} lines that the setup-terraform wrapper put around the JSON`,
    ]);
    expect(addresses(input.resourceChanges())).toEqual(['aws_s3_bucket.b[0]', 'aws_s3_bucket.b[1]']);
  });

  test.each([`${before}Note: x\n${text}`, `${text}\nx${after}`, `::error::x\n${text}`, `${text}${after}{}`])(
    'nothing else is (%#)',
    async (content) =>
      await expect(readBytes(content)).rejects.toThrow(/got (other text|text|a second one) on line/),
  );
});

test('a plan with -refresh-only has no changes: what is there is in the prior state', async () => {
  const { resource_changes: _, ...without } = plan() as Record<string, unknown>;
  const resource = { address: 'aws_x.a', mode: 'managed', type: 'aws_x', name: 'a', values: {} };
  const input = await readPlan({
    ...without,
    planned_values: { root_module: {} },
    prior_state: { format_version: '1.0', values: { root_module: { resources: [resource] } } },
  });
  expect([...input.resourceChanges()]).toEqual([]);
  expect(addresses(input.priorResources(new Set()))).toEqual(['aws_x.a']);
});

const resource = (address: string, more: object = {}) => ({
  address,
  mode: 'managed',
  type: 'aws_x',
  name: 'y',
  values: {},
  ...more,
});

test('resources before, in modules of any depth', async () => {
  const input = await readPlan(
    plan({
      prior_state: {
        format_version: '1.0',
        values: {
          outputs: { resources: { value: [{ address: 'decoy' }] } },
          root_module: {
            resources: [resource('aws_x.y')],
            child_modules: [
              { resources: [resource('module.a["k"].aws_x.y')], address: 'module.a["k"]' },
              { address: 'module.empty' },
              {
                resources: [resource('aws_x.y', { index: 0 })],
                address: 'module.b',
                child_modules: [
                  {
                    resources: [resource('aws_x.y', { index: 'z"' }), resource('aws_x.z')],
                    address: 'module.b.module.c',
                  },
                ],
              },
            ],
          },
        },
      },
    }),
  );
  expect([...input.priorResources(new Set())].map((found) => [found.module_address, found.address])).toEqual([
    [undefined, 'aws_x.y'],
    ['module.a["k"]', 'module.a["k"].aws_x.y'],
    ['module.b', 'module.b.aws_x.y[0]'],
    ['module.b.module.c', 'module.b.module.c.aws_x.y["z\\""]'],
    ['module.b.module.c', 'module.b.module.c.aws_x.z'],
  ]);
});

test('prior resources but for those that are named', async () => {
  const named = new Set(['aws_x.a', 'module.m["k"].aws_x.y']);
  const prior = (version: string, write: (value: unknown) => string) =>
    readPlan(
      write({
        ...plan({ resource_changes: [] }),
        format_version: version,
        prior_state: {
          values: {
            root_module: {
              resources: [resource('aws_x.a'), resource('aws_x.b')],
              child_modules: [
                {
                  resources: [resource('module.m["k"].aws_x.y'), resource('module.m["k"].aws_x.z')],
                  address: 'module.m["k"]',
                },
              ],
            },
          },
        },
      }),
    );
  const left = ['aws_x.b', 'module.m["k"].aws_x.z'];
  for (const version of ['0.1', '0.2', '1.2'])
    for (const write of [JSON.stringify, (value: unknown) => JSON.stringify(value, null, 2)])
      expect(addresses((await prior(version, write)).priorResources(named))).toEqual(left);
  // Relative to its module, `aws_x.a` is another one.
  const relative = await readPlan(
    JSON.stringify({
      ...plan({ resource_changes: [] }),
      format_version: '0.1',
      prior_state: {
        values: {
          root_module: {
            child_modules: [{ resources: [resource('aws_x.a')], address: 'module.m' }],
          },
        },
      },
    }),
  );
  expect(addresses(relative.priorResources(named))).toEqual(['module.m.aws_x.a']);
});

test('drift of Terraform 1.0.0, which has no address', async () => {
  const { address: _, ...drift } = bucketChange(3) as Record<string, unknown>;
  const input = await readPlan(
    plan({ resource_drift: [drift, { ...drift, index: 'a', module_address: 'module.m', mode: 'data' }] }),
  );
  expect(addresses(input.resourceDrift())).toEqual([
    'aws_s3_bucket.b[3]',
    'module.m.data.aws_s3_bucket.b["a"]',
  ]);
});

test('keys that are names of JavaScript are data', async () => {
  const after =
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1,"hasOwnProperty":2}';
  const change = JSON.stringify(bucketChange(0)).replace(
    '"force_destroy":false',
    `"force_destroy":false,"tags":${after}`,
  );
  const text = JSON.stringify(plan({ resource_changes: [] })).replace(
    '"resource_changes":[]',
    `"resource_changes":[${change}],"__proto__":{"polluted":1}`,
  );
  const [found] = (await readPlan(text)).resourceChanges();
  const { tags } = found!.change.after as { tags: object };
  expect(Object.keys(tags)).toEqual(['__proto__', 'constructor', 'toString', 'hasOwnProperty']);
  expect(JSON.stringify(tags)).toBe(after);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('numbers keep their text, and a lone surrogate gives a warning', async () => {
  const change = JSON.stringify(bucketChange(0, { a: 'N', b: 1, c: 'M', d: '\ud800é' }));
  const text = JSON.stringify(plan({ resource_changes: [] }))
    .replace('"resource_changes":[]', `"resource_changes":[${change},${change}]`)
    .replaceAll('"N"', '12345678901234567891')
    .replaceAll('"M"', '-0.1234567890123456789e-7');
  const input = await readPlan(text);
  expect(input.info.warnings).toEqual(['replaced 2 lone surrogate escapes by U+FFFD']);
  const all = [...input.resourceChanges()];
  expect(all.length).toBe(2);
  for (const { change: found } of all) {
    const after = found.after as Record<string, string>;
    expect(after['d']).toBe('\ufffdé');
    expect(exactNumberText(after['a']!)).toBe('12345678901234567891');
    expect(restoreExactNumbers(JSON.stringify({ a: after['a'], b: after['b'], c: [after['c']] }))).toBe(
      '{"a":12345678901234567891,"b":1,"c":[-0.1234567890123456789e-7]}',
    );
  }
});
