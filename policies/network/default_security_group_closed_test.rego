package driftgate.rules.network.default_security_group_closed_test

cases := object.union(
	{concat(" ", ["rule of its own:", type]): {
		"resources": [group({}, {}), {"type": type, "attributes": {}, "links": {"security_group_id": ["group"]}}],
		"verdict": "fail",
		"findings": 1,
	} |
		some type in ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"]
	},
	{
		"VPC with its default group": {"resources": [vpc, object.union(group({}, {}), {"links": {"vpc_id": ["vpc"]}})], "verdict": "pass"},
		"VPC with its default group, whatever that holds": {
			"resources": [vpc, object.union(group({"ingress": [rule]}, {}), {"links": {"vpc_id": ["vpc"]}})],
			"verdict": "pass",
		},
		"VPC alone": {"resources": [vpc], "verdict": "fail", "findings": 1},
		"VPC beside the default group of another": {"resources": [vpc, group({}, {})], "verdict": "fail"},
		"VPC beside a default group that cannot be told": {
			"resources": [object.union(vpc, {"unresolved": ["aws_default_security_group"]})],
			"verdict": "unknown",
		},
		"closed": {"resources": [group({"ingress": [], "egress": []}, {})], "verdict": "pass"},
		"left out": {"resources": [group({}, {})], "verdict": "pass"},
		"left out, as null": {"resources": [group({"ingress": null, "egress": null}, {})], "verdict": "pass"},
		"open inwards": {"resources": [group({"ingress": [rule], "egress": []}, {})], "verdict": "fail", "path": "/ingress", "findings": 1},
		"open outwards": {"resources": [group({"ingress": [], "egress": [rule]}, {})], "verdict": "fail", "path": "/egress", "findings": 1},
		"as AWS makes it": {"resources": [group({"ingress": [rule], "egress": [rule]}, {})], "verdict": "fail", "findings": 2},
		"inward rules known only after apply": {
			"resources": [group({}, {"/ingress": ["data.http.rules.body"]})],
			"verdict": "unknown",
			"path": "/ingress",
			"findings": 1,
		},
		"outward rules known only after apply": {
			"resources": [group({}, {"/egress": ["data.http.rules.body"]})],
			"verdict": "unknown",
			"path": "/egress",
			"findings": 1,
		},
		"rules of groups that cannot be told": {
			"resources": [object.union(group({}, {}), {"unresolved": ["aws_security_group_rule"]})],
			"verdict": "pass",
		},
		"another type": {"resources": [{"type": "aws_security_group", "attributes": {"ingress": [rule]}}], "verdict": "none"},
	},
)

vpc := {"key": "vpc", "type": "aws_vpc", "attributes": {}}

group(attributes, unknown) := {"key": "group", "type": "aws_default_security_group", "attributes": attributes, "unknown": unknown}

rule := {"protocol": "-1", "from_port": 0, "to_port": 0, "self": true}
