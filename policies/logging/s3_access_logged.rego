# METADATA
# title: Turn on S3 server access logging
# description: Access logs tell who read or deleted which object; without them a leak from a bucket can be neither found nor bounded.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
# custom:
#   id: LOG-S3-01
#   severity: medium
#   resource_types: [aws_s3_bucket]
#   related_types: [aws_s3_bucket_logging]
#   context_types: [aws_cloudtrail]
#   presence:
#     aws_s3_bucket: [/logging/*/target_bucket]
#     aws_s3_bucket_logging: [/target_bucket]
#   params:
#     accept_data_events:
#       description: whether CloudTrail data events that record all reads and writes of a bucket stand for access logs
#       default: false
#   remediation: Add an aws_s3_bucket_logging for the bucket, with target_bucket = aws_s3_bucket.logs.id
#   frameworks:
#     NIST-800-53r5: [AU-2, AU-3, AU-12, CA-7]
#     PCI-DSS-4.0: ["10.2.1"]
#     SOC2: [CC7.2]
#   aliases:
#     checkov: [CKV_AWS_18]
#     trivy: [AVD-AWS-0089]
#     aws-config: [s3-bucket-logging-enabled]
#     security-hub: [S3.9]
#   requirement: ["003_11714f712a81a514.txt:319"]
package driftgate.rules.logging.s3_access_logged

import data.driftgate.lib.resource

deny contains resource.absent(bucket, "aws_s3_bucket_logging", "access is not logged") if {
	some bucket in resource.of("aws_s3_bucket")
	count(_loggings(bucket)) == 0
	not resource.is_given(bucket, "logging")
	not _recorded(bucket)
	not _may_be_recorded(bucket)
}

# By reference it is known that the target is the bucket itself, before its name is.
deny contains resource.finding_at(bucket, logging, "", _loop) if {
	some bucket in resource.of("aws_s3_bucket")
	some logging in _loggings(bucket)
	bucket.key in object.get(logging.links, "target_bucket", [])
}

deny contains resource.finding(bucket, "/logging/0/target_bucket", _loop) if {
	some bucket in resource.of("aws_s3_bucket")
	bucket.attributes.logging[0].target_bucket == bucket.attributes.bucket
}

undetermined contains resource.finding(bucket, "", "whether CloudTrail records all reads and writes of the bucket is known only after apply") if {
	some bucket in resource.of("aws_s3_bucket")
	not _logged(bucket)
	_may_be_recorded(bucket)
}

settled contains bucket.key if {
	some bucket in resource.of("aws_s3_bucket")
	_logged(bucket)
}

# Where logs are delivered, each delivery would be logged again.
not_applicable contains bucket.key if {
	some bucket in resource.of("aws_s3_bucket")
	some logging in _loggings(bucket)
	not bucket.key in object.get(logging.links, "bucket", [])
}

_loop := "access logs go to the bucket itself, where each of them is logged again"

_logged(bucket) if {
	some logging in _loggings(bucket)
	resource.is_set(logging, "target_bucket")
}

# The block inside the bucket is deprecated; in a state it mirrors the live bucket.
_logged(bucket) if {
	some block in resource.blocks(bucket.attributes, "logging")
	block.target_bucket != ""
}

_logged(bucket) if _recorded(bucket)

# A configuration is linked with the bucket that it is about and with the one that it names as its target.
_loggings(bucket) := resource.related(bucket, "aws_s3_bucket_logging")

_recorded(bucket) if {
	some partition in ["aws", "aws-cn", "aws-us-gov"]
	some prefix in _recorded_prefixes
	startswith(concat("", ["arn:", partition, ":s3:::", bucket.attributes.bucket, "/"]), prefix)
}

# Whatever its name is.
_recorded(_) if {
	some partition in ["aws", "aws-cn", "aws-us-gov"]
	some prefix in _recorded_prefixes
	startswith(concat("", ["arn:", partition, ":s3:::"]), prefix)
}

_may_be_recorded(_) if _records_unknown

_may_be_recorded(bucket) if {
	count(_recorded_prefixes) > 0
	count(object.get(bucket.unknown, "/bucket", [])) > 0
}

# What the ARNs begin with of objects whose reads and writes are all recorded.
_recorded_prefixes contains prefix if {
	some trail in _trails
	some selector in resource.blocks(trail.attributes, "event_selector")
	object.get(selector, "read_write_type", null) in {"All", null}
	some objects in resource.blocks(selector, "data_resource")
	objects.type == "AWS::S3::Object"
	some prefix in objects.values
}

_recorded_prefixes contains prefix if {
	some trail in _trails
	some selector in resource.blocks(trail.attributes, "advanced_event_selector")
	fields := {part.field: part | some part in resource.blocks(selector, "field_selector")}
	object.keys(fields) - {"resources.ARN"} == {"eventCategory", "resources.type"}
	fields.eventCategory.equals == ["Data"]
	fields["resources.type"].equals == ["AWS::S3::Object"]
	some prefix in _prefixes(object.get(fields, "resources.ARN", {"starts_with": ["arn:"]}))
}

_prefixes(arns) := arns.starts_with if {
	every operator in ["equals", "ends_with", "not_equals", "not_starts_with", "not_ends_with"] {
		object.get(arns, operator, null) in [null, []]
	}
}

_records_unknown if {
	some trail in _trails
	some pointer, _ in trail.unknown
	regex.match(`^/(advanced_)?event_selector(/|$)`, pointer)
}

_records_unknown if {
	some trail in _accepted
	resource.is_unknown(trail, "/enable_logging")
}

_trails contains trail if {
	some trail in _accepted
	not trail.attributes.enable_logging == false
	not resource.is_unknown(trail, "/enable_logging")
}

_accepted := [trail |
	data.params["LOG-S3-01"].accept_data_events
	some trail in resource.context("aws_cloudtrail")
]
