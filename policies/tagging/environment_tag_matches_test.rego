package driftgate.rules.tagging.environment_tag_matches_test

cases := {
	"agrees": {"resources": [tagged({"Environment": "prod"})], "documentEnvironment": "prod", "verdict": "pass"},
	"another spelling": {"resources": [tagged({"Environment": "Production"})], "documentEnvironment": "prod", "verdict": "pass"},
	"another spelling of the target": {
		"resources": [tagged({"Environment": "dev"})],
		"documentEnvironment": "development",
		"verdict": "pass",
	},
	"differs": {
		"resources": [tagged({"Environment": "prod"})],
		"documentEnvironment": "dev",
		"verdict": "fail",
		"path": "/tags_all/Environment",
		"findings": 1,
	},
	"a tag of another type's shape": {
		"resources": [{"attributes": {"tags": {"Environment": "prod"}}}],
		"documentEnvironment": "dev",
		"verdict": "fail",
		"path": "/tags/Environment",
	},
	"aliases": {
		"resources": [tagged({"Environment": "p1"})],
		"documentEnvironment": "prod",
		"params": {"aliases": {"p1": "prod"}},
		"verdict": "pass",
	},
	"another key": {
		"resources": [tagged({"stage/name": "prod"})],
		"documentEnvironment": "dev",
		"params": {"tag": "stage/name"},
		"verdict": "fail",
		"path": "/tags_all/stage~1name",
	},
	"no environment of the document": {"resources": [tagged({"Environment": "prod"})], "verdict": "none"},
	"the resource's environment does not count": {
		"resources": [tagged({"Environment": "prod"})],
		"environment": "dev",
		"verdict": "none",
	},
	"no such tag": {"resources": [tagged({"Owner": "a"})], "documentEnvironment": "prod", "verdict": "none"},
	"an empty tag": {"resources": [tagged({"Environment": " "})], "documentEnvironment": "prod", "verdict": "none"},
	"known only after apply": {
		"resources": [open({}, "/tags_all/Environment")],
		"documentEnvironment": "prod",
		"verdict": "unknown",
		"path": "/tags_all/Environment",
	},
	"known only after apply, and no environment of the document": {
		"resources": [open({}, "/tags_all/Environment")],
		"verdict": "none",
	},
	"another tag known only after apply": {
		"resources": [open({"Environment": "prod"}, "/tags_all/Owner")],
		"documentEnvironment": "prod",
		"verdict": "pass",
	},
	"another tag known only after apply, no such tag": {
		"resources": [open({}, "/tags_all/Owner")],
		"documentEnvironment": "prod",
		"verdict": "none",
	},
	"known only after apply as a whole": {
		"resources": [{"taggable": true, "tags": {}, "attributes": {}, "unknown": {"/tags_all": ["module.a.tags"]}}],
		"documentEnvironment": "prod",
		"verdict": "unknown",
		"path": "/tags_all",
	},
	"Auto Scaling group": {"resources": [group({"value": "prod"}, "prod", {})], "documentEnvironment": "prod", "verdict": "pass"},
	"Auto Scaling group, differs": {
		"resources": [group({"value": "prod"}, "prod", {})],
		"documentEnvironment": "dev",
		"verdict": "fail",
		"path": "/tag/0/value",
	},
	"Auto Scaling group, known only after apply": {
		"resources": [group({}, "", {"/tag/0/value": ["random_id.a.hex"]})],
		"documentEnvironment": "dev",
		"verdict": "unknown",
		"findings": 1,
		"path": "/tag/0/value",
	},
	"two tags of one name, which only a mistake makes": {
		"resources": [{
			"type": "aws_autoscaling_group",
			"taggable": true,
			"tags": {"Environment": "prod"},
			"attributes": {"tag": [{"key": "Environment", "value": "dev"}, {"key": "Environment", "value": "prod"}]},
		}],
		"documentEnvironment": "staging",
		"verdict": "fail",
		"path": "/tag/0/value",
	},
	"type that has no tags": {"resources": [{"type": "aws_route", "attributes": {}}], "documentEnvironment": "prod", "verdict": "none"},
}

tagged(tags) := {"attributes": {"tags_all": tags}}

open(tags, pointer) := object.union(tagged(tags), {"unknown": {pointer: ["random_id.a.hex"]}})

group(value, text, unknown) := {
	"type": "aws_autoscaling_group",
	"taggable": true,
	"tags": {"Environment": text},
	"attributes": {"tag": [object.union({"key": "Environment", "propagate_at_launch": true}, value)]},
	"unknown": unknown,
}
