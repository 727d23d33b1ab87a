# METADATA
# title: Encrypt EBS volumes
# description: An unencrypted volume leaves its blocks, and every snapshot taken of it, readable to whoever can copy or share them.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
# custom:
#   id: ENC-EBS-01
#   severity: high
#   evaluate: document
#   resource_types: [aws_ebs_volume]
#   related_types: [aws_ebs_snapshot, aws_ebs_snapshot_copy]
#   context_types: [aws_ebs_encryption_by_default]
#   decisive:
#     aws_ebs_volume: [/encrypted]
#     aws_ebs_snapshot: [/encrypted]
#     aws_ebs_snapshot_copy: [/encrypted]
#   remediation: Set encrypted = true, and enable aws_ebs_encryption_by_default in each region
#   frameworks:
#     CIS-AWS-3.0: ["2.2.1"]
#     NIST-800-53r5: [SC-28, SC-28(1), SC-13]
#     PCI-DSS-4.0: ["3.5.1"]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_3]
#     trivy: [AVD-AWS-0026]
#     aws-config: [encrypted-volumes]
#     security-hub: [EC2.3]
#   requirement: ["000_82979fcacfb6097f.txt:287", "003_11714f712a81a514.txt:304"]
package driftgate.rules.encryption.ebs_volume_encrypted

import data.driftgate.lib.ebs
import data.driftgate.lib.resource

deny contains resource.finding(volume, "/encrypted", "volume is not encrypted") if {
	some volume in input.resources
	not _encrypted(volume)
	not _follows_snapshot(volume)
	not _default_is_open(volume)
}

deny contains resource.finding_at(volume, snapshot, "/encrypted", "made from a snapshot that is not encrypted") if {
	some volume in input.resources
	not _encrypted(volume)
	_follows_snapshot(volume)
	not _default_is_open(volume)
	some snapshot in resource.linked(volume, "snapshot_id")
	count(_sources(snapshot)) == 0
}

deny contains resource.finding_at(volume, source, "/encrypted", "made from a snapshot of a volume that is not encrypted") if {
	some volume in input.resources
	not _encrypted(volume)
	_follows_snapshot(volume)
	not _default_is_open(volume)
	some snapshot in resource.linked(volume, "snapshot_id")
	some source in _sources(snapshot)
}

undetermined contains resource.finding(volume, "/encrypted", "encryption is that of a snapshot outside this document") if {
	some volume in input.resources
	not _encrypted(volume)
	_follows_snapshot(volume)
	count(resource.linked(volume, "snapshot_id")) == 0
}

undetermined contains resource.finding(volume, "/encrypted", "encryption follows a default of the account that is not known yet") if {
	some volume in input.resources
	not _encrypted(volume)
	_default_is_open(volume)
}

settled contains volume.key if {
	some volume in input.resources
	_encrypted(volume)
}

_encrypted(volume) if volume.attributes.encrypted == true

# With the default of the account on, AWS encrypts each new volume, asked for or not.
_encrypted(volume) if {
	_is_new(volume)
	ebs.is_encrypted_by_default(volume)
}

_encrypted(volume) if {
	_is_new(volume)
	some snapshot in resource.linked(volume, "snapshot_id")
	_snapshot_encrypted(snapshot)
}

_snapshot_encrypted(snapshot) if snapshot.attributes.encrypted == true

_snapshot_encrypted(snapshot) if {
	some source in _sources(snapshot)
	source.attributes.encrypted == true
}

# The volumes of this document that an own snapshot of unknown encryption was taken of.
_sources(snapshot) := [source |
	object.get(snapshot.attributes, "encrypted", null) == null
	some key in object.get(snapshot.links, "volume_id", [])
	some source in input.resources
	source.key == key
]

_default_is_open(volume) if {
	_is_new(volume)
	ebs.is_default_open(volume)
}

# A volume that exists has the encryption it was made with.
_is_new(volume) if object.get(volume.attributes, "id", null) == null

_follows_snapshot(volume) if {
	not resource.is_given(volume, "encrypted")
	resource.is_given(volume, "snapshot_id")
}
