# METADATA
# title: Version buckets
# description: A versioned bucket keeps what was overwritten or deleted, by mistake or by ransomware, so that it can be restored.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html
# custom:
#   id: RES-S3-01
#   severity: low
#   resource_types: [aws_s3_bucket]
#   related_types: [aws_s3_bucket_versioning]
#   decisive:
#     aws_s3_bucket: [/versioning/*/enabled]
#     aws_s3_bucket_versioning: [/versioning_configuration/*/status, /versioning_configuration/*/mfa_delete]
#   params:
#     environments:
#       description: environments in which the rule holds
#       default: [prod, staging]
#     mfa_delete_for:
#       description: classifications of data whose versions only who has a second factor may delete
#       default: []
#     classification_tag:
#       description: tag of a bucket that names the classification of its data
#       default: DataClassification
#   remediation: "Add an aws_s3_bucket_versioning with versioning_configuration { status = \"Enabled\" }"
#   frameworks:
#     NIST-800-53r5: [CP-10, SC-5(2), SI-13(5), CP-9]
#     SOC2: [A1.2]
#   aliases:
#     checkov: [CKV_AWS_21]
#     trivy: [AVD-AWS-0090]
#     aws-config: [s3-bucket-versioning-enabled]
#     security-hub: [S3.14]
#   requirement: ["004_4ffee0017967b171.txt:49,105"]
package driftgate.rules.resilience.s3_bucket_versioned

import data.driftgate.lib.resource

deny contains resource.absent(bucket, "aws_s3_bucket_versioning", "objects are not versioned") if {
	some bucket in resource.of("aws_s3_bucket")
	count(_companions(bucket)) == 0
	not resource.is_given(bucket, "versioning")
}

deny contains resource.finding(bucket, "/versioning/0/enabled", "objects are not versioned") if {
	some bucket in resource.of("aws_s3_bucket")
	_is_inline(bucket)
	not _is_on(bucket, "enabled")
}

deny contains resource.finding_at(bucket, versioning, "/versioning_configuration/0/status", "objects are not versioned") if {
	some bucket in resource.of("aws_s3_bucket")
	some versioning in _companions(bucket)
	not _is_enabled(versioning, "status")
}

deny contains resource.finding(bucket, "/versioning/0/mfa_delete", _without_mfa) if {
	some bucket in _classified
	_is_inline(bucket)
	not _is_on(bucket, "mfa_delete")
}

deny contains resource.finding_at(bucket, versioning, "/versioning_configuration/0/mfa_delete", _without_mfa) if {
	some bucket in _classified
	some versioning in _companions(bucket)
	not _is_enabled(versioning, "mfa_delete")
}

undetermined contains resource.finding(bucket, resource.tag_path(bucket, _params.classification_tag), message) if {
	some bucket in resource.of("aws_s3_bucket")
	count(_params.mfa_delete_for) > 0
	resource.is_tag_unknown(bucket, _params.classification_tag)
	message := "whether deleting versions takes a second factor depends on a tag that is known only after apply"
}

settled contains bucket.key if {
	some bucket in resource.of("aws_s3_bucket")
	_is_on(bucket, "enabled")
}

settled contains bucket.key if {
	some bucket in resource.of("aws_s3_bucket")
	some versioning in _companions(bucket)
	_is_enabled(versioning, "status")
}

_without_mfa := "versions can be deleted without a second factor"

# The block inside the bucket is deprecated; in a state it mirrors the live bucket, and the companion says the same.
_is_inline(bucket) if {
	count(_companions(bucket)) == 0
	resource.is_given(bucket, "versioning")
}

_is_on(bucket, name) if {
	some block in resource.blocks(bucket.attributes, "versioning")
	block[name] == true
}

_companions(bucket) := resource.related(bucket, "aws_s3_bucket_versioning")

_is_enabled(versioning, name) if {
	some block in resource.blocks(versioning.attributes, "versioning_configuration")
	block[name] == "Enabled"
}

_classified contains bucket if {
	some bucket in resource.of("aws_s3_bucket")
	some classification in _params.mfa_delete_for
	lower(bucket.tags[_params.classification_tag]) == lower(classification)
}

_params := data.params["RES-S3-01"]
