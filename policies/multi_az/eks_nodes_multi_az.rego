# METADATA
# title: Spread EKS nodes over Availability Zones with at least two nodes
# description: With all nodes in one zone, or on one node, the loss of that zone or node takes down what runs in the cluster, however many replicas it has.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/eks/latest/best-practices/reliability.html
# custom:
#   id: MAZ-EKS-02
#   severity: high
#   resource_types: [aws_eks_cluster]
#   related_types: [aws_eks_node_group, aws_eks_fargate_profile, aws_subnet]
#   reached_types: [aws_subnet]
#   decisive:
#     aws_eks_cluster: [/compute_config/*/enabled]
#   # A subnet whose zone is not known may be in any: lib/zones counts it so.
#   incidental:
#     aws_subnet: [/availability_zone, /availability_zone_id]
#   params:
#     min_azs:
#       description: availability zones that the nodes of a cluster have to be in
#       default: 2
#     min_nodes:
#       description: nodes that the node groups of a cluster keep at least
#       default: 2
#     environments:
#       description: environments in which the rule holds
#       default: [prod, staging]
#   remediation: Set min_size = 2 in scaling_config, and subnet_ids to subnets in two or more availability zones
#   frameworks:
#     NIST-800-53r5: [CP-10, SC-36]
#     SOC2: [A1.2]
#   requirement: ["000_82979fcacfb6097f.txt:145", "003_11714f712a81a514.txt:11", "003_11714f712a81a514.txt:91"]
package driftgate.rules.multi_az.eks_nodes_multi_az

import data.driftgate.lib.resource
import data.driftgate.lib.zones

deny contains resource.absent(cluster, type, "its nodes are in too few availability zones") if {
	some cluster in resource.of("aws_eks_cluster")
	not _may_be_automatic(cluster)
	_is_narrow(cluster)
	some type in _undecided(cluster)
}

deny contains resource.absent(cluster, _node_group, "its node groups keep too few nodes") if {
	some cluster in resource.of("aws_eks_cluster")
	not _may_be_automatic(cluster)
	_keeps_too_few(cluster)
}

# In Auto Mode nodes go to the subnets of the cluster.
deny contains resource.finding(cluster, "", "its nodes are in too few availability zones") if {
	some cluster in resource.of("aws_eks_cluster")
	_is_automatic(cluster)
	_is_narrow(cluster)
}

undetermined contains resource.finding(cluster, "", "it is not known in how many availability zones its nodes are") if {
	some cluster in resource.of("aws_eks_cluster")
	not _is_spread(cluster)
}

undetermined contains resource.finding(cluster, "", "it is not known how many nodes its node groups keep") if {
	some cluster in resource.of("aws_eks_cluster")
	not _is_automatic(cluster)
	not _keeps_enough(cluster)
}

settled contains cluster.key if {
	some cluster in resource.of("aws_eks_cluster")
	_is_spread(cluster)
}

# Nodes of its own making, or of another stack.
not_applicable contains cluster.key if {
	some cluster in resource.of("aws_eks_cluster")
	not _may_be_automatic(cluster)
	count(_members(cluster)) == 0
	not _fargate_profile in cluster.unresolved
	not _node_group in cluster.unresolved
}

# Types of which the cluster may have more than could be told.
_undecided(cluster) := [_fargate_profile] if {
	_fargate_profile in cluster.unresolved
} else := [_node_group]

_is_automatic(cluster) if {
	some block in resource.blocks(cluster.attributes, "compute_config")
	block.enabled == true
}

_may_be_automatic(cluster) if _is_automatic(cluster)

_may_be_automatic(cluster) if resource.is_unknown(cluster, "/compute_config/0/enabled")

_is_spread(cluster) if zones.at_least(zones.named(_places(cluster))) >= _params.min_azs

_is_narrow(cluster) if zones.reach(_places(cluster), _ids(cluster)) < _params.min_azs

_places(cluster) := array.concat(
	[[member, "/subnet_ids"] | some member in _members(cluster)],
	[[cluster, "/vpc_config/0/subnet_ids"] | _is_automatic(cluster)],
)

_ids(cluster) := {id |
	some holder in array.concat(
		[member.attributes | some member in _members(cluster)],
		[block | _is_automatic(cluster); some block in resource.blocks(cluster.attributes, "vpc_config")],
	)
	some id in holder.subnet_ids
	is_string(id)
}

_members(cluster) := array.concat(_groups(cluster), resource.related(cluster, _fargate_profile))

_groups(cluster) := resource.related(cluster, _node_group)

_keeps_enough(cluster) if _kept(cluster) >= _params.min_nodes

_keeps_enough(cluster) if count(_groups(cluster)) == 0

_keeps_too_few(cluster) if {
	not _keeps_enough(cluster)
	every group in _groups(cluster) {
		not resource.is_unknown(group, _min_size)
	}
}

_kept(cluster) := sum([size |
	some group in _groups(cluster)
	some block in resource.blocks(group.attributes, "scaling_config")
	size := block.min_size
])

_min_size := "/scaling_config/0/min_size"

_node_group := "aws_eks_node_group"

_fargate_profile := "aws_eks_fargate_profile"

_params := data.params["MAZ-EKS-02"]
