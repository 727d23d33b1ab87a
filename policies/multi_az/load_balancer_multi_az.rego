# METADATA
# title: Place load balancers in two or more Availability Zones
# description: A load balancer has nodes only in the zones of its subnets; with one zone it is the single point of failure before everything that is spread behind it.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
# custom:
#   id: MAZ-ALB-01
#   severity: medium
#   resource_types: [aws_lb]
#   related_types: [aws_subnet]
#   # A subnet whose zone is not known may be in any: lib/zones counts it so.
#   incidental:
#     aws_subnet: [/availability_zone, /availability_zone_id]
#   params:
#     min_azs:
#       description: availability zones that a load balancer has to be in
#       default: 2
#   remediation: Set subnets to subnets in two or more availability zones
#   frameworks:
#     NIST-800-53r5: [CP-10, CP-6(2), SC-36, SI-13(5)]
#     SOC2: [A1.2]
#   aliases:
#     aws-config: [elbv2-multiple-az]
#     security-hub: [ELB.13]
#   requirement: ["000_82979fcacfb6097f.txt:145", "000_82979fcacfb6097f.txt:146", "003_11714f712a81a514.txt:11", "004_4ffee0017967b171.txt:48,106", "004_4ffee0017967b171.txt:76,185"]
package driftgate.rules.multi_az.load_balancer_multi_az

import data.driftgate.lib.network
import data.driftgate.lib.resource
import data.driftgate.lib.zones

deny contains resource.finding(lb, _path(lb), "its subnets are in too few availability zones") if {
	some lb in resource.of("aws_lb")
	_is_narrow(lb)
}

undetermined contains resource.finding(lb, _places(lb)[0][1], "it is not known in how many availability zones its subnets are") if {
	some lb in resource.of("aws_lb")
	not _is_spread(lb)
}

settled contains lb.key if {
	some lb in resource.of("aws_lb")
	_is_spread(lb)
}

_is_narrow(lb) if zones.reach(_places(lb), _ids(lb)) < _params.min_azs

_is_spread(lb) if zones.at_least(zones.named(_places(lb))) >= _params.min_azs

# Where subnets are given by mappings, the provider computes the other attribute.
_places(lb) := [[lb, pointer] |
	some index, _ in _mappings(lb)
	pointer := concat("/", ["/subnet_mapping", format_int(index, 10), "subnet_id"])
] if {
	count(_mappings(lb)) > 0
} else := [[lb, "/subnets"]]

_mappings(lb) := resource.blocks(lb.attributes, "subnet_mapping")

_ids(lb) := {id |
	some id in array.concat(
		[mapping.subnet_id | some mapping in _mappings(lb)],
		[id | some id in lb.attributes.subnets],
	)
	is_string(id)
}

# The ids of subnets that are not made yet are unknown, their zones may well be known.
_path(lb) := "" if {
	some [_, pointer] in _places(lb)
	network.has_unknown(lb, pointer)
} else := _places(lb)[0][1]

_params := data.params["MAZ-ALB-01"]
