import { Worker } from 'node:worker_threads';
import { DriftgateError } from '../model/errors.ts';
import type { Outcome } from './engine.ts';
import { clock, type WorkerAnswer, type WorkerBatch, type WorkerStart } from './protocol.ts';

/** Limits of an evaluation, in milliseconds and bytes. */
export interface PoolLimits {
  /** For all of it; what is not answered by then is an error. */
  readonly runMs: number;
  /** For one entrypoint on one batch. */
  readonly taskMs: number;
  readonly maxBytes: number;
}

/** One question: an input, and pairs of module and entrypoint. */
export interface Question {
  readonly input: Uint8Array;
  readonly tasks: readonly Task[];
}

export interface Task {
  readonly module: number;
  readonly entrypoint: string;
}

export interface Pool {
  /** Brings the pool from one worker to `size`. */
  widen(size: number): void;
  /** Resolves when there is room for another question; keeps the queue, and so memory, short. */
  room(): Promise<void>;
  /** Outcomes in the order of the question's tasks. Never rejects for what a policy does: that is an outcome. */
  ask(question: Question): Promise<readonly Outcome[]>;
  close(): Promise<void>;
}

const workerFile = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/evaluate/worker.js', import.meta.url)
  : new URL('./worker.js', import.meta.url);

/** Questions a worker holds at once: one at work, one waiting. */
const depth = 2;

interface Job {
  readonly question: Question;
  /** Indexes of tasks still to be answered. */
  pending: number[];
  readonly outcomes: Outcome[];
  readonly done: (outcomes: readonly Outcome[]) => void;
}

interface Slot {
  worker: Worker;
  progress: Int32Array;
  /** Batch number -> job, in the order they were posted. */
  readonly jobs: Map<number, Job>;
}

/**
 * Workers that evaluate questions under limits. A worker that overruns or dies is replaced: the task it was at is
 * an error, and so is every later question to the same entrypoint; all else is asked again of the new one.
 */
