# METADATA
# title: Limit write and permission actions to named resources
# description: |
#   An action that changes something, allowed on every resource, reaches what belongs to other teams and stages. Where an
#   action can be limited to resources, a policy should; the services that most accounts use are looked at.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - ref: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: IAM-POLICY-03
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
#     scoping_conditions:
#       description: condition keys, with wildcards, that limit a statement as naming resources does
#       default: ["aws:ResourceTag/*", "*:ResourceTag/*", "aws:RequestTag/*", "aws:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceOrgPaths", "aws:SourceArn", "ec2:CreateAction", "iam:AWSServiceName", "kms:GrantIsForAWSResource", "kms:ViaService"]
#     ignore_actions:
#       description: actions, with wildcards, that may be allowed on every resource; writing logs is, as AWS's own policies for Lambda do
#       default: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
#   remediation: 'Name the resources: resources = [aws_s3_bucket.data.arn, "${aws_s3_bucket.data.arn}/*"]'
#   frameworks:
#     NIST-800-53r5: [AC-3, AC-6]
#     PCI-DSS-4.0: ["7.2.1", "7.2.2"]
#     SOC2: [CC6.3]
#   aliases:
#     checkov: [CKV_AWS_355, CKV_AWS_356, CKV_AWS_290, CKV_AWS_111]
#     trivy: [AVD-AWS-0345, AVD-AWS-0346]
#   requirement: ["000_82979fcacfb6097f.txt:184,293", "001_1dc8f2cd8369b174.txt:264,266", "003_11714f712a81a514.txt:292"]
package driftgate.rules.least_privilege.write_actions_scoped

import data.driftgate.lib.iam
import data.driftgate.lib.iam_policies
import data.driftgate.lib.iam_write_actions
import data.driftgate.lib.resource

deny contains resource.finding(policy.resource, policy.path, message) if {
	some [policy, statement] in _unscoped
	actions := [action | some action in statement.actions; _too_wide(policy, statement, action)]
	count(actions) > 0
	message := concat("", ["allows ", _words_of(actions), " on every resource"])
}

deny contains resource.finding(policy.resource, policy.path, "allows all actions but a few (NotAction) on every resource") if {
	some [policy, statement] in _unscoped
	statement.inverts_actions
	iam.all_of_kind(statement, "arn:aws:*:*:*:*")
}

deny contains resource.finding(policy.resource, policy.path, "is not a policy document that can be read") if {
	some policy in iam_policies.identity
	policy.statements == null
}

undetermined contains resource.finding(policy.resource, policy.path, "allows actions on every resource that are known only after apply") if {
	some [policy, statement] in _unscoped
	iam.has_unknown_action(statement)
	iam.all_of_kind(statement, "arn:aws:*:*:*:*")
}

_unscoped := [[policy, statement] |
	some policy in iam_policies.identity
	some statement in policy.statements
	statement.effect == "Allow"
	not iam.scoped(statement, {lower(key) | some key in _params.scoping_conditions})
]

_params := data.params["IAM-POLICY-03"]

_too_wide(policy, statement, action) if {
	not iam.covers_any({lower(each) | some each in _params.ignore_actions}, action)
	some service in iam_write_actions.services(action)
	iam.all_of_kind(statement, concat("", ["arn:aws:", service, ":*:*:*"]))
	not iam.taken_back(policy.statements, action)
}

_words_of(actions) := concat(", ", actions) if count(actions) <= 3

_words_of(actions) := concat("", [concat(", ", array.slice(actions, 0, 3)), " and ", format_int(count(actions) - 3, 10), " more"]) if count(actions) > 3
