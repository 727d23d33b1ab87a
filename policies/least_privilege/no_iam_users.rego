# METADATA
# title: Use roles instead of IAM users and static access keys
# description: |
#   A user's access key is valid until someone removes it, wherever it leaks to. Roles, OIDC and IAM Identity Center give
#   people and machines credentials that run out by themselves.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles
# custom:
#   id: IAM-USER-01
#   severity: high
#   resource_types: [aws_iam_user, aws_iam_access_key, aws_iam_user_login_profile]
#   related_types: [aws_iam_user]
#   params:
#     exempt_users:
#       description: names of users that are meant to be there, with what they log in by
#       default: []
#     exempt_path:
#       description: path below which users are meant to be there, as SES needs them for SMTP; empty exempts none
#       default: /ses-smtp/
#   remediation: Replace it by an aws_iam_role with OIDC, or by IAM Identity Center
#   frameworks:
#     CIS-AWS-3.0: ["1.21"]
#     NIST-800-53r5: [AC-2, IA-2]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_273, CKV_AWS_348]
#   requirement: ["000_82979fcacfb6097f.txt:186"]
package driftgate.rules.least_privilege.no_iam_users

import data.driftgate.lib.resource

deny contains resource.finding(r, "", _message[r.type]) if {
	some r in input.resources
	not _exempt(r)
	not _may_be_exempt(r)
}

undetermined contains resource.finding(r, path, "it is known only after apply whether its user is exempt") if {
	some r in input.resources
	path := _decides[r.type]
	_may_be_exempt(r)
	not _exempt(r)
}

# What is left is exempt, whatever else cannot be told.
settled contains r.key if some r in input.resources

_message := {
	"aws_iam_user": "is an IAM user",
	"aws_iam_access_key": "is a static access key",
	"aws_iam_user_login_profile": "is a password of an IAM user",
}

_decides := {"aws_iam_user": "/name", "aws_iam_access_key": "/user", "aws_iam_user_login_profile": "/user"}

_names := {name | some name in data.params["IAM-USER-01"].exempt_users; name != "root"}

_path := data.params["IAM-USER-01"].exempt_path

_exempt(r) if _is_exempt(_user(r))

# A credential's user may be elsewhere: its name is all there is then.
_exempt(r) if r.attributes.user in _names

_is_exempt(user) if user.attributes.name in _names

_is_exempt(user) if {
	_path != ""
	startswith(user.attributes.path, _path)
}

_may_be_exempt(r) if {
	count(_names) > 0
	resource.is_unknown(_user(r), "/name")
}

_may_be_exempt(r) if {
	_path != ""
	resource.is_unknown(_user(r), "/path")
}

_may_be_exempt(r) if {
	not _user(r)
	resource.is_unknown(r, "/user")
	_exemptions
}

_exemptions if count(_names) > 0

_exemptions if _path != ""

_user(r) := r if r.type == "aws_iam_user"

_user(r) := resource.linked(r, "user")[0]
