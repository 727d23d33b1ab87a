package driftgate.rules.encryption.efs_file_system_encrypted_test

cases := {
	"encrypted": {"resources": [fs({"encrypted": true})], "verdict": "pass"},
	"not encrypted": {"resources": [fs({"encrypted": false})], "verdict": "fail", "path": "/encrypted", "findings": 1},
	"left out": {"resources": [fs({})], "verdict": "fail", "path": "/encrypted"},
	"left out, as null": {"resources": [fs({"encrypted": null})], "verdict": "fail"},
	"known only after apply": {
		"resources": [unknown(fs({}), "/encrypted", ["aws_ssm_parameter.a.value"])],
		"verdict": "unknown",
		"path": "/encrypted",
	},
	"key that cannot be told": {
		"resources": [object.union(fs({"encrypted": true}), {"unresolved": ["aws_kms_key"]})],
		"verdict": "pass",
	},
	"not encrypted, customer-managed key asked for": {
		"resources": [fs({"encrypted": false})],
		"params": {"require_cmk": true},
		"verdict": "fail",
		"path": "/encrypted",
		"findings": 1,
	},
	"customer-managed key asked for, left out": {
		"resources": [fs({"encrypted": true})],
		"params": {"require_cmk": true},
		"verdict": "fail",
		"path": "/kms_key_id",
	},
	"customer-managed key asked for, null": {
		"resources": [fs({"encrypted": true, "kms_key_id": null})],
		"params": {"require_cmk": true},
		"verdict": "fail",
	},
	"customer-managed key asked for, AWS-managed by alias": {
		"resources": [fs({"encrypted": true, "kms_key_id": "arn:aws:kms:eu-west-1:111122223333:alias/aws/elasticfilesystem"})],
		"params": {"require_cmk": true},
		"verdict": "fail",
	},
	"customer-managed key asked for, by alias": {
		"resources": [fs({"encrypted": true, "kms_key_id": "arn:aws:kms:eu-west-1:111122223333:alias/files"})],
		"params": {"require_cmk": true},
		"verdict": "pass",
	},
	"customer-managed key asked for, by alias without ARN": {
		"resources": [fs({"encrypted": true, "kms_key_id": "alias/files"})],
		"params": {"require_cmk": true},
		"verdict": "pass",
	},
	"customer-managed key asked for, of the same plan": {
		"resources": [unknown(fs({"encrypted": true}), "/kms_key_id", ["aws_kms_key.a.arn"])],
		"params": {"require_cmk": true},
		"verdict": "pass",
	},
	"customer-managed key asked for, of a data source": {
		"resources": [unknown(fs({"encrypted": true}), "/kms_key_id", ["data.aws_kms_key.a.arn"])],
		"params": {"require_cmk": true},
		"verdict": "unknown",
		"path": "/kms_key_id",
	},
	"customer-managed key asked for, of this document": {
		"resources": [
			object.union(fs({"encrypted": true, "kms_key_id": key}), {"links": {"kms_key_id": ["key"]}}),
			{"key": "key", "type": "aws_kms_key", "attributes": {"arn": key}},
		],
		"params": {"require_cmk": true},
		"verdict": "pass",
	},
	"customer-managed key asked for, a key that is not known here": {
		"resources": [fs({"encrypted": true, "kms_key_id": key})],
		"params": {"require_cmk": true},
		"verdict": "unknown",
		"path": "/kms_key_id",
	},
	"customer-managed key asked for, approved": {
		"resources": [fs({"encrypted": true, "kms_key_id": key})],
		"params": {"require_cmk": true, "approved_key_arns": [key]},
		"verdict": "pass",
	},
	"another type": {"resources": [{"type": "aws_efs_mount_target", "attributes": {}}], "verdict": "none"},
}

key := "arn:aws:kms:eu-west-1:111122223333:key/a"

fs(attributes) := {"type": "aws_efs_file_system", "attributes": attributes}

unknown(resource, pointer, references) := object.union(resource, {"unknown": {pointer: references}})
