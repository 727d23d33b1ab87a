package driftgate.rules.network.tiers_in_private_subnets_test

cases := object.union_n([types, routes, subnets, roles, {
	"another type": {"resources": [{"type": "aws_lb", "attributes": {"subnets": ["subnet-a"]}}], "verdict": "none"},
}])

# Every type, in a public subnet and in a private one, known and not made yet.
types := object.union_n([
{
	concat(" ", [type, "in a public subnet"]): {
		"resources": array.concat([known(type, at)], public),
		"verdict": "fail",
		"path": concat("", ["/", concat("/0/", at)]),
		"findings": 1,
	},
	concat(" ", [type, "in a public subnet that is not made yet"]): {
		"resources": array.concat([made(type, at)], public),
		"verdict": "fail",
		"findings": 1,
	},
	concat(" ", [type, "in a private subnet"]): {"resources": array.concat([known(type, at)], private), "verdict": "pass"},
	concat(" ", [type, "in a private subnet that is not made yet"]): {
		"resources": array.concat([made(type, at)], private),
		"verdict": "pass",
	},
	concat(" ", [type, "in a subnet of another stack"]): {
		"resources": [object.remove(known(type, at), ["links"])],
		"verdict": "unknown",
		"path": concat("", ["/", concat("/0/", at)]),
	},
	concat(" ", [type, "left to AWS"]): {
		"resources": [{"type": type, "attributes": {}, "unknown": {concat("", ["/", at[0]]): []}}],
		"verdict": "none",
	},
	concat(" ", [type, "in no subnet"]): {"resources": [{"type": type, "attributes": {}}], "verdict": "none"},
} |
	some type, at in places
])

places := object.union(
	{type: ["subnet_ids"] |
		some type in [
			"aws_db_subnet_group", "aws_docdb_subnet_group", "aws_neptune_subnet_group", "aws_redshift_subnet_group",
			"aws_dms_replication_subnet_group", "aws_elasticache_subnet_group", "aws_memorydb_subnet_group",
			"aws_eks_node_group", "aws_eks_fargate_profile",
		]
	},
	{
		"aws_eks_cluster": ["vpc_config", "subnet_ids"],
		"aws_lambda_function": ["vpc_config", "subnet_ids"],
		"aws_ecs_service": ["network_configuration", "subnets"],
		"aws_autoscaling_group": ["vpc_zone_identifier"],
		"aws_instance": ["subnet_id"],
	},
)

