package driftgate.rules.logging.log_group_retention_test

cases := {
	"90 days": {"resources": [group({"retention_in_days": 90})], "verdict": "pass"},
	"60 days": {"resources": [group({"retention_in_days": 60})], "verdict": "fail", "path": "/retention_in_days"},
	"ten years": {"resources": [group({"retention_in_days": 3653})], "verdict": "pass"},
	"days as text": {"resources": [group({"retention_in_days": "90"})], "verdict": "pass"},
	"for ever": {"resources": [group({"retention_in_days": 0})], "verdict": "fail", "findings": 1},
	"left out": {"resources": [group({})], "verdict": "fail", "path": "/retention_in_days"},
	"left out, as null": {"resources": [group({"retention_in_days": null})], "verdict": "fail"},
	"for ever, which is allowed": {
		"resources": [group({"retention_in_days": 0})],
		"params": {"require_finite": false},
		"verdict": "pass",
	},
	"left out, which is allowed": {"resources": [group({})], "params": {"require_finite": false}, "verdict": "pass"},
	"fewer days are asked for": {"resources": [group({"retention_in_days": 30})], "params": {"min_days": 30}, "verdict": "pass"},
	"no more than 400 days": {"resources": [group({"retention_in_days": 400})], "params": {"max_days": 400}, "verdict": "pass"},
	"more than 400 days": {
		"resources": [group({"retention_in_days": 545})],
		"params": {"max_days": 400},
		"verdict": "fail",
		"path": "/retention_in_days",
	},
	"known only after apply": {
		"resources": [object.union(group({}), {"unknown": {"/retention_in_days": ["data.aws_ssm_parameter.days.value"]}})],
		"verdict": "unknown",
		"findings": 1,
	},
	"known only after apply, and need not be finite": {
		"resources": [object.union(group({}), {"unknown": {"/retention_in_days": ["data.aws_ssm_parameter.days.value"]}})],
		"params": {"require_finite": false},
		"verdict": "unknown",
	},
	"of infrequent access": {
		"resources": [group({"log_group_class": "INFREQUENT_ACCESS", "retention_in_days": 30})],
		"verdict": "fail",
	},
	"of the delivery class": {"resources": [group({"log_group_class": "DELIVERY", "retention_in_days": 2})], "verdict": "none"},
	"too short, of a class known only after apply": {
		"resources": [object.union(group({"retention_in_days": 2}), {"unknown": {"/log_group_class": ["data.aws_ssm_parameter.class.value"]}})],
		"verdict": "unknown",
		"path": "/log_group_class",
	},
	"too short, of a class left to AWS": {
		"resources": [object.union(group({"retention_in_days": 2}), {"unknown": {"/log_group_class": []}})],
		"verdict": "fail",
	},
	"90 days, of a class known only after apply": {
		"resources": [object.union(group({"retention_in_days": 90}), {"unknown": {"/log_group_class": ["data.aws_ssm_parameter.class.value"]}})],
		"verdict": "pass",
	},
	"another type": {"resources": [{"type": "aws_cloudwatch_log_stream", "attributes": {}}], "verdict": "none"},
}

group(attributes) := {"type": "aws_cloudwatch_log_group", "attributes": attributes}
