# METADATA
# title: Availability Zones of subnets
# description: |
#   In how many Availability Zones some subnets are, where a subnet may name its zone (eu-west-1a), its zone's id
#   (euw1-az2), or neither before it exists.
# scope: package
package driftgate.lib.zones

import data.driftgate.lib.network
import data.driftgate.lib.resource

# The zones that the subnets are in for certain.
at_least(subnets) := max([count(_names(subnets)), count(_ids(subnets))])

# The zones that the subnets can be in.
at_most(subnets) := count(_names(subnets)) + count([1 | some subnet in subnets; not _name(subnet)])

# The subnets that resources name at places, each [resource, pointer].
named(places) := {subnet |
	some [r, pointer] in places
	some subnet in resource.linked(r, substring(pointer, 1, -1))
}

# The zones that can come of the subnets named at places, ids being those that are known. Undefined where some cannot be
# told; a subnet outside of the document can be in any zone.
reach(places, ids) := at_most(subnets) + count(ids - {subnet.attributes.id | some subnet in subnets}) if {
	subnets := named(places)
	every place in places {
		_is_told(place)
	}
}

_is_told([r, pointer]) if {
	not "aws_subnet" in r.unresolved
	not network.has_unknown(r, pointer)
}

_is_told([r, pointer]) if {
	not "aws_subnet" in r.unresolved
	count(resource.linked(r, substring(pointer, 1, -1))) > 0
}

_names(subnets) := {name | some subnet in subnets; name := _name(subnet)}

_ids(subnets) := {id | some subnet in subnets; id := _text(subnet, "availability_zone_id")}

_name(subnet) := _text(subnet, "availability_zone")

_text(subnet, attribute) := value if {
	value := subnet.attributes[attribute]
	is_string(value)
	value != ""
}
