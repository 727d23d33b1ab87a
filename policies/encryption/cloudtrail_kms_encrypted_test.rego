package driftgate.rules.encryption.cloudtrail_kms_encrypted_test

cases := {
	"KMS key": {"resources": [trail({"kms_key_id": "arn:aws:kms:eu-west-1:111122223333:key/a"})], "verdict": "pass"},
	"key by its alias": {"resources": [trail({"kms_key_id": "alias/trail"})], "verdict": "pass"},
	"key of the same plan": {"resources": [open("aws_kms_key.a.arn")], "verdict": "pass"},
	"key of a module": {"resources": [open("module.keys[0].aws_kms_key.a.arn")], "verdict": "pass"},
	"key of a data source": {"resources": [open("data.aws_kms_key.a.arn")], "verdict": "unknown", "path": "/kms_key_id"},
	"left out": {"resources": [trail({})], "verdict": "fail", "path": "/kms_key_id", "findings": 1},
	"left out, as null": {"resources": [trail({"kms_key_id": null})], "verdict": "fail"},
	"left out, as a state has it": {"resources": [trail({"kms_key_id": ""})], "verdict": "fail"},
	"another type": {"resources": [{"type": "aws_cloudtrail_event_data_store", "attributes": {}}], "verdict": "none"},
}

trail(attributes) := {"type": "aws_cloudtrail", "attributes": attributes}

open(reference) := object.union(trail({}), {"unknown": {"/kms_key_id": [reference]}})
