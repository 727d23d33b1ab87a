# METADATA
# title: Attach no administrator-grade AWS managed policy
# description: |
#   Policies such as AdministratorAccess and IAMFullAccess give every permission, or the means to take it. What a
#   workload or a team needs fits in a policy of its own.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
#   - ref: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
# custom:
#   id: IAM-POLICY-06
#   severity: high
#   resource_types:
#     - aws_iam_role
#     - aws_iam_role_policy_attachment
#     - aws_iam_role_policy_attachments_exclusive
#     - aws_iam_user_policy_attachment
#     - aws_iam_user_policy_attachments_exclusive
#     - aws_iam_group_policy_attachment
#     - aws_iam_group_policy_attachments_exclusive
#     - aws_iam_policy_attachment
#     - aws_ssoadmin_managed_policy_attachment
#   related_types: [aws_iam_role]
#   params:
#     denied_policies:
#       description: names of AWS managed policies that may not be attached, without their path
#       default: [AdministratorAccess, IAMFullAccess, PowerUserAccess, AWSCloudShellFullAccess]
#     exempt_roles:
#       description: names of roles that are meant to be administrators
#       default: [break-glass]
#   remediation: Attach an aws_iam_policy with the actions and resources that are needed
#   frameworks:
#     CIS-AWS-3.0: ["1.16", "1.22"]
#     NIST-800-53r5: [AC-2, AC-6]
#     PCI-DSS-4.0: ["7.2.1", "7.2.2"]
#     SOC2: [CC6.3]
#   aliases:
#     checkov: [CKV_AWS_274, CKV_AWS_275, CKV2_AWS_56]
#     aws-config: [iam-policy-blacklisted-check]
#   requirement: ["000_82979fcacfb6097f.txt:184,293", "003_11714f712a81a514.txt:292"]
package driftgate.rules.least_privilege.no_administrator_managed_policy

import data.driftgate.lib.iam_owner
import data.driftgate.lib.resource

deny contains resource.finding(r, path, message) if {
	some [r, path, name] in _denied
	not iam_owner.is_role(r, _exempt)
	not iam_owner.may_be_role(r, _exempt)
	message := concat("", ["attaches ", name])
}

undetermined contains resource.finding(r, path, message) if {
	some [r, path, name] in _denied
	iam_owner.may_be_role(r, _exempt)
	message := concat("", ["attaches ", name, ", and it is not known whether its role is meant to have it"])
}

undetermined contains resource.finding(r, path, "what it attaches is known only after apply") if {
	some r in input.resources
	some path, references in r.unknown
	regex.match(`^/(policy_arns?|managed_policy_arns?)(/|$)`, path)
	not iam_owner.is_role(r, _exempt)
	not _of_customer(references)
}

# What is left is known, or of the customer's own.
settled contains r.key if some r in input.resources

_exempt := data.params["IAM-POLICY-06"].exempt_roles

_denied := [[r, path, name] |
	some r in input.resources
	some [path, arn] in _attached(r)
	regex.match(`^arn:aws[a-z-]*:iam::aws:policy/`, arn)
	parts := split(arn, "/")
	name := parts[count(parts) - 1]
	name in data.params["IAM-POLICY-06"].denied_policies
]

_attached(r) := array.concat(
	[[concat("", ["/", attribute]), arn] |
		some attribute in ["policy_arn", "managed_policy_arn"]
		arn := r.attributes[attribute]
	],
	[[concat("", ["/", attribute, "/", format_int(index, 10)]), arn] |
		some attribute in ["policy_arns", "managed_policy_arns"]
		some index, arn in r.attributes[attribute]
	],
)

# A policy that the same plan makes.
_of_customer(references) if {
	count(references) > 0
	every reference in references {
		regex.match(`(^|\.)aws_iam_policy\.`, reference)
		not regex.match(`(^|\.)data\.`, reference)
	}
}
