import { describe, expect, test, vi } from 'vitest';
import { databases, onlyEncryption, run, tempFolder } from '../cli/run.ts';

/** Where the next run breaks, and how. */
const fault = vi.hoisted(() => ({ at: '', how: '' }));
const breaking = vi.hoisted(() => {
  const secret = 'S3CR3T-of-the-input';
  return (stage: string, real: (...given: never[]) => unknown, isAsync: boolean) =>
    (...given: never[]): unknown => {
      if (fault.at !== stage) return real(...given);
      const error = fault.how.endsWith('string') ? secret : new TypeError(`cannot read ${secret}`);
      if (fault.how.startsWith('reject') && isAsync) return Promise.reject(error);
      throw error;
    };
});

/** A module of the program of which one function can be made to break. */
const seam = vi.hoisted(
  () => (stage: string, name: string, isAsync: boolean) => async (original: () => Promise<unknown>) => {
    const real = (await original()) as Record<string, (...given: never[]) => unknown>;
    return { ...real, [name]: breaking(stage, real[name] as (...given: never[]) => unknown, isAsync) };
  },
);
vi.mock('../../src/cli/settings.ts', seam('settings', 'checkSettings', true));
vi.mock('../../src/compile/compile.ts', seam('compile', 'builtinPack', true));
vi.mock('../../src/compile/activate.ts', seam('activate', 'activate', false));
vi.mock('../../src/read/read.ts', seam('read', 'readSource', true));
vi.mock('../../src/read/workspace.ts', seam('workspace', 'readWorkspace', true));
vi.mock('../../src/normalize/normalize.ts', seam('normalize', 'normalize', false));
vi.mock('../../src/evaluate/batches.ts', seam('batches', 'batches', false));
vi.mock('../../src/evaluate/answers.ts', seam('answers', 'readAnswer', false));
vi.mock('../../src/evaluate/verdict.ts', seam('verdict', 'verdict', false));
vi.mock('../../src/evaluate/evaluate.ts', seam('evaluator', 'startEvaluator', false));
vi.mock('../../src/judge/judge.ts', seam('judge', 'judge', false));
vi.mock('../../src/cli/outputs.ts', seam('outputs', 'writeOutputs', true));
vi.mock('../../src/cli/files.ts', seam('files', 'writeAtomic', true));
vi.mock('../../src/report/index.ts', seam('report', 'reporterFor', false));

const stages = [
  'settings',
  'compile',
  'activate',
  'read',
  'workspace',
  'normalize',
  'batches',
  'answers',
  'verdict',
  'evaluator',
  'judge',
  'outputs',
  'files',
  'report',
];
const ways = ['throw an error', 'reject with an error', 'throw a string', 'reject with a string'];
const check = (env: Record<string, string> = {}) =>
  run(['check', ...onlyEncryption, '--soft-fail', '--format', 'json=out.json', '-'], {
    cwd: tempFolder(),
    stdin: databases({ open: false }),
    env,
  });

test('nothing breaks: exit 0, for this table to mean something', async () => {
  fault.at = '';
  expect(await check()).toEqual({ code: 0, out: '', err: '' });
});

describe.each(stages)('a defect in %s', (stage) => {
  test.each(ways)('%s: exit 2, one sentence, no content of the input', async (how) => {
    Object.assign(fault, { at: stage, how });
    const ran = await check();
    expect({ code: ran.code, out: ran.out }).toEqual({ code: 2, out: '' });
    expect(ran.err).toMatch(
      /^driftgate: internal error \((TypeError|string)\); this is a defect of driftgate\n {2}hint: [^\n]+\n$/,
    );
    expect(ran.err).not.toContain('S3CR3T');
  });

  test('the trace is shown where it is asked for', async () => {
    Object.assign(fault, { at: stage, how: 'throw an error' });
    expect((await check({ DRIFTGATE_DEBUG: '1' })).err).toContain('TypeError: cannot read');
  });
});
