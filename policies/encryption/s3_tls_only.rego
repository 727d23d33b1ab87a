# METADATA
# title: Refuse requests to S3 buckets without TLS
# description: |
#   S3 answers over plain HTTP unless the bucket policy denies it, so objects and signed links can be read on the way.
#   AWS itself refuses TLS below 1.2 since February 2024; a newer minimum needs a statement of its own.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
#   - ref: https://aws.amazon.com/blogs/storage/enforcing-encryption-in-transit-with-tls1-2-or-higher-with-amazon-s3/
# custom:
#   id: ENC-S3-03
#   severity: high
#   resource_types: [aws_s3_bucket]
#   related_types: [aws_s3_bucket_policy]
#   decisive:
#     aws_s3_bucket: [/policy]
#     aws_s3_bucket_policy: [/policy]
#   # While the name of a bucket is not known, its policy cannot be told to cover it, and says so itself.
#   incidental:
#     aws_s3_bucket: [/bucket]
#   params:
#     min_tls:
#       description: oldest TLS version that may be used; above 1.2 a Deny on s3:TlsVersion has to say so
#       default: 1.2
#   remediation: Add a Deny statement on s3:* for Principal * with the condition Bool aws:SecureTransport = false, over the bucket and its objects, to the bucket policy
#   frameworks:
#     CIS-AWS-3.0: ["2.1.1"]
#     NIST-800-53r5: [SC-8, SC-8(1), SC-13]
#     PCI-DSS-4.0: ["4.2.1"]
#     SOC2: [CC6.7]
#   aliases:
#     checkov: [CKV_AWS_379]
#     aws-config: [s3-bucket-ssl-requests-only]
#     security-hub: [S3.5]
#   requirement: ["000_82979fcacfb6097f.txt:287", "003_11714f712a81a514.txt:305"]
package driftgate.rules.encryption.s3_tls_only

import data.driftgate.lib.iam
import data.driftgate.lib.iam_policies
import data.driftgate.lib.iam_principals
import data.driftgate.lib.resource

deny contains resource.absent(bucket, "aws_s3_bucket_policy", "has no bucket policy that denies requests without TLS") if {
	some [bucket, [], _] in _buckets
}

deny contains resource.finding_at(bucket, holder, "/policy", message) if {
	some [bucket, holders, statements] in _buckets
	some kind, message in _wanted
	not _denied(kind, bucket, statements, true)
	some holder in holders
}

deny contains resource.finding_at(bucket, holder, "/policy", "is not a policy document that can be read") if {
	some [bucket, holders, _] in _buckets
	some holder in holders
	_statements[holder.key] == null
}

undetermined contains resource.finding_at(bucket, holder, "/policy", "denies requests without TLS if the parts that are not known yet cover the bucket") if {
	some [bucket, holders, statements] in _buckets
	some kind, _ in _wanted
	_denied(kind, bucket, statements, true)
	not _denied(kind, bucket, statements, false)
	some holder in holders
}

settled contains bucket.key if {
	some [bucket, _, statements] in _buckets
	every kind, _ in _wanted {
		_denied(kind, bucket, statements, false)
	}
}

_statements := {policy.resource.key: policy.statements | some policy in array.concat(iam_policies.resource_based, iam_policies.linked_resource_based)}

# Every bucket, what holds its policy, and the denials in that. The argument of the bucket is deprecated, and beside an
# aws_s3_bucket_policy it is only what the provider read back before.
_buckets := [[bucket, holders, statements] |
	some bucket in resource.of("aws_s3_bucket")
	linked := resource.related(bucket, "aws_s3_bucket_policy")
	holders := array.concat(linked, [bucket | linked == []; _has_own(bucket)])
	statements := [statement |
		some holder in holders
		some statement in _statements[holder.key]
		statement.effect == "Deny"
	]
]

_has_own(bucket) if bucket.key in object.keys(_statements)

# Left out it is unknown without a reference: the provider only reads it back.
_has_own(bucket) if count(bucket.unknown["/policy"]) > 0

_wanted["plain"] := "bucket policy does not deny requests without TLS"

_wanted["version"] := "bucket policy does not deny TLS versions below the minimum" if data.params["ENC-S3-03"].min_tls > 1.2

# Whether all requests of a kind are denied; with doubt, parts that are known only after apply count as fitting.
_denied(kind, bucket, statements, doubt) if {
	some statement in statements
	_everyone(statement, doubt)
	some action in statement.actions
	_fits(action, "s3:*", doubt)
	_covered(statement.resources, bucket, doubt)
	count(statement.conditions) == 1
	some condition in statement.conditions
	_asks(kind, condition, doubt)
}

_everyone(statement, _) if iam_principals.is_public(statement)

_everyone(statement, true) if {
	some ids in statement.principals
	some id in ids
	iam.has_unknown(id)
}

_fits(pattern, target, _) if iam.covers(pattern, target)

_fits(pattern, _, true) if iam.has_unknown(pattern)

_covered(patterns, bucket, doubt) if {
	some partition in ["aws", "aws-cn", "aws-us-gov"]
	arn := concat("", ["arn:", partition, ":s3:::", object.get(bucket.attributes, "bucket", iam.unknown_text)])
	every target in [arn, concat("", [arn, "/*"])] {
		some pattern in patterns
		_fits(pattern, target, doubt)
	}
}

_asks("plain", condition, doubt) if {
	condition.operator in {"bool", "boolifexists"}
	condition.key == "aws:securetransport"
	some value in condition.values
	_is_false(value, doubt)
}

_asks("version", condition, doubt) if {
	condition.operator in {"numericlessthan", "numericlessthanifexists"}
	condition.key == "s3:tlsversion"
	some value in condition.values
	_at_least(value, doubt)
}

_is_false(value, _) if lower(value) == "false"

_is_false(value, true) if iam.has_unknown(value)

_at_least(value, _) if to_number(value) >= data.params["ENC-S3-03"].min_tls

_at_least(value, true) if iam.has_unknown(value)
