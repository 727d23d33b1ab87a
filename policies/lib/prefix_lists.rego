# METADATA
# title: Managed prefix lists
# description: |
#   The managed prefix lists of the document that ingress rules name, and their entries. A rule that uses this has
#   aws_ec2_managed_prefix_list in related_types and aws_ec2_managed_prefix_list_entry in reached_types.
# scope: package
package driftgate.lib.prefix_lists

import data.driftgate.lib.network
import data.driftgate.lib.resource

# The lists that a rule of r may name. All inline rules of a group are one expression, so that a list which is known
# only after apply can be any of those that the expression refers to.
possible(r, rule) := [] if {
	not r.related.aws_ec2_managed_prefix_list
} else := [list |
	some attribute in ["prefix_list_ids", "prefix_list_id"]
	some list in resource.linked(r, trim_left(concat("/", [rule.at, attribute]), "/"))
]

# The lists that a rule of r names: those with its ids and, for a rule that is a resource of its own, all of them.
named(r, rule) := [list | some list in possible(r, rule); _names(rule, list)]

_names(rule, list) if list.attributes.id in rule.prefix_lists

_names(rule, _) if rule.at == ""

# Whether each list that a rule of r names by id is in the document, or one of the others.
all_given(_, rule, _) if count(rule.prefix_lists) == 0

all_given(r, rule, others) if {
	count(rule.prefix_lists) > 0
	given := {list.attributes.id | some list in possible(r, rule)} | {id | some id in others}
	every id in rule.prefix_lists {
		id in given
	}
}

# The CIDR blocks of a list: {key, path, cidr}, from its blocks and from entries that are resources of their own.
entries(list) := array.concat(
	[{"key": list.key, "path": concat("/", ["/entry", format_int(index, 10), "cidr"]), "cidr": block.cidr} |
		some index, block in list.attributes.entry
	],
	[{"key": entry.key, "path": "/cidr", "cidr": entry.attributes.cidr} | some entry in _entry_resources(list)],
)

# Whether all CIDR blocks of a list are known.
entries_known(list) if {
	not network.has_unknown(list, "/entry")
	not "aws_ec2_managed_prefix_list_entry" in list.unresolved
	every entry in _entry_resources(list) {
		not network.has_unknown(entry, "/cidr")
	}
}

_entry_resources(list) := resource.related(list, "aws_ec2_managed_prefix_list_entry")
