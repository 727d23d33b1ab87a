import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/outcome.ts';
import {
  type Change,
  type Fields,
  otherKeyOrder,
  planOf,
  plans,
  random,
  seeds,
  shuffled,
  textOf,
} from './plans.ts';
import { startJudge } from './run.ts';

const judge = await startJudge();
afterAll(() => judge.close());

/** All of a report but the digest of the input. */
const said = (report: Report) => ({ ...report, inputs: report.inputs.map(({ digest: _, ...rest }) => rest) });
const runs = (numRuns: number) => ({ numRuns, seed: 20260601, endOnFailure: true });

describe.each(plans)('%s', async (file) => {
  const whole = await judge.report(textOf(file));

  test('the order of resources, of keys and blanks change nothing but the digest', async () => {
    const property = fc.asyncProperty(seeds, fc.integer({ min: 0, max: 3 }), async (seed, blanks) => {
      const next = random(seed);
      const plan = planOf(file);
      plan.resource_changes = shuffled(plan.resource_changes, next);
      const report = await judge.report(JSON.stringify(otherKeyOrder(plan, next), null, blanks));
      expect(said(report)).toEqual(said(whole));
      expect(report.inputs[0]?.digest).not.toBe(whole.inputs[0]?.digest);
    });
    await fc.assert(property, runs(4));
  });

  test('the same input twice gives the same report', async () => {
    expect(await judge.report(textOf(file))).toEqual(whole);
  });

  const stranger = (name: string): Change => ({
    address: `aws_sns_topic.${name}`,
    mode: 'managed',
    type: 'aws_sns_topic',
    name,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: {
      actions: ['create'],
      before: null,
      after: { name },
      after_unknown: { arn: true },
      after_sensitive: {},
    } as Fields,
  });
  const names = fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/).map((name) => `stranger_${name}`);

  test('a resource of no concern adds no finding, and its name matters to itself alone', async () => {
    const property = fc.asyncProperty(names, fc.nat(), async (name, position) => {
      const plan = planOf(file);
      plan.resource_changes.splice(position % (plan.resource_changes.length + 1), 0, stranger(name));
      const report = await judge.report(JSON.stringify(plan));
      const others = report.results.filter((each) => each.address !== stranger(name).address);
      expect(others).toEqual(whole.results);
      expect(report.results.filter((each) => each.verdict === 'fail').length).toBe(
        whole.results.filter((each) => each.verdict === 'fail').length,
      );
    });
    await fc.assert(property, runs(3));
  });

  test('a resource that is left out takes its own results along', async () => {
    const alone = planOf(file).resource_changes.filter((each) =>
      ['aws_sqs_queue', 'aws_kms_key', 'aws_ebs_volume', 'aws_iam_policy'].includes(each.type),
    );
    const property = fc.asyncProperty(fc.constantFrom(...alone), async ({ address }) => {
      const plan = planOf(file);
      plan.resource_changes = plan.resource_changes.filter((each) => each.address !== address);
      delete plan['prior_state'];
      const bare = planOf(file);
      delete bare['prior_state'];
      const [without, withIt] = [
        await judge.report(JSON.stringify(plan)),
        await judge.report(JSON.stringify(bare)),
      ];
      const failing = (report: Report) =>
        report.results
          .filter((each) => each.verdict === 'fail' && each.address !== address)
          .map((each) => each.fingerprint);
      expect(failing(without)).toEqual(failing(withIt));
      expect(without.results.filter((each) => each.address === address)).toEqual([]);
    });
    await fc.assert(property, runs(3));
  });
});
