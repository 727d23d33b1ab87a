import { describe, expect, test } from 'vitest';
import { attributesOf, documentOf, item, resourceOf, type Said } from './items.ts';

const arn = (service: string, rest: string, place = 'eu-central-1:444455556666') =>
  `arn:aws:${service}:${place}:${rest}`;
const user = (name: string, more: Partial<Said> = {}): Said => ({
  type: 'AWS::IAM::User',
  id: `AIDA${name}`,
  name,
  region: 'global',
  arn: arn('iam', `user/${name}`, ':444455556666'),
  configuration: { userName: name, path: '/', arn: arn('iam', `user/${name}`, ':444455556666') },
  ...more,
});
const keys = async (items: readonly Said[]) => (await documentOf(items)).resources.map(({ key }) => key);

describe('several items of one resource', () => {
  test('the newest counts, whichever order they come in', async () => {
    const old = user('ada', { capturedAt: '2026-11-01T00:00:00.000Z' });
    const changed = user('ada', {
      capturedAt: '2026-11-02T00:00:00.000Z',
      configuration: { ...user('ada').configuration, path: '/new/' },
    });
    for (const items of [
      [old, changed],
      [changed, old],
    ]) {
      const { resources, live } = await documentOf(items);
      expect(resources.map(({ attributes }) => attributes['path'])).toEqual(['/new/']);
      expect(live?.duplicates).toBe(1);
    }
  });

  test('a resource that was deleted since is gone and counted; one made again is there', async () => {
    const made = user('ada', { capturedAt: '2026-11-01T00:00:00.000Z' });
    const deleted: Said = {
      ...user('ada'),
      status: 'deleted',
      capturedAt: '2026-11-02T00:00:00.000Z',
      configuration: {},
    };
    const again = user('ada', { capturedAt: '2026-11-03T00:00:00.000Z' });
    const { resources, live } = await documentOf([deleted, made]);
    expect(resources).toEqual([]);
    expect(live).toMatchObject({ items: 2, deleted: 1 });
    expect(await keys([again, deleted, made])).toHaveLength(1);
  });

  test('a resource that is not recorded is told apart from one that is not there', async () => {
    const { resources, live } = await documentOf([
      { ...user('ada'), status: 'not-recorded', configuration: {} },
    ]);
    expect(resources).toEqual([]);
    expect(live).toMatchObject({ notRecorded: 1, deleted: 0, ignored: 0 });
  });

  test('a global resource that several regions record comes once', async () => {
    const { resources, live } = await documentOf([
      user('ada', { region: 'eu-central-1' }),
      user('ada', { region: 'us-east-1', capturedAt: '2026-11-19T00:00:00.000Z' }),
    ]);
    expect(resources).toHaveLength(1);
    expect(resources[0]?.capturedAt).toBe('2026-11-19T00:00:00.000Z');
    expect(live?.duplicates).toBe(1);
  });

  test('the public access block of an account comes once', async () => {
    const block = {
      type: 'AWS::S3::AccountPublicAccessBlock',
      id: '444455556666',
      configuration: { blockPublicAcls: true },
    };
    const { resources } = await documentOf([block, { ...block, region: 'us-east-1' }]);
    expect(resources).toHaveLength(1);
    expect(resources[0]).not.toHaveProperty('region');
  });

  test('a trail of all regions comes once, in its home', async () => {
    const shown = (region: string): Said => ({
      type: 'AWS::CloudTrail::Trail',
      id: 'org',
      region,
      arn: arn('cloudtrail', 'trail/org'),
      configuration: {
        name: 'org',
        trailARN: arn('cloudtrail', 'trail/org'),
        homeRegion: 'eu-central-1',
        isMultiRegionTrail: true,
      },
    });
    const { resources } = await documentOf([shown('us-east-1'), shown('eu-central-1'), shown('eu-north-1')]);
    expect(resources.map(({ region }) => region)).toEqual(['eu-central-1']);
  });

  test('an OpenSearch domain that is an Elasticsearch domain as well comes once', async () => {
    const domain = { id: 'd', arn: arn('es', 'domain/d') };
    for (const types of [
      ['AWS::OpenSearch::Domain', 'AWS::Elasticsearch::Domain'],
      ['AWS::Elasticsearch::Domain', 'AWS::OpenSearch::Domain'],
    ]) {
      const { resources } = await documentOf(types.map((type) => ({ ...domain, type })));
      expect(resources.map(({ type }) => type)).toEqual(['aws_opensearch_domain']);
    }
  });

  test('the order of the items makes no difference', async () => {
    const items = [user('ada'), user('grace'), user('linus')];
    expect(await documentOf(items)).toEqual(await documentOf([...items].reverse()));
  });
});

