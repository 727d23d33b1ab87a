import type { Resource } from '../model/document.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What AWS has as one list inside a resource, and Terraform as blocks of it or as resources of their own: rules of a
 * security group, entries of a network ACL, routes. All become atoms, texts that say one thing each.
 */
export interface Family {
  readonly parents: RegExp;
  readonly children: RegExp;
  /** Attribute of a child that names its parent. */
  readonly link: string;
  /** Attributes of the parent that hold the list. */
  readonly slots: readonly string[];
  readonly slotOf: (child: Resource) => string;
  /** `self`: ids of the parent, which names itself in either way. */
  readonly atoms: (block: Fields, self: readonly string[]) => string[];
}

const families: readonly Family[] = [
  {
    parents: /^aws_(default_)?security_group$/,
    children: /^aws_(vpc_security_group_(in|e)gress_rule|security_group_rule)$/,
    link: 'security_group_id',
    slots: ['ingress', 'egress'],
    slotOf: ({ type, attributes }) =>
      type.includes('_egress_') || attributes['type'] === 'egress' ? 'egress' : 'ingress',
    atoms: permission,
  },
  {
    parents: /^aws_(default_)?network_acl$/,
    children: /^aws_network_acl_rule$/,
    link: 'network_acl_id',
    slots: ['ingress', 'egress'],
    slotOf: ({ attributes }) => (isTrue(attributes['egress']) ? 'egress' : 'ingress'),
    atoms: entry,
  },
  {
    parents: /^aws_(default_)?route_table$/,
    children: /^aws_route$/,
    link: 'route_table_id',
    slots: ['route'],
    slotOf: () => 'route',
    atoms: route,
  },
];

/** The family of a resource that is part of another. */
export const familyOfChild = ({ type }: Resource): Family | undefined =>
  families.find(({ children }) => children.test(type));

/** The family of a live resource that carries such a list. */
export const familyOfParent = ({ type, attributes }: Resource): Family | undefined =>
  families.find(
    ({ parents, slots }) => parents.test(type) && slots.some((slot) => Array.isArray(attributes[slot])),
  );

const lists = ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids', 'security_groups'];
const singles = [
  'cidr_ipv4',
  'cidr_ipv6',
  'prefix_list_id',
  'source_security_group_id',
  'referenced_security_group_id',
];

/** `tcp 443-443 10.0.0.0/8`, one a source. */
function permission(rule: Fields, self: readonly string[]): string[] {
  const protocol = protocolOf(rule['ip_protocol'] ?? rule['protocol']);
  const hasPorts = /^(tcp|udp|icmp|icmpv6)$/.test(protocol);
  const ports = hasPorts ? ` ${Number(rule['from_port'] ?? 0)}-${Number(rule['to_port'] ?? 0)}` : '';
  const sources = [
    ...lists.flatMap((name) => (Array.isArray(rule[name]) ? rule[name] : [])),
    ...singles.map((name) => rule[name]),
    ...(isTrue(rule['self']) ? ['self'] : []),
  ].filter((source): source is string => typeof source === 'string' && source !== '');
  const named = sources.map((source) => {
    if (self.includes(source)) return 'self';
    // Groups of another account stand with it or without.
    return /^\d{12}\/sg-/.test(source) ? source.slice(13) : source;
  });
  return [...new Set(named)].map((source) => `${protocol}${ports} ${source.toLowerCase()}`);
}

/** `100 allow tcp 443-443 10.0.0.0/8` */
function entry(block: Fields): string[] {
  const protocol = protocolOf(block['protocol']);
  const number = (name: string): number => Number(block[name] ?? 0);
  const icmp = /^icmp/.test(protocol) ? ` ${number('icmp_type')}.${number('icmp_code')}` : '';
  const ports = /^(tcp|udp)$/.test(protocol) ? ` ${number('from_port')}-${number('to_port')}` : '';
  const source = text(block['cidr_block']) || text(block['ipv6_cidr_block']);
  const rank = number('rule_no') || number('rule_number');
  const action = (text(block['action']) || text(block['rule_action'])).toLowerCase();
  return [`${rank} ${action} ${protocol}${icmp}${ports} ${source.toLowerCase()}`];
}

const targets = [
  'gateway_id',
  'nat_gateway_id',
  'transit_gateway_id',
  'network_interface_id',
  'vpc_peering_connection_id',
  'egress_only_gateway_id',
  'carrier_gateway_id',
  'local_gateway_id',
  'core_network_arn',
  'vpc_endpoint_id',
];

/** `0.0.0.0/0 nat-0a1b`; the local route is AWS's own. */
function route(block: Fields): string[] {
  const destination = [
    'cidr_block',
    'destination_cidr_block',
    'ipv6_cidr_block',
    'destination_ipv6_cidr_block',
    'destination_prefix_list_id',
  ]
    .map((name) => text(block[name]))
    .find((value) => value !== '');
  const target = targets.map((name) => text(block[name])).find((value) => value !== '');
  if (destination === undefined || target === undefined || target === 'local') return [];
  return [`${destination.toLowerCase()} ${target}`];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const isTrue = (value: unknown): boolean => value === true || value === 'true';

/** Numbers that AWS answers with names, or Terraform takes for them. */
const protocols: Readonly<Record<string, string>> = {
  '-1': 'all',
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
};
const protocolOf = (value: unknown): string => {
  const name = String(value ?? '-1').toLowerCase();
  return protocols[name] ?? name;
};
