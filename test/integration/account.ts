import { ConfigService } from '@aws-sdk/client-config-service';
import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import { SNS } from '@aws-sdk/client-sns';

/** Clients of one account, whose endpoint is a server of this machine that plays AWS. */
export function clients(endpoint: string) {
  const settings = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDTEST', secretAccessKey: 'secret' },
  };
  return {
    config: new ConfigService(settings),
    iam: new IAM(settings),
    s3: new S3({ ...settings, forcePathStyle: true }),
    sns: new SNS(settings),
  };
}

export const policyOf = (Action: string | string[], Resource: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] });

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

/** Buckets, roles, policies and topics, some of them against the rules; and a recorder that is on. */
export async function build({ config, iam, s3, sns }: ReturnType<typeof clients>): Promise<void> {
  await config.putConfigurationRecorder({
    ConfigurationRecorder: {
      name: 'default',
      roleARN: 'arn:aws:iam::123456789012:role/config',
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
    },
  });
  await s3.createBucket({ Bucket: 'delivery' });
  await config.putDeliveryChannel({ DeliveryChannel: { name: 'default', s3BucketName: 'delivery' } });
  await config.startConfigurationRecorder({ ConfigurationRecorderName: 'default' });

  for (const Bucket of ['open', 'closed']) {
    await s3.createBucket({ Bucket });
    await s3.putBucketTagging({
      Bucket,
      Tagging: { TagSet: [{ Key: 'Environment', Value: Bucket === 'open' ? 'dev' : 'prod' }] },
    });
    const BlockPublicAcls = Bucket === 'closed';
    await s3.putPublicAccessBlock({
      Bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls,
        IgnorePublicAcls: BlockPublicAcls,
        BlockPublicPolicy: BlockPublicAcls,
        RestrictPublicBuckets: BlockPublicAcls,
      },
    });
  }
  for (const [PolicyName, document] of [
    ['admin', policyOf('*', '*')],
    ['reader', policyOf('s3:GetObject', 'arn:aws:s3:::closed/reports/*')],
  ] as const)
    await iam.createPolicy({ PolicyName, PolicyDocument: document });
  for (const RoleName of ['worker', 'another'])
    await iam.createRole({ RoleName, AssumeRolePolicyDocument: trust });
  await iam.attachRolePolicy({ RoleName: 'worker', PolicyArn: 'arn:aws:iam::123456789012:policy/reader' });
  // More than a page of a listing has.
  for (let n = 0; n < 120; n++) await sns.createTopic({ Name: `topic-${n}` });
}
