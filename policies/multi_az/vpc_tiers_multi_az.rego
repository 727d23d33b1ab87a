# METADATA
# title: Give every VPC tier subnets in two or more Availability Zones
# description: What runs in a tier can only be spread over the zones that the tier's subnets are in; one zone makes all of it single-zone.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
# custom:
#   id: MAZ-VPC-01
#   severity: medium
#   resource_types: [aws_vpc]
#   related_types: [aws_subnet]
#   reached_types: [aws_route_table_association, aws_route_table, aws_route, aws_vpc, aws_main_route_table_association, aws_default_route_table]
#   decisive:
#     aws_subnet: [/availability_zone]
#   # The id of a zone is unknown until a subnet is made; its name will do. A route that is not known makes no tier public.
#   incidental:
#     aws_subnet: [/availability_zone_id, /map_public_ip_on_launch]
#     aws_route_table: [/route/*/cidr_block, /route/*/ipv6_cidr_block]
#     aws_default_route_table: [/route/*/cidr_block, /route/*/ipv6_cidr_block]
#     aws_route: [/destination_cidr_block, /destination_ipv6_cidr_block]
#   params:
#     min_azs:
#       description: availability zones that the subnets of a tier have to be in
#       default: 2
#     tier_tag:
#       description: tag of a subnet that names its tier; subnets without it are of the public or the private tier
#       default: Tier
#     environments:
#       description: environments in which the rule holds
#       default: [prod, staging]
#     exempt_tag:
#       description: tag that exempts a VPC until the date (YYYY-MM-DD) that is its value
#       default: driftgate:single-az-approved
#   remediation: Create the tier's subnets with for_each over two or more availability zones
#   frameworks:
#     NIST-800-53r5: [CP-10, SC-36]
#     SOC2: [A1.2]
#   requirement: ["000_82979fcacfb6097f.txt:145", "003_11714f712a81a514.txt:11"]
package driftgate.rules.multi_az.vpc_tiers_multi_az

import data.driftgate.lib.exemption
import data.driftgate.lib.resource
import data.driftgate.lib.subnets
import data.driftgate.lib.zones

deny contains resource.absent(vpc, "aws_subnet", message) if {
	some vpc in resource.of("aws_vpc")
	some tier, members in _tiers(vpc)
	zones.at_most(members) < _params.min_azs
	message := concat("", ["subnets of the tier '", tier, "' are in too few availability zones"])
}

settled contains vpc.key if {
	some vpc in resource.of("aws_vpc")
	not "aws_subnet" in vpc.unresolved
	every members in _tiers(vpc) {
		zones.at_least(members) >= _params.min_azs
	}
}

not_applicable contains vpc.key if {
	some vpc in resource.of("aws_vpc")
	not "aws_subnet" in vpc.unresolved
	count(_subnets(vpc)) == 0
}

not_applicable contains vpc.key if {
	some vpc in resource.of("aws_vpc")
	exemption.holds(vpc, _params.exempt_tag)
}

_tiers(vpc) := {tier: members |
	some tier in {_tier_of[subnet.key] | some subnet in _subnets(vpc)}
	members := [subnet | some subnet in _subnets(vpc); _tier_of[subnet.key] == tier]
}

# Subnets on an Outpost have no other zone to go to.
_subnets(vpc) := [subnet | some subnet in resource.related(vpc, "aws_subnet"); not resource.is_set(subnet, "outpost_arn")]

_tier_of := {subnet.key: _tier(subnet) | some vpc in resource.of("aws_vpc"); some subnet in _subnets(vpc)}

_tier(subnet) := lower(subnet.tags[_params.tier_tag]) if {
	subnet.tags[_params.tier_tag] != ""
} else := "public" if {
	_public(subnet)
} else := "private"

_public(subnet) if subnet.attributes.map_public_ip_on_launch == true

_public(subnet) if subnets.is_public(subnet)

_params := data.params["MAZ-VPC-01"]
