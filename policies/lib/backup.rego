# METADATA
# title: What an AWS Backup selection selects
# description: |
#   A selection takes what its list of ARNs names (everything, without a list), if one of its selection_tags and all of
#   its conditions hold, except what not_resources names. Where `doubt` is true, whatever is not known yet is taken to be
#   as the selection wants it, where it is false as it does not.
# scope: package
package driftgate.lib.backup

import data.driftgate.lib.iam
import data.driftgate.lib.resource

# A selection without what does not matter here: its name, plan and role, and what will decide what is not known.
selecting(selection) := {
	"region": object.get(selection, "region", null),
	"attributes": {
		"resources": object.get(selection.attributes, "resources", []),
		"not_resources": object.get(selection.attributes, "not_resources", []),
		"selection_tag": object.get(selection.attributes, "selection_tag", []),
		"condition": object.get(selection.attributes, "condition", []),
	},
	"unknown": {pointer: [] |
		some pointer, _ in selection.unknown
		split(pointer, "/")[1] in {"resources", "not_resources", "selection_tag", "condition"}
	},
	"links": {
		"resources": object.get(selection.links, "resources", []),
		"not_resources": object.get(selection.links, "not_resources", []),
	},
	"unresolved": selection.unresolved,
}

selects(selection, r, doubt) if {
	not _is_elsewhere(selection, r)
	_lists(selection, r, doubt)
	_has_a_tag(selection, r, doubt)
	not _breaks_condition(selection, r, doubt)
	not _leaves_out(selection, r, doubt)
}

_is_elsewhere(selection, r) if {
	selection.region != null
	selection.region != r.region
}

_lists(selection, _, _) if {
	count(_patterns(selection, "resources")) == 0
	not _has_unknown(selection, "resources")
}

_lists(selection, r, _) if r.key in object.get(selection.links, "resources", [])

_lists(selection, r, doubt) if {
	some pattern in _patterns(selection, "resources")
	_matches(pattern, r, doubt)
}

_leaves_out(selection, r, _) if r.key in object.get(selection.links, "not_resources", [])

# The other way round: in doubt it is not left out.
_leaves_out(selection, r, doubt) if {
	some pattern in _patterns(selection, "not_resources")
	_matches(pattern, r, doubt == false)
}

_leaves_out(selection, r, false) if {
	_has_unknown(selection, "not_resources")
	r.type in selection.unresolved
}

_patterns(selection, name) := [pattern | some pattern in object.get(selection.attributes, name, []); is_string(pattern)]

_has_unknown(selection, name) if {
	some pointer, _ in selection.unknown
	startswith(concat("", [pointer, "/"]), concat("", ["/", name, "/"]))
}

# Of an ARN that is not known yet each part is held against its part of the pattern; the partition is always right.
_matches(pattern, r, doubt) if {
	given := split(pattern, ":")
	parts := array.concat(given, ["*", "*", "*", "*", "*"])
	[service, prefix, name] := _arn[r.type]
	own := concat("", [prefix, object.get(r.attributes, name, iam.unknown_text)])
	iam.covers(parts[2], service)
	_matches_place(parts[3], _place(r, "region"), doubt)
	_matches_place(parts[4], _place(r, "account"), doubt)
	_matches_name(concat(":", array.slice(parts, 5, max([6, count(given)]))), prefix, own, doubt)
}

# ARNs of buckets have neither region nor account.
_place(r, _) := "" if r.type == "aws_s3_bucket"

_place(r, name) := object.get(r, name, iam.unknown_text) if r.type != "aws_s3_bucket"

_matches_place(part, place, _) if iam.covers(part, place)

_matches_place(_, place, true) if iam.has_unknown(place)

_matches_name(part, _, own, _) if iam.covers(part, own)

_matches_name(part, prefix, own, true) if {
	iam.has_unknown(own)
	startswith(part, prefix)
}

_arn := {
	"aws_db_instance": ["rds", "db:", "identifier"],
	"aws_rds_cluster": ["rds", "cluster:", "cluster_identifier"],
	"aws_docdb_cluster": ["rds", "cluster:", "cluster_identifier"],
	"aws_dynamodb_table": ["dynamodb", "table/", "name"],
	"aws_efs_file_system": ["elasticfilesystem", "file-system/", "id"],
	"aws_ebs_volume": ["ec2", "volume/", "id"],
	"aws_s3_bucket": ["s3", "", "bucket"],
	"aws_fsx_windows_file_system": ["fsx", "file-system/", "id"],
}

_has_a_tag(selection, _, _) if {
	count(resource.blocks(selection.attributes, "selection_tag")) == 0
	not _has_unknown(selection, "selection_tag")
}

_has_a_tag(selection, r, doubt) if {
	some wanted in resource.blocks(selection.attributes, "selection_tag")
	_meets("string_equals", wanted, r, doubt)
}

_has_a_tag(selection, _, true) if _has_unknown(selection, "selection_tag")

_breaks_condition(selection, r, doubt) if {
	some block in resource.blocks(selection.attributes, "condition")
	some operator in ["string_equals", "string_like", "string_not_equals", "string_not_like"]
	some wanted in resource.blocks(block, operator)
	not _meets(operator, wanted, r, doubt)
}

_breaks_condition(selection, _, false) if _has_unknown(selection, "condition")

_meets("string_equals", wanted, r, _) if r.tags[_tag(wanted)] == wanted.value

_meets("string_like", wanted, r, _) if iam.covers(wanted.value, r.tags[_tag(wanted)])

# What has no such tag has another value.
_meets("string_not_equals", wanted, r, _) if {
	not _is_open(r, _tag(wanted))
	object.get(r.tags, _tag(wanted), null) != wanted.value
}

_meets("string_not_like", wanted, r, _) if {
	not _is_open(r, _tag(wanted))
	not iam.covers(wanted.value, object.get(r.tags, _tag(wanted), ""))
}

_meets(_, wanted, r, true) if _is_open(r, _tag(wanted))

_meets(_, wanted, _, true) if not wanted.value

_tag(wanted) := trim_prefix(wanted.key, "aws:ResourceTag/")

_is_open(r, tag) if resource.is_tag_unknown(r, tag)

_is_open(r, tag) if {
	not r.tags[tag]
	resource.is_unknown(r, r.tags_path)
}
