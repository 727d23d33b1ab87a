package driftgate.rules.network.admin_ports_closed_test

cases := object.union_n([protocols, groups, group_rules, ingress_rules, lists, {
	"default group that is open": {
		"resources": [{"type": "aws_default_security_group", "attributes": {"ingress": [block(22, 22, "tcp", ["0.0.0.0/0"])]}}],
		"verdict": "fail",
		"path": "/ingress/0/cidr_blocks/0",
	},
	"default group without rules": {"resources": [{"type": "aws_default_security_group", "attributes": {"ingress": []}}], "verdict": "pass"},
	"another type": {"resources": [{"type": "aws_vpc_security_group_egress_rule", "attributes": {"cidr_ipv4": "0.0.0.0/0", "ip_protocol": "-1"}}], "verdict": "none"},
}])

groups := {
	"first port known only after apply": {
		"resources": [unknown(group([block(null, null, "tcp", ["0.0.0.0/0"])]), {"/ingress/0/from_port": ["data.aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
	},
	"last port known only after apply": {
		"resources": [unknown(group([block(null, null, "tcp", ["0.0.0.0/0"])]), {"/ingress/0/to_port": ["data.aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
	},
	"network in ipv6 known only after apply": {
		"resources": [unknown(group([block(22, 22, "tcp", [])]), {"/ingress/0/ipv6_cidr_blocks": ["aws_vpc.main.ipv6_cidr_block"]})],
		"verdict": "unknown",
	},
	"udp, network known only after apply": {
		"resources": [unknown(ingress({"ip_protocol": "udp", "from_port": 22, "to_port": 22}), {"/cidr_ipv4": ["aws_vpc.main.cidr_block"]})],
		"verdict": "pass",
	},
	"unique local addresses, beside a rule for another port that is known only after apply": {
		"resources": [unknown(
			group([object.union(block(22, 22, "tcp", []), {"ipv6_cidr_blocks": ["fc00::/7"]}), block(443, 443, "tcp", null)]),
			{"/ingress/1/cidr_blocks": ["aws_vpc.main.cidr_block"]},
		)],
		"verdict": "pass",
	},
	"ssh from a network, beside a prefix list that could not be told": {
		"resources": [object.union(group([block(22, 22, "tcp", ["10.0.0.0/8"])]), {"unresolved": ["aws_ec2_managed_prefix_list"]})],
		"verdict": "pass",
	},
	"ssh from a network": {"resources": [group([block(22, 22, "tcp", ["10.0.0.0/8"])])], "verdict": "pass"},
	"ssh from everywhere": {
		"resources": [group([block(443, 443, "tcp", ["0.0.0.0/0"]), block(22, 22, "tcp", ["10.0.0.0/8", "0.0.0.0/0"])])],
		"verdict": "fail",
		"path": "/ingress/1/cidr_blocks/1",
		"findings": 1,
	},
	"rdp from everywhere": {"resources": [group([block(3389, 3389, "tcp", ["0.0.0.0/0"])])], "verdict": "fail"},
	"https from everywhere": {"resources": [group([block(443, 443, "tcp", ["0.0.0.0/0"])])], "verdict": "pass"},
	"range of ports": {"resources": [group([block(20, 25, "tcp", ["0.0.0.0/0"])])], "verdict": "fail"},
	"range beside the port": {"resources": [group([block(23, 3388, "tcp", ["0.0.0.0/0"])])], "verdict": "pass"},
	"all traffic": {"resources": [group([block(0, 0, "-1", ["0.0.0.0/0"])])], "verdict": "fail"},
	"all traffic, by word": {"resources": [group([block(0, 0, "ALL", ["0.0.0.0/0"])])], "verdict": "fail"},
	"tcp by number": {"resources": [group([block(22, 22, "6", ["0.0.0.0/0"])])], "verdict": "fail"},
	"tcp without ports": {"resources": [group([block(null, null, "tcp", ["0.0.0.0/0"])])], "verdict": "fail"},
	"all tcp ports": {"resources": [group([block(0, 65535, "tcp", ["0.0.0.0/0"])])], "verdict": "fail"},
	"ping": {"resources": [group([block(8, 0, "icmp", ["0.0.0.0/0"])])], "verdict": "pass"},
	"ping, all of it": {"resources": [group([block(-1, -1, "icmp", ["0.0.0.0/0"])])], "verdict": "pass"},
	"udp": {"resources": [group([block(22, 22, "udp", ["0.0.0.0/0"])])], "verdict": "pass"},
	"everywhere in halves": {
		"resources": [group([block(22, 22, "tcp", ["0.0.0.0/1", "128.0.0.0/1"])])],
		"verdict": "fail",
		"findings": 2,
	},
	"everywhere in ipv6": {
		"resources": [group([object.union(block(22, 22, "tcp", []), {"ipv6_cidr_blocks": ["::/0"]})])],
		"verdict": "fail",
		"path": "/ingress/0/ipv6_cidr_blocks/0",
	},
	"half of ipv6": {"resources": [group([object.union(block(22, 22, "tcp", []), {"ipv6_cidr_blocks": ["2000::/3"]})])], "verdict": "fail"},
	"unique local addresses": {"resources": [group([object.union(block(22, 22, "tcp", []), {"ipv6_cidr_blocks": ["fc00::/7"]})])], "verdict": "pass"},
	"network in ipv6": {"resources": [group([object.union(block(22, 22, "tcp", []), {"ipv6_cidr_blocks": ["2001:db8::/32"]})])], "verdict": "pass"},
	"from another group": {
		"resources": [group([object.union(block(22, 22, "tcp", []), {"security_groups": ["sg-1"], "self": true})])],
		"verdict": "pass",
	},
	"no rules": {"resources": [group([])], "verdict": "pass"},
	"rules left out": {"resources": [{"type": "aws_security_group", "attributes": {}}], "verdict": "pass"},
	"ports are a parameter": {
		"resources": [group([block(5432, 5432, "tcp", ["0.0.0.0/0"])])],
		"params": {"admin_ports": [22, 5432]},
		"verdict": "fail",
	},
	"width is a parameter": {
		"resources": [group([block(22, 22, "tcp", ["203.0.0.0/12"])])],
		"params": {"max_prefix": {"ipv4": 16, "ipv6": 32}},
		"verdict": "fail",
	},
	"rules known only after apply": {"resources": [unknown(group([]), {"/ingress": ["data.http.rules.body"]})], "verdict": "unknown"},
	"a rule known only after apply": {
		"resources": [unknown(group([null]), {"/ingress/0": ["data.http.rules.body"]})],
		"verdict": "unknown",
	},
	"network known only after apply": {
		"resources": [unknown(group([block(22, 22, "tcp", [null])]), {"/ingress/0/cidr_blocks/0": ["aws_eip.vpn.public_ip"]})],
		"verdict": "unknown",
	},
	"networks known only after apply": {
		"resources": [unknown(group([block(22, 22, "tcp", null)]), {"/ingress/0/cidr_blocks": ["data.http.networks.body"]})],
		"verdict": "unknown",
	},
	"network of another port known only after apply": {
		"resources": [unknown(group([block(443, 443, "tcp", null)]), {"/ingress/0/cidr_blocks": ["data.http.networks.body"]})],
		"verdict": "pass",
	},
	"one network known only after apply, one everywhere": {
		"resources": [unknown(group([block(22, 22, "tcp", [null, "0.0.0.0/0"])]), {"/ingress/0/cidr_blocks/0": ["aws_eip.vpn.public_ip"]})],
		"verdict": "fail",
		"path": "/ingress/0/cidr_blocks/1",
	},
	"port known only after apply": {
		"resources": [unknown(
			group([{"protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"]}]),
			{"/ingress/0/from_port": ["aws_db_instance.a.port"], "/ingress/0/to_port": ["aws_db_instance.a.port"]},
		)],
		"verdict": "unknown",
	},
	"port of a narrow network known only after apply": {
		"resources": [unknown(
			group([{"protocol": "tcp", "cidr_blocks": ["10.0.0.0/16"]}]),
			{"/ingress/0/from_port": ["aws_db_instance.a.port"], "/ingress/0/to_port": ["aws_db_instance.a.port"]},
		)],
		"verdict": "pass",
	},
	"protocol known only after apply": {
		"resources": [unknown(
			group([{"from_port": 443, "to_port": 443, "cidr_blocks": ["0.0.0.0/0"]}]),
			{"/ingress/0/protocol": ["data.aws_ssm_parameter.a.value"]},
		)],
		"verdict": "unknown",
	},
	"group named by a rule known only after apply": {
		"resources": [unknown(group([block(22, 22, "tcp", [])]), {"/ingress/0/security_groups": ["aws_security_group.a.id"]})],
		"verdict": "pass",
	},
}

protocols := {concat(" ", ["ssh by another protocol, network known only after apply:", protocol]): {
	"resources": [unknown(ingress({"ip_protocol": protocol, "from_port": 22, "to_port": 22}), {"/cidr_ipv4": ["aws_vpc.main.cidr_block"]})],
	"verdict": "pass",
} |
	some protocol in ["udp", "17", "icmp", "1", "icmpv6", "58"]
}

group_rules := {
	"rule: ssh from everywhere": {
		"resources": [rule("ingress", block(22, 22, "tcp", ["0.0.0.0/0"]))],
		"verdict": "fail",
		"path": "/cidr_blocks/0",
	},
	"rule: ssh from a network": {"resources": [rule("ingress", block(22, 22, "tcp", ["192.0.2.0/24"]))], "verdict": "pass"},
	"rule: egress": {"resources": [rule("egress", block(0, 0, "-1", ["0.0.0.0/0"]))], "verdict": "none"},
	"rule: direction known only after apply": {
		"resources": [unknown(rule(null, block(22, 22, "tcp", ["0.0.0.0/0"])), {"/type": ["data.aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
	},
	"rule: source group known only after apply": {
		"resources": [unknown(rule("ingress", block(22, 22, "tcp", null)), {"/source_security_group_id": ["aws_security_group.a.id"]})],
		"verdict": "pass",
	},
	"rule: network known only after apply": {
		"resources": [unknown(rule("ingress", block(22, 22, "tcp", null)), {"/cidr_blocks": ["data.http.networks.body"]})],
		"verdict": "unknown",
	},
}

ingress_rules := {
	"ingress rule: link-local addresses": {
		"resources": [ingress({"cidr_ipv6": "fe80::/10", "ip_protocol": "tcp", "from_port": 22, "to_port": 22})],
		"verdict": "pass",
	},
	"ingress rule: tcp by its number": {
		"resources": [ingress({"cidr_ipv4": "0.0.0.0/0", "ip_protocol": "6", "from_port": 22, "to_port": 22})],
		"verdict": "fail",
	},
	"ingress rule: tcp by its number, without ports": {
		"resources": [ingress({"cidr_ipv4": "0.0.0.0/0", "ip_protocol": "6"})],
		"verdict": "fail",
	},
	"ingress rule: tcp by its number, another port and a network known only after apply": {
		"resources": [unknown(ingress({"ip_protocol": "6", "from_port": 443, "to_port": 443}), {"/cidr_ipv4": ["aws_vpc.main.cidr_block"]})],
		"verdict": "pass",
	},
	"ingress rule: first port known only after apply": {
		"resources": [unknown(ingress({"cidr_ipv4": "0.0.0.0/0", "ip_protocol": "tcp"}), {"/from_port": ["data.aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
	},
	"ingress rule: last port known only after apply": {
		"resources": [unknown(ingress({"cidr_ipv4": "0.0.0.0/0", "ip_protocol": "tcp"}), {"/to_port": ["data.aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
	},
	"ingress rule: network in ipv6 known only after apply": {
		"resources": [unknown(ingress({"ip_protocol": "tcp", "from_port": 22, "to_port": 22}), {"/cidr_ipv6": ["aws_vpc.main.ipv6_cidr_block"]})],
		"verdict": "unknown",
	},
	"ingress rule: ssh from everywhere": {
		"resources": [ingress({"cidr_ipv4": "0.0.0.0/0", "ip_protocol": "tcp", "from_port": 22, "to_port": 22})],
		"verdict": "fail",
		"path": "/cidr_ipv4",
	},
	"ingress rule: everywhere in ipv6": {
		"resources": [ingress({"cidr_ipv6": "::/0", "ip_protocol": "tcp", "from_port": 3389, "to_port": 3389})],
		"verdict": "fail",
		"path": "/cidr_ipv6",
	},
	"ingress rule: all traffic, without ports": {
		"resources": [ingress({"cidr_ipv4": "0.0.0.0/0", "ip_protocol": "-1", "from_port": null, "to_port": null})],
		"verdict": "fail",
	},
	"ingress rule: a network": {
		"resources": [ingress({"cidr_ipv4": "10.1.0.0/16", "ip_protocol": "-1"})],
		"verdict": "pass",
	},
	"ingress rule: network known only after apply": {
		"resources": [unknown(ingress({"ip_protocol": "tcp", "from_port": 22, "to_port": 22}), {"/cidr_ipv4": ["aws_vpc.main.cidr_block"]})],
		"verdict": "unknown",
	},
	"ingress rule: from a group": {
		"resources": [unknown(ingress({"ip_protocol": "-1"}), {"/referenced_security_group_id": ["aws_security_group.a.id"]})],
		"verdict": "pass",
	},
}

lists := {
	"list: open": {
		"resources": [naming(group([block(443, 443, "tcp", []), listed(["pl-1"])]), 1), list({"id": "pl-1", "entry": [{"cidr": "10.0.0.0/8"}, {"cidr": "0.0.0.0/0"}]}, {})],
		"verdict": "fail",
		"path": "/entry/1/cidr",
		"findings": 1,
	},
	"list: narrow": {
		"resources": [naming(group([listed(["pl-1"])]), 0), list({"id": "pl-1", "entry": [{"cidr": "10.0.0.0/8"}]}, {})],
		"verdict": "pass",
	},
	"list: open, for another port": {
		"resources": [
			naming(group([object.union(listed(["pl-1"]), {"from_port": 443, "to_port": 443})]), 0),
			list({"id": "pl-1", "entry": [{"cidr": "0.0.0.0/0"}]}, {}),
		],
		"verdict": "pass",
	},
	"list: of another stack": {"resources": [group([listed(["pl-2"])])], "verdict": "unknown", "path": "/ingress/0"},
	"list: of another stack, trusted": {
		"resources": [group([listed(["pl-2"])])],
		"params": {"trusted_prefix_lists": ["pl-2"]},
		"verdict": "pass",
	},
	"list: one of another stack": {
		"resources": [naming(group([listed(["pl-1", "pl-2"])]), 0), list({"id": "pl-1", "entry": []}, {})],
		"verdict": "unknown",
	},
	"list: of another stack, for another port": {
		"resources": [group([object.union(listed(["pl-2"]), {"from_port": 443, "to_port": 443})])],
		"verdict": "pass",
	},
	"list: known only after apply": {
		"resources": [unknown(group([listed(null)]), {"/ingress/0/prefix_list_ids": ["data.aws_ec2_managed_prefix_list.a.id"]})],
		"verdict": "unknown",
	},
	"list: entries known only after apply": {
		"resources": [naming(group([listed(["pl-1"])]), 0), list({"id": "pl-1"}, {"/entry": ["data.http.networks.body"]})],
		"verdict": "unknown",
		"path": "/ingress/0",
	},
	"list: open entry that is a resource of its own": {
		"resources": [naming(group([listed(["pl-1"])]), 0), list({"id": "pl-1", "entry": []}, {}), entry({"cidr": "0.0.0.0/0"}, {})],
		"verdict": "fail",
		"path": "/cidr",
	},
	"list: narrow entry that is a resource of its own": {
		"resources": [naming(group([listed(["pl-1"])]), 0), list({"id": "pl-1", "entry": []}, {}), entry({"cidr": "10.0.0.0/8"}, {})],
		"verdict": "pass",
	},
	"list: entry of its own that is known only after apply": {
		"resources": [naming(group([listed(["pl-1"])]), 0), list({"id": "pl-1", "entry": []}, {}), entry({}, {"/cidr": ["aws_vpc.main.cidr_block"]})],
		"verdict": "unknown",
	},
	"list: with entries that cannot be told": {
		"resources": [
			naming(group([listed(["pl-1"])]), 0),
			object.union(list({"id": "pl-1", "entry": []}, {}), {"unresolved": ["aws_ec2_managed_prefix_list_entry"]}),
		],
		"verdict": "unknown",
	},
	"list: narrow, of the same plan": {
		"resources": [linked_rule, list({"entry": [{"cidr": "10.0.0.0/8"}]}, {"/id": []})],
		"verdict": "pass",
	},
	"list: open, of the same plan": {
		"resources": [linked_rule, list({"entry": [{"cidr": "0.0.0.0/0"}]}, {"/id": []})],
		"verdict": "fail",
		"path": "/entry/0/cidr",
	},
	"list: of the same plan, beside a network that is known only after apply": {
		"resources": [
			object.union(linked_rule, {"unknown": {"/cidr_ipv4": ["aws_vpc.main.cidr_block"]}}),
			list({"entry": [{"cidr": "10.0.0.0/8"}]}, {"/id": []}),
		],
		"verdict": "unknown",
	},
	"list: of the same plan, beside a network in ipv6 that is known only after apply": {
		"resources": [
			object.union(linked_rule, {"unknown": {"/cidr_ipv6": ["aws_vpc.main.ipv6_cidr_block"]}}),
			list({"entry": [{"cidr": "10.0.0.0/8"}]}, {"/id": []}),
		],
		"verdict": "unknown",
	},
	"list: of another stack, for a port known only after apply": {
		"resources": [unknown(
			group([object.union(listed(["pl-2"]), {"from_port": null, "to_port": null})]),
			{"/ingress/0/from_port": ["aws_db_instance.a.port"], "/ingress/0/to_port": ["aws_db_instance.a.port"]},
		)],
		"verdict": "unknown",
	},
	"list: one of the same plan, another that cannot be told": {
		"resources": [object.union(linked_rule, {"unresolved": ["aws_ec2_managed_prefix_list"]}), list({"entry": [{"cidr": "10.0.0.0/8"}]}, {"/id": []})],
		"verdict": "unknown",
	},
	"list: of the same plan, named by an inline rule, all narrow": {
		"resources": [linked_group, list({"entry": [{"cidr": "10.0.0.0/8"}]}, {"/id": []})],
		"verdict": "pass",
	},
	"list: of the same plan, perhaps named by an inline rule, open": {
		"resources": [linked_group, list({"entry": [{"cidr": "0.0.0.0/0"}]}, {"/id": []})],
		"verdict": "unknown",
	},
	"list: of the same plan, perhaps named by an inline rule, entries not known": {
		"resources": [linked_group, list({}, {"/id": [], "/entry": ["data.http.networks.body"]})],
		"verdict": "unknown",
	},
	"list: of the same plan, named by an inline rule beside a network in ipv6 that is known only after apply": {
		"resources": [
			object.union(linked_group, {"unknown": {"/ingress/0/ipv6_cidr_blocks": ["aws_vpc.main.ipv6_cidr_block"]}}),
			list({"entry": [{"cidr": "10.0.0.0/8"}]}, {"/id": []}),
		],
		"verdict": "unknown",
	},
	"list: of the same plan, named by an inline rule beside a network that is known only after apply": {
		"resources": [
			object.union(linked_group, {"unknown": {"/ingress/0/cidr_blocks": ["aws_vpc.main.cidr_block"]}}),
			list({"entry": [{"cidr": "10.0.0.0/8"}]}, {"/id": []}),
		],
		"verdict": "unknown",
	},
}

group(blocks) := {"type": "aws_security_group", "attributes": {"ingress": blocks}}

block(from, to, protocol, networks) := {
	"from_port": from,
	"to_port": to,
	"protocol": protocol,
	"cidr_blocks": networks,
	"ipv6_cidr_blocks": [],
	"prefix_list_ids": [],
	"security_groups": [],
	"self": false,
}

listed(ids) := object.union(block(22, 22, "tcp", []), {"prefix_list_ids": ids})

rule(direction, fields) := {"type": "aws_security_group_rule", "attributes": object.union(fields, {"type": direction})}

ingress(attributes) := {"type": "aws_vpc_security_group_ingress_rule", "attributes": attributes}

list(attributes, pointers) := {"key": "list", "type": "aws_ec2_managed_prefix_list", "attributes": attributes, "unknown": pointers}

entry(attributes, pointers) := {
	"type": "aws_ec2_managed_prefix_list_entry",
	"attributes": attributes,
	"unknown": pointers,
	"links": {"prefix_list_id": ["list"]},
}

naming(r, index) := object.union(r, {"links": {concat("/", ["ingress", format_int(index, 10), "prefix_list_ids"]): ["list"]}})

linked_group := naming(
	unknown(group([listed(null)]), {"/ingress/0/prefix_list_ids": ["aws_ec2_managed_prefix_list.vpn.id"]}),
	0,
)

linked_rule := object.union(
	unknown(ingress({"ip_protocol": "tcp", "from_port": 22, "to_port": 22}), {"/prefix_list_id": ["aws_ec2_managed_prefix_list.vpn.id"]}),
	{"links": {"prefix_list_id": ["list"]}},
)

unknown(r, pointers) := object.union(r, {"unknown": pointers})
