# METADATA
# title: Tag resources with the environment that they are deployed to
# description: A production tag in a development account misleads everything that goes by it, from alarms and budgets to clean-up jobs.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html
# custom:
#   id: TAG-ENV-01
#   severity: high
#   resource_types: ["*"]
#   taggable: true
#   params:
#     tag:
#       description: key of the tag that names the environment
#       default: Environment
#     aliases:
#       description: other spelling of an environment, in lower case -> its name
#       default: {production: prod, prd: prod, live: prod, development: dev, stage: staging, stg: staging, testing: test}
#   remediation: Set the Environment tag from terraform.workspace or var.environment
#   frameworks:
#     NIST-800-53r5: [CM-8]
#   requirement: ["004_4ffee0017967b171.txt:20"]
package driftgate.rules.tagging.environment_tag_matches

import data.driftgate.lib.resource

deny contains resource.finding(r, resource.tag_path(r, _tag), message) if {
	some r in input.resources
	value := r.tags[_tag]
	trim_space(value) != ""
	_name(value) != _target
	message := concat("", ["environment tag says ", value, ", but the target is ", input.environment])
}

undetermined contains resource.finding(r, path, "environment tag is known only after apply") if {
	input.environment
	some r in input.resources
	path := _open[r.key]
}

not_applicable contains r.key if {
	some r in input.resources
	not _judged(r)
}

_judged(r) if {
	input.environment
	r.taggable
	trim_space(r.tags[_tag]) != ""
}

_judged(r) if {
	input.environment
	_open[r.key]
}

# Where the tag, or the tags as a whole, are known only after apply.
_open[r.key] := resource.tag_path(r, _tag) if {
	some r in input.resources
	trim_space(object.get(r.tags, _tag, "")) == ""
	resource.is_tag_unknown(r, _tag)
}

_open[r.key] := r.tags_path if {
	some r in input.resources
	trim_space(object.get(r.tags, _tag, "")) == ""
	not resource.is_tag_unknown(r, _tag)
	resource.is_unknown(r, r.tags_path)
}

_tag := data.params["TAG-ENV-01"].tag

_target := _name(input.environment)

_name(value) := object.get(data.params["TAG-ENV-01"].aliases, name, name) if name := lower(trim_space(value))
