package driftgate.rules.encryption.rds_cluster_storage_encrypted_test

cases := {
	"encrypted": {"resources": [cluster({"storage_encrypted": true})], "verdict": "pass"},
	"not encrypted": {"resources": [cluster({"storage_encrypted": false})], "verdict": "fail", "path": "/storage_encrypted"},
	"left out": {"resources": [cluster({})], "verdict": "fail", "path": "/storage_encrypted"},
	"left out, as null": {"resources": [cluster({"storage_encrypted": null, "engine_mode": "provisioned"})], "verdict": "fail"},
	"left out, with a key that is then not used": {"resources": [cluster({"kms_key_id": key})], "verdict": "fail"},
	"left out, of a mode that is not known": {
		"resources": [object.union(cluster({}), {"unknown": {"/engine_mode": ["data.aws_ssm_parameter.mode.value"]}})],
		"verdict": "unknown",
	},
	"left out, serverless v1": {"resources": [cluster({"engine_mode": "serverless"})], "verdict": "pass"},
	"serverless v1, filled with the default of others": {
		"resources": [cluster({"engine_mode": "serverless", "storage_encrypted": false})],
		"verdict": "pass",
	},
	"left to AWS, serverless v1": {
		"resources": [object.union(cluster({"engine_mode": "serverless"}), {"unknown": {"/storage_encrypted": []}})],
		"verdict": "pass",
	},
	"known only after apply": {
		"resources": [object.union(cluster({}), {"unknown": {"/storage_encrypted": ["data.aws_rds_cluster.a.storage_encrypted"]}})],
		"verdict": "unknown",
		"findings": 1,
	},
	"left to AWS without a documented default": {
		"resources": [object.union(cluster({}), {"unknown": {"/storage_encrypted": []}})],
		"verdict": "unknown",
	},
	"restored from a snapshot elsewhere": {"resources": [cluster({"snapshot_identifier": "nightly"})], "verdict": "unknown"},
	"restored from a snapshot elsewhere, not encrypted": {
		"resources": [cluster({"snapshot_identifier": "nightly", "storage_encrypted": false})],
		"verdict": "fail",
	},
	"restored from a snapshot elsewhere, with a key": {
		"resources": [cluster({"snapshot_identifier": "nightly", "kms_key_id": key})],
		"verdict": "pass",
	},
	"restored with a key of the same plan": {
		"resources": [object.union(
			cluster({"snapshot_identifier": "nightly"}),
			{"unknown": {"/kms_key_id": ["aws_kms_key.a.arn"], "/storage_encrypted": []}},
		)],
		"verdict": "pass",
	},
	"restored, key left to AWS": {
		"resources": [object.union(cluster({"snapshot_identifier": "nightly"}), {"unknown": {"/kms_key_id": []}})],
		"verdict": "unknown",
	},
	"restored from an encrypted snapshot": {
		"resources": [
			from("snapshot_identifier"),
			{"key": "main", "type": "aws_db_cluster_snapshot", "attributes": {"storage_encrypted": true}},
		],
		"verdict": "pass",
	},
	"restored from a snapshot that is not encrypted": {
		"resources": [
			from("snapshot_identifier"),
			{"key": "main", "type": "aws_db_cluster_snapshot", "attributes": {"storage_encrypted": false}},
		],
		"verdict": "fail",
		"path": "/storage_encrypted",
	},
	"restored from a snapshot of the same plan": {
		"resources": [
			from("snapshot_identifier"),
			{"key": "main", "type": "aws_db_cluster_snapshot", "attributes": {}, "unknown": {"/storage_encrypted": []}},
		],
		"verdict": "unknown",
	},
	"restored to a point in time": {
		"resources": [cluster({"restore_to_point_in_time": [{"source_cluster_identifier": "main"}]})],
		"verdict": "unknown",
	},
	"no restore": {"resources": [cluster({"restore_to_point_in_time": []})], "verdict": "fail"},
	"replica of an encrypted instance": {
		"resources": [
			from("replication_source_identifier"),
			{"key": "main", "type": "aws_db_instance", "attributes": {"storage_encrypted": true}},
		],
		"verdict": "pass",
	},
	"replica of a cluster that is not encrypted": {
		"resources": [
			from("replication_source_identifier"),
			{"key": "main", "type": "aws_rds_cluster", "attributes": {"storage_encrypted": false}},
		],
		"verdict": "fail",
	},
	"replica of a cluster that is not known yet": {
		"resources": [
			from("replication_source_identifier"),
			{"key": "main", "type": "aws_rds_cluster", "attributes": {}, "unknown": {"/storage_encrypted": ["aws_kms_key.a.enabled"]}},
		],
		"verdict": "unknown",
	},
	"member of an encrypted global cluster": {
		"resources": [from("global_cluster_identifier"), global("main", {"storage_encrypted": true})],
		"verdict": "pass",
	},
	"member of a global cluster that is not encrypted": {
		"resources": [from("global_cluster_identifier"), global("main", {"storage_encrypted": false})],
		"verdict": "fail",
		"findings": 1,
	},
	"encrypted member of a global cluster that is not known yet": {
		"resources": [
			object.union(from("global_cluster_identifier"), {"attributes": {"storage_encrypted": true}}),
			object.union(global("main", {}), {"unknown": {"/storage_encrypted": ["aws_kms_key.a.enabled"]}}),
		],
		"verdict": "pass",
	},
	"member of a global cluster elsewhere": {
		"resources": [cluster({"global_cluster_identifier": "world"})],
		"verdict": "unknown",
	},
	"member of a global cluster that could not be told": {
		"resources": [object.union(cluster({}), {
			"unknown": {"/global_cluster_identifier": ["data.aws_rds_global_cluster.a.id"], "/storage_encrypted": []},
			"unresolved": ["aws_rds_global_cluster"],
		})],
		"verdict": "unknown",
	},
	"second member, of a global cluster made from an encrypted cluster": {
		"resources": [
			from("global_cluster_identifier"),
			object.union(made_from("first"), {"key": "main"}),
			first({"storage_encrypted": true}),
		],
		"verdict": "pass",
	},
	"second member, of a global cluster made from one that is not encrypted": {
		"resources": [
			from("global_cluster_identifier"),
			object.union(made_from("first"), {"key": "main"}),
			first({"storage_encrypted": false}),
		],
		"verdict": "fail",
		"path": "/storage_encrypted",
	},
	"global, encrypted": {"resources": [global("main", {"storage_encrypted": true})], "verdict": "pass"},
	"global, left out": {"resources": [global("main", {})], "verdict": "fail", "path": "/storage_encrypted"},
	"global, not encrypted": {"resources": [global("main", {"storage_encrypted": false})], "verdict": "fail"},
	"global, made from an encrypted cluster": {
		"resources": [made_from("first"), first({"storage_encrypted": true})],
		"verdict": "pass",
	},
	"global, made from a cluster that is not encrypted": {
		"resources": [made_from("first"), first({"storage_encrypted": false})],
		"verdict": "fail",
	},
	"global, made from a cluster elsewhere": {
		"resources": [global("main", {"source_db_cluster_identifier": "arn:aws:rds:eu-west-1:111122223333:cluster:main"})],
		"verdict": "unknown",
		"path": "/storage_encrypted",
	},
	"another type": {"resources": [{"type": "aws_docdb_cluster", "attributes": {}}], "verdict": "none"},
	"not encrypted, restored from a snapshot that is not either": {
		"resources": [
			object.union(cluster({"snapshot_identifier": "nightly", "storage_encrypted": false}), {"links": {"snapshot_identifier": ["main"]}}),
			{"key": "main", "type": "aws_db_cluster_snapshot", "attributes": {"storage_encrypted": false}},
		],
		"verdict": "fail",
		"findings": 1,
	},
	"restored with a key, from a snapshot that is not encrypted": {
		"resources": [
			object.union(from("snapshot_identifier"), {"attributes": {"kms_key_id": key}}),
			{"key": "main", "type": "aws_db_cluster_snapshot", "attributes": {"storage_encrypted": false}},
		],
		"verdict": "pass",
	},
	"replica of a cluster of a mode that is not known": {
		"resources": [
			from("replication_source_identifier"),
			{"key": "main", "type": "aws_rds_cluster", "attributes": {}, "unknown": {"/engine_mode": ["data.aws_ssm_parameter.mode.value"]}},
		],
		"verdict": "unknown",
	},
	"no restore, as an empty object": {"resources": [cluster({"restore_to_point_in_time": {}})], "verdict": "fail"},
}

key := "arn:aws:kms:eu-west-1:111122223333:key/9d8f0a6c-1111-2222-3333-444455556666"

cluster(attributes) := {"type": "aws_rds_cluster", "attributes": attributes}

# A cluster whose storage comes from the resource `main`, made by the same plan.
from(origin) := {
	"key": "copy",
	"type": "aws_rds_cluster",
	"attributes": {},
	"unknown": {concat("", ["/", origin]): ["aws_resource.main.id"], "/storage_encrypted": []},
	"links": {origin: ["main"]},
}

first(attributes) := {"key": "first", "type": "aws_rds_cluster", "attributes": attributes}

global(name, attributes) := {"key": name, "type": "aws_rds_global_cluster", "attributes": attributes}

made_from(name) := {
	"key": "global",
	"type": "aws_rds_global_cluster",
	"attributes": {},
	"unknown": {"/source_db_cluster_identifier": ["aws_rds_cluster.first.arn"], "/storage_encrypted": []},
	"links": {"source_db_cluster_identifier": [name]},
}
