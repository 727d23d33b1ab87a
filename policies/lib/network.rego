# METADATA
# title: CIDR blocks, ports and ingress rules
# description: |
#   One shape for the ingress rules of security groups, wherever they are written: as blocks of the group, as an
#   aws_security_group_rule, or as an aws_vpc_security_group_ingress_rule.
# scope: package
package driftgate.lib.network

import data.driftgate.lib.resource

# Length of the prefix of a CIDR block; undefined for anything else.
prefix_length(cidr) := to_number(parts[1]) if {
	regex.match(`^[0-9a-fA-F.:]+/[0-9]{1,3}$`, cidr)
	parts := split(cidr, "/")
}

family(cidr) := "ipv6" if contains(cidr, ":")

else := "ipv4"

# Whether a CIDR block is wider than the limit of its family, {"ipv4": 8, "ipv6": 16}, and reaches the internet.
is_wide(cidr, limit) if {
	prefix_length(cidr) < limit[family(cidr)]
	not _is_local(cidr)
}

# Whether a CIDR block is known and not wide: not the opposite of is_wide where the text is no CIDR block.
is_narrow(cidr, limit) if prefix_length(cidr) >= limit[family(cidr)]

is_narrow(cidr, _) if _is_local(cidr)

# Unique local and link-local addresses have short prefixes but are not routed.
_is_local(cidr) if {
	contains(cidr, ":")
	some range in ["fc00::/7", "fe80::/10"]
	net.cidr_contains(range, cidr)
}

# The ingress rules that r holds: {at, protocol, from, to, ports_known, ranges: [{path, cidr}], prefix_lists: [id],
# sources_known}. What is not known yet, or left out, is null.
ingress(r) := [_block_rule(r, block, concat("", ["/ingress/", format_int(index, 10)])) |
	some index, block in r.attributes.ingress
	is_object(block)
] if r.type in {"aws_security_group", "aws_default_security_group"}

ingress(r) := [_block_rule(r, r.attributes, "")] if {
	r.type == "aws_security_group_rule"
	r.attributes.type == "ingress"
}

ingress(r) := [{
	"at": "",
	"protocol": _protocol(r.attributes, "ip_protocol"),
	"from": object.get(r.attributes, "from_port", null),
	"to": object.get(r.attributes, "to_port", null),
	"ports_known": _known(r, "", ["ip_protocol", "from_port", "to_port"]),
	"ranges": [{"path": concat("", ["/", name]), "cidr": cidr} |
		some name in ["cidr_ipv4", "cidr_ipv6"]
		cidr := r.attributes[name]
		is_string(cidr)
	],
	"prefix_lists": [id | id := r.attributes.prefix_list_id; is_string(id)],
	"sources_known": _known(r, "", ["cidr_ipv4", "cidr_ipv6", "prefix_list_id"]),
}] if r.type == "aws_vpc_security_group_ingress_rule"

_block_rule(r, block, at) := {
	"at": at,
	"protocol": _protocol(block, "protocol"),
	"from": object.get(block, "from_port", null),
	"to": object.get(block, "to_port", null),
	"ports_known": _known(r, at, ["protocol", "from_port", "to_port"]),
	"ranges": [{"path": concat("/", [at, name, format_int(index, 10)]), "cidr": cidr} |
		some name in ["cidr_blocks", "ipv6_cidr_blocks"]
		some index, cidr in block[name]
		is_string(cidr)
	],
	"prefix_lists": [id | some id in block.prefix_list_ids; is_string(id)],
	"sources_known": _known(r, at, ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids"]),
}

_protocol(holder, name) := lower(holder[name]) if is_string(holder[name])

else := null

# Most resources have nothing that is not known: that is told first.
_known(r, at, names) if {
	count(r.unknown) == 0
} else if {
	every name in names {
		not has_unknown(r, concat("/", [at, name]))
	}
} else := false

# Whether the value at a pointer, something inside it, or one that holds it, is known only after apply.
has_unknown(r, pointer) if resource.is_unknown(r, pointer)

has_unknown(r, pointer) if {
	some unknown, _ in r.unknown
	startswith(unknown, concat("", [pointer, "/"]))
}

# Those of some ports to which a rule lets TCP traffic through.
admitted(rule, ports) := ports if rule.protocol in {"-1", "all"}

admitted(rule, ports) := [port | some port in ports; from <= port; port <= rule.to] if {
	rule.protocol in {"tcp", "6"}
	from := rule.from
	from != null
}

admitted(rule, ports) := ports if {
	rule.protocol in {"tcp", "6"}
	rule.ports_known
	rule.from == null
	rule.to == null
}

# Whether a rule is known not to let TCP traffic to any of some ports through.
shuts(rule, _) if rule.protocol in {"udp", "17", "icmp", "1", "icmpv6", "58"}

shuts(rule, ports) if {
	rule.protocol in {"tcp", "6"}
	from := _number(rule.from, 0)
	to := _number(rule.to, 65535)
	count([port | some port in ports; from <= port; port <= to]) == 0
}

_number(value, otherwise) := value if is_number(value)

else := otherwise
