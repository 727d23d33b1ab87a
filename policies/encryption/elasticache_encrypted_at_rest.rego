# METADATA
# title: Encrypt ElastiCache replication groups at rest
# description: Caches hold sessions and copies of database rows, and write them to disk for backups, swap and replication.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html
# custom:
#   id: ENC-CACHE-01
#   severity: high
#   evaluate: document
#   resource_types: [aws_elasticache_replication_group]
#   related_types: [aws_elasticache_global_replication_group, aws_kms_key, aws_kms_external_key, aws_kms_replica_key, aws_kms_replica_external_key]
#   decisive:
#     aws_elasticache_replication_group: [/at_rest_encryption_enabled]
#   params:
#     require_cmk:
#       description: whether the key has to be customer-managed
#       default: false
#     approved_key_arns:
#       description: ARNs of customer-managed keys outside of the document
#       default: []
#   remediation: Set at_rest_encryption_enabled = true; an existing group has to be made anew
#   frameworks:
#     NIST-800-53r5: [SC-28, SC-28(1), SC-13]
#     PCI-DSS-4.0: ["3.5.1"]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_29, CKV_AWS_191]
#     trivy: [AVD-AWS-0045]
#     aws-config: [elasticache-repl-grp-encrypted-at-rest]
#     security-hub: [ElastiCache.4]
#   requirement: ["000_82979fcacfb6097f.txt:287", "003_11714f712a81a514.txt:126,304"]
package driftgate.rules.encryption.elasticache_encrypted_at_rest

import data.driftgate.lib.caches
import data.driftgate.lib.kms
import data.driftgate.lib.resource

deny contains resource.finding(group, _path, "data is not encrypted at rest") if {
	some group in input.resources
	not _encrypted(group)
	not caches.inherits(group, _attribute)
}

deny contains resource.finding_at(group, primary, _path, "data is taken over from a primary that does not encrypt it at rest") if {
	some group in input.resources
	caches.inherits(group, _attribute)
	some primary in caches.primaries(group)
	not _encrypted(primary)
}

deny contains resource.finding(group, "/kms_key_id", "encrypted with the key that AWS manages, where a customer-managed one is required") if {
	some group in input.resources
	_encrypted(group)
	_params.require_cmk
	kms.is_aws_managed(group, "kms_key_id")
}

undetermined contains resource.finding(group, _path, "encryption is that of a global datastore whose primary is not in this document") if {
	some group in input.resources
	caches.inherits(group, _attribute)
	count(caches.primaries(group)) == 0
}

undetermined contains resource.finding(group, "/kms_key_id", "it is not known whether the key is customer-managed") if {
	some group in input.resources
	_params.require_cmk
	not kms.is_customer_managed(group, "kms_key_id", _params.approved_key_arns)
}

# Which key it is matters where one of the customer's is required only.
settled contains group.key if {
	some group in input.resources
	_encrypted(group)
}

_params := data.params["ENC-CACHE-01"]

_attribute := "at_rest_encryption_enabled"

_path := concat("", ["/", _attribute])

_encrypted(group) if resource.is_true(group.attributes[_attribute])

_encrypted(group) if {
	caches.inherits(group, _attribute)
	some primary in caches.primaries(group)
	resource.is_true(primary.attributes[_attribute])
}