describe('what becomes no resource', () => {
  test('is counted and named', async () => {
    const { resources, live } = await documentOf([
      { type: 'AWS::Config::ResourceCompliance', id: 'x' },
      { type: 'AWS::KMS::Key', id: 'k', arn: arn('kms', 'key/k'), configuration: { keyManager: 'AWS' } },
      { type: 'AWS::Panorama::Package', id: 'a' },
      { type: 'AWS::Panorama::Package', id: 'b' },
    ]);
    expect(resources).toEqual([]);
    expect(live).toMatchObject({ items: 4, ignored: 2, unmappedTypes: { 'AWS::Panorama::Package': 2 } });
  });

  test('keys of items that no attribute is made from are named', async () => {
    const { live } = await documentOf([
      {
        type: 'AWS::EC2::Volume',
        configuration: { volumeId: 'v', encrypted: true, sparkle: 1 },
        supplementary: { Glitter: 2 },
      },
    ]);
    expect(live?.unmappedKeys).toEqual({ 'AWS::EC2::Volume': ['sparkle', 'supp.Glitter'] });
  });
});

describe('tags', () => {
  const tagsOf = async (said: Said) => (await resourceOf(said)).tags;

  test('stand in six spellings', async () => {
    const want = { Owner: 'ada' };
    expect(await tagsOf({ type: 'AWS::EC2::Volume', tags: want })).toEqual(want);
    expect(
      await tagsOf({
        type: 'AWS::IAM::Role',
        configuration: { path: '/', tags: [{ key: 'Owner', value: 'ada' }] },
      }),
    ).toEqual(want);
    expect(
      await tagsOf({
        type: 'AWS::Route53::HostedZone',
        configuration: { HostedZoneTags: [{ Key: 'Owner', Value: 'ada' }] },
      }),
    ).toEqual(want);
    expect(
      await tagsOf({
        type: 'AWS::KMS::Key',
        supplementary: { Tags: [{ tagKey: 'Owner', tagValue: 'ada' }] },
      }),
    ).toEqual(want);
    expect(await tagsOf({ type: 'AWS::Lambda::Function', supplementary: { Tags: want } })).toEqual(want);
    expect(
      await tagsOf({
        type: 'AWS::S3::Bucket',
        supplementary: { BucketTaggingConfiguration: { tagSets: [{ tags: want }] } },
      }),
    ).toEqual(want);
  });

  test('a map of that name in an API of API Gateway is none of tags', async () => {
    expect(
      await tagsOf({ type: 'AWS::ApiGatewayV2::Api', configuration: { tags: { internalId: '1' } } }),
    ).toEqual({});
  });

  test('a source without tags carries none, which is not none', async () => {
    const { tags: _, ...bare } = item({ type: 'AWS::EC2::Volume' });
    const { resources } = await documentOf([{ ...bare, tags: undefined } as unknown as Said]);
    expect(resources[0]?.notCarried).toEqual(expect.arrayContaining(['tags', 'tags_all']));
    expect(resources[0]?.taggable).toBe(true);
  });

  test('of trails are never recorded', async () => {
    const trail = await resourceOf({ type: 'AWS::CloudTrail::Trail', tags: {} });
    expect(trail.notCarried).toEqual(expect.arrayContaining(['tags', 'tags_all']));
  });

  test('that AWS sets are known to driftgate, but are none of the provider', async () => {
    const tags = { 'aws:autoscaling:groupName': 'web', Owner: 'ada' };
    const instance = await resourceOf({ type: 'AWS::EC2::Instance', tags });
    expect(instance.tags).toEqual(tags);
    expect(instance.attributes['tags_all']).toEqual({ Owner: 'ada' });
  });

  test('name the environment', async () => {
    const { resources } = await documentOf([
      { type: 'AWS::EC2::Volume', tags: { Environment: 'production' } },
    ]);
    expect(resources[0]?.environment).toEqual({ name: 'prod', from: 'tag' });
  });
});

