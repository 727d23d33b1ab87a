# METADATA
# title: TCP ports that the internet can reach
# description: |
#   What rules about open ports say of the ingress rules in a batch. `params` holds max_prefix, {"ipv4": 8, "ipv6": 16}:
#   CIDR blocks with a shorter prefix count as the internet; and trusted_prefix_lists: ids of lists outside of the document.
# scope: package
package driftgate.lib.exposure

import data.driftgate.lib.network
import data.driftgate.lib.prefix_lists
import data.driftgate.lib.resource

# Findings for `deny`: rules that let the internet reach one of the ports.
violations(ports, params) := _by_range(ports, params) | _by_list(ports, params)

_by_range(ports, params) := {resource.finding(r, path, concat("", [opened, "the internet"])) |
	some [r, rule] in _rules
	paths := [range.path | some range in rule.ranges; network.is_wide(range.cidr, params.max_prefix)]
	count(paths) > 0
	opened := _words_of_opened(rule, ports)
	some path in paths
}

_by_list(ports, params) := {resource.finding_at(r, {"key": entry.key}, entry.path, concat("", [opened, "the internet"])) |
	some [r, rule] in _rules
	entries := [entry |
		some list in prefix_lists.named(r, rule)
		some entry in prefix_lists.entries(list)
		network.is_wide(entry.cidr, params.max_prefix)
	]
	count(entries) > 0
	opened := _words_of_opened(rule, ports)
	some entry in entries
}

# Findings for `undetermined`: rules that name prefix lists of which not all is known.
doubts(ports, params) := {resource.finding(r, rule.at, concat("", [opened, "a prefix list whose entries are not known"])) |
	some [r, rule] in _rules
	_has_unknown_list(r, rule, params)
	opened := _words_of_opened(rule, ports)
}

# Keys for `settled`. Values that are not known yet do not matter in a rule for other ports, nor in one for narrow
# networks.
harmless(ports, params) := {r.key |
	some r in input.resources
	not _has_unknown_rules(r)
	every rule in network.ingress(r) {
		_harmless(r, rule, ports, params)
	}
}

# Keys for `not_applicable`.
egress_rules := {r.key |
	some r in resource.of("aws_security_group_rule")
	r.attributes.type == "egress"
}

# The rules of all resources, each as [resource, rule]: made once for a rule, which asks about them several times.
_rules := [[r, rule] |
	some r in input.resources
	some rule in network.ingress(r)
]

# "tcp port 22 is open to "; undefined for a rule that admits none of the ports.
_words_of_opened(rule, ports) := concat("", ["tcp port ", concat(", ", [format_int(port, 10) | some port in admitted]), " is open to "]) if {
	admitted := network.admitted(rule, ports)
	count(admitted) > 0
}

_has_unknown_list(r, rule, params) if not prefix_lists.all_given(r, rule, params.trusted_prefix_lists)

_has_unknown_list(r, rule, _) if {
	some list in prefix_lists.named(r, rule)
	not prefix_lists.entries_known(list)
}

_has_unknown_rules(r) if {
	some pointer, _ in r.unknown
	regex.match(`^/(ingress(/[0-9]+)?|type)$`, pointer)
}

_harmless(_, rule, ports, _) if network.shuts(rule, ports)

_harmless(r, rule, _, params) if {
	_sources_known(r, rule, params)
	not _has_unknown_list(r, rule, params)
	every range in rule.ranges {
		network.is_narrow(range.cidr, params.max_prefix)
	}
	every list in prefix_lists.named(r, rule) {
		_is_narrow(list, params)
	}
}

_sources_known(_, rule, _) if rule.sources_known

_sources_known(r, rule, params) if {
	lists := prefix_lists.possible(r, rule)
	count(lists) > 0
	not "aws_ec2_managed_prefix_list" in r.unresolved
	every name in ["cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"] {
		not network.has_unknown(r, concat("/", [rule.at, name]))
	}
	every list in lists {
		_is_narrow(list, params)
	}
}

_is_narrow(list, params) if {
	prefix_lists.entries_known(list)
	every entry in prefix_lists.entries(list) {
		network.is_narrow(entry.cidr, params.max_prefix)
	}
}
