package driftgate.rules.network.high_risk_ports_closed_test

# How ingress rules are read is shown beside admin_ports_closed, which shares it.
cases := object.union(
	{concat(" ", ["port", format_int(port, 10), "from everywhere"]): {
		"resources": [group(port, port, ["0.0.0.0/0"])],
		"verdict": "fail",
		"path": "/ingress/0/cidr_blocks/0",
		"findings": 1,
	} |
		some port in ports
	},
	{
		"postgres from a network": {"resources": [group(5432, 5432, ["10.0.0.0/8"])], "verdict": "pass"},
		"https from everywhere": {"resources": [group(443, 443, ["0.0.0.0/0"])], "verdict": "pass"},
		"ssh from everywhere, which is another rule's": {"resources": [group(22, 22, ["0.0.0.0/0"])], "verdict": "pass"},
		"all ports": {"resources": [group(0, 65535, ["0.0.0.0/0"])], "verdict": "fail"},
		"default group": {
			"resources": [object.union(group(6379, 6379, ["0.0.0.0/0"]), {"type": "aws_default_security_group"})],
			"verdict": "fail",
		},
		"rule of a group": {
			"resources": [{
				"type": "aws_security_group_rule",
				"attributes": {"type": "ingress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]},
			}],
			"verdict": "fail",
			"path": "/cidr_blocks/0",
		},
		"egress rule": {
			"resources": [{
				"type": "aws_security_group_rule",
				"attributes": {"type": "egress", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]},
			}],
			"verdict": "none",
		},
		"ingress rule": {
			"resources": [{
				"type": "aws_vpc_security_group_ingress_rule",
				"attributes": {"ip_protocol": "tcp", "from_port": 27017, "to_port": 27017, "cidr_ipv6": "::/0"},
			}],
			"verdict": "fail",
			"path": "/cidr_ipv6",
		},
		"network known only after apply": {
			"resources": [object.union(group(5432, 5432, null), {"unknown": {"/ingress/0/cidr_blocks": ["data.http.networks.body"]}})],
			"verdict": "unknown",
		},
		"network of another port known only after apply": {
			"resources": [object.union(group(443, 443, null), {"unknown": {"/ingress/0/cidr_blocks": ["data.http.networks.body"]}})],
			"verdict": "pass",
		},
		"prefix list of another stack": {
			"resources": [{"type": "aws_security_group", "attributes": {"ingress": [listed]}}],
			"verdict": "unknown",
			"path": "/ingress/0",
		},
		"prefix list of another stack, trusted": {
			"resources": [{"type": "aws_security_group", "attributes": {"ingress": [listed]}}],
			"params": {"trusted_prefix_lists": ["pl-2"]},
			"verdict": "pass",
		},
		"prefix list with an open entry of its own": {
			"resources": [
				{
					"type": "aws_security_group",
					"attributes": {"ingress": [listed]},
					"links": {"ingress/0/prefix_list_ids": ["list"]},
				},
				{"key": "list", "type": "aws_ec2_managed_prefix_list", "attributes": {"id": "pl-2"}},
				{
					"type": "aws_ec2_managed_prefix_list_entry",
					"attributes": {"cidr": "0.0.0.0/0"},
					"links": {"prefix_list_id": ["list"]},
				},
			],
			"verdict": "fail",
			"path": "/cidr",
		},
		"ports are a parameter": {
			"resources": [group(7000, 7000, ["0.0.0.0/0"])],
			"params": {"risky_ports": [7000]},
			"verdict": "fail",
		},
		"width is a parameter": {
			"resources": [group(5432, 5432, ["203.0.0.0/12"])],
			"params": {"max_prefix": {"ipv4": 16, "ipv6": 32}},
			"verdict": "fail",
		},
		"no rules": {"resources": [{"type": "aws_security_group", "attributes": {"ingress": null}}], "verdict": "pass"},
		"another type": {"resources": [{"type": "aws_vpc_security_group_egress_rule", "attributes": {}}], "verdict": "none"},
	},
)

ports := [
	20, 21, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 4333,
	5000, 5432, 5500, 5601, 6379, 8080, 8088, 8888, 9200, 9300, 11211, 27017,
]

group(from, to, networks) := {
	"type": "aws_security_group",
	"attributes": {"ingress": [{"protocol": "tcp", "from_port": from, "to_port": to, "cidr_blocks": networks}]},
}

listed := {"protocol": "tcp", "from_port": 5432, "to_port": 5432, "prefix_list_ids": ["pl-2"]}
