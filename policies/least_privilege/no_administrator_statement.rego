# METADATA
# title: Grant no full administrator access in a policy
# description: |
#   A statement that allows everything on everything turns one leaked credential into the loss of the account.
#   Allowing all but a few actions counts as well, unless IAM is out of reach: who can change IAM can do the rest.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: IAM-POLICY-01
#   severity: critical
#   resource_types: [aws_iam_policy, aws_iam_role_policy, aws_iam_user_policy, aws_iam_group_policy, aws_iam_role, aws_ssoadmin_permission_set_inline_policy]
#   related_types: [aws_iam_role]
#   decisive:
#     aws_iam_policy: [/policy]
#     aws_iam_role_policy: [/policy]
#     aws_iam_user_policy: [/policy]
#     aws_iam_group_policy: [/policy]
#     aws_iam_role: [/inline_policy/*/policy]
#     aws_ssoadmin_permission_set_inline_policy: [/inline_policy]
#   params:
#     exempt_roles:
#       description: names of roles that are meant to be administrators
#       default: [OrganizationAccountAccessRole]
#     accepted_conditions:
#       description: condition keys that make a statement acceptable, for example aws:PrincipalOrgID
#       default: []
#   remediation: List the actions and the resource ARNs that are needed
#   frameworks:
#     CIS-AWS-3.0: ["1.16"]
#     NIST-800-53r5: [AC-2, AC-3, AC-5, AC-6]
#     PCI-DSS-4.0: ["7.2.1", "7.2.2"]
#     SOC2: [CC6.3]
#   aliases:
#     checkov: [CKV_AWS_62, CKV_AWS_1, CKV_AWS_63, CKV_AWS_49]
#     aws-config: [iam-policy-no-statements-with-admin-access]
#     security-hub: [IAM.1]
#   requirement: ["000_82979fcacfb6097f.txt:184,293", "001_1dc8f2cd8369b174.txt:264,266", "003_11714f712a81a514.txt:292"]
package driftgate.rules.least_privilege.no_administrator_statement

import data.driftgate.lib.iam
import data.driftgate.lib.iam_owner
import data.driftgate.lib.iam_policies
import data.driftgate.lib.resource

deny contains resource.finding(r, path, "allows every action on every resource") if {
	some [r, path, statements] in _policies
	_administrator(statements, false)
	not iam_owner.is_role(r, _exempt)
	not iam_owner.may_be_role(r, _exempt)
}

deny contains resource.finding(policy.resource, policy.path, "is not a policy document that can be read") if {
	some policy in iam_policies.identity
	policy.statements == null
}

undetermined contains resource.finding(r, path, "allows every action on every resource if a part of it that is not known yet says so") if {
	some [r, path, statements] in _policies
	_administrator(statements, true)
	not _administrator(statements, false)
	not iam_owner.is_role(r, _exempt)
}

undetermined contains resource.finding(r, iam_owner.path[r.type], "allows every action on every resource, and it is not known whether its role is meant to") if {
	some [r, _, statements] in _policies
	_administrator(statements, false)
	iam_owner.may_be_role(r, _exempt)
}

# No link matters to a policy that harms no one.
settled contains r.key if {
	some r in input.resources
	r.type == "aws_iam_role_policy"
	some [holder, _, statements] in _policies
	holder.key == r.key
	not _administrator(statements, true)
}

_policies := [[policy.resource, policy.path, policy.statements] | some policy in iam_policies.identity]

_administrator(statements, doubt) if {
	some statement in statements
	statement.effect == "Allow"
	_every_action(statement, doubt)
	_every_resource(statement)
	not _accepted(statement)
	not _iam_denied(statements)
}

_every_action(statement, _) if iam.allows_all_actions(statement)

_every_action(statement, _) if {
	statement.inverts_actions
	not iam.covers_any(statement.not_actions, "iam:*")
	not iam.unknown_text in statement.not_actions
}

_every_action(statement, true) if iam.has_unknown_action(statement)

_every_resource(statement) if iam.all_resources(statement)

_every_resource(statement) if {
	count(statement.not_resources) > 0
	not iam.covers_any(statement.not_resources, "arn:aws:iam::*")
}

_accepted(statement) if {
	some condition in statement.conditions
	some key in data.params["IAM-POLICY-01"].accepted_conditions
	condition.key == lower(key)
}

# An unconditional Deny of IAM beside it, on every resource, bounds what the statement grants.
_iam_denied(statements) if {
	some statement in statements
	statement.effect == "Deny"
	count(statement.conditions) == 0
	iam.all_resources(statement)
	iam.covers_any(statement.actions, "iam:*")
}

_exempt := data.params["IAM-POLICY-01"].exempt_roles
