# METADATA
# title: Protect databases, tables and load balancers from deletion
# description: With deletion protection a wrong plan or a wrong click cannot delete what holds the data or takes the traffic; it has to be switched off first.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html
# custom:
#   id: RES-DEL-01
#   severity: medium
#   resource_types: [aws_db_instance, aws_rds_cluster, aws_dynamodb_table, aws_docdb_cluster, aws_neptune_cluster, aws_rds_global_cluster, aws_eks_cluster, aws_lb, aws_alb]
#   decisive:
#     aws_db_instance: [/deletion_protection]
#     aws_rds_cluster: [/deletion_protection]
#     aws_dynamodb_table: [/deletion_protection_enabled, /replica/*/deletion_protection_enabled]
#     aws_docdb_cluster: [/deletion_protection]
#     aws_neptune_cluster: [/deletion_protection]
#     aws_rds_global_cluster: [/deletion_protection]
#     aws_eks_cluster: [/deletion_protection]
#     aws_lb: [/enable_deletion_protection]
#     aws_alb: [/enable_deletion_protection]
#   # An instance of a cluster names its engine.
#   incidental:
#     aws_db_instance: [/engine]
#   params:
#     environments:
#       description: environments in which the rule holds
#       default: [prod, staging]
#     include_eks:
#       description: whether EKS clusters have to be protected too (late 6.x releases of the provider only)
#       default: false
#   remediation: Set deletion_protection = true (tables deletion_protection_enabled, load balancers enable_deletion_protection)
#   frameworks:
#     NIST-800-53r5: [SC-5(2), SI-13(5), CM-3]
#   aliases:
#     checkov: [CKV_AWS_293, CKV_AWS_139, CKV2_AWS_58, CKV_AWS_150]
#     trivy: [AVD-AWS-0177, AVD-AWS-0343]
#     aws-config: [rds-instance-deletion-protection-enabled, rds-cluster-deletion-protection-enabled, dynamodb-table-deletion-protection-enabled, docdb-cluster-deletion-protection-enabled, neptune-cluster-deletion-protection-enabled, elb-deletion-protection-enabled]
#     security-hub: [RDS.7, RDS.8, DynamoDB.6, DocumentDB.5, Neptune.4, ELB.6]
#   requirement: ["003_11714f712a81a514.txt:112", "003_11714f712a81a514.txt:118", "004_4ffee0017967b171.txt:68,71,169"]
package driftgate.rules.resilience.deletion_protected

import data.driftgate.lib.databases
import data.driftgate.lib.resource

deny contains resource.finding(r, concat("", ["/", attribute]), "deletion protection is off") if {
	some type, attribute in _attribute
	some r in resource.of(type)
	not r.attributes[attribute] == true
}

deny contains resource.finding(table, path, "deletion protection of a replica is off") if {
	some table in resource.of("aws_dynamodb_table")
	some i, replica in table.attributes.replica
	not replica.deletion_protection_enabled == true
	path := concat("/", ["/replica", format_int(i, 10), "deletion_protection_enabled"])
}

not_applicable contains cluster.key if {
	some cluster in resource.of("aws_eks_cluster")
	not data.params["RES-DEL-01"].include_eks == true
}

# The cluster is what is protected, not its members.
not_applicable contains db.key if {
	some db in resource.of("aws_db_instance")
	databases.in_cluster(db)
}

_attribute := {
	"aws_db_instance": "deletion_protection",
	"aws_rds_cluster": "deletion_protection",
	"aws_dynamodb_table": "deletion_protection_enabled",
	"aws_docdb_cluster": "deletion_protection",
	"aws_neptune_cluster": "deletion_protection",
	"aws_rds_global_cluster": "deletion_protection",
	"aws_eks_cluster": "deletion_protection",
	"aws_lb": "enable_deletion_protection",
	"aws_alb": "enable_deletion_protection",
}