describe('identity', () => {
  test('is the ARN, and of what has none, type, account, region and id', async () => {
    expect(await keys([{ type: 'AWS::EC2::Host', id: 'h-1' }])).toEqual([
      'AWS::EC2::Host/444455556666/eu-central-1/h-1',
    ]);
    expect(await keys([{ type: 'AWS::EC2::Volume', id: 'vol-1', arn: arn('ec2', 'volume/vol-1') }])).toEqual([
      arn('ec2', 'volume/vol-1'),
    ]);
  });

  test('of EIPs and flow logs has the segment that the provider writes', async () => {
    expect((await resourceOf({ type: 'AWS::EC2::EIP', arn: arn('ec2', 'eip-allocation/e') })).arn).toBe(
      arn('ec2', 'elastic-ip/e'),
    );
    expect((await resourceOf({ type: 'AWS::EC2::FlowLog', arn: arn('ec2', 'flow-log/f') })).arn).toBe(
      arn('ec2', 'vpc-flow-log/f'),
    );
  });

  test('two clusters of one name in two regions are two', async () => {
    const cluster = (region: string): Said => ({
      type: 'AWS::EKS::Cluster',
      id: 'main',
      region,
      arn: arn('eks', 'cluster/main', `${region}:444455556666`),
    });
    expect(await keys([cluster('eu-central-1'), cluster('eu-north-1')])).toHaveLength(2);
  });

  test('a region that is none is taken from the ARN', async () => {
    const gateway = {
      type: 'AWS::EC2::CustomerGateway',
      region: 'Not Applicable',
      arn: arn('ec2', 'customer-gateway/c'),
    };
    expect((await resourceOf(gateway)).region).toBe('eu-central-1');
  });
});

describe('links', () => {
  const role = (account: string): Said => ({
    type: 'AWS::IAM::Role',
    id: `AROA${account}`,
    name: 'admin',
    account,
    region: 'global',
    arn: arn('iam', 'role/admin', `:${account}`),
    configuration: {
      roleName: 'admin',
      path: '/',
      arn: arn('iam', 'role/admin', `:${account}`),
      rolePolicyList: [{ policyName: 'own', policyDocument: '%7B%7D' }],
      attachedManagedPolicies: [],
    },
  });

  test('a name means the resource of the same account', async () => {
    const { resources } = await documentOf([role('111111111111'), role('222222222222')]);
    for (const account of ['111111111111', '222222222222']) {
      const own = resources.find(({ type, account: of }) => type === 'aws_iam_role_policy' && of === account);
      expect(own?.links['role']).toEqual([arn('iam', 'role/admin', `:${account}`)]);
    }
  });

  const vpc: Said = {
    type: 'AWS::EC2::VPC',
    arn: arn('ec2', 'vpc/vpc-1'),
    configuration: { vpcId: 'vpc-1' },
  };
  const log: Said = {
    type: 'AWS::EC2::FlowLog',
    arn: arn('ec2', 'flow-log/fl-1'),
    configuration: { flowLogId: 'fl-1', resourceId: 'vpc-2' },
  };
  const unresolved = async (items: readonly Said[], recorded?: readonly string[]) =>
    (await documentOf(items, recorded)).resources.find(({ type }) => type === 'aws_vpc')?.unresolved ?? [];

  test('a type of which the source has nothing may be missing from the source only', async () => {
    expect(await unresolved([vpc])).toContain('aws_flow_log');
    expect(await unresolved([vpc, log])).not.toContain('aws_flow_log');
    expect(await unresolved([vpc, { ...log, region: 'eu-north-1' }])).toContain('aws_flow_log');
    expect(await unresolved([vpc], ['AWS::EC2::VPC', 'AWS::EC2::FlowLog'])).not.toContain('aws_flow_log');
    expect(await unresolved([vpc], ['AWS::EC2::VPC'])).toContain('aws_flow_log');
  });

  test('what another item holds whole is not missing', async () => {
    const group: Said = {
      type: 'AWS::EC2::SecurityGroup',
      configuration: { groupId: 'sg-1', groupName: 'web', vpcId: 'vpc-1' },
    };
    const { resources } = await documentOf([vpc, group]);
    const own = resources.find(({ type }) => type === 'aws_security_group');
    expect(own?.unresolved.filter((type) => type.includes('rule'))).toEqual([]);
  });

  test('companions of a bucket that shows nothing of the kind may be there', async () => {
    const bare = await resourceOf({ type: 'AWS::S3::Bucket', id: 'b', configuration: { name: 'b' } });
    expect(bare.unresolved).toEqual(
      expect.arrayContaining(['aws_s3_bucket_logging', 'aws_s3_bucket_versioning']),
    );
    const full = await resourceOf({
      type: 'AWS::S3::Bucket',
      id: 'b',
      supplementary: { BucketVersioningConfiguration: { status: 'Off' } },
    });
    expect(full.unresolved).not.toContain('aws_s3_bucket_logging');
    expect(full.unresolved).not.toContain('aws_s3_bucket_versioning');
    expect(full.unresolved).toContain('aws_s3_bucket_ownership_controls');
  });
});

