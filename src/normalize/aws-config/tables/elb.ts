import type { Blocks, Mapping, Row, Test } from '../table.ts';
import {
  block,
  blocks,
  blocksOrNone,
  bool,
  filled,
  first,
  int,
  keyed,
  list,
  lower,
  orElse,
  spelled,
  text,
} from '../transforms.ts';

// Shapes: load balancers from items captured by awslabs/aws-config-rdk and cloud-custodian, where the attributes are a
// list of keys and texts in supplementaryConfiguration. Listeners from a captured item in CloudFormation shape.
// Target groups from the CloudFormation schema only. Rules and targets are not recorded.

const attribute = (name: string, key: string, how = bool): Row => [
  name,
  'supp.LoadBalancerAttributes',
  keyed(key, how),
];

const inside = (name: string, key: string, how = bool): Row => [name, '.', keyed(key, how)];

const hasBucket: Test = (value, item) =>
  ![undefined, '', null].includes(keyed('access_logs.s3.bucket')(value, item) as string | null | undefined);

const accessLogs: Blocks = {
  rows: [
    inside('enabled', 'access_logs.s3.enabled'),
    inside('bucket', 'access_logs.s3.bucket', filled),
    inside('prefix', 'access_logs.s3.prefix', filled),
  ],
  whole: true,
  only: hasBucket,
};

const targetGroups = blocks(['arn', 'TargetGroupArn'], ['weight', 'Weight', orElse(1, int)]);

const action: readonly Row[] = [
  ['type', 'Type', lower],
  ['order', 'Order', int],
  ['target_group_arn', 'TargetGroupArn', orElse('')],
  [
    'forward',
    'ForwardConfig',
    blocksOrNone(
      ['target_group', 'TargetGroups', targetGroups],
      [
        'stickiness',
        'TargetGroupStickinessConfig',
        blocksOrNone(
          ['enabled', 'Enabled', orElse(false, bool)],
          ['duration', 'DurationSeconds', orElse(0, int)],
        ),
      ],
    ),
  ],
  [
    'redirect',
    'RedirectConfig',
    blocksOrNone(
      ['protocol', 'Protocol', orElse('#{protocol}')],
      ['port', 'Port', orElse('#{port}', text)],
      ['host', 'Host', orElse('#{host}')],
      ['path', 'Path', orElse('/#{path}')],
      ['query', 'Query', orElse('#{query}')],
      ['status_code', 'StatusCode'],
    ),
  ],
  [
    'fixed_response',
    'FixedResponseConfig',
    blocksOrNone(
      ['content_type', 'ContentType', orElse('')],
      ['message_body', 'MessageBody', orElse('')],
      ['status_code', 'StatusCode', text],
    ),
  ],
];

export const loadBalancers: readonly Mapping[] = [
  {
    from: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    to: 'aws_lb',
    rows: [
      ['id', 'loadBalancerArn'],
      ['arn', 'loadBalancerArn'],
      ['name', 'loadBalancerName'],
      ['dns_name', 'dNSName'],
      ['zone_id', 'canonicalHostedZoneId'],
      ['internal', 'scheme', spelled({ internal: true, 'internet-facing': false })],
      ['load_balancer_type', 'type'],
      ['vpc_id', 'vpcId'],
      ['security_groups', 'securityGroups', list],
      ['subnets', 'availabilityZones.subnetId', list],
      ['ip_address_type', 'ipAddressType', orElse('ipv4')],
      attribute('idle_timeout', 'idle_timeout.timeout_seconds', int),
      attribute('enable_deletion_protection', 'deletion_protection.enabled'),
      attribute('enable_http2', 'routing.http2.enabled'),
      attribute('drop_invalid_header_fields', 'routing.http.drop_invalid_header_fields.enabled'),
      attribute('enable_cross_zone_load_balancing', 'load_balancing.cross_zone.enabled'),
      attribute('desync_mitigation_mode', 'routing.http.desync_mitigation_mode', filled),
      attribute('enable_waf_fail_open', 'waf.fail_open.enabled'),
      ['access_logs', 'supp.LoadBalancerAttributes', accessLogs],
    ],
  },
  {
    from: 'AWS::ElasticLoadBalancingV2::Listener',
    to: 'aws_lb_listener',
    rows: [
      ['id', 'ListenerArn'],
      ['arn', 'ListenerArn'],
      ['load_balancer_arn', 'LoadBalancerArn'],
      ['port', 'Port', int],
      ['protocol', 'Protocol'],
      ['ssl_policy', 'SslPolicy', orElse('')],
      ['certificate_arn', 'Certificates.CertificateArn', orElse(null, first)],
      ['alpn_policy', 'AlpnPolicy', orElse(null, first)],
      ['default_action', 'DefaultActions', blocks(...action)],
    ],
  },
  {
    from: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    to: 'aws_lb_target_group',
    rows: [
      ['id', 'TargetGroupArn'],
      ['arn', 'TargetGroupArn'],
      ['name', 'Name'],
      ['port', 'Port', int],
      ['protocol', 'Protocol'],
      ['protocol_version', 'ProtocolVersion'],
      ['target_type', 'TargetType'],
      ['vpc_id', 'VpcId'],
      [
        'health_check',
        '.',
        block(
          ['path', 'HealthCheckPath'],
          ['port', 'HealthCheckPort', text],
          ['protocol', 'HealthCheckProtocol'],
          ['interval', 'HealthCheckIntervalSeconds', int],
          ['timeout', 'HealthCheckTimeoutSeconds', int],
          ['healthy_threshold', 'HealthyThresholdCount', int],
          ['unhealthy_threshold', 'UnhealthyThresholdCount', int],
        ),
      ],
      ['deregistration_delay', 'TargetGroupAttributes', keyed('deregistration_delay.timeout_seconds', text)],
    ],
  },
  {
    from: 'AWS::ElasticLoadBalancing::LoadBalancer',
    to: 'aws_elb',
    rows: [
      ['id', 'loadBalancerName'],
      ['name', 'loadBalancerName'],
      ['dns_name', 'dnsname'],
      ['zone_id', 'canonicalHostedZoneNameID'],
      ['internal', 'scheme', spelled({ internal: true, 'internet-facing': false })],
      ['subnets', 'subnets', list],
      ['security_groups', 'securityGroups', list],
      ['availability_zones', 'availabilityZones', list],
      ['instances', 'instances.instanceId', list],
      [
        'listener',
        'listenerDescriptions.listener',
        blocks(
          ['lb_port', 'loadBalancerPort', int],
          ['lb_protocol', 'protocol', lower],
          ['instance_port', 'instancePort', int],
          ['instance_protocol', 'instanceProtocol', lower],
          ['ssl_certificate_id', 'sslcertificateId', orElse('')],
        ),
      ],
      ['cross_zone_load_balancing', 'supp.LoadBalancerAttributes.crossZoneLoadBalancing.enabled', bool],
      ['connection_draining', 'supp.LoadBalancerAttributes.connectionDraining.enabled', bool],
      ['connection_draining_timeout', 'supp.LoadBalancerAttributes.connectionDraining.timeout', int],
      ['idle_timeout', 'supp.LoadBalancerAttributes.connectionSettings.idleTimeout', int],
      [
        'access_logs',
        'supp.LoadBalancerAttributes.accessLog',
        blocks(
          ['enabled', 'enabled', bool],
          ['bucket', 's3BucketName', filled],
          ['bucket_prefix', 's3BucketPrefix', filled],
          ['interval', 'emitInterval', int],
        ),
      ],
    ],
  },
];
