import { isObject, property } from '../lookup.ts';
import type { Mapping, Row, Test } from '../table.ts';
import {
  after,
  blocks,
  blocksIf,
  blocksOrNone,
  bool,
  filled,
  has,
  inTurn,
  int,
  list,
  orElse,
  spelled,
} from '../transforms.ts';

// Shapes: items captured by awslabs/aws-config-rdk and cloud-custodian. What DescribeInstanceAttribute gives (user data,
// termination protection, shutdown behaviour) and credit specifications are not recorded.

export const metadata: readonly Row[] = [
  ['http_tokens', 'httpTokens'],
  ['http_endpoint', 'httpEndpoint'],
  ['http_put_response_hop_limit', 'httpPutResponseHopLimit', int],
  ['http_protocol_ipv6', 'httpProtocolIpv6'],
  ['instance_metadata_tags', 'instanceMetadataTags'],
];

const volume: readonly Row[] = [
  ['device_name', 'deviceName'],
  ['volume_id', 'ebs.volumeId'],
  ['delete_on_termination', 'ebs.deleteOnTermination', bool],
];

const isRoot: Test = (device, { configuration }) =>
  isObject(device) && property(device, 'deviceName') === property(configuration, 'rootDeviceName');

export const instances: readonly Mapping[] = [
  {
    from: 'AWS::EC2::Instance',
    to: 'aws_instance',
    rows: [
      ['id', 'instanceId'],
      ['ami', 'imageId'],
      ['instance_type', 'instanceType'],
      ['availability_zone', 'placement.availabilityZone'],
      ['tenancy', 'placement.tenancy'],
      ['placement_group', 'placement.groupName', filled],
      ['host_id', 'placement.hostId', filled],
      ['subnet_id', 'subnetId'],
      ['private_ip', 'privateIpAddress'],
      ['public_ip', 'publicIpAddress', orElse('')],
      ['private_dns', 'privateDnsName'],
      ['public_dns', 'publicDnsName', orElse('')],
      ['key_name', 'keyName', orElse(null, filled)],
      ['iam_instance_profile', 'iamInstanceProfile.arn', after('/')],
      ['vpc_security_group_ids', 'securityGroups.groupId', list],
      ['source_dest_check', 'sourceDestCheck', bool],
      ['ebs_optimized', 'ebsOptimized', bool],
      ['monitoring', 'monitoring.state', spelled({ enabled: true }, false)],
      ['instance_state', 'state.name'],
      ['metadata_options', 'metadataOptions', blocks(...metadata)],
      [
        'cpu_options',
        'cpuOptions',
        blocks(['core_count', 'coreCount', int], ['threads_per_core', 'threadsPerCore', int]),
      ],
      ['enclave_options', 'enclaveOptions', blocks(['enabled', 'enabled', bool])],
      ['hibernation', 'hibernationOptions.configured', bool],
      ['root_block_device', 'blockDeviceMappings', blocksIf(isRoot, ...volume)],
      [
        'ebs_block_device',
        'blockDeviceMappings',
        blocksIf((device, item) => !isRoot(device, item) && has('ebs')(device, item), ...volume),
      ],
      ['instance_lifecycle', 'instanceLifecycle', filled],
    ],
  },
  {
    from: 'AWS::EC2::Volume',
    to: 'aws_ebs_volume',
    rows: [
      ['id', 'volumeId'],
      ['availability_zone', 'availabilityZone'],
      ['size', 'size', int],
      ['type', 'volumeType'],
      ['iops', 'iops', orElse(0, int)],
      ['throughput', 'throughput', orElse(0, int)],
      ['encrypted', 'encrypted', bool],
      ['kms_key_id', 'kmsKeyId', filled],
      ['snapshot_id', 'snapshotId', filled],
      ['multi_attach_enabled', 'multiAttachEnabled', orElse(false, bool)],
      ['outpost_arn', 'outpostArn', orElse(null, filled)],
    ],
    companions: [
      {
        to: 'aws_volume_attachment',
        at: 'attachments',
        name: 'instanceId',
        rows: [
          ['device_name', 'device'],
          ['instance_id', 'instanceId'],
          ['volume_id', 'volumeId'],
        ],
      },
    ],
  },
  {
    from: 'AWS::EC2::EIP',
    to: 'aws_eip',
    rows: [
      ['id', 'allocationId'],
      ['allocation_id', 'allocationId'],
      // The provider's ARN has another segment than the item's.
      [
        'arn',
        'item.arn',
        inTurn((value) =>
          typeof value === 'string' ? value.replace(':eip-allocation/', ':elastic-ip/') : null,
        ),
      ],
      ['public_ip', 'publicIp'],
      ['domain', 'domain'],
      ['instance', 'instanceId', orElse('')],
      ['network_interface', 'networkInterfaceId', orElse('')],
      ['private_ip', 'privateIpAddress', orElse(null)],
      ['association_id', 'associationId', orElse('')],
      ['network_border_group', 'networkBorderGroup'],
    ],
  },
  {
    from: 'AWS::EC2::NetworkInterface',
    to: 'aws_network_interface',
    rows: [
      ['id', 'networkInterfaceId'],
      ['subnet_id', 'subnetId'],
      ['description', 'description'],
      ['interface_type', 'interfaceType'],
      ['security_groups', 'groups.groupId', list],
      ['source_dest_check', 'sourceDestCheck', bool],
      ['private_ip', 'privateIpAddress'],
      ['mac_address', 'macAddress'],
      ['owner_id', 'ownerId'],
      [
        'attachment',
        'attachment',
        blocksOrNone(
          ['instance', 'instanceId'],
          ['device_index', 'deviceIndex', int],
          ['attachment_id', 'attachmentId'],
        ),
      ],
    ],
  },
  {
    from: 'AWS::EC2::Host',
    to: 'aws_ec2_host',
    rows: [
      ['id', 'hostId'],
      ['availability_zone', 'availabilityZone'],
      ['auto_placement', 'autoPlacement'],
      ['instance_type', 'hostProperties.instanceType'],
    ],
  },
];
