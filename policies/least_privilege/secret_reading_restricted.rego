# METADATA
# title: Let identities read only their own secrets
# description: |
#   A wildcard over secrets or parameters lets one workload read the passwords of all others. A policy on the secret
#   itself that names everyone does so for every account.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html
#   - ref: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
# custom:
#   id: IAM-POLICY-08
#   severity: high
#   resource_types:
#     - aws_iam_policy
#     - aws_iam_role_policy
#     - aws_iam_user_policy
#     - aws_iam_group_policy
#     - aws_iam_role
#     - aws_ssoadmin_permission_set_inline_policy
#     - aws_secretsmanager_secret
#     - aws_secretsmanager_secret_policy
#   decisive:
#     aws_iam_policy: [/policy]
#     aws_iam_role_policy: [/policy]
#     aws_iam_user_policy: [/policy]
#     aws_iam_group_policy: [/policy]
#     aws_iam_role: [/inline_policy/*/policy]
#     aws_ssoadmin_permission_set_inline_policy: [/inline_policy]
#     aws_secretsmanager_secret: [/policy]
#     aws_secretsmanager_secret_policy: [/policy, /block_public_policy]
#   params:
#     scoping_conditions:
#       description: condition keys, with wildcards, that leave only some secrets or parameters
#       default: ["aws:ResourceTag/*", "secretsmanager:ResourceTag/*", "ssm:ResourceTag/*", "secretsmanager:SecretId", "secretsmanager:Name"]
#     restricting_keys:
#       description: condition keys that limit a public principal to named accounts, organizations, principals or networks
#       default: ["aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn", "aws:SourceAccount", "aws:SourceArn", "aws:SourceVpce", "aws:SourceVpc"]
#   remediation: 'resources = [aws_secretsmanager_secret.app.arn]; on a secret policy: block_public_policy = true'
#   frameworks:
#     NIST-800-53r5: [AC-3, AC-6]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_287, CKV_AWS_107]
#   requirement: ["000_82979fcacfb6097f.txt:184,293", "003_11714f712a81a514.txt:68,292"]
package driftgate.rules.least_privilege.secret_reading_restricted

import data.driftgate.lib.iam
import data.driftgate.lib.iam_policies
import data.driftgate.lib.iam_principals
import data.driftgate.lib.resource

deny contains resource.finding(policy.resource, policy.path, message) if {
	some policy in iam_policies.identity
	some action, kind in _reading
	some statement in iam.allowing(policy.statements, action)
	iam.all_of_kind(statement, kind)
	not iam.scoped(statement, _lower("scoping_conditions"))
	message := concat("", ["allows reading every ", _noun[kind]])
}

deny contains resource.finding(policy.resource, policy.path, "allows anyone to use the secret") if {
	some policy in iam_policies.resource_based
	some statement in policy.statements
	statement.effect == "Allow"
	iam_principals.is_public(statement)
	not iam_principals.restricted(statement, _lower("restricting_keys"))
}

deny contains resource.finding(r, "/block_public_policy", "does not have public policies refused") if {
	some r in resource.of("aws_secretsmanager_secret_policy")
	not r.attributes.block_public_policy == true
}

deny contains resource.finding(policy.resource, policy.path, "is not a policy document that can be read") if {
	some policy in array.concat(iam_policies.identity, iam_policies.resource_based)
	policy.statements == null
}

undetermined contains resource.finding(policy.resource, policy.path, "allows reading every secret if the actions that are not known yet say so") if {
	some policy in iam_policies.identity
	some statement in policy.statements
	statement.effect == "Allow"
	iam.has_unknown_action(statement)
	some kind, _ in _noun
	iam.all_of_kind(statement, kind)
	not iam.scoped(statement, _lower("scoping_conditions"))
}

# BatchGetSecretValue is not among them: it takes no resource, and needs GetSecretValue for each secret.
_reading := {
	"secretsmanager:getsecretvalue": "arn:aws:secretsmanager:*:*:secret:*",
	"ssm:getparameter": "arn:aws:ssm:*:*:parameter/*",
	"ssm:getparameters": "arn:aws:ssm:*:*:parameter/*",
	"ssm:getparametersbypath": "arn:aws:ssm:*:*:parameter/*",
	"ssm:getparameterhistory": "arn:aws:ssm:*:*:parameter/*",
}

_noun := {"arn:aws:secretsmanager:*:*:secret:*": "secret", "arn:aws:ssm:*:*:parameter/*": "parameter"}

_lower(name) := {lower(key) | some key in data.params["IAM-POLICY-08"][name]}
