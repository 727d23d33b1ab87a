# METADATA
# title: Require IMDSv2 on EC2 instances
# description: |
#   IMDSv1 hands the credentials of an instance to any request that it can be tricked into sending; IMDSv2 asks for a
#   token first. A long hop limit lets that token leave the instance.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
#   - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-options-order-of-precedence.html
# custom:
#   id: IAM-EC2-01
#   severity: high
#   resource_types: [aws_instance, aws_launch_template, aws_launch_configuration, aws_ec2_instance_metadata_defaults]
#   related_types: [aws_launch_template]
#   context_types: [aws_ec2_instance_metadata_defaults]
#   decisive:
#     aws_instance: [/metadata_options, /metadata_options/0/http_tokens, /metadata_options/0/http_put_response_hop_limit]
#     aws_launch_template: [/metadata_options, /metadata_options/0/http_tokens, /metadata_options/0/http_put_response_hop_limit]
#     aws_launch_configuration: [/metadata_options, /metadata_options/0/http_tokens, /metadata_options/0/http_put_response_hop_limit]
#     aws_ec2_instance_metadata_defaults: [/http_tokens, /http_put_response_hop_limit]
#   params:
#     max_hops:
#       description: how many network hops a token may go; a container on an instance needs 2
#       default: 2
#   remediation: 'metadata_options { http_tokens = "required" }'
#   frameworks:
#     CIS-AWS-3.0: ["5.6"]
#     NIST-800-53r5: [AC-3, AC-6]
#     SOC2: [CC6.3]
#   aliases:
#     checkov: [CKV_AWS_79, CKV_AWS_341]
#     trivy: [AVD-AWS-0028, AVD-AWS-0130]
#     aws-config: [ec2-imdsv2-check, ec2-launch-template-imdsv2-check, autoscaling-launchconfig-requires-imdsv2]
#     security-hub: [EC2.8, EC2.170, AutoScaling.3]
#   requirement: ["000_82979fcacfb6097f.txt:184,293", "001_1dc8f2cd8369b174.txt:165-176", "003_11714f712a81a514.txt:292", "004_4ffee0017967b171.txt:14,57,221"]
package driftgate.rules.least_privilege.instance_metadata_v2_required

import data.driftgate.lib.resource

deny contains resource.finding(r, path, "answers IMDSv1") if {
	some [r, path, options] in _options
	not _safe(options)
	not _left_to_template(r, path)
	count(_account_defaults(r, options)) == 0
	not _may_be_off(r)
}

deny contains resource.finding_at(r, template, path, "answers IMDSv1, as its launch template says") if {
	some [r, template, path, options] in _templates
	not _safe(options)
	count(_account_defaults(r, options)) == 0
	not _may_be_off(template)
}

deny contains resource.finding_at(r, holder, _hops(holder), "a token may leave the instance: the hop limit is too high") if {
	some [r, holder, options] in _told
	not _off(options)
	not _may_be_off(holder)
	options.http_put_response_hop_limit > data.params["IAM-EC2-01"].max_hops
}

undetermined contains resource.finding(r, path, "answers IMDSv1, unless the account defaults of its region ask for IMDSv2, which is not known") if {
	some [r, path, options] in _options
	not _safe(options)
	_account_defaults(r, options) == {"open"}
}

undetermined contains resource.finding_at(r, holder, path, "whether its metadata service is on at all is known only after apply") if {
	some [r, holder, options] in _told
	_may_be_off(holder)
	_exposed(options)
	path := [pointer | some pointer in _endpoints; holder.unknown[pointer]][0]
}

# What the resource says itself, or its launch template, leaves nothing to the rest: it is denied above, or passes.
settled contains r.key if {
	some [r, holder, path] in array.concat(
		[[r, r, path] | some [r, path, _] in _options],
		[[r, template, path] | some [r, template, path, _] in _templates],
	)
	every pointer in [path, _hops(holder)] {
		not resource.is_unknown(holder, pointer)
	}
}

_hops(holder) := "/http_put_response_hop_limit" if {
	holder.type == "aws_ec2_instance_metadata_defaults"
} else := "/metadata_options/0/http_put_response_hop_limit"

_options := [[r, path, options] |
	some r in input.resources
	[path, options] := _of(r)
]

_of(r) := ["/metadata_options/0/http_tokens", block] if {
	some block in resource.blocks(r.attributes, "metadata_options")
} else := ["/http_tokens", r.attributes] if {
	r.type == "aws_ec2_instance_metadata_defaults"
} else := ["/metadata_options", {}]

# What is said about a resource: by itself, or by its launch template.
_told := array.concat(
	[[r, r, options] | some [r, _, options] in _options],
	[[r, template, options] | some [r, template, _, options] in _templates],
)

_exposed(options) if not _safe(options)

_exposed(options) if options.http_put_response_hop_limit > data.params["IAM-EC2-01"].max_hops

_safe(options) if options.http_tokens == "required"

_safe(options) if _off(options)

_off(options) if options.http_endpoint == "disabled"

# An endpoint that was left to AWS is on.
_may_be_off(holder) if {
	some pointer in _endpoints
	count(object.get(holder.unknown, pointer, [])) > 0
}

_endpoints := ["/metadata_options/0/http_endpoint", "/http_endpoint"]

# An instance with a launch template takes from it what no expression of its own gives; without one, defaults are filled in.
_left_to_template(r, path) if count(r.unknown[path]) == 0

_templates := [[r, template, path, options] |
	some [r, own, _] in _options
	_left_to_template(r, own)
	some template in resource.related(r, "aws_launch_template")
	[path, options] := _of(template)
]

# Account defaults that ask for IMDSv2 where nothing is said: "same" are those of the region of r, "open" those of
# which that, or what they ask for, is not known.
_account_defaults(r, options) := {place |
	r.type != "aws_ec2_instance_metadata_defaults"
	object.get(options, "http_tokens", null) == null
	some defaults in resource.context("aws_ec2_instance_metadata_defaults")
	place := _place(r, defaults)
}

_place(r, defaults) := "same" if {
	_safe(defaults.attributes)
	r.region == defaults.region
	not _differ(r, defaults, "account")
}

_place(r, defaults) := "open" if {
	_safe(defaults.attributes)
	not _differ(r, defaults, "account")
	not _differ(r, defaults, "region")
	not r.region == defaults.region
}

_place(r, defaults) := "open" if {
	not _safe(defaults.attributes)
	_may_be_safe(defaults)
	not _differ(r, defaults, "account")
	not _differ(r, defaults, "region")
}

_may_be_safe(defaults) if resource.is_unknown(defaults, "/http_tokens")

_may_be_safe(defaults) if resource.is_unknown(defaults, "/http_endpoint")

_differ(a, b, name) if a[name] != b[name]
