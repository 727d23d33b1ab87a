package driftgate.rules.resilience.s3_bucket_versioned_test

cases := {
	"versioned": {"resources": [bucket({}), companion({"status": "Enabled"})], "environment": "prod", "verdict": "pass"},
	"versioned, in staging": {"resources": [bucket({}), companion({"status": "Enabled"})], "environment": "staging", "verdict": "pass"},
	"versioned, beside others that could not be told": {
		"resources": [unresolved(bucket({})), companion({"status": "Enabled"})],
		"environment": "prod",
		"verdict": "pass",
	},
	"versioned, where what the bucket mirrors is left to AWS": {
		"resources": [object.union(bucket({}), {"unknown": {"/versioning": []}}), companion({"status": "Enabled"})],
		"environment": "prod",
		"verdict": "pass",
	},
	"versioned, where the bucket still mirrors what it was": {
		"resources": [bucket({"versioning": [{"enabled": false, "mfa_delete": false}]}), companion({"status": "Enabled"})],
		"environment": "prod",
		"verdict": "pass",
	},
	"suspended": {
		"resources": [bucket({}), companion({"status": "Suspended"})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/versioning_configuration/0/status",
		"findings": 1,
	},
	"suspended, beside others that could not be told": {
		"resources": [unresolved(bucket({})), companion({"status": "Suspended"})],
		"environment": "prod",
		"verdict": "fail",
	},
	"status as null": {"resources": [bucket({}), companion({"status": null})], "environment": "prod", "verdict": "fail"},
	"configuration known only after apply": {
		"resources": [bucket({}), object.union(
			companion({}),
			{"attributes": {"versioning_configuration": []}, "unknown": {"/versioning_configuration": ["data.aws_ssm_parameter.a.value"]}},
		)],
		"environment": "prod",
		"verdict": "unknown",
	},
	"without a configuration": {
		"resources": [bucket({}), object.union(companion({}), {"attributes": {"versioning_configuration": []}})],
		"environment": "prod",
		"verdict": "fail",
	},
	"not versioned": {"resources": [bucket({})], "environment": "prod", "verdict": "fail", "findings": 1},
	"left out, as an empty list": {"resources": [bucket({"versioning": []})], "environment": "prod", "verdict": "fail", "findings": 1},
	"left out, as null": {"resources": [bucket({"versioning": null})], "environment": "prod", "verdict": "fail"},
	"left to AWS": {
		"resources": [object.union(bucket({}), {"unknown": {"/versioning": []}})],
		"environment": "prod",
		"verdict": "fail",
		"findings": 1,
	},
	"versioning of another bucket": {
		"resources": [
			bucket({}),
			{"key": "other", "type": "aws_s3_bucket", "attributes": {}},
			object.union(companion({"status": "Enabled"}), {"links": {"bucket": ["other"]}}),
		],
		"environment": "prod",
		"verdict": "fail",
	},
	"versioning that could not be told": {"resources": [unresolved(bucket({}))], "environment": "prod", "verdict": "unknown"},
	"status known only after apply": {
		"resources": [bucket({}), object.union(
			companion({}),
			{"unknown": {"/versioning_configuration/0/status": ["data.aws_ssm_parameter.a.value"]}},
		)],
		"environment": "prod",
		"verdict": "unknown",
		"path": "/versioning_configuration/0/status",
	},
	"inline": {"resources": [bucket({"versioning": [{"enabled": true}]})], "environment": "prod", "verdict": "pass"},
	"inline, beside others that could not be told": {
		"resources": [unresolved(bucket({"versioning": [{"enabled": true}]}))],
		"environment": "prod",
		"verdict": "pass",
	},
	"inline, switched off": {
		"resources": [bucket({"versioning": [{"enabled": false}]})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/versioning/0/enabled",
		"findings": 1,
	},
	"inline, left out": {"resources": [bucket({"versioning": [{"mfa_delete": null}]})], "environment": "prod", "verdict": "fail"},
	"inline, known only after apply": {
		"resources": [object.union(bucket({"versioning": [{}]}), {"unknown": {"/versioning/0/enabled": ["data.aws_ssm_parameter.a.value"]}})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"inline block known only after apply": {
		"resources": [object.union(bucket({}), {"unknown": {"/versioning": ["data.aws_ssm_parameter.a.value"]}})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"second factor, where none is asked for": {
		"resources": [classified({}, "restricted"), companion({"status": "Enabled"})],
		"environment": "prod",
		"verdict": "pass",
	},
	"no second factor": {
		"resources": [classified({}, "Restricted"), companion({"status": "Enabled"})],
		"environment": "prod",
		"params": {"mfa_delete_for": ["restricted"]},
		"verdict": "fail",
		"path": "/versioning_configuration/0/mfa_delete",
		"findings": 1,
	},
	"second factor switched off": {
		"resources": [classified({}, "restricted"), companion({"status": "Enabled", "mfa_delete": "Disabled"})],
		"environment": "prod",
		"params": {"mfa_delete_for": ["Restricted"]},
		"verdict": "fail",
	},
	"second factor": {
		"resources": [classified({}, "restricted"), companion({"status": "Enabled", "mfa_delete": "Enabled"})],
		"environment": "prod",
		"params": {"mfa_delete_for": ["restricted"]},
		"verdict": "pass",
	},
	"second factor known only after apply": {
		"resources": [classified({}, "restricted"), object.union(
			companion({"status": "Enabled"}),
			{"unknown": {"/versioning_configuration/0/mfa_delete": ["data.aws_ssm_parameter.a.value"]}},
		)],
		"environment": "prod",
		"params": {"mfa_delete_for": ["restricted"]},
		"verdict": "unknown",
	},
	"no second factor, of another classification": {
		"resources": [classified({}, "public"), companion({"status": "Enabled"})],
		"environment": "prod",
		"params": {"mfa_delete_for": ["restricted"]},
		"verdict": "pass",
	},
	"no second factor, by a tag of another name": {
		"resources": [bucket({"tags": {"data": "restricted"}}), companion({"status": "Enabled"})],
		"environment": "prod",
		"params": {"mfa_delete_for": ["restricted"], "classification_tag": "data"},
		"verdict": "fail",
	},
	"no second factor, inline": {
		"resources": [classified({"versioning": [{"enabled": true, "mfa_delete": false}]}, "restricted")],
		"environment": "prod",
		"params": {"mfa_delete_for": ["restricted"]},
		"verdict": "fail",
		"path": "/versioning/0/mfa_delete",
		"findings": 1,
	},
	"second factor, inline": {
		"resources": [classified({"versioning": [{"enabled": true, "mfa_delete": true}]}, "restricted")],
		"environment": "prod",
		"params": {"mfa_delete_for": ["restricted"]},
		"verdict": "pass",
	},
	"second factor, which the bucket does not mirror yet": {
		"resources": [
			classified({"versioning": [{"enabled": true, "mfa_delete": false}]}, "restricted"),
			companion({"status": "Enabled", "mfa_delete": "Enabled"}),
		],
		"environment": "prod",
		"params": {"mfa_delete_for": ["restricted"]},
		"verdict": "pass",
	},
	"classification known only after apply": {
		"resources": [unclassified, companion({"status": "Enabled"})],
		"environment": "prod",
		"params": {"mfa_delete_for": ["restricted"]},
		"verdict": "unknown",
		"path": "/tags_all/DataClassification",
	},
	"classification known only after apply, which matters to none": {
		"resources": [unclassified, companion({"status": "Enabled"})],
		"environment": "prod",
		"verdict": "pass",
	},
	"environments are a parameter": {
		"resources": [bucket({})],
		"environment": "dev",
		"params": {"environments": ["dev"]},
		"verdict": "fail",
	},
	"another environment": {"resources": [bucket({})], "environment": "dev", "verdict": "none"},
	"environment is not known": {"resources": [bucket({})], "verdict": "unknown"},
	"another type": {"resources": [{"type": "aws_s3_directory_bucket", "attributes": {}}], "environment": "prod", "verdict": "none"},
}

bucket(attributes) := {"key": "bucket", "type": "aws_s3_bucket", "attributes": object.union({"bucket": "b"}, attributes)}

classified(attributes, classification) := bucket(object.union(attributes, {"tags": {"DataClassification": classification}}))

unclassified := object.union(bucket({"tags_all": {}}), {"unknown": {"/tags_all/DataClassification": ["data.aws_ssm_parameter.a.value"]}})

unresolved(r) := object.union(r, {"unresolved": ["aws_s3_bucket_versioning"]})

companion(configuration) := {
	"key": "versioning",
	"type": "aws_s3_bucket_versioning",
	"attributes": {"versioning_configuration": [configuration]},
	"links": {"bucket": ["bucket"]},
}
