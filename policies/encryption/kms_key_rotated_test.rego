package driftgate.rules.encryption.kms_key_rotated_test

cases := {
	"rotated": {"resources": [key({"enable_key_rotation": true})], "verdict": "pass"},
	"rotated, period left out, as null": {
		"resources": [key({"enable_key_rotation": true, "rotation_period_in_days": null})],
		"verdict": "pass",
	},
	"rotated, period left to AWS": {
		"resources": [object.union(key({"enable_key_rotation": true}), {"unknown": {"/rotation_period_in_days": []}})],
		"verdict": "pass",
	},
	"rotated each half year": {
		"resources": [key({"enable_key_rotation": true, "rotation_period_in_days": 180, "key_usage": "ENCRYPT_DECRYPT"})],
		"verdict": "pass",
	},
	"rotated each year": {"resources": [key({"enable_key_rotation": true, "rotation_period_in_days": 365})], "verdict": "pass"},
	"rotated too seldom": {
		"resources": [key({"enable_key_rotation": true, "rotation_period_in_days": 730})],
		"verdict": "fail",
		"path": "/rotation_period_in_days",
		"findings": 1,
	},
	"rotated too seldom for a shorter limit": {
		"resources": [key({"enable_key_rotation": true})],
		"params": {"max_rotation_days": 180},
		"verdict": "fail",
		"path": "/rotation_period_in_days",
	},
	"rotated often enough for a longer limit": {
		"resources": [key({"enable_key_rotation": true, "rotation_period_in_days": 730})],
		"params": {"max_rotation_days": 730},
		"verdict": "pass",
	},
	"period known only after apply": {
		"resources": [object.union(
			key({"enable_key_rotation": true}),
			{"unknown": {"/rotation_period_in_days": ["data.aws_ssm_parameter.a.value"]}},
		)],
		"verdict": "unknown",
	},
	"switched off": {
		"resources": [key({"enable_key_rotation": false})],
		"verdict": "fail",
		"path": "/enable_key_rotation",
		"findings": 1,
	},
	"left out": {"resources": [key({})], "verdict": "fail", "path": "/enable_key_rotation"},
	"left out, as null": {"resources": [key({"enable_key_rotation": null})], "verdict": "fail"},
	"known only after apply": {
		"resources": [object.union(key({}), {"unknown": {"/enable_key_rotation": ["data.aws_ssm_parameter.a.value"]}})],
		"verdict": "unknown",
	},
	"kind left out": {
		"resources": [key({
			"enable_key_rotation": false,
			"customer_master_key_spec": "SYMMETRIC_DEFAULT",
			"key_usage": "ENCRYPT_DECRYPT",
			"is_enabled": true,
			"custom_key_store_id": null,
		})],
		"verdict": "fail",
	},
	"usage left to AWS": {"resources": [object.union(key({}), {"unknown": {"/key_usage": []}})], "verdict": "fail"},
	"rotated, usage left to AWS": {
		"resources": [object.union(key({"enable_key_rotation": true}), {"unknown": {"/key_usage": []}})],
		"verdict": "pass",
	},
	"kind known only after apply": {
		"resources": [object.union(key({}), {"unknown": {"/customer_master_key_spec": ["data.aws_ssm_parameter.a.value"]}})],
		"verdict": "unknown",
	},
	"asymmetric": {"resources": [key({"customer_master_key_spec": "RSA_4096"})], "verdict": "none"},
	"signing": {"resources": [key({"key_usage": "SIGN_VERIFY"})], "verdict": "none"},
	"code of messages": {"resources": [key({"customer_master_key_spec": "HMAC_256", "key_usage": "GENERATE_VERIFY_MAC"})], "verdict": "none"},
	"own key store": {"resources": [key({"custom_key_store_id": "cks-1234567890abcdef0"})], "verdict": "none"},
	"own key store of the same plan": {
		"resources": [object.union(key({}), {"unknown": {"/custom_key_store_id": ["aws_kms_custom_key_store.a.id"]}})],
		"verdict": "none",
	},
	"own key store, perhaps": {
		"resources": [object.union(key({}), {"unknown": {"/custom_key_store_id": ["data.aws_kms_custom_key_store.a.id"]}})],
		"verdict": "unknown",
	},
	"disabled": {"resources": [key({"is_enabled": false})], "verdict": "none"},
	"another type": {"resources": [{"type": "aws_kms_external_key", "attributes": {}}], "verdict": "none"},
	"not rotated, with a period that is too long": {
		"resources": [key({"enable_key_rotation": false, "rotation_period_in_days": 2000})],
		"verdict": "fail",
		"findings": 1,
	},
	"kinds left out, as empty": {
		"resources": [key({"enable_key_rotation": false, "key_usage": "", "customer_master_key_spec": ""})],
		"verdict": "fail",
	},
	"usage known only after apply": {
		"resources": [object.union(key({}), {"unknown": {"/key_usage": ["data.aws_ssm_parameter.a.value"]}})],
		"verdict": "unknown",
	},
	"perhaps disabled": {
		"resources": [object.union(key({}), {"unknown": {"/is_enabled": ["data.aws_ssm_parameter.a.value"]}})],
		"verdict": "unknown",
	},
}

key(attributes) := {"type": "aws_kms_key", "attributes": attributes}
