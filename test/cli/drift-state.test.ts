import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { DriftState } from '../../src/model/generated/drift-state.ts';
import type { Report } from '../../src/model/outcome.ts';
import { type Estate, estate, find } from '../compare/estate.ts';
import { run, tempFolder } from './run.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Nights over one estate, each after a change of its own, with one state file. */
function nights() {
  const cwd = tempFolder();
  const file = join(cwd, 'seen.json');
  return {
    file,
    read: (): DriftState => JSON.parse(readFileSync(file, 'utf8')),
    async night(day: string, change: (estate: Estate) => void, format = 'json') {
      const own = estate();
      change(own);
      for (const [name, text] of Object.entries(own.files())) writeFileSync(join(cwd, name), text);
      const sides = ['--expected', 'state.json', '--actual', 'snapshot.json', '--state-file', 'seen.json'];
      return run(['drift', '--no-builtin', '--format', format, '--now', day, ...sides], { cwd });
    },
  };
}
const told = ({ out }: { readonly out: string }) => {
  const { drift, resolvedDrift } = JSON.parse(out) as Report;
  return {
    drift: drift.map(({ address, isNew, firstSeen }) => [address, isNew, firstSeen?.slice(0, 10)]),
    resolved: resolvedDrift?.map(({ place, firstSeen }) => [place, firstSeen.slice(0, 10)]),
  };
};
const queue = (own: Estate): void => {
  find(own, 'SQS::Queue', '/orders').configuration.VisibilityTimeout = '60';
};
const topic = (own: Estate): void => {
  find(own, 'SNS::Topic', 'orders').configuration.DisplayName = 'x';
};
const both = (own: Estate): void => {
  queue(own);
  topic(own);
};

test('a night tells what is new, since when the rest is there, and what is resolved', async () => {
  const { night, read } = nights();
  expect(told(await night('2026-11-01', queue))).toEqual({
    drift: [['aws_sqs_queue.orders', true, '2026-11-01']],
    resolved: [],
  });
  expect(told(await night('2026-11-02', both))).toEqual({
    drift: [
      ['aws_sns_topic.orders', true, '2026-11-02'],
      ['aws_sqs_queue.orders', false, '2026-11-01'],
    ],
    resolved: [],
  });
  expect(
    read()
      .seen.map(({ place, lastSeen }) => [place, lastSeen.slice(0, 10)])
      .sort(),
  ).toEqual([
    ['aws_sns_topic.orders', '2026-11-02'],
    ['aws_sqs_queue.orders', '2026-11-02'],
  ]);
  expect(told(await night('2026-11-03', topic))).toEqual({
    drift: [['aws_sns_topic.orders', false, '2026-11-02']],
    resolved: [['aws_sqs_queue.orders', '2026-11-01']],
  });
  // It comes back as new.
  expect(told(await night('2026-11-04', queue)).drift).toEqual([
    ['aws_sqs_queue.orders', true, '2026-11-04'],
  ]);
});

test('drift in another attribute is new, and the first is not told as mended', async () => {
  const { night } = nights();
  await night('2026-11-01', queue);
  const changed = await night('2026-11-02', (own) => {
    find(own, 'SQS::Queue', '/orders').configuration.DelaySeconds = '7';
  });
  expect(told(changed)).toEqual({
    drift: [['aws_sqs_queue.orders', true, '2026-11-02']],
    resolved: [],
  });
});

test('what a night could not see is not resolved', async () => {
  const { night, read } = nights();
  await night('2026-11-01', both);
  const blind = await night('2026-11-02', (own) => {
    own.items.splice(
      0,
      own.items.length,
      ...own.items.filter(({ resourceType }) => !/SQS/.test(resourceType)),
    );
    topic(own);
  });
  expect(told(blind)).toEqual({
    drift: [['aws_sns_topic.orders', false, '2026-11-01']],
    resolved: [],
  });
  expect(
    read()
      .seen.map(({ place, lastSeen }) => [place, lastSeen.slice(0, 10)])
      .sort(),
  ).toEqual([
    ['aws_sns_topic.orders', '2026-11-02'],
    ['aws_sqs_queue.orders', '2026-11-01'],
  ]);
});

test('a night that decides nothing leaves the file as it is', async () => {
  const { night, file } = nights();
  const nothing = (own: Estate): void => void (own.items.length = 0);
  expect((await night('2026-11-01', nothing)).code).toBe(2);
  expect(existsSync(file)).toBe(false);
  await night('2026-11-02', queue);
  const before = readFileSync(file, 'utf8');
  expect((await night('2026-11-03', nothing)).code).toBe(2);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('text and Markdown say it', async () => {
  const { night } = nights();
  await night('2026-11-01', both);
  const { out } = await night('2026-11-02', topic, 'text');
  expect(out).toContain('since 2026-11-01');
  expect(out).toContain('resolved: 1 drift');
  const { out: page } = await night('2026-11-03', both, 'markdown');
  expect(page).toContain('changed, new');
  expect(page).toContain('changed, since 2026-11-01');
});

test.each([
  ['no JSON', '{"schemaVersion": "1", ', 'is not valid JSON'],
  ['another shape', '{"schemaVersion": "2", "seen": []}', 'has another shape'],
])('a state file with %s is an error', async (_, text, said) => {
  const { night, file } = nights();
  writeFileSync(file, text);
  const { code, out, err } = await night('2026-11-01', queue);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(said);
  expect(readFileSync(file, 'utf8')).toBe(text);
});
