# METADATA
# title: Block public access on every bucket
# description: |
#   One ACL or bucket policy that grants too much puts all objects on the internet; the four settings make such a grant
#   void. S3 blocks public access on buckets made since April 2023, but only a declared block shows when it is taken away.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   id: NET-S3-01
#   severity: critical
#   resource_types: [aws_s3_bucket]
#   related_types: [aws_s3_bucket_public_access_block]
#   context_types: [aws_s3_account_public_access_block]
#   decisive:
#     aws_s3_bucket_public_access_block: [/block_public_acls, /block_public_policy, /ignore_public_acls, /restrict_public_buckets]
#   remediation: Add an aws_s3_bucket_public_access_block for the bucket with all four settings true
#   frameworks:
#     CIS-AWS-3.0: ["2.1.4"]
#     NIST-800-53r5: [AC-4, SC-7, AC-21]
#     PCI-DSS-4.0: ["1.4.4"]
#     SOC2: [CC6.6]
#   aliases:
#     checkov: [CKV_AWS_53, CKV_AWS_54, CKV_AWS_55, CKV_AWS_56, CKV2_AWS_6]
#     trivy: [AVD-AWS-0086, AVD-AWS-0087, AVD-AWS-0091, AVD-AWS-0093, AVD-AWS-0094]
#     aws-config: [s3-bucket-level-public-access-prohibited]
#     security-hub: [S3.8]
#   requirement: ["001_1dc8f2cd8369b174.txt:165-176", "004_4ffee0017967b171.txt:49,105"]
package driftgate.rules.network.s3_public_access_blocked

import data.driftgate.lib.resource

deny contains resource.absent(bucket, _companion, "no public access block is declared") if {
	some bucket in resource.of("aws_s3_bucket")
	count(resource.related(bucket, _companion)) == 0
	count(_off_in_account) > 0
}

deny contains resource.finding_at(bucket, block, concat("", ["/", setting]), "the public access block leaves this setting off") if {
	some bucket in resource.of("aws_s3_bucket")
	some block in resource.related(bucket, _companion)
	some setting in _off_in_account
	not block.attributes[setting] == true
}

undetermined contains resource.finding(bucket, "", "it is not known whether public access is blocked for the account") if {
	some bucket in resource.of("aws_s3_bucket")
	not _is_blocked(bucket)
	count(_off_in_account) == 0
}

settled contains bucket.key if {
	some bucket in resource.of("aws_s3_bucket")
	_is_blocked(bucket)
}

# The settings of the account hold for all of its buckets.
_is_blocked(_) if count(_settings - _on_in_account) == 0

_is_blocked(bucket) if {
	some block in resource.related(bucket, _companion)
	every setting in _settings - _on_in_account {
		block.attributes[setting] == true
	}
}

_companion := "aws_s3_bucket_public_access_block"

_settings := {"block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"}

_on_in_account := {setting |
	some block in resource.context("aws_s3_account_public_access_block")
	some setting in _settings
	block.attributes[setting] == true
}

_off_in_account := {setting |
	some setting in (_settings - _on_in_account)
	every block in resource.context("aws_s3_account_public_access_block") {
		not resource.is_unknown(block, concat("", ["/", setting]))
	}
}
