# METADATA
# title: Spread Auto Scaling groups over two or more Availability Zones
# description: A group whose subnets share one Availability Zone loses all its instances with that zone and cannot start others.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html
# custom:
#   id: MAZ-ASG-01
#   severity: medium
#   resource_types: [aws_autoscaling_group]
#   related_types: [aws_subnet]
#   decisive:
#     aws_autoscaling_group: [/vpc_zone_identifier/*, /availability_zones/*]
#     aws_subnet: [/availability_zone]
#   # The id of a zone is unknown until a subnet is made; its name will do.
#   incidental:
#     aws_subnet: [/availability_zone_id]
#   params:
#     min_azs:
#       description: availability zones that a group has to be in
#       default: 2
#     environments:
#       description: environments in which the rule holds
#       default: [prod, staging]
#     exempt_tag:
#       description: tag that exempts a group until the date (YYYY-MM-DD) that is its value
#       default: driftgate:single-az-approved
#   remediation: Set vpc_zone_identifier to subnets in two or more availability zones
#   frameworks:
#     NIST-800-53r5: [CP-10, CP-6(2), SC-36, SI-13(5)]
#     SOC2: [A1.2]
#   aliases:
#     aws-config: [autoscaling-multiple-az]
#     security-hub: [AutoScaling.2]
#   requirement: ["000_82979fcacfb6097f.txt:144", "003_11714f712a81a514.txt:11"]
package driftgate.rules.multi_az.autoscaling_group_multi_az

import data.driftgate.lib.exemption
import data.driftgate.lib.resource
import data.driftgate.lib.zones

deny contains resource.finding(group, _path(group), "instances run in too few availability zones") if {
	some group in resource.of("aws_autoscaling_group")
	_at_most(group) < _params.min_azs
}

settled contains group.key if {
	some group in resource.of("aws_autoscaling_group")
	_at_least(group) >= _params.min_azs
}

undetermined contains resource.finding(group, "/vpc_zone_identifier", "it is not known in how many availability zones the subnets are") if {
	some group in resource.of("aws_autoscaling_group")
	not _at_least(group) >= _params.min_azs
	not _at_most(group) < _params.min_azs
}

not_applicable contains group.key if {
	some group in resource.of("aws_autoscaling_group")
	exemption.holds(group, _params.exempt_tag)
}

_at_least(group) := max([zones.at_least(_subnets(group)), count(_named(group))])

# Zones that a group names or that it was found in are all of its zones.
_at_most(group) := count(_named(group)) + count(_unnamed(group)) if count(_named(group)) > 0

# So are the zones of its subnets, where each subnet is known. A subnet outside of the document can be in any zone.
_at_most(group) := zones.at_most(_subnets(group)) + _elsewhere(group) if {
	count(_named(group)) == 0
	_all_subnets_known(group)
}

_subnets(group) := resource.linked(group, "vpc_zone_identifier")

# While an update may change the subnets, the zones are those of before.
_named(group) := {zone | some zone in group.attributes.availability_zones; is_string(zone)} if {
	not _subnets_may_change(group)
} else := set()

# Those of its zones that are not known yet.
_unnamed(group) := [1 | some zone in group.attributes.availability_zones; not is_string(zone)]

_subnets_may_change(group) if {
	"update" in group.actions
	_has_subnets(group)
}

_has_subnets(group) if resource.is_set(group, "vpc_zone_identifier")

_has_subnets(group) if _unknown_subnets(group)

_unknown_subnets(group) if {
	some pointer, _ in group.unknown
	regex.match(`^/vpc_zone_identifier(/|$)`, pointer)
}

_all_subnets_known(group) if not _unknown_subnets(group)

_all_subnets_known(group) if {
	count(_subnets(group)) > 0
	not "aws_subnet" in group.unresolved
}

_elsewhere(group) := count({id |
	some id in group.attributes.vpc_zone_identifier
	is_string(id)
	not id in {subnet.attributes.id | some subnet in _subnets(group)}
})

# The ids of subnets that are not made yet are unknown, their zones may well be known.
_path(group) := "/availability_zones" if {
	count(_named(group)) > 0
	_unknown_subnets(group)
} else := "" if {
	_unknown_subnets(group)
} else := "/vpc_zone_identifier" if {
	resource.is_set(group, "vpc_zone_identifier")
} else := "/availability_zones"

_params := data.params["MAZ-ASG-01"]
