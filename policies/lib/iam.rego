# METADATA
# title: Vocabulary of rules about IAM policies
# description: |
#   What a statement grants, to whom and on what; statements are those of lib/iam_policies. Normalization writes
#   `driftgate:unknown` for a part that is known only after apply: a specific value, never a wildcard.
# scope: package
package driftgate.lib.iam

unknown_text := "driftgate:unknown"

# Whether a text is known only after apply, as a whole or in part.
has_unknown(text) if contains(text, unknown_text)

# Whether a pattern with `*` and `?` takes in all that another pattern does, as `s3:*` does `s3:get*`. Actions and
# condition keys are compared in lower case, which is how statements hold them.
covers(pattern, target) if {
	pattern == target
} else if {
	# What comes before a last `*` as text also takes itself in where it has wildcards.
	endswith(pattern, "*")
	startswith(target, trim_suffix(pattern, "*"))
} else if {
	_has_inner_wildcard(pattern)
	_fits(pattern, target)
}

_has_inner_wildcard(pattern) if contains(pattern, "?")

_has_inner_wildcard(pattern) if contains(trim_suffix(pattern, "*"), "*")

# Most patterns have one or two `*`, which need no regular expression: of those, one evaluation has to stay below a
# hundred (AUTHORING.md, "Built-ins").
_fits(pattern, target) if {
	not contains(pattern, "?")
	parts := split(pattern, "*")
	_between(parts, target)
} else if {
	_needs_regex(pattern)

	# A compiled pattern ends at U+0000, and would match what it never names.
	not contains(pattern, "\u0000")
	quoted := replace(replace(pattern, "*", `\E.*\Q`), "?", `\E[^*]\Q`)
	regex.match(concat("", [`(?s)^\Q`, quoted, `\E$`]), target)
}

_between([beginning, end], target) if {
	startswith(target, beginning)
	endswith(target, end)
	count(beginning) + count(end) <= count(target)
}

_between(["", middle, ""], target) if contains(target, middle)

_needs_regex(pattern) if contains(pattern, "?")

_needs_regex(pattern) if {
	parts := split(pattern, "*")
	count(parts) > 2
	not _is_substring(parts)
}

_is_substring(parts) if ["", _, ""] = parts

covers_any(patterns, target) if {
	some pattern in patterns
	covers(pattern, target)
}

# Whether a statement grants every action: `*`, `*:*`, or NotAction that leaves nothing out.
allows_all_actions(statement) if {
	some action in statement.actions
	is_every_action(action)
}

allows_all_actions(statement) if {
	statement.inverts_actions
	count(statement.not_actions) == 0
}

is_every_action(action) if regex.match(`^[*?]*\*[*?]*(:[*?]*\*[*?]*)?$`, action)

# Whether a statement is about an action, given in lower case and without wildcards.
names_action(statement, action) if covers_any(statement.actions, action)

names_action(statement, action) if {
	statement.inverts_actions
	not covers_any(statement.not_actions, action)
	not unknown_text in statement.not_actions
}

# Whether the actions that a statement is about are known only after apply, in part.
has_unknown_action(statement) if unknown_text in array.concat(statement.actions, statement.not_actions)

# Whether a statement is about every resource.
all_resources(statement) if {
	some pattern in statement.resources
	some any in ["arn:aws:*:*:*:*", "arn:aws-cn:*:*:*:*", "arn:aws-us-gov:*:*:*:*"]
	covers(pattern, any)
}

# Whether a statement is about all resources of a kind, in one account and region at least: the kind is a pattern
# like arn:aws:iam::*:role/*.
all_of_kind(statement, kind) if {
	some pattern in statement.resources
	covers(_anywhere(pattern), kind)
}

all_of_kind(statement, kind) if {
	count(statement.not_resources) > 0
	every pattern in statement.not_resources {
		not covers(_anywhere(pattern), kind)
	}
}

_anywhere(pattern) := concat(":", [_field(parts, index) | some index, _ in parts]) if {
	parts := split(pattern, ":")
}

# Partition, region and account of an ARN; the last part may stand for all that is left out behind it.
_field(parts, index) := "*" if {
	index in {1, 3, 4}
	index < count(parts) - 1
	parts[0] == "arn"
} else := parts[index]

# The statements of a policy that allow an action, unless another of its statements takes it back everywhere.
allowing(statements, action) := [statement |
	some statement in statements
	statement.effect == "Allow"
	names_action(statement, action)
	not taken_back(statements, action)
]

# Whether a policy denies an action everywhere and always; the action may have wildcards.
taken_back(statements, action) if {
	some statement in statements
	statement.effect == "Deny"
	names_action(statement, action)
	all_resources(statement)
	count(statement.conditions) == 0
}

# Whether a statement holds under a condition on one of some keys, which are patterns, that has to be there and be met.
scoped(statement, keys) if {
	some condition in statement.conditions
	covers_any(keys, condition.key)
	_demands(condition)
}

_demands(condition) if {
	regex.match(`^(foranyvalue:)?(string(equals|like|equalsignorecase)|arn(equals|like)|bool)$`, condition.operator)
	count(condition.values) > 0
}

_demands(condition) if {
	condition.operator == "null"
	condition.values == ["false"]
}
