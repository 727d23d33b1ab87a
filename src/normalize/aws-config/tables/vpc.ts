import { isObject, property } from '../lookup.ts';
import type { Mapping, Row, Test } from '../table.ts';
import {
  blocksIf,
  blocksOrNone,
  bool,
  filled,
  first,
  has,
  int,
  is,
  list,
  orElse,
  policy,
  startsWith,
} from '../transforms.ts';

// Shapes: items captured by awslabs/aws-config-rdk and cloud-custodian; VPCEndpoint and PrefixList from the query
// schema. What DescribeVpcAttribute gives (the two DNS flags) is not recorded.

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
const isWritten: Test = (route) =>
  isObject(route) &&
  property(route, 'gatewayId') !== 'local' &&
  !['CreateRouteTable', 'EnableVgwRoutePropagation'].includes(String(property(route, 'origin'))) &&
  !(
    has('destinationPrefixListId')(route, undefined as never) &&
    startsWith('vpce-')(property(route, 'gatewayId') ?? null, undefined as never)
  );

const target = (attribute: string, path: string): Row => [attribute, path, orElse('')];

/** The VPC, subnet, interface or gateway that a flow log is about, by the beginning of its id. */
const about = (attribute: string, prefix: string): Row => [
  attribute,
  'resourceId',
  (value) => (startsWith(prefix)(value, undefined as never) ? value : null),
];

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
  {
    from: 'AWS::EC2::InternetGateway',
    to: 'aws_internet_gateway',
    rows: [
      ['id', 'internetGatewayId'],
      ['vpc_id', 'attachments.vpcId', first],
      ['owner_id', 'ownerId'],
    ],
  },
  {
    from: 'AWS::EC2::EgressOnlyInternetGateway',
    to: 'aws_egress_only_internet_gateway',
    rows: [
      ['id', 'egressOnlyInternetGatewayId'],
      ['vpc_id', 'attachments.vpcId', first],
    ],
  },
  {
    from: 'AWS::EC2::NatGateway',
    to: 'aws_nat_gateway',
    rows: [
      ['id', 'natGatewayId'],
      ['subnet_id', 'subnetId'],
      ['allocation_id', 'natGatewayAddresses.allocationId', first],
      ['network_interface_id', 'natGatewayAddresses.networkInterfaceId', first],
      ['private_ip', 'natGatewayAddresses.privateIp', first],
      ['public_ip', 'natGatewayAddresses.publicIp', first],
      ['connectivity_type', 'connectivityType', orElse('public')],
      ['vpc_id', 'vpcId'],
    ],
  },
  {
    from: 'AWS::EC2::FlowLog',
    to: 'aws_flow_log',
    rows: [
      ['id', 'flowLogId'],
      // The provider's ARN has another segment than the item's.
      [
        'arn',
        'item.arn',
        (value) => (typeof value === 'string' ? value.replace(':flow-log/', ':vpc-flow-log/') : null),
      ],
      ['iam_role_arn', 'deliverLogsPermissionArn', orElse('')],
      ['log_destination_type', 'logDestinationType', orElse('cloud-watch-logs')],
      ['log_destination', 'logDestination'],
      ['log_format', 'logFormat'],
      ['max_aggregation_interval', 'maxAggregationInterval', int],
      ['traffic_type', 'trafficType'],
      about('vpc_id', 'vpc-'),
      about('subnet_id', 'subnet-'),
      about('eni_id', 'eni-'),
      about('transit_gateway_id', 'tgw-'),
      about('transit_gateway_attachment_id', 'tgw-attach-'),
      [
        'destination_options',
        'destinationOptions',
        blocksOrNone(
          ['file_format', 'fileFormat'],
          ['hive_compatible_partitions', 'hiveCompatiblePartitions', bool],
          ['per_hour_partition', 'perHourPartition', bool],
        ),
      ],
    ],
  },
  {
    from: 'AWS::EC2::VPCEndpoint',
    to: 'aws_vpc_endpoint',
    rows: [
      ['id', 'vpcEndpointId'],
      ['vpc_id', 'vpcId'],
      ['service_name', 'serviceName'],
      ['vpc_endpoint_type', 'vpcEndpointType'],
      ['state', 'state'],
      ['policy', 'policyDocument', policy],
      ['private_dns_enabled', 'privateDnsEnabled', bool],
      ['route_table_ids', 'routeTableIds', list],
      ['subnet_ids', 'subnetIds', list],
      ['security_group_ids', 'groups.groupId', list],
      ['network_interface_ids', 'networkInterfaceIds', list],
      ['ip_address_type', 'ipAddressType'],
      ['dns_options', 'dnsOptions', blocksOrNone(['dns_record_ip_type', 'dnsRecordIpType'])],
    ],
  },
  {
    from: 'AWS::EC2::VPCEndpointService',
    to: 'aws_vpc_endpoint_service',
    rows: [
      ['id', 'serviceId'],
      ['acceptance_required', 'acceptanceRequired', bool],
    ],
  },
  {
    from: 'AWS::EC2::VPCPeeringConnection',
    to: 'aws_vpc_peering_connection',
    rows: [
      ['id', 'vpcPeeringConnectionId'],
      ['vpc_id', 'requesterVpcInfo.vpcId'],
      ['peer_vpc_id', 'accepterVpcInfo.vpcId'],
      ['peer_owner_id', 'accepterVpcInfo.ownerId'],
      ['peer_region', 'accepterVpcInfo.region'],
      ['accept_status', 'status.code'],
    ],
  },
  {
    // `customerGatewayConfiguration` holds the pre-shared keys in clear text, and is never read.
    from: 'AWS::EC2::VPNConnection',
    to: 'aws_vpn_connection',
    rows: [
      ['id', 'vpnConnectionId'],
      ['customer_gateway_id', 'customerGatewayId'],
      ['vpn_gateway_id', 'vpnGatewayId', orElse(null, filled)],
      ['transit_gateway_id', 'transitGatewayId', orElse(null, filled)],
      ['type', 'type'],
      ['static_routes_only', 'options.staticRoutesOnly', bool],
    ],
  },
  {
    from: 'AWS::EC2::VPNGateway',
    to: 'aws_vpn_gateway',
    rows: [
      ['id', 'vpnGatewayId'],
      ['vpc_id', 'vpcAttachments.vpcId', first],
    ],
  },
  {
    from: 'AWS::EC2::CustomerGateway',
    to: 'aws_customer_gateway',
    rows: [
      ['id', 'customerGatewayId'],
      ['bgp_asn', 'bgpAsn'],
      ['ip_address', 'ipAddress'],
      ['type', 'type'],
    ],
  },
  {
    from: 'AWS::EC2::PrefixList',
    to: { ignored: 'AWS keeps the list' },
    when: ['OwnerId', is('AWS')],
    rows: [],
  },
  {
    // CloudFormation shape. Entries are not in the query schema, so that they are carried only where they are shown.
    from: 'AWS::EC2::PrefixList',
    to: 'aws_ec2_managed_prefix_list',
    rows: [
      ['id', 'PrefixListId'],
      ['name', 'PrefixListName'],
      ['address_family', 'AddressFamily'],
      ['max_entries', 'MaxEntries', int],
      ['owner_id', 'OwnerId'],
      ['version', 'Version', int],
      [
        'entry',
        'Entries',
        {
          rows: [
            ['cidr', 'Cidr'],
            ['description', 'Description', orElse('')],
          ],
        },
      ],
    ],
  },
];
