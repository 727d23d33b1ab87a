# METADATA
# title: Attach EKS clusters to subnets in two or more Availability Zones
# description: The network interfaces of the control plane, and by default all nodes, go to the zones of these subnets; what lies in one zone is lost with it.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
# custom:
#   id: MAZ-EKS-01
#   severity: high
#   resource_types: [aws_eks_cluster]
#   related_types: [aws_subnet]
#   # A subnet whose zone is not known may be in any: lib/zones counts it so.
#   incidental:
#     aws_subnet: [/availability_zone, /availability_zone_id]
#   params:
#     min_azs:
#       description: availability zones that a cluster has to be in, by environment; `default` is for the others
#       default: {default: 2, prod: 3}
#   remediation: Set subnet_ids in vpc_config to subnets in more availability zones, for example module.vpc.private_subnets
#   frameworks:
#     NIST-800-53r5: [CP-10, SC-36]
#     SOC2: [A1.2]
#   requirement: ["000_82979fcacfb6097f.txt:98", "000_82979fcacfb6097f.txt:145", "003_11714f712a81a514.txt:11", "003_11714f712a81a514.txt:91"]
package driftgate.rules.multi_az.eks_cluster_multi_az

import data.driftgate.lib.network
import data.driftgate.lib.resource
import data.driftgate.lib.zones

deny contains resource.finding(cluster, _path(cluster), message) if {
	some cluster in resource.of("aws_eks_cluster")
	_is_narrow(cluster)
	message := concat(" ", ["its subnets are in fewer than", format_int(min(_needed(cluster)), 10), "availability zones"])
}

undetermined contains resource.finding(cluster, _pointer, "it is not known in how many availability zones its subnets are") if {
	some cluster in resource.of("aws_eks_cluster")
	_at_least(cluster) < min(_needed(cluster))
}

undetermined contains object.union(resource.finding(cluster, "", _no_environment), {"why": "environment"}) if {
	some cluster in resource.of("aws_eks_cluster")
	_at_least(cluster) >= min(_needed(cluster))
	_at_least(cluster) < max(_needed(cluster))
}

settled contains cluster.key if {
	some cluster in resource.of("aws_eks_cluster")
	_at_least(cluster) >= min(_needed(cluster))
}

_no_environment := "some environments need more availability zones, and its environment is not known: name it with --env"

# What can be asked of a cluster: in an environment that is not known, anything.
_needed(cluster) := {object.get(_params.min_azs, cluster.environment, _params.min_azs["default"])} if {
	cluster.environment
} else := {azs | some azs in _params.min_azs}

_at_least(cluster) := zones.at_least(zones.named(_places(cluster)))

_is_narrow(cluster) if zones.reach(_places(cluster), _ids(cluster)) < min(_needed(cluster))

_places(cluster) := [[cluster, _pointer]]

_pointer := "/vpc_config/0/subnet_ids"

_ids(cluster) := {id |
	some block in resource.blocks(cluster.attributes, "vpc_config")
	some id in block.subnet_ids
	is_string(id)
}

# The ids of subnets that are not made yet are unknown, their zones may well be known.
_path(cluster) := "" if {
	network.has_unknown(cluster, _pointer)
} else := _pointer

_params := data.params["MAZ-EKS-01"]
