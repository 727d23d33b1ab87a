package driftgate.rules.logging.vpc_flow_logged_test

cases := {
	"all traffic": {"resources": [vpc, flow_log("ALL")], "verdict": "pass"},
	"rejected traffic": {"resources": [vpc, flow_log("REJECT")], "verdict": "pass"},
	"accepted traffic": {"resources": [vpc, flow_log("ACCEPT")], "verdict": "fail", "path": "/traffic_type", "findings": 1},
	"left out": {"resources": [vpc, object.union(flow_log("ALL"), {"attributes": {"traffic_type": null}})], "verdict": "fail"},
	"accepted traffic and rejected traffic": {"resources": [vpc, flow_log("ACCEPT"), flow_log("REJECT")], "verdict": "pass"},
	"rejected traffic, where all is asked for": {
		"resources": [vpc, flow_log("REJECT")],
		"params": {"require_all": true},
		"verdict": "fail",
	},
	"all traffic, where all is asked for": {"resources": [vpc, flow_log("ALL")], "params": {"require_all": true}, "verdict": "pass"},
	"traffic known only after apply": {"resources": [vpc, open_flow_log], "verdict": "unknown", "findings": 1},
	"accepted traffic, and some known only after apply": {"resources": [vpc, flow_log("ACCEPT"), open_flow_log], "verdict": "unknown", "path": ""},
	"all traffic, and some known only after apply": {"resources": [vpc, flow_log("ALL"), open_flow_log], "verdict": "pass", "findings": 0},
	"no flow log": {"resources": [vpc], "verdict": "fail", "findings": 1},
	"flow log of another VPC": {
		"resources": [
			vpc, {"key": "other", "type": "aws_vpc", "attributes": {}},
			object.union(flow_log("ALL"), {"links": {"vpc_id": ["other"]}}),
		],
		"verdict": "fail",
	},
	"flow log that could not be told": {"resources": [unresolved(vpc, "aws_flow_log")], "verdict": "unknown", "findings": 1},
	"all traffic, beside a flow log that could not be told": {
		"resources": [unresolved(vpc, "aws_flow_log"), flow_log("ALL")],
		"verdict": "pass",
	},
	"accepted traffic, beside a flow log that could not be told": {
		"resources": [unresolved(vpc, "aws_flow_log"), flow_log("ACCEPT")],
		"verdict": "unknown",
	},
	"all subnets": {
		"resources": [vpc, subnet("a"), subnet("b"), of_subnet("a", "ALL"), of_subnet("b", "REJECT")],
		"verdict": "pass",
	},
	"all subnets, beside accepted traffic of the VPC": {
		"resources": [vpc, subnet("a"), of_subnet("a", "ALL"), flow_log("ACCEPT")],
		"verdict": "pass",
	},
	"some subnets": {"resources": [vpc, subnet("a"), subnet("b"), of_subnet("a", "ALL")], "verdict": "fail", "findings": 1},
	"all subnets, some with accepted traffic": {
		"resources": [vpc, subnet("a"), subnet("b"), of_subnet("a", "ALL"), of_subnet("b", "ACCEPT")],
		"verdict": "fail",
	},
	"all subnets, some known only after apply": {
		"resources": [vpc, subnet("a"), subnet("b"), of_subnet("a", "ALL"), open_of_subnet("b")],
		"verdict": "unknown",
	},
	"some subnets, others known only after apply": {
		"resources": [vpc, subnet("a"), subnet("b"), open_of_subnet("b")],
		"verdict": "fail",
	},
	"all subnets, some with a flow log that could not be told": {
		"resources": [vpc, subnet("a"), unresolved(subnet("b"), "aws_flow_log"), of_subnet("a", "ALL")],
		"verdict": "unknown",
	},
	"all subnets that could be told": {
		"resources": [unresolved(vpc, "aws_subnet"), subnet("a"), of_subnet("a", "ALL")],
		"verdict": "unknown",
	},
	"none of the subnets that could be told": {"resources": [unresolved(vpc, "aws_subnet"), subnet("a")], "verdict": "fail"},
	"another type": {"resources": [{"type": "aws_default_vpc", "attributes": {}}], "verdict": "none"},
}

vpc := {"key": "vpc", "type": "aws_vpc", "attributes": {"cidr_block": "10.0.0.0/16"}}

subnet(name) := {"key": name, "type": "aws_subnet", "attributes": {}, "links": {"vpc_id": ["vpc"]}}

flow_log(traffic) := {
	"type": "aws_flow_log",
	"attributes": {"traffic_type": traffic, "log_destination": "arn:aws:s3:::logs"},
	"links": {"vpc_id": ["vpc"]},
}

of_subnet(name, traffic) := {"type": "aws_flow_log", "attributes": {"traffic_type": traffic}, "links": {"subnet_id": [name]}}

open_flow_log := {
	"type": "aws_flow_log",
	"attributes": {},
	"unknown": {"/traffic_type": ["data.aws_ssm_parameter.a.value"]},
	"links": {"vpc_id": ["vpc"]},
}

open_of_subnet(name) := object.union(object.remove(open_flow_log, ["links"]), {"links": {"subnet_id": [name]}})

unresolved(r, type) := object.union(r, {"unresolved": [type]})
