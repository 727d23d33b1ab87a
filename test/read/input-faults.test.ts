import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bucketChange, plan, readPlan, refusal } from './inputs.ts';

const valid = JSON.stringify(plan());
const show = 'terraform show -json FILE > plan.json';
const colour = `use \`-no-color\` and redirect only stdout: ${show}`;

describe('what is no plan', () => {
  const table: [name: string, content: string | Buffer, refusal: string][] = [
    ['empty', '', 'expected a plan or a state, got no content | did the command before it fail?'],
    ['blanks', ' \n\t\r\n', 'expected a plan or a state, got no content | did the command before it fail?'],
    [
      'only a byte order mark',
      '\ufeff',
      'expected a plan or a state, got no content | did the command before it fail?',
    ],
    ['null', 'null\n', `expected a plan or a state, got \`null\` | ${show}`],
    ['number', ' 42', `expected a plan or a state, got a number | ${show}`],
    ['string', '"plan"', `expected a plan or a state, got a string | ${show}`],
    ['boolean', 'true', `expected a plan or a state, got a boolean | ${show}`],
    ['array around the plan', `[${valid}]`, `expected a plan or a state, got a list | ${show}`],
    ['empty object', '{}', 'is neither a plan (`format_version` and `resource_changes`) nor a state'],
    ['other JSON', '{"Resources":{}}', 'is neither a plan'],
    ['provider schemas', '{"format_version":"1.0","provider_schemas":{}}', 'is neither a plan'],
    [
      'binary plan',
      Buffer.from('PK\x03\x04\x14\0\x08\0tfplan'),
      `got a binary plan (or another zip archive) | ${show}`,
    ],
    ['gzip', gzipSync(valid), 'got a gzip archive | gunzip -c FILE | driftgate check -'],
    ['HTML', '<!DOCTYPE html><html>', 'got an HTML or XML page'],
    [
      'LFS pointer',
      'version https://git-lfs.github.com/spec/v1\noid sha256:0\n',
      'got a Git LFS pointer | git lfs pull',
    ],
    ['HCL', '# main\nresource "aws_s3_bucket" "b" {\n}\n', 'got Terraform configuration (HCL)'],
    ['HCL block', 'terraform {\n}\n', 'got Terraform configuration (HCL)'],
    [
      'log of plan -json',
      '{"@level":"info","type":"version"}\n{"@level":"info"}\n',
      'got the log of `terraform plan -json`',
    ],
    ['one line of that log', '{"@level":"info","type":"version"}\n', 'got the log of `terraform plan -json`'],
    [
      'AWS Config snapshot',
      '{"fileVersion":"1.0","configSnapshotId":"1","configurationItems":[]}',
      'expected a plan or a state, got a snapshot of AWS Config',
    ],
    [
      'encrypted OpenTofu state',
      '{"serial":1,"lineage":"x","encrypted_data":"e","encryption_version":"v0"}',
      'the state is encrypted',
    ],
    [
      'log line before',
      `Refreshing state...\n${valid}`,
      `expected JSON, got other text on line 1 | ${colour}`,
    ],
    [
      'blank and log line before',
      `\n\ntrace: x\n${valid}`,
      `expected JSON, got other text on line 3 | ${colour}`,
    ],
    ['word that starts like a literal', `terraform 1.9\n${valid}`, `got other text on line 1 | ${colour}`],
    ['colour codes before', `\u001b[0m\u001b[1m${valid}`, `got other text on line 1 | ${colour}`],
    ['log line after', `${valid}\nReleasing state lock.\n`, `got text on line 2 | ${colour}`],
    ['two documents', `${valid}\n\n${valid}`, 'expected one JSON document, got a second one on line 3'],
    ['two documents on one line', valid + valid, 'expected one JSON document, got a second one on line 1'],
    [
      'duplicate key',
      valid.replace('"applyable"', '"resource_changes":[],"applyable"'),
      'the same key stands twice in one object at byte',
    ],
    [
      '100,000 levels',
      `{"format_version":"1.2","a":${'['.repeat(100_000)}`,
      'nested deeper than 1000 levels at byte 1027',
    ],
    ['NaN', valid.replace('false', 'NaN'), 'expected a JSON value at byte'],
    ['1e400', valid.replace('false', '1e400'), 'a number is out of the range of a double at byte'],
    ['raw control character', valid.replace('cket-0', 'cket\n-0'), 'control character in a string at byte'],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]), 'expected UTF-8 or UTF-16, got UTF-32'],
  ];
  test.each(table)('%s', async (_name, content, expected) => {
    const message = await refusal(content);
    expect(message).toMatch(/^read stdin: [^A-Z]/);
    expect(message).toContain(expected);
  });
});

describe('invalid encodings', () => {
  const at = (bytes: number[], before = '{"a":"') =>
    Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from('"}')]);
  test.each<[string, Buffer, string]>([
    ['lone continuation', at([0x80]), 'invalid UTF-8 at byte 6'],
    ['overlong slash', at([0xc0, 0xaf]), 'invalid UTF-8 at byte 6'],
    ['surrogate', at([0xed, 0xa0, 0x80]), 'invalid UTF-8 at byte 6'],
    ['beyond U+10FFFF', at([0xf4, 0x90, 0x80, 0x80]), 'invalid UTF-8 at byte 6'],
    ['after 200 kB of others', at([0xff], `{"a":"${'é'.repeat(100_000)}`), 'invalid UTF-8 at byte 200006'],
    ['after a byte order mark', at([0xff], '\ufeff{"a":"'), 'invalid UTF-8 at byte 9'],
    ['cut character', Buffer.from('{"a":"é').subarray(0, 7), 'invalid UTF-8 at byte 6'],
    ['Latin-1', Buffer.from('{"a":"é"}', 'latin1'), 'invalid UTF-8 at byte 6'],
    [
      'half a UTF-16 unit',
      Buffer.from('\ufeff{"a":1}', 'utf16le').subarray(0, 9),
      'ends in the middle of a character, at byte 9',
    ],
    ['lone UTF-16 surrogate', Buffer.from('\ufeff{"a":"\ud800"}', 'utf16le'), 'invalid UTF-16 at byte 14'],
    [
      'the same, big-endian',
      Buffer.from('\ufeff{"a":"\ud800"}', 'utf16le').swap16(),
      'invalid UTF-16 at byte 14',
    ],
  ])('%s', async (_name, content, expected) => expect(await refusal(content)).toContain(expected));
});

