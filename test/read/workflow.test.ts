import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { WorkflowInput } from '../../src/model/input.ts';
import { readInput } from '../../src/read/read.ts';
import { tempFolder } from '../cli/run.ts';
import { refusal } from './inputs.ts';

const stdin = process.stdin;

async function workflow(content: string | Buffer, name = 'deploy.yml'): Promise<WorkflowInput> {
  const input = await readInput(name, { cwd: tempFolder({ [name]: content }), stdin });
  if (!('workflow' in input)) throw new Error('not a workflow');
  return input;
}

const good = `name: deploy
on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - name: login
        run: |
          echo
`;

test('values as YAML 1.2 has them, with lines', async () => {
  const { workflow: value, lineOf, info } = await workflow(good);
  expect(value['on']).toBe('push');
  expect(info).toMatchObject({ kind: 'github-workflow', uri: 'deploy.yml', warnings: [] });
  expect(info.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(lineOf([])).toBe(1);
  expect(lineOf(['jobs', 'a'])).toBe(5);
  expect(lineOf(['jobs', 'a', 'steps', 1])).toBe(8);
  expect(lineOf(['jobs', 'b'])).toBeUndefined();
});

test('UTF-16 and both endings of the name', async () => {
  const utf16 = Buffer.from(`\ufeff${good}`, 'utf16le');
  const [a, b] = [await workflow(utf16), await workflow(good, 'deploy.yaml')];
  expect(a.info.digest).toBe(b.info.digest);
});

const bomb = `a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
d: [*c, *c, *c, *c, *c, *c, *c, *c, *c]
on: push
jobs: {}
`;

describe('what is refused, in one sentence without content', () => {
  test.each<[string, string | Buffer, RegExp]>([
    ['a key twice', `${good}on: secret-value\n`, /line 11, column 1 is not valid YAML \(duplicate key\)/],
    ['an anchor bomb', bomb, /cannot be read as YAML: it is nested or aliased too deeply$/],
    ['an alias inside of itself', `on: push\njobs: {}\nx: &x [*x]\n`, /nested or aliased too deeply$/],
    ['depth', `on: push\njobs: ${'['.repeat(200_000)}`, /YAML/],
    ['a tag', `on: !secret-value push\njobs: {}\n`, /line 1, column 5 is not valid YAML/],
    ['an unclosed list', 'on: [secret-value\njobs: {}\n', /is not valid YAML/],
    ['nothing', '', /expected a GitHub workflow, got YAML that is no mapping/],
    ['a text', 'secret-value', /got YAML that is no mapping/],
    ['no jobs', 'on: push\n', /got YAML without `on` and `jobs`/],
    ['another file', 'jobs: {}\nsecret-value: 1\n', /got YAML without `on` and `jobs`/],
    ['jobs of another shape', 'on: push\njobs: [secret-value]\n', /expected `jobs` to be a mapping/],
    ['a job of another shape', 'on: push\njobs: { secret-value: 1 }\n', /expected a mapping for job 1/],
    [
      'steps of another shape',
      'on: push\njobs: { a: { steps: [secret-value] } }\n',
      /`steps` to be a list of mappings in job 1/,
    ],
    ['two documents', `${good}---\n${good}`, /is not valid YAML/],
    [
      'more than a megabyte',
      `# ${'x'.repeat(1024 * 1024)}\n${good}`,
      /larger than the limit of 1048576 bytes/,
    ],
    ['no UTF-8', Buffer.concat([Buffer.from(good), Buffer.from([0xff])]), /invalid UTF-8/],
    ['an archive', Buffer.from('PK\x03\x04'), /zip archive/],
  ])('%s', async (_, content, words) => {
    const said = await refusal(() => workflow(content));
    expect(said).toMatch(/^read `deploy\.yml`: /);
    expect(said.split(' | ')[0]).toMatch(words);
    expect(said).not.toContain('secret-value');
  });

  test('a file that is not there', async () => {
    const io = { cwd: tempFolder(), stdin };
    expect(await refusal(() => readInput(join('a', 'b.yml'), io))).toMatch(/there is no such file/);
  });
});
