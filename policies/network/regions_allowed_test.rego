package driftgate.rules.network.regions_allowed_test

cases := object.union_n([environments, classes, copies, {
	"no regions are set": {"resources": [bucket("us-east-1")], "environment": "prod", "params": {}, "verdict": "none"},
	"region of its own": {
		"resources": [{"type": "aws_sqs_queue", "region": "us-east-1", "attributes": {"region": "us-east-1"}}],
		"environment": "dev",
		"params": regions,
		"verdict": "fail",
		"path": "/region",
	},
	"region of its own that is known only after apply": {
		"resources": [{"type": "aws_sqs_queue", "attributes": {}, "unknown": {"/region": ["data.aws_ssm_parameter.region.value"]}}],
		"environment": "dev",
		"params": regions,
		"verdict": "unknown",
		"path": "/region",
	},
	"region that nothing tells": {
		"resources": [{"type": "aws_sqs_queue", "attributes": {}}],
		"environment": "dev",
		"params": regions,
		"verdict": "unknown",
	},
	"type in no region": {
		"resources": [{"type": "aws_iam_role", "region": "us-east-1", "attributes": {}}],
		"environment": "dev",
		"params": regions,
		"verdict": "none",
	},
	"type whose name holds that of a global one": {
		"resources": [{"type": "aws_route53_resolver_rule", "region": "us-east-1", "attributes": {}}],
		"environment": "dev",
		"params": regions,
		"verdict": "fail",
	},
	"global types are a parameter": {
		"resources": [{"type": "aws_iam_role", "region": "us-east-1", "attributes": {}}],
		"environment": "dev",
		"params": object.union(regions, {"global_types": []}),
		"verdict": "fail",
	},
	"web ACL of CloudFront": {
		"resources": [{"type": "aws_wafv2_web_acl", "region": "us-east-1", "attributes": {"scope": "CLOUDFRONT"}}],
		"environment": "dev",
		"params": regions,
		"verdict": "none",
	},
	"web ACL of what is known only after apply": {
		"resources": [{"type": "aws_wafv2_web_acl", "region": "us-east-1", "unknown": {"/scope": ["data.aws_ssm_parameter.scope.value"]}}],
		"environment": "dev",
		"params": regions,
		"verdict": "unknown",
		"path": "/scope",
	},
	"web ACL of what is known only after apply, in an allowed region": {
		"resources": [{"type": "aws_wafv2_web_acl", "region": "eu-central-1", "unknown": {"/scope": ["data.aws_ssm_parameter.scope.value"]}}],
		"environment": "dev",
		"params": regions,
		"verdict": "pass",
	},
	"web ACL of a region": {
		"resources": [{"type": "aws_wafv2_web_acl", "region": "us-east-1", "attributes": {"scope": "REGIONAL"}}],
		"environment": "dev",
		"params": regions,
		"verdict": "fail",
	},
}])

environments := {
	"allowed by default": {"resources": [bucket("eu-central-1")], "environment": "dev", "params": regions, "verdict": "pass"},
	"not allowed by default": {"resources": [bucket("us-east-1")], "environment": "dev", "params": regions, "verdict": "fail", "findings": 1},
	"allowed in its environment": {"resources": [bucket("eu-west-1")], "environment": "prod", "params": regions, "verdict": "pass"},
	"allowed by default, not in its environment": {"resources": [bucket("eu-central-1")], "environment": "prod", "params": regions, "verdict": "fail", "path": ""},
	"allowed everywhere, in an environment that is not known": {"resources": [bucket("eu-west-1")], "params": regions, "verdict": "pass"},
	"allowed somewhere, in an environment that is not known": {
		"resources": [bucket("eu-central-1")],
		"params": regions,
		"verdict": "unknown",
		"findings": 1,
	},
	"allowed nowhere, in an environment that is not known": {"resources": [bucket("us-east-1")], "params": regions, "verdict": "fail"},
	"environment without a list": {
		"resources": [bucket("us-east-1")],
		"environment": "dev",
		"params": {"allowed_regions": {"prod": ["eu-west-1"]}},
		"verdict": "pass",
	},
}

