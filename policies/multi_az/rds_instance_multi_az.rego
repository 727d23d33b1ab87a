# METADATA
# title: Run production RDS instances Multi-AZ
# description: A database in one Availability Zone is down as long as the zone is; a standby in another zone takes over within minutes.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html
# custom:
#   id: MAZ-RDS-01
#   severity: high
#   resource_types: [aws_db_instance]
#   decisive:
#     aws_db_instance: [/multi_az, /replicate_source_db]
#   # An instance of a cluster names its engine.
#   incidental:
#     aws_db_instance: [/engine]
#   params:
#     environments:
#       description: environments in which the rule holds
#       default: [prod]
#     exempt_tag:
#       description: tag that exempts an instance until the date (YYYY-MM-DD) that is its value
#       default: driftgate:single-az-approved
#     allow_single_az_replicas:
#       description: whether a read replica may be in one zone
#       default: true
#   remediation: Set multi_az = true
#   frameworks:
#     NIST-800-53r5: [CP-10, CP-6(2), SC-36, SI-13(5)]
#     SOC2: [A1.2]
#   aliases:
#     checkov: [CKV_AWS_157]
#     aws-config: [rds-multi-az-support]
#     security-hub: [RDS.5]
#   requirement: ["000_82979fcacfb6097f.txt:144", "000_82979fcacfb6097f.txt:147", "000_82979fcacfb6097f.txt:246-250,343", "002_ca0578468a496687.txt:50-54,115,142", "003_11714f712a81a514.txt:11", "003_11714f712a81a514.txt:113", "003_11714f712a81a514.txt:153"]
package driftgate.rules.multi_az.rds_instance_multi_az

import data.driftgate.lib.databases
import data.driftgate.lib.exemption
import data.driftgate.lib.resource

deny contains resource.finding(db, "/multi_az", "runs in a single availability zone") if {
	some db in resource.of("aws_db_instance")
	not db.attributes.multi_az == true
	not _may_be_exempt_replica(db)
}

settled contains db.key if {
	some db in resource.of("aws_db_instance")
	db.attributes.multi_az == true
}

not_applicable contains db.key if {
	some db in resource.of("aws_db_instance")
	databases.in_cluster(db)
}

not_applicable contains db.key if {
	_params.allow_single_az_replicas
	some db in resource.of("aws_db_instance")
	databases.is_replica(db)
}

not_applicable contains db.key if {
	some db in resource.of("aws_db_instance")
	exemption.holds(db, _params.exempt_tag)
}

_may_be_exempt_replica(db) if {
	_params.allow_single_az_replicas
	databases.may_be_replica(db)
}

_params := data.params["MAZ-RDS-01"]
