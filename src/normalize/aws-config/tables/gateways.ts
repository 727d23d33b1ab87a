import type { Mapping, Row } from '../table.ts';
import {
  blocksOrNone,
  bool,
  filled,
  first,
  int,
  is,
  list,
  orElse,
  policy,
  startsWith,
} from '../transforms.ts';

// Shapes: items captured by awslabs/aws-config-rdk; VPCEndpoint and PrefixList from the query schema.

/** The VPC, subnet, interface or gateway that a flow log is about, by the beginning of its id. */
const about = (attribute: string, prefix: string): Row => [
  attribute,
  'resourceId',
  (value, item) => (startsWith(prefix)(value, item) ? value : null),
];

export const gateways: readonly Mapping[] = [
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
    // CloudFormation shape, in the query schema.
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
