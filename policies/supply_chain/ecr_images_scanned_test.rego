package driftgate.rules.supply_chain.ecr_images_scanned_test

cases := {
	"scanned on push": {"resources": [repository("app", scan(true))], "verdict": "pass"},
	"not scanned": {
		"resources": [repository("app", scan(false))],
		"verdict": "fail",
		"path": "/image_scanning_configuration/0/scan_on_push",
	},
	"left out": {"resources": [repository("app", {})], "verdict": "fail", "path": "/image_scanning_configuration"},
	"left out, as an empty list": {
		"resources": [repository("app", {"image_scanning_configuration": []})],
		"verdict": "fail",
		"path": "/image_scanning_configuration",
	},
	"known only after apply": {
		"resources": [object.union(
			repository("app", {"image_scanning_configuration": [{}]}),
			{"unknown": {"/image_scanning_configuration/0/scan_on_push": ["data.aws_ssm_parameter.a.value"]}},
		)],
		"verdict": "unknown",
		"findings": 1,
	},
	"registry scans all on push": {"resources": [repository("app", {}), registry("BASIC", [rule("SCAN_ON_PUSH", "*")])], "verdict": "pass"},
	"registry scans by hand": {"resources": [repository("app", {}), registry("BASIC", [rule("MANUAL", "*")])], "verdict": "fail"},
	"registry scans without rules": {"resources": [repository("app", {}), registry("BASIC", [])], "verdict": "fail"},
	"filter without wildcard": {"resources": [repository("team/app-api", {}), registry("BASIC", [rule("SCAN_ON_PUSH", "app")])], "verdict": "pass"},
	"filter without wildcard that is not in the name": {
		"resources": [repository("team/web", {}), registry("BASIC", [rule("SCAN_ON_PUSH", "app")])],
		"verdict": "fail",
	},
	"filter that begins the name": {"resources": [repository("prod-api", {}), registry("BASIC", [rule("SCAN_ON_PUSH", "prod*")])], "verdict": "pass"},
	"filter that does not begin the name": {
		"resources": [repository("repo-prod", {}), registry("BASIC", [rule("SCAN_ON_PUSH", "prod*")])],
		"verdict": "fail",
	},
	"a dot is a dot": {"resources": [repository("prodxapi", {}), registry("BASIC", [rule("SCAN_ON_PUSH", "prod.api*")])], "verdict": "fail", "path": "/image_scanning_configuration"},
	"second rule": {
		"resources": [repository("app", {}), registry("BASIC", [rule("SCAN_ON_PUSH", "web"), rule("SCAN_ON_PUSH", "app")])],
		"verdict": "pass",
	},
	"scanned on push beside a basic registry": {"resources": [repository("app", scan(true)), registry("BASIC", [])], "verdict": "pass"},
	"enhanced": {"resources": [repository("app", {}), registry("ENHANCED", [rule("CONTINUOUS_SCAN", "*")])], "verdict": "pass"},
	"enhanced, the repository is not covered": {
		"resources": [repository("app", scan(true)), registry("ENHANCED", [rule("CONTINUOUS_SCAN", "web*")])],
		"verdict": "fail",
		"path": "/rule",
	},
	"enhanced, inspector scans images": {
		"resources": [repository("app", {}), registry("ENHANCED", [rule("CONTINUOUS_SCAN", "*")]), enabler(["EC2", "ECR"])],
		"verdict": "pass",
	},
	"enhanced, inspector scans something else": {
		"resources": [repository("app", {}), registry("ENHANCED", [rule("CONTINUOUS_SCAN", "*")]), enabler(["EC2"])],
		"verdict": "fail",
		"path": "/resource_types",
	},
	"enhanced, what inspector scans is known only after apply": {
		"resources": [
			repository("app", {}), registry("ENHANCED", [rule("CONTINUOUS_SCAN", "*")]),
			{"type": "aws_inspector2_enabler", "attributes": {}, "unknown": {"/resource_types": ["data.aws_ssm_parameter.a.value"]}},
		],
		"verdict": "unknown",
		"path": "",
	},
	"enhanced asked for, basic found": {
		"resources": [repository("app", scan(true)), registry("BASIC", [rule("SCAN_ON_PUSH", "*")])],
		"params": {"require_enhanced": true},
		"verdict": "fail",
		"path": "",
	},
	"enhanced asked for and found": {
		"resources": [repository("app", scan(false)), registry("ENHANCED", [rule("SCAN_ON_PUSH", "*")])],
		"params": {"require_enhanced": true},
		"verdict": "pass",
	},
	"registry known only after apply": {
		"resources": [
			repository("app", {}),
			{"type": "aws_ecr_registry_scanning_configuration", "attributes": {"scan_type": "BASIC"}, "unknown": {"/rule": ["data.aws_ssm_parameter.a.value"]}},
		],
		"verdict": "unknown",
	},
	"name known only after apply": {
		"resources": [
			{"type": "aws_ecr_repository", "attributes": {}, "unknown": {"/name": ["random_pet.a.id"]}},
			registry("BASIC", [rule("SCAN_ON_PUSH", "app")]),
		],
		"verdict": "unknown",
	},
	"name known only after apply, all scanned": {
		"resources": [
			{"type": "aws_ecr_repository", "attributes": {}, "unknown": {"/name": ["random_pet.a.id"]}},
			registry("BASIC", [rule("SCAN_ON_PUSH", "*")]),
		],
		"verdict": "pass",
	},
	"registry of another region": {
		"resources": [
			object.union(repository("app", {}), {"region": "eu-west-1"}),
			object.union(registry("BASIC", [rule("SCAN_ON_PUSH", "*")]), {"region": "eu-west-2"}),
		],
		"verdict": "fail",
	},
	"registry of another account": {
		"resources": [
			object.union(repository("app", {}), {"account": "111122223333"}),
			object.union(registry("BASIC", [rule("SCAN_ON_PUSH", "*")]), {"account": "444455556666"}),
		],
		"verdict": "fail",
	},
	"another type": {"resources": [{"type": "aws_ecrpublic_repository", "attributes": {}}], "verdict": "none"},
	"known only after apply, registry scans all on push": {
		"resources": [
			object.union(
				repository("app", {"image_scanning_configuration": [{}]}),
				{"unknown": {"/image_scanning_configuration/0/scan_on_push": ["data.aws_ssm_parameter.a.value"]}},
			),
			registry("BASIC", [rule("SCAN_ON_PUSH", "*")]),
		],
		"verdict": "pass",
	},
	"one of two filters": {
		"resources": [repository("team/app", {}), registry("BASIC", [{
			"scan_frequency": "SCAN_ON_PUSH",
			"repository_filter": [{"filter": "web", "filter_type": "WILDCARD"}, {"filter": "app", "filter_type": "WILDCARD"}],
		}])],
		"verdict": "pass",
	},
	"inspector scans images in one of two places": {
		"resources": [repository("app", {}), registry("ENHANCED", [rule("CONTINUOUS_SCAN", "*")]), enabler(["EC2"]), enabler(["ECR"])],
		"verdict": "pass",
	},
	"inspector asked for, basic scans beside it": {
		"resources": [repository("app", {}), registry("BASIC", [rule("SCAN_ON_PUSH", "*")]), enabler(["ECR"])],
		"params": {"require_enhanced": true},
		"verdict": "fail",
	},
	"inspector asked for, without a registry": {
		"resources": [repository("app", {}), enabler(["EC2"])],
		"params": {"require_enhanced": true},
		"verdict": "fail",
		"path": "",
	},
	"filter with a character that ends a pattern": {
		"resources": [repository("app", {}), registry("BASIC", [rule("SCAN_ON_PUSH", "app\u0000*")])],
		"verdict": "fail",
	},
	"filter with a dot": {"resources": [repository("a.b/c", {}), registry("BASIC", [rule("SCAN_ON_PUSH", "a.b*")])], "verdict": "pass"},
	"filter with a dot, another character in the name": {
		"resources": [repository("axb", {}), registry("BASIC", [rule("SCAN_ON_PUSH", "a.b*")])],
		"verdict": "fail",
	},
	"filter of how the name ends": {"resources": [repository("app-web", {}), registry("BASIC", [rule("SCAN_ON_PUSH", "*app")])], "verdict": "fail"},
	"registry scans by hand, its id left to AWS": {
		"resources": [repository("app", {}), object.union(registry("BASIC", [rule("MANUAL", "*")]), {"unknown": {"/registry_id": []}})],
		"verdict": "fail",
	},
	"inspector does not scan images, in accounts known only after apply": {
		"resources": [
			repository("app", {}),
			registry("ENHANCED", [rule("CONTINUOUS_SCAN", "*")]),
			object.union(enabler(["EC2"]), {"unknown": {"/account_ids": ["data.aws_caller_identity.a.account_id"]}}),
		],
		"verdict": "fail",
	},
	"one of what inspector scans known only after apply": {
		"resources": [
			repository("app", {}),
			registry("ENHANCED", [rule("CONTINUOUS_SCAN", "*")]),
			object.union(enabler(["EC2"]), {"unknown": {"/resource_types/1": ["data.aws_ssm_parameter.a.value"]}}),
		],
		"verdict": "unknown",
	},
	"name known only after apply, without a registry": {
		"resources": [{"type": "aws_ecr_repository", "attributes": {}, "unknown": {"/name": ["random_pet.a.id"]}}],
		"verdict": "fail",
	},
	"scanned on push, in a state with an object": {
		"resources": [repository("app", {"image_scanning_configuration": {"scan_on_push": true}})],
		"verdict": "pass",
	},
}

repository(name, attributes) := {"type": "aws_ecr_repository", "attributes": object.union({"name": name}, attributes)}

scan(on) := {"image_scanning_configuration": [{"scan_on_push": on}]}

registry(type, rules) := {"type": "aws_ecr_registry_scanning_configuration", "attributes": {"scan_type": type, "rule": rules}}

rule(frequency, filter) := {
	"scan_frequency": frequency,
	"repository_filter": [{"filter": filter, "filter_type": "WILDCARD"}],
}

enabler(types) := {"type": "aws_inspector2_enabler", "attributes": {"account_ids": ["111122223333"], "resource_types": types}}
