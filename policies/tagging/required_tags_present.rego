# METADATA
# title: Carry the mandatory tags
# description: Cost, ownership and data protection are looked up by tag, so a resource without them belongs to no one.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html
# custom:
#   id: TAG-ALL-01
#   severity: high
#   resource_types: ["*"]
#   taggable: true
#   params:
#     required_tags:
#       description: keys of the tags that have to be there, with a value
#       default: [Environment, Owner, Application, CostCenter, ManagedBy, DataClassification]
#     exempt_types:
#       description: resource types that need none
#       default: []
#     key_case:
#       description: exact, or insensitive where Owner and owner are the same
#       default: exact
#   remediation: 'Set the tags once for all resources: provider "aws" { default_tags { tags = local.tags } }'
#   frameworks:
#     NIST-800-53r5: [CM-8]
#   aliases:
#     aws-config: [required-tags]
#   requirement: ["000_82979fcacfb6097f.txt:219,223", "000_82979fcacfb6097f.txt:221", "003_11714f712a81a514.txt:37"]
package driftgate.rules.tagging.required_tags_present

import data.driftgate.lib.resource

deny contains resource.finding(r, r.tags_path, message) if {
	some r in input.resources
	r.taggable
	not r.type in data.params["TAG-ALL-01"].exempt_types
	missing := [key |
		some key in _required
		trim_space(object.get(r.tags, key, "")) == ""
		not _value_unknown(r, key)
		not _spelled_otherwise(r, key)
	]
	count(missing) > 0
	message := concat("", ["mandatory tags are missing or empty: ", concat(", ", missing)])
}

undetermined contains resource.finding(r, r.tags_path, message) if {
	some r in input.resources
	r.taggable
	not r.type in data.params["TAG-ALL-01"].exempt_types
	open := [key | some key in _required; _value_unknown(r, key)]
	count(open) > 0
	message := concat("", ["whether mandatory tags have a value is known only after apply: ", concat(", ", open)])
}

not_applicable contains r.key if {
	some r in input.resources
	not r.taggable
}

not_applicable contains r.key if {
	some r in input.resources
	r.type in data.params["TAG-ALL-01"].exempt_types
}

_required := sort({key | some key in data.params["TAG-ALL-01"].required_tags})

# A tag whose value is known only after apply is there, though it may yet be empty.
_value_unknown(r, key) if {
	some pointer in _pointers[key]
	r.unknown[pointer]
}

_value_unknown(r, key) if {
	r.attributes.tag
	resource.is_tag_unknown(r, key)
}

# Looked up a hundred thousand times, so made once.
_pointers[key] := resource.tag_pointers(key) if some key in _required

_spelled_otherwise(r, key) if {
	_any_case
	some other, value in r.tags
	lower(other) == lower(key)
	trim_space(value) != ""
}

_spelled_otherwise(r, key) if {
	_any_case
	some pointer, _ in r.unknown
	some wanted in _pointers[key]
	lower(pointer) == lower(wanted)
}

_any_case if data.params["TAG-ALL-01"].key_case == "insensitive"
