# METADATA
# title: Rotate customer-managed KMS keys
# description: Rotation limits how much data one piece of key material protects, and costs nothing in the code that uses the key.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
# custom:
#   id: ENC-KMS-01
#   severity: medium
#   resource_types: [aws_kms_key]
#   decisive:
#     aws_kms_key: [/enable_key_rotation, /rotation_period_in_days, /customer_master_key_spec, /key_usage, /is_enabled]
#   presence:
#     aws_kms_key: [/custom_key_store_id]
#   params:
#     max_rotation_days:
#       description: longest period between two rotations, in days
#       default: 365
#   remediation: Set enable_key_rotation = true
#   frameworks:
#     CIS-AWS-3.0: ["3.6"]
#     NIST-800-53r5: [SC-12, SC-12(2)]
#     PCI-DSS-4.0: ["3.7.4"]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_7]
#     trivy: [AVD-AWS-0065]
#     aws-config: [cmk-backing-key-rotation-enabled]
#     security-hub: [KMS.4]
#   requirement: ["003_11714f712a81a514.txt:307"]
package driftgate.rules.encryption.kms_key_rotated

import data.driftgate.lib.resource

deny contains resource.finding(key, "/enable_key_rotation", "automatic rotation is off") if {
	some key in resource.of("aws_kms_key")
	not _rotates(key)
	not _kind_is_open(key)
}

deny contains resource.finding(key, "/rotation_period_in_days", message) if {
	some key in resource.of("aws_kms_key")
	_rotates(key)
	_period(key) > _longest
	message := concat("", ["rotated less often than every ", format_int(_longest, 10), " days"])
}

settled contains key.key if {
	some key in resource.of("aws_kms_key")
	_rotates(key)
	_period(key) <= _longest
}

# Only symmetric encryption keys with material made by KMS rotate by themselves; a disabled key encrypts nothing.
not_applicable contains key.key if {
	some key in resource.of("aws_kms_key")
	_does_not_rotate(key)
}

_longest := data.params["ENC-KMS-01"].max_rotation_days

_rotates(key) if key.attributes.enable_key_rotation == true

_period(key) := key.attributes.rotation_period_in_days if is_number(key.attributes.rotation_period_in_days)

_period(key) := 365 if not resource.is_given(key, "rotation_period_in_days")

_does_not_rotate(key) if not object.get(key.attributes, "customer_master_key_spec", null) in {null, "", "SYMMETRIC_DEFAULT"}

_does_not_rotate(key) if not object.get(key.attributes, "key_usage", null) in {null, "", "ENCRYPT_DECRYPT"}

_does_not_rotate(key) if resource.is_set(key, "custom_key_store_id")

_does_not_rotate(key) if key.attributes.is_enabled == false

_kind_is_open(key) if {
	some attribute in {"customer_master_key_spec", "key_usage", "is_enabled", "custom_key_store_id"}
	resource.is_unknown(key, concat("", ["/", attribute]))
	resource.is_given(key, attribute)
}
