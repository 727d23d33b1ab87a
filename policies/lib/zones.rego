# METADATA
# title: Availability Zones of subnets
# description: |
#   In how many Availability Zones some subnets are, where a subnet may name its zone (eu-west-1a), its zone's id
#   (euw1-az2), or neither before it exists.
# scope: package
package driftgate.lib.zones

# The zones that the subnets are in for certain.
at_least(subnets) := max([count(_names(subnets)), count(_ids(subnets))])

# The zones that the subnets can be in.
at_most(subnets) := count(_names(subnets)) + count([1 | some subnet in subnets; not _name(subnet)])

_names(subnets) := {name | some subnet in subnets; name := _name(subnet)}

_ids(subnets) := {id | some subnet in subnets; id := _text(subnet, "availability_zone_id")}

_name(subnet) := _text(subnet, "availability_zone")

_text(subnet, attribute) := value if {
	value := subnet.attributes[attribute]
	is_string(value)
	value != ""
}
