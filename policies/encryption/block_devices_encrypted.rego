# METADATA
# title: Encrypt block devices of instances and launch templates
# description: Root and data volumes that an instance brings along hold what it processes, and each snapshot of them keeps it readable.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
#   - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AMIEncryption.html
# custom:
#   id: ENC-EBS-03
#   severity: high
#   resource_types: [aws_instance, aws_launch_template, aws_launch_configuration]
#   related_types: [aws_ami_copy]
#   context_types: [aws_ebs_encryption_by_default]
#   decisive:
#     aws_instance: [/root_block_device/*/encrypted, /ebs_block_device/*/encrypted]
#     aws_launch_configuration: [/root_block_device/*/encrypted, /ebs_block_device/*/encrypted]
#     aws_launch_template: [/block_device_mappings/*/ebs/*/encrypted]
#   remediation: Set root_block_device { encrypted = true }, in a launch template block_device_mappings { ebs { encrypted = true } }, or enable aws_ebs_encryption_by_default in each region
#   frameworks:
#     NIST-800-53r5: [SC-28, SC-28(1)]
#     PCI-DSS-4.0: ["3.5.1"]
#     SOC2: [CC6.1]
#   aliases:
#     checkov: [CKV_AWS_8]
#     trivy: [AVD-AWS-0131, AVD-AWS-0008]
#     aws-config: [ec2-launch-templates-ebs-volume-encrypted]
#     security-hub: [EC2.181]
#   requirement: ["000_82979fcacfb6097f.txt:287", "001_1dc8f2cd8369b174.txt:165-176", "003_11714f712a81a514.txt:304"]
package driftgate.rules.encryption.block_devices_encrypted

import data.driftgate.lib.ebs
import data.driftgate.lib.resource

deny contains resource.finding(r, volume.path, "volume is not encrypted") if {
	some r in input.resources
	some volume in _volumes(r)
	not _encrypted(r, volume)
	not _is_open(r, volume)
}

deny contains resource.finding(r, _root_path(r), "root volume is that of the image, which is not known to be encrypted") if {
	some r in input.resources
	_leaves_root(r)
	not _root_is_open(r)
}

undetermined contains resource.finding(r, volume.path, "encryption is that of a snapshot, an image or a default of the account that is not known") if {
	some r in input.resources
	some volume in _volumes(r)
	not _encrypted(r, volume)
	_is_open(r, volume)
}

undetermined contains resource.finding(r, _root_path(r), "root volume is that of an image, a launch template or a default of the account that is not known") if {
	some r in input.resources
	_leaves_root(r)
	_root_is_open(r)
}

settled contains r.key if {
	some r in input.resources
	not _has_open_blocks(r)
	every volume in _volumes(r) { _encrypted(r, volume) }
}

_root_block := {
	"aws_instance": "root_block_device",
	"aws_launch_configuration": "root_block_device",
	"aws_launch_template": "block_device_mappings",
}

# The volumes that r describes: {path, block, device}.
_volumes(r) := [{"path": path, "block": block, "device": device} |
	some block in ["root_block_device", "ebs_block_device"]
	some index, device in resource.blocks(r.attributes, block)
	object.get(device, "no_device", null) != true
	path := concat("/", ["", block, format_int(index, 10), "encrypted"])
] if r.type != "aws_launch_template"

_volumes(r) := [{"path": path, "block": "block_device_mappings", "device": device} |
	some index, mapping in resource.blocks(r.attributes, "block_device_mappings")
	every name in ["no_device", "virtual_name"] { object.get(mapping, name, null) in {null, ""} }
	device := _ebs(mapping)
	path := concat("", ["/block_device_mappings/", format_int(index, 10), "/ebs/0/encrypted"])
] if r.type == "aws_launch_template"

_ebs(mapping) := device if {
	device := resource.blocks(mapping, "ebs")[0]
} else := {}

_encrypted(_, volume) if resource.is_true(volume.device.encrypted)

_encrypted(r, _) if {
	_makes_volumes(r)
	ebs.is_encrypted_by_default(r)
}

_encrypted(r, volume) if {
	volume.block == "root_block_device"
	_image_encrypted(r)
}

# Whether a volume is made from something that may be encrypted, or under a default that is not known yet.
_is_open(r, _) if _default_is_open(r)

_is_open(r, volume) if {
	_left_out(volume)
	_has_snapshot(r, volume)
}

_is_open(r, volume) if {
	_left_out(volume)
	volume.block != "ebs_block_device"
	_image_is_open(r)
}

# A template does not tell which of its mappings is that of the root volume.
_is_open(r, volume) if {
	_left_out(volume)
	volume.block == "block_device_mappings"
	_image_encrypted(r)
}

_left_out(volume) if object.get(volume.device, "encrypted", null) in {null, ""}

_has_snapshot(_, volume) if not object.get(volume.device, "snapshot_id", null) in {null, ""}

_has_snapshot(r, volume) if count(r.unknown[replace(volume.path, "/encrypted", "/snapshot_id")]) > 0

# Whether the root volume is left to an image that is not encrypted. An instance that exists shows the volumes that it has.
_leaves_root(r) if {
	not resource.is_given(r, _root_block[r.type])
	_makes_volumes(r)
	not ebs.is_encrypted_by_default(r)
	not _image_encrypted(r)
}

_root_is_open(r) if _default_is_open(r)

_root_is_open(r) if _image_is_open(r)

_root_is_open(r) if resource.is_given(r, "launch_template")

_root_path(r) := concat("", ["/", _root_block[r.type]])

_makes_volumes(r) if r.type != "aws_instance"

_makes_volumes(r) if object.get(r.attributes, "id", null) == null

_default_is_open(r) if {
	_makes_volumes(r)
	ebs.is_default_open(r)
}

_image_encrypted(r) if {
	some image in _image_copies(r)
	image.attributes.encrypted == true
}

# Whether the image is one of this document, or one that could not be told, of which it is not known if it is encrypted.
_image_is_open(r) if "aws_ami_copy" in r.unresolved

_image_is_open(r) if {
	count(_images(r)) > 0
	every image in _image_copies(r) { resource.is_unknown(image, "/encrypted") }
}

_images(r) := [key | some attribute in ["ami", "image_id"]; some key in object.get(r.links, attribute, [])]

_image_copies(r) := [image | some attribute in ["ami", "image_id"]; some image in resource.linked(r, attribute)]

_has_open_blocks(r) if {
	some block in ["root_block_device", "ebs_block_device", "block_device_mappings"]
	r.unknown[concat("", ["/", block])]
}
