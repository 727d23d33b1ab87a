# METADATA
# title: Vocabulary of rules about IAM policies
# description: |
#   Policy documents as flat statements. A policy is JSON text, or an object as AWS Config may give it. Element names
#   count in any case, a single value is a list of one, actions and condition keys are lower-cased. Normalization writes
#   `driftgate:unknown` for a part that is known only after apply: a specific value, never a wildcard.
# scope: package
package driftgate.lib.iam

import data.driftgate.lib.resource

unknown_text := "driftgate:unknown"

# Whether a text is known only after apply, as a whole or in part.
has_unknown(text) if contains(text, unknown_text)

# Whether an attribute holds a policy at all.
given(policy) if not policy in {null, ""}

# Whether a policy can be read; one that cannot has no statements, and a rule must not take that for "allows nothing".
valid(policy) if _ := _listed(policy)

# The statements of a policy; undefined where it cannot be read.
statements(policy) := [_statement(_fields(statement)) | some statement in listed] if listed := _listed(policy)

_listed(policy) := listed if {
	listed := _element(_fields(_document(policy)), "statement")
	every statement in listed {
		is_object(statement)
	}
}

# The policies of an identity, each as [resource, pointer, policy]: all that a batch has.
identity_policies := array.concat(
	[[r, concat("", ["/", attribute]), policy] |
		some r in input.resources
		attribute := _identity_attributes[r.type]
		policy := object.get(r.attributes, attribute, null)
		given(policy)
	],
	[[r, concat("", ["/inline_policy/", format_int(index, 10), "/policy"]), policy] |
		some r in resource.of("aws_iam_role")
		some index, block in resource.blocks(r.attributes, "inline_policy")
		policy := object.get(block, "policy", null)
		given(policy)
	],
)

_identity_attributes := {
	"aws_iam_policy": "policy",
	"aws_iam_role_policy": "policy",
	"aws_iam_user_policy": "policy",
	"aws_iam_group_policy": "policy",
	"aws_ssoadmin_permission_set_inline_policy": "inline_policy",
}

# Whether a statement grants every action: `*`, `*:*`, or NotAction that leaves nothing out.
allows_all_actions(statement) if {
	some action in statement.actions
	regex.match(`^[*?]*\*[*?]*(:[*?]*\*[*?]*)?$`, action)
}

allows_all_actions(statement) if {
	statement.inverts_actions
	count(statement.not_actions) == 0
}

# Whether a statement is about every resource.
all_resources(statement) if {
	some pattern in statement.resources
	some any in ["arn:aws:*:*:*:*", "arn:aws-cn:*:*:*:*", "arn:aws-us-gov:*:*:*:*"]
	covers(pattern, any)
}

# Whether a statement names everyone: "*", {"AWS": "*"}, {"Federated": "*"}, or everyone but a few.
is_public_principal(statement) if {
	some type, ids in statement.principals
	type != "Service"
	some id in ids
	regex.match(`^\*+$`, id)
}

is_public_principal(statement) if {
	statement.effect == "Allow"
	statement.inverts_principals
}

# Whether a pattern with `*` and `?` takes in all that another pattern does, as `s3:*` does `s3:get*`. Actions and
# condition keys are compared in lower case, which is how statements hold them.
covers(pattern, target) if pattern == target

covers(pattern, target) if {
	regex.match(`[*?]`, pattern)

	# A compiled pattern ends at U+0000, and would match what it never names.
	not contains(pattern, "\u0000")
	quoted := replace(replace(pattern, "*", `\E.*\Q`), "?", `\E[^*]\Q`)
	regex.match(concat("", [`(?s)^\Q`, quoted, `\E$`]), target)
}

# Whether a statement holds under conditions that leave only named accounts, organizations or principals.
restricted(statement, keys) if {
	some condition in statement.conditions
	condition.key in keys
	regex.match(`^(foranyvalue:)?(string(equals|like|equalsignorecase)|arn(equals|like))$`, condition.operator)
	count(condition.values) > 0
	every value in condition.values {
		_specific(value)
	}
}

_specific(value) if has_unknown(value)

# Any account can give a role of its own the name that an ARN with a wildcard for the account asks for.
_specific(value) if {
	startswith(value, "arn:")
	not regex.match(`[*?]`, concat(":", array.slice(split(value, ":"), 0, 5)))
}

_specific(value) if {
	not startswith(value, "arn:")
	not regex.match(`[*?]`, split(value, "/")[0])
}

_document(policy) := policy if is_object(policy)

# The WebAssembly parser takes the first of several JSON values, and cannot take half of a surrogate pair. Inside a
# list, whatever follows the document would be an element of its own, or no JSON.
_document(policy) := document if {
	not _half_a_pair(policy)
	json.unmarshal(concat("", ["[", policy, "]"])) = [document]
	count(json.unmarshal(concat("", ["[", policy, ",0]"]))) == 2
	is_object(document)
}

_half_a_pair(policy) if {
	contains(policy, `\u`)
	regex.match(`\\u[dD][89a-fA-F]`, policy)
}

_statement(fields) := {
	"effect": concat("", _texts(fields, "effect")),
	"actions": [lower(action) | some action in _texts(fields, "action")],
	"not_actions": [lower(action) | some action in _texts(fields, "notaction")],
	"inverts_actions": count(_named(fields, "notaction")) > 0,
	"resources": _texts(fields, "resource"),
	"not_resources": _texts(fields, "notresource"),
	"principals": _principals(_named(fields, "principal")),
	"not_principals": _principals(_named(fields, "notprincipal")),
	"inverts_principals": count(_named(fields, "notprincipal")) > 0,
	"conditions": [{"operator": lower(operator), "key": lower(key), "values": [_text(value) | some value in _list(values)]} |
		some block in _element(fields, "condition")
		some operator, keys in block
		some key, values in keys
	],
}

_principals(named) := {type: ids |
	some principal in named
	some type, _ in _by_type(principal)
	ids := [_text(id) |
		some other in named
		some id in _list(object.get(_by_type(other), type, []))
	]
}

_by_type(principal) := principal if is_object(principal)

_by_type(principal) := {"AWS": principal} if not is_object(principal)

# An object as pairs, since two of its keys may differ by case only.
_fields(holder) := [[lower(key), value] | some key, value in holder]

_named(fields, name) := [value | some [key, value] in fields; key == name]

_element(fields, name) := [item | some value in _named(fields, name); some item in _list(value)]

_texts(fields, name) := [_text(item) | some item in _element(fields, name)]

_list(value) := value if is_array(value)

_list(value) := [] if is_null(value)

_list(value) := [value] if {
	not is_array(value)
	not is_null(value)
}

_text(value) := value if is_string(value)

_text(value) := json.marshal(value) if not is_string(value)
