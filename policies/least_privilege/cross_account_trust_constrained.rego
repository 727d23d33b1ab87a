# METADATA
# title: Let only known accounts assume a role, under a condition
# description: |
#   A trust in another account is a trust in all who can act there. The account has to be one that is known, and a third
#   party has to send an external id, so that none of its other customers can have it use this role.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
# custom:
#   id: IAM-ROLE-02
#   severity: high
#   resource_types: [aws_iam_role]
#   decisive:
#     aws_iam_role: [/assume_role_policy]
#   params:
#     own_accounts:
#       description: ids of the accounts of the same owner, besides the account of the role itself where that is known
#       default: []
#     trusted_accounts:
#       description: ids of accounts of third parties that may assume roles
#       default: []
#     require_external_id:
#       description: whether a third party has to send sts:ExternalId
#       default: true
#     source_bound_services:
#       description: service principals that AWS documents to be trusted for named accounts or resources only
#       default: [bedrock.amazonaws.com, fis.amazonaws.com, scheduler.amazonaws.com, transfer.amazonaws.com]
#   remediation: 'Add condition { test = "StringEquals" variable = "sts:ExternalId" values = [var.external_id] }'
#   frameworks:
#     NIST-800-53r5: [AC-3, AC-6]
#     SOC2: [CC6.3]
#   aliases:
#     checkov: [CKV_AWS_61]
#   requirement: ["000_82979fcacfb6097f.txt:184,293", "001_1dc8f2cd8369b174.txt:264,266", "003_11714f712a81a514.txt:292"]
package driftgate.rules.least_privilege.cross_account_trust_constrained

import data.driftgate.lib.iam
import data.driftgate.lib.iam_policies
import data.driftgate.lib.iam_principals
import data.driftgate.lib.resource

deny contains resource.finding(policy.resource, policy.path, message) if {
	some [policy, _, id, "foreign"] in _trusted
	message := concat("", ["trusts account ", iam_principals.account(id), ", which is not listed"])
}

deny contains resource.finding(policy.resource, policy.path, message) if {
	some [policy, statement, id, "trusted"] in _trusted
	_params.require_external_id
	not iam_principals.restricted(statement, {"sts:externalid"})
	message := concat("", ["trusts account ", iam_principals.account(id), " without an external id"])
}

deny contains resource.finding(policy.resource, policy.path, message) if {
	some [policy, statement, id, "trusted"] in _trusted
	not _params.require_external_id
	iam_principals.is_account(id)
	not iam_principals.restricted(statement, {"sts:externalid", "aws:principalarn"})
	message := concat("", ["trusts all of account ", iam_principals.account(id), " without a condition"])
}

deny contains resource.finding(policy.resource, policy.path, message) if {
	some [policy, statement] in _allowed
	some service in statement.principals.Service
	service in _params.source_bound_services
	not iam_principals.restricted(statement, _source_keys)
	message := concat("", ["trusts ", service, " on behalf of any account"])
}

deny contains resource.finding(policy.resource, policy.path, "is not a policy document that can be read") if {
	some policy in iam_policies.trust
	policy.statements == null
}

undetermined contains resource.finding(policy.resource, policy.path, message) if {
	some [policy, _, id, "open"] in _trusted
	message := concat("", ["whether ", _shown(id), " is of another account is not known yet; own_accounts can name the own ones"])
}

_shown(id) := "a principal" if iam.has_unknown(id)

_shown(id) := iam_principals.account(id)

_params := data.params["IAM-ROLE-02"]

_allowed := [[policy, statement] |
	some policy in iam_policies.trust
	some statement in policy.statements
	statement.effect == "Allow"
	iam.names_action(statement, "sts:assumerole")
]

# Principals outside of the role's own account; a condition on the organization vouches for its accounts.
_trusted := [[policy, statement, id, whose] |
	some [policy, statement] in _allowed
	not iam_principals.restricted(statement, {"aws:principalorgid", "aws:principalorgpaths"})
	some id in statement.principals.AWS
	whose := iam_principals.whose(id, policy.resource, _params.own_accounts, _params.trusted_accounts)
]

_source_keys := {"aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths"}
