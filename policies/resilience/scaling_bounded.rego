# METADATA
# title: Run at least two instances per service and bound the maximum
# description: One instance is an outage with each failure and each deployment; without a bound a fault or an attack scales the bill instead.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html
#   - ref: https://docs.aws.amazon.com/eks/latest/userguide/automode.html
# custom:
#   id: RES-ASG-01
#   severity: medium
#   resource_types: [aws_autoscaling_group, aws_ecs_service, aws_eks_node_group]
#   related_types: [aws_appautoscaling_target, aws_eks_cluster]
#   decisive:
#     aws_autoscaling_group: [/min_size, /max_size]
#     aws_ecs_service: [/desired_count, /scheduling_strategy]
#     aws_appautoscaling_target: [/min_capacity, /max_capacity]
#     aws_eks_node_group: [/scaling_config/*/min_size, /scaling_config/*/max_size]
#     aws_eks_cluster: [/compute_config/*/enabled]
#   params:
#     min:
#       description: instances, or tasks, that have to run
#       default: 2
#     max:
#       description: instances, or tasks, that may run at most, by environment, and those of every other environment (default)
#       default: {prod: 20, default: 5}
#     environments:
#       description: environments in which the rule holds
#       default: [prod, staging]
#   remediation: Set min_size = 2 and a max_size above it (ECS min_capacity and max_capacity of an aws_appautoscaling_target)
#   frameworks:
#     NIST-800-53r5: [CP-10, SC-5(2)]
#     SOC2: [A1.1]
#   requirement: ["000_82979fcacfb6097f.txt:85,208", "000_82979fcacfb6097f.txt:101,164", "003_11714f712a81a514.txt:31", "003_11714f712a81a514.txt:92", "003_11714f712a81a514.txt:198", "003_11714f712a81a514.txt:210", "003_11714f712a81a514.txt:211", "004_4ffee0017967b171.txt:77,104,182-184"]
package driftgate.rules.resilience.scaling_bounded

import data.driftgate.lib.environments
import data.driftgate.lib.resource

deny contains resource.finding_at(r, scaler, concat("", ["/", low]), "fewer may run than are needed") if {
	some [r, scaler, low, _] in _scalers
	scaler.attributes[low] < _params.min
}

deny contains resource.finding_at(r, scaler, concat("", ["/", high]), "more may run than are allowed") if {
	some [r, scaler, _, high] in _scalers
	scaler.attributes[high] > max(_limits(r))
}

undetermined contains resource.finding_at(r, scaler, "", "how many may run depends on the environment, which is not known") if {
	some [r, scaler, _, high] in _scalers
	scaler.attributes[high] > min(_limits(r))
}

deny contains resource.finding_at(r, scaler, concat("", ["/", high]), _fixed) if {
	some [r, scaler, low, high] in _scalers
	scaler.attributes[high] <= scaler.attributes[low]
}

# Without a target the count stays as it is; left out it is 0.
deny contains resource.finding(service, "/desired_count", "fewer run than are needed") if {
	some service in _services
	count(_targets(service)) == 0
	not "aws_appautoscaling_target" in service.unresolved
	object.get(service.attributes, "desired_count", 0) < _params.min
}

deny contains resource.finding(group, "/scaling_config/0/max_size", _fixed) if {
	some group in _fixed_groups
	not _may_scale_itself(group)
}

undetermined contains resource.finding(group, "", "whether its cluster adds nodes by itself (EKS Auto Mode) is not known") if {
	some group in _fixed_groups
	not _scales_itself(group)
}

settled contains group.key if {
	some group in resource.of("aws_eks_node_group")
	some block in resource.blocks(group.attributes, "scaling_config")
	block.max_size > block.min_size
}

settled contains group.key if {
	some group in resource.of("aws_eks_node_group")
	_scales_itself(group)
}

# A daemon runs once on each instance.
not_applicable contains service.key if {
	some service in resource.of("aws_ecs_service")
	service.attributes.scheduling_strategy == "DAEMON"
}

_fixed := "the maximum leaves no room to scale"

# What scales by which attributes: a group by its own, a service by those of its targets.
_scalers contains [group, group, "min_size", "max_size"] if some group in resource.of("aws_autoscaling_group")

_scalers contains [service, target, "min_capacity", "max_capacity"] if {
	some service in _services
	some target in _targets(service)
}

_services := resource.of("aws_ecs_service")

_targets(service) := resource.related(service, "aws_appautoscaling_target")

# An environment that is not named has no limit.
_limits(r) := environments.values(_params.max, r, 1000000000)

_fixed_groups contains group if {
	some group in resource.of("aws_eks_node_group")
	some block in resource.blocks(group.attributes, "scaling_config")
	block.max_size <= block.min_size
}

_scales_itself(group) if {
	some cluster in resource.related(group, "aws_eks_cluster")
	some block in resource.blocks(cluster.attributes, "compute_config")
	block.enabled == true
}

_may_scale_itself(group) if _scales_itself(group)

_may_scale_itself(group) if "aws_eks_cluster" in group.unresolved

_may_scale_itself(group) if {
	some cluster in resource.related(group, "aws_eks_cluster")
	resource.is_unknown(cluster, "/compute_config/0/enabled")
}

_params := data.params["RES-ASG-01"]
