# METADATA
# title: Encrypt EFS file systems
# description: A file system is encrypted when it is made or never; one that is not leaves its files and backups readable to whoever gets hold of a copy.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html
# custom:
#   id: ENC-EFS-01
#   severity: high
#   resource_types: [aws_efs_file_system]
#   related_types: [aws_kms_key, aws_kms_external_key, aws_kms_replica_key, aws_kms_replica_external_key]
#   decisive:
#     aws_efs_file_system: [/encrypted]
#   params:
#     require_cmk:
#       description: whether the key has to be customer-managed
#       default: false
#     approved_key_arns:
#       description: ARNs of customer-managed keys outside of the document
#       default: []
#   remediation: Set encrypted = true; an existing file system is encrypted by copying it to a new one
#   frameworks:
#     CIS-AWS-3.0: ["2.4.1"]
#     NIST-800-53r5: [SC-28, SC-28(1), SC-13]
#     PCI-DSS-4.0: ["3.5.1"]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_42, CKV_AWS_184]
#     trivy: [AVD-AWS-0037]
#     aws-config: [efs-encrypted-check]
#     security-hub: [EFS.1]
#   requirement: ["000_82979fcacfb6097f.txt:287", "003_11714f712a81a514.txt:304"]
package driftgate.rules.encryption.efs_file_system_encrypted

import data.driftgate.lib.kms
import data.driftgate.lib.resource

deny contains resource.finding(fs, "/encrypted", "file system is not encrypted") if {
	some fs in resource.of("aws_efs_file_system")
	not _encrypted(fs)
}

deny contains resource.finding(fs, "/kms_key_id", "encrypted with the key that AWS manages, where a customer-managed one is required") if {
	some fs in resource.of("aws_efs_file_system")
	_encrypted(fs)
	_params.require_cmk
	kms.is_aws_managed(fs, "kms_key_id")
}

undetermined contains resource.finding(fs, "/kms_key_id", "it is not known whether the key is customer-managed") if {
	some fs in resource.of("aws_efs_file_system")
	_params.require_cmk
	not kms.is_customer_managed(fs, "kms_key_id", _params.approved_key_arns)
}

# Which key it is matters where one of the customer's is required only.
settled contains fs.key if {
	some fs in resource.of("aws_efs_file_system")
	_encrypted(fs)
}

_params := data.params["ENC-EFS-01"]

_encrypted(fs) if fs.attributes.encrypted == true