classes := {
	"class known only after apply, of two classes": {
		"resources": [unclassified("eu-central-1")],
		"environment": "dev",
		"params": object.union(regions, {"classified_regions": {"restricted": ["eu-west-1"], "internal": ["eu-central-1"]}}),
		"verdict": "unknown",
		"path": "/tags/DataClassification",
	},
	"copied elsewhere from a region that is not known": {
		"resources": [{"type": "aws_dynamodb_table", "attributes": replicas("region_name").outside}],
		"environment": "dev",
		"params": regions,
		"verdict": "fail",
	},
	"data that may lie there": {"resources": [classified("Restricted", "eu-west-1")], "environment": "dev", "params": both, "verdict": "pass"},
	"data that may not lie there": {"resources": [classified("Restricted", "eu-central-1")], "environment": "dev", "params": both, "verdict": "fail", "findings": 1},
	"data of another class": {"resources": [classified("public", "eu-central-1")], "environment": "dev", "params": both, "verdict": "pass"},
	"data of no class": {"resources": [bucket("eu-central-1")], "environment": "dev", "params": both, "verdict": "pass"},
	"classes alone": {
		"resources": [classified("restricted", "us-east-1")],
		"params": {"classified_regions": {"restricted": ["eu-west-1"]}},
		"verdict": "fail",
	},
	"classes alone, data of another class": {
		"resources": [classified("public", "us-east-1")],
		"params": {"classified_regions": {"restricted": ["eu-west-1"]}},
		"verdict": "pass",
	},
	"class known only after apply": {
		"resources": [unclassified("eu-central-1")],
		"environment": "dev",
		"params": both,
		"verdict": "unknown",
		"path": "/tags/DataClassification",
	},
	"class known only after apply, allowed for each": {
		"resources": [unclassified("eu-west-1")],
		"environment": "dev",
		"params": both,
		"verdict": "pass",
	},
	"tag is a parameter": {
		"resources": [classified("restricted", "eu-central-1")],
		"environment": "dev",
		"params": object.union(both, {"classification_tag": "Class"}),
		"verdict": "pass",
	},
}

copies := object.union_n([
{
	concat(" ", [type, "copied to an allowed region"]): copied(type, copy.inside, {}, "pass"),
	concat(" ", [type, "copied elsewhere"]): object.union(copied(type, copy.outside, {}, "fail"), {"path": copy.path, "findings": 1}),
	concat(" ", [type, "copied to a region known only after apply"]): object.union(
		copied(type, copy.open, {copy.path: ["data.aws_ssm_parameter.region.value"]}, "unknown"),
		{"path": copy.path},
	),
} |
	some type, copy in {
		"aws_dynamodb_table": replicas("region_name"),
		"aws_dynamodb_global_table": replicas("region_name"),
		"aws_secretsmanager_secret": replicas("region"),
		"aws_backup_plan": {
			"inside": backups({"destination_vault_arn": "arn:aws:backup:eu-central-1:111122223333:backup-vault:copy"}),
			"outside": backups({"destination_vault_arn": "arn:aws:backup:us-east-1:111122223333:backup-vault:copy"}),
			"open": backups({}),
			"path": "/rule/1/copy_action/0/destination_vault_arn",
		},
		"aws_ecr_replication_configuration": {
			"inside": images({"region": "eu-central-1"}),
			"outside": images({"region": "us-east-1"}),
			"open": images({}),
			"path": "/replication_configuration/0/rule/0/destination/1/region",
		},
	}
])

copied(type, attributes, unknown, verdict) := {
	"resources": [{"type": type, "region": "eu-west-1", "attributes": attributes, "unknown": unknown}],
	"environment": "dev",
	"params": regions,
	"verdict": verdict,
}

replicas(name) := {
	"inside": {"replica": [{name: "eu-central-1"}, {name: "eu-west-1"}]},
	"outside": {"replica": [{name: "eu-central-1"}, {name: "us-east-1"}]},
	"open": {"replica": [{name: "eu-central-1"}, {}]},
	"path": concat("/", ["/replica/1", name]),
}

backups(action) := {"rule": [{"copy_action": []}, {"copy_action": [action]}]}

images(destination) := {"replication_configuration": [{"rule": [{"destination": [{"region": "eu-central-1"}, destination]}]}]}

regions := {"allowed_regions": {"default": ["eu-west-1", "eu-central-1"], "prod": ["eu-west-1"]}}

both := object.union(regions, {"classified_regions": {"restricted": ["eu-west-1"]}})

bucket(region) := {"type": "aws_s3_bucket", "region": region, "attributes": {}}

classified(class, region) := object.union(bucket(region), {"attributes": {"tags": {"DataClassification": class}}})

unclassified(region) := object.union(bucket(region), {
	"attributes": {"tags": {}},
	"unknown": {"/tags/DataClassification": ["data.aws_ssm_parameter.class.value"]},
})
