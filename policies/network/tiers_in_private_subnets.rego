# METADATA
# title: Keep application and data tiers in private subnets
# description: |
#   In a subnet that leads to an internet gateway, one public address or one wrong security group rule puts a database,
#   a node or a function on the internet. Only load balancers, NAT gateways and bastions belong there.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html#subnet-types
# custom:
#   id: NET-TIER-01
#   severity: high
#   resource_types: [aws_db_subnet_group, aws_docdb_subnet_group, aws_neptune_subnet_group, aws_redshift_subnet_group, aws_dms_replication_subnet_group, aws_elasticache_subnet_group, aws_memorydb_subnet_group, aws_eks_cluster, aws_eks_node_group, aws_eks_fargate_profile, aws_ecs_service, aws_lambda_function, aws_autoscaling_group, aws_instance]
#   related_types: [aws_subnet]
#   reached_types: [aws_route_table_association, aws_route_table, aws_route, aws_vpc, aws_main_route_table_association, aws_default_route_table]
#   # With a destination that is not known lib/subnets takes a route neither for public nor for private.
#   incidental:
#     aws_route: [/destination_cidr_block, /destination_ipv6_cidr_block]
#   params:
#     exempt_roles:
#       description: words that tell, in a role tag of an instance or an Auto Scaling group, that it belongs in a public subnet
#       default: [bastion, nat]
#     role_tags:
#       description: tags that name the role of an instance or an Auto Scaling group
#       default: [Role, Name]
#   remediation: Name private subnets, for example subnet_ids = module.vpc.private_subnets
#   frameworks:
#     NIST-800-53r5: [SC-7, AC-4]
#     PCI-DSS-4.0: ["1.4.4"]
#     SOC2: [CC6.6]
#   aliases:
#     aws-config: [rds-instance-subnet-igw-check, no-unrestricted-route-to-igw]
#   requirement: ["000_82979fcacfb6097f.txt:177,289", "003_11714f712a81a514.txt:284", "004_4ffee0017967b171.txt:48,106"]
package driftgate.rules.network.tiers_in_private_subnets

import data.driftgate.lib.network
import data.driftgate.lib.resource
import data.driftgate.lib.subnets

deny contains resource.finding(r, _path(r), message) if {
	some r in input.resources
	public := [subnet.address | some subnet in _subnets(r); subnets.is_public(subnet)]
	count(public) > 0
	message := concat("", ["is placed in a public subnet: ", concat(", ", sort(public))])
}

undetermined contains resource.finding(r, _attribute(r), "it is not known whether all its subnets are private") if {
	some r in input.resources
	not _all_private(r)
}

# What names no subnets runs outside of a VPC, or where its launch template or the default VPC puts it.
not_applicable contains r.key if {
	some r in input.resources
	not _has_subnets(r)
}

not_applicable contains r.key if {
	some r in input.resources
	r.type in {"aws_instance", "aws_autoscaling_group"}
	some tag in _params.role_tags
	some word in _params.exempt_roles
	regex.match(concat("", [`(^|[^a-z0-9])\Q`, word, `\E($|[^a-z0-9])`]), lower(r.tags[tag]))
}

# Where a resource names its subnets: an attribute, or a block and an attribute of it.
_names(r) := object.get(
	{
		"aws_eks_cluster": ["vpc_config", "subnet_ids"],
		"aws_lambda_function": ["vpc_config", "subnet_ids"],
		"aws_ecs_service": ["network_configuration", "subnets"],
		"aws_autoscaling_group": ["vpc_zone_identifier"],
		"aws_instance": ["subnet_id"],
	},
	r.type, ["subnet_ids"],
)

_attribute(r) := concat("", ["/", concat("/0/", _names(r))])

_subnets(r) := resource.linked(r, concat("/0/", _names(r)))

# The ids of subnets that are not made yet are unknown, their routes may well be known.
_path(r) := "" if {
	network.has_unknown(r, _attribute(r))
} else := _attribute(r)

_has_subnets(r) if count(_ids(r)) > 0

# An attribute that was left to AWS refers to nothing.
_has_subnets(r) if {
	some pointer, references in r.unknown
	count(references) > 0
	_overlaps(_attribute(r), pointer)
}

# What is required in a block is not left to AWS: a dynamic block leaves no reference.
_has_subnets(r) if {
	count(_names(r)) == 2
	some pointer, _ in r.unknown
	_holds(_attribute(r), pointer)
}

_overlaps(one, other) if _holds(one, other)

_overlaps(one, other) if _holds(other, one)

_holds(pointer, inner) if startswith(concat("", [inner, "/"]), concat("", [pointer, "/"]))

_all_private(r) if {
	count(_subnets(r)) > 0
	every id in _ids(r) {
		id in {subnet.attributes.id | some subnet in _subnets(r)}
	}
	every subnet in _subnets(r) {
		subnets.is_private(subnet)
	}
}

_ids(r) := {id | some id in _values(r); is_string(id)}

_values(r) := [object.get(r.attributes, "subnet_id", null)] if {
	r.type == "aws_instance"
} else := [id |
	some block in resource.blocks(r.attributes, _names(r)[0])
	some id in block[_names(r)[1]]
] if {
	count(_names(r)) == 2
} else := object.get(r.attributes, _names(r), [])

_params := data.params["NET-TIER-01"]
