# METADATA
# title: Declare default encryption for every S3 bucket
# description: S3 encrypts new objects with its own keys anyway; a declared default fixes the algorithm and the key, and shows a change to them as drift.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
# custom:
#   id: ENC-S3-01
#   severity: medium
#   resource_types: [aws_s3_bucket]
#   related_types: [aws_s3_bucket_server_side_encryption_configuration]
#   decisive:
#     aws_s3_bucket: [/server_side_encryption_configuration/*/rule/*/apply_server_side_encryption_by_default/*/sse_algorithm]
#     aws_s3_bucket_server_side_encryption_configuration: [/rule/*/apply_server_side_encryption_by_default/*/sse_algorithm]
#   remediation: Add an aws_s3_bucket_server_side_encryption_configuration for the bucket
#   frameworks:
#     NIST-800-53r5: [SC-28, SC-28(1)]
#     PCI-DSS-4.0: ["3.5.1"]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_19]
#     aws-config: [s3-bucket-server-side-encryption-enabled]
#   requirement: ["000_82979fcacfb6097f.txt:287", "001_1dc8f2cd8369b174.txt:165-176", "003_11714f712a81a514.txt:304"]
package driftgate.rules.encryption.s3_bucket_default_encryption_declared

import data.driftgate.lib.resource

deny contains resource.absent(bucket, _companion, "no default encryption is declared, so that only the SSE-S3 baseline of S3 holds") if {
	some bucket in resource.of("aws_s3_bucket")
	not _declared(bucket)
	count(resource.related(bucket, _companion)) == 0
	not resource.is_given(bucket, "server_side_encryption_configuration")
}

deny contains resource.finding(bucket, concat("", ["/server_side_encryption_configuration/0", _algorithm]), _no_algorithm) if {
	some bucket in resource.of("aws_s3_bucket")
	not _declared(bucket)
	resource.is_given(bucket, "server_side_encryption_configuration")
}

deny contains resource.finding_at(bucket, configuration, _algorithm, _no_algorithm) if {
	some bucket in resource.of("aws_s3_bucket")
	not _declared(bucket)
	some configuration in resource.related(bucket, _companion)
}

settled contains bucket.key if {
	some bucket in resource.of("aws_s3_bucket")
	_declared(bucket)
}

_companion := "aws_s3_bucket_server_side_encryption_configuration"

_algorithm := "/rule/0/apply_server_side_encryption_by_default/0/sse_algorithm"

_no_algorithm := "default encryption is declared without an algorithm"

# The block inside the bucket is deprecated; in a state it mirrors the live bucket.
_declared(bucket) if {
	some configuration in resource.blocks(bucket.attributes, "server_side_encryption_configuration")
	_names_algorithm(configuration)
}

_declared(bucket) if {
	some configuration in resource.related(bucket, _companion)
	_names_algorithm(configuration.attributes)
}

_names_algorithm(configuration) if {
	some rule in resource.blocks(configuration, "rule")
	some by_default in resource.blocks(rule, "apply_server_side_encryption_by_default")
	by_default.sse_algorithm in {"AES256", "aws:kms", "aws:kms:dsse"}
}
