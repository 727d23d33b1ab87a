# METADATA
# title: Databases
# scope: package
package driftgate.lib.databases

import data.driftgate.lib.resource

# An instance whose storage, backups and replicas belong to its cluster.
in_cluster(db) if regex.match(`^(aurora|docdb|neptune)`, db.attributes.engine)

is_replica(db) if resource.is_set(db, "replicate_source_db")

# An instance that is a replica, or of which that is not known yet.
may_be_replica(db) if is_replica(db)

may_be_replica(db) if resource.is_unknown(db, "/replicate_source_db")
