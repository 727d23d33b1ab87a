package driftgate.rules.encryption.dynamodb_table_kms_encrypted_test

cases := {
	"customer-managed key": {"resources": [table({"kms_key_arn": key})], "environment": "prod", "verdict": "pass"},
	"customer-managed key of the same plan": {
		"resources": [object.union(table({}), {"unknown": {key_path: ["aws_kms_key.a.arn"]}})],
		"environment": "prod",
		"verdict": "pass",
	},
	"key of the same plan, environment not known": {
		"resources": [object.union(table({}), {"unknown": {key_path: ["module.keys.aws_kms_key.a.arn"]}})],
		"verdict": "pass",
	},
	"key of a data source": {
		"resources": [object.union(table({}), {"unknown": {key_path: ["data.aws_kms_key.a.arn"]}})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"key of a data source, not required": {
		"resources": [object.union(table({}), {"unknown": {key_path: ["data.aws_kms_key.a.arn"]}})],
		"environment": "dev",
		"verdict": "unknown",
	},
	"AWS-managed key in prod": {
		"resources": [table({})],
		"environment": "prod",
		"verdict": "fail",
		"path": key_path,
	},
	"AWS-managed key in prod, as null": {"resources": [table({"kms_key_arn": null})], "environment": "prod", "verdict": "fail"},
	"AWS-managed key in prod, by alias": {
		"resources": [table({"kms_key_arn": "arn:aws:kms:eu-west-1:111122223333:alias/aws/dynamodb"})],
		"environment": "prod",
		"verdict": "fail",
		"path": key_path,
	},
	"AWS-managed key in dev": {"resources": [table({})], "environment": "dev", "verdict": "pass"},
	"AWS-managed key in dev, left to AWS": {
		"resources": [object.union(table({}), {"unknown": {key_path: []}})],
		"environment": "dev",
		"verdict": "pass",
	},
	"AWS-managed key, environment not known": {"resources": [table({})], "verdict": "unknown", "path": key_path},
	"AWS-managed key, required nowhere": {"resources": [table({})], "params": {"require_cmk_in": []}, "verdict": "pass"},
	"AWS-managed key, required everywhere": {"resources": [table({})], "params": {"require_cmk_in": ["*"]}, "verdict": "fail"},
	"AWS-managed key, required in dev": {
		"resources": [table({})],
		"params": {"require_cmk_in": ["dev", "prod"]},
		"environment": "dev",
		"verdict": "fail",
	},
	"left out": {
		"resources": [{"type": "aws_dynamodb_table", "attributes": {}}],
		"environment": "dev",
		"verdict": "fail",
		"path": "/server_side_encryption",
		"findings": 1,
	},
	"left out, as an empty list": {
		"resources": [{"type": "aws_dynamodb_table", "attributes": {"server_side_encryption": []}}],
		"environment": "prod",
		"verdict": "fail",
		"findings": 1,
	},
	"disabled": {
		"resources": [{"type": "aws_dynamodb_table", "attributes": {"server_side_encryption": [{"enabled": false, "kms_key_arn": key}]}}],
		"environment": "dev",
		"verdict": "fail",
		"path": "/server_side_encryption/0/enabled",
	},
	"enabled known only after apply": {
		"resources": [{
			"type": "aws_dynamodb_table",
			"attributes": {"server_side_encryption": [{"kms_key_arn": null}]},
			"unknown": {"/server_side_encryption/0/enabled": ["data.aws_ssm_parameter.a.value"]},
		}],
		"environment": "dev",
		"verdict": "unknown",
	},
	"block known only after apply": {
		"resources": [{"type": "aws_dynamodb_table", "attributes": {}, "unknown": {"/server_side_encryption": ["data.aws_kms_key.a.arn"]}}],
		"environment": "dev",
		"verdict": "unknown",
	},
	"replicas with keys": {
		"resources": [replicated([{"region_name": "eu-west-1", "kms_key_arn": key}, {"region_name": "eu-north-1", "kms_key_arn": key}])],
		"environment": "prod",
		"verdict": "pass",
	},
	"replica without a key": {
		"resources": [replicated([{"region_name": "eu-west-1", "kms_key_arn": key}, {"region_name": "eu-north-1", "kms_key_arn": ""}])],
		"environment": "dev",
		"verdict": "fail",
		"path": "/replica/1/kms_key_arn",
		"findings": 1,
	},
	"replica with a key of the same plan": {
		"resources": [object.union(
			replicated([{"region_name": "eu-west-1"}]),
			{"unknown": {"/replica/0/kms_key_arn": ["aws_kms_replica_key.a.arn"]}},
		)],
		"environment": "prod",
		"verdict": "pass",
	},
	"replica with a key of a data source": {
		"resources": [object.union(
			replicated([{"region_name": "eu-west-1"}]),
			{"unknown": {"/replica/0/kms_key_arn": ["data.aws_kms_key.a.arn"]}},
		)],
		"environment": "prod",
		"verdict": "unknown",
	},
	"replicas known only after apply": {
		"resources": [{
			"type": "aws_dynamodb_table",
			"attributes": {"server_side_encryption": [{"enabled": true, "kms_key_arn": key}]},
			"unknown": {"/replica": ["data.aws_regions.a.names"]},
		}],
		"environment": "prod",
		"verdict": "unknown",
	},
	"replica without a key of a table without one": {
		"resources": [object.union(table({}), {"attributes": {"replica": [{"region_name": "eu-west-1", "kms_key_arn": null}]}})],
		"environment": "dev",
		"verdict": "pass",
	},
	"replica resource with a key": {
		"resources": [replica({"kms_key_arn": key}), main({"kms_key_arn": key})],
		"environment": "prod",
		"verdict": "pass",
	},
	"replica resource with a key of the same plan": {
		"resources": [object.union(replica({}), {"unknown": {"/kms_key_arn": ["aws_kms_key.a.arn"]}}), main({"kms_key_arn": key})],
		"environment": "prod",
		"verdict": "pass",
	},
	"replica resource without a key of a table with one": {
		"resources": [replica({}), main({"kms_key_arn": key})],
		"environment": "dev",
		"verdict": "fail",
		"path": "/kms_key_arn",
	},
	"replica resource without a key of a table without one": {
		"resources": [replica({}), main({})],
		"environment": "dev",
		"verdict": "pass",
	},
	"replica resource without a key in prod": {"resources": [replica({}), main({})], "environment": "prod", "verdict": "fail"},
	"replica resource of a table that is not known yet": {
		"resources": [replica({}), object.union(main({}), {"unknown": {key_path: ["data.aws_kms_key.a.arn"]}})],
		"environment": "dev",
		"verdict": "unknown",
	},
	"replica resource, environment not known": {"resources": [replica({}), main({})], "verdict": "unknown"},
	"replica resource of a table elsewhere": {"resources": [alone({})], "environment": "dev", "verdict": "none"},
	"replica resource of a table elsewhere, with a key": {"resources": [alone({"kms_key_arn": key})], "environment": "dev", "verdict": "pass"},
	"replica resource of a table elsewhere, in prod": {"resources": [alone({})], "environment": "prod", "verdict": "fail"},
	"replica resource of a table that could not be told": {
		"resources": [object.union(alone({}), {"unresolved": ["aws_dynamodb_table"]})],
		"environment": "dev",
		"verdict": "unknown",
	},
	"another type": {"resources": [{"type": "aws_dynamodb_table_item", "attributes": {}}], "environment": "prod", "verdict": "none"},
	"disabled, with a key that a replica does not have": {
		"resources": [{
			"type": "aws_dynamodb_table",
			"attributes": {"server_side_encryption": [{"enabled": false, "kms_key_arn": key}], "replica": [{"region_name": "eu-west-1"}]},
		}],
		"environment": "dev",
		"verdict": "fail",
		"findings": 1,
	},
	"replica resource with a key, environment not known": {
		"resources": [replica({"kms_key_arn": key}), main({"kms_key_arn": key})],
		"verdict": "pass",
	},
	"replica resource with a key of the same plan, environment not known": {
		"resources": [object.union(replica({}), {"unknown": {"/kms_key_arn": ["aws_kms_key.a.arn"]}}), main({"kms_key_arn": key})],
		"verdict": "pass",
	},
	"replica resource with a key, of a table that could not be told": {
		"resources": [object.union(alone({"kms_key_arn": key}), {"unresolved": ["aws_dynamodb_table"]})],
		"environment": "dev",
		"verdict": "pass",
	},
	"replica resource with a key of the same plan, of a table that could not be told": {
		"resources": [object.union(alone({}), {"unknown": {"/kms_key_arn": ["aws_kms_key.a.arn"]}, "unresolved": ["aws_dynamodb_table"]})],
		"environment": "dev",
		"verdict": "pass",
	},
	"replica resource of a table elsewhere, with a key of the same plan": {
		"resources": [object.union(alone({}), {"unknown": {"/kms_key_arn": ["aws_kms_key.a.arn"]}})],
		"environment": "dev",
		"verdict": "pass",
	},
	"replica resource of a table elsewhere, environment not known": {"resources": [alone({})], "verdict": "unknown", "path": "/kms_key_arn"},
}

key := "arn:aws:kms:eu-west-1:111122223333:key/9d8f0a6c-1111-2222-3333-444455556666"

key_path := "/server_side_encryption/0/kms_key_arn"

table(encryption) := {
	"type": "aws_dynamodb_table",
	"attributes": {"server_side_encryption": [object.union({"enabled": true}, encryption)]},
}

main(encryption) := object.union(table(encryption), {"key": "main"})

replicated(replicas) := object.union(table({"kms_key_arn": key}), {"attributes": {"replica": replicas}})

replica(attributes) := object.union(alone(attributes), {"links": {"global_table_arn": ["main"]}})

alone(attributes) := {"key": "replica", "type": "aws_dynamodb_table_replica", "attributes": attributes}
