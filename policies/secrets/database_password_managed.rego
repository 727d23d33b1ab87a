# METADATA
# title: Manage database master passwords in Secrets Manager
# description: |
#   A master password in code is in the repository, in every clone and in the state; one that Secrets Manager keeps is
#   rotated, audited and read by those who may.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
# custom:
#   id: SECR-RDS-01
#   severity: high
#   resource_types: [aws_db_instance, aws_rds_cluster, aws_docdb_cluster, aws_redshift_cluster]
#   decisive:
#     aws_db_instance: [/manage_master_user_password]
#     aws_rds_cluster: [/manage_master_user_password]
#     aws_docdb_cluster: [/manage_master_user_password]
#     aws_redshift_cluster: [/manage_master_password]
#   params:
#     secret_sources:
#       description: types of resources and data sources that hand out secrets
#       default: [aws_secretsmanager_secret_version, aws_ssm_parameter, aws_kms_secrets, vault_generic_secret, vault_kv_secret, vault_kv_secret_v2]
#     allow_random_password:
#       description: whether a password that Terraform makes up may stand in its state
#       default: false
#   remediation: Set manage_master_user_password = true (Redshift manage_master_password) and take the password out of the code
#   frameworks:
#     NIST-800-53r5: [IA-5, IA-5(7)]
#     PCI-DSS-4.0: ["8.6.2"]
#     SOC2: [CC6.1]
#   requirement: ["000_82979fcacfb6097f.txt:188", "003_11714f712a81a514.txt:66", "004_4ffee0017967b171.txt:47,97"]
package driftgate.rules.secrets.database_password_managed

import data.driftgate.lib.resource

deny contains resource.finding(db, _manages(db), message) if {
	some db in _own_password
	message := _wrong(_used(db))
}

undetermined contains {"key": db.key, "path": _manages(db), "message": _untold, "why": "not-carried"} if {
	some db in _own_password
	not _is_right(db)
	not _is_wrong(db)
}

_untold := "where its master password comes from is not told by what was read"

# A copy has the password of what it is made from, unless it is given another.
not_applicable contains db.key if {
	some db in _databases
	not _gives(db, "")
	not _gives(db, "_wo")
	some source in _sources
	resource.is_given(db, source)
}

_sources := [
	"replicate_source_db", "replication_source_identifier", "snapshot_identifier", "snapshot_arn",
	"restore_to_point_in_time", "s3_import", "global_cluster_identifier",
]

_databases := [db | some db in input.resources; _arguments[db.type]]

_arguments := {
	"aws_db_instance": {"manage": "manage_master_user_password", "password": "password"},
	"aws_rds_cluster": {"manage": "manage_master_user_password", "password": "master_password"},
	"aws_docdb_cluster": {"manage": "manage_master_user_password", "password": "master_password"},
	"aws_redshift_cluster": {"manage": "manage_master_password", "password": "master_password"},
}

_manages(db) := concat("", ["/", _arguments[db.type].manage])

_own_password := [db | some db in _databases; not db.attributes[_arguments[db.type].manage] == true]

# Whether the password, or the write-only one, is given. The latter is in no plan, but the provider wants its version.
_gives(db, "") if object.get(db.attributes, _arguments[db.type].password, null) != null

_gives(db, "") if db.unknown[_pointer(db, "")]

_gives(db, "_wo") if object.get(db.attributes, _version[db.type], null) != null

_gives(db, "_wo") if db.unknown[concat("", ["/", _version[db.type]])]

_version := {
	"aws_db_instance": "password_wo_version",
	"aws_rds_cluster": "master_password_wo_version",
	"aws_docdb_cluster": "master_password_wo_version",
	"aws_redshift_cluster": "master_password_wo_version",
}

_pointer(db, suffix) := concat("", ["/", _arguments[db.type].password, suffix])

# Where the argument that is used takes its value from.
_used(db) := db.provenance[_pointer(db, "")] if _gives(db, "")

_used(db) := db.provenance[_pointer(db, "_wo")] if not _gives(db, "")

_is_wrong(db) if _wrong(_used(db))

_wrong(from) := "its master password is a literal in the code" if {
	from.constant
	count(from.references) == 0
}

_wrong(from) := message if {
	count(from.references) > 0
	every reference in from.references {
		_exposed(reference, from)
	}
	message := concat("", ["its master password comes from ", concat(", ", from.references), ", in clear in the code or the state"])
}

_exposed(reference, from) if reference in from.defaults

_exposed(reference, _) if {
	_is_random(reference)
	not data.params["SECR-RDS-01"].allow_random_password == true
}

# A write-only argument lands in no plan and no state, so that its source alone can give it away.
_is_right(db) if {
	not _gives(db, "")
	_gives(db, "_wo")
}

_is_right(db) if {
	some reference in _used(db).references
	_is_secret(reference)
}

_is_secret(reference) if _is_ephemeral(reference)

_is_secret(reference) if {
	some type in data.params["SECR-RDS-01"].secret_sources
	regex.match(concat("", [`(^|\.)`, type, `\.`]), reference)
}

_is_secret(reference) if {
	data.params["SECR-RDS-01"].allow_random_password == true
	_is_random(reference)
}

_is_ephemeral(reference) if regex.match(`(^|\.)ephemeral\.`, reference)

_is_random(reference) if {
	regex.match(`(^|\.)(random_(password|string|id|bytes)|data\.aws_secretsmanager_random_password)\.`, reference)
	not _is_ephemeral(reference)
}
