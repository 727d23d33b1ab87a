# METADATA
# title: Force TLS for database connections
# description: A server that takes plain connections as well leaves it to each client whether passwords and rows cross the network unencrypted.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/SQLServer.Concepts.General.SSL.Using.html
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Compare-v3-v84.html
# custom:
#   id: ENC-RDS-04
#   severity: high
#   evaluate: document
#   resource_types: [aws_db_instance, aws_rds_cluster]
#   related_types: [aws_db_parameter_group, aws_rds_cluster_parameter_group, aws_db_instance]
#   decisive:
#     aws_db_instance: [/engine]
#     aws_rds_cluster: [/engine]
#     aws_db_parameter_group: [/parameter/*/value]
#     aws_rds_cluster_parameter_group: [/parameter/*/value]
#   # The version of the engine stands in for a family that is not known; without either nothing is decided.
#   incidental:
#     aws_db_parameter_group: [/family]
#     aws_rds_cluster_parameter_group: [/family]
#   params:
#     forced_by_default:
#       description: engine -> first version, as a list of its numbers, that forces TLS unless a parameter group says otherwise
#       default: {postgres: [15], aurora-postgresql: [17], aurora-mysql: [8, 4], mariadb: [11, 8]}
#   remediation: parameter { name = "rds.force_ssl" value = "1" } in the parameter group, for MySQL and MariaDB name = "require_secure_transport"
#   frameworks:
#     NIST-800-53r5: [SC-8, SC-8(1)]
#     SOC2: [CC6.7]
#   aliases:
#     checkov: [CKV2_AWS_69]
#     aws-config: [rds-postgres-instance-encrypted-in-transit, rds-mysql-instance-encrypted-in-transit, rds-mariadb-instance-encrypted-in-transit, rds-sqlserver-encrypted-in-transit]
#     security-hub: [RDS.38, RDS.39]
#   requirement: ["000_82979fcacfb6097f.txt:287,295", "003_11714f712a81a514.txt:112,305"]
package driftgate.rules.encryption.database_tls_forced

import data.driftgate.lib.databases
import data.driftgate.lib.resource
import data.driftgate.lib.versions

deny contains resource.finding_at(db, setting.group, setting.path, "its parameter group lets clients connect without TLS") if {
	some db in input.resources
	some setting in _settings(_decider(db))
	not _is_on(setting.value)
}

deny contains _finding(db) if {
	some db in input.resources
	_by_default(_decider(db)) == "off"
}

undetermined contains resource.finding(db, "/engine", "the engine is not known") if {
	some db in input.resources
	not _engine(db)
}

undetermined contains resource.finding_at(db, decider, _group_path(decider), "its parameter group is not in this document") if {
	some db in input.resources
	decider := _decider(db)
	count(_groups(decider)) == 0
	not _has_default_group(decider)
}

undetermined contains resource.finding(db, "/replicate_source_db", "its parameters are those of a source that is not in this document") if {
	some db in input.resources
	_follows_source(db)
	count(resource.linked(db, "replicate_source_db")) == 0
}

undetermined contains resource.finding_at(db, decider, "/engine_version", "a version that is not known decides whether TLS is forced") if {
	some db in input.resources
	decider := _decider(db)
	_by_default(decider) == "open"
}

undetermined contains resource.finding_at(db, group, "/parameter", "the parameters of its group are not known") if {
	some db in input.resources
	some group in _groups(_decider(db))
	count(_settings(_decider(db))) == 0
	_has_open_names(group)
}

settled contains db.key if {
	some db in input.resources
	some setting in _settings(_decider(db))
	_is_on(setting.value)
}

settled contains db.key if {
	some db in input.resources
	_by_default(_decider(db)) == "on"
}

# Oracle and Db2 have options for it; the instances of Aurora have the parameters of their cluster.
not_applicable contains db.key if {
	some db in input.resources
	engine := _engine(db)
	not _parameter(engine)
}

not_applicable contains db.key if {
	some db in resource.of("aws_db_instance")
	databases.in_cluster(db)
}

_parameter(engine) := "rds.force_ssl" if regex.match(`^(postgres$|aurora-postgresql$|sqlserver-)`, engine)

_parameter(engine) := "require_secure_transport" if engine in {"mysql", "mariadb", "aurora-mysql"}

_is_on(value) if lower(value) in {"1", "on"}

# A replica has the engine of its source, and its version unless it says otherwise.
_engine(db) := engine if {
	engine := resource.linked(db, "replicate_source_db")[0].attributes.engine
	not engine in {null, ""}
} else := _text(db, "engine")

_text(db, name) := value if {
	value := db.attributes[name]
	not value in {null, ""}
} else := resource.linked(db, "replicate_source_db")[0].attributes[name]

# The database whose parameters count. A replica in the same region that names no group takes that of its source.
_decider(db) := db if not _follows_source(db)

_decider(db) := resource.linked(db, "replicate_source_db")[0] if _follows_source(db)

_follows_source(db) if {
	resource.is_given(db, "replicate_source_db")
	not startswith(object.get(db.attributes, "replicate_source_db", ""), "arn:")
	not resource.is_given(db, "parameter_group_name")
}

_group_attribute := {"aws_db_instance": "parameter_group_name", "aws_rds_cluster": "db_cluster_parameter_group_name"}

_group_path(db) := concat("", ["/", _group_attribute[db.type]])

_groups(db) := resource.linked(db, _group_attribute[db.type])

# What the group of a database says about TLS.
_settings(db) := [{"group": group, "path": path, "value": object.get(parameter, "value", "")} |
	name := _parameter(_engine(db))
	some group in _groups(db)
	some index, parameter in resource.blocks(group.attributes, "parameter")
	lower(parameter.name) == name
	path := concat("", ["/parameter/", format_int(index, 10), "/value"])
]

_has_open_names(group) if {
	some pointer, _ in group.unknown
	regex.match(`^/parameter(/[0-9]+(/name)?)?$`, pointer)
}

# What holds where no group says anything: on, off or open; undefined where a group may say something.
_by_default(db) := "off" if {
	_says_nothing(db)
	_parameter(_engine(db))
	not _params.forced_by_default[_engine(db)]
}

_by_default(db) := state if {
	_says_nothing(db)
	first := _params.forced_by_default[_engine(db)]
	state := versions.since(_version(db), first)
}

_says_nothing(db) if {
	count(_groups(db)) == 0
	_has_default_group(db)
}

_says_nothing(db) if {
	count(_groups(db)) > 0
	count(_settings(db)) == 0
	every group in _groups(db) { not _has_open_names(group) }
}

# A group that AWS keeps for a family of versions, which cannot be changed.
_has_default_group(db) if startswith(_group_name(db), "default.")

_has_default_group(db) if not resource.is_given(db, _group_attribute[db.type])

_group_name(db) := db.attributes[_group_attribute[db.type]]

# Of the family of the group, or of the engine, which a default group names too; empty where it is not known.
_version(db) := family if {
	family := _groups(db)[0].attributes.family
} else := version if {
	version := _text(db, "engine_version")
} else := _group_name(db) if {
	startswith(_group_name(db), "default.")
} else := ""

_finding(db) := resource.finding_at(db, group, "/parameter", "its parameter group does not force TLS") if {
	group := _groups(_decider(db))[0]
} else := resource.absent(db, _group_type[db.type], "the default parameter group lets clients connect without TLS")

_group_type := {"aws_db_instance": "aws_db_parameter_group", "aws_rds_cluster": "aws_rds_cluster_parameter_group"}

_params := data.params["ENC-RDS-04"]
