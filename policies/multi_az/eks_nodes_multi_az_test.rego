package driftgate.rules.multi_az.eks_nodes_multi_az_test

cases := {
	"one group in two zones": {"resources": array.concat([cluster({}), group("g", 2, ["a", "b"])], zones), "environment": "prod", "verdict": "pass"},
	"a group a zone": {
		"resources": array.concat([cluster({}), group("g", 1, ["a"]), group("h", 1, ["b"])], zones),
		"environment": "prod",
		"verdict": "pass",
	},
	"one zone": {
		"resources": array.concat([cluster({}), group("g", 2, ["a", "a2"])], zones),
		"environment": "prod",
		"verdict": "fail",
		"findings": 1,
	},
	"one node": {
		"resources": array.concat([cluster({}), group("g", 1, ["a", "b"])], zones),
		"environment": "prod",
		"verdict": "fail",
		"findings": 1,
	},
	"one node in one zone": {
		"resources": array.concat([cluster({}), group("g", 1, ["a"])], zones),
		"environment": "prod",
		"verdict": "fail",
		"findings": 2,
	},
	"size known only after apply": {
		"resources": array.concat([cluster({}), unsized("g", ["a", "b"])], zones),
		"environment": "prod",
		"verdict": "unknown",
		"findings": 1,
	},
	"size of one known only after apply, enough without it": {
		"resources": array.concat([cluster({}), unsized("g", ["a", "b"]), group("h", 2, ["a"])], zones),
		"environment": "prod",
		"verdict": "pass",
	},
	"size of one known only after apply, not enough without it": {
		"resources": array.concat([cluster({}), unsized("g", ["a", "b"]), group("h", 1, ["a"])], zones),
		"environment": "prod",
		"verdict": "unknown",
	},
	"size known only after apply in one zone": {
		"resources": array.concat([cluster({}), unsized("g", ["a"])], zones),
		"environment": "prod",
		"verdict": "fail",
		"findings": 1,
	},
	"new subnets in one zone": {
		"resources": array.concat([cluster({}), made("g", ["a", "a2"])], zones),
		"environment": "prod",
		"verdict": "fail",
	},
	"new subnets in two zones": {"resources": array.concat([cluster({}), made("g", ["a", "b"])], zones), "environment": "prod", "verdict": "pass"},
	"known and new subnets in one zone": {
		"resources": array.concat(
			[cluster({}), {
				"key": "g",
				"type": "aws_eks_node_group",
				"attributes": {"subnet_ids": ["subnet-a", null], "scaling_config": [{"min_size": 2}]},
				"unknown": {"/subnet_ids/1": ["aws_subnet.a2.id"]},
				"links": {"cluster_name": ["cluster"], "subnet_ids": ["a", "a2"]},
			}],
			zones,
		),
		"environment": "prod",
		"verdict": "fail",
		"findings": 1,
	},
	"subnets of another stack": {
		"resources": [cluster({}), object.remove(group("g", 2, ["x", "y"]), ["links"])],
		"environment": "prod",
		"verdict": "none",
	},
	"group in subnets of another stack": {
		"resources": [cluster({}), object.union(object.remove(group("g", 2, ["x", "y"]), ["links"]), {"links": {"cluster_name": ["cluster"]}})],
		"environment": "prod",
		"verdict": "unknown",
		"findings": 1,
	},
	"group in one subnet of another stack": {
		"resources": [cluster({}), object.union(object.remove(group("g", 2, ["x"]), ["links"]), {"links": {"cluster_name": ["cluster"]}})],
		"environment": "prod",
		"verdict": "fail",
	},
	"subnets that cannot be told": {
		"resources": array.concat([cluster({}), object.union(made("g", ["a"]), {"unresolved": ["aws_subnet"]})], zones),
		"environment": "prod",
		"verdict": "unknown",
	},
	"groups that cannot be told": {
		"resources": [object.union(cluster({}), {"unresolved": ["aws_eks_node_group"]})],
		"environment": "prod",
		"verdict": "unknown",
		"findings": 2,
	},
	"profiles that cannot be told": {
		"resources": [object.union(cluster({}), {"unresolved": ["aws_eks_fargate_profile"]})],
		"environment": "prod",
		"verdict": "unknown",
		"findings": 2,
	},
	"too few, some groups cannot be told": {
		"resources": array.concat([object.union(cluster({}), {"unresolved": ["aws_eks_node_group"]}), group("g", 1, ["a", "b"])], zones),
		"environment": "prod",
		"verdict": "unknown",
	},
	"Fargate in two zones": {"resources": array.concat([cluster({}), profile(["a", "b"])], zones), "environment": "prod", "verdict": "pass"},
	"Fargate in one zone": {"resources": array.concat([cluster({}), profile(["a"])], zones), "environment": "prod", "verdict": "fail", "findings": 1},
	"nodes in one zone, Fargate in another": {
		"resources": array.concat([cluster({}), group("g", 2, ["a"]), profile(["b"])], zones),
		"environment": "prod",
		"verdict": "pass",
	},
	"Auto Mode in two zones": {"resources": array.concat([automatic(["a", "b"])], zones), "environment": "prod", "verdict": "pass"},
	"Auto Mode in two zones, with one node of its own": {
		"resources": array.concat([automatic(["a", "b"]), group("g", 1, ["a"])], zones),
		"environment": "prod",
		"verdict": "pass",
	},
	"Auto Mode in two zones, with nodes of a size known only after apply": {
		"resources": array.concat([automatic(["a", "b"]), unsized("g", ["a"])], zones),
		"environment": "prod",
		"verdict": "pass",
	},
	"Auto Mode in one zone": {"resources": array.concat([automatic(["a", "a2"])], zones), "environment": "prod", "verdict": "fail", "findings": 1},
	"Auto Mode in one subnet of another stack": {
		"resources": [object.remove(automatic(["x"]), ["links"])],
		"environment": "prod",
		"verdict": "fail",
		"path": "",
	},
	"Auto Mode in subnets of another stack": {
		"resources": [object.remove(automatic(["x", "y"]), ["links"])],
		"environment": "prod",
		"verdict": "unknown",
		"path": "",
	},
	"Auto Mode that is off": {
		"resources": array.concat([cluster({"compute_config": [{"enabled": false}]}), group("g", 1, ["a", "b"])], zones),
		"environment": "prod",
		"verdict": "fail",
	},
	"Auto Mode known only after apply": {
		"resources": array.concat([perhaps_automatic, group("g", 1, ["a"])], zones),
		"environment": "prod",
		"verdict": "unknown",
	},
	"Auto Mode known only after apply, without groups": {"resources": [perhaps_automatic], "environment": "prod", "verdict": "unknown"},
	"Auto Mode known only after apply, enough without it": {
		"resources": array.concat([perhaps_automatic, group("g", 2, ["a", "b"])], zones),
		"environment": "prod",
		"verdict": "pass",
	},
	"no nodes in the document": {"resources": [cluster({})], "environment": "prod", "verdict": "none"},
	"groups of another cluster": {
		"resources": array.concat(
			[
				cluster({}), {"key": "other", "type": "aws_eks_cluster", "attributes": {}},
				object.union(group("g", 1, ["a"]), {"links": {"cluster_name": ["other"]}}),
			],
			zones,
		),
		"environment": "prod",
		"verdict": "none",
	},
	"staging": {"resources": array.concat([cluster({}), group("g", 1, ["a"])], zones), "environment": "staging", "verdict": "fail"},
	"another environment": {"resources": array.concat([cluster({}), group("g", 1, ["a"])], zones), "environment": "dev", "verdict": "none"},
	"environments are a parameter": {
		"resources": array.concat([cluster({}), group("g", 1, ["a"])], zones),
		"environment": "dev",
		"params": {"environments": ["dev"]},
		"verdict": "fail",
	},
	"three zones asked for": {
		"resources": array.concat([cluster({}), group("g", 2, ["a", "b"])], zones),
		"environment": "prod",
		"params": {"min_azs": 3},
		"verdict": "fail",
	},
	"three nodes asked for": {
		"resources": array.concat([cluster({}), group("g", 2, ["a", "b"])], zones),
		"environment": "prod",
		"params": {"min_nodes": 3},
		"verdict": "fail",
	},
	"another type": {"resources": [{"type": "aws_eks_node_group", "attributes": {}}], "environment": "prod", "verdict": "none"},
}

