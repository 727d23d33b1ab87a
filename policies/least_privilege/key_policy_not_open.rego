# METADATA
# title: Keep key policies closed to everyone and to unknown accounts
# description: |
#   A key policy decides alone who may use a key. One for everyone lets strangers decrypt what they get hold of; one that
#   hands administration to another account lets that account lock the owner out.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
#   - ref: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
# custom:
#   id: IAM-KMS-01
#   severity: critical
#   resource_types: [aws_kms_key, aws_kms_external_key, aws_kms_replica_key, aws_kms_replica_external_key, aws_kms_key_policy]
#   decisive:
#     aws_kms_key: [/policy]
#     aws_kms_external_key: [/policy]
#     aws_kms_replica_key: [/policy]
#     aws_kms_replica_external_key: [/policy]
#     aws_kms_key_policy: [/policy]
#   params:
#     own_accounts:
#       description: ids of the accounts of the same owner, besides the account of the key itself where that is known
#       default: []
#     trusted_accounts:
#       description: ids of other accounts that may administer keys
#       default: []
#     restricting_keys:
#       description: condition keys that limit a public principal to named accounts, organizations or principals
#       default: ["kms:CallerAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn", "aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths"]
#   remediation: Limit Principal to the root of the own account and to named roles
#   frameworks:
#     NIST-800-53r5: [AC-3, AC-6, SC-12]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_33]
#     aws-config: [kms-key-policy-no-public-access]
#     security-hub: [KMS.5]
#   requirement: ["000_82979fcacfb6097f.txt:184,293", "003_11714f712a81a514.txt:292,306"]
package driftgate.rules.least_privilege.key_policy_not_open

import data.driftgate.lib.iam
import data.driftgate.lib.iam_policies
import data.driftgate.lib.iam_principals
import data.driftgate.lib.resource

# kms:ViaService alone restricts no one: anybody's request can come through a service.
deny contains resource.finding(policy.resource, policy.path, "allows anyone to use the key") if {
	some [policy, statement] in _allowed
	iam_principals.is_public(statement)
	not iam_principals.restricted(statement, {lower(key) | some key in _params.restricting_keys})
}

deny contains resource.finding(policy.resource, policy.path, message) if {
	some [policy, id, "foreign"] in _administrators
	message := concat("", ["allows account ", iam_principals.account(id), " to administer the key"])
}

deny contains resource.finding(policy.resource, policy.path, "is not a policy document that can be read") if {
	some policy in iam_policies.resource_based
	policy.statements == null
}

undetermined contains resource.finding(policy.resource, policy.path, "whether a principal that may administer the key is of another account is not known yet; own_accounts can name the own ones") if {
	some [policy, _, "open"] in _administrators
}

_params := data.params["IAM-KMS-01"]

_allowed := [[policy, statement] |
	some policy in iam_policies.resource_based
	some statement in policy.statements
	statement.effect == "Allow"
]

# Who may change the policy may do the rest.
_administrators := [[policy, id, whose] |
	some [policy, statement] in _allowed
	iam.names_action(statement, "kms:putkeypolicy")
	some id in statement.principals.AWS
	whose := iam_principals.whose(id, policy.resource, _params.own_accounts, _params.trusted_accounts)
]
