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
  secret,
  spelled,
  text,
} from '../transforms.ts';

// Shapes: items captured by awslabs/aws-config-rdk and cloud-custodian. What DescribeInstanceAttribute gives (user data,
// termination protection, shutdown behaviour) and credit specifications are not recorded.

const metadata: readonly Row[] = [
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

/** Block devices of a launch configuration and a launch template, with the settings of volumes that are to be. */
const ebs: readonly Row[] = [
  ['delete_on_termination', 'DeleteOnTermination', bool],
  ['encrypted', 'Encrypted', bool],
  ['iops', 'Iops', orElse(null, int)],
  ['snapshot_id', 'SnapshotId', orElse(null, filled)],
  ['throughput', 'Throughput', orElse(null, int)],
  ['volume_size', 'VolumeSize', orElse(null, int)],
  ['volume_type', 'VolumeType', orElse(null)],
];

export const ec2: readonly Mapping[] = [
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
    // CloudFormation shape. The data is that of one version, which is not documented; Terraform's is the latest.
    from: 'AWS::EC2::LaunchTemplate',
    to: 'aws_launch_template',
    rows: [
      ['id', 'Id'],
      ['id', 'LaunchTemplateId'],
      ['name', 'LaunchTemplateName'],
      ['default_version', 'DefaultVersionNumber', int],
      ['latest_version', 'LatestVersionNumber', int],
      ['image_id', 'LaunchTemplateData.ImageId', orElse(null)],
      ['instance_type', 'LaunchTemplateData.InstanceType', orElse(null)],
      ['key_name', 'LaunchTemplateData.KeyName', orElse(null)],
      ['ebs_optimized', 'LaunchTemplateData.EbsOptimized', orElse(null, text)],
      ['vpc_security_group_ids', 'LaunchTemplateData.SecurityGroupIds', orElse([], list)],
      [
        'iam_instance_profile',
        'LaunchTemplateData.IamInstanceProfile',
        blocksOrNone(['name', 'Name', orElse(null)], ['arn', 'Arn', orElse(null)]),
      ],
      ['metadata_options', 'LaunchTemplateData.MetadataOptions', blocksOrNone(...metadata)],
      ['monitoring', 'LaunchTemplateData.Monitoring', blocksOrNone(['enabled', 'Enabled', bool])],
      [
        'block_device_mappings',
        'LaunchTemplateData.BlockDeviceMappings',
        blocksOrNone(
          ['device_name', 'DeviceName'],
          [
            'ebs',
            'Ebs',
            blocksOrNone(
              ...ebs.map(
                ([name, path, how]): Row =>
                  name === 'encrypted' || name === 'delete_on_termination'
                    ? [name, path, orElse(null, text)]
                    : [name, path, how],
              ),
              ['kms_key_id', 'KmsKeyId', orElse(null)],
            ),
          ],
        ),
      ],
      ['user_data', 'LaunchTemplateData.UserData', secret],
    ],
  },
  {
    from: 'AWS::AutoScaling::LaunchConfiguration',
    to: 'aws_launch_configuration',
    rows: [
      ['id', 'launchConfigurationName'],
      ['name', 'launchConfigurationName'],
      ['arn', 'launchConfigurationARN'],
      ['image_id', 'imageId'],
      ['instance_type', 'instanceType'],
      ['key_name', 'keyName', orElse(null, filled)],
      ['security_groups', 'securityGroups', list],
      ['iam_instance_profile', 'iamInstanceProfile', orElse(null, filled)],
      ['associate_public_ip_address', 'associatePublicIpAddress', bool],
      ['ebs_optimized', 'ebsOptimized', bool],
      ['enable_monitoring', 'instanceMonitoring.enabled', bool],
      ['metadata_options', 'metadataOptions', blocksOrNone(...metadata.slice(0, 3))],
      // Which device is the root one, the image says, which is not recorded: all stand here.
      [
        'ebs_block_device',
        'blockDeviceMappings',
        blocksIf(
          has('ebs'),
          ['device_name', 'deviceName'],
          ...ebs.map(([name, path, how]): Row => [name, `ebs.${path}`, how]),
        ),
      ],
      ['user_data', 'userData', secret],
    ],
  },
  {
    from: 'AWS::AutoScaling::AutoScalingGroup',
    to: 'aws_autoscaling_group',
    rows: [
      ['id', 'autoScalingGroupName'],
      ['name', 'autoScalingGroupName'],
      ['arn', 'autoScalingGroupARN'],
      ['launch_configuration', 'launchConfigurationName', orElse(null, filled)],
      [
        'launch_template',
        'launchTemplate',
        blocksOrNone(['id', 'launchTemplateId'], ['name', 'launchTemplateName'], ['version', 'version']),
      ],
      ['min_size', 'minSize', int],
      ['max_size', 'maxSize', int],
      ['desired_capacity', 'desiredCapacity', int],
      ['default_cooldown', 'defaultCooldown', int],
      ['health_check_type', 'healthCheckType'],
      ['health_check_grace_period', 'healthCheckGracePeriod', int],
      ['availability_zones', 'availabilityZones', list],
      ['vpc_zone_identifier', 'vpczoneIdentifier', spelledSubnets()],
      ['target_group_arns', 'targetGroupARNs', list],
      ['load_balancers', 'loadBalancerNames', list],
      ['termination_policies', 'terminationPolicies', list],
      ['suspended_processes', 'suspendedProcesses.processName', list],
      ['enabled_metrics', 'enabledMetrics.metric', list],
      ['protect_from_scale_in', 'newInstancesProtectedFromScaleIn', bool],
      ['capacity_rebalance', 'capacityRebalance', orElse(false, bool)],
      ['service_linked_role_arn', 'serviceLinkedRoleARN'],
      ['max_instance_lifetime', 'maxInstanceLifetime', orElse(0, int)],
      [
        'tag',
        'tags',
        blocks(['key', 'key'], ['value', 'value'], ['propagate_at_launch', 'propagateAtLaunch', bool]),
      ],
      [
        'mixed_instances_policy',
        'mixedInstancesPolicy',
        blocksOrNone([
          'instances_distribution',
          'instancesDistribution',
          blocksOrNone(['on_demand_base_capacity', 'onDemandBaseCapacity', int]),
        ]),
      ],
    ],
  },
  {
    from: 'AWS::AutoScaling::ScalingPolicy',
    to: 'aws_autoscaling_policy',
    rows: [
      ['name', 'policyName'],
      ['autoscaling_group_name', 'autoScalingGroupName'],
      ['policy_type', 'policyType'],
      ['adjustment_type', 'adjustmentType', orElse(null, filled)],
    ],
  },
  {
    from: 'AWS::AutoScaling::ScheduledAction',
    to: 'aws_autoscaling_schedule',
    rows: [
      ['scheduled_action_name', 'scheduledActionName'],
      ['autoscaling_group_name', 'autoScalingGroupName'],
      ['min_size', 'minSize', int],
      ['max_size', 'maxSize', int],
      ['desired_capacity', 'desiredCapacity', int],
      ['recurrence', 'recurrence'],
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

/** Subnets of a group: text with commas, or nothing for a group outside a VPC. */
function spelledSubnets() {
  return orElse([], (value) =>
    typeof value === 'string' ? value.split(',').filter((id) => id !== '') : list(value, undefined as never),
  );
}