cluster(attributes) := {"key": "cluster", "type": "aws_eks_cluster", "attributes": attributes}

automatic(names) := object.union(
	cluster({"compute_config": [{"enabled": true}], "vpc_config": [{"subnet_ids": ids(names)}]}),
	{"links": {"vpc_config/0/subnet_ids": names}},
)

perhaps_automatic := object.union(
	cluster({"compute_config": [{}]}),
	{"unknown": {"/compute_config/0/enabled": ["data.aws_ssm_parameter.auto.value"]}},
)

group(name, size, names) := {
	"key": name,
	"type": "aws_eks_node_group",
	"attributes": {"subnet_ids": ids(names), "scaling_config": [{"min_size": size, "max_size": 9, "desired_size": 9}]},
	"links": {"cluster_name": ["cluster"], "subnet_ids": names},
}

made(name, names) := {
	"key": name,
	"type": "aws_eks_node_group",
	"attributes": {"scaling_config": [{"min_size": 2}]},
	"unknown": {"/subnet_ids": ["aws_subnet.private"]},
	"links": {"cluster_name": ["cluster"], "subnet_ids": names},
}

unsized(name, names) := {
	"key": name,
	"type": "aws_eks_node_group",
	"attributes": {"subnet_ids": ids(names), "scaling_config": [{}]},
	"unknown": {"/scaling_config/0/min_size": ["data.aws_ssm_parameter.size.value"]},
	"links": {"cluster_name": ["cluster"], "subnet_ids": names},
}

profile(names) := {
	"key": "profile",
	"type": "aws_eks_fargate_profile",
	"attributes": {"subnet_ids": ids(names)},
	"links": {"cluster_name": ["cluster"], "subnet_ids": names},
}

ids(names) := [concat("", ["subnet-", name]) | some name in names]

zones := [subnet("a", "a"), subnet("a2", "a"), subnet("b", "b")]

subnet(name, zone) := {
	"key": name,
	"type": "aws_subnet",
	"attributes": {"id": concat("", ["subnet-", name]), "availability_zone": zone},
}
