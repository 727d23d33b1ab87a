# METADATA
# title: Grant no set of actions that leads to more privileges
# description: |
#   Who may change policies, or start a workload with any role, can give themselves every permission of the account. A
#   policy is judged alone, and a principal by all its policies together within its permissions boundary.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
# custom:
#   id: IAM-POLICY-04
#   severity: critical
#   resource_types:
#     - aws_iam_policy
#     - aws_iam_role_policy
#     - aws_iam_user_policy
#     - aws_iam_group_policy
#     - aws_iam_role
#     - aws_iam_user
#     - aws_iam_group
#     - aws_ssoadmin_permission_set_inline_policy
#   related_types:
#     - aws_iam_role
#     - aws_iam_user
#     - aws_iam_policy
#     - aws_iam_role_policy
#     - aws_iam_user_policy
#     - aws_iam_group_policy
#     - aws_iam_role_policy_attachment
#     - aws_iam_user_policy_attachment
#     - aws_iam_group_policy_attachment
#   reached_types: [aws_iam_policy]
#   decisive:
#     aws_iam_policy: [/policy]
#     aws_iam_role_policy: [/policy]
#     aws_iam_user_policy: [/policy]
#     aws_iam_group_policy: [/policy]
#     aws_iam_role: [/inline_policy/*/policy]
#     aws_ssoadmin_permission_set_inline_policy: [/inline_policy]
#   params:
#     escalation_sets:
#       description: sets of actions, the first of which has to be allowed on every resource and the others on any
#       default:
#         - ["iam:CreatePolicyVersion"]
#         - ["iam:SetDefaultPolicyVersion"]
#         - ["iam:AttachUserPolicy"]
#         - ["iam:AttachGroupPolicy"]
#         - ["iam:AttachRolePolicy"]
#         - ["iam:PutUserPolicy"]
#         - ["iam:PutGroupPolicy"]
#         - ["iam:PutRolePolicy"]
#         - ["iam:AddUserToGroup"]
#         - ["iam:UpdateAssumeRolePolicy", "sts:AssumeRole"]
#         - ["iam:CreateAccessKey"]
#         - ["iam:CreateLoginProfile"]
#         - ["iam:UpdateLoginProfile"]
#         - ["iam:PassRole", "ec2:RunInstances"]
#         - ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]
#         - ["iam:PassRole", "ecs:RunTask"]
#         - ["iam:PassRole", "glue:CreateDevEndpoint"]
#         - ["iam:PassRole", "cloudformation:CreateStack"]
#         - ["iam:PassRole", "datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"]
#         - ["lambda:UpdateFunctionCode"]
#         - ["ssm:SendCommand"]
#     scoping_conditions:
#       description: condition keys, with wildcards, that leave only some resources or policies
#       default: ["*:ResourceTag/*", "iam:PermissionsBoundary", "iam:PolicyARN"]
#     exempt_roles:
#       description: names of roles that are meant to be administrators
#       default: [break-glass]
#   remediation: Remove the action, or allow it on named resources only
#   frameworks:
#     NIST-800-53r5: [AC-6, AC-6(10)]
#     PCI-DSS-4.0: ["7.2.1", "7.2.2"]
#     SOC2: [CC6.3]
#   aliases:
#     checkov: [CKV_AWS_286, CKV_AWS_110]
#   requirement: ["000_82979fcacfb6097f.txt:184,293", "003_11714f712a81a514.txt:292"]
package driftgate.rules.least_privilege.no_privilege_escalation

import data.driftgate.lib.iam
import data.driftgate.lib.iam_grants
import data.driftgate.lib.iam_owner
import data.driftgate.lib.iam_policies
import data.driftgate.lib.resource

deny contains resource.finding(policy.resource, policy.path, message) if {
	some [policy, sets] in _escalating
	not iam_owner.is_role(policy.resource, _params.exempt_roles)
	not iam_owner.may_be_role(policy.resource, _params.exempt_roles)
	message := concat("", ["allows ", _words_of(sets)])
}

deny contains resource.finding(r, "", message) if {
	some [r, sets] in _together
	iam_grants.boundary(r) != "unseen"
	not iam_owner.may_be_role(r, _params.exempt_roles)
	message := concat("", ["its policies together allow ", _words_of(sets)])
}

deny contains resource.finding(policy.resource, policy.path, "is not a policy document that can be read") if {
	some policy in iam_policies.identity
	policy.statements == null
}

undetermined contains resource.finding(r, iam_owner.path[r.type], "leads to more privileges, and it is not known whether its role is meant to") if {
	some r in array.concat([policy.resource | some [policy, _] in _escalating], [r | some [r, _] in _together])
	iam_owner.may_be_role(r, _params.exempt_roles)
}

