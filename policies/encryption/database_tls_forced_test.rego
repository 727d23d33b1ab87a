package driftgate.rules.encryption.database_tls_forced_test

cases := {
	"PostgreSQL, forced": {"resources": [grouped(db("postgres", "14.7")), group("postgres14", [ssl("1")])], "verdict": "pass"},
	"PostgreSQL, not forced": {
		"resources": [grouped(db("postgres", "16.3")), group("postgres16", [other, ssl("0")])],
		"verdict": "fail",
		"path": "/parameter/1/value",
		"findings": 1,
	},
	"PostgreSQL 14, parameter left out": {
		"resources": [grouped(db("postgres", "14.7")), group("postgres14", [other])],
		"verdict": "fail",
		"path": "/parameter",
		"findings": 1,
	},
	"PostgreSQL 15, parameter left out": {"resources": [grouped(db("postgres", "15.4")), group("postgres15", [other])], "verdict": "pass"},
	"parameters left out, as null": {"resources": [grouped(db("postgres", "14")), group("postgres14", null)], "verdict": "fail"},
	"the family decides, not the version": {"resources": [grouped(db("postgres", null)), group("postgres16", [])], "verdict": "pass"},
	"family known only after apply": {
		"resources": [
			grouped(db("postgres", null)),
			{"key": "group", "type": "aws_db_parameter_group", "attributes": {}, "unknown": {"/family": ["aws_ssm_parameter.a.value"]}},
		],
		"verdict": "unknown",
		"path": "/engine_version",
	},
	"default group, PostgreSQL 15": {"resources": [db("postgres", "15.4")], "verdict": "pass"},
	"default group, PostgreSQL 16 by its major version": {"resources": [db("postgres", "16")], "verdict": "pass"},
	"default group, PostgreSQL 14": {"resources": [db("postgres", "14.7")], "verdict": "fail", "findings": 1},
	"default group, PostgreSQL 9.6": {"resources": [db("postgres", "9.6")], "verdict": "fail"},
	"default group, another version by the parameter": {
		"resources": [db("postgres", "15.4")],
		"params": {"forced_by_default": {"postgres": [16]}},
		"verdict": "fail",
	},
	"default group, never forced by the parameter": {
		"resources": [db("postgres", "17.1")],
		"params": {"forced_by_default": {}},
		"verdict": "fail",
	},
	"default group by name": {
		"resources": [having(db("postgres", null), {"parameter_group_name": "default.postgres16"})],
		"verdict": "pass",
	},
	"default group by name, of an older version": {
		"resources": [having(db("postgres", null), {"parameter_group_name": "default.postgres14"})],
		"verdict": "fail",
	},
	"default group by name, which tells no version": {
		"resources": [having(db("postgres", "16.4"), {"parameter_group_name": "default.postgres"})],
		"verdict": "pass",
	},
	"default group, version left to AWS": {
		"resources": [unknown(db("postgres", null), {"/engine_version": [], "/parameter_group_name": []})],
		"verdict": "unknown",
		"path": "/engine_version",
		"findings": 1,
	},
	"default group, version known only after apply": {
		"resources": [unknown(db("postgres", null), {"/engine_version": ["aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
		"path": "/engine_version",
	},
	"default group left to AWS": {
		"resources": [unknown(db("postgres", "14.7"), {"/parameter_group_name": []})],
		"verdict": "fail",
	},
	"group elsewhere": {
		"resources": [having(db("postgres", "16.1"), {"parameter_group_name": "shared"})],
		"verdict": "unknown",
		"path": "/parameter_group_name",
		"findings": 1,
	},
	"group elsewhere, of a version that does not force TLS": {
		"resources": [having(db("postgres", "14.7"), {"parameter_group_name": "shared"})],
		"verdict": "unknown",
	},
	"group that cannot be told": {
		"resources": [object.union(
			unknown(db("postgres", "16.1"), {"/parameter_group_name": ["data.aws_ssm_parameter.a.value"]}),
			{"unresolved": ["aws_db_parameter_group"]},
		)],
		"verdict": "unknown",
		"path": "/parameter_group_name",
	},
	"value known only after apply": {
		"resources": [
			grouped(db("postgres", "14.7")),
			unknown(group("postgres14", [{"name": "rds.force_ssl"}]), {"/parameter/0/value": ["aws_ssm_parameter.a.value"]}),
		],
		"verdict": "unknown",
		"path": "/parameter/0/value",
		"findings": 1,
	},
	"value left out": {
		"resources": [grouped(db("postgres", "14.7")), group("postgres14", [{"name": "rds.force_ssl"}])],
		"verdict": "fail",
		"path": "/parameter/0/value",
	},
	"another parameter known only after apply": {
		"resources": [
			grouped(db("postgres", "14.7")),
			unknown(group("postgres14", [ssl("1"), {"name": "log_statement"}]), {"/parameter/1/value": ["aws_ssm_parameter.a.value"]}),
		],
		"verdict": "pass",
	},
	"parameters known only after apply": {
		"resources": [grouped(db("postgres", "14.7")), unknown(group("postgres14", null), {"/parameter": ["aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
		"path": "/parameter",
		"findings": 1,
	},
	"name of a parameter known only after apply": {
		"resources": [
			grouped(db("postgres", "14.7")),
			unknown(group("postgres14", [{"value": "1"}]), {"/parameter/0/name": ["aws_ssm_parameter.a.value"]}),
		],
		"verdict": "unknown",
	},
	"a parameter known only after apply": {
		"resources": [grouped(db("postgres", "14.7")), unknown(group("postgres14", [{}]), {"/parameter/0": ["aws_ssm_parameter.a.value"]})],
		"verdict": "unknown",
	},
	"forced, beside a parameter known only after apply": {
		"resources": [
			grouped(db("postgres", "14.7")),
			unknown(group("postgres14", [ssl("1"), {}]), {"/parameter/1": ["aws_ssm_parameter.a.value"]}),
		],
		"verdict": "pass",
	},
	"MySQL, forced": {"resources": [grouped(db("mysql", "8.0")), group("mysql8.0", [transport("1")])], "verdict": "pass"},
	"MySQL, forced in words": {
		"resources": [grouped(db("mysql", "8.0")), group("mysql8.0", [{"name": "REQUIRE_SECURE_TRANSPORT", "value": "ON"}])],
		"verdict": "pass",
	},
	"MySQL, not forced": {"resources": [grouped(db("mysql", "8.0")), group("mysql8.0", [transport("OFF")])], "verdict": "fail"},
	"MySQL, the parameter of PostgreSQL": {"resources": [grouped(db("mysql", "8.0")), group("mysql8.0", [ssl("1")])], "verdict": "fail", "path": "/parameter"},
	"MySQL, default group": {"resources": [unknown(db("mysql", null), {"/engine_version": []})], "verdict": "fail"},
	"MySQL 8.4, default group": {"resources": [db("mysql", "8.4.3")], "verdict": "fail"},
	"MariaDB 11.8, default group": {"resources": [db("mariadb", "11.8.2")], "verdict": "pass"},
	"MariaDB 11.4, default group": {"resources": [db("mariadb", "11.4.5")], "verdict": "fail"},
	"MariaDB 10.11, default group": {"resources": [db("mariadb", "10.11")], "verdict": "fail"},
	"MariaDB 11, default group": {"resources": [db("mariadb", "11")], "verdict": "unknown", "path": "/engine_version"},
	"MariaDB, forced": {"resources": [grouped(db("mariadb", "10.11")), group("mariadb10.11", [transport("1")])], "verdict": "pass"},
	"SQL Server, forced": {
		"resources": [grouped(db("sqlserver-se", "15.00")), group("sqlserver-se-15.0", [ssl("1")])],
		"verdict": "pass",
	},
	"SQL Server, default group": {"resources": [db("sqlserver-ex", "16.00")], "verdict": "fail"},
	"Oracle": {"resources": [db("oracle-ee", "19")], "verdict": "none"},
	"custom SQL Server": {"resources": [db("custom-sqlserver-ee", "15.00")], "verdict": "none"},
	"instance of Aurora": {"resources": [db("aurora-postgresql", "14.7")], "verdict": "none"},
	"engine left to AWS": {
		"resources": [unknown({"type": "aws_db_instance", "attributes": {"snapshot_identifier": "s"}}, {"/engine": []})],
		"verdict": "unknown",
		"path": "/engine",
	},
	"engine left out": {"resources": [{"type": "aws_db_instance", "attributes": {}}], "verdict": "unknown", "path": "/engine"},
	"replica of a database that forces TLS": {
		"resources": [replica({}), object.union(grouped(db("postgres", "14.7")), {"key": "main"}), group("postgres14", [ssl("1")])],
		"verdict": "pass",
	},
	"replica of a database that does not": {
		"resources": [replica({}), object.union(grouped(db("postgres", "14.7")), {"key": "main"}), group("postgres14", [ssl("0")])],
		"verdict": "fail",
		"path": "/parameter/0/value",
		"findings": 1,
	},
	"replica of a database with a default group": {
		"resources": [replica({}), object.union(db("postgres", "14.7"), {"key": "main"})],
		"verdict": "fail",
	},
	"replica of a database with a newer default group": {
		"resources": [replica({}), object.union(db("postgres", "15.1"), {"key": "main"})],
		"verdict": "pass",
	},
	"replica with a group of its own": {
		"resources": [
			object.union(replica({"parameter_group_name": "g"}), {"links": {"replicate_source_db": ["main"], "parameter_group_name": ["group"]}}),
			object.union(db("postgres", "15.1"), {"key": "main"}),
			group("postgres15", [ssl("0")]),
		],
		"verdict": "fail",
		"path": "/parameter/0/value",
	},
	"replica of a database elsewhere": {
		"resources": [{"type": "aws_db_instance", "attributes": {"engine": "postgres", "replicate_source_db": "main"}}],
		"verdict": "unknown",
		"path": "/replicate_source_db",
		"findings": 1,
	},
	"replica from another region has the default group": {
		"resources": [
			replica({"replicate_source_db": "arn:aws:rds:eu-west-2:111122223333:db:main"}),
			object.union(grouped(db("postgres", "14.7")), {"key": "main"}),
			group("postgres14", [ssl("1")]),
		],
		"verdict": "fail",
	},
	"database that forces TLS, beside its replica": {
		"resources": [
			object.union(grouped(db("postgres", "14.7")), {"key": "main"}),
			group("postgres14", [ssl("1")]),
			unknown(replica({}), {"/engine": []}),
		],
		"verdict": "pass",
	},
	"database that forces TLS by default, beside its replica": {
		"resources": [object.union(db("postgres", "15.4"), {"key": "main"}), unknown(replica({}), {"/engine": []})],
		"verdict": "pass",
	},
	"replica that shows no engine": {
		"resources": [replica({"engine": null, "engine_version": ""}), object.union(db("postgres", "15.4"), {"key": "main"})],
		"verdict": "pass",
	},
	"replica from another region that shows no engine": {
		"resources": [
			replica({"replicate_source_db": "arn:aws:rds:eu-west-2:111122223333:db:main", "engine": "", "engine_version": null}),
			object.union(db("postgres", "15.4"), {"key": "main"}),
		],
		"verdict": "pass",
	},
	"replica from another region that shows no version": {
		"resources": [
			replica({"replicate_source_db": "arn:aws:rds:eu-west-2:111122223333:db:main", "engine": null, "engine_version": ""}),
			object.union(db("postgres", "15.4"), {"key": "main"}),
		],
		"verdict": "pass",
	},
	"Aurora PostgreSQL, forced": {
		"resources": [clustered(cluster("aurora-postgresql", "15.4")), cluster_group("aurora-postgresql15", [ssl("1")])],
		"verdict": "pass",
	},
	"Aurora PostgreSQL, not forced": {
		"resources": [clustered(cluster("aurora-postgresql", "17.4")), cluster_group("aurora-postgresql17", [ssl("0")])],
		"verdict": "fail",
		"path": "/parameter/0/value",
	},
	"Aurora PostgreSQL 16, default group": {"resources": [cluster("aurora-postgresql", "16.4")], "verdict": "fail", "findings": 1},
	"Aurora PostgreSQL 17, default group": {"resources": [cluster("aurora-postgresql", "17.4")], "verdict": "pass"},
	"Aurora PostgreSQL, group elsewhere": {
		"resources": [having(cluster("aurora-postgresql", "17.4"), {"db_cluster_parameter_group_name": "shared"})],
		"verdict": "unknown",
		"path": "/db_cluster_parameter_group_name",
	},
	"Aurora MySQL 3, default group": {"resources": [cluster("aurora-mysql", "8.0.mysql_aurora.3.08.0")], "verdict": "fail"},
	"Aurora MySQL 8.4, default group": {"resources": [cluster("aurora-mysql", "8.4.mysql_aurora.8.4.7")], "verdict": "pass"},
	"Aurora MySQL, forced": {
		"resources": [clustered(cluster("aurora-mysql", "8.0")), cluster_group("aurora-mysql8.0", [transport("ON")])],
		"verdict": "pass",
	},
	"cluster of another engine": {"resources": [cluster("neptune", "1.3")], "verdict": "none"},
	"another type": {"resources": [{"type": "aws_docdb_cluster", "attributes": {"engine": "docdb"}}], "verdict": "none"},
}

db(engine, version) := {"type": "aws_db_instance", "attributes": {"engine": engine, "engine_version": version}}

cluster(engine, version) := {"type": "aws_rds_cluster", "attributes": {"engine": engine, "engine_version": version}}

grouped(instance) := object.union(having(instance, {"parameter_group_name": "g"}), {"links": {"parameter_group_name": ["group"]}})

clustered(instance) := object.union(
	having(instance, {"db_cluster_parameter_group_name": "g"}),
	{"links": {"db_cluster_parameter_group_name": ["group"]}},
)

group(family, parameters) := {
	"key": "group",
	"type": "aws_db_parameter_group",
	"attributes": {"name": "g", "family": family, "parameter": parameters},
}

cluster_group(family, parameters) := object.union(group(family, parameters), {"type": "aws_rds_cluster_parameter_group"})

replica(attributes) := {
	"key": "replica",
	"type": "aws_db_instance",
	"attributes": object.union({"replicate_source_db": "main"}, attributes),
	"links": {"replicate_source_db": ["main"]},
}

ssl(value) := {"name": "rds.force_ssl", "value": value}

transport(value) := {"name": "require_secure_transport", "value": value}

other := {"name": "log_connections", "value": "1"}

having(resource, attributes) := object.union(resource, {"attributes": attributes})

unknown(resource, pointers) := object.union(resource, {"unknown": pointers})
