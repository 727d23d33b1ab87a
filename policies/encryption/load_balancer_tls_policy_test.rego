package driftgate.rules.encryption.load_balancer_tls_policy_test

cases := {
	"TLS 1.2 and 1.3": {"resources": [listener("HTTPS", "ELBSecurityPolicy-TLS13-1-2-2021-06")], "verdict": "pass"},
	"TLS 1.2 and 1.3, restricted": {"resources": [listener("HTTPS", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06")], "verdict": "pass"},
	"TLS 1.3": {"resources": [listener("TLS", "ELBSecurityPolicy-TLS13-1-3-2021-06")], "verdict": "pass"},
	"TLS 1.2": {"resources": [listener("TLS", "ELBSecurityPolicy-TLS-1-2-Ext-2018-06")], "verdict": "pass"},
	"TLS 1.2 with forward secrecy": {"resources": [listener("HTTPS", "ELBSecurityPolicy-FS-1-2-Res-2020-10")], "verdict": "pass"},
	"the default of the API": {
		"resources": [listener("HTTPS", "ELBSecurityPolicy-2016-08")],
		"verdict": "fail",
		"path": "/ssl_policy",
		"findings": 1,
	},
	"the default of the API, for TLS": {"resources": [listener("TLS", "ELBSecurityPolicy-2016-08")], "verdict": "fail"},
	"TLS 1.0 to 1.3": {"resources": [listener("HTTPS", "ELBSecurityPolicy-TLS13-1-0-2021-06")], "verdict": "fail"},
	"TLS 1.1": {"resources": [listener("HTTPS", "ELBSecurityPolicy-TLS-1-1-2017-01")], "verdict": "fail"},
	"forward secrecy without TLS 1.2": {"resources": [listener("HTTPS", "ELBSecurityPolicy-FS-2018-06")], "verdict": "fail"},
	"left out": {"resources": [{"type": "aws_lb_listener", "attributes": {"protocol": "HTTPS"}}], "verdict": "fail", "path": "/ssl_policy"},
	"left out, as null": {"resources": [listener("HTTPS", null)], "verdict": "fail", "path": "/ssl_policy"},
	"another policy that the parameter names": {
		"resources": [listener("HTTPS", "ELBSecurityPolicy-2016-08")],
		"params": {"allowed_policies": ["ELBSecurityPolicy-2016-08"]},
		"verdict": "pass",
	},
	"longer than a name of the parameter": {
		"resources": [listener("HTTPS", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06")],
		"params": {"allowed_policies": ["ELBSecurityPolicy-TLS13-1-2-"]},
		"verdict": "fail",
	},
	"TLS 1.3 asked for": {
		"resources": [listener("HTTPS", "ELBSecurityPolicy-TLS13-1-2-2021-06")],
		"params": {"allowed_policies": ["ELBSecurityPolicy-TLS13-1-3-*"]},
		"verdict": "fail",
	},
	"policy known only after apply": {
		"resources": [unknown(listener("HTTPS", null), "/ssl_policy", ["data.aws_ssm_parameter.a.value"])],
		"verdict": "unknown",
		"path": "/ssl_policy",
	},
	"protocol known only after apply": {
		"resources": [unknown(listener(null, "ELBSecurityPolicy-2016-08"), "/protocol", ["data.aws_ssm_parameter.a.value"])],
		"verdict": "unknown",
		"path": "/protocol",
	},
	"protocol known only after apply, with a good policy": {
		"resources": [unknown(listener(null, "ELBSecurityPolicy-TLS13-1-2-2021-06"), "/protocol", ["data.aws_ssm_parameter.a.value"])],
		"verdict": "pass",
	},
	"protocol left to AWS": {"resources": [unknown(listener(null, null), "/protocol", [])], "verdict": "none"},
	"plain HTTP": {"resources": [listener("HTTP", null)], "verdict": "none"},
	"plain HTTP, policy left to AWS": {"resources": [unknown(listener("HTTP", null), "/ssl_policy", [])], "verdict": "none"},
	"plain TCP": {"resources": [listener("TCP", "")], "verdict": "none"},
	"no protocol": {"resources": [listener(null, null)], "verdict": "none"},
	"another type": {"resources": [{"type": "aws_lb", "attributes": {}}], "verdict": "none"},
}

listener(protocol, policy) := {"type": "aws_lb_listener", "attributes": {"protocol": protocol, "ssl_policy": policy}}

unknown(resource, pointer, references) := object.union(resource, {"unknown": {pointer: references}})
