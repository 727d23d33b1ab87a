package driftgate.rules.resilience.scaling_bounded_test

cases := {
	"two to twenty in production": {"resources": [group(2, 20)], "environment": "prod", "verdict": "pass"},
	"one to twenty": {"resources": [group(1, 20)], "environment": "prod", "verdict": "fail", "path": "/min_size", "findings": 1},
	"two to 21": {"resources": [group(2, 21)], "environment": "prod", "verdict": "fail", "path": "/max_size", "findings": 1},
	"two to five in staging": {"resources": [group(2, 5)], "environment": "staging", "verdict": "pass"},
	"two to six in staging": {"resources": [group(2, 6)], "environment": "staging", "verdict": "fail", "findings": 1},
	"two to three": {"resources": [group(2, 3)], "environment": "prod", "verdict": "pass"},
	"two, and no more": {"resources": [group(2, 2)], "environment": "prod", "verdict": "fail", "path": "/max_size", "findings": 1},
	"none": {"resources": [group(0, 4)], "environment": "prod", "verdict": "fail", "path": "/min_size", "findings": 1},
	"minimum known only after apply": {
		"resources": [object.union(object.remove(group(2, 4), ["attributes"]), {"attributes": {"max_size": 4}, "unknown": open("/min_size")})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"maximum known only after apply": {
		"resources": [object.union(object.remove(group(2, 4), ["attributes"]), {"attributes": {"min_size": 2}, "unknown": open("/max_size")})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"bounds are parameters": {
		"resources": [group(1, 40)],
		"environment": "prod",
		"params": {"min": 1, "max": {"prod": 40}},
		"verdict": "pass",
	},
	"no bound for this environment": {
		"resources": [group(2, 1000000000)],
		"environment": "staging",
		"params": {"max": {"prod": 40}},
		"verdict": "pass",
	},
	"perhaps no bound for its environment": {
		"resources": [group(2, 21)],
		"params": {"max": {"prod": 20}, "environments": ["*"]},
		"verdict": "unknown",
		"path": "",
	},
	"too many in every environment": {"resources": [group(2, 21)], "params": {"environments": ["*"]}, "verdict": "fail"},
	"too many in some environments": {"resources": [group(2, 6)], "params": {"environments": ["*"]}, "verdict": "unknown", "findings": 1},
	"few enough in every environment": {"resources": [group(2, 5)], "params": {"environments": ["*"]}, "verdict": "pass"},
	"a bound of one": {"resources": [group(0, 1)], "environment": "staging", "params": {"min": 0, "max": {"prod": 20, "default": 1}}, "verdict": "pass"},
	"service that scales": {"resources": [service({"desired_count": 2}), target(2, 10)], "environment": "prod", "verdict": "pass"},
	"service that scales, with one at first": {"resources": [service({"desired_count": 1}), target(2, 10)], "environment": "prod", "verdict": "pass"},
	"service that scales to one": {
		"resources": [service({"desired_count": 2}), target(1, 10)],
		"environment": "prod",
		"verdict": "fail",
		"path": "/min_capacity",
		"findings": 1,
	},
	"service that scales too far": {
		"resources": [service({"desired_count": 2}), target(2, 21)],
		"environment": "prod",
		"verdict": "fail",
		"path": "/max_capacity",
		"findings": 1,
	},
	"service that cannot scale": {"resources": [service({"desired_count": 2}), target(2, 2)], "environment": "prod", "verdict": "fail", "path": "/max_capacity"},
	"service whose minimum is known only after apply": {
		"resources": [service({"desired_count": 2}), {
			"type": "aws_appautoscaling_target",
			"attributes": {"max_capacity": 4},
			"unknown": open("/min_capacity"),
			"links": {"resource_id": ["service"]},
		}],
		"environment": "prod",
		"verdict": "unknown",
	},
	"service of two tasks": {"resources": [service({"desired_count": 2})], "environment": "prod", "verdict": "pass"},
	"service of one task": {
		"resources": [service({"desired_count": 1})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/desired_count",
		"findings": 1,
	},
	"service whose count is left out": {"resources": [service({})], "environment": "prod", "verdict": "fail", "path": "/desired_count"},
	"service whose count is left out, where none is needed": {
		"resources": [service({})],
		"environment": "prod",
		"params": {"min": 0},
		"verdict": "pass",
	},
	"service whose count is left out, where one is needed": {
		"resources": [service({})],
		"environment": "prod",
		"params": {"min": 1},
		"verdict": "fail",
	},
	"service whose count is null": {"resources": [service({"desired_count": null})], "environment": "prod", "verdict": "fail"},
	"service whose count is known only after apply": {
		"resources": [object.union(service({}), {"unknown": open("/desired_count")})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"service whose target could not be told": {
		"resources": [object.union(service({"desired_count": 1}), {"unresolved": ["aws_appautoscaling_target"]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"daemon": {"resources": [service({"scheduling_strategy": "DAEMON"})], "environment": "prod", "verdict": "none"},
	"replicas": {"resources": [service({"scheduling_strategy": "REPLICA", "desired_count": 1})], "environment": "prod", "verdict": "fail"},
	"nodes with room": {"resources": [nodes(1, 2)], "environment": "prod", "verdict": "pass"},
	"nodes without room": {
		"resources": [nodes(3, 3)],
		"environment": "prod",
		"verdict": "fail",
		"path": "/scaling_config/0/max_size",
		"findings": 1,
	},
	"nodes with room, of a cluster that could not be told": {
		"resources": [object.union(nodes(1, 2), {"unresolved": ["aws_eks_cluster"]})],
		"environment": "prod",
		"verdict": "pass",
	},
	"nodes without room, of a cluster that could not be told": {
		"resources": [object.union(nodes(3, 3), {"unresolved": ["aws_eks_cluster"]})],
		"environment": "prod",
		"verdict": "unknown",
		"path": "",
	},
	"nodes known only after apply": {
		"resources": [{
			"type": "aws_eks_node_group",
			"attributes": {"scaling_config": [{"min_size": 2}]},
			"unknown": open("/scaling_config/0/max_size"),
		}],
		"environment": "prod",
		"verdict": "unknown",
	},
	"nodes known only after apply, of a cluster in Auto Mode": {
		"resources": [
			{
				"type": "aws_eks_node_group",
				"attributes": {"scaling_config": [{"min_size": 2}]},
				"unknown": open("/scaling_config/0/max_size"),
				"links": {"cluster_name": ["cluster"]},
			},
			cluster([{"enabled": true}], {}),
		],
		"environment": "prod",
		"verdict": "pass",
	},
	"nodes without room, of a cluster in Auto Mode": {
		"resources": [of_cluster(nodes(3, 3)), cluster([{"enabled": true}], {})],
		"environment": "prod",
		"verdict": "pass",
	},
	"nodes without room, of a cluster without Auto Mode": {
		"resources": [of_cluster(nodes(3, 3)), cluster([{"enabled": false}], {})],
		"environment": "prod",
		"verdict": "fail",
	},
	"nodes without room, of a cluster that leaves Auto Mode out": {
		"resources": [of_cluster(nodes(3, 3)), cluster([], {})],
		"environment": "prod",
		"verdict": "fail",
	},
	"nodes without room, of a cluster that may be in Auto Mode": {
		"resources": [of_cluster(nodes(3, 3)), cluster([{}], open("/compute_config/0/enabled"))],
		"environment": "prod",
		"verdict": "unknown",
		"path": "",
	},
	"environments are a parameter": {
		"resources": [group(1, 2)],
		"environment": "dev",
		"params": {"environments": ["dev"]},
		"verdict": "fail",
	},
	"another environment": {"resources": [group(1, 2)], "environment": "dev", "verdict": "none"},
	"another type": {"resources": [{"type": "aws_instance", "attributes": {}}], "environment": "prod", "verdict": "none"},
}

group(low, high) := {"type": "aws_autoscaling_group", "attributes": {"min_size": low, "max_size": high}}

service(attributes) := {"key": "service", "type": "aws_ecs_service", "attributes": attributes}

target(low, high) := {
	"type": "aws_appautoscaling_target",
	"attributes": {"min_capacity": low, "max_capacity": high},
	"links": {"resource_id": ["service"]},
}

nodes(low, high) := {
	"type": "aws_eks_node_group",
	"attributes": {"scaling_config": [{"desired_size": low, "min_size": low, "max_size": high}]},
}

of_cluster(r) := object.union(r, {"links": {"cluster_name": ["cluster"]}})

cluster(block, unknown) := {"key": "cluster", "type": "aws_eks_cluster", "attributes": {"compute_config": block}, "unknown": unknown}

open(pointer) := {pointer: ["data.aws_ssm_parameter.a.value"]}
