# METADATA
# title: Keep databases off the public internet
# description: A publicly accessible database has an address that everyone can reach; only its security group and passwords are then left to keep people out.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
# custom:
#   id: NET-RDS-01
#   severity: critical
#   resource_types: [aws_db_instance, aws_rds_cluster_instance, aws_redshift_cluster, aws_dms_replication_instance]
#   decisive:
#     aws_db_instance: [/publicly_accessible]
#     aws_rds_cluster_instance: [/publicly_accessible]
#     aws_redshift_cluster: [/publicly_accessible]
#     aws_dms_replication_instance: [/publicly_accessible]
#   remediation: Set publicly_accessible = false
#   frameworks:
#     CIS-AWS-3.0: ["2.3.3"]
#     NIST-800-53r5: [AC-4, SC-7, SC-7(5), AC-21]
#     PCI-DSS-4.0: ["1.4.4"]
#     SOC2: [CC6.6]
#   aliases:
#     checkov: [CKV_AWS_17, CKV_AWS_87, CKV_AWS_89]
#     trivy: [AVD-AWS-0180]
#     aws-config: [rds-instance-public-access-check, redshift-cluster-public-access-check, dms-replication-not-public]
#     security-hub: [RDS.2, Redshift.1, DMS.1]
#   requirement: ["003_11714f712a81a514.txt:112", "003_11714f712a81a514.txt:284"]
package driftgate.rules.network.database_private

import data.driftgate.lib.resource

deny contains resource.finding(db, "/publicly_accessible", "is publicly accessible") if {
	some type in _types
	some db in resource.of(type)
	db.attributes.publicly_accessible == true
}

_types := {"aws_db_instance", "aws_rds_cluster_instance", "aws_redshift_cluster", "aws_dms_replication_instance"}
