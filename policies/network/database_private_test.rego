package driftgate.rules.network.database_private_test

cases := object.union(
	{concat(" ", [type, name]): row |
		some type in types
		some name, row in rows(type)
	},
	{
		"redshift cluster of provider v5, left out": {
			"resources": [{"type": "aws_redshift_cluster", "attributes": {"publicly_accessible": true}, "defaulted": {"/publicly_accessible": "true"}}],
			"verdict": "fail",
			"path": "/publicly_accessible",
		},
		"another type": {"resources": [{"type": "aws_rds_cluster", "attributes": {}}], "verdict": "none"},
	},
)

rows(type) := {
	"private": {"resources": [{"type": type, "attributes": {"publicly_accessible": false}}], "verdict": "pass"},
	"public": {
		"resources": [{"type": type, "attributes": {"publicly_accessible": true}}],
		"verdict": "fail",
		"path": "/publicly_accessible",
	},
	"left out": {"resources": [{"type": type, "attributes": {}}], "verdict": "pass"},
	"left out, as null": {"resources": [{"type": type, "attributes": {"publicly_accessible": null}}], "verdict": "pass"},
	"known only after apply": {
		"resources": [{"type": type, "attributes": {}, "unknown": {"/publicly_accessible": ["data.aws_ssm_parameter.a.value"]}}],
		"verdict": "unknown",
	},
}

types := {"aws_db_instance", "aws_rds_cluster_instance", "aws_redshift_cluster", "aws_dms_replication_instance"}
