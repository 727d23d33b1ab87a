import { Readable } from 'node:stream';
import { DriftgateError } from '../../src/model/errors.ts';
import type { Input, PlanInput, StateInput } from '../../src/model/input.ts';
import { readInput } from '../../src/read/read.ts';

/** Reads bytes as if they came through a pipe. */
export function readBytes(content: string | Buffer, options: { maxBytes?: number } = {}): Promise<Input> {
  return readInput('-', { cwd: '/', stdin: Readable.from([Buffer.from(content)]) }, options);
}

export async function readPlan(content: object | string | Buffer): Promise<PlanInput> {
  const input = await readBytes(asContent(content));
  if (input.info.kind !== 'plan') throw new Error('not a plan');
  return input as PlanInput;
}

export async function readState(content: object | string | Buffer): Promise<StateInput> {
  const input = await readBytes(asContent(content));
  if (input.info.kind !== 'state') throw new Error('not a state');
  return input as StateInput;
}

function asContent(content: object | string | Buffer): string | Buffer {
  return typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content);
}

/** The failure of reading, as `message | hint`. */
export async function refusal(content: string | Buffer | (() => Promise<unknown>)): Promise<string> {
  try {
    await (typeof content === 'function' ? content() : readBytes(content));
  } catch (error) {
    if (!(error instanceof DriftgateError) || error.stage !== 'read') throw error;
    return error.hint === undefined ? error.message : `${error.message} | ${error.hint}`;
  }
  return 'was accepted';
}

export function bucketChange(n: number, after: object = {}): object {
  return {
    address: `aws_s3_bucket.b[${n}]`,
    mode: 'managed',
    type: 'aws_s3_bucket',
    name: 'b',
    index: n,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: {
      actions: ['create'],
      before: null,
      after: { bucket: `bücket-${n}`, force_destroy: false, ...after },
      after_unknown: { arn: true },
      before_sensitive: false,
      after_sensitive: {},
    },
  };
}

export function plan(more: object = {}): Record<string, unknown> {
  return {
    format_version: '1.2',
    terraform_version: '1.9.5',
    planned_values: { root_module: {} },
    resource_changes: [bucketChange(0), bucketChange(1)],
    configuration: { root_module: {} },
    timestamp: '2025-01-01T00:00:00Z',
    applyable: true,
    complete: true,
    errored: false,
    ...more,
  };
}
