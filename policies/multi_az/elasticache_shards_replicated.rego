# METADATA
# title: Give every cache shard at least one replica
# description: A shard without a replica in another Availability Zone loses its data and its traffic with its only node, and nothing is there to fail over to.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.html
# custom:
#   id: MAZ-CACHE-02
#   severity: high
#   resource_types: [aws_elasticache_replication_group]
#   decisive:
#     aws_elasticache_replication_group: [/preferred_cache_cluster_azs/*, /node_group_configuration/*/primary_availability_zone, /node_group_configuration/*/replica_availability_zones/*]
#   # A group without a count of its own has one shard, and one whose count an expression decides gives replicas for each.
#   incidental:
#     aws_elasticache_replication_group: [/num_node_groups]
#   params:
#     min_azs:
#       description: availability zones that the nodes of a shard have to be in, where zones are named
#       default: 2
#     environments:
#       description: environments in which the rule holds
#       default: [prod]
#     exempt_tag:
#       description: tag that exempts a replication group until the date (YYYY-MM-DD) that is its value
#       default: driftgate:single-az-approved
#   remediation: Set replicas_per_node_group = 1, or num_cache_clusters = 2
#   frameworks:
#     NIST-800-53r5: [CP-10, SI-13(5)]
#     SOC2: [A1.2]
#   requirement: ["000_82979fcacfb6097f.txt:148", "000_82979fcacfb6097f.txt:234", "002_ca0578468a496687.txt:50-54,115,142", "003_11714f712a81a514.txt:124-125"]
package driftgate.rules.multi_az.elasticache_shards_replicated

import data.driftgate.lib.exemption
import data.driftgate.lib.network
import data.driftgate.lib.resource

deny contains resource.finding(group, path, "a shard has no replica") if {
	some group in resource.of("aws_elasticache_replication_group")
	some path in _lacking(group)
}

deny contains resource.finding(group, "/preferred_cache_cluster_azs", _one_zone) if {
	some group in resource.of("aws_elasticache_replication_group")
	named := group.attributes.preferred_cache_cluster_azs
	count(named) > 0
	not network.has_unknown(group, "/preferred_cache_cluster_azs")
	count({zone | some zone in named}) < _params.min_azs
}

deny contains resource.finding(group, path, _one_zone) if {
	some group in resource.of("aws_elasticache_replication_group")
	some index, shard in _shards(group)
	path := _at(index, "replica_availability_zones")
	replicas := {zone | some zone in shard.replica_availability_zones}
	count(replicas) > 0
	not network.has_unknown(group, path)
	count(replicas | _primary(shard)) < _params.min_azs
}

undetermined contains resource.finding(group, "/replicas_per_node_group", "it is not known whether every shard has a replica") if {
	some group in resource.of("aws_elasticache_replication_group")
	not _replicated(group)
}

not_applicable contains group.key if {
	some group in resource.of("aws_elasticache_replication_group")
	exemption.holds(group, _params.exempt_tag)
}

_one_zone := "the nodes of a shard are in too few availability zones"

# Where it is said that a shard has no replica.
_lacking(group) := {_at(index, "replica_count") | some index, replicas in _counted(group); replicas == 0} if {
	count(_shards(group)) > 0
} else := {path | some path, _ in _said(group)} if {
	every enough in _said(group) {
		not enough
	}
} else := set()

_replicated(group) if {
	count(_shards(group)) > 0
	count(_counted(group)) == count(_shards(group))
}

_replicated(group) if {
	count(_shards(group)) == 0
	count(_said(group)) > 0
	every enough in _said(group) {
		enough
	}
}

# Position of a shard that has a block of its own -> replicas, where that is known.
_counted(group) := {index: replicas | some index, _ in _shards(group); replicas := _replicas(group, index)}

_replicas(group, index) := _shards(group)[index].replica_count if {
	is_number(_shards(group)[index].replica_count)
} else := group.attributes.replicas_per_node_group if {
	not network.has_unknown(group, _at(index, "replica_count"))
} else := 0 if {
	count(object.get(group.unknown, "/replicas_per_node_group", [])) == 0
}

# What is said of all shards alike: path -> whether that is enough. Of a group that is there the provider knows both,
# and while one of them changes the other is what was before: then they disagree, and neither decides. One that counts no
# shards has not counted their replicas.
_said(group) := object.union_n([
	{"/replicas_per_node_group": enough |
		not group.attributes.num_node_groups == 0
		enough := group.attributes.replicas_per_node_group > 0
	},
	{"/num_cache_clusters": enough |
		enough := group.attributes.num_cache_clusters >= (2 * _shard_count(group))
	},
	{"/replicas_per_node_group": false | _is_left_out(group)},
])

_is_left_out(group) if {
	every name in ["num_cache_clusters", "replicas_per_node_group", "node_group_configuration"] {
		object.get(group.attributes, name, null) in {null, []}
		not network.has_unknown(group, concat("", ["/", name]))
	}
}

_shard_count(group) := group.attributes.num_node_groups if {
	group.attributes.num_node_groups > 0
} else := 1

_shards(group) := resource.blocks(group.attributes, "node_group_configuration")

# AWS puts a primary that is given no zone where no replica is, while there is another zone.
_primary(shard) := {object.get(shard, "primary_availability_zone", null)}

_at(index, name) := concat("/", ["/node_group_configuration", format_int(index, 10), name])

_params := data.params["MAZ-CACHE-02"]
