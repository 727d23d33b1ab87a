# METADATA
# title: Keep bucket policies closed to everyone and to unknown accounts
# description: |
#   A bucket policy for everyone puts its objects on the internet; one for an account that nobody listed gives them to
#   whoever holds it. Another account that may change policy or ACL can let in any further one.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
# custom:
#   id: IAM-S3-01
#   severity: critical
#   resource_types: [aws_s3_bucket, aws_s3_bucket_policy, aws_s3_access_point, aws_s3control_access_point_policy]
#   related_types: [aws_s3_bucket_policy]
#   decisive:
#     aws_s3_bucket: [/policy]
#     aws_s3_bucket_policy: [/policy]
#     aws_s3_access_point: [/policy]
#     aws_s3control_access_point_policy: [/policy]
#   params:
#     own_accounts:
#       description: ids of the accounts of the same owner, besides the account of the bucket itself where that is known
#       default: []
#     trusted_accounts:
#       description: ids of other accounts that may use buckets, but not administer them
#       default: []
#     restricting_keys:
#       description: condition keys that limit a public principal to named accounts, organizations, principals or networks
#       default: ["aws:SourceVpce", "aws:SourceVpc", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn", "aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths", "s3:DataAccessPointAccount", "s3:DataAccessPointArn"]
#   remediation: Name roles as Principal, or add a condition on aws:PrincipalOrgID; list accounts that are meant in trusted_accounts
#   frameworks:
#     NIST-800-53r5: [AC-3, AC-6]
#     SOC2: [CC6.3]
#   aliases:
#     checkov: [CKV_AWS_70]
#     aws-config: [s3-bucket-public-read-prohibited, s3-bucket-public-write-prohibited, s3-bucket-blacklisted-actions-prohibited]
#     security-hub: [S3.2, S3.3, S3.6]
#   requirement: ["000_82979fcacfb6097f.txt:184,293", "003_11714f712a81a514.txt:292"]
package driftgate.rules.least_privilege.bucket_policy_not_open

import data.driftgate.lib.iam
import data.driftgate.lib.iam_policies
import data.driftgate.lib.iam_principals
import data.driftgate.lib.resource

deny contains resource.finding(policy.resource, policy.path, "allows anyone") if {
	some [policy, statement] in _allowed
	iam_principals.is_public(statement)
	not iam_principals.restricted(statement, {lower(key) | some key in _params.restricting_keys})
}

deny contains resource.finding(policy.resource, policy.path, message) if {
	some [policy, statement, id, "foreign"] in _principals
	not _of_organization(statement)
	message := concat("", ["allows account ", iam_principals.account(id), ", which is not listed"])
}

deny contains resource.finding(policy.resource, policy.path, message) if {
	some [policy, statement, id, "trusted"] in _principals
	some action in _administration
	iam.names_action(statement, action)
	message := concat("", ["allows account ", iam_principals.account(id), " to administer the bucket"])
}

deny contains resource.finding(policy.resource, policy.path, "is not a policy document that can be read") if {
	some policy in _policies
	policy.statements == null
}

undetermined contains resource.finding(policy.resource, policy.path, "whether a principal is of another account is not known yet; own_accounts can name the own ones") if {
	some [policy, statement, _, "open"] in _principals
	not _of_organization(statement)
}

undetermined contains resource.finding(policy.resource, policy.path, "allows another account actions that are known only after apply") if {
	some [policy, statement, _, "trusted"] in _principals
	iam.has_unknown_action(statement)
}

# Beside an aws_s3_bucket_policy the deprecated argument of a bucket is only what the provider read back before; what
# belongs to another bucket is its own matter.
settled contains r.key if {
	some r in resource.of("aws_s3_bucket")
	not resource.is_unknown(r, "/policy")
}

settled contains r.key if {
	some r in resource.of("aws_s3_bucket")
	count(resource.related(r, "aws_s3_bucket_policy")) > 0
}

_params := data.params["IAM-S3-01"]

_policies := [policy |
	some policy in iam_policies.resource_based
	count(object.get(policy.resource.related, "aws_s3_bucket_policy", [])) == 0
]

_allowed := [[policy, statement] |
	some policy in _policies
	some statement in policy.statements
	statement.effect == "Allow"
]

_principals := [[policy, statement, id, whose] |
	some [policy, statement] in _allowed
	some id in statement.principals.AWS
	not _delivers_logs(id)
	whose := iam_principals.whose(id, policy.resource, _params.own_accounts, _params.trusted_accounts)
]

_of_organization(statement) if iam_principals.restricted(statement, {"aws:principalorgid", "aws:principalorgpaths"})

_administration := {
	"s3:putbucketpolicy",
	"s3:deletebucketpolicy",
	"s3:putbucketacl",
	"s3:putencryptionconfiguration",
	"s3:putobjectacl",
}

_delivers_logs(id) if iam_principals.account(id) in _load_balancing

# The accounts by which load balancers deliver access logs, one a region:
# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
_load_balancing := {
	"009996457667", "027434742980", "033677994240", "037604701340", "048591011584", "054676820928", "076674570225",
	"098369216593", "114774131450", "127311923021", "156460612806", "190560391635", "383597477331", "507241528517",
	"582318560864", "589379963580", "600734575887", "635631232127", "638102146993", "652711504416", "718504428378",
	"754344448648", "783225319266", "797873946194", "897822967062", "985666609251",
}
