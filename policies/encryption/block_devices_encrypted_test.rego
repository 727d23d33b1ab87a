package driftgate.rules.encryption.block_devices_encrypted_test

cases := {
	"all encrypted": {"resources": [instance([{"encrypted": true}], [{"encrypted": true}])], "verdict": "pass"},
	"root not encrypted": {
		"resources": [instance([{"encrypted": false}], [{"encrypted": true}])],
		"verdict": "fail",
		"path": root_path,
		"findings": 1,
	},
	"second data volume not encrypted": {
		"resources": [instance([{"encrypted": true}], [{"encrypted": true}, {"encrypted": false}])],
		"verdict": "fail",
		"path": "/ebs_block_device/1/encrypted",
		"findings": 1,
	},
	"none encrypted": {"resources": [instance([{"encrypted": false}], [{"encrypted": false}])], "verdict": "fail", "findings": 2},
	"left out": {"resources": [instance([{"volume_size": 20}], [])], "verdict": "fail", "path": root_path},
	"left out, as null": {"resources": [instance([{"encrypted": null}], [])], "verdict": "fail"},
	"root left out": {
		"resources": [{"type": "aws_instance", "attributes": {}}],
		"verdict": "fail",
		"path": "/root_block_device",
		"findings": 1,
	},
	"root left out, beside a data volume": {
		"resources": [instance([], [{"encrypted": true}])],
		"verdict": "fail",
		"path": "/root_block_device",
	},
	"root of an instance that exists": {"resources": [with_id(instance([], [{"encrypted": true}]))], "verdict": "pass"},
	"root known only after apply": {
		"resources": [unknown(instance([{}], []), root_path, ["aws_ssm_parameter.a.value"])],
		"verdict": "unknown",
		"path": root_path,
		"findings": 1,
	},
	"data volume known only after apply": {
		"resources": [unknown(instance([{"encrypted": true}], [{}]), "/ebs_block_device/0/encrypted", ["aws_ssm_parameter.a.value"])],
		"verdict": "unknown",
	},
	"root block known only after apply": {
		"resources": [unknown({"type": "aws_instance", "attributes": {}}, "/root_block_device", ["aws_ssm_parameter.a.value"])],
		"verdict": "unknown",
		"path": "/root_block_device",
		"findings": 1,
	},
	"data volumes known only after apply": {
		"resources": [unknown(instance([{"encrypted": true}], []), "/ebs_block_device", ["aws_ssm_parameter.a.value"])],
		"verdict": "unknown",
	},
	"data volume of a snapshot": {
		"resources": [instance([{"encrypted": true}], [{"snapshot_id": "snap-1"}])],
		"verdict": "unknown",
		"path": "/ebs_block_device/0/encrypted",
		"findings": 1,
	},
	"data volume of a snapshot of the same plan": {
		"resources": [unknown(instance([{"encrypted": true}], [{}]), "/ebs_block_device/0/snapshot_id", ["aws_ebs_snapshot.a.id"])],
		"verdict": "unknown",
		"path": "/ebs_block_device/0/encrypted",
	},
	"data volume without a snapshot": {
		"resources": [unknown(instance([{"encrypted": true}], [{"snapshot_id": ""}]), "/ebs_block_device/0/snapshot_id", [])],
		"verdict": "fail",
	},
	"data volume of a snapshot, not encrypted": {
		"resources": [instance([{"encrypted": true}], [{"snapshot_id": "snap-1", "encrypted": false}])],
		"verdict": "fail",
	},
	"root of a launch template": {
		"resources": [{"type": "aws_instance", "attributes": {"launch_template": [{"id": "lt-1"}]}}],
		"verdict": "unknown",
		"path": "/root_block_device",
	},
	"root of an image that is encrypted": {
		"resources": [imaged({"type": "aws_instance", "attributes": {}}), image({"encrypted": true})],
		"verdict": "pass",
	},
	"root of an image that is encrypted, with a size": {
		"resources": [imaged(instance([{"volume_size": 20}], [])), image({"encrypted": true})],
		"verdict": "pass",
	},
	"data volume beside an image that is encrypted": {
		"resources": [imaged(instance([], [{"volume_size": 20}])), image({"encrypted": true})],
		"verdict": "fail",
		"path": "/ebs_block_device/0/encrypted",
		"findings": 1,
	},
	"root of an image that is not encrypted": {
		"resources": [imaged({"type": "aws_instance", "attributes": {}}), image({"encrypted": false})],
		"verdict": "fail",
		"path": "/root_block_device",
	},
	"root of an image that is open": {
		"resources": [imaged({"type": "aws_instance", "attributes": {}}), unknown(image({}), "/encrypted", ["aws_ssm_parameter.a.value"])],
		"verdict": "unknown",
		"path": "/root_block_device",
		"findings": 1,
	},
	"root of an image that is open, with a size": {
		"resources": [imaged(instance([{"volume_size": 20}], [])), unknown(image({}), "/encrypted", ["aws_ssm_parameter.a.value"])],
		"verdict": "unknown",
		"path": root_path,
	},
	"root of an image that is open, not encrypted": {
		"resources": [imaged(instance([{"encrypted": false}], [])), unknown(image({}), "/encrypted", ["aws_ssm_parameter.a.value"])],
		"verdict": "fail",
	},
	"data volume beside an image that is open": {
		"resources": [imaged(instance([{"encrypted": true}], [{}])), unknown(image({}), "/encrypted", ["aws_ssm_parameter.a.value"])],
		"verdict": "fail",
	},
	"root of another image of this document": {
		"resources": [
			imaged({"type": "aws_instance", "attributes": {}}),
			{"key": "image", "type": "aws_ami_from_instance", "attributes": {}},
		],
		"verdict": "unknown",
	},
	"root of an image that cannot be told": {
		"resources": [{"type": "aws_instance", "attributes": {}, "unresolved": ["aws_ami_copy"]}],
		"verdict": "unknown",
		"path": "/root_block_device",
	},
	"encrypted, of an image that cannot be told": {
		"resources": [object.union(instance([{"encrypted": true}], []), {"unresolved": ["aws_ami_copy"]})],
		"verdict": "pass",
	},
	"default of the account": {"resources": [instance([{"volume_size": 20}], [{}]), by_default({})], "verdict": "pass"},
	"default of the account, root left out": {
		"resources": [{"type": "aws_instance", "attributes": {}}, by_default({"enabled": true})],
		"verdict": "pass",
	},
	"default of the account off": {
		"resources": [{"type": "aws_instance", "attributes": {}}, by_default({"enabled": false})],
		"verdict": "fail",
	},
	"default of another region": {
		"resources": [
			object.union(instance([{"encrypted": false}], []), {"region": "eu-west-1"}),
			object.union(by_default({}), {"region": "eu-west-2"}),
		],
		"verdict": "fail",
	},
	"default of the account, instance that exists": {
		"resources": [with_id(instance([{"encrypted": false}], [])), by_default({})],
		"verdict": "fail",
	},
	"default of the account open": {
		"resources": [instance([{"encrypted": false}], []), unknown(by_default({}), "/enabled", ["aws_ssm_parameter.a.value"])],
		"verdict": "unknown",
		"path": root_path,
	},
	"default of the account open, root left out": {
		"resources": [{"type": "aws_instance", "attributes": {}}, unknown(by_default({}), "/enabled", ["aws_ssm_parameter.a.value"])],
		"verdict": "unknown",
		"path": "/root_block_device",
	},
	"default of the account open, instance that exists": {
		"resources": [with_id(instance([{"encrypted": false}], [])), unknown(by_default({}), "/enabled", ["aws_ssm_parameter.a.value"])],
		"verdict": "fail",
	},
	"template: encrypted": {"resources": [template([{"ebs": [{"encrypted": "true"}]}])], "verdict": "pass"},
	"template: not encrypted": {
		"resources": [template([{"ebs": [{"encrypted": "true"}]}, {"ebs": [{"encrypted": "false"}]}])],
		"verdict": "fail",
		"path": "/block_device_mappings/1/ebs/0/encrypted",
		"findings": 1,
	},
	"template: left out": {"resources": [template([{"ebs": [{"volume_size": 20}]}])], "verdict": "fail", "path": mapping_path},
	"template: left out, as empty text": {"resources": [template([{"ebs": [{"encrypted": ""}]}])], "verdict": "fail"},
	"template: a mapping without a volume": {"resources": [template([{"device_name": "/dev/sdf", "ebs": []}])], "verdict": "fail", "path": mapping_path},
	"template: mappings left out": {
		"resources": [{"type": "aws_launch_template", "attributes": {}}],
		"verdict": "fail",
		"path": "/block_device_mappings",
		"findings": 1,
	},
	"template: mappings left out, a template that exists": {
		"resources": [with_id({"type": "aws_launch_template", "attributes": {"block_device_mappings": []}})],
		"verdict": "fail",
	},
	"template: no device": {
		"resources": [template([{"no_device": "true", "ebs": []}, {"no_device": "", "virtual_name": null, "ebs": [{"encrypted": "true"}]}])],
		"verdict": "pass",
	},
	"template: instance store": {
		"resources": [template([{"virtual_name": "ephemeral0", "ebs": []}, {"ebs": [{"encrypted": "true"}]}])],
		"verdict": "pass",
	},
	"template: of a snapshot": {"resources": [template([{"ebs": [{"snapshot_id": "snap-1"}]}])], "verdict": "unknown", "path": mapping_path},
	"template: an encrypted image, which mapping is the root is not told": {
		"resources": [imaged(template([{"ebs": [{"volume_size": 20}]}])), image({"encrypted": true})],
		"verdict": "unknown",
		"path": mapping_path,
	},
	"template: an encrypted image, not encrypted": {
		"resources": [imaged(template([{"ebs": [{"encrypted": "false"}]}])), image({"encrypted": true})],
		"verdict": "fail",
	},
	"template: an image that is open": {
		"resources": [object.union(template([{"ebs": [{}]}]), {"unresolved": ["aws_ami_copy"]})],
		"verdict": "unknown",
	},
	"template: mappings left out, an encrypted image": {
		"resources": [imaged({"type": "aws_launch_template", "attributes": {}}), image({"encrypted": true})],
		"verdict": "pass",
	},
	"template: known only after apply": {
		"resources": [unknown(template([{"ebs": [{}]}]), mapping_path, ["aws_ssm_parameter.a.value"])],
		"verdict": "unknown",
		"path": mapping_path,
	},
	"template: mappings known only after apply": {
		"resources": [unknown({"type": "aws_launch_template", "attributes": {}}, "/block_device_mappings", ["aws_ssm_parameter.a.value"])],
		"verdict": "unknown",
	},
	"template: default of the account, a template that exists": {
		"resources": [with_id(template([{"ebs": [{}]}])), by_default({})],
		"verdict": "pass",
	},
	"launch configuration: encrypted": {
		"resources": [configuration([{"encrypted": true}], [{"encrypted": true}])],
		"verdict": "pass",
	},
	"launch configuration: not encrypted": {
		"resources": [configuration([{"encrypted": true}], [{"encrypted": false}])],
		"verdict": "fail",
		"path": "/ebs_block_device/0/encrypted",
	},
	"launch configuration: no device": {
		"resources": [configuration([{"encrypted": true}], [{"no_device": true}, {"no_device": false, "encrypted": true}])],
		"verdict": "pass",
	},
	"launch configuration: root left out": {
		"resources": [with_id({"type": "aws_launch_configuration", "attributes": {}})],
		"verdict": "fail",
		"path": "/root_block_device",
	},
	"launch configuration: known only after apply": {
		"resources": [unknown(configuration([{}], []), root_path, ["aws_ssm_parameter.a.value"])],
		"verdict": "unknown",
	},
	"another type": {"resources": [{"type": "aws_ebs_volume", "attributes": {"encrypted": false}}], "verdict": "none"},
	"encrypted, default of the account known only after apply": {
		"resources": [
			instance([{"encrypted": true}], []),
			unknown(by_default({}), "/enabled", ["data.aws_ssm_parameter.a.value"]),
		],
		"verdict": "pass",
	},
	"mapping with texts left empty": {
		"resources": [template([{"device_name": "/dev/sda1", "no_device": "", "virtual_name": "", "ebs": [{"encrypted": "false"}]}])],
		"verdict": "fail",
		"path": mapping_path,
	},
	"mapping of a snapshot, encryption left empty": {
		"resources": [template([{"device_name": "/dev/sda1", "ebs": [{"encrypted": "", "snapshot_id": "snap-0a1b2c3d"}]}])],
		"verdict": "unknown",
	},
	"root volume of an encrypted image, in a launch configuration": {
		"resources": [imaged(configuration([{"volume_size": 20}], [])), image({"encrypted": true})],
		"verdict": "pass",
	},
}

root_path := "/root_block_device/0/encrypted"

mapping_path := "/block_device_mappings/0/ebs/0/encrypted"

instance(root, others) := {"type": "aws_instance", "attributes": {"root_block_device": root, "ebs_block_device": others}}

configuration(root, others) := object.union(instance(root, others), {"type": "aws_launch_configuration"})

template(mappings) := {"type": "aws_launch_template", "attributes": {"block_device_mappings": mappings}}

with_id(resource) := object.union(resource, {"attributes": {"id": "id-1"}})

imaged(resource) := object.union(resource, {"links": {_image_attribute(resource): ["image"]}})

_image_attribute(resource) := "ami" if resource.type == "aws_instance"

_image_attribute(resource) := "image_id" if resource.type != "aws_instance"

image(attributes) := {"key": "image", "type": "aws_ami_copy", "attributes": attributes}

by_default(attributes) := {"type": "aws_ebs_encryption_by_default", "attributes": attributes}

unknown(resource, pointer, references) := object.union(resource, {"unknown": {pointer: references}})
