# METADATA
# title: Classify every data store
# description: Who may read data, how long it is kept and where it may be goes by its class; a store without one is treated as if it held nothing.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/whitepapers/latest/data-classification/data-classification.html
# custom:
#   id: TAG-DATA-01
#   severity: high
#   resource_types: [aws_s3_bucket, aws_db_instance, aws_rds_cluster, aws_docdb_cluster, aws_neptune_cluster, aws_dynamodb_table, aws_efs_file_system, aws_elasticache_replication_group, aws_opensearch_domain, aws_redshift_cluster, aws_sqs_queue, aws_sns_topic, aws_kinesis_stream, aws_secretsmanager_secret, aws_ebs_volume]
#   params:
#     tag_key:
#       description: key of the tag that names the class
#       default: DataClassification
#     classes:
#       description: the classes there are
#       default: [public, internal, confidential, restricted]
#     pii_classes:
#       description: classes of personal data, which needs to say where it may be
#       default: [restricted]
#     residency_tag:
#       description: key of the tag that says so
#       default: DataResidency
#     locked_regions:
#       description: regions that nothing leaves, so that personal data in them needs no such tag
#       default: []
#   remediation: 'tags = { DataClassification = "confidential" }'
#   frameworks:
#     NIST-800-53r5: [AC-16, RA-2]
#     SOC2: [C1.1]
#   requirement: ["003_11714f712a81a514.txt:13,313", "003_11714f712a81a514.txt:312"]
package driftgate.rules.tagging.data_classified

import data.driftgate.lib.resource

deny contains resource.finding(r, r.tags_path, concat("", ["has no tag ", _params.tag_key])) if {
	some r in input.resources
	_missing(r, _params.tag_key)
}

deny contains resource.finding(r, resource.tag_path(r, _params.tag_key), message) if {
	some r in input.resources
	class := r.tags[_params.tag_key]
	not class in _params.classes
	message := concat("", ["is of the class `", class, "`, which is none of those there are"])
}

deny contains resource.finding(r, r.tags_path, message) if {
	some r in input.resources
	_must_name_residency(r)
	_missing(r, _params.residency_tag)
	message := concat("", ["holds personal data and has no tag ", _params.residency_tag])
}

undetermined contains resource.finding(r, resource.tag_path(r, key), concat("", ["the value of tag ", key, " is known only after apply"])) if {
	some r in input.resources
	some key in _needed(r)
	resource.is_tag_unknown(r, key)
}

# Without tags in what was read there is nothing to judge.
not_applicable contains r.key if {
	some r in input.resources
	not r.taggable
}

_params := data.params["TAG-DATA-01"]

_missing(r, key) if {
	trim_space(object.get(r.tags, key, "")) == ""
	not resource.is_tag_unknown(r, key)
}

# The tags whose value decides.
_needed(r) := [key | some key in [_params.tag_key, _params.residency_tag]; _decides(r, key)]

_decides(_, key) if key == _params.tag_key

_decides(r, key) if {
	key == _params.residency_tag
	_must_name_residency(r)
}

_must_name_residency(r) if {
	r.tags[_params.tag_key] in _params.pii_classes
	not _is_locked(r)
}

_is_locked(r) if r.region in _params.locked_regions
