package driftgate.rules.multi_az.autoscaling_group_multi_az_test

cases := {
	"subnets in two zones": {"resources": array.concat([group(["a", "b"])], [subnet("a", "eu-west-1a"), subnet("b", "eu-west-1b")]), "environment": "prod", "verdict": "pass"},
	"subnets in one zone": {
		"resources": array.concat([group(["a", "b"])], [subnet("a", "eu-west-1a"), subnet("b", "eu-west-1a")]),
		"environment": "prod",
		"verdict": "fail",
		"path": "/vpc_zone_identifier",
	},
	"new subnets in two zones": {
		"resources": [new_group(["a", "b"]), subnet("a", "eu-west-1a"), subnet("b", "eu-west-1b")],
		"environment": "prod",
		"verdict": "pass",
	},
	"new subnets in one zone": {
		"resources": [new_group(["a", "b"]), subnet("a", "eu-west-1a"), subnet("b", "eu-west-1a")],
		"environment": "prod",
		"verdict": "fail",
		"path": "",
	},
	"new subnet by zone id": {
		"resources": [new_group(["a", "b"]), subnet_by_id("a", "euw1-az1"), subnet_by_id("b", "euw1-az2")],
		"environment": "prod",
		"verdict": "pass",
	},
	"one by zone, one by zone id": {
		"resources": [new_group(["a", "b"]), subnet("a", "eu-west-1a"), subnet_by_id("b", "euw1-az2")],
		"environment": "prod",
		"verdict": "unknown",
		"path": "/vpc_zone_identifier",
	},
	"zones left out": {
		"resources": [new_group(["a", "b"]), zoneless("a"), zoneless("b")],
		"environment": "prod",
		"verdict": "unknown",
	},
	"zone of a single subnet left out": {"resources": [new_group(["a"]), zoneless("a")], "environment": "prod", "verdict": "fail"},
	"enough zones without the one that is not known": {
		"resources": [new_group(["a", "b", "c"]), subnet("a", "eu-west-1a"), subnet("b", "eu-west-1b"), zoneless("c")],
		"environment": "prod",
		"verdict": "pass",
	},
	"three zones asked for": {
		"resources": [group(["a", "b"]), subnet("a", "eu-west-1a"), subnet("b", "eu-west-1b")],
		"environment": "prod",
		"params": {"min_azs": 3},
		"verdict": "fail",
	},
	"two subnets of another stack": {
		"resources": [asg({"vpc_zone_identifier": ["subnet-1", "subnet-2"]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"one subnet of another stack": {
		"resources": [asg({"vpc_zone_identifier": ["subnet-1"]})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/vpc_zone_identifier",
	},
	"subnets from a data source": {
		"resources": [object.union(asg({}), {
			"unknown": {"/vpc_zone_identifier": ["data.aws_subnets.private.ids"]},
			"unresolved": ["aws_subnet"],
		})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"some subnets cannot be told": {
		"resources": [object.union(new_group(["a"]), {"unresolved": ["aws_subnet"]}), subnet("a", "eu-west-1a")],
		"environment": "prod",
		"verdict": "unknown",
		"path": "",
	},
	"enough subnets, some more cannot be told": {
		"resources": [object.union(new_group(["a", "b"]), {"unresolved": ["aws_subnet"]}), subnet("a", "eu-west-1a"), subnet("b", "eu-west-1b")],
		"environment": "prod",
		"verdict": "pass",
	},
	"two zones by name": {"resources": [zonal(["eu-west-1a", "eu-west-1b"])], "environment": "prod", "verdict": "pass"},
	"one zone by name": {"resources": [zonal(["eu-west-1a"])], "environment": "prod", "verdict": "fail", "path": "/availability_zones"},
	"zones of a group that runs": {
		"resources": [object.union(
			asg({"vpc_zone_identifier": ["subnet-1", "subnet-2"], "availability_zones": ["eu-west-1a", "eu-west-1b"]}),
			{"actions": ["no-op"]},
		)],
		"environment": "prod",
		"verdict": "pass",
	},
	"one zone of a group that runs": {
		"resources": [object.union(
			asg({"vpc_zone_identifier": ["subnet-1", "subnet-2"], "availability_zones": ["eu-west-1a"]}),
			{"actions": []},
		)],
		"environment": "prod",
		"verdict": "fail",
		"path": "/vpc_zone_identifier",
	},
	"subnets change, the zones are those of before": {
		"resources": [
			object.union(group(["a"]), {"attributes": {"availability_zones": ["eu-west-1a", "eu-west-1b"]}, "actions": ["update"]}),
			subnet("a", "eu-west-1a"),
		],
		"environment": "prod",
		"verdict": "fail",
	},
	"neither subnets nor zones": {"resources": [asg({})], "environment": "prod", "verdict": "fail"},
	"left to AWS": {
		"resources": [object.union(asg({}), {"unknown": {"/vpc_zone_identifier": [], "/availability_zones": []}})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"another environment": {"resources": [zonal(["eu-west-1a"])], "environment": "dev", "verdict": "none"},
	"environments are a parameter": {
		"resources": [zonal(["eu-west-1a"])],
		"environment": "dev",
		"params": {"environments": ["*"]},
		"verdict": "fail",
	},
	"exempt by a tag block": {
		"resources": [asg({
			"availability_zones": ["eu-west-1a"],
			"tag": [{"key": "driftgate:single-az-approved", "value": "2026-09-01", "propagate_at_launch": false}],
		})],
		"environment": "prod",
		"verdict": "none",
	},
	"exemption has ended": {
		"resources": [asg({
			"availability_zones": ["eu-west-1a"],
			"tag": [{"key": "driftgate:single-az-approved", "value": "2026-05-01", "propagate_at_launch": false}],
		})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/availability_zones",
	},
	"another type": {"resources": [subnet("a", "eu-west-1a")], "environment": "prod", "verdict": "none"},
	"zones of before, while an update makes its subnets known only after apply": {
		"resources": [object.union(
			asg({"availability_zones": ["eu-west-1a", "eu-west-1b"]}),
			{"actions": ["update"], "unknown": {"/vpc_zone_identifier": ["aws_subnet.private.id"]}},
		)],
		"environment": "prod",
		"verdict": "unknown",
	},
	"zones named, one of them known only after apply": {
		"resources": [asg({"availability_zones": ["eu-west-1a", null]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"zones of before, while an update takes its subnets from outside": {
		"resources": [object.union(
			asg({"availability_zones": ["eu-west-1a", "eu-west-1b"]}),
			{"actions": ["update"], "unknown": {"/vpc_zone_identifier": ["data.aws_subnets.private.ids"]}},
		)],
		"environment": "prod",
		"verdict": "unknown",
	},
	"zones of before, while an update changes something else": {
		"resources": [object.union(
			asg({"availability_zones": ["eu-west-1a", "eu-west-1b", "eu-west-1c"]}),
			{"actions": ["update"], "unknown": {"/desired_capacity": ["data.aws_ssm_parameter.a.value"]}},
		)],
		"environment": "prod",
		"verdict": "pass",
	},
}

asg(attributes) := {"type": "aws_autoscaling_group", "attributes": attributes}

group(subnets) := object.union(asg({"vpc_zone_identifier": [id | some name in subnets; id := concat("", ["subnet-", name])]}), linked(subnets))

new_group(subnets) := object.union_n([
	asg({}),
	linked(subnets),
	{"unknown": {"/vpc_zone_identifier": ["aws_subnet.private.id"], "/availability_zones": []}},
])

linked(subnets) := {"links": {"vpc_zone_identifier": subnets}}

zonal(names) := object.union(asg({"availability_zones": names}), {"unknown": {"/vpc_zone_identifier": []}})

subnet(name, zone) := {
	"key": name,
	"type": "aws_subnet",
	"attributes": {"id": concat("", ["subnet-", name]), "availability_zone": zone},
}

subnet_by_id(name, id) := {
	"key": name,
	"type": "aws_subnet",
	"attributes": {"availability_zone_id": id},
	"unknown": {"/id": [], "/availability_zone": []},
}

zoneless(name) := {
	"key": name,
	"type": "aws_subnet",
	"attributes": {},
	"unknown": {"/id": [], "/availability_zone": [], "/availability_zone_id": []},
}
