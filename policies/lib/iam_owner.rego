# METADATA
# title: Whose an identity policy is
# description: The role that a policy or an attachment belongs to, by name or by link (related_types names aws_iam_role).
# scope: package
package driftgate.lib.iam_owner

import data.driftgate.lib.resource

# Whether r is one of some roles, by their names, or belongs to one.
is_role(r, names) if {
	some name in _roles(r)
	name in names
}

# Whether r may belong to one of some roles, because it is not known whose it is.
may_be_role(r, names) if {
	_names_role[r.type]
	count(_roles(r)) == 0
	count(names) > 0
}

_names_role := {"aws_iam_role_policy": "role", "aws_iam_role_policy_attachment": "role"}

_roles(r) := ({name | name := r.attributes.name; r.type == "aws_iam_role"} | {name | name := r.attributes.role}) | {name | some role in resource.linked(r, "role"); name := role.attributes.name}
