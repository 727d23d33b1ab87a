# METADATA
# title: Encrypt ElastiCache traffic, and take no other
# description: Sessions and tokens go to a cache with each request; a cache that also answers in plain text gives them to anyone on the way.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
# custom:
#   id: ENC-CACHE-02
#   severity: high
#   evaluate: document
#   resource_types: [aws_elasticache_replication_group, aws_elasticache_cluster]
#   related_types: [aws_elasticache_global_replication_group]
#   decisive:
#     aws_elasticache_replication_group: [/transit_encryption_enabled, /transit_encryption_mode]
#     aws_elasticache_cluster: [/transit_encryption_enabled, /replication_group_id]
#   remediation: Set transit_encryption_enabled = true and transit_encryption_mode = "required"
#   frameworks:
#     NIST-800-53r5: [SC-8, SC-8(1), SC-13]
#     SOC2: [CC6.7]
#   aliases:
#     checkov: [CKV_AWS_30]
#     trivy: [AVD-AWS-0051]
#     aws-config: [elasticache-repl-grp-encrypted-in-transit]
#     security-hub: [ElastiCache.5]
#   requirement: ["000_82979fcacfb6097f.txt:287,295", "003_11714f712a81a514.txt:126,305"]
package driftgate.rules.encryption.elasticache_encrypted_in_transit

import data.driftgate.lib.caches
import data.driftgate.lib.resource

deny contains resource.finding(cache, _path, "traffic is not encrypted") if {
	some cache in input.resources
	not _encrypted(cache)
	not caches.inherits(cache, _attribute)
	not _group_is_open(cache)
}

deny contains resource.finding(group, "/transit_encryption_mode", "traffic that is not encrypted is taken as well") if {
	some group in input.resources
	_encrypted(group)
	group.attributes.transit_encryption_mode == "preferred"
}

deny contains resource.finding_at(group, primary, _path, "traffic is as that of a primary that does not encrypt it") if {
	some group in input.resources
	caches.inherits(group, _attribute)
	some primary in caches.primaries(group)
	not _encrypted(primary)
}

undetermined contains resource.finding(group, _path, "encryption is that of a global datastore whose primary is not in this document") if {
	some group in input.resources
	caches.inherits(group, _attribute)
	count(caches.primaries(group)) == 0
}

settled contains group.key if {
	some group in input.resources
	caches.inherits(group, _attribute)
	some primary in caches.primaries(group)
	_encrypted(primary)
}

# No link matters to a group that says for itself.
settled contains group.key if {
	some group in input.resources
	_encrypted(group)
	not resource.is_unknown(group, "/transit_encryption_mode")
}

# A cluster inside a replication group has what that group has.
not_applicable contains cluster.key if {
	some cluster in resource.of("aws_elasticache_cluster")
	resource.is_set(cluster, "replication_group_id")
}

_attribute := "transit_encryption_enabled"

_path := concat("", ["/", _attribute])

_encrypted(cache) if cache.attributes[_attribute] == true

_group_is_open(cluster) if {
	cluster.type == "aws_elasticache_cluster"
	resource.is_given(cluster, "replication_group_id")
}
