package driftgate.rules.backup.cluster_backup_retention_test

cases := {
	"30 days in production": {"resources": [cluster({"backup_retention_period": 30})], "environment": "prod", "verdict": "pass"},
	"29 days in production": {
		"resources": [cluster({"backup_retention_period": 29})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/backup_retention_period",
	},
	"7 days in staging": {"resources": [cluster({"backup_retention_period": 7})], "environment": "staging", "verdict": "pass"},
	"6 days in staging": {"resources": [cluster({"backup_retention_period": 6})], "environment": "staging", "verdict": "fail"},
	"days as text": {"resources": [cluster({"backup_retention_period": "30"})], "environment": "prod", "verdict": "pass"},
	"left out": {"resources": [cluster({})], "environment": "dev", "verdict": "fail", "path": "/backup_retention_period"},
	"left out, as null": {"resources": [cluster({"backup_retention_period": null})], "environment": "dev", "verdict": "fail"},
	"left out, where one day is enough": {
		"resources": [cluster({})],
		"environment": "dev",
		"params": {"min_days": {"default": 1}},
		"verdict": "pass",
	},
	"left out, where two days are asked for": {
		"resources": [cluster({"backup_retention_period": null})],
		"environment": "dev",
		"params": {"min_days": {"default": 2}},
		"verdict": "fail",
	},
	"known only after apply": {
		"resources": [object.union(cluster({}), {"unknown": {"/backup_retention_period": ["data.aws_ssm_parameter.days.value"]}})],
		"environment": "prod",
		"verdict": "unknown",
		"path": "/backup_retention_period",
		"findings": 1,
	},
	"known only after apply, in an environment that is not known": {
		"resources": [object.union(cluster({}), {"unknown": {"/backup_retention_period": ["data.aws_ssm_parameter.days.value"]}})],
		"verdict": "unknown",
		"path": "/backup_retention_period",
		"findings": 1,
	},
	"enough in every environment": {"resources": [cluster({"backup_retention_period": 30})], "verdict": "pass"},
	"enough in some environments": {"resources": [cluster({"backup_retention_period": 7})], "verdict": "unknown"},
	"too few in every environment": {"resources": [cluster({"backup_retention_period": 6})], "verdict": "fail"},
	"no days for this environment": {
		"resources": [cluster({"backup_retention_period": 0})],
		"environment": "dev",
		"params": {"min_days": {"prod": 30}},
		"verdict": "pass",
	},
	"perhaps no days for its environment": {
		"resources": [cluster({"backup_retention_period": 7})],
		"params": {"min_days": {"prod": 30}},
		"verdict": "unknown",
	},
	"a DocumentDB cluster": {"resources": [docdb(30)], "environment": "prod", "verdict": "pass"},
	"a DocumentDB cluster with too few days": {"resources": [docdb(7)], "environment": "prod", "verdict": "fail"},
	"a Neptune cluster with too few days": {
		"resources": [{"type": "aws_neptune_cluster", "attributes": {"backup_retention_period": 7}}],
		"environment": "prod",
		"verdict": "fail",
	},
	"another type": {"resources": [{"type": "aws_db_instance", "attributes": {}}], "environment": "prod", "verdict": "none"},
}

cluster(attributes) := {"type": "aws_rds_cluster", "attributes": attributes}

docdb(days) := {"type": "aws_docdb_cluster", "attributes": {"backup_retention_period": days}}