describe('joins', () => {
  const instance: Said = {
    type: 'AWS::EC2::Instance',
    configuration: {
      rootDeviceName: '/dev/xvda',
      blockDeviceMappings: [
        { deviceName: '/dev/xvda', ebs: { volumeId: 'vol-1', deleteOnTermination: true } },
        { deviceName: '/dev/sdf', ebs: { volumeId: 'vol-2', deleteOnTermination: false } },
      ],
    },
  };
  const volume: Said = {
    type: 'AWS::EC2::Volume',
    id: 'vol-1',
    configuration: { volumeId: 'vol-1', encrypted: false, size: 8, volumeType: 'gp3' },
  };

  test('an instance has the settings of its volumes, where they are shown', async () => {
    const { resources } = await documentOf([instance, volume]);
    const own = resources.find(({ type }) => type === 'aws_instance');
    expect(own?.attributes['root_block_device']).toMatchObject([
      { encrypted: false, volume_size: 8, volume_type: 'gp3' },
    ]);
    expect(Object.keys(own?.unknown ?? {})).not.toContain('/root_block_device/0/encrypted');
    expect(Object.keys(own?.unknown ?? {})).toContain('/ebs_block_device/0/encrypted');
  });

  const managed = arn('kms', 'key/managed');
  const table: Said = {
    type: 'AWS::DynamoDB::Table',
    configuration: {
      tableName: 't',
      ssedescription: { status: 'ENABLED', ssetype: 'KMS', kmsmasterKeyArn: managed },
    },
  };
  const key = (keyManager: string): Said => ({
    type: 'AWS::KMS::Key',
    id: 'managed',
    arn: managed,
    configuration: { keyId: 'managed', arn: managed, keyManager },
  });
  const encryption = async (items: readonly Said[]) => {
    const { resources } = await documentOf(items);
    const own = resources.find(({ type }) => type === 'aws_dynamodb_table');
    return { blocks: own?.attributes['server_side_encryption'], open: Object.keys(own?.unknown ?? {}) };
  };

  test("a table has a key of its own only if the key is a customer's", async () => {
    expect((await encryption([table, key('CUSTOMER')])).blocks).toEqual([
      { enabled: true, kms_key_arn: managed },
    ]);
    expect((await encryption([table, key('AWS')])).blocks).toEqual([{ enabled: true, kms_key_arn: null }]);
    const alone = await encryption([table]);
    expect(alone.blocks).toEqual([{ enabled: true }]);
    expect(alone.open).toContain('/server_side_encryption/0/kms_key_arn');
  });
});

describe('what is not carried', () => {
  test('is named: attributes of the provider that nothing is known of', async () => {
    const { notCarried } = await resourceOf({
      type: 'AWS::KMS::Key',
      configuration: { keyId: 'k', enabled: true },
    });
    expect(notCarried).toEqual(expect.arrayContaining(['rotation_period_in_days', 'description', 'policy']));
    expect(notCarried).not.toContain('is_enabled');
  });

  test('is one list for all resources that lack the same', async () => {
    const { resources } = await documentOf([
      { type: 'AWS::EC2::Volume', id: 'a', configuration: { volumeId: 'a' } },
      { type: 'AWS::EC2::Volume', id: 'b', configuration: { volumeId: 'b' } },
    ]);
    expect(resources[0]?.notCarried).toBe(resources[1]?.notCarried);
  });

  test('attributes that mean something by their absence are carried', async () => {
    expect(await attributesOf('AWS::EC2::Volume', {})).toMatchObject({
      multi_attach_enabled: false,
      throughput: 0,
    });
  });
});