describe('a plan that is not whole', () => {
  const { resource_changes: _, ...without } = plan();
  const state = (mode: string) => ({
    values: { root_module: { resources: [{ address: 'a.b', mode, type: 'a', name: 'b' }] } },
  });
  const table: [name: string, document: object, expected: string][] = [
    ['format 2.0', plan({ format_version: '2.0' }), 'expected `format_version` 0.x or 1.x, got major 2'],
    ['format as a number', plan({ format_version: 1.2 }), 'expected `format_version` to be a version'],
    ['format as a word', plan({ format_version: 'SECRET' }), 'expected `format_version` to be a version'],
    ['errored', plan({ errored: true }), '`errored` is true'],
    ['errored as text', plan({ errored: 'true' }), 'expected `errored` to be true or false'],
    ['targeted', plan({ complete: false }), '`complete` is false'],
    ['deferred', plan({ complete: false, deferred_changes: [{}] }), 'it has `deferred_changes`'],
    [
      'no resource_changes, planned resources',
      { ...without, planned_values: state('managed').values },
      'expected `resource_changes`',
    ],
    [
      'no resource_changes, no planned_values',
      { ...without, planned_values: null },
      'expected `resource_changes`',
    ],
    [
      'resource_changes null',
      plan({ resource_changes: null, planned_values: state('managed').values }),
      'expected `resource_changes`',
    ],
    ['resource_changes an object', plan({ resource_changes: {} }), 'expected a list at byte'],
    ['resource_drift text', plan({ resource_drift: 'none' }), 'expected a list at byte'],
    ['prior_state a list', plan({ prior_state: [] }), 'expected an object at byte'],
    [
      'child_modules an object',
      plan({ prior_state: { values: { root_module: { child_modules: {} } } } }),
      'expected a list at byte',
    ],
    [
      'child module a list',
      plan({ prior_state: { values: { root_module: { child_modules: [[]] } } } }),
      'expected an object at byte',
    ],
  ];
  test.each(table)('%s', async (_name, document, expected) => {
    const message = await refusal(JSON.stringify(document));
    expect(message).toContain(expected);
    expect(message).not.toContain('SECRET');
  });

  test.each<[string, object]>([
    ['no-op', plan({ applyable: false, resource_changes: [] })],
    ['no changes at all', without],
    ['only data before', { ...without, prior_state: state('data') }],
    ['format 0.1', plan({ format_version: '0.1' })],
    ['no deferred changes', plan({ deferred_changes: [] })],
  ])('%s is fine', async (_name, document) => {
    expect((await readPlan(document)).info.kind).toBe('plan');
  });

  test.each<[string, unknown, string]>([
    ['a number', 7, 'expected an object for resource 1'],
    ['no type', { ...bucketChange(1), type: undefined }, 'expected `type` to be a string in resource 1'],
    ['no change', { ...bucketChange(1), change: null }, 'expected `change` to be an object in resource 1'],
    [
      'no actions',
      { ...bucketChange(1), change: { actions: [] } },
      'expected `change.actions` to be a list of names',
    ],
  ])('an element that is %s', async (_name, element, expected) => {
    const { resourceChanges } = await readPlan(plan({ resource_changes: [bucketChange(0), element] }));
    expect(await refusal(async () => [...resourceChanges()])).toContain(expected);
  });
});

describe('nothing of the input gets into an error', () => {
  const canary = 'S3CR3T-TOKEN';
  const secret = JSON.stringify(plan({ resource_changes: [bucketChange(0, { password: canary })] }));
  const at = secret.indexOf(canary);
  const broken: [string, string][] = [
    ['cut', secret.slice(0, at + 6)],
    ['bare', secret.replace(`"${canary}"`, canary)],
    ['line break', secret.replace(canary, `${canary}\n`)],
    ['escape', secret.replace(canary, `${canary}\\q`)],
    ['twice', secret.replace('"password"', `"${canary}":1,"${canary}":2,"password"`)],
    ['before', `${canary} ${secret}`],
    ['after', `${secret}\n${canary}`],
    ['number', secret.replace(`"${canary}"`, `1e999 ${canary}`)],
    ['top level', `"${canary}"`],
  ];
  test.each(broken)('%s', async (_name, content) => {
    const message = await refusal(content);
    expect(message).not.toBe('was accepted');
    expect(message).not.toMatch(/S3CR|TOKEN/);
  });
});

test('a plan that is cut at any byte is refused', async () => {
  const whole = Buffer.from(
    JSON.stringify(plan({ resource_changes: Array.from({ length: 68 }, (_, n) => bucketChange(n)) })),
  );
  expect(whole.length).toBeGreaterThan(20_000);
  expect(await refusal(whole)).toBe('was accepted');
  const accepted: number[] = [];
  for (let length = 0; length < whole.length; length++) {
    if ((await refusal(whole.subarray(0, length))) === 'was accepted') accepted.push(length);
  }
  expect(accepted).toEqual([]);
}, 60_000);
