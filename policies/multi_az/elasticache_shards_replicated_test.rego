package driftgate.rules.multi_az.elasticache_shards_replicated_test

cases := {
	"two nodes": {"resources": [group({"num_cache_clusters": 2}, {"/replicas_per_node_group": []})], "environment": "prod", "verdict": "pass"},
	"one node": {
		"resources": [group({"num_cache_clusters": 1}, {"/replicas_per_node_group": []})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/num_cache_clusters",
		"findings": 1,
	},
	"one replica": {"resources": [group({"replicas_per_node_group": 1}, {"/num_cache_clusters": []})], "environment": "prod", "verdict": "pass"},
	"no replica": {
		"resources": [group({"replicas_per_node_group": 0, "num_node_groups": 3}, {"/num_cache_clusters": []})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/replicas_per_node_group",
		"findings": 1,
	},
	"left out": {
		"resources": [group({}, {})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/replicas_per_node_group",
		"findings": 1,
	},
	"left out, as null": {
		"resources": [group({"num_cache_clusters": null, "replicas_per_node_group": null, "node_group_configuration": []}, {})],
		"environment": "prod",
		"verdict": "fail",
	},
	"nodes known only after apply": {
		"resources": [group({}, {"/num_cache_clusters": ["data.aws_ssm_parameter.nodes.value"]})],
		"environment": "prod",
		"verdict": "unknown",
		"path": "/replicas_per_node_group",
	},
	"replicas known only after apply": {
		"resources": [group({}, {"/replicas_per_node_group": ["data.aws_ssm_parameter.replicas.value"]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"shards known only after apply": {
		"resources": [group({}, {"/node_group_configuration": ["data.http.shards.body"]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"two nodes, replicas as null": {
		"resources": [group({"num_cache_clusters": 2, "replicas_per_node_group": null}, {})],
		"environment": "prod",
		"verdict": "pass",
	},
	"one replica, nodes as null": {
		"resources": [group({"num_cache_clusters": null, "replicas_per_node_group": 1}, {})],
		"environment": "prod",
		"verdict": "pass",
	},
	"two nodes, shards not counted": {
		"resources": [group({"num_cache_clusters": 2, "num_node_groups": 0, "replicas_per_node_group": 0}, {})],
		"environment": "prod",
		"verdict": "pass",
	},
	"one node, shards not counted": {
		"resources": [group({"num_cache_clusters": 1, "num_node_groups": 0, "replicas_per_node_group": 0}, {})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/num_cache_clusters",
		"findings": 1,
	},
	"shards that exist, with replicas": {
		"resources": [group({"num_cache_clusters": 4, "num_node_groups": 2, "replicas_per_node_group": 1}, {})],
		"environment": "prod",
		"verdict": "pass",
	},
	"shards that exist, without replicas": {
		"resources": [group({"num_cache_clusters": 2, "num_node_groups": 2, "replicas_per_node_group": 0}, {})],
		"environment": "prod",
		"verdict": "fail",
		"findings": 2,
	},
	"a replica that is being added": {
		"resources": [group({"num_cache_clusters": 2, "num_node_groups": 1, "replicas_per_node_group": 0}, {})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"a replica that is being taken away": {
		"resources": [group({"num_cache_clusters": 1, "num_node_groups": 1, "replicas_per_node_group": 1}, {})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"shards with a replica each": {
		"resources": [group({"node_group_configuration": [{"replica_count": 1}, {"replica_count": 2}]}, {})],
		"environment": "prod",
		"verdict": "pass",
	},
	"one shard without a replica": {
		"resources": [group({"node_group_configuration": [{"replica_count": 1}, {"replica_count": 0}]}, {})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/node_group_configuration/1/replica_count",
		"findings": 1,
	},
	"one shard without a replica, whatever is said of all": {
		"resources": [group({"replicas_per_node_group": 1, "node_group_configuration": [{"replica_count": 0}]}, {})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/node_group_configuration/0/replica_count",
	},
	"shards that leave it out": {
		"resources": [group({"node_group_configuration": [{"slots": "0-16383"}]}, {"/replicas_per_node_group": []})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/node_group_configuration/0/replica_count",
	},
	"shards that leave it out, as null": {
		"resources": [group({"replicas_per_node_group": null, "node_group_configuration": [{"replica_count": null}]}, {})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/node_group_configuration/0/replica_count",
	},
	"shards that leave it to all": {
		"resources": [group({"replicas_per_node_group": 2, "node_group_configuration": [{"slots": "0-16383"}]}, {})],
		"environment": "prod",
		"verdict": "pass",
	},
	"shards that leave it to all, which is known only after apply": {
		"resources": [group(
			{"node_group_configuration": [{"slots": "0-16383"}]},
			{"/replicas_per_node_group": ["data.aws_ssm_parameter.replicas.value"]},
		)],
		"environment": "prod",
		"verdict": "unknown",
	},
	"shards that leave it to all, which is known only after apply, beside nodes that exist": {
		"resources": [group(
			{"num_cache_clusters": 4, "node_group_configuration": [{"slots": "0-16383"}]},
			{"/replicas_per_node_group": ["data.aws_ssm_parameter.replicas.value"]},
		)],
		"environment": "prod",
		"verdict": "unknown",
	},
	"replicas of a shard known only after apply": {
		"resources": [group(
			{"replicas_per_node_group": 1, "node_group_configuration": [{"replica_count": 1}, {}]},
			{"/node_group_configuration/1/replica_count": ["data.aws_ssm_parameter.replicas.value"]},
		)],
		"environment": "prod",
		"verdict": "unknown",
	},
	"replicas of the only shard known only after apply": {
		"resources": [group(
			{"node_group_configuration": [{}]},
			{"/node_group_configuration/0/replica_count": ["data.aws_ssm_parameter.replicas.value"]},
		)],
		"environment": "prod",
		"verdict": "unknown",
	},
	"nodes in two named zones": {
		"resources": [group({"num_cache_clusters": 2, "preferred_cache_cluster_azs": ["a", "b"]}, {})],
		"environment": "prod",
		"verdict": "pass",
	},
	"nodes in one named zone": {
		"resources": [group({"num_cache_clusters": 2, "preferred_cache_cluster_azs": ["a", "a"]}, {})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/preferred_cache_cluster_azs",
		"findings": 1,
	},
	"one zone named": {
		"resources": [group({"num_cache_clusters": 2, "preferred_cache_cluster_azs": ["a"]}, {})],
		"environment": "prod",
		"verdict": "fail",
	},
	"four zones asked for, one known only after apply": {
		"resources": [group(
			{"num_cache_clusters": 3, "preferred_cache_cluster_azs": ["a", "b", null]},
			{"/preferred_cache_cluster_azs/2": ["data.aws_ssm_parameter.zone.value"]},
		)],
		"environment": "prod",
		"params": {"min_azs": 4},
		"verdict": "unknown",
	},
	"four zones of a shard asked for, one known only after apply": {
		"resources": [shard(
			{"primary_availability_zone": "a", "replica_availability_zones": ["b", null]},
			{"/node_group_configuration/0/replica_availability_zones/1": ["data.aws_ssm_parameter.zone.value"]},
		)],
		"environment": "prod",
		"params": {"min_azs": 4},
		"verdict": "unknown",
	},
	"no zone named": {
		"resources": [group({"num_cache_clusters": 2, "preferred_cache_cluster_azs": []}, {})],
		"environment": "prod",
		"verdict": "pass",
	},
	"a zone known only after apply": {
		"resources": [group(
			{"num_cache_clusters": 2, "preferred_cache_cluster_azs": ["a", null]},
			{"/preferred_cache_cluster_azs/1": ["data.aws_ssm_parameter.zone.value"]},
		)],
		"environment": "prod",
		"verdict": "unknown",
	},
	"zones known only after apply": {
		"resources": [group({"num_cache_clusters": 2}, {"/preferred_cache_cluster_azs": ["data.aws_ssm_parameter.zones.value"]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"shard in two named zones": {"resources": [shard({"primary_availability_zone": "a", "replica_availability_zones": ["b"]}, {})], "environment": "prod", "verdict": "pass"},
	"shard in one named zone": {
		"resources": [shard({"primary_availability_zone": "a", "replica_availability_zones": ["a"]}, {})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/node_group_configuration/0/replica_availability_zones",
		"findings": 1,
	},
	"shard whose primary is left to AWS": {"resources": [shard({"replica_availability_zones": ["a"]}, {})], "environment": "prod", "verdict": "pass"},
	"shard whose replicas are left to AWS": {
		"resources": [shard({"primary_availability_zone": "a", "replica_availability_zones": []}, {})],
		"environment": "prod",
		"verdict": "pass",
	},
	"shard with a replica in a zone known only after apply": {
		"resources": [shard(
			{"primary_availability_zone": "a", "replica_availability_zones": [null, "a"]},
			{"/node_group_configuration/0/replica_availability_zones/0": ["data.aws_ssm_parameter.zone.value"]},
		)],
		"environment": "prod",
		"verdict": "unknown",
	},
	"shard with a primary in a zone known only after apply": {
		"resources": [shard(
			{"replica_availability_zones": ["a"]},
			{"/node_group_configuration/0/primary_availability_zone": ["data.aws_ssm_parameter.zone.value"]},
		)],
		"environment": "prod",
		"verdict": "unknown",
	},
	"three zones asked for": {
		"resources": [group({"num_cache_clusters": 3, "preferred_cache_cluster_azs": ["a", "b", "b"]}, {})],
		"environment": "prod",
		"params": {"min_azs": 3},
		"verdict": "fail",
	},
	"three zones of a shard asked for": {
		"resources": [shard({"primary_availability_zone": "a", "replica_availability_zones": ["b"]}, {})],
		"environment": "prod",
		"params": {"min_azs": 3},
		"verdict": "fail",
	},
	"another environment": {"resources": [group({}, {})], "environment": "dev", "verdict": "none"},
	"environment not known": {"resources": [group({}, {})], "verdict": "unknown"},
	"environments are a parameter": {"resources": [group({}, {})], "environment": "dev", "params": {"environments": ["dev"]}, "verdict": "fail"},
	"exempt until a day to come": {
		"resources": [group({"tags": {"driftgate:single-az-approved": "2026-09-01"}}, {})],
		"environment": "prod",
		"verdict": "none",
	},
	"exemption has ended": {
		"resources": [group({"tags": {"driftgate:single-az-approved": "2026-05-01"}}, {})],
		"environment": "prod",
		"verdict": "fail",
	},
	"exempt by a tag of another name": {
		"resources": [group({"tags": {"ha:waived": "2027-01-31"}}, {})],
		"environment": "prod",
		"params": {"exempt_tag": "ha:waived"},
		"verdict": "none",
	},
	"another type": {"resources": [{"type": "aws_elasticache_cluster", "attributes": {}}], "environment": "prod", "verdict": "none"},
}

group(attributes, unknown) := {"type": "aws_elasticache_replication_group", "attributes": attributes, "unknown": unknown}

shard(attributes, unknown) := group({"node_group_configuration": [object.union({"replica_count": 1}, attributes)]}, unknown)
