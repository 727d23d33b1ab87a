import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { report, run, tempFolder } from '../cli/run.ts';
import { build, clients, policyOf } from './account.ts';
import { startProxy } from './proxy.ts';

/**
 * Resources that the AWS SDK makes, read live from AWS Config as moto plays it (https://docs.getmoto.org), and judged:
 * `.ci/live` starts one. It lists buckets, roles, policies and topics, and answers no query.
 */
const moto = process.env['DRIFTGATE_MOTO'];
const region = { AWS_REGION: 'us-east-1' };

describe.skipIf(moto === undefined)('an account that moto plays', () => {
  const endpoint = moto as string;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let env: Readonly<Record<string, string>>;
  beforeAll(async () => {
    vi.stubEnv('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDTEST');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' });
    await build(clients(endpoint));
    proxy = await startProxy(endpoint);
    env = { ...region, AWS_ENDPOINT_URL: proxy.url, AWS_MAX_ATTEMPTS: '2' };
  });
  afterAll(() => {
    proxy?.close();
    vi.unstubAllEnvs();
  });

  const verdicts = async (rule: string, ...more: string[]) => {
    const { report: found } = await report(['--rule', rule, '--include-passed', ...more, 'aws-config:'], {
      env,
    });
    return Object.fromEntries(
      found.results.map(({ address, verdict }) => [address.split(/[:/]/).at(-1) ?? '', verdict]),
    );
  };

  test('everything that was made is read', async () => {
    const { code, report: found } = await report(['aws-config:'], { env });
    expect(code).toBe(1);
    expect(found.inputs[0]).toMatchObject({ kind: 'aws-config', uri: 'aws-config:' });
    // 3 buckets, 2 policies, 2 roles, 120 topics.
    expect(found.inputs[0]?.live).toMatchObject({ items: 127, notRecorded: 0, unmappedTypes: {} });
    console.log(
      `live: ${found.inputs[0]?.live?.items} items read, ${found.inputs[0]?.resources} resources judged`,
    );
  });

  test('and judged by the rules that judge plans', async () => {
    expect(await verdicts('IAM-POLICY-01')).toMatchObject({ admin: 'fail', reader: 'pass' });
    expect(await verdicts('NET-S3-01')).toMatchObject({ open: 'fail', closed: 'pass' });
    expect(await verdicts('IAM-ROLE-01')).toMatchObject({ worker: 'pass', another: 'pass' });
    expect(await verdicts('RES-S3-01', '--env', 'prod')).toMatchObject({ open: 'fail', closed: 'fail' });
    // The listing has no tags of topics.
    expect(await verdicts('TAG-ALL-01', '--type', 'AWS::S3::Bucket')).toMatchObject({ open: 'fail' });
  });

  test('what changes behind the back of everybody is seen the next time', async () => {
    const { iam, s3 } = clients(endpoint);
    await iam.createPolicyVersion({
      PolicyArn: 'arn:aws:iam::123456789012:policy/reader',
      PolicyDocument: policyOf('*', '*'),
      SetAsDefault: true,
    });
    await s3.deleteBucket({ Bucket: 'closed' });
    expect(await verdicts('IAM-POLICY-01')).toMatchObject({ admin: 'fail', reader: 'fail' });
    expect(await verdicts('NET-S3-01')).not.toHaveProperty('closed');
  });

  test('a snapshot of it is judged alike, and of some types only', async () => {
    const cwd = tempFolder();
    const all = await run(['snapshot', '--out', 'all.json.gz'], { cwd, env });
    expect([all.code, all.out]).toEqual([0, 'wrote 126 items to all.json.gz\n']);
    const live = await report(['aws-config:'], { env });
    const stored = await report(['all.json.gz'], { cwd });
    const where = ({ results }: typeof live.report) => results.map((result) => ({ ...result, input: '' }));
    expect(where(stored.report)).toEqual(where(live.report));
    const topics = await run(['snapshot', '--type', 'AWS::SNS::Topic', '-o', 't.json'], { cwd, env });
    expect(topics.out).toBe('wrote 120 items to t.json\n');
  });

  test('an aggregator of it', async () => {
    const { config } = clients(endpoint);
    await config.putConfigurationAggregator({
      ConfigurationAggregatorName: 'org',
      AccountAggregationSources: [{ AccountIds: ['123456789012'], AllAwsRegions: true }],
    });
    // moto does not know the states of its sources: a listing of which that is not known is none.
    const { code, err } = await run(['check', 'aws-config:org'], { env: { ...env, AWS_MAX_ATTEMPTS: '1' } });
    expect(code).toBe(2);
    expect(err).toContain('the sources of aggregator `org`');
  });
});
