# METADATA
# title: Cover every data store with a backup plan
# description: What no plan selects has no backup outside of itself; nobody notices that until it has to be restored.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
#   - ref: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html
# custom:
#   id: BKP-PLAN-02
#   severity: high
#   resource_types: [aws_db_instance, aws_rds_cluster, aws_docdb_cluster, aws_dynamodb_table, aws_efs_file_system, aws_ebs_volume, aws_s3_bucket, aws_fsx_windows_file_system]
#   related_types: [aws_backup_selection]
#   context_types: [aws_backup_selection]
#   decisive:
#     aws_db_instance: [/replicate_source_db]
#   # lib/backup lets a name that is not known match in doubt only. What Terraform has yet to make as an
#   # aws_db_instance is in no cluster, whatever its engine.
#   incidental:
#     aws_db_instance: [/identifier, /engine]
#     aws_rds_cluster: [/cluster_identifier]
#     aws_docdb_cluster: [/cluster_identifier]
#     aws_dynamodb_table: [/name]
#     aws_s3_bucket: [/bucket]
#   params:
#     environments:
#       description: environments in which the rule holds
#       default: [prod]
#     types:
#       description: kinds of data stores that have to be covered, of rds, aurora, documentdb, dynamodb, efs, ebs, s3 and fsx
#       default: [rds, aurora, dynamodb, efs, ebs, s3]
#     exempt_tags:
#       description: tag -> value that exempts a data store
#       default: {Backup: none}
#     selected_tags:
#       description: tag -> values by which a backup plan that is not in the document selects
#       default: {}
#   remediation: "Tag it as an aws_backup_selection asks: selection_tag { type = \"STRINGEQUALS\", key = \"Backup\", value = \"daily\" }"
#   frameworks:
#     NIST-800-53r5: [CP-9, CP-10, CP-6, SI-12]
#     SOC2: [A1.2]
#   aliases:
#     checkov: [CKV2_AWS_8, CKV2_AWS_9, CKV2_AWS_18]
#     aws-config: [rds-resources-protected-by-backup-plan, aurora-resources-protected-by-backup-plan, dynamodb-resources-protected-by-backup-plan, efs-resources-protected-by-backup-plan, ebs-resources-protected-by-backup-plan, s3-resources-protected-by-backup-plan]
#     security-hub: [RDS.26, DynamoDB.4, EFS.2, EC2.28]
#   requirement: ["000_82979fcacfb6097f.txt:153,207", "004_4ffee0017967b171.txt:68,71,169"]
package driftgate.rules.backup.data_store_in_backup_plan

import data.driftgate.lib.backup
import data.driftgate.lib.databases
import data.driftgate.lib.resource

deny contains resource.absent(store, "aws_backup_selection", "no backup plan selects it") if {
	some store in _judged
	not store.key in _perhaps
}

undetermined contains resource.finding(store, "", "whether a backup plan selects it is known only after apply") if {
	some store in _judged
	store.key in _perhaps
	not store.key in _surely
}

settled contains key if some key in _surely

not_applicable contains store.key if {
	some store in input.resources
	not _kinds[store.type] in _params.types
}

not_applicable contains store.key if {
	some store in input.resources
	some tag, value in _params.exempt_tags
	store.tags[tag] == value
}

# A cluster is what is backed up, and of a replica its source.
not_applicable contains db.key if {
	some db in resource.of("aws_db_instance")
	databases.in_cluster(db)
}

not_applicable contains db.key if {
	some db in resource.of("aws_db_instance")
	databases.is_replica(db)
}

# Instances that may turn out to be replicas are left to the unknown value.
_judged contains store if {
	some store in input.resources
	not databases.may_be_replica(store)
}

# Data stores that a plan selects if what is not known is as it wants it, and those that it selects in any case.
_perhaps contains store.key if {
	some store in _judged
	_covered(store, true)
}

_surely contains store.key if {
	some store in _judged
	store.key in _perhaps
	_covered(store, false)
}

_covered(store, doubt) if {
	some selection in _selections
	backup.selects(selection, store, doubt)
}

# Modules repeat their selections: those that select alike are one.
_selections := {backup.selecting(selection) | some selection in resource.context("aws_backup_selection")} | {selection |
	some tag, values in _params.selected_tags
	some value in values
	selection := {"attributes": {"selection_tag": [{"key": tag, "value": value}]}, "unknown": {}, "links": {}, "unresolved": []}
}

_kinds := {
	"aws_db_instance": "rds",
	"aws_rds_cluster": "aurora",
	"aws_docdb_cluster": "documentdb",
	"aws_dynamodb_table": "dynamodb",
	"aws_efs_file_system": "efs",
	"aws_ebs_volume": "ebs",
	"aws_s3_bucket": "s3",
	"aws_fsx_windows_file_system": "fsx",
}

_params := data.params["BKP-PLAN-02"]
