# METADATA
# title: What principals are granted
# description: |
#   The policies of a role, user or group and its permissions boundary, through links: a rule that asks names the types
#   of policies and attachments among its related_types, and aws_iam_policy among its reached_types. What AWS's own
#   managed policies grant is not known here.
# scope: package
package driftgate.lib.iam_grants

import data.driftgate.lib.iam
import data.driftgate.lib.iam_policies
import data.driftgate.lib.resource

is_principal(r) if r.type in {"aws_iam_role", "aws_iam_user", "aws_iam_group"}

# The statements of each policy of a principal that can be read.
policies(r) := array.concat(
	[statements | some path, statements in _inline[r.key]],
	[statements | some key in _keys(r); statements := _linked[key]],
)

# Whether a principal may have policies that are not seen.
is_open(r) if {
	some attachment in _attachments(r)
	count(object.get(attachment.links, "policy_arn", [])) == 0
	not _is_of_aws(object.get(attachment.attributes, "policy_arn", ""))
}

is_open(r) if {
	is_principal(r)
	some key in _keys(r)
	not _linked[key]
	count(_keys(r)) + count(object.get(_inline, r.key, {})) > 1
}

# Whether a principal's permissions boundary is "none", "seen" or "unseen".
boundary(r) := "seen" if {
	_boundaries(r) != []
} else := "unseen" if {
	resource.is_given(r, "permissions_boundary")
} else := "none"

# Whether a boundary, if there is one that is seen, lets an action through.
within_boundary(r, action) if {
	every statements in _boundaries(r) {
		count(iam.allowing(statements, action)) > 0
	}
}

# Whether the principal that a policy belongs to has a boundary.
is_bounded(r) if {
	some owner in _owners(r)
	boundary(owner) != "none"
}

# Whether it is known only after apply if that principal has one, and which.
may_be_bounded(r) if {
	some owner in _owners(r)
	boundary(owner) == "unseen"
	resource.is_unknown(owner, "/permissions_boundary")
}

# An inline policy belongs to its role itself.
_owners(r) := array.concat(
	[r | r.type == "aws_iam_role"],
	[other | some name in ["role", "user"]; some other in resource.linked(r, name)],
)

_boundaries(r) := [statements |
	some key in object.get(r.links, "permissions_boundary", [])
	statements := _linked[key]
	statements != null
]

_keys(r) := ({key | some type in _policy_types; some key in object.get(r.related, type, [])} | {key |
	some key in object.get(r.links, "managed_policy_arns", [])
}) | {key |
	some attachment in _attachments(r)
	some key in object.get(attachment.links, "policy_arn", [])
}

_policy_types := ["aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"]

_attachments(r) := [attachment |
	some type in ["aws_iam_role_policy_attachment", "aws_iam_user_policy_attachment", "aws_iam_group_policy_attachment"]
	some attachment in resource.related(r, type)
]

_is_of_aws(arn) if regex.match(`^arn:aws[a-z-]*:iam::aws:policy/`, arn)

_linked := {policy.resource.key: policy.statements |
	some policy in iam_policies.linked_identity
	policy.path == "/policy"
}

_inline[policy.resource.key][policy.path] := policy.statements if some policy in iam_policies.identity
