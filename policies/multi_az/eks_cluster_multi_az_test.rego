package driftgate.rules.multi_az.eks_cluster_multi_az_test

cases := {
	"two zones": {"resources": [known(["a", "b"]), subnet("a", "a"), subnet("b", "b")], "environment": "dev", "verdict": "pass"},
	"one zone": {
		"resources": [known(["a", "b"]), subnet("a", "a"), subnet("b", "a")],
		"environment": "dev",
		"verdict": "fail",
		"path": "/vpc_config/0/subnet_ids",
		"findings": 1,
	},
	"two zones in prod": {"resources": [known(["a", "b"]), subnet("a", "a"), subnet("b", "b")], "environment": "prod", "verdict": "fail"},
	"three zones in prod": {
		"resources": [known(["a", "b", "c"]), subnet("a", "a"), subnet("b", "b"), subnet("c", "c")],
		"environment": "prod",
		"verdict": "pass",
	},
	"two zones in an environment that is not known": {
		"resources": [known(["a", "b"]), subnet("a", "a"), subnet("b", "b")],
		"verdict": "unknown",
		"path": "",
		"findings": 1,
	},
	"three zones in an environment that is not known": {
		"resources": [known(["a", "b", "c"]), subnet("a", "a"), subnet("b", "b"), subnet("c", "c")],
		"verdict": "pass",
	},
	"one zone in an environment that is not known": {"resources": [known(["a"]), subnet("a", "a")], "verdict": "fail"},
	"new subnets in two zones": {"resources": [made(["a", "b"]), subnet("a", "a"), subnet("b", "b")], "environment": "dev", "verdict": "pass"},
	"new subnets in one zone": {
		"resources": [made(["a", "b"]), subnet("a", "a"), subnet("b", "a")],
		"environment": "dev",
		"verdict": "fail",
	},
	"new subnets by zone id": {
		"resources": [made(["a", "b"]), by_id("a", "euw1-az1"), by_id("b", "euw1-az2")],
		"environment": "dev",
		"verdict": "pass",
	},
	"zones left to AWS": {
		"resources": [made(["a", "b"]), zoneless("a"), zoneless("b")],
		"environment": "dev",
		"verdict": "unknown",
		"path": "/vpc_config/0/subnet_ids",
		"findings": 1,
	},
	"zones left to AWS, in an environment that is not known": {
		"resources": [made(["a", "b"]), zoneless("a"), zoneless("b")],
		"verdict": "unknown",
		"findings": 1,
	},
	"known and new subnets in one zone": {
		"resources": [
			{
				"type": "aws_eks_cluster",
				"attributes": {"vpc_config": [{"subnet_ids": ["subnet-a", null]}]},
				"unknown": {"/vpc_config/0/subnet_ids/1": ["aws_subnet.b.id"]},
				"links": {"vpc_config/0/subnet_ids": ["a", "b"]},
			},
			subnet("a", "a"), subnet("b", "a"),
		],
		"environment": "dev",
		"verdict": "fail",
		"path": "",
		"findings": 1,
	},
	"zone that is empty": {
		"resources": [known(["a", "b"]), subnet("a", "a"), subnet("b", "")],
		"environment": "dev",
		"verdict": "unknown",
	},
	"subnets of another stack": {"resources": [elsewhere(["subnet-1", "subnet-2"])], "environment": "dev", "verdict": "unknown"},
	"one subnet of another stack": {"resources": [elsewhere(["subnet-1"])], "environment": "dev", "verdict": "fail"},
	"one of another stack beside one in a zone": {
		"resources": [
			object.union(elsewhere(["subnet-a", "subnet-1"]), {"links": {"vpc_config/0/subnet_ids": ["a"]}}),
			subnet("a", "a"),
		],
		"environment": "dev",
		"verdict": "unknown",
	},
	"from a data source": {
		"resources": [object.union(object.remove(made([]), ["links"]), {"unresolved": ["aws_subnet"]})],
		"environment": "dev",
		"verdict": "unknown",
	},
	"known only after apply": {"resources": [object.remove(made([]), ["links"])], "environment": "dev", "verdict": "unknown"},
	"some cannot be told": {
		"resources": [object.union(made(["a"]), {"unresolved": ["aws_subnet"]}), subnet("a", "a")],
		"environment": "dev",
		"verdict": "unknown",
	},
	"enough, some more cannot be told": {
		"resources": [object.union(made(["a", "b"]), {"unresolved": ["aws_subnet"]}), subnet("a", "a"), subnet("b", "b")],
		"environment": "dev",
		"verdict": "pass",
	},
	"some cannot be told, of known ones": {
		"resources": [object.union(known(["a"]), {"unresolved": ["aws_subnet"]}), subnet("a", "a")],
		"environment": "dev",
		"verdict": "unknown",
	},
	"zones are a parameter": {
		"resources": [known(["a"]), subnet("a", "a")],
		"environment": "dev",
		"params": {"min_azs": {"default": 2, "dev": 1}},
		"verdict": "pass",
	},
	"default is a parameter": {
		"resources": [known(["a", "b"]), subnet("a", "a"), subnet("b", "b")],
		"environment": "dev",
		"params": {"min_azs": {"default": 3}},
		"verdict": "fail",
	},
	"another type": {"resources": [{"type": "aws_eks_node_group", "attributes": {}}], "environment": "dev", "verdict": "none"},
}

elsewhere(ids) := {"type": "aws_eks_cluster", "attributes": {"vpc_config": [{"subnet_ids": ids}]}}

known(names) := object.union(
	elsewhere([concat("", ["subnet-", name]) | some name in names]),
	{"links": {"vpc_config/0/subnet_ids": names}},
)

made(names) := {
	"type": "aws_eks_cluster",
	"attributes": {"vpc_config": [{}]},
	"unknown": {"/vpc_config/0/subnet_ids": ["aws_subnet.private"]},
	"links": {"vpc_config/0/subnet_ids": names},
}

subnet(name, zone) := {
	"key": name,
	"type": "aws_subnet",
	"attributes": {"id": concat("", ["subnet-", name]), "availability_zone": zone},
}

by_id(name, zone) := {"key": name, "type": "aws_subnet", "attributes": {"availability_zone_id": zone}, "unknown": {"/availability_zone": []}}

zoneless(name) := {"key": name, "type": "aws_subnet", "attributes": {}, "unknown": {"/availability_zone": []}}
