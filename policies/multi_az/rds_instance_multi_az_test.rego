package driftgate.rules.multi_az.rds_instance_multi_az_test

cases := {
	"multi-az": {"resources": [db({"multi_az": true})], "environment": "prod", "verdict": "pass"},
	"single-az": {"resources": [db({"multi_az": false})], "environment": "prod", "verdict": "fail", "path": "/multi_az"},
	"left out": {"resources": [db({})], "environment": "prod", "verdict": "fail", "path": "/multi_az"},
	"left out, as null": {"resources": [db({"multi_az": null})], "environment": "prod", "verdict": "fail"},
	"known only after apply": {
		"resources": [unknown(db({}), {"/multi_az": ["data.aws_ssm_parameter.ha.value"]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"another environment": {"resources": [db({})], "environment": "dev", "verdict": "none"},
	"environment not known": {"resources": [db({"multi_az": true})], "verdict": "unknown"},
	"environments are a parameter": {
		"resources": [db({})],
		"environment": "dev",
		"params": {"environments": ["dev"]},
		"verdict": "fail",
	},
	"replica": {
		"resources": [db({"multi_az": false, "replicate_source_db": "main"})],
		"environment": "prod",
		"verdict": "none",
	},
	"replica of an instance of the same plan": {
		"resources": [unknown(db({"multi_az": false}), {"/replicate_source_db": ["module.db.aws_db_instance.main.identifier"]})],
		"environment": "prod",
		"verdict": "none",
	},
	"perhaps a replica": {
		"resources": [unknown(db({"multi_az": false}), {"/replicate_source_db": ["data.aws_ssm_parameter.source.value"]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"perhaps a replica, and multi-az": {
		"resources": [unknown(db({"multi_az": true}), {"/replicate_source_db": ["data.aws_ssm_parameter.source.value"]})],
		"environment": "prod",
		"verdict": "pass",
	},
	"replica that has to be multi-az": {
		"resources": [db({"multi_az": false, "replicate_source_db": "main"})],
		"environment": "prod",
		"params": {"allow_single_az_replicas": false},
		"verdict": "fail",
	},
	"perhaps a replica that has to be multi-az": {
		"resources": [unknown(db({"multi_az": false}), {"/replicate_source_db": ["data.aws_ssm_parameter.source.value"]})],
		"environment": "prod",
		"params": {"allow_single_az_replicas": false},
		"verdict": "fail",
	},
	"no replica": {
		"resources": [db({"multi_az": false, "replicate_source_db": ""})],
		"environment": "prod",
		"verdict": "fail",
	},
	"member of an aurora cluster": {
		"resources": [db({"multi_az": false, "engine": "aurora-postgresql"})],
		"environment": "prod",
		"verdict": "none",
	},
	"exempt until a day to come": {
		"resources": [db({"multi_az": false, "tags": {"driftgate:single-az-approved": "2026-06-02"}})],
		"environment": "prod",
		"verdict": "none",
	},
	"exemption ends today": {
		"resources": [db({"multi_az": false, "tags": {"driftgate:single-az-approved": "2026-06-01"}})],
		"environment": "prod",
		"verdict": "fail",
	},
	"exemption without a date": {
		"resources": [db({"multi_az": false, "tags": {"driftgate:single-az-approved": "yes"}})],
		"environment": "prod",
		"verdict": "fail",
	},
	"exempt by a tag of another name": {
		"resources": [db({"multi_az": false, "tags": {"ha:waived": "2027-01-31"}})],
		"environment": "prod",
		"params": {"exempt_tag": "ha:waived"},
		"verdict": "none",
	},
	"another type": {"resources": [{"type": "aws_rds_cluster", "attributes": {}}], "environment": "prod", "verdict": "none"},
}

db(attributes) := {"type": "aws_db_instance", "attributes": object.union({"engine": "postgres"}, attributes)}

unknown(r, pointers) := object.union(r, {"unknown": pointers})
