package driftgate.rules.encryption.cloudfront_https_only_test

cases := {
	"redirects": {"resources": [distribution("redirect-to-https", [])], "verdict": "pass"},
	"HTTPS only": {"resources": [distribution("https-only", [])], "verdict": "pass"},
	"both": {"resources": [distribution("allow-all", [])], "verdict": "fail", "path": default_path, "findings": 1},
	"left out": {
		"resources": [{"type": "aws_cloudfront_distribution", "attributes": {"default_cache_behavior": [{}]}}],
		"verdict": "fail",
		"path": default_path,
	},
	"left out, as null": {"resources": [distribution(null, [])], "verdict": "fail"},
	"every behavior redirects": {
		"resources": [distribution("https-only", ["redirect-to-https", "https-only"])],
		"verdict": "pass",
	},
	"a behavior that answers both": {
		"resources": [distribution("https-only", ["redirect-to-https", "allow-all"])],
		"verdict": "fail",
		"path": "/ordered_cache_behavior/1/viewer_protocol_policy",
		"findings": 1,
	},
	"a behavior without a path": {
		"resources": [{
			"type": "aws_cloudfront_distribution",
			"attributes": {"ordered_cache_behavior": [{"viewer_protocol_policy": "allow-all"}]},
		}],
		"verdict": "fail",
		"findings": 1,
	},
	"several": {"resources": [distribution("allow-all", ["allow-all", "allow-all"])], "verdict": "fail", "findings": 3},
	"known only after apply": {
		"resources": [unknown(distribution(null, []), default_path, "data.aws_ssm_parameter.a.value")],
		"verdict": "unknown",
		"path": default_path,
	},
	"known only after apply, by a resource": {
		"resources": [unknown(distribution(null, []), default_path, "aws_ssm_parameter.a.value")],
		"verdict": "unknown",
	},
	"a behavior known only after apply": {
		"resources": [unknown(distribution("https-only", [null]), "/ordered_cache_behavior/0/viewer_protocol_policy", "data.aws_ssm_parameter.a.value")],
		"verdict": "unknown",
		"path": "/ordered_cache_behavior/0/viewer_protocol_policy",
	},
	"behaviors known only after apply": {
		"resources": [unknown(distribution("https-only", []), "/ordered_cache_behavior", "data.aws_ssm_parameter.a.value")],
		"verdict": "unknown",
	},
	"a behavior that answers both beside an open one": {
		"resources": [unknown(distribution("allow-all", [null]), "/ordered_cache_behavior/0/viewer_protocol_policy", "data.aws_ssm_parameter.a.value")],
		"verdict": "fail",
		"path": default_path,
	},
	"another type": {"resources": [{"type": "aws_cloudfront_function", "attributes": {}}], "verdict": "none"},
}

default_path := "/default_cache_behavior/0/viewer_protocol_policy"

distribution(policy, ordered) := {"type": "aws_cloudfront_distribution", "attributes": {
	"default_cache_behavior": [{"viewer_protocol_policy": policy}],
	"ordered_cache_behavior": [{"path_pattern": "/api/*", "viewer_protocol_policy": other} | some other in ordered],
}}

unknown(resource, pointer, reference) := object.union(resource, {"unknown": {pointer: [reference]}})
