package driftgate.rules.network.s3_public_access_blocked_test

cases := object.union(
	{concat(" ", [setting, name]): row |
		some setting in settings
		some name, row in rows(setting)
	},
	{
		"all on": {"resources": [bucket, block(all_on, {})], "verdict": "pass"},
		"no block": {"resources": [bucket], "verdict": "fail", "findings": 1},
		"left out": {"resources": [bucket, block({}, {})], "verdict": "fail", "findings": 4},
		"block of another bucket": {
			"resources": [
				bucket, {"key": "other", "type": "aws_s3_bucket", "attributes": {}},
				object.union(block(all_on, {}), {"links": {"bucket": ["other"]}}),
			],
			"verdict": "fail",
		},
		"block that cannot be told": {
			"resources": [object.union(bucket, {"unresolved": ["aws_s3_bucket_public_access_block"]})],
			"verdict": "unknown",
		},
		"on for the account": {"resources": [bucket, account(all_on)], "verdict": "pass"},
		"on for the account, whatever the block says": {"resources": [bucket, block({}, {}), account(all_on)], "verdict": "pass"},
		"on for the account, whatever block it is": {
			"resources": [object.union(bucket, {"unresolved": ["aws_s3_bucket_public_access_block"]}), account(all_on)],
			"verdict": "pass",
		},
		"on for the account in part": {
			"resources": [bucket, account(object.union(all_on, {"restrict_public_buckets": false}))],
			"verdict": "fail",
		},
		"on for the account or by the block": {
			"resources": [
				bucket, account(object.union(all_on, {"restrict_public_buckets": false})),
				block({"restrict_public_buckets": true}, {}),
			],
			"verdict": "pass",
		},
		"known only after apply for the account": {"resources": [bucket, open_account], "verdict": "unknown", "path": ""},
		"known only after apply for the account, on by the block": {"resources": [bucket, open_account, block(all_on, {})], "verdict": "pass"},
		"known only after apply for the account, off by the block": {
			"resources": [bucket, open_account, block(object.union(all_on, {"block_public_acls": false}), {})],
			"verdict": "unknown",
		},
		"known only after apply for the account in part": {
			"resources": [bucket, object.union(account({}), {"unknown": {"/block_public_acls": ["data.aws_ssm_parameter.a.value"]}})],
			"verdict": "fail",
		},
		"another type": {"resources": [{"type": "aws_s3_directory_bucket", "attributes": {}}], "verdict": "none"},
	},
)

rows(setting) := {
	"off": {
		"resources": [bucket, block(object.union(all_on, {setting: false}), {})],
		"verdict": "fail",
		"path": concat("", ["/", setting]),
		"findings": 1,
	},
	"left out, as null": {"resources": [bucket, block(object.union(all_on, {setting: null}), {})], "verdict": "fail", "findings": 1},
	"known only after apply": {
		"resources": [bucket, block(object.remove(all_on, [setting]), {concat("", ["/", setting]): ["data.aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
		"findings": 1,
		"path": concat("", ["/", setting]),
	},
	"known only after apply, and on for the account": {
		"resources": [
			bucket, account({setting: true}),
			block(object.remove(all_on, [setting]), {concat("", ["/", setting]): ["data.aws_ssm_parameter.a.value"]}),
		],
		"verdict": "pass",
	},
}

settings := ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]

all_on := {setting: true | some setting in settings}

bucket := {"key": "bucket", "type": "aws_s3_bucket", "attributes": {}}

account(attributes) := {"type": "aws_s3_account_public_access_block", "attributes": attributes}

open_account := object.union(
	account({}),
	{"unknown": {concat("", ["/", setting]): ["data.aws_ssm_parameter.a.value"] | some setting in settings}},
)

block(attributes, unknown) := {
	"key": "block",
	"type": "aws_s3_bucket_public_access_block",
	"attributes": attributes,
	"unknown": unknown,
	"links": {"bucket": ["bucket"]},
}
