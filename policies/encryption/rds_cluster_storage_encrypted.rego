# METADATA
# title: Encrypt Aurora and RDS cluster storage at rest
# description: All instances of a cluster share one volume, so one missing setting leaves every copy and every snapshot of it readable.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html
# custom:
#   id: ENC-RDS-02
#   severity: high
#   evaluate: document
#   resource_types: [aws_rds_cluster, aws_rds_global_cluster]
#   related_types: [aws_rds_cluster, aws_rds_global_cluster, aws_db_instance, aws_db_cluster_snapshot]
#   decisive:
#     aws_rds_cluster: [/storage_encrypted, /engine_mode]
#     aws_rds_global_cluster: [/storage_encrypted]
#   remediation: Set storage_encrypted = true; an existing cluster is encrypted by restoring its snapshot with kms_key_id
#   frameworks:
#     NIST-800-53r5: [SC-28, SC-28(1), SC-13]
#     PCI-DSS-4.0: ["3.5.1"]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_96, CKV_AWS_140]
#     trivy: [AVD-AWS-0079]
#     aws-config: [rds-cluster-encrypted-at-rest]
#     security-hub: [RDS.27]
#   requirement: ["000_82979fcacfb6097f.txt:287", "003_11714f712a81a514.txt:304"]
package driftgate.rules.encryption.rds_cluster_storage_encrypted

import data.driftgate.lib.resource

deny contains resource.finding(cluster, "/storage_encrypted", "storage is not encrypted") if {
	some cluster in input.resources
	not _perhaps_encrypted(cluster)
	not _inherits(cluster)
}

deny contains resource.finding_at(cluster, root, "/storage_encrypted", "storage is taken over from one that is not encrypted") if {
	some cluster in input.resources
	_inherits(cluster)
	not _encrypted(cluster)
	some root in _roots(cluster)
	not _perhaps_encrypted(root)
}

undetermined contains resource.finding(cluster, "/storage_encrypted", "encryption is that of a cluster or snapshot outside this document") if {
	some cluster in input.resources
	_inherits(cluster)
	not _encrypted(cluster)
	count(_roots(cluster)) == 0
}

settled contains cluster.key if {
	some cluster in input.resources
	_encrypted(cluster)
}

settled contains cluster.key if {
	some cluster in input.resources
	_inherits(cluster)
	count(_roots(cluster)) > 0
	every root in _roots(cluster) { _encrypted(root) }
}

_encrypted(cluster) if cluster.attributes.storage_encrypted == true

# Volumes of Aurora Serverless v1 are always encrypted.
_encrypted(cluster) if cluster.attributes.engine_mode == "serverless"

_perhaps_encrypted(cluster) if _encrypted(cluster)

_perhaps_encrypted(cluster) if resource.is_unknown(cluster, "/engine_mode")

# A copy or a restore that is given a key is encrypted with it.
_encrypted(cluster) if {
	_inherits(cluster)
	resource.is_given(cluster, "kms_key_id")
}

# The encryption was left out, and the storage comes from somewhere else.
_inherits(cluster) if {
	not resource.is_given(cluster, "storage_encrypted")
	some origin in _origins
	resource.is_given(cluster, origin)
}

_origins := {
	"global_cluster_identifier",
	"replication_source_identifier",
	"snapshot_identifier",
	"restore_to_point_in_time",
	"source_db_cluster_identifier",
}

_sources(cluster) := [source | some origin in _origins; some source in resource.linked(cluster, origin)]

# Where the storage comes from in the end: a global cluster may itself have been made from a cluster.
_roots(cluster) := {root | some source in _sources(cluster); some root in _root_of(source)}

_root_of(source) := [source] if not _inherits(source)

_root_of(source) := _sources(source) if _inherits(source)
