package driftgate.rules.tagging.required_tags_present_test

all := {
	"Environment": "prod",
	"Owner": "a@example.com",
	"Application": "shop",
	"CostCenter": "AB-1234",
	"ManagedBy": "terraform",
	"DataClassification": "internal",
}

cases := {
	"all there": {"resources": [tagged(all)], "verdict": "pass"},
	"all there, and more": {"resources": [tagged(object.union(all, {"Name": ""}))], "verdict": "pass"},
	"one missing": {
		"resources": [tagged(object.remove(all, ["Owner"]))],
		"verdict": "fail",
		"path": "/tags_all",
		"findings": 1,
	},
	"several missing are one finding": {"resources": [tagged({"Owner": "a"})], "verdict": "fail", "findings": 1},
	"none": {"resources": [tagged({})], "verdict": "fail"},
	"an empty value": {"resources": [tagged(object.union(all, {"Owner": " "}))], "verdict": "fail"},
	"other case": {"resources": [tagged(lower_case)], "verdict": "fail"},
	"other case, where that is the same": {
		"resources": [tagged(lower_case)],
		"params": {"key_case": "insensitive"},
		"verdict": "pass",
	},
	"other case and empty, where case is the same": {
		"resources": [tagged(object.union(lower_case, {"owner": ""}))],
		"params": {"key_case": "insensitive"},
		"verdict": "fail",
	},
	"other case and known only after apply, where case is the same": {
		"resources": [open(object.remove(all, ["Owner"]), ["/tags_all/owner"])],
		"params": {"key_case": "insensitive"},
		"verdict": "pass",
	},
	"other keys asked for": {
		"resources": [tagged({"team/name": "a"})],
		"params": {"required_tags": ["team/name"]},
		"verdict": "pass",
	},
	"other keys asked for, known only after apply": {
		"resources": [open({}, ["/tags_all/team~1name"])],
		"params": {"required_tags": ["team/name"]},
		"verdict": "unknown",
	},
	"no keys asked for": {"resources": [tagged({})], "params": {"required_tags": []}, "verdict": "pass"},
	"a value known only after apply": {
		"resources": [open(object.remove(all, ["Owner"]), ["/tags_all/Owner"])],
		"verdict": "unknown",
	},
	"a value known only after apply, another missing": {
		"resources": [open(object.remove(all, ["Owner", "ManagedBy"]), ["/tags_all/Owner"])],
		"verdict": "fail",
	},
	"a value known only after apply, of a key that is not asked for": {
		"resources": [open(all, ["/tags_all/Vpc"])],
		"verdict": "pass",
	},
	"a value known only after apply, of a key that is not asked for, one missing": {
		"resources": [open(object.remove(all, ["Owner"]), ["/tags_all/Vpc"])],
		"verdict": "fail",
	},
	"known only after apply as a whole": {
		"resources": [{"taggable": true, "tags": {}, "attributes": {}, "unknown": {"/tags_all": ["module.a.tags"]}}],
		"verdict": "unknown",
		"path": "/tags_all",
	},
	"known only after apply as a whole, own tags suffice": {
		"resources": [{"taggable": true, "tags": all, "attributes": {"tags": all}, "unknown": {"/tags_all": []}}],
		"verdict": "pass",
	},
	"known only after apply as a whole, own value too": {
		"resources": [{
			"taggable": true,
			"tags": object.remove(all, ["Owner"]),
			"attributes": {"tags": object.remove(all, ["Owner"])},
			"unknown": {"/tags_all": [], "/tags/Owner": ["random_id.a.hex"]},
		}],
		"verdict": "unknown",
	},
	"type without tags_all": {
		"resources": [{"attributes": {"tags": {"Owner": "a"}}}],
		"verdict": "fail",
		"path": "/tags",
	},
	"type without tags_all, known only after apply": {
		"resources": [{"taggable": true, "attributes": {}, "unknown": {"/tags": ["module.a.tags"]}}],
		"verdict": "unknown",
		"path": "/tags",
	},
	"Auto Scaling group": {"resources": [group(all, {})], "verdict": "pass"},
	"Auto Scaling group, one missing": {
		"resources": [group(object.remove(all, ["Owner"]), {})],
		"verdict": "fail",
		"path": "/tag",
	},
	"Auto Scaling group, a value known only after apply": {
		"resources": [group(object.union(all, {"Owner": ""}), {"Owner": ["random_id.a.hex"]})],
		"verdict": "unknown",
	},
	"Auto Scaling group, known only after apply as a whole": {
		"resources": [{
			"type": "aws_autoscaling_group",
			"taggable": true,
			"tags": {},
			"attributes": {},
			"unknown": {"/tag": ["module.a.tags"]},
		}],
		"verdict": "unknown",
	},
	"exempt type": {
		"resources": [tagged({})],
		"params": {"exempt_types": ["aws_instance"]},
		"verdict": "none",
	},
	"type that has no tags": {"resources": [{"type": "aws_route", "attributes": {}}], "verdict": "none"},
	"cannot carry tags, beside one that can": {
		"resources": [{"taggable": false, "attributes": {}}, object.union(tagged(all), {"key": "other"})],
		"verdict": "none",
	},
	"cannot carry tags, and exempt": {
		"resources": [{"taggable": false, "attributes": {}}, object.union(tagged(all), {"key": "other"})],
		"params": {"exempt_types": ["aws_instance"]},
		"verdict": "none",
	},
	"another key known only after apply, where case is the same": {
		"resources": [open(object.remove(all, ["Owner"]), ["/tags_all/Vpc"])],
		"params": {"key_case": "insensitive"},
		"verdict": "fail",
	},
	"other case and known only after apply": {
		"resources": [open(object.remove(all, ["Owner"]), ["/tags_all/owner"])],
		"verdict": "fail",
	},
	"a key with a tilde, known only after apply": {
		"resources": [open({}, ["/tags_all/a~0b"])],
		"params": {"required_tags": ["a~b"]},
		"verdict": "unknown",
		"path": "/tags_all",
	},
}

lower_case := {lower(key): value | some key, value in all}

tagged(tags) := {"attributes": {"tags_all": tags}}

open(tags, pointers) := object.union(tagged(tags), {"unknown": {pointer: ["random_id.a.hex"] | some pointer in pointers}})

group(tags, open_values) := {
	"type": "aws_autoscaling_group",
	"taggable": true,
	"tags": tags,
	"attributes": {"tag": blocks},
	"unknown": {concat("", ["/tag/", format_int(index, 10), "/value"]): open_values[block.key] | some index, block in blocks},
} if {
	blocks := [object.union({"key": key, "propagate_at_launch": true}, value) |
		some key, text in tags
		value := {"value": text | not open_values[key]}
	]
}
