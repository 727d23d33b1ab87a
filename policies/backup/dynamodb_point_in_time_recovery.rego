# METADATA
# title: Enable DynamoDB point-in-time recovery
# description: Without it a table that was overwritten or emptied by mistake is only as good as its last backup on demand, if there is one.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
# custom:
#   id: BKP-DDB-01
#   severity: medium
#   resource_types: [aws_dynamodb_table, aws_dynamodb_table_replica]
#   decisive:
#     aws_dynamodb_table: [/point_in_time_recovery/*/enabled, /point_in_time_recovery/*/recovery_period_in_days, /replica/*/point_in_time_recovery]
#     aws_dynamodb_table_replica: [/point_in_time_recovery]
#   params:
#     min_days:
#       description: days that a table can be taken back (35 at most, which is the default of DynamoDB)
#       default: 30
#   remediation: "Add point_in_time_recovery { enabled = true } to the table, and point_in_time_recovery = true to each replica"
#   frameworks:
#     NIST-800-53r5: [CP-9, CP-10, SI-12]
#     SOC2: [A1.2]
#   aliases:
#     checkov: [CKV_AWS_28, CKV_AWS_165]
#     trivy: [AVD-AWS-0024]
#     aws-config: [dynamodb-pitr-enabled]
#     security-hub: [DynamoDB.2]
#   requirement: ["000_82979fcacfb6097f.txt:153,207", "003_11714f712a81a514.txt:121", "003_11714f712a81a514.txt:133,146"]
package driftgate.rules.backup.dynamodb_point_in_time_recovery

import data.driftgate.lib.resource

deny contains resource.finding(table, "/point_in_time_recovery/0/enabled", _off) if {
	some table in resource.of("aws_dynamodb_table")
	not _is_on(table)
}

deny contains resource.finding(table, "/point_in_time_recovery/0/recovery_period_in_days", message) if {
	some table in resource.of("aws_dynamodb_table")
	some block in resource.blocks(table.attributes, "point_in_time_recovery")
	is_number(block.recovery_period_in_days)
	block.recovery_period_in_days < data.params["BKP-DDB-01"].min_days
	message := "the table can be taken back too few days"
}

deny contains resource.finding(table, path, "point-in-time recovery of a replica is off") if {
	some table in resource.of("aws_dynamodb_table")
	some i, replica in table.attributes.replica
	not replica.point_in_time_recovery == true
	path := concat("/", ["/replica", format_int(i, 10), "point_in_time_recovery"])
}

deny contains resource.finding(replica, "/point_in_time_recovery", _off) if {
	some replica in resource.of("aws_dynamodb_table_replica")
	not replica.attributes.point_in_time_recovery == true
}

_off := "point-in-time recovery is off"

_is_on(table) if {
	some block in resource.blocks(table.attributes, "point_in_time_recovery")
	block.enabled == true
}
