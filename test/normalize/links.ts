import { expect } from 'vitest';
import { at, type Change, type Module, planned, refs } from './plans.ts';

/** A versioning companion: every bucket has at most one. */
export const versioning = 'aws_s3_bucket_versioning';
export const open: Change = { unknown: { bucket: true, id: true } };
export const bucket = (name: string): Change => ({ after: { bucket: name } });
export const made: Change = { unknown: { bucket: true, id: true, arn: true } };

export interface Row {
  readonly changes: Readonly<Record<string, Change>>;
  readonly root?: Module;
  /** Source -> bucket that it belongs to. */
  readonly links?: Readonly<Record<string, string>>;
  /** What could not be told: source or bucket -> types. */
  readonly unresolved?: Readonly<Record<string, readonly string[]>>;
}

export const by = (...references: readonly string[]): Module => ({
  resources: { [`${versioning}.v`]: { bucket: refs(...references) } },
});
export const asVariable = (...references: readonly string[]): Module => ({
  calls: {
    m: {
      resources: { [`${versioning}.v`]: { bucket: refs('var.bucket') } },
      with: { bucket: refs(...references) },
    },
  },
});
export const fromModule = (...references: readonly string[]): Module => ({
  ...by(...references),
  calls: { b: { outputs: { id: refs('aws_s3_bucket.b.id', 'aws_s3_bucket.b') } } },
});
export const inModule = (bucketRefs: readonly string[]): Module => ({ calls: { m: by(...bucketRefs) } });

export const v = `${versioning}.v`;
export const unresolvedPair = (source: string, ...buckets: readonly string[]) => ({
  [source]: ['aws_s3_bucket'],
  ...Object.fromEntries(buckets.map((key) => [key, [versioning]])),
});

/** Plans the changes of a row, and holds all its links, both ways, and all its doubts against what is expected. */
export async function expectLinks({ changes, root, links = {}, unresolved = {} }: Row): Promise<void> {
  const document = await planned(changes, { root });
  const found = document.resources.flatMap(({ key, links: own }) =>
    (own['bucket'] ?? []).map((to) => [key, to]),
  );
  expect(Object.fromEntries(found)).toEqual(links);
  const doubts = document.resources.filter((each) => each.unresolved.length > 0);
  expect(Object.fromEntries(doubts.map((each) => [each.key, each.unresolved]))).toEqual(unresolved);
  for (const [source, target] of Object.entries(links)) {
    expect(at(document, source).related['aws_s3_bucket']).toEqual([target]);
    expect(at(document, target).related[versioning]).toContain(source);
  }
}
