package driftgate.rules.network.eks_endpoint_restricted_test

cases := {
	"private": {"resources": [cluster(true, false, null)], "environment": "prod", "verdict": "pass"},
	"private, whatever the networks are": {
		"resources": [unknown(cluster(true, false, null), {"/vpc_config/0/public_access_cidrs": ["data.http.networks.body"]})],
		"environment": "dev",
		"verdict": "pass",
	},
	"private, whatever the environment is": {"resources": [cluster(true, false, null)], "verdict": "pass"},
	"no endpoint but the public one, for named networks": {
		"resources": [cluster(false, true, ["203.0.113.0/24"])],
		"environment": "dev",
		"verdict": "fail",
		"path": "/vpc_config/0/endpoint_private_access",
		"findings": 1,
	},
	"private endpoint left out, as null": {
		"resources": [cluster(null, true, ["203.0.113.0/24"])],
		"environment": "dev",
		"verdict": "fail",
		"path": "/vpc_config/0/endpoint_private_access",
	},
	"all left out": {
		"resources": [{"type": "aws_eks_cluster", "attributes": {"vpc_config": [{}]}}],
		"environment": "dev",
		"verdict": "fail",
		"path": "/vpc_config/0/public_access_cidrs",
		"findings": 2,
	},
	"public for named networks": {"resources": [cluster(true, true, ["203.0.113.0/24"])], "environment": "dev", "verdict": "pass"},
	"public for named networks in prod": {
		"resources": [cluster(true, true, ["203.0.113.0/24"])],
		"environment": "prod",
		"verdict": "fail",
		"path": "/vpc_config/0/endpoint_public_access",
		"findings": 1,
	},
	"public left out, for named networks": {"resources": [cluster(true, null, ["203.0.113.0/24"])], "environment": "dev", "verdict": "pass"},
	"public left out in prod": {
		"resources": [cluster(true, null, ["203.0.113.0/24"])],
		"environment": "prod",
		"verdict": "fail",
		"path": "/vpc_config/0/endpoint_public_access",
	},
	"public for everyone": {
		"resources": [cluster(true, true, ["203.0.113.0/24", "0.0.0.0/0"])],
		"environment": "dev",
		"verdict": "fail",
		"path": "/vpc_config/0/public_access_cidrs",
		"findings": 1,
	},
	"public for everyone in prod": {
		"resources": [cluster(true, true, ["0.0.0.0/0"])],
		"environment": "prod",
		"verdict": "fail",
		"findings": 1,
	},
	"public for everyone in halves": {
		"resources": [cluster(true, true, ["0.0.0.0/1", "128.0.0.0/1"])],
		"environment": "dev",
		"verdict": "fail",
	},
	"public for everyone over IPv6": {"resources": [cluster(true, true, ["::/0"])], "environment": "dev", "verdict": "fail"},
	"public, networks left out": {"resources": [cluster(true, true, null)], "environment": "dev", "verdict": "fail", "findings": 1},
	"public, networks empty": {"resources": [cluster(true, true, [])], "environment": "dev", "verdict": "fail"},
	"public, networks known only after apply": {
		"resources": [unknown(cluster(true, true, null), {"/vpc_config/0/public_access_cidrs": ["data.http.networks.body"]})],
		"environment": "dev",
		"verdict": "unknown",
		"path": "/vpc_config/0/public_access_cidrs",
	},
	"public, one network known only after apply": {
		"resources": [unknown(cluster(true, true, ["203.0.113.0/24", null]), {"/vpc_config/0/public_access_cidrs/1": ["aws_eip.vpn.public_ip"]})],
		"environment": "dev",
		"verdict": "unknown",
	},
	"public, one network known only after apply, one everywhere": {
		"resources": [unknown(cluster(true, true, ["0.0.0.0/0", null]), {"/vpc_config/0/public_access_cidrs/1": ["aws_eip.vpn.public_ip"]})],
		"environment": "dev",
		"verdict": "fail",
	},
	"public or not is known only after apply": {
		"resources": [unknown(cluster(true, null, ["0.0.0.0/0"]), {"/vpc_config/0/endpoint_public_access": ["data.aws_ssm_parameter.a.value"]})],
		"environment": "dev",
		"verdict": "unknown",
	},
	"public or not is known only after apply, in prod": {
		"resources": [unknown(cluster(true, null, ["203.0.113.0/24"]), {"/vpc_config/0/endpoint_public_access": ["data.aws_ssm_parameter.a.value"]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"private endpoint is known only after apply": {
		"resources": [unknown(cluster(null, false, null), {"/vpc_config/0/endpoint_private_access": ["data.aws_ssm_parameter.a.value"]})],
		"environment": "dev",
		"verdict": "unknown",
	},
	"block known only after apply": {
		"resources": [{"type": "aws_eks_cluster", "attributes": {}, "unknown": {"/vpc_config": ["data.http.config.body"]}}],
		"environment": "dev",
		"verdict": "unknown",
	},
	"public for named networks in an environment that is not known": {
		"resources": [cluster(true, true, ["203.0.113.0/24"])],
		"verdict": "unknown",
		"path": "/vpc_config/0/endpoint_public_access",
	},
	"public for everyone in an environment that is not known": {
		"resources": [cluster(true, true, ["0.0.0.0/0"])],
		"verdict": "fail",
	},
	"environments are a parameter": {
		"resources": [cluster(true, true, ["203.0.113.0/24"])],
		"environment": "dev",
		"params": {"private_only_environments": ["dev"]},
		"verdict": "fail",
	},
	"no environment has to be private": {
		"resources": [cluster(true, true, ["203.0.113.0/24"])],
		"params": {"private_only_environments": []},
		"verdict": "pass",
	},
	"network that is allowed": {
		"resources": [cluster(true, true, ["203.0.113.0/24"])],
		"environment": "dev",
		"params": {"allowed_cidrs": ["203.0.113.0/24"]},
		"verdict": "pass",
	},
	"network that is not allowed": {
		"resources": [cluster(true, true, ["198.51.100.0/24"])],
		"environment": "dev",
		"params": {"allowed_cidrs": ["203.0.113.0/24"]},
		"verdict": "fail",
	},
	"width is a parameter": {
		"resources": [cluster(true, true, ["203.0.0.0/12"])],
		"environment": "dev",
		"params": {"max_prefix": {"ipv4": 16, "ipv6": 32}},
		"verdict": "fail",
	},
	"another type": {"resources": [{"type": "aws_eks_node_group", "attributes": {}}], "environment": "dev", "verdict": "none"},
}

cluster(private, public, networks) := {"type": "aws_eks_cluster", "attributes": {"vpc_config": [{
	"endpoint_private_access": private,
	"endpoint_public_access": public,
	"public_access_cidrs": networks,
}]}}

unknown(r, pointers) := object.union(r, {"unknown": pointers})
