package driftgate.rules.backup.dynamodb_point_in_time_recovery_test

cases := {
	"on": {"resources": [recovered({"enabled": true})], "verdict": "pass"},
	"on, with the days of DynamoDB": {"resources": [recovered({"enabled": true, "recovery_period_in_days": null})], "verdict": "pass"},
	"30 days": {"resources": [recovered({"enabled": true, "recovery_period_in_days": 30})], "verdict": "pass"},
	"29 days": {
		"resources": [recovered({"enabled": true, "recovery_period_in_days": 29})],
		"verdict": "fail",
		"path": "/point_in_time_recovery/0/recovery_period_in_days",
		"findings": 1,
	},
	"days are a parameter": {
		"resources": [recovered({"enabled": true, "recovery_period_in_days": 7})],
		"params": {"min_days": 7},
		"verdict": "pass",
	},
	"off": {
		"resources": [recovered({"enabled": false})],
		"verdict": "fail",
		"path": "/point_in_time_recovery/0/enabled",
		"findings": 1,
	},
	"left out": {"resources": [table({})], "verdict": "fail", "path": "/point_in_time_recovery/0/enabled"},
	"left out, as null": {"resources": [table({"point_in_time_recovery": null})], "verdict": "fail"},
	"left out, as an empty list": {"resources": [table({"point_in_time_recovery": []})], "verdict": "fail"},
	"known only after apply": {
		"resources": [object.union(
			recovered({}),
			{"unknown": {"/point_in_time_recovery/0/enabled": ["data.aws_ssm_parameter.a.value"]}},
		)],
		"verdict": "unknown",
	},
	"block known only after apply": {
		"resources": [object.union(table({}), {"unknown": {"/point_in_time_recovery": ["data.aws_ssm_parameter.a.value"]}})],
		"verdict": "unknown",
	},
	"days known only after apply": {
		"resources": [object.union(
			recovered({"enabled": true}),
			{"unknown": {"/point_in_time_recovery/0/recovery_period_in_days": ["data.aws_ssm_parameter.a.value"]}},
		)],
		"verdict": "unknown",
	},
	"replica on": {"resources": [replicated({"point_in_time_recovery": true})], "verdict": "pass"},
	"replica off": {
		"resources": [replicated({"point_in_time_recovery": false})],
		"verdict": "fail",
		"path": "/replica/1/point_in_time_recovery",
		"findings": 1,
	},
	"replica left out": {"resources": [replicated({})], "verdict": "fail"},
	"replica known only after apply": {
		"resources": [object.union(
			replicated({}),
			{"unknown": {"/replica/1/point_in_time_recovery": ["data.aws_ssm_parameter.a.value"]}},
		)],
		"verdict": "unknown",
	},
	"replica of its own, on": {"resources": [replica({"point_in_time_recovery": true})], "verdict": "pass"},
	"replica of its own, off": {
		"resources": [replica({"point_in_time_recovery": false})],
		"verdict": "fail",
		"path": "/point_in_time_recovery",
		"findings": 1,
	},
	"replica of its own, left out": {"resources": [replica({})], "verdict": "fail", "findings": 1},
	"replica of its own, known only after apply": {
		"resources": [object.union(replica({}), {"unknown": {"/point_in_time_recovery": ["data.aws_ssm_parameter.a.value"]}})],
		"verdict": "unknown",
	},
	"another type": {"resources": [{"type": "aws_dynamodb_global_table", "attributes": {}}], "verdict": "none"},
}

table(attributes) := {"type": "aws_dynamodb_table", "attributes": object.union({"name": "t", "replica": []}, attributes)}

recovered(block) := table({"point_in_time_recovery": [block]})

replicated(block) := table({
	"point_in_time_recovery": [{"enabled": true}],
	"replica": [
		{"region_name": "eu-west-1", "point_in_time_recovery": true},
		object.union({"region_name": "eu-central-1"}, block),
	],
})

replica(attributes) := {"type": "aws_dynamodb_table_replica", "attributes": attributes}