routes := {
	"routes: to the internet over IPv6": routed([{"ipv6_cidr_block": "::/0", "gateway_id": "igw-1"}], {}, "fail"),
	"routes: within the VPC only": routed([{"cidr_block": "10.0.0.0/16", "gateway_id": "local"}], {}, "pass"),
	"routes: to a network over the internet gateway": routed([{"cidr_block": "198.51.100.0/24", "gateway_id": "igw-1"}], {}, "pass"),
	"routes: to a prefix list over the internet gateway": routed([{"destination_prefix_list_id": "pl-1", "gateway_id": "igw-1"}], {}, "unknown"),
	"routes: out of IPv6 only": routed([{"ipv6_cidr_block": "::/0", "egress_only_gateway_id": "eigw-1"}], {}, "pass"),
	"routes: to a gateway of the same plan": routed(
		[{"cidr_block": "0.0.0.0/0"}],
		{"/route/0/gateway_id": ["module.vpc.aws_internet_gateway.this[0].id"]},
		"fail",
	),
	"routes: to a gateway that exists": routed(
		[{"cidr_block": "0.0.0.0/0"}],
		{"/route/0/gateway_id": ["data.aws_internet_gateway.main.id"]},
		"fail",
	),
	"routes: to a VPN gateway of the same plan": routed(
		[{"cidr_block": "0.0.0.0/0"}],
		{"/route/0/gateway_id": ["aws_vpn_gateway.main.id"]},
		"pass",
	),
	"routes: to a gateway that cannot be told": routed(
		[{"cidr_block": "0.0.0.0/0"}],
		{"/route/0/gateway_id": ["data.aws_ssm_parameter.gateway.value"]},
		"unknown",
	),
	"routes: from a local": routed([{"cidr_block": "0.0.0.0/0"}], {"/route/0/gateway_id": ["local.gateway"]}, "unknown"),
	"routes: from a variable": routed([{"cidr_block": "0.0.0.0/0"}], {"/route/0/gateway_id": ["var.gateway"]}, "unknown"),
	"routes: to a network over a gateway that cannot be told": routed(
		[{"cidr_block": "198.51.100.0/24"}],
		{"/route/0/gateway_id": ["data.aws_ssm_parameter.gateway.value"]},
		"pass",
	),
	"routes: to a network known only after apply": routed(
		[{"gateway_id": "igw-1"}],
		{"/route/0/cidr_block": ["data.aws_ssm_parameter.network.value"]},
		"unknown",
	),
	"routes: known only after apply": routed(null, {"/route": ["data.http.routes.body"]}, "unknown"),
	"routes: one known only after apply": routed([null], {"/route/0": ["data.http.routes.body"]}, "unknown"),
	"routes: a NAT gateway of the same plan": routed(
		[{"cidr_block": "0.0.0.0/0", "gateway_id": ""}],
		{"/route/0/nat_gateway_id": ["aws_nat_gateway.main.id"]},
		"pass",
	),
	"routes: some that cannot be told": {
		"resources": [instance, subnet("a"), associated, object.union(table([]), {"unresolved": ["aws_route"]})],
		"verdict": "unknown",
	},
	"routes: of their own, to the internet": {
		"resources": [instance, subnet("a"), associated, table([]), route({"destination_cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}, "rt")],
		"verdict": "fail",
	},
	"routes: of their own, to the internet over IPv6": {
		"resources": [instance, subnet("a"), associated, table([]), route({"destination_ipv6_cidr_block": "::/0", "gateway_id": "igw-1"}, "rt")],
		"verdict": "fail",
	},
	"routes: of their own, to a network": {
		"resources": [instance, subnet("a"), associated, table([]), route({"destination_ipv6_cidr_block": "2001:db8::/32", "gateway_id": "igw-1"}, "rt")],
		"verdict": "pass",
	},
	"routes: of their own, to a gateway of the same plan": {
		"resources": [
			instance, subnet("a"), associated, table([]),
			object.union(route({"destination_cidr_block": "0.0.0.0/0"}, "rt"), {"unknown": {"/gateway_id": ["aws_internet_gateway.main.id"]}}),
		],
		"verdict": "fail",
	},
	"main table: no route to the internet": {"resources": [instance, inside("a"), vpc], "verdict": "pass"},
	"main table: a route to the internet": {
		"resources": [instance, inside("a"), vpc, route({"destination_cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}, "vpc")],
		"verdict": "fail",
	},
	"main table: managed as the default table": {"resources": [instance, inside("a"), vpc, default_table], "verdict": "fail"},
	"main table: of a subnet that has a table": {
		"resources": [instance, inside("a"), vpc, default_table, associated, table([])],
		"verdict": "pass",
	},
	"main table: replaced by a private one": {
		"resources": [instance, inside("a"), vpc, default_table, main("rt"), table([])],
		"verdict": "pass",
	},
	"main table: replaced by a public one": {
		"resources": [instance, inside("a"), vpc, main("rt"), table([{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}])],
		"verdict": "fail",
	},
	"main table: replaced by one of another stack": {
		"resources": [instance, inside("a"), vpc, object.union(object.remove(main("rt"), ["links"]), {"links": {"vpc_id": ["vpc"]}})],
		"verdict": "unknown",
	},
	"main table: replaced by a private one, another replacement cannot be told": {
		"resources": [instance, inside("a"), object.union(vpc, {"unresolved": ["aws_main_route_table_association"]}), main("rt"), table([])],
		"verdict": "pass",
	},
	"main table: replacement cannot be told": {
		"resources": [instance, inside("a"), object.union(vpc, {"unresolved": ["aws_main_route_table_association"]})],
		"verdict": "unknown",
	},
	"main table: associated by name of the VPC": {
		"resources": [
			instance, inside("a"), vpc, default_table,
			object.union(associated, {"links": {"subnet_id": ["a"], "route_table_id": ["vpc"]}}),
		],
		"verdict": "fail",
	},
	"association that cannot be told": {
		"resources": [instance, object.union(inside("a"), {"unresolved": ["aws_route_table_association"]}), vpc],
		"verdict": "unknown",
	},
	"association, beside others that cannot be told": {
		"resources": [instance, object.union(inside("a"), {"unresolved": ["aws_route_table_association"]}), vpc, associated, table([])],
		"verdict": "pass",
	},
	"association with a table of another stack": {
		"resources": [instance, inside("a"), vpc, object.union(object.remove(associated, ["links"]), {"links": {"subnet_id": ["a"]}})],
		"verdict": "unknown",
	},
	"subnet of a VPC of another stack": {
		"resources": [instance, subnet("a")],
		"verdict": "unknown",
	},
}

routed(blocks, unknown, verdict) := {
	"resources": [instance, subnet("a"), associated, object.union(table(blocks), {"unknown": unknown})],
	"verdict": verdict,
}

subnets := {
	"one of two is public": {
		"resources": array.concat([group(["subnet-a", "subnet-b"], ["a", "b"]), inside("b"), vpc], public),
		"verdict": "fail",
		"findings": 1,
	},
	"one of two is of another stack": {
		"resources": array.concat([group(["subnet-a", "subnet-x"], ["a"])], private),
		"verdict": "unknown",
	},
	"one of two cannot be told": {
		"resources": array.concat([object.union(group(["subnet-a", null], ["a"]), {"unknown": {"/subnet_ids/1": ["data.aws_subnet.b.id"]}, "unresolved": ["aws_subnet"]})], private),
		"verdict": "unknown",
	},
	"none can be told": {
		"resources": [{
			"type": "aws_db_subnet_group",
			"attributes": {},
			"unknown": {"/subnet_ids": ["data.aws_subnets.private.ids"]},
			"unresolved": ["aws_subnet"],
		}],
		"verdict": "unknown",
	},
	"from a dynamic block": {
		"resources": [{
			"type": "aws_ecs_service",
			"attributes": {"network_configuration": [{}]},
			"unknown": {"/network_configuration/0/subnets": []},
		}],
		"verdict": "unknown",
	},
	"each element is not made yet": {
		"resources": array.concat(
			[object.union(group(null, ["a"]), {"unknown": {"/subnet_ids/0": ["aws_subnet.a"]}})],
			public,
		),
		"verdict": "fail",
		"findings": 1,
	},
	"blocks known only after apply": {
		"resources": [{"type": "aws_ecs_service", "attributes": {}, "unknown": {"/network_configuration": ["data.http.a.body"]}}],
		"verdict": "unknown",
	},
	"one element is not made yet": {
		"resources": array.concat(
			[object.union(group(["subnet-x", null], ["a"]), {"unknown": {"/subnet_ids/1": ["aws_subnet.a.id"]}})],
			public,
		),
		"verdict": "fail",
		"findings": 1,
	},
	"empty": {"resources": [group([], [])], "verdict": "none"},
	"in no subnet, with a role that is not made yet": {
		"resources": [{"type": "aws_lambda_function", "attributes": {}, "unknown": {"/role": ["aws_iam_role.a.arn"]}}],
		"verdict": "none",
	},
	"block without subnets": {"resources": [{"type": "aws_lambda_function", "attributes": {"vpc_config": []}}], "verdict": "none"},
}

group(ids, keys) := {"type": "aws_db_subnet_group", "attributes": {"subnet_ids": ids}, "links": {"subnet_ids": keys}}

roles := {
	"bastion, by role": {"resources": array.concat([tagged({"Role": "Bastion"})], public), "verdict": "none"},
	"NAT instance, by name": {"resources": array.concat([tagged({"Name": "prod-nat-1"})], public), "verdict": "none"},
	"name that holds the word in another": {"resources": array.concat([tagged({"Name": "national-app"})], public), "verdict": "fail"},
	"group of bastions": {
		"resources": array.concat([object.union(known("aws_autoscaling_group", ["vpc_zone_identifier"]), {"tags": {"Role": "bastion"}})], public),
		"verdict": "none",
	},
	"cluster that is called so": {
		"resources": array.concat([object.union(known("aws_eks_cluster", ["vpc_config", "subnet_ids"]), {"tags": {"Name": "bastion"}})], public),
		"verdict": "fail",
	},
	"roles are a parameter": {
		"resources": array.concat([tagged({"Role": "edge"})], public),
		"params": {"exempt_roles": ["edge"]},
		"verdict": "none",
	},
	"tags are a parameter": {
		"resources": array.concat([tagged({"Role": "bastion"})], public),
		"params": {"role_tags": ["Function"]},
		"verdict": "fail",
	},
}

tagged(tags) := object.union(instance, {"tags": tags})

instance := known("aws_instance", ["subnet_id"])

known(type, at) := {
	"type": type,
	"attributes": holding(at, ids(type)),
	"links": {concat("/0/", at): ["a"]},
}

made(type, at) := {
	"type": type,
	"attributes": {},
	"unknown": {concat("", ["/", concat("/0/", at)]): ["aws_subnet.a.id"]},
	"links": {concat("/0/", at): ["a"]},
}

ids(type) := "subnet-a" if type == "aws_instance"

ids(type) := ["subnet-a"] if type != "aws_instance"

holding(at, value) := {at[0]: value} if count(at) == 1

holding(at, value) := {at[0]: [{at[1]: value}]} if count(at) == 2

public := [subnet("a"), associated, table([{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}])]

private := [
	subnet("a"), associated,
	table([{"cidr_block": "0.0.0.0/0", "gateway_id": "", "nat_gateway_id": "nat-1"}]),
]

vpc := {"key": "vpc", "type": "aws_vpc", "attributes": {}}

subnet(name) := {
	"key": name,
	"type": "aws_subnet",
	"attributes": {"id": concat("", ["subnet-", name])},
}

inside(name) := object.union(subnet(name), {"links": {"vpc_id": ["vpc"]}})

associated := {
	"type": "aws_route_table_association",
	"attributes": {},
	"links": {"subnet_id": ["a"], "route_table_id": ["rt"]},
}

table(blocks) := {"key": "rt", "type": "aws_route_table", "attributes": {"route": blocks}}

route(attributes, target) := {"type": "aws_route", "attributes": attributes, "links": {"route_table_id": [target]}}

main(target) := {
	"type": "aws_main_route_table_association",
	"attributes": {},
	"links": {"vpc_id": ["vpc"], "route_table_id": [target]},
}

default_table := {
	"type": "aws_default_route_table",
	"attributes": {"route": [{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}]},
	"links": {"default_route_table_id": ["vpc"]},
}
