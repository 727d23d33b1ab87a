# METADATA
# title: Let identities pass only the roles that they need
# description: |
#   Who may pass any role to a service can start a workload with the strongest role of the account, and so has its
#   permissions. A role can be passed within its own account only, so a wildcard there is as wide as one for all.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
# custom:
#   id: IAM-POLICY-05
#   severity: high
#   resource_types: [aws_iam_policy, aws_iam_role_policy, aws_iam_user_policy, aws_iam_group_policy, aws_iam_role, aws_ssoadmin_permission_set_inline_policy]
#   decisive:
#     aws_iam_policy: [/policy]
#     aws_iam_role_policy: [/policy]
#     aws_iam_user_policy: [/policy]
#     aws_iam_group_policy: [/policy]
#     aws_iam_role: [/inline_policy/*/policy]
#     aws_ssoadmin_permission_set_inline_policy: [/inline_policy]
#   params:
#     require_passed_to_service:
#       description: whether roles may be passed only under a condition on iam:PassedToService
#       default: false
#   remediation: 'resources = [aws_iam_role.task.arn], with a condition on iam:PassedToService'
#   frameworks:
#     NIST-800-53r5: [AC-6]
#     SOC2: [CC6.3]
#   aliases:
#     trivy: [AVD-AWS-0342]
#   requirement: ["000_82979fcacfb6097f.txt:184,293", "003_11714f712a81a514.txt:292"]
package driftgate.rules.least_privilege.pass_role_restricted

import data.driftgate.lib.iam
import data.driftgate.lib.iam_policies
import data.driftgate.lib.resource

deny contains resource.finding(policy.resource, policy.path, "allows passing any role") if {
	some policy in iam_policies.identity
	some statement in iam.allowing(policy.statements, "iam:passrole")
	iam.all_of_kind(statement, _roles)
}

deny contains resource.finding(policy.resource, policy.path, "allows passing roles to any service") if {
	data.params["IAM-POLICY-05"].require_passed_to_service
	some policy in iam_policies.identity
	some statement in iam.allowing(policy.statements, "iam:passrole")
	not iam.scoped(statement, {"iam:passedtoservice"})
}

deny contains resource.finding(policy.resource, policy.path, "is not a policy document that can be read") if {
	some policy in iam_policies.identity
	policy.statements == null
}

undetermined contains resource.finding(policy.resource, policy.path, "allows passing any role if the actions that are not known yet say so") if {
	some policy in iam_policies.identity
	some statement in policy.statements
	statement.effect == "Allow"
	iam.has_unknown_action(statement)
	iam.all_of_kind(statement, _roles)
}

_roles := "arn:aws:iam::*:role/*"
