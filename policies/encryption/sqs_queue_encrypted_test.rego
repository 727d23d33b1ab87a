package driftgate.rules.encryption.sqs_queue_encrypted_test

cases := {
	"KMS key": {"resources": [queue({"kms_master_key_id": "alias/aws/sqs"})], "verdict": "pass"},
	"KMS key, keys of SQS off": {
		"resources": [queue({"kms_master_key_id": "alias/queue", "sqs_managed_sse_enabled": false})],
		"verdict": "pass",
	},
	"KMS key of the same plan": {
		"resources": [object.union(
			queue({"sqs_managed_sse_enabled": false}),
			{"unknown": {"/kms_master_key_id": ["aws_kms_key.a.arn"]}},
		)],
		"verdict": "pass",
	},
	"KMS key, keys of SQS left to AWS": {
		"resources": [object.union(queue({"kms_master_key_id": "alias/queue"}), {"unknown": {"/sqs_managed_sse_enabled": []}})],
		"verdict": "pass",
	},
	"KMS key of a data source, keys of SQS off": {
		"resources": [object.union(
			queue({"sqs_managed_sse_enabled": false}),
			{"unknown": {"/kms_master_key_id": ["data.aws_kms_key.a.arn"]}},
		)],
		"verdict": "unknown",
	},
	"KMS key of a data source, keys of SQS on": {
		"resources": [object.union(
			queue({"sqs_managed_sse_enabled": true}),
			{"unknown": {"/kms_master_key_id": ["data.aws_kms_key.a.arn"]}},
		)],
		"verdict": "pass",
	},
	"keys of SQS": {"resources": [queue({"sqs_managed_sse_enabled": true})], "verdict": "pass"},
	"left out": {"resources": [queue({})], "verdict": "pass"},
	"left out, as null": {"resources": [queue({"sqs_managed_sse_enabled": null, "kms_master_key_id": null})], "verdict": "pass"},
	"switched off": {
		"resources": [queue({"sqs_managed_sse_enabled": false})],
		"verdict": "fail",
		"path": "/sqs_managed_sse_enabled",
		"findings": 1,
	},
	"switched off, empty key": {
		"resources": [queue({"sqs_managed_sse_enabled": false, "kms_master_key_id": ""})],
		"verdict": "fail",
	},
	"switched off, key as null": {
		"resources": [queue({"sqs_managed_sse_enabled": false, "kms_master_key_id": null})],
		"verdict": "fail",
	},
	"known only after apply": {
		"resources": [object.union(queue({}), {"unknown": {"/sqs_managed_sse_enabled": ["data.aws_ssm_parameter.a.value"]}})],
		"verdict": "unknown",
	},
	"another type": {"resources": [{"type": "aws_sqs_queue_policy", "attributes": {}}], "verdict": "none"},
}

queue(attributes) := {"type": "aws_sqs_queue", "attributes": attributes}