undetermined contains resource.finding(policy.resource, policy.path, "leads to more privileges if the actions that are not known yet do") if {
	some policy in iam_policies.identity
	some statement in policy.statements
	statement.effect == "Allow"
	iam.has_unknown_action(statement)
	iam.all_of_kind(statement, "arn:aws:iam::*:*")
	not iam_owner.is_role(policy.resource, _params.exempt_roles)
}

undetermined contains resource.finding(policy.resource, policy.path, "leads to more privileges unless a boundary that is known only after apply holds it back") if {
	some policy in iam_policies.identity
	iam_grants.may_be_bounded(policy.resource)
	some set in _sets
	_leads(policy.statements, set)
	not iam_owner.is_role(policy.resource, _params.exempt_roles)
}

undetermined contains resource.finding(r, "/permissions_boundary", "its policies lead to more privileges, and its boundary is not seen here") if {
	some [r, _] in _together
	iam_grants.boundary(r) == "unseen"
}

undetermined contains resource.finding(r, "", "a policy that is attached to it is not seen here") if {
	some r in input.resources
	iam_grants.is_open(r)
	not iam_owner.is_role(r, _params.exempt_roles)
}

# A policy is judged by what it says; links matter to principals.
settled contains policy.resource.key if {
	some policy in iam_policies.identity
	not iam_grants.is_principal(policy.resource)
}

# What a principal's only policy says is that policy's matter, known or not.
settled contains r.key if {
	some r in input.resources
	iam_grants.is_principal(r)
	count(r.unresolved) == 0
	every pointer, _ in r.unknown {
		not startswith(pointer, "/inline_policy")
	}
}

_params := data.params["IAM-POLICY-04"]

_scoping := {lower(key) | some key in _params.scoping_conditions}

_sets := [[lower(action) | some action in set] | some set in _params.escalation_sets]

_words_of(sets) := concat("", [concat(" and ", sets[0]), _words_of_more(count(sets) - 1)])

_words_of_more(count) := "" if count == 0

_words_of_more(count) := concat("", [", and ", format_int(count, 10), " more ways"]) if count > 0

# Policies that are enough by themselves. The principal answers for those that a boundary may hold back.
_escalating := [[policy, sets] |
	some policy in iam_policies.identity
	_may_lead(policy.statements)
	not iam_grants.is_bounded(policy.resource)
	sets := [set | some set in _sets; _leads(policy.statements, set)]
	count(sets) > 0
]

# Principals whose policies are enough together, where none is by itself or a boundary counts.
_together := [[r, sets] |
	some r in input.resources
	iam_grants.is_principal(r)
	not iam_owner.is_role(r, _params.exempt_roles)
	policies := iam_grants.policies(r)
	all := [statement | some statements in policies; some statement in statements]
	_may_lead(all)
	sets := [set |
		some set in _sets
		_leads(all, set)
		not _reported(r, policies, set)
		every action in set {
			iam_grants.within_boundary(r, action)
		}
	]
	count(sets) > 0
]

# Most policies allow nothing of the services that a set begins with, which is found out for all sets at once.
_may_lead(statements) if {
	some statement in statements
	statement.effect == "Allow"
	statement.inverts_actions
}

_may_lead(statements) if {
	some statement in statements
	statement.effect == "Allow"
	some action in statement.actions
	_is_of_interest(split(action, ":")[0])
}

_is_of_interest(service) if service in _services

_is_of_interest(service) if contains(service, "*")

_is_of_interest(service) if contains(service, "?")

_services := {split(set[0], ":")[0] | some set in _sets}

_reported(r, policies, set) if {
	iam_grants.boundary(r) == "none"
	some statements in policies
	_leads(statements, set)
}

_leads(statements, set) if {
	some statement in iam.allowing(statements, set[0])
	_everywhere(statement, set[0])
	not iam.scoped(statement, _scoping)
	every action in array.slice(set, 1, count(set)) {
		count(iam.allowing(statements, action)) > 0
	}
}

_everywhere(statement, action) if {
	service := split(action, ":")[0]
	some kind in object.get(_kinds, service, [concat("", ["arn:aws:", service, ":*:*:*"])])
	iam.all_of_kind(statement, kind)
}

# What is as good as every resource, where that is not all that a service has.
_kinds := {
	"iam": ["arn:aws:iam::*:role/*", "arn:aws:iam::*:user/*", "arn:aws:iam::*:group/*", "arn:aws:iam::*:policy/*"],
	"lambda": ["arn:aws:lambda:*:*:function:*"],
	"ssm": ["arn:aws:ec2:*:*:instance/*"],
}
