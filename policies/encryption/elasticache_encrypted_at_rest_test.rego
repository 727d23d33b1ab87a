package driftgate.rules.encryption.elasticache_encrypted_at_rest_test

cases := {
	"encrypted": {"resources": [group({path_name: "true"})], "verdict": "pass"},
	"encrypted, in upper case": {"resources": [group({path_name: "TRUE"})], "verdict": "pass"},
	"encrypted, as a boolean": {"resources": [group({path_name: true})], "verdict": "pass"},
	"encrypted, as t": {"resources": [group({path_name: "t"})], "verdict": "pass"},
	"encrypted, as 1": {"resources": [group({path_name: "1"})], "verdict": "pass"},
	"not encrypted": {"resources": [group({path_name: "false"})], "verdict": "fail", "path": path, "findings": 1},
	"not encrypted, as a boolean": {"resources": [group({path_name: false})], "verdict": "fail"},
	"left out": {"resources": [group({})], "verdict": "fail", "path": path},
	"left out, as null": {"resources": [group({path_name: null})], "verdict": "fail"},
	"left out, as empty text": {"resources": [group({path_name: ""})], "verdict": "fail"},
	"known only after apply": {"resources": [unknown(group({}), path, ["aws_ssm_parameter.a.value"])], "verdict": "unknown", "path": path},
	"left to AWS, which depends on an engine that is not known": {"resources": [unknown(group({}), path, [])], "verdict": "unknown"},
	"member of a datastore whose primary is encrypted": {
		"resources": [unknown(member({}), path, []), datastore(["primary"]), primary({path_name: "true"})],
		"verdict": "pass",
	},
	"member of a datastore whose primary is not encrypted": {
		"resources": [unknown(member({}), path, []), datastore(["primary"]), primary({path_name: "false"})],
		"verdict": "fail",
		"path": path,
		"findings": 1,
	},
	"member of a datastore whose primary is open": {
		"resources": [member({}), datastore(["primary"]), unknown(primary({}), path, ["var.x"])],
		"verdict": "unknown",
		"findings": 1,
	},
	"member of a datastore whose primary is elsewhere": {
		"resources": [member({}), datastore([]), primary({path_name: "false"})],
		"verdict": "unknown",
		"path": path,
	},
	"member of a datastore elsewhere": {
		"resources": [group({"global_replication_group_id": "ldgnf-a"})],
		"verdict": "unknown",
		"path": path,
		"findings": 1,
	},
	"member that is known to be encrypted": {
		"resources": [member({path_name: "true"}), datastore(["primary"]), primary({path_name: "false"})],
		"verdict": "pass",
	},
	"member that is known not to be": {
		"resources": [member({path_name: "false"}), datastore(["primary"]), primary({path_name: "true"})],
		"verdict": "fail",
	},
	"encrypted, datastore that cannot be told": {
		"resources": [object.union(group({path_name: "true"}), {"unresolved": ["aws_elasticache_global_replication_group"]})],
		"verdict": "pass",
	},
	"customer-managed key asked for, left out": {
		"resources": [group({path_name: "true"})],
		"params": {"require_cmk": true},
		"verdict": "fail",
		"path": "/kms_key_id",
	},
	"customer-managed key asked for, not even encrypted": {
		"resources": [group({path_name: "false"})],
		"params": {"require_cmk": true},
		"verdict": "fail",
		"path": path,
		"findings": 1,
	},
	"customer-managed key asked for, member without one": {
		"resources": [member({}), datastore(["primary"]), primary({path_name: "true"})],
		"params": {"require_cmk": true},
		"verdict": "fail",
		"path": "/kms_key_id",
	},
	"customer-managed key asked for, of the same plan": {
		"resources": [unknown(group({path_name: "true"}), "/kms_key_id", ["aws_kms_key.a.arn"])],
		"params": {"require_cmk": true},
		"verdict": "pass",
	},
	"customer-managed key asked for, a key that is not known here": {
		"resources": [group({path_name: "true", "kms_key_id": key})],
		"params": {"require_cmk": true},
		"verdict": "unknown",
		"path": "/kms_key_id",
	},
	"customer-managed key asked for, approved": {
		"resources": [group({path_name: "true", "kms_key_id": key})],
		"params": {"require_cmk": true, "approved_key_arns": [key]},
		"verdict": "pass",
	},
	"customer-managed key asked for, of this document": {
		"resources": [
			object.union(group({path_name: "true", "kms_key_id": key}), {"links": {"kms_key_id": ["key"]}}),
			{"key": "key", "type": "aws_kms_replica_key", "attributes": {"arn": key}},
		],
		"params": {"require_cmk": true},
		"verdict": "pass",
	},
	"another type": {"resources": [{"type": "aws_elasticache_cluster", "attributes": {}}], "verdict": "none"},
}

path_name := "at_rest_encryption_enabled"

path := "/at_rest_encryption_enabled"

key := "arn:aws:kms:eu-west-1:111122223333:key/a"

group(attributes) := {"type": "aws_elasticache_replication_group", "attributes": attributes}

member(attributes) := object.union(
	group(object.union(attributes, {"global_replication_group_id": "ldgnf-a"})),
	{"links": {"global_replication_group_id": ["datastore"]}},
)

datastore(keys) := {
	"key": "datastore",
	"type": "aws_elasticache_global_replication_group",
	"attributes": {},
	"links": {"primary_replication_group_id": keys},
}

primary(attributes) := object.union(group(attributes), {"key": "primary"})

unknown(resource, pointer, references) := object.union(resource, {"unknown": {pointer: references}})
