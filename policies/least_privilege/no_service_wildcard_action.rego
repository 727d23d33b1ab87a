# METADATA
# title: Grant no service-wide wildcard actions
# description: |
#   A pattern such as s3:* grants deleting and sharing along with reading, and whatever the service adds later; an Allow
#   with NotAction grants every service but a few.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
# custom:
#   id: IAM-POLICY-02
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
#     allowed_services:
#       description: services, as actions write them (logs), of which a policy may grant every action
#       default: []
#   remediation: List the actions that are needed, for example s3:GetObject instead of s3:*
#   frameworks:
#     NIST-800-53r5: [AC-2, AC-3, AC-5, AC-6]
#     PCI-DSS-4.0: ["7.2.1", "7.2.2"]
#     SOC2: [CC6.3]
#   aliases:
#     checkov: [CKV2_AWS_40]
#     aws-config: [iam-policy-no-statements-with-full-access]
#     security-hub: [IAM.21]
#   requirement: ["000_82979fcacfb6097f.txt:184,293", "003_11714f712a81a514.txt:292"]
package driftgate.rules.least_privilege.no_service_wildcard_action

import data.driftgate.lib.iam
import data.driftgate.lib.iam_policies
import data.driftgate.lib.resource

deny contains resource.finding(policy.resource, policy.path, message) if {
	some [policy, statement] in _allowed
	some action in statement.actions
	_service_wide(action)
	message := concat("", ["allows every action of ", split(action, ":")[0]])
}

deny contains resource.finding(policy.resource, policy.path, "allows all actions but a few (NotAction)") if {
	some [policy, statement] in _allowed
	statement.inverts_actions
}

deny contains resource.finding(policy.resource, policy.path, "is not a policy document that can be read") if {
	some policy in iam_policies.identity
	policy.statements == null
}

undetermined contains resource.finding(policy.resource, policy.path, "allows actions that are known only after apply") if {
	some [policy, statement] in _allowed
	iam.has_unknown_action(statement)
}

_allowed := [[policy, statement] |
	some policy in iam_policies.identity
	some statement in policy.statements
	statement.effect == "Allow"
]

_service_wide(action) if iam.is_every_action(action)

_service_wide(action) if {
	[service, name] := split(action, ":")
	regex.match(`^[*?]*\*[*?]*$`, name)
	not service in {lower(allowed) | some allowed in data.params["IAM-POLICY-02"].allowed_services}
}
