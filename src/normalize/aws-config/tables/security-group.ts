import type { ConfigItem } from '../../../model/config-item.ts';
import type { RawObject, RawValue } from '../../../model/raw.ts';
import { isObject, property } from '../lookup.ts';
import type { Mapping, Row, Transform } from '../table.ts';
import { is } from '../transforms.ts';

// Shape: items captured by awslabs/aws-config-rdk and cloud-custodian. The item shows the rules of a group whichever way
// they were written, so they stand inline; a permission has one description for each range, an inline block one for
// all, so a permission with several becomes several blocks.

/** Protocol numbers that AWS answers with names (https://www.iana.org/assignments/protocol-numbers). */
const protocols: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '1': 'icmp', '58': 'icmpv6' };

interface Peer {
  readonly list: 'cidr_blocks' | 'ipv6_cidr_blocks' | 'prefix_list_ids' | 'security_groups' | 'self';
  readonly value: string;
  readonly description: string;
}

/** Where each kind of peer stands, and under which key. */
const ranges: readonly (readonly [Peer['list'], holder: string, key: string])[] = [
  ['cidr_blocks', 'ipv4Ranges', 'cidrIp'],
  ['ipv6_cidr_blocks', 'ipv6Ranges', 'cidrIpv6'],
  ['prefix_list_ids', 'prefixListIds', 'prefixListId'],
];

function peersOf(permission: RawObject, item: ConfigItem): Peer[] {
  const found: Peer[] = [];
  for (const [name, holder, key] of ranges) {
    for (const range of elements(permission, holder)) {
      const value = isObject(range) ? textOf(range, key) : range;
      if (typeof value === 'string') found.push({ list: name, value, description: describe(range) });
    }
  }
  // Items of before 2018 have plain texts, which newer ones repeat.
  if (!found.some((peer) => peer.list === 'cidr_blocks')) {
    for (const value of elements(permission, 'ipRanges'))
      if (typeof value === 'string') found.push({ list: 'cidr_blocks', value, description: '' });
  }
  const own = textOf(item.configuration, 'groupId');
  for (const pair of elements(permission, 'userIdGroupPairs').filter(isObject)) {
    const id = textOf(pair, 'groupId');
    const owner = textOf(pair, 'userId');
    const foreign = owner !== undefined && owner !== item.account;
    const description = describe(pair);
    if (id === undefined) continue;
    if (id === own) found.push({ list: 'self', value: id, description });
    else found.push({ list: 'security_groups', value: foreign ? `${owner}/${id}` : id, description });
  }
  return found;
}

function blocksOf(permission: RawObject, item: ConfigItem): RawObject[] {
  const number = String(property(permission, 'ipProtocol') ?? '-1').toLowerCase();
  const protocol = protocols[number] ?? number;
  const port = (name: string): RawValue => {
    const value = property(permission, name);
    return protocol === '-1' ? 0 : value === undefined ? null : value;
  };
  const byDescription = new Map<string, Peer[]>();
  for (const peer of peersOf(permission, item)) {
    const same = byDescription.get(peer.description);
    if (same === undefined) byDescription.set(peer.description, [peer]);
    else same.push(peer);
  }
  return [...byDescription].map(([description, peers]) => {
    const of = (name: Peer['list']) => peers.filter((peer) => peer.list === name).map((peer) => peer.value);
    return {
      description,
      protocol,
      from_port: port('fromPort'),
      to_port: port('toPort'),
      cidr_blocks: of('cidr_blocks'),
      ipv6_cidr_blocks: of('ipv6_cidr_blocks'),
      prefix_list_ids: of('prefix_list_ids'),
      security_groups: of('security_groups'),
      self: of('self').length > 0,
    };
  });
}

const rules: Transform = (value, item) =>
  Array.isArray(value) ? value.filter(isObject).flatMap((each) => blocksOf(each, item)) : [];

const elements = (holder: RawObject, name: string): readonly RawValue[] => {
  const value = property(holder, name);
  return Array.isArray(value) ? value : [];
};
const textOf = (holder: RawObject, name: string): string | undefined => {
  const value = property(holder, name);
  return typeof value === 'string' ? value : undefined;
};
const describe = (range: RawValue): string => (isObject(range) ? (textOf(range, 'description') ?? '') : '');

const group: readonly Row[] = [
  ['id', 'groupId'],
  ['name', 'groupName'],
  ['description', 'description'],
  ['vpc_id', 'vpcId'],
  ['owner_id', 'ownerId'],
  ['ingress', 'ipPermissions', rules],
  ['egress', 'ipPermissionsEgress', rules],
];

export const securityGroups: readonly Mapping[] = [
  // No other group can have that name.
  {
    from: 'AWS::EC2::SecurityGroup',
    to: 'aws_default_security_group',
    when: ['groupName', is('default')],
    rows: group,
  },
  { from: 'AWS::EC2::SecurityGroup', to: 'aws_security_group', rows: group },
];
