package driftgate.rules.multi_az.elasticache_replication_group_multi_az_test

cases := {
	"multi-az with failover": {"resources": [group(both)], "environment": "prod", "verdict": "pass"},
	"single-az": {
		"resources": [group({"multi_az_enabled": false, "automatic_failover_enabled": true})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/multi_az_enabled",
		"findings": 1,
	},
	"no failover": {
		"resources": [group({"multi_az_enabled": true, "automatic_failover_enabled": false})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/automatic_failover_enabled",
		"findings": 1,
	},
	"left out": {"resources": [group({})], "environment": "prod", "verdict": "fail", "findings": 2},
	"left out, as null": {
		"resources": [group({"multi_az_enabled": null, "automatic_failover_enabled": null})],
		"environment": "prod",
		"verdict": "fail",
		"findings": 2,
	},
	"multi-az known only after apply": {
		"resources": [unknown(group({"automatic_failover_enabled": true}), {"/multi_az_enabled": ["data.aws_ssm_parameter.ha.value"]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"failover known only after apply": {
		"resources": [unknown(group({"multi_az_enabled": true}), {"/automatic_failover_enabled": ["data.aws_ssm_parameter.ha.value"]})],
		"environment": "prod",
		"verdict": "unknown",
	},
	"one known to be off, one known only after apply": {
		"resources": [unknown(group({"multi_az_enabled": false}), {"/automatic_failover_enabled": ["data.aws_ssm_parameter.ha.value"]})],
		"environment": "prod",
		"verdict": "fail",
		"path": "/multi_az_enabled",
	},
	"another environment": {"resources": [group({})], "environment": "staging", "verdict": "none"},
	"environments are a parameter": {
		"resources": [group({})],
		"environment": "staging",
		"params": {"environments": ["staging", "prod"]},
		"verdict": "fail",
	},
	"exempt until a day to come": {
		"resources": [group({"tags_all": {"driftgate:single-az-approved": "2026-12-31"}})],
		"environment": "prod",
		"verdict": "none",
	},
	"exemption has ended": {
		"resources": [group({"tags_all": {"driftgate:single-az-approved": "2026-05-31"}})],
		"environment": "prod",
		"verdict": "fail",
	},
	"exempt by a tag of another name": {
		"resources": [group({"tags": {"ha:waived": "2027-01-31"}})],
		"environment": "prod",
		"params": {"exempt_tag": "ha:waived"},
		"verdict": "none",
	},
	"another type": {"resources": [{"type": "aws_elasticache_cluster", "attributes": {}}], "environment": "prod", "verdict": "none"},
}

both := {"multi_az_enabled": true, "automatic_failover_enabled": true}

group(attributes) := {"type": "aws_elasticache_replication_group", "attributes": attributes}

unknown(r, pointers) := object.union(r, {"unknown": pointers})
