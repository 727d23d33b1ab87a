# METADATA
# title: Run ElastiCache replication groups Multi-AZ with failover
# description: A cache whose nodes share one Availability Zone, or that no replica takes over from, is lost with its primary node.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html
# custom:
#   id: MAZ-CACHE-01
#   severity: high
#   resource_types: [aws_elasticache_replication_group]
#   decisive:
#     aws_elasticache_replication_group: [/multi_az_enabled, /automatic_failover_enabled]
#   params:
#     environments:
#       description: environments in which the rule holds
#       default: [prod]
#     exempt_tag:
#       description: tag that exempts a replication group until the date (YYYY-MM-DD) that is its value
#       default: driftgate:single-az-approved
#   remediation: Set multi_az_enabled = true and automatic_failover_enabled = true, with at least one replica
#   frameworks:
#     NIST-800-53r5: [CP-10, SC-36, SI-13(5)]
#     SOC2: [A1.2]
#   aliases:
#     checkov: [CKV2_AWS_50]
#     aws-config: [elasticache-repl-grp-auto-failover-enabled]
#     security-hub: [ElastiCache.3]
#   requirement: ["000_82979fcacfb6097f.txt:144", "000_82979fcacfb6097f.txt:147", "000_82979fcacfb6097f.txt:234", "002_ca0578468a496687.txt:50-54,115,142", "003_11714f712a81a514.txt:11", "003_11714f712a81a514.txt:124-125", "003_11714f712a81a514.txt:153"]
package driftgate.rules.multi_az.elasticache_replication_group_multi_az

import data.driftgate.lib.exemption
import data.driftgate.lib.resource

deny contains resource.finding(group, "/multi_az_enabled", "nodes are not spread over availability zones") if {
	some group in resource.of("aws_elasticache_replication_group")
	not group.attributes.multi_az_enabled == true
}

deny contains resource.finding(group, "/automatic_failover_enabled", "no replica takes over when the primary fails") if {
	some group in resource.of("aws_elasticache_replication_group")
	not group.attributes.automatic_failover_enabled == true
}

not_applicable contains group.key if {
	some group in resource.of("aws_elasticache_replication_group")
	exemption.holds(group, data.params["MAZ-CACHE-01"].exempt_tag)
}
