package driftgate.rules.tagging.tag_values_agreed_test

cases := {
	"agreed": {"resources": [tagged({"Environment": "prod", "CostCenter": "AB-1234", "Owner": "a@example.com"})], "verdict": "pass"},
	"not in the list": {"resources": [tagged({"Environment": "production"})], "verdict": "fail", "path": "/tags_all/Environment", "findings": 1},
	"in another case": {"resources": [tagged({"Environment": "Prod"})], "verdict": "fail"},
	"does not match": {"resources": [tagged({"CostCenter": "AB-12345"})], "verdict": "fail", "path": "/tags_all/CostCenter"},
	"matches in part": {
		"resources": [tagged({"Team": "my-shop-team"})],
		"params": {"allowed_values": {"Team": "shop|lab"}},
		"verdict": "fail",
	},
	"matches as a whole": {
		"resources": [tagged({"Team": "lab"})],
		"params": {"allowed_values": {"Team": "shop|lab"}},
		"verdict": "pass",
	},
	"two that are not agreed": {"resources": [tagged({"Environment": "x", "Owner": "us"})], "verdict": "fail", "findings": 2},
	"empty": {"resources": [tagged({"Owner": ""})], "verdict": "fail"},
	"one agreed, one not": {"resources": [tagged({"Environment": "dev", "DataClassification": "secret"})], "verdict": "fail", "findings": 1},
	"a key with a slash": {
		"resources": [tagged({"team/name": "b"})],
		"params": {"allowed_values": {"team/name": ["a"]}},
		"verdict": "fail",
		"path": "/tags_all/team~1name",
	},
	"no governed tag": {"resources": [tagged({"Name": "x"})], "verdict": "none"},
	"no tags": {"resources": [tagged({})], "verdict": "none"},
	"none governed": {"resources": [tagged({"Environment": "x"})], "params": {"allowed_values": {}}, "verdict": "none"},
	"a governed value known only after apply": {
		"resources": [open({}, {"/tags_all/Owner": ["random_id.a.hex"]})],
		"verdict": "unknown",
		"path": "/tags_all/Owner",
		"findings": 1,
	},
	"a governed value known only after apply, another not agreed": {
		"resources": [open({"Environment": "x"}, {"/tags_all/Owner": ["random_id.a.hex"]})],
		"verdict": "fail",
		"path": "/tags_all/Environment",
		"findings": 1,
	},
	"another value known only after apply": {
		"resources": [open({"Environment": "prod"}, {"/tags_all/Vpc": ["random_id.a.hex"]})],
		"verdict": "pass",
	},
	"another attribute known only after apply": {"resources": [open({"Name": "x"}, {"/arn": []})], "verdict": "none"},
	"known only after apply as a whole": {
		"resources": [{"taggable": true, "tags": {}, "attributes": {}, "unknown": {"/tags_all": ["module.a.tags"]}}],
		"verdict": "unknown",
		"path": "/tags_all",
	},
	"known only after apply as a whole, own tags decide": {
		"resources": [whole({"Environment": "prod"})],
		"params": {"allowed_values": {"Environment": ["prod"]}},
		"verdict": "pass",
	},
	"known only after apply as a whole, own tags decide otherwise": {
		"resources": [whole({"Environment": "prd"})],
		"params": {"allowed_values": {"Environment": ["prod"]}},
		"verdict": "unknown",
	},
	"Auto Scaling group": {
		"resources": [group({"value": "x"}, {"Environment": "x"}, {})],
		"verdict": "fail",
		"path": "/tag/0/value",
	},
	"Auto Scaling group, known only after apply": {
		"resources": [group({}, {"Environment": ""}, {"/tag/0/value": ["random_id.a.hex"]})],
		"verdict": "unknown",
		"findings": 1,
		"path": "/tag/0/value",
	},
	"type that has no tags": {"resources": [{"type": "aws_route", "attributes": {}, "unknown": {"/tags_all": []}, "taggable": false}], "verdict": "none"},
	"none of the governed tags, another known only after apply": {
		"resources": [open({}, {"/tags_all/Name": ["random_id.a.hex"]})],
		"verdict": "none",
	},
}

tagged(tags) := {"attributes": {"tags_all": tags}}

open(tags, pointers) := object.union(tagged(tags), {"unknown": pointers})

whole(tags) := {"taggable": true, "tags": tags, "attributes": {"tags": tags}, "unknown": {"/tags_all": ["local.tags"]}}

group(value, tags, pointers) := {
	"type": "aws_autoscaling_group",
	"taggable": true,
	"tags": tags,
	"attributes": {"tag": [object.union({"key": "Environment", "propagate_at_launch": true}, value)]},
	"unknown": pointers,
}
