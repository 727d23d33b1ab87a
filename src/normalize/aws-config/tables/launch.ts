import type { Mapping, Row } from '../table.ts';
import {
  blocks,
  blocksIf,
  blocksOrNone,
  bool,
  commaSeparated,
  filled,
  has,
  int,
  list,
  orElse,
  secret,
  text,
} from '../transforms.ts';
import { metadata } from './instances.ts';

// Shapes: items captured by awslabs/aws-config-rdk; the data of a launch template from the query schema.

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

export const launch: readonly Mapping[] = [
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
      ['vpc_zone_identifier', 'vpczoneIdentifier', orElse([], commaSeparated)],
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
];
