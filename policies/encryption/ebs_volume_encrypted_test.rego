package driftgate.rules.encryption.ebs_volume_encrypted_test

cases := {
	"encrypted": {"resources": [volume({"encrypted": true})], "verdict": "pass"},
	"not encrypted": {"resources": [volume({"encrypted": false})], "verdict": "fail", "path": "/encrypted", "findings": 1},
	"left out": {"resources": [volume({})], "verdict": "fail", "path": "/encrypted"},
	"left out, as null": {"resources": [volume({"encrypted": null, "snapshot_id": null})], "verdict": "fail"},
	"left out, snapshot left to AWS": {
		"resources": [object.union(volume({"encrypted": false}), {"unknown": {"/snapshot_id": []}})],
		"verdict": "fail",
	},
	"left out, with a key that AWS then refuses": {"resources": [volume({"kms_key_id": "alias/disk"})], "verdict": "fail"},
	"known only after apply": {
		"resources": [object.union(volume({}), {"unknown": {"/encrypted": ["data.aws_ebs_encryption_by_default.a.enabled"]}})],
		"verdict": "unknown",
	},
	"default of the account": {"resources": [volume({}), by_default({"enabled": true})], "verdict": "pass"},
	"default of the account, left out": {"resources": [volume({"encrypted": false}), by_default({})], "verdict": "pass"},
	"default of the account, left out, as null": {"resources": [volume({}), by_default({"enabled": null})], "verdict": "pass"},
	"default of the account switched off": {"resources": [volume({}), by_default({"enabled": false})], "verdict": "fail"},
	"default of the account known only after apply": {
		"resources": [volume({}), object.union(by_default({}), {"unknown": {"/enabled": ["data.aws_ssm_parameter.a.value"]}})],
		"verdict": "unknown",
		"path": "/encrypted",
		"findings": 1,
	},
	"encrypted, default of the account known only after apply": {
		"resources": [
			volume({"encrypted": true}),
			object.union(by_default({}), {"unknown": {"/enabled": ["data.aws_ssm_parameter.a.value"]}}),
		],
		"verdict": "pass",
	},
	"default of the same region": {
		"resources": [
			object.union(volume({}), {"account": "111122223333", "region": "eu-west-1"}),
			object.union(by_default({"enabled": true}), {"account": "111122223333", "region": "eu-west-1"}),
		],
		"verdict": "pass",
	},
	"default of another region": {
		"resources": [
			object.union(volume({}), {"region": "eu-west-1"}),
			object.union(by_default({"enabled": true}), {"region": "eu-north-1"}),
		],
		"verdict": "fail",
	},
	"default of another account": {
		"resources": [
			object.union(volume({}), {"account": "111122223333"}),
			object.union(by_default({"enabled": true}), {"account": "444455556666"}),
		],
		"verdict": "fail",
	},
	"default of an account that is not known": {
		"resources": [object.union(volume({}), {"account": "111122223333"}), by_default({"enabled": true})],
		"verdict": "pass",
	},
	"known, made before the default of the account": {
		"resources": [volume({"id": "vol-0a1b2c3d", "encrypted": false}), by_default({"enabled": true})],
		"verdict": "fail",
	},
	"from a snapshot elsewhere": {"resources": [volume({"snapshot_id": "snap-0a1b2c3d"})], "verdict": "unknown", "path": "/encrypted"},
	"from a snapshot elsewhere, not encrypted": {
		"resources": [volume({"snapshot_id": "snap-0a1b2c3d", "encrypted": false})],
		"verdict": "fail",
	},
	"from a snapshot elsewhere, encrypted": {
		"resources": [volume({"snapshot_id": "snap-0a1b2c3d", "encrypted": true})],
		"verdict": "pass",
	},
	"from a snapshot that a data source finds": {
		"resources": [object.union(volume({}), {"unknown": {"/snapshot_id": ["data.aws_ebs_snapshot.a.id"], "/encrypted": []}})],
		"verdict": "unknown",
	},
	"from a snapshot that could not be told": {
		"resources": [object.union(volume({}), {
			"unknown": {"/snapshot_id": ["local.snapshots"], "/encrypted": []},
			"unresolved": ["aws_ebs_snapshot"],
		})],
		"verdict": "unknown",
	},
	"encrypted, from a snapshot that could not be told": {
		"resources": [object.union(volume({"encrypted": true}), {"unresolved": ["aws_ebs_snapshot"]})],
		"verdict": "pass",
	},
	"from a snapshot elsewhere, default of the account": {
		"resources": [volume({"snapshot_id": "snap-0a1b2c3d"}), by_default({})],
		"verdict": "pass",
	},
	"from an encrypted snapshot": {"resources": [restored, snapshot({"encrypted": true})], "verdict": "pass"},
	"from a snapshot that is not encrypted": {
		"resources": [restored, snapshot({"encrypted": false})],
		"verdict": "fail",
		"path": "/encrypted",
		"findings": 1,
	},
	"from an encrypted copy": {
		"resources": [restored, {"key": "snapshot", "type": "aws_ebs_snapshot_copy", "attributes": {"encrypted": true}}],
		"verdict": "pass",
	},
	"from a new snapshot of a volume elsewhere": {
		"resources": [restored, object.union(snapshot({"volume_id": "vol-0a1b2c3d"}), {"unknown": {"/encrypted": []}})],
		"verdict": "unknown",
		"findings": 1,
	},
	"from a new snapshot of an encrypted volume": {
		"resources": [restored, taken, source({"encrypted": true})],
		"verdict": "pass",
	},
	"from a new snapshot of a volume that is not encrypted": {
		"resources": [restored, taken, source({"encrypted": false})],
		"verdict": "fail",
		"path": "/encrypted",
		"findings": 1,
	},
	"from a new snapshot of a volume that is not known yet": {
		"resources": [restored, taken, object.union(source({}), {"unknown": {"/encrypted": ["data.aws_kms_key.a.enabled"]}})],
		"verdict": "unknown",
	},
	"another type": {"resources": [{"type": "aws_ebs_snapshot", "attributes": {"encrypted": false}}], "verdict": "none"},
	"the default of the account itself": {"resources": [by_default({"enabled": false})], "verdict": "none"},
	"not encrypted, from a snapshot that is not either": {
		"resources": [refused, snapshot({"encrypted": false})],
		"verdict": "fail",
		"findings": 1,
	},
	"not encrypted, from a new snapshot of a volume that is not either": {
		"resources": [refused, taken, source({"encrypted": false})],
		"verdict": "fail",
		"findings": 1,
	},
	"from a snapshot that is not encrypted, default of the account known only after apply": {
		"resources": [restored, snapshot({"encrypted": false}), open_default],
		"verdict": "unknown",
	},
	"from a new snapshot of a volume that is not encrypted, default of the account known only after apply": {
		"resources": [restored, taken, source({"encrypted": false}), open_default],
		"verdict": "unknown",
	},
	"from a snapshot without a word, of a volume that is not encrypted": {
		"resources": [restored, object.union(snapshot({}), {"links": {"volume_id": ["source"]}}), source({"encrypted": false})],
		"verdict": "fail",
		"findings": 1,
	},
	"known, made from a snapshot that was encrypted since": {
		"resources": [
			object.union(volume({"id": "vol-0a1b2c3d", "encrypted": false}), {"links": {"snapshot_id": ["snapshot"]}}),
			snapshot({"encrypted": true}),
		],
		"verdict": "fail",
	},
	"from a snapshot that is not encrypted, of a volume that is": {
		"resources": [
			restored,
			object.union(snapshot({"encrypted": false}), {"links": {"volume_id": ["source"]}}),
			source({"encrypted": true}),
		],
		"verdict": "fail",
	},
	"from a new snapshot of a volume that is not encrypted, beside one that is": {
		"resources": [restored, taken, source({"encrypted": false}), {"key": "other", "type": "aws_ebs_volume", "attributes": {"encrypted": true}}],
		"verdict": "fail",
	},
	"known, default of the account known only after apply": {
		"resources": [volume({"id": "vol-0a1b2c3d", "encrypted": false}), open_default],
		"verdict": "fail",
	},
}

volume(attributes) := {"key": "volume", "type": "aws_ebs_volume", "attributes": attributes}

by_default(attributes) := {"type": "aws_ebs_encryption_by_default", "attributes": attributes}

restored := object.union(volume({}), {
	"unknown": {"/snapshot_id": ["aws_ebs_snapshot.a.id"], "/encrypted": []},
	"links": {"snapshot_id": ["snapshot"]},
})

snapshot(attributes) := {"key": "snapshot", "type": "aws_ebs_snapshot", "attributes": attributes}

taken := object.union(snapshot({}), {
	"unknown": {"/volume_id": ["aws_ebs_volume.source.id"], "/encrypted": []},
	"links": {"volume_id": ["source"]},
})

source(attributes) := {"key": "source", "type": "aws_ebs_volume", "attributes": attributes}

open_default := object.union(by_default({}), {"unknown": {"/enabled": ["data.aws_ssm_parameter.a.value"]}})

refused := object.union(volume({"encrypted": false}), {
	"unknown": {"/snapshot_id": ["aws_ebs_snapshot.a.id"]},
	"links": {"snapshot_id": ["snapshot"]},
})
