package driftgate.rules.least_privilege.instance_metadata_v2_required_test

cases := {
	"required": {"resources": [instance({"http_tokens": "required", "http_put_response_hop_limit": 2})], "verdict": "pass"},
	"optional": {
		"resources": [instance({"http_tokens": "optional"})],
		"verdict": "fail",
		"path": "/metadata_options/0/http_tokens",
		"findings": 1,
	},
	"left out of the block": {
		"resources": [instance({"http_endpoint": "enabled"})],
		"verdict": "fail",
		"path": "/metadata_options/0/http_tokens",
	},
	"as null": {"resources": [instance({"http_tokens": null})], "verdict": "fail"},
	"no block": {
		"resources": [of("aws_instance", {"metadata_options": []})],
		"verdict": "fail",
		"path": "/metadata_options",
	},
	"no block, as null": {"resources": [of("aws_instance", {"metadata_options": null})], "verdict": "fail"},
	"no metadata service": {
		"resources": [instance({"http_tokens": "optional", "http_endpoint": "disabled", "http_put_response_hop_limit": 9})],
		"verdict": "pass",
	},
	"known only after apply": {
		"resources": [object.union(instance({"http_endpoint": "enabled"}), {"unknown": {"/metadata_options/0/http_tokens": ["var.tokens"]}})],
		"verdict": "unknown",
		"path": "/metadata_options/0/http_tokens",
	},
	"block known only after apply": {
		"resources": [{"type": "aws_instance", "unknown": {"/metadata_options": ["var.options"]}}],
		"verdict": "unknown",
		"path": "/metadata_options",
	},
	"three hops": {
		"resources": [instance({"http_tokens": "required", "http_put_response_hop_limit": 3, "http_endpoint": "enabled"})],
		"verdict": "fail",
		"path": "/metadata_options/0/http_put_response_hop_limit",
		"findings": 1,
	},
	"three hops, endpoint left out": {
		"resources": [instance({"http_tokens": "required", "http_put_response_hop_limit": 3})],
		"verdict": "fail",
	},
	"three hops, where that many are meant": {
		"resources": [instance({"http_tokens": "required", "http_put_response_hop_limit": 3, "http_endpoint": "enabled"})],
		"params": {"max_hops": 3},
		"verdict": "pass",
	},
	"hops known only after apply": {
		"resources": [object.union(
			instance({"http_tokens": "required"}),
			{"unknown": {"/metadata_options/0/http_put_response_hop_limit": ["var.hops"]}},
		)],
		"verdict": "unknown",
		"path": "/metadata_options/0/http_put_response_hop_limit",
	},
	"launch template": {"resources": [template({"http_tokens": "required"})], "verdict": "pass"},
	"launch template, optional": {"resources": [template({"http_tokens": "optional"})], "verdict": "fail"},
	"launch template without the block": {"resources": [of("aws_launch_template", {"metadata_options": []})], "verdict": "fail"},
	"launch template, known only after apply": {
		"resources": [{"key": "template", "type": "aws_launch_template", "unknown": {"/metadata_options": ["var.options"]}}],
		"verdict": "unknown",
	},
	"launch configuration": {
		"resources": [of("aws_launch_configuration", {"metadata_options": [{"http_tokens": "required"}]})],
		"verdict": "pass",
	},
	"launch configuration, optional": {
		"resources": [of("aws_launch_configuration", {"metadata_options": [{"http_tokens": "optional"}]})],
		"verdict": "fail",
	},
	"launch configuration, known only after apply": {
		"resources": [{"type": "aws_launch_configuration", "unknown": {"/metadata_options": ["var.options"]}}],
		"verdict": "unknown",
	},
	"left to a launch template": {
		"resources": [launched({"/metadata_options": []}), template({"http_tokens": "required"})],
		"verdict": "pass",
	},
	"left to a launch template that answers IMDSv1": {
		"resources": [launched({"/metadata_options": []}), template({"http_tokens": "optional"})],
		"verdict": "fail",
		"path": "/metadata_options/0/http_tokens",
		"findings": 1,
	},
	"left to a launch template with three hops": {
		"resources": [launched({"/metadata_options": []}), template({"http_tokens": "required", "http_put_response_hop_limit": 3})],
		"verdict": "fail",
		"path": "/metadata_options/0/http_put_response_hop_limit",
		"findings": 1,
	},
	"left to a launch template whose hops are known only after apply": {
		"resources": [
			launched({"/metadata_options": []}),
			object.union(template({"http_tokens": "required"}), {"unknown": {"/metadata_options/0/http_put_response_hop_limit": ["var.hops"]}}),
		],
		"verdict": "unknown",
	},
	"left to a launch template that is known only after apply": {
		"resources": [
			launched({"/metadata_options": []}),
			{"key": "template", "type": "aws_launch_template", "unknown": {"/metadata_options": ["var.options"]}},
		],
		"verdict": "unknown",
	},
	"left to a launch template that is elsewhere": {
		"resources": [object.remove(launched({"/metadata_options": []}), ["links"])],
		"verdict": "unknown",
		"path": "/metadata_options",
	},
	"given by an expression, beside a launch template": {
		"resources": [launched({"/metadata_options": ["var.options"]}), template({"http_tokens": "required"})],
		"verdict": "unknown",
	},
	"safe by itself, beside a launch template that cannot be told": {
		"resources": [object.union(instance({"http_tokens": "required"}), {"unresolved": ["aws_launch_template"]})],
		"verdict": "pass",
	},
	"no launch template, left to AWS": {
		"resources": [object.union(of("aws_instance", {"launch_template": []}), {"unknown": {"/metadata_options": []}})],
		"verdict": "unknown",
	},
	"account defaults ask for it": {
		"resources": [placed("eu-west-1"), defaults("required", "eu-west-1")],
		"verdict": "pass",
	},
	"account defaults ask for it, and the launch template cannot be told": {
		"resources": [object.union(placed("eu-west-1"), {"unresolved": ["aws_launch_template"]}), defaults("required", "eu-west-1")],
		"verdict": "pass",
	},
	"account defaults ask for it, and the options are known only after apply": {
		"resources": [
			{"type": "aws_instance", "region": "eu-west-1", "unknown": {"/metadata_options": ["var.options"]}},
			defaults("required", "eu-west-1"),
		],
		"verdict": "unknown",
	},
	"account defaults ask for it, and the launch template leaves it to them": {
		"resources": [
			object.union(launched({"/metadata_options": []}), {"region": "eu-west-1"}),
			template({"http_endpoint": "enabled"}),
			defaults("required", "eu-west-1"),
		],
		"verdict": "pass",
	},
	"account defaults ask for it, and the launch template does not": {
		"resources": [
			object.union(launched({"/metadata_options": []}), {"region": "eu-west-1"}),
			template({"http_tokens": "optional"}),
			defaults("required", "eu-west-1"),
		],
		"verdict": "fail",
	},
	"account defaults ask for it, and the instance says otherwise": {
		"resources": [
			object.union(instance({"http_tokens": "optional"}), {"region": "eu-west-1"}),
			defaults("required", "eu-west-1"),
		],
		"verdict": "fail",
	},
	"account defaults of another region": {
		"resources": [placed("eu-west-1"), defaults("required", "us-east-1")],
		"verdict": "fail",
		"findings": 1,
	},
	"account defaults of another account": {
		"resources": [
			object.union(placed("eu-west-1"), {"account": "111122223333"}),
			object.union(defaults("required", "eu-west-1"), {"account": "444455556666"}),
		],
		"verdict": "fail",
	},
	"account defaults of another region, and of this": {
		"resources": [placed("eu-west-1"), defaults("required", "us-east-1"), object.union(defaults("required", "eu-west-1"), {"key": "b"})],
		"verdict": "pass",
	},
	"account defaults without a preference": {
		"resources": [placed("eu-west-1"), defaults("no-preference", "eu-west-1")],
		"verdict": "fail",
	},
	"account defaults of a region that is not known": {
		"resources": [placed("eu-west-1"), object.remove(defaults("required", ""), ["region"])],
		"verdict": "unknown",
		"path": "/metadata_options",
	},
	"account defaults of a region that is not known, and no metadata service": {
		"resources": [
			object.union(instance({"http_endpoint": "disabled"}), {"region": "eu-west-1"}),
			object.remove(defaults("required", ""), ["region"]),
		],
		"verdict": "pass",
	},
	"account defaults of a region that is not known, of another account": {
		"resources": [
			object.union(placed("eu-west-1"), {"account": "111122223333"}),
			object.union(object.remove(defaults("required", ""), ["region"]), {"account": "444455556666"}),
		],
		"verdict": "fail",
	},
	"safe by itself, beside a launch template that is not": {
		"resources": [
			{
				"type": "aws_instance",
				"attributes": {"launch_template": [{"version": "1"}], "metadata_options": [{"http_tokens": "required"}]},
				"links": {"launch_template/0/id": ["template"]},
			},
			template({"http_tokens": "optional", "http_put_response_hop_limit": 3}),
		],
		"verdict": "pass",
	},
	"account defaults known only after apply": {
		"resources": [placed("eu-west-1"), object.union(defaults(null, "eu-west-1"), unknown("/http_tokens"))],
		"verdict": "unknown",
		"path": "/metadata_options",
	},
	"account defaults known only after apply, of another region": {
		"resources": [placed("eu-west-1"), object.union(defaults(null, "us-east-1"), unknown("/http_tokens"))],
		"verdict": "fail",
	},
	"account defaults of which only the endpoint is not known": {
		"resources": [placed("eu-west-1"), object.union(defaults("optional", "eu-west-1"), unknown("/http_endpoint"))],
		"verdict": "unknown",
	},
	"account defaults ask for it, and the launch template has no block": {
		"resources": [
			object.union(launched({"/metadata_options": []}), {"region": "eu-west-1"}),
			{"key": "template", "type": "aws_launch_template", "attributes": {}},
			defaults("required", "eu-west-1"),
			{"key": "b", "type": "aws_ec2_instance_metadata_defaults", "attributes": {}, "region": "us-east-1"},
		],
		"verdict": "pass",
	},
	"optional, and the endpoint may be off": {
		"resources": [object.union(instance({"http_tokens": "optional"}), unknown("/metadata_options/0/http_endpoint"))],
		"verdict": "unknown",
		"path": "/metadata_options/0/http_endpoint",
	},
	"optional, and the endpoint was left to AWS": {
		"resources": [object.union(template({"http_tokens": "optional"}), {"unknown": {"/metadata_options/0/http_endpoint": []}})],
		"verdict": "fail",
	},
	"required, and the endpoint may be off": {
		"resources": [object.union(instance({"http_tokens": "required"}), unknown("/metadata_options/0/http_endpoint"))],
		"verdict": "pass",
	},
	"three hops, and the endpoint may be off": {
		"resources": [object.union(instance({"http_tokens": "required", "http_put_response_hop_limit": 3}), unknown("/metadata_options/0/http_endpoint"))],
		"verdict": "unknown",
	},
	"left to a launch template that answers IMDSv1 unless its endpoint is off": {
		"resources": [launched({"/metadata_options": []}), object.union(template({"http_tokens": "optional"}), unknown("/metadata_options/0/http_endpoint"))],
		"verdict": "unknown",
	},
	"account defaults that may be off": {
		"resources": [object.union(defaults("optional", "eu-west-1"), unknown("/http_endpoint"))],
		"verdict": "unknown",
		"path": "/http_endpoint",
	},
	"account defaults of three hops": {
		"resources": [object.union(
			defaults("required", "eu-west-1"),
			{"attributes": {"http_tokens": "required", "http_put_response_hop_limit": 3}},
		)],
		"verdict": "fail",
		"path": "/http_put_response_hop_limit",
		"findings": 1,
	},
	"account defaults, hops known only after apply": {
		"resources": [object.union(defaults("required", "eu-west-1"), unknown("/http_put_response_hop_limit"))],
		"verdict": "unknown",
	},
	"account defaults without a preference, beside others": {
		"resources": [defaults(null, "eu-west-1"), object.union(defaults("required", "eu-west-1"), {"key": "b"})],
		"verdict": "fail",
		"path": "/http_tokens",
	},
	"account defaults that are required": {"resources": [defaults("required", "eu-west-1")], "verdict": "pass"},
	"account defaults that are optional": {
		"resources": [defaults("optional", "eu-west-1"), object.union(defaults("required", "eu-west-1"), {"key": "b"})],
		"verdict": "fail",
		"path": "/http_tokens",
	},
	"account defaults, known only after apply": {
		"resources": [{"type": "aws_ec2_instance_metadata_defaults", "unknown": {"/http_tokens": ["var.tokens"]}}],
		"verdict": "unknown",
	},
	"another type": {"resources": [of("aws_ami", {})], "verdict": "none"},
}

unknown(pointer) := {"unknown": {pointer: ["data.aws_ssm_parameter.a.value"]}}

of(type, attributes) := {"type": type, "attributes": attributes}

instance(options) := of("aws_instance", {"metadata_options": [options]})

placed(region) := object.union(of("aws_instance", {"metadata_options": []}), {"region": region})

template(options) := object.union(of("aws_launch_template", {"metadata_options": [options]}), {"key": "template"})

launched(unknown) := {
	"type": "aws_instance",
	"attributes": {"launch_template": [{"version": "1"}]},
	"unknown": unknown,
	"links": {"launch_template/0/id": ["template"]},
}

defaults(tokens, region) := {
	"key": "defaults",
	"type": "aws_ec2_instance_metadata_defaults",
	"attributes": {"http_tokens": tokens},
	"region": region,
}
