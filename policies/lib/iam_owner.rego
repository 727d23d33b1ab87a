# METADATA
# title: Whose an identity policy is
# description: |
#   The roles that a policy or an attachment belongs to, by name or by link; a rule that asks has aws_iam_role among
#   its related_types.
# scope: package
package driftgate.lib.iam_owner

import data.driftgate.lib.resource

# Whether r is one of some roles, or belongs to such roles only.
is_role(r, names) if {
	not _is_open(r)
	every name in _roles(r) {
		name in names
	}
	every kind in ["users", "groups"] {
		not resource.is_set(r, kind)
	}
}

# Whether r may belong to one of some roles, because it is not known whose it is.
may_be_role(r, names) if {
	_names_role[r.type]
	_is_open(r)
	count(names) > 0
}

# A name that was left to AWS is none that a list could hold.
may_be_role(r, names) if {
	r.type == "aws_iam_role"
	count(object.get(r.unknown, "/name", [])) > 0
	count(names) > 0
}

_is_open(r) if count(_roles(r)) == 0

_is_open(r) if not _roles(r)

_is_open(r) if "aws_iam_role" in r.unresolved

# Where the name of the role stands, of a type that has one policy.
path := {"aws_iam_role": "/name", "aws_iam_role_policy": "/role"}

_names_role := {
	"aws_iam_role_policy": "role",
	"aws_iam_role_policy_attachment": "role",
	"aws_iam_role_policy_attachments_exclusive": "role_name",
	"aws_iam_policy_attachment": "roles",
}

_roles(r) := _names(r.attributes.name) if r.type == "aws_iam_role"

_roles(r) := _names(object.get(r.attributes, attribute, null)) | {name |
	some role in resource.linked(r, attribute)
	role.type == "aws_iam_role"
	name := role.attributes.name
} if attribute := _names_role[r.type]

_names(value) := {value} if is_string(value)

_names(value) := {name | some name in value; is_string(name)} if is_array(value)

_names(null) := set()
