package driftgate.rules.encryption.cloudfront_tls_policy_test

cases := {
	"TLS 1.2": {"resources": [distribution(own)], "verdict": "pass"},
	"certificate of IAM": {
		"resources": [distribution({"iam_certificate_id": "ASCA", "minimum_protocol_version": "TLSv1.2_2018", "ssl_support_method": "sni-only"})],
		"verdict": "pass",
	},
	"TLS 1.1": {
		"resources": [distribution(object.union(own, {"minimum_protocol_version": "TLSv1.1_2016"}))],
		"verdict": "fail",
		"path": version_path,
		"findings": 1,
	},
	"version left out": {"resources": [distribution(object.remove(own, ["minimum_protocol_version"]))], "verdict": "fail", "path": version_path},
	"version left out, as null": {"resources": [distribution(object.union(own, {"minimum_protocol_version": null}))], "verdict": "fail"},
	"version that the parameter does not allow": {
		"resources": [distribution(own)],
		"params": {"allowed_versions": ["TLSv1.3_2025"]},
		"verdict": "fail",
	},
	"version that the parameter allows": {
		"resources": [distribution(object.union(own, {"minimum_protocol_version": "TLSv1.1_2016"}))],
		"params": {"allowed_versions": ["TLSv1.1_2016"]},
		"verdict": "pass",
	},
	"version known only after apply": {
		"resources": [unknown(distribution(object.remove(own, ["minimum_protocol_version"])), version_path, "aws_ssm_parameter.a.value")],
		"verdict": "unknown",
		"path": version_path,
	},
	"an address of its own": {
		"resources": [distribution(object.union(own, {"ssl_support_method": "vip"}))],
		"verdict": "fail",
		"path": "/viewer_certificate/0/ssl_support_method",
		"findings": 1,
	},
	"method left out": {
		"resources": [distribution(object.remove(own, ["ssl_support_method"]))],
		"verdict": "fail",
		"path": "/viewer_certificate/0/ssl_support_method",
	},
	"method known only after apply": {
		"resources": [unknown(distribution(object.remove(own, ["ssl_support_method"])), "/viewer_certificate/0/ssl_support_method", "aws_ssm_parameter.a.value")],
		"verdict": "unknown",
	},
	"certificate of the same plan": {
		"resources": [unknown(distribution(object.remove(own, ["acm_certificate_arn"])), acm_path, "aws_acm_certificate_validation.a.certificate_arn")],
		"environment": "prod",
		"verdict": "pass",
	},
	"certificate of the same plan, TLS 1.1": {
		"resources": [unknown(
			distribution({"minimum_protocol_version": "TLSv1.1_2016", "ssl_support_method": "sni-only"}), acm_path,
			"aws_acm_certificate.a.arn",
		)],
		"environment": "dev",
		"verdict": "fail",
		"path": version_path,
	},
	"certificate of a data source": {
		"resources": [unknown(distribution(object.remove(own, ["acm_certificate_arn"])), acm_path, "data.aws_acm_certificate.a.arn")],
		"environment": "dev",
		"verdict": "unknown",
		"path": acm_path,
	},
	"certificate of IAM of the same plan": {
		"resources": [unknown(
			distribution({"minimum_protocol_version": "TLSv1.2_2021", "ssl_support_method": "sni-only"}),
			"/viewer_certificate/0/iam_certificate_id", "aws_iam_server_certificate.a.id",
		)],
		"environment": "prod",
		"verdict": "pass",
	},
	"certificate of cloudfront.net in prod": {
		"resources": [distribution(shared)],
		"environment": "prod",
		"verdict": "fail",
		"path": "/viewer_certificate",
		"findings": 1,
	},
	"certificate of cloudfront.net in dev": {"resources": [distribution(shared)], "environment": "dev", "verdict": "pass"},
	"certificate of cloudfront.net, environment not known": {
		"resources": [distribution(shared)],
		"verdict": "unknown",
		"path": "/viewer_certificate",
	},
	"certificate of cloudfront.net, required everywhere": {
		"resources": [distribution(shared)],
		"params": {"require_certificate_in": ["*"]},
		"verdict": "fail",
	},
	"certificate of cloudfront.net, required nowhere": {
		"resources": [distribution(shared)],
		"params": {"require_certificate_in": []},
		"verdict": "pass",
	},
	"certificate of cloudfront.net with an alias": {
		"resources": [aliased(shared, ["www.example.com"])],
		"environment": "dev",
		"verdict": "fail",
		"path": "/viewer_certificate",
	},
	"certificate of cloudfront.net, aliases empty": {"resources": [aliased(shared, [])], "environment": "dev", "verdict": "pass"},
	"certificate of cloudfront.net, with a version that has no effect": {
		"resources": [distribution(object.union(shared, {"minimum_protocol_version": "TLSv1.2_2021", "acm_certificate_arn": "", "iam_certificate_id": null}))],
		"environment": "prod",
		"verdict": "fail",
		"path": "/viewer_certificate",
		"findings": 1,
	},
	"certificate of cloudfront.net, open version that has no effect": {
		"resources": [unknown(distribution(shared), version_path, "aws_ssm_parameter.a.value")],
		"environment": "dev",
		"verdict": "pass",
	},
	"both certificates, of which the named one counts": {
		"resources": [distribution(object.union(own, shared))],
		"environment": "prod",
		"verdict": "pass",
	},
	"no certificate": {"resources": [distribution({})], "environment": "prod", "verdict": "fail"},
	"left out": {"resources": [{"type": "aws_cloudfront_distribution", "attributes": {}}], "environment": "prod", "verdict": "fail"},
	"certificate known only after apply": {
		"resources": [unknown({"type": "aws_cloudfront_distribution", "attributes": {}}, "/viewer_certificate", "data.aws_ssm_parameter.a.value")],
		"environment": "prod",
		"verdict": "unknown",
		"path": "/viewer_certificate",
	},
	"certificate known only after apply, in dev": {
		"resources": [unknown({"type": "aws_cloudfront_distribution", "attributes": {}}, "/viewer_certificate", "data.aws_ssm_parameter.a.value")],
		"environment": "dev",
		"verdict": "unknown",
	},
	"another type": {"resources": [{"type": "aws_cloudfront_function", "attributes": {}}], "verdict": "none"},
}

version_path := "/viewer_certificate/0/minimum_protocol_version"

acm_path := "/viewer_certificate/0/acm_certificate_arn"

own := {
	"acm_certificate_arn": "arn:aws:acm:us-east-1:111122223333:certificate/a",
	"minimum_protocol_version": "TLSv1.2_2021",
	"ssl_support_method": "sni-only",
}

shared := {"cloudfront_default_certificate": true}

distribution(certificate) := {"type": "aws_cloudfront_distribution", "attributes": {"viewer_certificate": [certificate]}}

aliased(certificate, names) := object.union(distribution(certificate), {"attributes": {"aliases": names}})

unknown(resource, pointer, reference) := object.union(resource, {"unknown": {pointer: [reference]}})
