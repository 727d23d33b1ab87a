import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, test } from 'vitest';
import { caseFiles } from './cases.mjs';

/** The folder of OPA's cases in its Go module; `.ci/conformance` finds it. Some five minutes of work. */
const folder = process.env['DRIFTGATE_OPA_CASES'];
/** Cases of OPA 1.22.0: a run that judged fewer has lost some. */
const expected = 2_392;

/** Exceptions that there ever were at most: a new one is a regression, not a line in the list. */
const most = 7;

/** Cases that do not pass, and why. */
const exceptions = JSON.parse(
  readFileSync(new URL('./exceptions.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, string>>;

interface Checked {
  readonly id: string;
  /** What is wrong; undefined where the case passes. */
  readonly problem?: string;
}

/** Files that one worker takes: what it compiled is given back when it ends, and is a few megabytes a case. */
const share = 100;

/** Every case, compiled and evaluated by what `npm run build` made, in as many workers as there are processors. */
async function checked(cases: string): Promise<readonly Checked[]> {
  const files = caseFiles(cases);
  const all: Checked[] = [];
  const work = async (): Promise<void> => {
    while (files.length > 0) all.push(...(await judged(cases, files.splice(0, share))));
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
  return all;
}

const judged = (folder: string, files: readonly string[]): Promise<readonly Checked[]> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: { folder, files } });
    worker.once('message', resolve).once('error', reject);
    worker.once('exit', () => reject(new Error('a worker ended without an answer')));
  });

describe.skipIf(folder === undefined)("OPA's own cases", () => {
  let all: readonly Checked[] = [];
  let failed: ReadonlyMap<string, string>;
  beforeAll(async () => {
    all = await checked(folder as string);
    failed = new Map(all.flatMap(({ id, problem }) => (problem === undefined ? [] : [[id, problem]])));
  }, 1_500_000);

  test('all were judged, each once', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(expected);
    expect(all).toHaveLength(expected);
  });

  test('pass, but for the exceptions', () => {
    const unexpected = [...failed].filter(([id]) => !Object.hasOwn(exceptions, id));
    expect(Object.fromEntries(unexpected)).toEqual({});
    console.log(
      `conformance: ${all.length - failed.size} of ${all.length} cases pass, ${failed.size} excepted`,
    );
  });

  test('the exceptions do not pass', () => {
    expect(Object.keys(exceptions).filter((id) => !failed.has(id))).toEqual([]);
    expect(Object.keys(exceptions).length).toBeLessThanOrEqual(most);
  });
});
