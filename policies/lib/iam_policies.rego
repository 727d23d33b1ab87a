# METADATA
# title: IAM policy documents
# description: |
#   Policy documents as flat statements. A policy is JSON text, or an object as AWS Config may give it. Element names
#   count in any case, a single value is a list of one, actions and condition keys are lower-cased. Each list below is
#   made once in the evaluation of a rule, and a text that many resources share is parsed once for it.
# scope: package
package driftgate.lib.iam_policies

import data.driftgate.lib.resource

# Policies as {resource, path, statements}; statements is null where the document cannot be read, and a rule must not
# take that for "allows nothing".

# What identities may do.
identity := [_policy(each, _identity_read) | some each in _identity_texts(input.resources)]

# The same of the policies that are linked with what is asked about.
linked_identity := [_policy(each, _linked_identity_read) | some each in _identity_texts(input.related)]

# Who may assume a role.
trust := [_policy(each, _trust_read) | some each in _trust_texts]

# Who may use a resource.
resource_based := [_policy(each, _resource_read) | some each in _resource_texts(input.resources)]

# The same of the resources that are linked with those that are asked about.
linked_resource_based := [_policy(each, _linked_read) | some each in _resource_texts(input.related)]

_policy([r, path, text], read) := {"resource": r, "path": path, "statements": read[text]}

_identity_read := {text: _read(text) | some text in {text | some [_, _, text] in _identity_texts(input.resources)}}

_linked_identity_read := {text: _read(text) | some text in {text | some [_, _, text] in _identity_texts(input.related)}}

_trust_read := {text: _read(text) | some text in {text | some [_, _, text] in _trust_texts}}

_resource_read := {text: _read(text) | some text in {text | some [_, _, text] in _resource_texts(input.resources)}}

_linked_read := {text: _read(text) | some text in {text | some [_, _, text] in _resource_texts(input.related)}}

_identity_texts(resources) := array.concat(
	[[r, concat("", ["/", attribute]), text] |
		some r in resources
		attribute := _identity_attributes[r.type]
		text := object.get(r.attributes, attribute, null)
		_given(text)
	],
	[[r, concat("", ["/inline_policy/", format_int(index, 10), "/policy"]), text] |
		some r in resources
		r.type == "aws_iam_role"
		some index, block in resource.blocks(r.attributes, "inline_policy")
		text := object.get(block, "policy", null)
		_given(text)
	],
)

_identity_attributes := {
	"aws_iam_policy": "policy",
	"aws_iam_role_policy": "policy",
	"aws_iam_user_policy": "policy",
	"aws_iam_group_policy": "policy",
	"aws_ssoadmin_permission_set_inline_policy": "inline_policy",
}

_trust_texts := [[r, "/assume_role_policy", text] |
	some r in resource.of("aws_iam_role")
	text := r.attributes.assume_role_policy
	_given(text)
]

_resource_texts(resources) := [[r, "/policy", text] |
	some r in resources
	not _identity_attributes[r.type]
	text := r.attributes.policy
	_given(text)
]

_given(text) if not text in {null, ""}

_read(text) := [_statement(_fields(statement)) | some statement in listed] if listed := _listed(text)

else := null

_listed(text) := listed if {
	listed := _element(_fields(_document(text)), "statement")
	every statement in listed {
		is_object(statement)
	}
}

_document(text) := text if is_object(text)

# The WebAssembly parser takes the first of several JSON values, and cannot take half of a surrogate pair. Inside a
# list, whatever follows the document would be an element of its own, or no JSON.
_document(text) := document if {
	not _half_a_pair(text)
	[document, null] = json.unmarshal(concat("", ["[", text, ",null]"]))
	is_object(document)
	_ends(text)
}

# Only a text that says null itself can have closed that list too early.
_ends(text) if not contains(text, "null")

_ends(text) if count(json.unmarshal(concat("", ["[", text, "]"]))) == 1

_half_a_pair(text) if {
	contains(text, `\u`)
	regex.match(`\\u[dD][89a-fA-F]`, text)
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
