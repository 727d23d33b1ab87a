package driftgate.rules.supply_chain.ecr_tags_immutable_test

cases := {
	"immutable": {"resources": [repository("IMMUTABLE", [])], "verdict": "pass"},
	"mutable": {"resources": [repository("MUTABLE", [])], "verdict": "fail", "path": "/image_tag_mutability", "findings": 1},
	"mutable but for some": {
		"resources": [repository("MUTABLE_WITH_EXCLUSION", ["cache-*"])],
		"verdict": "fail",
		"path": "/image_tag_mutability",
		"findings": 1,
	},
	"left out": {"resources": [{"type": "aws_ecr_repository", "attributes": {}}], "verdict": "fail", "path": "/image_tag_mutability"},
	"left out, as null": {"resources": [repository(null, [])], "verdict": "fail"},
	"immutable but for caches": {"resources": [repository("IMMUTABLE_WITH_EXCLUSION", ["cache-*"])], "verdict": "pass"},
	"immutable but for none": {"resources": [repository("IMMUTABLE_WITH_EXCLUSION", [])], "verdict": "pass"},
	"immutable but for others": {
		"resources": [repository("IMMUTABLE_WITH_EXCLUSION", ["cache-*", "latest"])],
		"verdict": "fail",
		"path": "/image_tag_mutability_exclusion_filter/1/filter",
		"findings": 1,
	},
	"immutable but for a wider filter": {
		"resources": [repository("IMMUTABLE_WITH_EXCLUSION", ["*"])],
		"verdict": "fail",
	},
	"immutable but for others that the parameter allows": {
		"resources": [repository("IMMUTABLE_WITH_EXCLUSION", ["latest"])],
		"params": {"allowed_exclusions": ["latest"]},
		"verdict": "pass",
	},
	"immutable but for caches, none allowed": {
		"resources": [repository("IMMUTABLE_WITH_EXCLUSION", ["cache-*"])],
		"params": {"allowed_exclusions": []},
		"verdict": "fail",
	},
	"known only after apply": {
		"resources": [unknown(repository(null, []), "/image_tag_mutability", "aws_ssm_parameter.a.value")],
		"verdict": "unknown",
		"path": "/image_tag_mutability",
	},
	"filter known only after apply": {
		"resources": [unknown(
			object.union(repository("IMMUTABLE_WITH_EXCLUSION", []), {"attributes": {"image_tag_mutability_exclusion_filter": [{"filter_type": "WILDCARD"}]}}),
			"/image_tag_mutability_exclusion_filter/0/filter", "aws_ssm_parameter.a.value",
		)],
		"verdict": "unknown",
		"path": "/image_tag_mutability_exclusion_filter/0/filter",
	},
	"filters known only after apply": {
		"resources": [unknown(repository("IMMUTABLE_WITH_EXCLUSION", []), "/image_tag_mutability_exclusion_filter", "data.aws_ssm_parameter.a.value")],
		"verdict": "unknown",
	},
	"immutable, filters known only after apply": {
		"resources": [unknown(repository("IMMUTABLE", []), "/image_tag_mutability_exclusion_filter", "data.aws_ssm_parameter.a.value")],
		"verdict": "pass",
	},
	"another type": {"resources": [{"type": "aws_ecrpublic_repository", "attributes": {}}], "verdict": "none"},
}

repository(mutability, filters) := {"type": "aws_ecr_repository", "attributes": {
	"image_tag_mutability": mutability,
	"image_tag_mutability_exclusion_filter": [{"filter": filter, "filter_type": "WILDCARD"} | some filter in filters],
}}

unknown(resource, pointer, reference) := object.union(resource, {"unknown": {pointer: [reference]}})
