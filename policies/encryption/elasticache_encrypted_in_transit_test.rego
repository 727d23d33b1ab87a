package driftgate.rules.encryption.elasticache_encrypted_in_transit_test

cases := {
	"required": {"resources": [group({enabled: true, mode: "required"})], "verdict": "pass"},
	"enabled, mode left out": {"resources": [group({enabled: true})], "verdict": "pass"},
	"enabled, mode as null": {"resources": [group({enabled: true, mode: null})], "verdict": "pass"},
	"preferred": {
		"resources": [group({enabled: true, mode: "preferred"})],
		"verdict": "fail",
		"path": "/transit_encryption_mode",
		"findings": 1,
	},
	"not enabled": {"resources": [group({enabled: false})], "verdict": "fail", "path": path, "findings": 1},
	"not enabled, though preferred": {"resources": [group({enabled: false, mode: "preferred"})], "verdict": "fail", "path": path, "findings": 1},
	"not enabled, with an id of its own": {
		"resources": [group({enabled: false, "replication_group_id": "main"})],
		"verdict": "fail",
		"path": path,
	},
	"left out": {"resources": [group({})], "verdict": "fail", "path": path},
	"left out, as null": {"resources": [group({enabled: null})], "verdict": "fail"},
	"known only after apply": {"resources": [unknown(group({}), {path: ["aws_ssm_parameter.a.value"]})], "verdict": "unknown", "path": path},
	"mode known only after apply": {
		"resources": [unknown(group({enabled: true}), {"/transit_encryption_mode": ["aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
		"path": "/transit_encryption_mode",
	},
	"member of a datastore whose primary is encrypted": {
		"resources": [unknown(member({}), {path: [], "/transit_encryption_mode": []}), datastore(["primary"]), primary({enabled: true})],
		"verdict": "pass",
	},
	"member of a datastore whose primary is not encrypted": {
		"resources": [unknown(member({}), {path: []}), datastore(["primary"]), primary({enabled: false})],
		"verdict": "fail",
		"path": path,
		"findings": 1,
	},
	"member of a datastore whose primary is open": {
		"resources": [member({}), datastore(["primary"]), unknown(primary({}), {path: ["aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
		"findings": 1,
	},
	"member of a datastore whose primary is elsewhere": {
		"resources": [member({}), datastore([]), primary({enabled: true})],
		"verdict": "unknown",
		"path": path,
	},
	"member that is known to be encrypted": {
		"resources": [member({enabled: true}), datastore(["primary"]), primary({enabled: false})],
		"verdict": "pass",
	},
	"member that is known to be encrypted, mode open": {
		"resources": [
			unknown(member({enabled: true}), {"/transit_encryption_mode": ["aws_ssm_parameter.a.value"]}),
			datastore(["primary"]), primary({enabled: true}),
		],
		"verdict": "unknown",
		"path": "/transit_encryption_mode",
	},
	"member that is known not to be": {
		"resources": [member({enabled: false}), datastore(["primary"]), primary({enabled: true})],
		"verdict": "fail",
	},
	"encrypted, datastore that cannot be told": {
		"resources": [object.union(group({enabled: true}), {"unresolved": ["aws_elasticache_global_replication_group"]})],
		"verdict": "pass",
	},
	"cluster": {"resources": [cluster({enabled: true})], "verdict": "pass"},
	"cluster, group left to AWS": {"resources": [unknown(cluster({enabled: true}), {"/replication_group_id": []})], "verdict": "pass"},
	"cluster, not enabled": {"resources": [cluster({enabled: false})], "verdict": "fail", "path": path},
	"cluster, left out": {"resources": [cluster({})], "verdict": "fail"},
	"cluster, known only after apply": {"resources": [unknown(cluster({}), {path: ["aws_ssm_parameter.a.value"]})], "verdict": "unknown"},
	"cluster of a replication group": {"resources": [cluster({"replication_group_id": "main"})], "verdict": "none"},
	"cluster of a replication group of the same plan": {
		"resources": [unknown(cluster({}), {path: [], "/replication_group_id": ["aws_elasticache_replication_group.a.id"]})],
		"verdict": "none",
	},
	"cluster of a replication group that is known only after apply": {
		"resources": [unknown(cluster({enabled: false}), {"/replication_group_id": ["data.aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
		"path": "/replication_group_id",
	},
	"cluster of no replication group": {
		"resources": [unknown(cluster({enabled: false}), {"/replication_group_id": []})],
		"verdict": "fail",
		"path": path,
	},
	"another type": {"resources": [{"type": "aws_elasticache_serverless_cache", "attributes": {}}], "verdict": "none"},
}

enabled := "transit_encryption_enabled"

mode := "transit_encryption_mode"

path := "/transit_encryption_enabled"

group(attributes) := {"type": "aws_elasticache_replication_group", "attributes": attributes}

cluster(attributes) := {"type": "aws_elasticache_cluster", "attributes": attributes}

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

unknown(resource, pointers) := object.union(resource, {"unknown": pointers})
