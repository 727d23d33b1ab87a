package driftgate.rules.multi_az.rds_cluster_multi_az_test

cases := {
	"two instances, zones left to AWS": {"resources": [cluster({}, {}), zoneless("a"), zoneless("b")], "environment": "prod", "verdict": "pass"},
	"two instances, zones left out": {"resources": [cluster({}, {}), placed("a", null), placed("b", null)], "environment": "prod", "verdict": "pass"},
	"two instances in two zones": {"resources": [cluster({}, {}), placed("a", "eu-west-1a"), placed("b", "eu-west-1b")], "environment": "prod", "verdict": "pass"},
	"two instances in one zone": {
		"resources": [cluster({}, {}), placed("a", "eu-west-1a"), placed("b", "eu-west-1a")],
		"environment": "prod",
		"verdict": "fail",
		"findings": 1,
	},
	"one in a zone, one left to AWS": {"resources": [cluster({}, {}), placed("a", "eu-west-1a"), zoneless("b")], "environment": "prod", "verdict": "pass"},
	"two in one zone, one left to AWS": {
		"resources": [cluster({}, {}), placed("a", "eu-west-1a"), placed("b", "eu-west-1a"), zoneless("c")],
		"environment": "prod",
		"verdict": "pass",
	},
	"one in a zone, one known only after apply": {
		"resources": [cluster({}, {}), placed("a", "eu-west-1a"), later("b")],
		"environment": "prod",
		"verdict": "unknown",
		"path": "/availability_zone",
	},
	"one known only after apply beside enough": {
		"resources": [cluster({}, {}), placed("a", "eu-west-1a"), placed("b", "eu-west-1b"), later("c")],
		"environment": "prod",
		"verdict": "pass",
	},
	"one instance": {"resources": [cluster({"availability_zones": ["a", "b", "c"]}, {}), zoneless("a")], "environment": "prod", "verdict": "fail", "findings": 1},
	"no instance": {"resources": [cluster({}, {})], "environment": "prod", "verdict": "fail", "findings": 1},
	"instances of another cluster": {
		"resources": [
			cluster({}, {}), {"key": "other", "type": "aws_rds_cluster", "attributes": {}},
			object.union(zoneless("a"), {"links": {"cluster_identifier": ["other"]}}),
			object.union(zoneless("b"), {"links": {"cluster_identifier": ["other"]}}),
		],
		"environment": "prod",
		"verdict": "fail",
	},
	"instances that cannot be told": {
		"resources": [object.union(cluster({}, {}), {"unresolved": ["aws_rds_cluster_instance"]}), zoneless("a")],
		"environment": "prod",
		"verdict": "unknown",
	},
	"enough instances, some more cannot be told": {
		"resources": [object.union(cluster({}, {}), {"unresolved": ["aws_rds_cluster_instance"]}), zoneless("a"), zoneless("b")],
		"environment": "prod",
		"verdict": "pass",
	},
	"too few instances, some more cannot be told": {
		"resources": [object.union(cluster({}, {}), {"unresolved": ["aws_rds_cluster_instance"]}), zoneless("a"), zoneless("b")],
		"environment": "prod",
		"params": {"min_instances": 3},
		"verdict": "unknown",
	},
	"serverless v1, beside instances that cannot be told": {
		"resources": [object.union(cluster({"engine_mode": "serverless"}, {}), {"unresolved": ["aws_rds_cluster_instance"]})],
		"environment": "prod",
		"verdict": "pass",
	},
	"Multi-AZ DB cluster": {
		"resources": [cluster({"engine": "postgres", "db_cluster_instance_class": "db.m6gd.large"}, {})],
		"environment": "prod",
		"verdict": "pass",
	},
	"Multi-AZ DB cluster, class known only after apply": {
		"resources": [cluster({"engine": "postgres"}, {"/db_cluster_instance_class": ["data.aws_ssm_parameter.class.value"]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"serverless v1": {"resources": [cluster({"engine_mode": "serverless"}, {})], "environment": "prod", "verdict": "pass"},
	"provisioned": {"resources": [cluster({"engine_mode": "provisioned", "db_cluster_instance_class": ""}, {})], "environment": "prod", "verdict": "fail"},
	"mode known only after apply": {
		"resources": [cluster({}, {"/engine_mode": ["data.aws_ssm_parameter.mode.value"]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"mode known only after apply, instances in one zone": {
		"resources": [cluster({}, {"/engine_mode": ["data.aws_ssm_parameter.mode.value"]}), placed("a", "eu-west-1a"), placed("b", "eu-west-1a")],
		"environment": "prod",
		"verdict": "unknown",
	},
	"class and mode left to AWS": {
		"resources": [cluster({}, {"/engine_mode": [], "/db_cluster_instance_class": []})],
		"environment": "prod",
		"verdict": "fail",
	},
	"three instances asked for": {
		"resources": [cluster({}, {}), zoneless("a"), zoneless("b")],
		"environment": "prod",
		"params": {"min_instances": 3},
		"verdict": "fail",
	},
	"three zones asked for": {
		"resources": [cluster({}, {}), placed("a", "eu-west-1a"), placed("b", "eu-west-1b")],
		"environment": "prod",
		"params": {"min_azs": 3},
		"verdict": "fail",
	},
	"another environment": {"resources": [cluster({}, {})], "environment": "dev", "verdict": "none"},
	"environment not known": {"resources": [cluster({}, {})], "verdict": "unknown"},
	"environments are a parameter": {"resources": [cluster({}, {})], "environment": "dev", "params": {"environments": ["dev"]}, "verdict": "fail"},
	"exempt until a day to come": {
		"resources": [cluster({"tags": {"driftgate:single-az-approved": "2026-09-01"}}, {})],
		"environment": "prod",
		"verdict": "none",
	},
	"exemption has ended": {
		"resources": [cluster({"tags": {"driftgate:single-az-approved": "2026-05-01"}}, {})],
		"environment": "prod",
		"verdict": "fail",
	},
	"exempt by a tag of another name": {
		"resources": [cluster({"tags": {"ha:waived": "2027-01-31"}}, {})],
		"environment": "prod",
		"params": {"exempt_tag": "ha:waived"},
		"verdict": "none",
	},
	"another type": {"resources": [{"type": "aws_rds_cluster_instance", "attributes": {}}], "environment": "prod", "verdict": "none"},
}

cluster(attributes, unknown) := {
	"key": "cluster",
	"type": "aws_rds_cluster",
	"attributes": object.union({"engine": "aurora-postgresql"}, attributes),
	"unknown": unknown,
}

placed(name, zone) := {
	"key": name,
	"type": "aws_rds_cluster_instance",
	"attributes": {"availability_zone": zone},
	"links": {"cluster_identifier": ["cluster"]},
}

zoneless(name) := {
	"key": name,
	"type": "aws_rds_cluster_instance",
	"attributes": {},
	"unknown": {"/availability_zone": []},
	"links": {"cluster_identifier": ["cluster"]},
}

later(name) := object.union(zoneless(name), {"unknown": {"/availability_zone": ["data.aws_ssm_parameter.zone.value"]}})
