import type { Resource } from '../model/document.ts';
import type { Difference } from './difference.ts';

/**
 * The rules of a security group are one thing in AWS and can be written in three ways: as blocks of the group, as
 * aws_security_group_rule, or as aws_vpc_security_group_*_rule. All become atoms: one direction, protocol, range of
 * ports and source each.
 */
const ruleTypes: Readonly<Record<string, 'ingress' | 'egress' | undefined>> = {
  aws_vpc_security_group_ingress_rule: 'ingress',
  aws_vpc_security_group_egress_rule: 'egress',
};

export const isRule = ({ type }: Resource): boolean =>
  type === 'aws_security_group_rule' || Object.hasOwn(ruleTypes, type);

/** Whether a live resource carries the rules of a group. */
export const holdsRules = ({ type, attributes }: Resource): boolean =>
  /^aws_(default_)?security_group$/.test(type) && Array.isArray(attributes['ingress']);

type Fields = Readonly<Record<string, unknown>>;
type Direction = 'ingress' | 'egress';
const directions: readonly Direction[] = ['ingress', 'egress'];

export interface RuleComparison {
  readonly differences: readonly Difference[];
  /** Rules that are resources of their own, of which no atom is live. */
  readonly missing: readonly Resource[];
}

export function compareRules(
  expected: Resource,
  actual: Resource,
  rules: readonly Resource[],
): RuleComparison {
  const self = [expected.id, actual.id].filter((id) => id !== undefined);
  const live = new Map(directions.map((direction) => [direction, blocks(actual, direction, self)]));
  const gone = (rule: Resource): boolean => {
    const [direction, atoms] = ofRule(rule, self);
    const found = live.get(direction) ?? new Set();
    return atoms.length > 0 && atoms.every((atom) => !found.has(atom));
  };
  const missing = rules.filter(gone);
  const differences = directions.flatMap((direction): Difference[] => {
    // Where rules are resources of their own, the blocks of the group only echo what was there at the last refresh.
    const own = rules.length > 0 ? new Set<string>() : blocks(expected, direction, self);
    const wanted = new Set([
      ...own,
      ...rules.map((rule) => ofRule(rule, self)).flatMap(([to, atoms]) => (to === direction ? atoms : [])),
    ]);
    if (rules.length === 0 && !Array.isArray(expected.attributes[direction])) return [];
    const lost = new Set(missing.flatMap((rule) => ofRule(rule, self)[1]));
    const there = live.get(direction) ?? new Set();
    const only = [...wanted].filter((atom) => !there.has(atom) && !lost.has(atom)).sort();
    const more = [...there].filter((atom) => !wanted.has(atom)).sort();
    return only.length + more.length === 0 ? [] : [{ path: `/${direction}`, expected: only, actual: more }];
  });
  return { differences, missing };
}

const blocks = ({ attributes }: Resource, direction: Direction, self: readonly string[]): Set<string> => {
  const list = attributes[direction];
  return new Set((Array.isArray(list) ? list : []).filter(isObject).flatMap((block) => atoms(block, self)));
};

function ofRule({ type, attributes }: Resource, self: readonly string[]): [Direction, string[]] {
  const direction = ruleTypes[type] ?? (attributes['type'] === 'egress' ? 'egress' : 'ingress');
  return [direction, atoms(attributes, self)];
}

const lists = ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids', 'security_groups'];
const singles = [
  'cidr_ipv4',
  'cidr_ipv6',
  'prefix_list_id',
  'source_security_group_id',
  'referenced_security_group_id',
];

/** `tcp 443-443 10.0.0.0/8`, one a source. */
function atoms(rule: Fields, self: readonly string[]): string[] {
  const protocol = protocolOf(rule['ip_protocol'] ?? rule['protocol']);
  const hasPorts = /^(tcp|udp|icmp|icmpv6)$/.test(protocol);
  const ports = hasPorts ? ` ${Number(rule['from_port'] ?? 0)}-${Number(rule['to_port'] ?? 0)}` : '';
  const sources = [
    ...lists.flatMap((name) => (Array.isArray(rule[name]) ? rule[name] : [])),
    ...singles.map((name) => rule[name]),
    ...(rule['self'] === true ? ['self'] : []),
  ].filter((source): source is string => typeof source === 'string' && source !== '');
  const named = sources.map((source) =>
    self.includes(source)
      ? 'self'
      : source.split('/').length === 2 && /^\d{12}\//.test(source)
        ? source.slice(13)
        : source,
  );
  return [...new Set(named)].map((source) => `${protocol}${ports} ${source.toLowerCase()}`);
}

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

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
