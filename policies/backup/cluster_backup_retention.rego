# METADATA
# title: Keep Aurora, DocumentDB and Neptune backups for the required days
# description: A cluster can be taken back to a point in time only as long as its backups are kept, which is one day unless more is asked for.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html
#   - ref: https://docs.aws.amazon.com/documentdb/latest/developerguide/backup_restore.html
#   - ref: https://docs.aws.amazon.com/neptune/latest/userguide/backup-restore-overview.html
# custom:
#   id: BKP-RDS-02
#   severity: high
#   resource_types: [aws_rds_cluster, aws_docdb_cluster, aws_neptune_cluster]
#   decisive:
#     aws_rds_cluster: [/backup_retention_period]
#     aws_docdb_cluster: [/backup_retention_period]
#     aws_neptune_cluster: [/backup_retention_period]
#   params:
#     min_days:
#       description: days that backups have to be kept, by environment, and those of every other environment (default)
#       default: {prod: 30, default: 7}
#   remediation: Set backup_retention_period to the required days (35 at most)
#   frameworks:
#     NIST-800-53r5: [CP-9, CP-10]
#     SOC2: [A1.2]
#   aliases:
#     checkov: [CKV_AWS_133, CKV_AWS_360, CKV_AWS_361]
#     trivy: [AVD-AWS-0077]
#     aws-config: [rds-cluster-backup-retention-check, docdb-cluster-backup-retention-check, neptune-cluster-backup-retention-check]
#     security-hub: [DocumentDB.2, Neptune.5]
#   requirement: ["000_82979fcacfb6097f.txt:153,207", "000_82979fcacfb6097f.txt:279", "003_11714f712a81a514.txt:132", "003_11714f712a81a514.txt:134"]
package driftgate.rules.backup.cluster_backup_retention

import data.driftgate.lib.environments
import data.driftgate.lib.resource

deny contains resource.finding(cluster, "/backup_retention_period", "backups are kept for too few days") if {
	some cluster in input.resources
	_days(cluster) < min(_required(cluster))
}

undetermined contains resource.finding(cluster, "", "the days that backups have to be kept depend on the environment, which is not known") if {
	some cluster in input.resources
	not resource.is_unknown(cluster, "/backup_retention_period")
	_days(cluster) < max(_required(cluster))
}

# Left out, or null, is one day.
_days(cluster) := to_number(days) if {
	days := object.get(cluster.attributes, "backup_retention_period", null)
	days != null
} else := 1

_required(cluster) := environments.values(data.params["BKP-RDS-02"].min_days, cluster, 0)
