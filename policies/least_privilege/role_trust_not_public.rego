# METADATA
# title: Let only named principals assume a role
# description: A trust policy for everyone lets any AWS account in the world take the role and all that it may do.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
# custom:
#   id: IAM-ROLE-01
#   severity: critical
#   resource_types: [aws_iam_role]
#   decisive:
#     aws_iam_role: [/assume_role_policy]
#   params:
#     allowed_service_suffixes:
#       description: endings of service principals that may assume roles
#       default: [.amazonaws.com, .amazonaws.com.cn]
#     restricting_keys:
#       description: condition keys that limit a public principal to named accounts, organizations or principals
#       default: ["aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn", "aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths"]
#   remediation: 'Name who may assume the role: principals { type = "Service" identifiers = ["ecs-tasks.amazonaws.com"] }'
#   frameworks:
#     NIST-800-53r5: [AC-3, AC-6]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_60]
#   requirement: ["000_82979fcacfb6097f.txt:184,293", "001_1dc8f2cd8369b174.txt:264,266", "003_11714f712a81a514.txt:292"]
package driftgate.rules.least_privilege.role_trust_not_public

import data.driftgate.lib.iam
import data.driftgate.lib.iam_policies
import data.driftgate.lib.iam_principals
import data.driftgate.lib.resource

deny contains resource.finding(r, "/assume_role_policy", "anyone can assume the role") if {
	some [r, statement] in _allowed
	iam_principals.is_public(statement)
	not iam_principals.restricted(statement, _restricting_keys)
}

deny contains resource.finding(r, "/assume_role_policy", message) if {
	some [r, statement] in _allowed
	some service in statement.principals.Service
	not iam.has_unknown(service)
	not _allowed_service(service)
	message := concat("", ["service principal ", service, " is not one of AWS"])
}

deny contains resource.finding(policy.resource, policy.path, "is not a policy document that can be read") if {
	some policy in iam_policies.trust
	policy.statements == null
}

_allowed := [[policy.resource, statement] |
	some policy in iam_policies.trust
	some statement in policy.statements
	statement.effect == "Allow"
]

_restricting_keys := {lower(key) | some key in data.params["IAM-ROLE-01"].restricting_keys}

_allowed_service(service) if {
	some suffix in data.params["IAM-ROLE-01"].allowed_service_suffixes
	endswith(service, suffix)
	not contains(service, "*")
}
