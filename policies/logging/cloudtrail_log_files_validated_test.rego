package driftgate.rules.logging.cloudtrail_log_files_validated_test

cases := {
	"validated": {"resources": [trail({"enable_log_file_validation": true})], "verdict": "pass"},
	"not validated": {
		"resources": [trail({"enable_log_file_validation": false})],
		"verdict": "fail",
		"path": "/enable_log_file_validation",
	},
	"left out": {"resources": [trail({})], "verdict": "fail", "path": "/enable_log_file_validation"},
	"left out, as null": {"resources": [trail({"enable_log_file_validation": null})], "verdict": "fail"},
	"known only after apply": {
		"resources": [object.union(trail({}), {"unknown": {"/enable_log_file_validation": ["data.aws_ssm_parameter.a.value"]}})],
		"verdict": "unknown",
	},
	"another type": {"resources": [{"type": "aws_cloudtrail_event_data_store", "attributes": {}}], "verdict": "none"},
}

trail(attributes) := {"type": "aws_cloudtrail", "attributes": attributes}
