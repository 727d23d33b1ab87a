package driftgate.rules.multi_az.vpc_tiers_multi_az_test

cases := {
	"tiers in two zones": {
		"resources": [
			vpc, tagged("a", "a", "app"), tagged("b", "b", "app"),
			tagged("c", "a", "data"), tagged("d", "b", "data"),
		],
		"environment": "prod", "verdict": "pass",
	},
	"one tier in one zone": {
		"resources": [
			vpc, tagged("a", "a", "app"), tagged("b", "b", "app"),
			tagged("c", "a", "data"), tagged("d", "a", "Data"),
		],
		"environment": "prod", "verdict": "fail", "findings": 1,
	},
	"two tiers in one zone each": {
		"resources": [vpc, tagged("a", "a", "app"), tagged("c", "a", "data")],
		"environment": "prod", "verdict": "fail", "findings": 2,
	},
	"public subnets in one zone, by address": {
		"resources": [
			vpc, subnet("a", {"availability_zone": "a", "map_public_ip_on_launch": true}),
			subnet("b", {"availability_zone": "a"}), subnet("c", {"availability_zone": "b"}),
		],
		"environment": "prod", "verdict": "fail", "findings": 1,
	},
	"public subnets in one zone, by route": {
		"resources": [
			vpc, subnet("a", {"availability_zone": "a"}), subnet("b", {"availability_zone": "b"}),
			subnet("c", {"availability_zone": "a"}), associated("a", "rt"),
			table({"route": [{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}]}, {}),
		],
		"environment": "prod", "verdict": "fail", "findings": 1,
	},
	"public subnets by route to a gateway of the same plan": {
		"resources": [
			vpc, subnet("a", {"availability_zone": "a"}), subnet("b", {"availability_zone": "b"}),
			subnet("c", {"availability_zone": "a"}), associated("a", "rt"),
			table({"route": [{"cidr_block": "0.0.0.0/0"}]}, {"/route/0/gateway_id": ["aws_internet_gateway.main.id"]}),
		],
		"environment": "prod", "verdict": "fail", "findings": 1,
	},
	"public subnets by a route resource": {
		"resources": [
			vpc, subnet("a", {"availability_zone": "a"}), subnet("b", {"availability_zone": "b"}),
			subnet("c", {"availability_zone": "a"}), associated("a", "rt"), table({}, {}),
			route({}, {"/gateway_id": ["aws_internet_gateway.main[0].id"]}),
		],
		"environment": "prod", "verdict": "fail", "findings": 1,
	},
	"routes to a NAT gateway and within": {
		"resources": [
			vpc, subnet("a", {"availability_zone": "a"}), subnet("b", {"availability_zone": "b"}),
			subnet("c", {"availability_zone": "a"}), associated("a", "rt"),
			table(
				{"route": [
					{"cidr_block": "0.0.0.0/0", "gateway_id": "", "nat_gateway_id": "nat-1"},
					{"cidr_block": "10.0.0.0/8", "gateway_id": "igw-1"},
				]},
				{},
			),
		],
		"environment": "prod", "verdict": "pass",
	},
	"public subnets by the main route table": {
		"resources": [
			vpc, subnet("a", {"availability_zone": "a"}), subnet("b", {"availability_zone": "b"}),
			subnet("c", {"availability_zone": "a"}), associated("a", "rt"), associated("b", "rt"), table({}, {}),
			{
				"type": "aws_default_route_table",
				"attributes": {"route": [{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}]},
				"links": {"default_route_table_id": ["vpc"]},
			},
		],
		"environment": "prod", "verdict": "fail", "findings": 1,
	},
	"public and private in two zones each": {
		"resources": [
			vpc, subnet("a", {"availability_zone": "a", "map_public_ip_on_launch": true}),
			subnet("b", {"availability_zone": "b", "map_public_ip_on_launch": true}),
			subnet("c", {"availability_zone": "a"}), subnet("d", {"availability_zone": "b"}),
		],
		"environment": "prod", "verdict": "pass",
	},
	"a single subnet whose zone is left out": {"resources": [vpc, zoneless("a")], "environment": "prod", "verdict": "fail"},
	"zones left out": {"resources": [vpc, zoneless("a"), zoneless("b")], "environment": "prod", "verdict": "unknown"},
	"enough zones without the one that is not known": {
		"resources": [vpc, subnet("a", {"availability_zone": "a"}), subnet("b", {"availability_zone": "b"}), zoneless("c")],
		"environment": "prod", "verdict": "pass",
	},
	"some subnets cannot be told": {
		"resources": [object.union(vpc, {"unresolved": ["aws_subnet"]}), subnet("a", {"availability_zone": "a"})],
		"environment": "prod", "verdict": "unknown",
	},
	"none of the subnets can be told": {
		"resources": [object.union(vpc, {"unresolved": ["aws_subnet"]})],
		"environment": "prod", "verdict": "unknown",
	},
	"no subnet in the document": {"resources": [vpc], "environment": "prod", "verdict": "none"},
	"subnets of another VPC": {
		"resources": [
			vpc, subnet("a", {"availability_zone": "a"}), subnet("b", {"availability_zone": "b"}),
			{"key": "x", "type": "aws_subnet", "attributes": {"availability_zone": "a", "tags": {"Tier": "other"}}},
		],
		"environment": "prod", "verdict": "pass",
	},
	"subnet on an Outpost": {
		"resources": [
			vpc, subnet("a", {"availability_zone": "a"}), subnet("b", {"availability_zone": "b"}),
			subnet("o", {"availability_zone": "a", "outpost_arn": "arn:aws:outposts:eu-west-1:1:outpost/op-1", "tags": {"Tier": "edge"}}),
		],
		"environment": "prod", "verdict": "pass",
	},
	"three zones asked for": {
		"resources": [vpc, subnet("a", {"availability_zone": "a"}), subnet("b", {"availability_zone": "b"})],
		"environment": "prod", "params": {"min_azs": 3}, "verdict": "fail",
	},
	"tier by a tag of another name": {
		"resources": [vpc, subnet("a", {"availability_zone": "a", "tags": {"layer": "app"}}), subnet("b", {"availability_zone": "b", "tags": {"layer": "data"}})],
		"environment": "prod", "params": {"tier_tag": "layer"}, "verdict": "fail", "findings": 2,
	},
	"environments are a parameter": {
		"resources": [vpc, subnet("a", {"availability_zone": "a"})],
		"environment": "dev", "params": {"environments": ["dev"]}, "verdict": "fail",
	},
	"another environment": {"resources": [vpc, subnet("a", {"availability_zone": "a"})], "environment": "dev", "verdict": "none"},
	"exempt until a day to come": {
		"resources": [object.union(vpc, {"attributes": {"tags": {"driftgate:single-az-approved": "2026-08-01"}}}), subnet("a", {"availability_zone": "a"})],
		"environment": "prod", "verdict": "none",
	},
	"exemption has ended": {
		"resources": [object.union(vpc, {"attributes": {"tags": {"driftgate:single-az-approved": "2026-04-01"}}}), subnet("a", {"availability_zone": "a"})],
		"environment": "prod", "verdict": "fail",
	},
	"another type": {"resources": [{"type": "aws_default_vpc", "attributes": {}}], "environment": "prod", "verdict": "none"},
	"an empty tag, beside a subnet without one": {
		"resources": [vpc, tagged("a", "eu-west-1a", ""), subnet("b", {"availability_zone": "eu-west-1b"})],
		"environment": "prod",
		"params": {"min_azs": 2},
		"verdict": "pass",
	},
	"tagged private, beside a private subnet without a tag": {
		"resources": [vpc, tagged("a", "eu-west-1a", "private"), subnet("b", {"availability_zone": "eu-west-1b"})],
		"environment": "prod",
		"params": {"min_azs": 2},
		"verdict": "pass",
	},
	"tagged public, beside a public subnet without a tag": {
		"resources": [vpc, tagged("a", "eu-west-1a", "Public"), subnet("b", {"availability_zone": "eu-west-1b", "map_public_ip_on_launch": true})],
		"environment": "prod",
		"params": {"min_azs": 2},
		"verdict": "pass",
	},
}

vpc := {"key": "vpc", "type": "aws_vpc", "attributes": {"cidr_block": "10.0.0.0/16"}}

subnet(name, attributes) := {
	"key": name,
	"type": "aws_subnet",
	"attributes": object.union({"map_public_ip_on_launch": false}, attributes),
	"links": {"vpc_id": ["vpc"]},
}

tagged(name, zone, tier) := subnet(name, {"availability_zone": zone, "tags": {"Tier": tier}})

zoneless(name) := object.union(subnet(name, {}), {"unknown": {"/availability_zone": [], "/availability_zone_id": []}})

associated(name, table_name) := {
	"type": "aws_route_table_association",
	"attributes": {},
	"links": {"subnet_id": [name], "route_table_id": [table_name]},
}

table(attributes, unknown) := {"key": "rt", "type": "aws_route_table", "attributes": attributes, "unknown": unknown}

route(attributes, unknown) := {
	"type": "aws_route",
	"attributes": object.union({"destination_cidr_block": "0.0.0.0/0"}, attributes),
	"unknown": unknown,
	"links": {"route_table_id": ["rt"]},
}
