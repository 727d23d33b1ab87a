package driftgate.rules.tagging.default_tags_declared_test

cases := {
	"declared": {"resources": [provider([{"tags": all}])], "verdict": "pass"},
	"declared, and more": {"resources": [provider([{"tags": object.union(all, {"Team": "a"})}])], "verdict": "pass"},
	"none": {"resources": [{"type": "terraform_provider", "attributes": {}}], "verdict": "fail", "path": "/default_tags", "findings": 1},
	"none, as an empty list": {"resources": [provider([])], "verdict": "fail", "findings": 1},
	"none, as null": {"resources": [provider(null)], "verdict": "fail", "findings": 1},
	"a block without tags": {"resources": [provider([{}])], "verdict": "fail", "path": "/default_tags/0/tags", "findings": 1},
	"one missing": {"resources": [provider([{"tags": object.remove(all, ["ManagedBy"])}])], "verdict": "fail", "path": "/default_tags/0/tags", "findings": 1},
	"one blank": {"resources": [provider([{"tags": object.union(all, {"ManagedBy": " "})}])], "verdict": "fail"},
	"other keys": {"resources": [provider([{"tags": {"Team": "a"}}])], "params": {"default_required": ["Team"]}, "verdict": "pass"},
	"no keys": {"resources": [provider([{}])], "params": {"default_required": []}, "verdict": "pass"},
	"no keys, and no block": {"resources": [provider([])], "params": {"default_required": []}, "verdict": "fail"},
	"by reference": {"resources": [open({})], "verdict": "unknown", "path": "/default_tags/0/tags"},
	"by reference, one not seen on resources": {"resources": [open({"tags": object.remove(all, ["Application"])})], "verdict": "unknown"},
	"by reference, all seen on resources": {"resources": [open({"tags": all})], "verdict": "pass"},
	"another type": {"resources": [{"type": "terraform_block", "attributes": {}}], "verdict": "none"},
}

all := {"Environment": "prod", "ManagedBy": "terraform", "Application": "shop"}

provider(blocks) := {"type": "terraform_provider", "attributes": {"default_tags": blocks}}

open(block) := object.union(provider([block]), {"unknown": {"/default_tags/0/tags": ["local.tags"]}})
