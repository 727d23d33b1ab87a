import { isObject, property } from '../lookup.ts';
import type { Mapping, Row, Test } from '../table.ts';
import { blocksIf, bool, has, int, is, list, orElse, startsWith } from '../transforms.ts';

// Shapes: items captured by awslabs/aws-config-rdk and cloud-custodian. What DescribeVpcAttribute gives (the two DNS flags)
// is not recorded.

const vpc: readonly Row[] = [
  ['id', 'vpcId'],
  ['cidr_block', 'cidrBlock'],
  ['instance_tenancy', 'instanceTenancy'],
  ['dhcp_options_id', 'dhcpOptionsId'],
  ['owner_id', 'ownerId'],
];

const subnet: readonly Row[] = [
  ['id', 'subnetId'],
  ['arn', 'subnetArn'],
  ['vpc_id', 'vpcId'],
  ['cidr_block', 'cidrBlock'],
  ['availability_zone', 'availabilityZone'],
  ['availability_zone_id', 'availabilityZoneId'],
  ['map_public_ip_on_launch', 'mapPublicIpOnLaunch', bool],
  ['assign_ipv6_address_on_creation', 'assignIpv6AddressOnCreation', orElse(false, bool)],
  ['enable_dns64', 'enableDns64', orElse(false, bool)],
  ['ipv6_native', 'ipv6Native', orElse(false, bool)],
  ['private_dns_hostname_type_on_launch', 'privateDnsNameOptionsOnLaunch.hostnameType'],
  [
    'enable_resource_name_dns_a_record_on_launch',
    'privateDnsNameOptionsOnLaunch.enableResourceNameDnsARecord',
    bool,
  ],
  ['outpost_arn', 'outpostArn', orElse('')],
  ['owner_id', 'ownerId'],
];

/** The entries that AWS closes every list with are in none of Terraform's. */
const entry =
  (egress: boolean): Test =>
  (value) =>
    isObject(value) &&
    property(value, 'egress') === egress &&
    ![32767, 32768].includes(Number(property(value, 'ruleNumber')));

const entryRows: readonly Row[] = [
  ['rule_no', 'ruleNumber', int],
  ['action', 'ruleAction'],
  ['protocol', 'protocol'],
  ['cidr_block', 'cidrBlock', orElse('')],
  ['ipv6_cidr_block', 'ipv6CidrBlock', orElse('')],
  ['from_port', 'portRange.from', orElse(0, int)],
  ['to_port', 'portRange.to', orElse(0, int)],
  ['icmp_type', 'icmpTypeCode.type', orElse(0, int)],
  ['icmp_code', 'icmpTypeCode.code', orElse(0, int)],
];

const acl: readonly Row[] = [
  ['id', 'networkAclId'],
  ['vpc_id', 'vpcId'],
  ['subnet_ids', 'associations.subnetId', list],
  ['ingress', 'entries', blocksIf(entry(false), ...entryRows)],
  ['egress', 'entries', blocksIf(entry(true), ...entryRows)],
  ['owner_id', 'ownerId'],
];

/** Routes that nobody writes: the local one, those a gateway propagates, those of a gateway endpoint. */
const isWritten: Test = (route, item) =>
  isObject(route) &&
  property(route, 'gatewayId') !== 'local' &&
  !['CreateRouteTable', 'EnableVgwRoutePropagation'].includes(String(property(route, 'origin'))) &&
  !(
    has('destinationPrefixListId')(route, item) &&
    startsWith('vpce-')(property(route, 'gatewayId') ?? null, item)
  );

const target = (attribute: string, path: string): Row => [attribute, path, orElse('')];

export const vpcs: readonly Mapping[] = [
  { from: 'AWS::EC2::VPC', to: 'aws_default_vpc', when: ['isDefault', is(true)], rows: vpc },
  { from: 'AWS::EC2::VPC', to: 'aws_vpc', rows: vpc },
  { from: 'AWS::EC2::Subnet', to: 'aws_default_subnet', when: ['defaultForAz', is(true)], rows: subnet },
  { from: 'AWS::EC2::Subnet', to: 'aws_subnet', rows: subnet },
  { from: 'AWS::EC2::NetworkAcl', to: 'aws_default_network_acl', when: ['isDefault', is(true)], rows: acl },
  { from: 'AWS::EC2::NetworkAcl', to: 'aws_network_acl', rows: acl },
  {
    from: 'AWS::EC2::RouteTable',
    to: 'aws_route_table',
    rows: [
      ['id', 'routeTableId'],
      ['vpc_id', 'vpcId'],
      [
        'route',
        'routes',
        blocksIf(
          isWritten,
          target('cidr_block', 'destinationCidrBlock'),
          target('ipv6_cidr_block', 'destinationIpv6CidrBlock'),
          target('destination_prefix_list_id', 'destinationPrefixListId'),
          target('gateway_id', 'gatewayId'),
          target('nat_gateway_id', 'natGatewayId'),
          target('transit_gateway_id', 'transitGatewayId'),
          target('network_interface_id', 'networkInterfaceId'),
          target('vpc_peering_connection_id', 'vpcPeeringConnectionId'),
          target('egress_only_gateway_id', 'egressOnlyInternetGatewayId'),
          target('carrier_gateway_id', 'carrierGatewayId'),
          target('local_gateway_id', 'localGatewayId'),
          target('core_network_arn', 'coreNetworkArn'),
          target('vpc_endpoint_id', 'vpcEndpointId'),
        ),
      ],
      ['propagating_vgws', 'propagatingVgws.gatewayId', list],
      ['owner_id', 'ownerId'],
    ],
    companions: [
      {
        to: 'aws_route_table_association',
        at: 'associations',
        name: 'routeTableAssociationId',
        when: (value) => isObject(value) && property(value, 'main') !== true,
        rows: [
          ['id', 'routeTableAssociationId'],
          ['route_table_id', 'routeTableId'],
          ['subnet_id', 'subnetId', orElse('')],
          ['gateway_id', 'gatewayId', orElse('')],
        ],
      },
      {
        to: 'aws_main_route_table_association',
        at: 'associations',
        name: 'routeTableAssociationId',
        when: has('main', true),
        rows: [
          ['id', 'routeTableAssociationId'],
          ['route_table_id', 'routeTableId'],
          ['vpc_id', 'config.vpcId'],
        ],
      },
    ],
  },
];
