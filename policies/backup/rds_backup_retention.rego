# METADATA
# title: Keep RDS automated backups for the required days
# description: A database can be taken back to a point in time only as long as its automated backups are kept; a fault found later than that stays.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html
# custom:
#   id: BKP-RDS-01
#   severity: high
#   resource_types: [aws_db_instance]
#   decisive:
#     aws_db_instance: [/backup_retention_period, /delete_automated_backups, /replicate_source_db]
#   # An instance of a cluster names its engine.
#   incidental:
#     aws_db_instance: [/engine]
#   params:
#     min_days:
#       description: days that backups have to be kept, by environment, and those of every other environment (default)
#       default: {prod: 30, default: 7}
#     keep_after_deletion:
#       description: environments in which backups have to outlive the instance
#       default: [prod]
#   remediation: Set backup_retention_period to the required days (35 at most) and, in production, delete_automated_backups = false
#   frameworks:
#     NIST-800-53r5: [CP-9, CP-10, CP-6, SI-12]
#     SOC2: [A1.2]
#   aliases:
#     checkov: [CKV_AWS_133]
#     trivy: [AVD-AWS-0077]
#     aws-config: [db-instance-backup-enabled]
#     security-hub: [RDS.11]
#   requirement: ["000_82979fcacfb6097f.txt:153,207", "000_82979fcacfb6097f.txt:279", "003_11714f712a81a514.txt:132", "003_11714f712a81a514.txt:134"]
package driftgate.rules.backup.rds_backup_retention

import data.driftgate.lib.databases
import data.driftgate.lib.environments
import data.driftgate.lib.resource

deny contains resource.finding(db, "/backup_retention_period", "automated backups are kept for too few days") if {
	some db in _judged
	_days(db) < min(_required(db))
}

deny contains resource.finding(db, "/delete_automated_backups", "automated backups are deleted with the instance") if {
	some db in _judged
	db.attributes.delete_automated_backups == true
	db.environment in _params.keep_after_deletion
}

undetermined contains resource.finding(db, "", "the days that backups have to be kept depend on the environment, which is not known") if {
	some db in _judged
	not resource.is_unknown(db, "/backup_retention_period")
	_days(db) < max(_required(db))
}

undetermined contains resource.finding(db, "", "whether backups have to outlive the instance depends on the environment, which is not known") if {
	some db in _judged
	not db.environment
	db.attributes.delete_automated_backups == true
	count(_params.keep_after_deletion) > 0
}

not_applicable contains db.key if {
	some db in resource.of("aws_db_instance")
	_others_keep_backups(db)
}

# Instances that may turn out to be replicas are left to the unknown value.
_judged contains db if {
	some db in resource.of("aws_db_instance")
	not _others_keep_backups(db)
	not databases.may_be_replica(db)
}

_others_keep_backups(db) if databases.is_replica(db)

_others_keep_backups(db) if databases.in_cluster(db)

_days(db) := to_number(object.get(db.attributes, "backup_retention_period", 0))

_required(db) := environments.values(_params.min_days, db, 0)

_params := data.params["BKP-RDS-01"]
