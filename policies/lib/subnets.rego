# METADATA
# title: Public and private subnets
# description: |
#   A subnet is public where its route table leads to an internet gateway. A rule that uses this has aws_subnet in
#   related_types, and in reached_types aws_route_table_association, aws_route_table, aws_route, aws_vpc,
#   aws_main_route_table_association and aws_default_route_table.
# scope: package
package driftgate.lib.subnets

import data.driftgate.lib.resource

is_public(subnet) if {
	some table in _tables(subnet)
	some route in _routes(table)
	_gateway(route) == "internet"
	_destination(route) == "everywhere"
}

# Whether it is certain that no route leads to the internet: not the opposite of is_public.
is_private(subnet) if {
	_tables_known(subnet)
	every table in _tables(subnet) {
		not "aws_route" in table.unresolved
		every pointer, _ in table.unknown {
			not regex.match(`^/route(/[0-9]+)?$`, pointer)
		}
		every route in _routes(table) {
			_stays_inside(route)
		}
	}
}

_stays_inside(route) if _gateway(route) == "other"

_stays_inside(route) if _destination(route) == "somewhere"

# A VPC stands for its main route table, which may be managed as the default route table.
_tables(subnet) := [part |
	some table in _table_links(subnet)
	some part in array.concat([table], resource.related(table, "aws_default_route_table"))
]

_table_links(subnet) := [table |
	some association in resource.related(subnet, "aws_route_table_association")
	some table in resource.linked(association, "route_table_id")
] if {
	_is_associated(subnet)
} else := [table |
	some vpc in resource.linked(subnet, "vpc_id")
	some association in resource.related(vpc, "aws_main_route_table_association")
	some table in resource.linked(association, "route_table_id")
] if {
	some vpc in resource.linked(subnet, "vpc_id")
	_has_other_main_table(vpc)
} else := resource.linked(subnet, "vpc_id")

_is_associated(subnet) if count(resource.related(subnet, "aws_route_table_association")) > 0

_has_other_main_table(vpc) if count(resource.related(vpc, "aws_main_route_table_association")) > 0

_tables_known(subnet) if {
	count(_table_links(subnet)) > 0
	_is_associated(subnet)
}

_tables_known(subnet) if {
	count(_table_links(subnet)) > 0
	not "aws_route_table_association" in subnet.unresolved
	every vpc in resource.linked(subnet, "vpc_id") {
		_main_table_known(vpc)
	}
}

_main_table_known(vpc) if not "aws_main_route_table_association" in vpc.unresolved

_main_table_known(vpc) if _has_other_main_table(vpc)

# The routes of a table, inline or resources of their own, as {fields, at, unknown}.
_routes(table) := array.concat(
	[{"fields": fields, "at": concat("/", ["/route", format_int(index, 10)]), "unknown": table.unknown} |
		some index, fields in table.attributes.route
	],
	[{"fields": route.attributes, "at": "", "unknown": route.unknown} | some route in resource.related(table, "aws_route")],
)

_gateway(route) := "internet" if {
	startswith(route.fields.gateway_id, "igw-")
} else := "internet" if {
	some reference in _gateway_references(route)
	regex.match(`(^|\.)aws_internet_gateway\.`, reference)
} else := "unknown" if {
	some reference in _gateway_references(route)
	regex.match(`(^|\.)(data|local|var)\.`, reference)
} else := "other"

_gateway_references(route) := object.get(route.unknown, concat("", [route.at, "/gateway_id"]), [])

_destination(route) := "everywhere" if {
	some name in _cidrs
	route.fields[name] in {"0.0.0.0/0", "::/0"}
} else := "somewhere" if {
	some name in _cidrs
	contains(route.fields[name], "/")
} else := "unknown"

_cidrs := ["cidr_block", "ipv6_cidr_block", "destination_cidr_block", "destination_ipv6_cidr_block"]
