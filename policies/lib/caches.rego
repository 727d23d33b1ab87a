# METADATA
# title: Members of a global datastore
# description: A replication group that joins a global datastore takes over what its primary group has.
# scope: package
package driftgate.lib.caches

import data.driftgate.lib.resource

# Whether a replication group leaves a top-level attribute to the primary of its global datastore.
inherits(group, attribute) if {
	resource.is_given(group, "global_replication_group_id")
	not resource.is_given(group, attribute)
}

# The primaries of its global datastore, of those the rule is asked about. Needs `evaluate: document` and the related
# type aws_elasticache_global_replication_group.
primaries(group) := [primary |
	some datastore in resource.linked(group, "global_replication_group_id")
	some key in object.get(datastore.links, "primary_replication_group_id", [])
	some primary in input.resources
	primary.key == key
]
