package driftgate.rules.backup.rds_backup_retention_test

cases := {
	"30 days in production": {"resources": [db({"backup_retention_period": 30})], "environment": "prod", "verdict": "pass"},
	"29 days in production": {
		"resources": [db({"backup_retention_period": 29})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/backup_retention_period",
	},
	"7 days in staging": {"resources": [db({"backup_retention_period": 7})], "environment": "staging", "verdict": "pass"},
	"1 day in staging": {"resources": [db({"backup_retention_period": 1})], "environment": "staging", "verdict": "fail"},
	"days as text": {"resources": [db({"backup_retention_period": "30"})], "environment": "prod", "verdict": "pass"},
	"left out": {"resources": [db({})], "environment": "dev", "verdict": "fail", "path": "/backup_retention_period"},
	"left out, as null": {"resources": [db({"backup_retention_period": null})], "environment": "dev", "verdict": "fail"},
	"switched off": {"resources": [db({"backup_retention_period": 0})], "verdict": "fail"},
	"known only after apply": {
		"resources": [unknown(db({}), {"/backup_retention_period": ["data.aws_ssm_parameter.days.value"]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"enough in every environment": {"resources": [db({"backup_retention_period": 35})], "verdict": "pass"},
	"enough in some environments": {"resources": [db({"backup_retention_period": 14})], "verdict": "unknown"},
	"too few in every environment": {"resources": [db({"backup_retention_period": 3})], "verdict": "fail"},
	"days are a parameter": {
		"resources": [db({"backup_retention_period": 14})],
		"environment": "prod",
		"params": {"min_days": {"default": 14}},
		"verdict": "pass",
	},
	"no days for this environment": {
		"resources": [db({})],
		"environment": "dev",
		"params": {"min_days": {"prod": 30}},
		"verdict": "pass",
	},
	"perhaps no days for its environment": {
		"resources": [db({"backup_retention_period": 7})],
		"params": {"min_days": {"prod": 30}},
		"verdict": "unknown",
	},
	"deleted with the instance": {
		"resources": [db({"backup_retention_period": 30, "delete_automated_backups": true})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/delete_automated_backups",
	},
	"deleted with the instance, in staging": {
		"resources": [db({"backup_retention_period": 30, "delete_automated_backups": true})],
		"environment": "staging",
		"verdict": "pass",
	},
	"deleted with the instance, as null": {
		"resources": [db({"backup_retention_period": 30, "delete_automated_backups": null})],
		"environment": "prod",
		"verdict": "pass",
	},
	"deleted with the instance, in an environment that is not known": {
		"resources": [db({"backup_retention_period": 30, "delete_automated_backups": true})],
		"verdict": "unknown",
	},
	"deletion is a parameter": {
		"resources": [db({"backup_retention_period": 30, "delete_automated_backups": true})],
		"params": {"keep_after_deletion": []},
		"verdict": "pass",
	},
	"deletion known only after apply": {
		"resources": [unknown(
			{"type": "aws_db_instance", "attributes": {"backup_retention_period": 30}},
			{"/delete_automated_backups": ["data.aws_ssm_parameter.keep.value"]},
		)],
		"environment": "prod",
		"verdict": "unknown",
	},
	"replica": {"resources": [db({"replicate_source_db": "main"})], "environment": "prod", "verdict": "none"},
	"replica of an instance of the same plan": {
		"resources": [unknown(db({}), {"/replicate_source_db": ["aws_db_instance.main.identifier"]})],
		"environment": "prod",
		"verdict": "none",
	},
	"perhaps a replica": {
		"resources": [unknown(db({}), {"/replicate_source_db": ["data.aws_ssm_parameter.source.value"]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"member of an aurora cluster": {"resources": [db({"engine": "aurora-mysql"})], "environment": "prod", "verdict": "none"},
	"another type": {"resources": [{"type": "aws_rds_cluster", "attributes": {}}], "environment": "prod", "verdict": "none"},
	"left out, where one day is enough": {
		"resources": [db({})],
		"environment": "dev",
		"params": {"min_days": {"default": 1}},
		"verdict": "fail",
	},
}

db(attributes) := {
	"type": "aws_db_instance",
	"attributes": object.union({"engine": "postgres", "delete_automated_backups": false}, attributes),
}

unknown(r, pointers) := object.union(r, {"unknown": pointers})
