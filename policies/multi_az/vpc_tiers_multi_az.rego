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
#   context_types: [aws_route_table_association, aws_route_table, aws_route]
#   decisive:
#     aws_subnet: [/availability_zone]
#   # The id of a zone is unknown until a subnet is made; its name will do. A route that is not known makes no tier public.
#   incidental:
#     aws_subnet: [/availability_zone_id, /map_public_ip_on_launch]
#     aws_route_table: [/route/*/cidr_block]
#     aws_route: [/destination_cidr_block]
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
import data.driftgate.lib.zones

deny contains resource.absent(vpc, "aws_subnet", message) if {
	some vpc in resource.of("aws_vpc")
	some tier in _tiers(vpc)
	zones.at_most(_subnets(vpc, tier)) < _params.min_azs
	message := concat("", ["subnets of the tier '", tier, "' are in too few availability zones"])
}

settled contains vpc.key if {
	some vpc in resource.of("aws_vpc")
	not "aws_subnet" in vpc.unresolved
	every tier in _tiers(vpc) {
		zones.at_least(_subnets(vpc, tier)) >= _params.min_azs
	}
}

not_applicable contains vpc.key if {
	some vpc in resource.of("aws_vpc")
	not "aws_subnet" in vpc.unresolved
	count(_all_subnets(vpc)) == 0
}

not_applicable contains vpc.key if {
	some vpc in resource.of("aws_vpc")
	exemption.holds(vpc, _params.exempt_tag)
}

# Subnets on an Outpost have no other zone to go to.
_all_subnets(vpc) := [subnet | some subnet in resource.related(vpc, "aws_subnet"); not resource.is_set(subnet, "outpost_arn")]

_tiers(vpc) := {_tier(subnet) | some subnet in _all_subnets(vpc)}

_subnets(vpc, tier) := [subnet | some subnet in _all_subnets(vpc); _tier(subnet) == tier]

_tier(subnet) := lower(subnet.tags[_params.tier_tag]) if {
	subnet.tags[_params.tier_tag] != ""
} else := "public" if {
	_public(subnet)
} else := "private"

_public(subnet) if subnet.attributes.map_public_ip_on_launch == true

_public(subnet) if {
	some association in resource.context("aws_route_table_association")
	subnet.key in object.get(association.links, "subnet_id", [])
	some table in object.get(association.links, "route_table_id", [])
	table in _public_tables
}

_public_tables contains table.key if {
	some table in resource.context("aws_route_table")
	some i, route in table.attributes.route
	_to_internet(route, table, concat("/", ["/route", format_int(i, 10)]))
}

_public_tables contains table if {
	some route in resource.context("aws_route")
	_to_internet(object.union({"cidr_block": route.attributes.destination_cidr_block}, route.attributes), route, "")
	some table in object.get(route.links, "route_table_id", [])
}

_to_internet(route, _, _) if {
	startswith(route.gateway_id, "igw-")
	route.cidr_block == "0.0.0.0/0"
}

_to_internet(route, holder, at) if {
	some reference in holder.unknown[concat("", [at, "/gateway_id"])]
	regex.match(`(^|\.)aws_internet_gateway\.`, reference)
	route.cidr_block == "0.0.0.0/0"
}

_params := data.params["MAZ-VPC-01"]
