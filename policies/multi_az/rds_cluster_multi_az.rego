# METADATA
# title: Spread RDS and Aurora clusters over two or more Availability Zones
# description: |
#   Aurora keeps its storage in three zones, but a cluster with one instance is down until that instance is made again.
#   A second instance in another zone takes over within a minute.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
# custom:
#   id: MAZ-RDS-02
#   severity: high
#   resource_types: [aws_rds_cluster]
#   related_types: [aws_rds_cluster_instance]
#   decisive:
#     aws_rds_cluster: [/engine_mode, /db_cluster_instance_class]
#     aws_rds_cluster_instance: [/availability_zone]
#   params:
#     min_instances:
#       description: instances that an Aurora cluster needs
#       default: 2
#     min_azs:
#       description: availability zones that the instances have to be in
#       default: 2
#     environments:
#       description: environments in which the rule holds
#       default: [prod]
#     exempt_tag:
#       description: tag that exempts a cluster until the date (YYYY-MM-DD) that is its value
#       default: driftgate:single-az-approved
#   remediation: Add an aws_rds_cluster_instance in another availability zone
#   frameworks:
#     NIST-800-53r5: [CP-10, CP-6(2), SC-36, SI-13(5)]
#     SOC2: [A1.2]
#   aliases:
#     aws-config: [rds-cluster-multi-az-enabled]
#     security-hub: [RDS.15]
#   requirement: ["000_82979fcacfb6097f.txt:144", "000_82979fcacfb6097f.txt:246-250,343", "003_11714f712a81a514.txt:11", "003_11714f712a81a514.txt:113"]
package driftgate.rules.multi_az.rds_cluster_multi_az

import data.driftgate.lib.exemption
import data.driftgate.lib.resource
import data.driftgate.lib.zones

deny contains resource.absent(cluster, _instance, "has too few instances to take over from each other") if {
	some cluster in resource.of("aws_rds_cluster")
	not _may_be_spread(cluster)
	count(_instances(cluster)) < _params.min_instances
}

deny contains resource.absent(cluster, _instance, "its instances are in too few availability zones") if {
	some cluster in resource.of("aws_rds_cluster")
	not _may_be_spread(cluster)
	count(_instances(cluster)) >= _params.min_instances
	zones.at_most(_instances(cluster)) < _params.min_azs
}

# Where no zone is asked for, AWS spreads the instances over the zones of the subnets.
settled contains cluster.key if {
	some cluster in resource.of("aws_rds_cluster")
	count(_instances(cluster)) >= _params.min_instances
	placed := [instance | some instance in _instances(cluster); not _zone_may_come(instance)]
	zones.at_most(placed) >= _params.min_azs
}

settled contains cluster.key if {
	some cluster in resource.of("aws_rds_cluster")
	_is_spread(cluster)
}

not_applicable contains cluster.key if {
	some cluster in resource.of("aws_rds_cluster")
	exemption.holds(cluster, _params.exempt_tag)
}

# A Multi-AZ DB cluster has three instances of its own; Aurora Serverless v1 moves to another zone by itself.
_is_spread(cluster) if resource.is_set(cluster, "db_cluster_instance_class")

_is_spread(cluster) if cluster.attributes.engine_mode == "serverless"

_may_be_spread(cluster) if _is_spread(cluster)

_may_be_spread(cluster) if {
	some name in ["/db_cluster_instance_class", "/engine_mode"]
	count(object.get(cluster.unknown, name, [])) > 0
}

# An expression, not AWS, decides on the zone.
_zone_may_come(instance) if count(object.get(instance.unknown, "/availability_zone", [])) > 0

_instances(cluster) := resource.related(cluster, _instance)

_instance := "aws_rds_cluster_instance"

_params := data.params["MAZ-RDS-02"]
