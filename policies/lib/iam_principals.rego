# METADATA
# title: Principals of resource policies and trust policies
# description: Whom a statement names, whose account that is, and which conditions keep everyone else out.
# scope: package
package driftgate.lib.iam_principals

import data.driftgate.lib.iam

# Whether a statement names everyone: "*", {"AWS": "*"}, {"Federated": "*"}, or everyone but a few.
is_public(statement) if {
	some type, ids in statement.principals
	type != "Service"
	some id in ids
	regex.match(`^\*+$`, id)
}

is_public(statement) if {
	statement.effect == "Allow"
	statement.inverts_principals
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

_specific(value) if iam.has_unknown(value)

# Any account can give a role of its own the name that an ARN with a wildcard for the account asks for.
_specific(value) if {
	startswith(value, "arn:")
	not regex.match(`[*?]`, concat(":", array.slice(split(value, ":"), 0, 5)))
}

_specific(value) if {
	not startswith(value, "arn:")
	not regex.match(`[*?]`, split(value, "/")[0])
}

# The account of an AWS principal: an account id, or the ARN of a root, role, user or session.
account(id) := id if regex.match(`^[0-9]{12}$`, id)

account(id) := split(id, ":")[4] if regex.match(`^arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:`, id)

# Whether an AWS principal is an account as a whole, so that the account decides who of it may.
is_account(id) if regex.match(`^([0-9]{12}|arn:aws[a-z-]*:iam::[0-9]{12}:root)$`, id)

# Whose an AWS principal is, seen from r: "own", "trusted", "foreign", or "open" where that cannot be told. The account
# of r may not be known, own and trusted are lists of accounts. Undefined for everyone, and for what names no account.
whose(id, r, own, trusted) := "open" if {
	iam.has_unknown(id)
} else := "own" if {
	account(id) in _own(r, own)
} else := "trusted" if {
	account(id) in trusted
} else := "foreign" if {
	account(id)
	count(_own(r, own)) > 0
} else := "open" if {
	account(id)
}

_own(r, own) := {each | some each in own} | {each | each := r.account}