export function startPool(
  modules: WorkerStart['modules'],
  limits: PoolLimits,
  builtins?: WorkerStart['builtins'],
): Pool {
  const banned = new Map<string, string>();
  const waiting: (() => void)[] = [];
  const deadline = Date.now() + limits.runMs;
  let fatal: DriftgateError | undefined;
  const refusals = new Set<(error: DriftgateError) => void>();
  let closed = false;
  let batches = 0;

  const spawn = (slot: Pick<Slot, 'jobs'> & Partial<Slot>): Slot => {
    const shared = new SharedArrayBuffer(12);
    const worker = new Worker(workerFile, {
      workerData: { modules, maxBytes: limits.maxBytes, builtins, progress: shared } satisfies WorkerStart,
    });
    const filled = Object.assign(slot, { worker, progress: new Int32Array(shared) });
    filled.progress[0] = -1;
    worker.on('message', (message: WorkerAnswer) => {
      if (message.kind === 'refused') refuse(message.message);
      if (message.kind === 'answer') settle(filled, message.batch, message.outcomes);
    });
    worker.on('error', (error) => replace(filled, worker, `the engine failed: ${error.message}`));
    worker.on('exit', () => replace(filled, worker, 'the engine ended unexpectedly'));
    return filled;
  };

  const refuse = (message: string): void => {
    fatal = new DriftgateError('evaluate', `a policy module was refused: ${message}`, {
      hint: 'the module is damaged: install driftgate again, or empty its cache folder',
    });
    for (const reject of refusals) reject(fatal);
    for (const release of waiting.splice(0)) release();
  };

  const post = (slot: Slot, job: Job): void => {
    job.pending = job.pending.filter((index) => {
      const reason = banned.get(taskKey(job.question.tasks[index] as Task));
      if (reason !== undefined) job.outcomes[index] = { ok: false, message: reason };
      return reason === undefined;
    });
    if (job.pending.length === 0) {
      finish(job);
      return;
    }
    const batch = batches++;
    slot.jobs.set(batch, job);
    const message: WorkerBatch = { batch, input: job.question.input, tasks: grouped(job) };
    slot.worker.postMessage(message);
  };

  const settle = (slot: Slot, batch: number, outcomes: readonly Outcome[]): void => {
    const job = slot.jobs.get(batch);
    if (job === undefined) return;
    slot.jobs.delete(batch);
    for (const [position, index] of job.pending.entries())
      job.outcomes[index] = outcomes[position] as Outcome;
    finish(job);
  };

  const finish = (job: Job): void => {
    job.done(job.outcomes);
    waiting.shift()?.();
  };

  /** Blames the task that the worker was at, and asks a new worker the rest. */
  const replace = (slot: Slot, worker: Worker, reason: string): void => {
    if (closed || slot.worker !== worker) return;
    const [batch = -1, position = 0] = slot.progress;
    const [current = batch] = slot.jobs.has(batch) ? [batch] : slot.jobs.keys();
    const job = slot.jobs.get(current);
    const task = job?.question.tasks[job.pending[batch === current ? position : 0] ?? -1];
    const jobs = [...slot.jobs.values()];
    slot.jobs.clear();
    if (task === undefined && jobs.length === 0) refuse(reason);
    if (task !== undefined) banned.set(taskKey(task), reason);
    void worker.terminate();
    spawn(slot);
    for (const each of jobs) post(slot, each);
  };

  const watch = setInterval(() => {
    const overrun = Date.now() > deadline;
    for (const slot of slots) {
      const [batch = -1, , started = 0] = slot.progress;
      if (overrun && slot.jobs.size > 0) {
        for (const job of slot.jobs.values()) {
          for (const index of job.pending) {
            const reason = `the evaluation took longer than ${limits.runMs / 1000} s in all`;
            banned.set(taskKey(job.question.tasks[index] as Task), reason);
          }
        }
        replace(slot, slot.worker, `the evaluation took longer than ${limits.runMs / 1000} s in all`);
      } else if (batch >= 0 && clock() - started > limits.taskMs) {
        replace(slot, slot.worker, `took longer than ${limits.taskMs / 1000} s on one batch of resources`);
      }
    }
  }, 50);
  const slots: Slot[] = [spawn({ jobs: new Map() })];

  return {
    widen(size) {
      while (slots.length < size) slots.push(spawn({ jobs: new Map() }));
    },
    async room() {
      if (fatal !== undefined) throw fatal;
      if (slots.some((slot) => slot.jobs.size < depth)) return;
      await new Promise<void>((resolve) => waiting.push(resolve));
      if (fatal !== undefined) throw fatal;
    },
    ask: (question) =>
      new Promise((done, reject) => {
        if (fatal !== undefined) return reject(fatal);
        refusals.add(reject);
        const pending = question.tasks.map((_, index) => index);
        const slot = slots.reduce((least, each) => (each.jobs.size < least.jobs.size ? each : least));
        const answered = (outcomes: readonly Outcome[]): void => {
          refusals.delete(reject);
          done(outcomes);
        };
        post(slot, { question, pending, outcomes: [], done: answered });
      }),
    async close() {
      closed = true;
      clearInterval(watch);
      await Promise.all(slots.map((slot) => slot.worker.terminate()));
    },
  };
}

const taskKey = (task: Task): string => `${task.module}:${task.entrypoint}`;

/** The pending tasks of a job, runs of one module together, in order. */
function grouped(job: Job): WorkerBatch['tasks'] {
  const groups: { module: number; entrypoints: string[] }[] = [];
  for (const index of job.pending) {
    const { module, entrypoint } = job.question.tasks[index] as Task;
    const last = groups.at(-1);
    if (last?.module === module) last.entrypoints.push(entrypoint);
    else groups.push({ module, entrypoints: [entrypoint] });
  }
  return groups;
}
