# METADATA
# title: Encrypt RDS instance storage at rest
# description: An unencrypted database leaves its volumes, snapshots and replicas readable to whoever gets hold of the disk or a snapshot copy.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
# custom:
#   id: ENC-RDS-01
#   severity: high
#   resource_types: [aws_db_instance]
#   related_types: [aws_db_instance]
#   decisive:
#     aws_db_instance: [/storage_encrypted, /replicate_source_db]
#   remediation: Set storage_encrypted = true; an existing instance is encrypted by restoring an encrypted copy of its snapshot
#   frameworks:
#     CIS-AWS-3.0: ["2.3.1"]
#     NIST-800-53r5: [SC-28, SC-28(1), SC-13]
#     PCI-DSS-4.0: ["3.5.1"]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_16]
#     trivy: [AVD-AWS-0080]
#     aws-config: [rds-storage-encrypted]
#     security-hub: [RDS.3]
package driftgate.rules.encryption.rds_storage_encrypted

import data.driftgate.lib.resource

settled contains db.key if {
	some db in resource.of("aws_db_instance")
	db.attributes.storage_encrypted == true
}

deny contains resource.finding(db, "/storage_encrypted", "storage is not encrypted") if {
	some db in resource.of("aws_db_instance")
	not _encrypted(db)
	not _source_is_open(db)
}

_encrypted(db) if db.attributes.storage_encrypted == true

# A replica in the same region takes the encryption of its source, which is named by identifier;
# a source named by ARN is in another region, where the copy has to be asked for.
_encrypted(replica) if {
	some source in _source(replica)
	source.attributes.storage_encrypted == true
}

_source_is_open(replica) if {
	some source in _source(replica)
	resource.is_unknown(source, "/storage_encrypted")
}

_source(replica) := resource.linked(replica, "replicate_source_db") if {
	object.get(replica.attributes, "storage_encrypted", null) == null
	not startswith(object.get(replica.attributes, "replicate_source_db", ""), "arn:")
}
