package driftgate.rules.resilience.deletion_protected_test

cases := object.union_n([
	{concat(" ", [type, name]): row |
		some type, attribute in attributes
		some name, row in rows(type, attribute)
	},
	tables,
	{
		"eks cluster, not asked for": {"resources": [{"type": "aws_eks_cluster", "attributes": {}}], "environment": "prod", "verdict": "none"},
		"member of an aurora cluster": {
			"resources": [{"type": "aws_db_instance", "attributes": {"engine": "aurora-mysql", "deletion_protection": false}}],
			"environment": "prod",
			"verdict": "none",
		},
		"another environment": {"resources": [{"type": "aws_lb", "attributes": {}}], "environment": "dev", "verdict": "none"},
		"environments are a parameter": {
			"resources": [{"type": "aws_lb", "attributes": {}}],
			"environment": "dev",
			"params": {"environments": ["dev"]},
			"verdict": "fail",
		},
		"environment not known": {"resources": [{"type": "aws_lb", "attributes": {}}], "verdict": "unknown"},
		"another type": {"resources": [{"type": "aws_rds_cluster_instance", "attributes": {}}], "environment": "prod", "verdict": "none"},
	},
])

rows(type, attribute) := {
	"protected": row(type, {attribute: true}, {}, {"verdict": "pass"}),
	"not protected": row(type, {attribute: false}, {}, {"verdict": "fail", "path": concat("", ["/", attribute])}),
	"left out": row(type, {}, {}, {"verdict": "fail"}),
	"left out, as null": row(type, {attribute: null}, {}, {"verdict": "fail"}),
	"known only after apply": row(type, {}, {concat("", ["/", attribute]): ["data.aws_ssm_parameter.a.value"]}, {"verdict": "unknown"}),
}

row(type, values, unknown, rest) := object.union(rest, {
	"resources": [{"type": type, "attributes": values, "unknown": unknown}],
	"environment": "staging",
	"params": {"include_eks": true},
})

tables := {
	"table with protected replicas": table([{"region_name": "eu-west-2", "deletion_protection_enabled": true}], {}, {"verdict": "pass"}),
	"table with a replica that is not protected": table(
		[{"deletion_protection_enabled": true}, {"deletion_protection_enabled": false}], {},
		{"verdict": "fail", "path": "/replica/1/deletion_protection_enabled", "findings": 1},
	),
	"table with a replica that leaves it out": table([{"region_name": "eu-west-2"}], {}, {"verdict": "fail"}),
	"table with a replica that is known only after apply": table(
		[{"region_name": "eu-west-2"}], {"/replica/0/deletion_protection_enabled": ["data.aws_ssm_parameter.a.value"]},
		{"verdict": "unknown"},
	),
	"table whose replicas are known only after apply": row(
		"aws_dynamodb_table", {"deletion_protection_enabled": true}, {"/replica": ["data.aws_regions.all.names"]},
		{"verdict": "unknown"},
	),
	"table without replicas": table([], {}, {"verdict": "pass"}),
}

table(replicas, unknown, rest) := row("aws_dynamodb_table", {"deletion_protection_enabled": true, "replica": replicas}, unknown, rest)

attributes := {
	"aws_db_instance": "deletion_protection",
	"aws_rds_cluster": "deletion_protection",
	"aws_dynamodb_table": "deletion_protection_enabled",
	"aws_docdb_cluster": "deletion_protection",
	"aws_neptune_cluster": "deletion_protection",
	"aws_rds_global_cluster": "deletion_protection",
	"aws_eks_cluster": "deletion_protection",
	"aws_lb": "enable_deletion_protection",
	"aws_alb": "enable_deletion_protection",
}
