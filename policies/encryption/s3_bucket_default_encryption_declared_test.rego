package driftgate.rules.encryption.s3_bucket_default_encryption_declared_test

cases := {
	"declared, S3 keys": {"resources": [bucket({}), companion("AES256")], "verdict": "pass"},
	"declared, KMS": {"resources": [bucket({}), companion("aws:kms")], "verdict": "pass"},
	"declared, KMS twice": {"resources": [bucket({}), companion("aws:kms:dsse")], "verdict": "pass"},
	"declared, inline block left to AWS": {
		"resources": [object.union(bucket({}), {"unknown": {"/server_side_encryption_configuration": []}}), companion("AES256")],
		"verdict": "pass",
	},
	"declared beside one that is not known yet": {
		"resources": [bucket({}), companion("AES256"), object.union(unknown_companion, {"key": "other"})],
		"verdict": "pass",
	},
	"not declared": {"resources": [bucket({})], "verdict": "fail", "findings": 1},
	"left out, as an empty list": {"resources": [bucket({"server_side_encryption_configuration": []})], "verdict": "fail", "findings": 1},
	"not declared, inline block left to AWS": {
		"resources": [object.union(bucket({}), {"unknown": {"/server_side_encryption_configuration": []}})],
		"verdict": "fail",
		"findings": 1,
	},
	"configuration of another bucket": {
		"resources": [
			bucket({}),
			{"key": "other", "type": "aws_s3_bucket", "attributes": {}},
			object.union(companion("AES256"), {"links": {"bucket": ["other"]}}),
		],
		"verdict": "fail",
	},
	"configuration that could not be told": {
		"resources": [object.union(bucket({}), {"unresolved": ["aws_s3_bucket_server_side_encryption_configuration"]})],
		"verdict": "unknown",
	},
	"declared, beside a configuration that could not be told": {
		"resources": [
			object.union(bucket({}), {"unresolved": ["aws_s3_bucket_server_side_encryption_configuration"]}),
			companion("AES256"),
		],
		"verdict": "pass",
	},
	"algorithm known only after apply": {"resources": [bucket({}), unknown_companion], "verdict": "unknown", "path": algorithm},
	"rule known only after apply": {
		"resources": [bucket({}), configuration({}, {"/rule": ["data.aws_kms_key.a.arn"]})],
		"verdict": "unknown",
	},
	"key known only after apply": {
		"resources": [
			bucket({}),
			configuration(
				{"rule": [{"apply_server_side_encryption_by_default": [{"sse_algorithm": "aws:kms"}]}]},
				{"/rule/0/apply_server_side_encryption_by_default/0/kms_master_key_id": ["aws_kms_key.a.arn"]},
			),
		],
		"verdict": "pass",
	},
	"rule without an algorithm": {
		"resources": [
			bucket({}),
			configuration({"rule": [{"bucket_key_enabled": true, "apply_server_side_encryption_by_default": []}]}, {}),
		],
		"verdict": "fail",
		"path": algorithm,
		"findings": 1,
	},
	"inline": {"resources": [bucket({"server_side_encryption_configuration": [inline("AES256")]})], "verdict": "pass"},
	"inline without an algorithm": {
		"resources": [bucket({"server_side_encryption_configuration": [{"rule": []}]})],
		"verdict": "fail",
		"path": inline_algorithm,
		"findings": 1,
	},
	"inline, known only after apply": {
		"resources": [object.union(
			bucket({"server_side_encryption_configuration": [{"rule": [{"apply_server_side_encryption_by_default": [{}]}]}]}),
			{"unknown": {inline_algorithm: ["data.aws_ssm_parameter.a.value"]}},
		)],
		"verdict": "unknown",
	},
	"inline block, known only after apply": {
		"resources": [object.union(bucket({}), {"unknown": {"/server_side_encryption_configuration": ["data.aws_kms_key.a.arn"]}})],
		"verdict": "unknown",
	},
	"configuration of a bucket elsewhere": {
		"resources": [{
			"type": "aws_s3_bucket_server_side_encryption_configuration",
			"attributes": {"bucket": "elsewhere", "rule": []},
		}],
		"verdict": "none",
	},
	"another type": {"resources": [{"type": "aws_s3_directory_bucket", "attributes": {}}], "verdict": "none"},
}

algorithm := "/rule/0/apply_server_side_encryption_by_default/0/sse_algorithm"

inline_algorithm := concat("", ["/server_side_encryption_configuration/0", algorithm])

bucket(attributes) := {"key": "bucket", "type": "aws_s3_bucket", "attributes": attributes}

inline(name) := {"rule": [{"apply_server_side_encryption_by_default": [{"sse_algorithm": name, "kms_master_key_id": ""}]}]}

companion(name) := configuration(inline(name), {})

unknown_companion := configuration(
	{"rule": [{"apply_server_side_encryption_by_default": [{}]}]},
	{algorithm: ["data.aws_ssm_parameter.a.value"]},
)

configuration(attributes, unknown) := {
	"key": "configuration",
	"type": "aws_s3_bucket_server_side_encryption_configuration",
	"attributes": attributes,
	"unknown": unknown,
	"links": {"bucket": ["bucket"]},
}
