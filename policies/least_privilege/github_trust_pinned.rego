# METADATA
# title: Pin GitHub's trust in a role to repository and environment
# description: |
#   GitHub signs tokens for every workflow of every customer, so the subject is all that keeps strangers out.
#   In production it also has to name the environment or branch that the approvals of a release protect.
# scope: package
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/security/oidc
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
# custom:
#   id: IAM-OIDC-01
#   severity: critical
#   resource_types: [aws_iam_role]
#   decisive:
#     aws_iam_role: [/assume_role_policy]
#   params:
#     allowed_orgs:
#       description: GitHub organizations or users whose workflows may assume roles, as the subject writes them; empty allows any that is named
#       default: []
#     allow_repo_wildcard:
#       description: whether a pattern may stand for the repositories of an organization
#       default: false
#     audiences:
#       description: audiences that the token may be made for
#       default: [sts.amazonaws.com]
#     production:
#       description: environments in which a role has to be pinned to a GitHub environment or branch
#       default: [prod, production]
#     prod_environments:
#       description: GitHub environments that protect production
#       default: [production, prod]
#     protected_branches:
#       description: branches that protect production as well as an environment does
#       default: [main]
#   remediation: 'Add condition { test = "StringEquals" variable = "token.actions.githubusercontent.com:sub" values = ["repo:ORG/REPO:environment:production"] }'
#   frameworks:
#     NIST-800-53r5: [AC-3, AC-6, IA-2]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_393, CKV_AWS_358]
#   requirement: ["000_82979fcacfb6097f.txt:186", "001_1dc8f2cd8369b174.txt:24,263,320", "001_1dc8f2cd8369b174.txt:31-44,332"]
package driftgate.rules.least_privilege.github_trust_pinned

import data.driftgate.lib.iam
import data.driftgate.lib.iam_policies
import data.driftgate.lib.resource

deny contains resource.finding(r, "/assume_role_policy", "GitHub tokens for any audience are accepted") if {
	some [r, statement] in _github
	not _audience(statement)
	not _open(statement, "aud")
}

deny contains resource.finding(r, "/assume_role_policy", "GitHub workflows are not pinned to one allowed repository") if {
	some [r, statement] in _github
	not _repository(statement)
	not _open(statement, "sub")
}

deny contains resource.finding(r, "/assume_role_policy", "GitHub workflows are not pinned to a production environment or a protected branch") if {
	some [r, statement] in _github
	lower(r.environment) in data.params["IAM-OIDC-01"].production
	_repository(statement)
	not _production(statement)
}

deny contains resource.finding(policy.resource, policy.path, "is not a policy document that can be read") if {
	some policy in iam_policies.trust
	policy.statements == null
}

undetermined contains resource.finding(r, "/assume_role_policy", "the GitHub workflows that are trusted are known only after apply") if {
	some [r, statement] in _github
	not _audience(statement)
	_open(statement, "aud")
}

undetermined contains resource.finding(r, "/assume_role_policy", "the GitHub workflows that are trusted are known only after apply") if {
	some [r, statement] in _github
	not _repository(statement)
	_open(statement, "sub")
}

undetermined contains resource.finding(r, "/assume_role_policy", "GitHub workflows are not pinned as production needs it, and the environment of the role is not known") if {
	some [r, statement] in _github
	not r.environment
	_repository(statement)
	not _production(statement)
}

undetermined contains resource.finding(r, "/assume_role_policy", "it is known only after apply whether GitHub is trusted") if {
	some [r, statement] in _federated
	_perhaps_github(statement)
}

not_applicable contains policy.resource.key if {
	some policy in iam_policies.trust
	policy.statements != null
	not policy.resource.key in _concerned
}

_concerned := {r.key | some [r, _] in _github} | {r.key | some [r, statement] in _federated; _perhaps_github(statement)}

_github := [[r, statement] |
	some [r, statement] in _federated
	_names_github(statement)
]

_federated := [[policy.resource, statement] |
	some policy in iam_policies.trust
	some statement in policy.statements
	statement.effect == "Allow"
	some action in statement.actions
	iam.covers(action, "sts:assumerolewithwebidentity")
]

_issuer := "token.actions.githubusercontent.com"

_names_github(statement) if {
	some id in statement.principals.Federated
	contains(id, _issuer)
}

_names_github(statement) if {
	some condition in statement.conditions
	startswith(condition.key, _issuer)
}

# A provider that is made by the same plan, and no condition on claims that says whose it is.
_perhaps_github(statement) if {
	not _names_github(statement)
	some id in statement.principals.Federated
	iam.has_unknown(id)
	not _names_issuer(statement)
}

_names_issuer(statement) if {
	some condition in statement.conditions
	regex.match(`:(aud|sub)$`, condition.key)
}

# The conditions on a claim. It is in every token, so a qualifier for claims that are missing changes nothing.
_claim(statement, name) := [condition |
	some condition in statement.conditions
	startswith(condition.key, _issuer)
	endswith(condition.key, concat("", [":", name]))
	regex.match(`^(for(any|all)values?:)?string(equals|like|equalsignorecase)(ifexists)?$`, condition.operator)
	count(condition.values) > 0
]

_open(statement, name) if {
	some condition in _claim(statement, name)
	some value in condition.values
	iam.has_unknown(value)
}

_audience(statement) if {
	some condition in _claim(statement, "aud")
	every value in condition.values {
		value in data.params["IAM-OIDC-01"].audiences
	}
}

_repository(statement) if {
	some condition in _claim(statement, "sub")
	every value in condition.values {
		_one_repository(value)
	}
}

_repository(statement) if {
	some condition in _claim(statement, "repository")
	every value in condition.values {
		_one_repository(concat(":", ["repo", value, ""]))
	}
}

_one_repository(subject) if {
	["repo", name] = array.slice(split(subject, ":"), 0, 2)
	[owner, repository] = split(name, "/")
	not regex.match(`[*?]|^$`, owner)
	not iam.has_unknown(subject)
	_allowed_owner(owner)
	_allowed_repository(repository, subject)
}

_allowed_owner(_) if count(data.params["IAM-OIDC-01"].allowed_orgs) == 0

_allowed_owner(owner) if {
	some allowed in data.params["IAM-OIDC-01"].allowed_orgs
	lower(owner) == lower(allowed)
}

_allowed_repository(_, _) if data.params["IAM-OIDC-01"].allow_repo_wildcard == true

_allowed_repository(repository, subject) if {
	not regex.match(`[*?]|^$`, repository)
	count(split(subject, ":")) > 2
}

_production(statement) if {
	some condition in _claim(statement, "sub")
	every subject in condition.values {
		[kind, value] = array.slice(split(subject, ":"), 2, 4)
		_protected(kind, value)
	}
}

_production(statement) if {
	some kind in ["environment", "ref"]
	some condition in _claim(statement, kind)
	every value in condition.values {
		_protected(kind, value)
	}
}

_protected("environment", name) if lower(name) in data.params["IAM-OIDC-01"].prod_environments

_protected("ref", ref) if trim_prefix(ref, "refs/heads/") in data.params["IAM-OIDC-01"].protected_branches
