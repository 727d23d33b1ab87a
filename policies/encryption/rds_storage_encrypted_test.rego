package driftgate.rules.encryption.rds_storage_encrypted_test

cases := {
	"encrypted": {"resources": [db({"storage_encrypted": true})], "verdict": "pass"},
	"not encrypted": {"resources": [db({"storage_encrypted": false})], "verdict": "fail", "path": "/storage_encrypted"},
	"left out": {"resources": [db({})], "verdict": "fail", "path": "/storage_encrypted"},
	"left out, as null": {"resources": [db({"storage_encrypted": null})], "verdict": "fail"},
	"known only after apply": {
		"resources": [object.union(db({}), {"unknown": {"/storage_encrypted": ["aws_kms_key.a.id"]}})],
		"verdict": "unknown",
	},
	"replica of an encrypted instance": {
		"resources": [
			replica({"replicate_source_db": "main"}),
			{"key": "main", "type": "aws_db_instance", "attributes": {"identifier": "main", "storage_encrypted": true}},
		],
		"verdict": "pass",
	},
	"replica of an instance that is not encrypted": {
		"resources": [
			replica({"replicate_source_db": "main"}),
			{"key": "main", "type": "aws_db_instance", "attributes": {"identifier": "main", "storage_encrypted": false}},
		],
		"verdict": "fail",
	},
	"replica whose source is made by the same plan": {
		"resources": [
			object.union(replica({}), {"unknown": {"/replicate_source_db": ["aws_db_instance.main.identifier"]}}),
			{"key": "main", "type": "aws_db_instance", "attributes": {"storage_encrypted": true}},
		],
		"verdict": "unknown",
	},
	"encrypted source of a replica that is not known to be": {
		"resources": [
			{"key": "main", "type": "aws_db_instance", "attributes": {"storage_encrypted": true}},
			object.union(replica({}), {"unknown": {"/storage_encrypted": ["var.x"]}}),
		],
		"verdict": "pass",
	},
	"replica from another region": {
		"resources": [db({"replicate_source_db": "arn:aws:rds:eu-west-1:111122223333:db:main"})],
		"verdict": "fail",
	},
	"another type": {"resources": [{"type": "aws_instance", "attributes": {}}], "verdict": "none"},
	"replica of an instance that is not known yet": {
		"resources": [
			replica({"replicate_source_db": "main"}),
			{"key": "main", "type": "aws_db_instance", "attributes": {"identifier": "main"}, "unknown": {"/storage_encrypted": ["data.aws_ssm_parameter.a.value"]}},
		],
		"verdict": "unknown",
	},
	"replica that says it is not encrypted, of an encrypted instance": {
		"resources": [
			replica({"replicate_source_db": "main", "storage_encrypted": false}),
			{"key": "main", "type": "aws_db_instance", "attributes": {"identifier": "main", "storage_encrypted": true}},
		],
		"verdict": "fail",
	},
	"replica of an encrypted instance in another region of the same document": {
		"resources": [
			replica({"replicate_source_db": "arn:aws:rds:eu-west-1:111122223333:db:main"}),
			{"key": "main", "type": "aws_db_instance", "attributes": {"identifier": "main", "storage_encrypted": true}},
		],
		"verdict": "fail",
	},
}

db(attributes) := {"type": "aws_db_instance", "attributes": attributes}

replica(attributes) := {
	"key": "replica",
	"type": "aws_db_instance",
	"attributes": attributes,
	"links": {"replicate_source_db": ["main"]},
}
