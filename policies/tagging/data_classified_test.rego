package driftgate.rules.tagging.data_classified_test

cases := object.union(
	{type: row |
		some type in types
		row := {"resources": [{"type": type, "attributes": {"tags_all": {}}}], "verdict": "fail", "path": "/tags_all", "findings": 1}
	},
	{
		"classified": {"resources": [store({"DataClassification": "internal"})], "verdict": "pass"},
		"no tags": {"resources": [store({})], "verdict": "fail", "path": "/tags_all", "findings": 1},
		"blank": {"resources": [store({"DataClassification": " "})], "verdict": "fail"},
		"a class there is not": {"resources": [store({"DataClassification": "secret"})], "verdict": "fail", "path": "/tags_all/DataClassification", "findings": 1},
		"in another case": {"resources": [store({"DataClassification": "Internal"})], "verdict": "fail"},
		"other classes": {"resources": [store({"DataClassification": "secret"})], "params": {"classes": ["secret"]}, "verdict": "pass"},
		"by another key": {"resources": [store({"Class": "public"})], "params": {"tag_key": "Class"}, "verdict": "pass"},
		"not by another key": {"resources": [store({"DataClassification": "public"})], "params": {"tag_key": "Class"}, "verdict": "fail"},
		"personal data": {"resources": [store({"DataClassification": "restricted"})], "verdict": "fail", "path": "/tags_all", "findings": 1},
		"personal data, residency named": {"resources": [store({"DataClassification": "restricted", "DataResidency": "eu"})], "verdict": "pass"},
		"personal data, residency blank": {"resources": [store({"DataClassification": "restricted", "DataResidency": ""})], "verdict": "fail"},
		"personal data, in other classes": {
			"resources": [store({"DataClassification": "confidential"})],
			"params": {"pii_classes": ["confidential"]},
			"verdict": "fail",
		},
		"personal data, by another residency tag": {
			"resources": [store({"DataClassification": "restricted", "Residency": "eu"})],
			"params": {"residency_tag": "Residency"},
			"verdict": "pass",
		},
		"personal data, in a region that nothing leaves": {
			"resources": [located("eu-central-1")],
			"params": {"locked_regions": ["eu-central-1"]},
			"verdict": "pass",
		},
		"personal data, in another region": {
			"resources": [located("us-east-1")],
			"params": {"locked_regions": ["eu-central-1"]},
			"verdict": "fail",
		},
		"personal data, in a region that is not known": {
			"resources": [store({"DataClassification": "restricted"})],
			"params": {"locked_regions": ["eu-central-1"]},
			"verdict": "fail",
		},
		"class known only after apply": {"resources": [open({}, "/tags_all/DataClassification")], "verdict": "unknown", "path": "/tags_all/DataClassification"},
		"residency known only after apply": {
			"resources": [open({"DataClassification": "restricted"}, "/tags_all/DataResidency")],
			"verdict": "unknown",
			"path": "/tags_all/DataResidency",
		},
		"residency known only after apply, not needed": {
			"resources": [open({"DataClassification": "public"}, "/tags_all/DataResidency")],
			"verdict": "pass",
		},
		"another tag known only after apply": {"resources": [open({"DataClassification": "public"}, "/tags_all/Owner")], "verdict": "pass"},
		"tags known only after apply": {
			"resources": [{"type": "aws_s3_bucket", "taggable": true, "tags": {}, "attributes": {}, "unknown": {"/tags_all": ["module.a.tags"]}}],
			"verdict": "unknown",
			"path": "/tags_all",
		},
		"tags known only after apply, own class": {
			"resources": [{
				"type": "aws_s3_bucket",
				"taggable": true,
				"tags": {"DataClassification": "public"},
				"attributes": {"tags": {"DataClassification": "public"}},
				"unknown": {"/tags_all": ["module.a.tags"]},
			}],
			"verdict": "pass",
		},
		"no tags in what was read": {"resources": [{"type": "aws_s3_bucket", "attributes": {"bucket": "b"}}], "verdict": "none"},
		"another type": {"resources": [{"type": "aws_instance", "attributes": {"tags_all": {}}}], "verdict": "none"},
	},
)

types := [
	"aws_s3_bucket", "aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster", "aws_dynamodb_table",
	"aws_efs_file_system", "aws_elasticache_replication_group", "aws_opensearch_domain", "aws_redshift_cluster",
	"aws_sqs_queue", "aws_sns_topic", "aws_kinesis_stream", "aws_secretsmanager_secret", "aws_ebs_volume",
]

store(tags) := {"type": "aws_s3_bucket", "attributes": {"tags_all": tags}}

located(region) := object.union(store({"DataClassification": "restricted"}), {"region": region})

open(tags, pointer) := object.union(store(tags), {"unknown": {pointer: ["random_id.a.hex"]}})
