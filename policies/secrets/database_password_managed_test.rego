package driftgate.rules.secrets.database_password_managed_test

cases := {
	"managed": {"resources": [db({"manage_master_user_password": true}, {})], "verdict": "pass"},
	"managed, in a state": {"resources": [state({"manage_master_user_password": true})], "verdict": "pass"},
	"managed cluster": {"resources": [cluster("aws_rds_cluster", {"manage_master_user_password": true})], "verdict": "pass"},
	"managed DocumentDB cluster": {"resources": [cluster("aws_docdb_cluster", {"manage_master_user_password": true})], "verdict": "pass"},
	"managed Redshift cluster": {"resources": [cluster("aws_redshift_cluster", {"manage_master_password": true})], "verdict": "pass"},
	"managed in the words of another type": {
		"resources": [from("aws_redshift_cluster", {"manage_master_user_password": true, "master_password": hidden}, {"/master_password": literal})],
		"verdict": "fail",
		"path": "/manage_master_password",
	},
	"whether it is managed is known only after apply": {
		"resources": [object.union(db({}, {"/password": literal}), {"attributes": {"password": hidden}, "unknown": {"/manage_master_user_password": ["local.managed"]}})],
		"verdict": "unknown",
		"findings": 1,
	},
	"literal": {"resources": [password(literal)], "verdict": "fail", "path": manage, "findings": 1},
	"literal, whether managed left out as false": {
		"resources": [db({"manage_master_user_password": false, "password": hidden}, {"/password": literal})],
		"verdict": "fail",
	},
	"literal, not marked": {"resources": [db({"password": "hunter2"}, {"/password": literal})], "verdict": "fail"},
	"literal for a cluster": {
		"resources": [from("aws_rds_cluster", {"master_password": hidden}, {"/master_password": literal})],
		"verdict": "fail",
	},
	"literal for a DocumentDB cluster": {
		"resources": [from("aws_docdb_cluster", {"master_password": hidden}, {"/master_password": literal})],
		"verdict": "fail",
	},
	"default of a variable": {"resources": [password(by(["var.p"], ["var.p"]))], "verdict": "fail"},
	"variable that is given from outside": {"resources": [password(by(["var.p"], []))], "verdict": "unknown"},
	"two variables, one of which is given from outside": {"resources": [password(by(["var.p", "var.q"], ["var.q"]))], "verdict": "unknown"},
	"a local": {"resources": [password(by(["local.p"], []))], "verdict": "unknown"},
	"a text and a local": {"resources": [password({"constant": true, "references": ["local.p"], "defaults": []})], "verdict": "unknown"},
	"a function of nothing": {"resources": [password(by([], []))], "verdict": "unknown"},
	"Secrets Manager": {"resources": [password(by([secret], []))], "verdict": "pass"},
	"Secrets Manager, with a key that is a default": {"resources": [password(by([secret, "var.key"], ["var.key"]))], "verdict": "pass"},
	"Secrets Manager, in a module": {
		"resources": [password(by([concat("", [`module.a["x"].`, secret])], []))],
		"verdict": "pass",
	},
	"a secret that is made here, known only after apply": {
		"resources": [object.union(
			db({}, {"/password": by(["aws_secretsmanager_secret_version.a.secret_string"], [])}),
			{"unknown": {"/password": ["aws_secretsmanager_secret_version.a.secret_string"]}},
		)],
		"verdict": "pass",
	},
	"a name that ends as one does": {"resources": [password(by(["local.my_aws_ssm_parameter.x"], []))], "verdict": "unknown"},
	"another source": {"resources": [password(by(["data.onepassword_item.a.password"], []))], "verdict": "unknown"},
	"another source that is named": {
		"resources": [password(by(["data.onepassword_item.a.password"], []))],
		"params": {"secret_sources": ["onepassword_item"]},
		"verdict": "pass",
	},
	"Secrets Manager, where it is not named": {
		"resources": [password(by([secret], []))],
		"params": {"secret_sources": []},
		"verdict": "unknown",
		"path": "/manage_master_user_password",
	},
	"made up by Terraform": {"resources": [random], "verdict": "fail"},
	"made up by Terraform, allowed": {"resources": [random], "params": {"allow_random_password": true}, "verdict": "pass"},
	"made up by a data source": {
		"resources": [password(by(["data.aws_secretsmanager_random_password.a.random_password"], []))],
		"verdict": "fail",
	},
	"named like one that is made up": {"resources": [password(by(["local.random_password"], []))], "verdict": "unknown"},
	"write-only": {"resources": [write_only(by(["ephemeral.random_password.p.result"], []))], "verdict": "pass"},
	"write-only, from outside": {"resources": [write_only(by(["var.p"], []))], "verdict": "pass"},
	"write-only literal": {"resources": [write_only(literal)], "verdict": "fail"},
	"write-only, from the state": {"resources": [write_only(by(["random_password.p.result"], []))], "verdict": "fail"},
	"write-only, in a state": {"resources": [state({"password_wo_version": 1})], "verdict": "pass"},
	"write-only, version known only after apply": {
		"resources": [object.union(db({}, {"/password_wo": by(["var.p"], [])}), {"unknown": {"/password_wo_version": ["time_static.a.unix"]}})],
		"verdict": "pass",
	},
	"write-only, for clusters": {
		"resources": [from("aws_rds_cluster", {"master_password_wo_version": 2}, {"/master_password_wo": by(["var.p"], [])})],
		"verdict": "pass",
	},
	"write-only literal, for DocumentDB": {
		"resources": [from("aws_docdb_cluster", {"master_password_wo_version": 2}, {"/master_password_wo": literal})],
		"verdict": "fail",
	},
	"write-only literal, for Redshift": {
		"resources": [from("aws_redshift_cluster", {"master_password_wo_version": 2}, {"/master_password_wo": literal})],
		"verdict": "fail",
	},
	"write-only argument that is null": {"resources": [db({}, {"/password_wo": by(["var.p"], [])})], "verdict": "unknown"},
	"in a state": {"resources": [state({"password": hidden})], "verdict": "unknown"},
	"in a state, not kept there": {"resources": [state({"password": null})], "verdict": "unknown"},
	"replica": {"resources": [db({"replicate_source_db": "main"}, {})], "verdict": "none"},
	"replica of what the plan makes": {
		"resources": [object.union(db({}, {}), {"unknown": {"/replicate_source_db": ["aws_db_instance.main.identifier"]}})],
		"verdict": "none",
	},
	"replica with a password of its own": {
		"resources": [db({"replicate_source_db": "main", "password": hidden}, {"/password": literal})],
		"verdict": "fail",
	},
	"replica with a write-only password of its own": {
		"resources": [db({"replicate_source_db": "main", "password_wo_version": 1}, {"/password_wo": literal})],
		"verdict": "fail",
	},
	"replica whose password is known only after apply": {
		"resources": [object.union(db({"replicate_source_db": "main"}, {"/password": by(["random_password.p.result"], [])}), {"unknown": {"/password": ["random_password.p.result"]}})],
		"verdict": "fail",
	},
	"from a snapshot": {"resources": [db({"snapshot_identifier": "s"}, {})], "verdict": "none"},
	"snapshot left to AWS": {
		"resources": [object.union(password(literal), {"unknown": {"/snapshot_identifier": []}})],
		"verdict": "fail",
	},
	"restored": {"resources": [db({"restore_to_point_in_time": [{"use_latest_restorable_time": true}]}, {})], "verdict": "none"},
	"from a backup in S3": {"resources": [db({"s3_import": [{"bucket_name": "b"}]}, {})], "verdict": "none"},
	"replica cluster": {"resources": [cluster("aws_rds_cluster", {"replication_source_identifier": "arn:aws:rds:eu-west-1:111122223333:cluster:a"})], "verdict": "none"},
	"secondary cluster": {"resources": [cluster("aws_rds_cluster", {"global_cluster_identifier": "g"})], "verdict": "none"},
	"Redshift from a shared snapshot": {"resources": [cluster("aws_redshift_cluster", {"snapshot_arn": "arn:aws:redshift:eu-west-1:111122223333:snapshot:a/b"})], "verdict": "none"},
	"another type": {"resources": [cluster("aws_rds_cluster_instance", {})], "verdict": "none"},
	"write-only, of a document database": {
		"resources": [from("aws_docdb_cluster", {"master_password_wo_version": 1}, {"/master_password_wo": by(["var.p"], [])})],
		"verdict": "pass",
	},
	"write-only, of a warehouse": {
		"resources": [from("aws_redshift_cluster", {"master_password_wo_version": 1}, {"/master_password_wo": by(["var.p"], [])})],
		"verdict": "pass",
	},
	"write-only and ephemeral, without a version": {
		"resources": [db({}, {"/password_wo": by(["ephemeral.aws_secretsmanager_secret_version.a.secret_string"], [])})],
		"verdict": "pass",
	},
	"from outside, where random ones are allowed": {
		"resources": [password(by(["var.p"], []))],
		"params": {"allow_random_password": true},
		"verdict": "unknown",
	},
}

manage := "/manage_master_user_password"

hidden := "(sensitive)"

literal := {"constant": true, "references": [], "defaults": []}

secret := "data.aws_secretsmanager_secret_version.a.secret_string"

by(references, defaults) := {"constant": false, "references": references, "defaults": defaults}

from(type, attributes, provenance) := {"type": type, "attributes": attributes, "provenance": provenance}

cluster(type, attributes) := from(type, attributes, {})

db(attributes, provenance) := from("aws_db_instance", attributes, provenance)

# As normalization gives it: the value is replaced and marked, so that it cannot be cited.
password(where) := object.union(db({"password": hidden}, {"/password": where}), {"sensitive": ["/password"]})

random := object.union(
	db({}, {"/password": by(["random_password.p.result"], [])}),
	{"unknown": {"/password": ["random_password.p.result"]}},
)

write_only(where) := db({"password_wo_version": 1}, {"/password_wo": where})

state(attributes) := object.union({"type": "aws_db_instance", "sensitive": ["/password"]}, {"attributes": attributes})
