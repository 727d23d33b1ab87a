# METADATA
# title: Allow only agreed values for governed tags
# description: Reports and guardrails that go by a tag miss what is spelled another way; production, prod and PRD are three environments to them.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_tag-policies.html
# custom:
#   id: TAG-ALL-02
#   severity: medium
#   resource_types: ["*"]
#   taggable: true
#   params:
#     allowed_values:
#       description: key of a tag -> the values it may have, or a regular expression (RE2) that the whole value matches
#       default:
#         Environment: [dev, staging, prod, sandbox]
#         DataClassification: [public, internal, confidential, restricted]
#         CostCenter: ^[A-Z]{2}-[0-9]{4}$
#         Owner: ^[^@ ]+@[^@ ]+$
#   remediation: Use one of the agreed values
#   frameworks:
#     NIST-800-53r5: [CM-8, AC-16]
#   requirement: ["000_82979fcacfb6097f.txt:221", "003_11714f712a81a514.txt:37"]
package driftgate.rules.tagging.tag_values_agreed

import data.driftgate.lib.resource

deny contains resource.finding(r, resource.tag_path(r, key), message) if {
	some r in input.resources
	some key, allowed in _governed
	value := r.tags[key]
	not _agreed(value, allowed)
	not _open[r.key][key]
	message := concat("", ["tag ", key, " is `", value, "`, which is none of the agreed values"])
}

undetermined contains resource.finding(r, path, message) if {
	some r in input.resources
	some key, path in _open[r.key]
	message := concat("", ["the value of tag ", key, " is known only after apply"])
}

not_applicable contains r.key if {
	some r in input.resources
	not _judged(r)
}

_judged(r) if {
	r.taggable
	some key, _ in _governed
	r.tags[key]
}

_judged(r) if _open[r.key]

# Governed tags whose value is known only after apply, or that may be among tags that are: key -> pointer.
_open[r.key] := tags if {
	some r in input.resources
	r.taggable
	count(r.unknown) > 0
	tags := {key: path |
		some key, _ in _governed
		path := _open_path(r, key)
	}
	count(tags) > 0
}

_open_path(r, key) := resource.tag_path(r, key) if resource.is_tag_unknown(r, key)

else := path if {
	not r.tags[key]
	path := r.tags_path
	resource.is_unknown(r, path)
}

_agreed(value, allowed) if value in allowed

_agreed(value, allowed) if {
	is_string(allowed)
	regex.match(concat("", ["^(?:", allowed, ")$"]), value)
}

_governed := data.params["TAG-ALL-02"].allowed_values
