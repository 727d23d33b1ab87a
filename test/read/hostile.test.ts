import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketChange, plan, readBytes, refusal } from './inputs.ts';

/** Reads everything an input has to give. */
async function readAll(content: Buffer): Promise<void> {
  const input = await readBytes(content);
  if ('resources' in input) {
    [...input.resources()];
    return;
  }
  if (!('resourceChanges' in input)) throw new Error('YAML from a pipe');
  [...input.resourceChanges()];
  [...input.resourceDrift()];
  [...input.priorResources(new Set())];
  void input.configuration;
}

// `refusal` throws whatever is not a DriftgateError of the stage `read`

test('bytes of any kind are read or refused, never a crash', async () => {
  const whole = Buffer.from(JSON.stringify(plan({ resource_drift: [bucketChange(2)] })));
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length),
      fc.uint8Array({ maxLength: 4 }),
      fc.nat(4),
      async (at, bytes, removed) => {
        const content = Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + removed)]);
        if ((await refusal(() => readAll(content))) === 'was accepted') accepted++;
      },
    ),
    { numRuns: 2000 },
  );
  expect(accepted).toBeGreaterThan(20);
});

test('values of any kind where Terraform writes another are read or refused', async () => {
  const keys = [
    'format_version',
    'terraform_version',
    'timestamp',
    'resource_changes',
    'resource_drift',
    'prior_state',
    'planned_values',
    'values',
    'configuration',
    'errored',
    'complete',
    'deferred_changes',
    'version',
    'resources',
    'serial',
  ];
  const inner = [
    'address',
    'mode',
    'type',
    'name',
    'index',
    'change',
    'actions',
    'values',
    'root_module',
    'resources',
    'child_modules',
    'module',
    'module_address',
    'provider',
    'instances',
    'attributes',
    'index_key',
    'sensitive_attributes',
  ];
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.constantFrom<unknown>(null, true, false, 4, -1.5, 'x', '1.0', '__proto__', ['create']),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...inner), tie('value'), { maxKeys: 8 }),
    ),
  }));
  const document = fc.tuple(
    fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 6 }),
    fc.constantFrom({}, { format_version: '1.0' }, { version: 4, serial: 1 }, plan()),
  );
  await fc.assert(
    fc.asyncProperty(document, async ([random, base]) => {
      expect(await refusal(() => readAll(Buffer.from(JSON.stringify({ ...base, ...random }))))).toBeTypeOf(
        'string',
      );
    }),
    { numRuns: 3000 },
  );
});
