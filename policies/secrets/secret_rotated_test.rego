package driftgate.rules.secrets.secret_rotated_test

cases := {
	"rotated": {"resources": [secret({}), rotation({})], "verdict": "pass"},
	"rotated, as the state says": {"resources": [secret({}), rotation({"rotation_enabled": true})], "verdict": "pass"},
	"rotation switched off": {"resources": [secret({}), rotation({"rotation_enabled": false})], "verdict": "fail", "path": "/rotation_enabled", "findings": 1},
	"not rotated": {"resources": [secret({})], "verdict": "fail", "findings": 1},
	"rotation of another secret": {
		"resources": [
			secret({}),
			{"key": "other", "type": "aws_secretsmanager_secret", "attributes": {}},
			object.union(rotation({}), {"links": {"secret_id": ["other"]}}),
		],
		"verdict": "fail",
	},
	"rotation that could not be told": {"resources": [unresolved], "verdict": "unknown"},
	"rotated, beside a rotation that could not be told": {"resources": [unresolved, rotation({})], "verdict": "pass"},
	"name known only after apply": {
		"resources": [object.union(secret({}), {"unknown": {"/name": ["random_pet.a.id"]}})],
		"verdict": "fail",
	},
	"made by RDS": {"resources": [secret({"name": "rds!db-1234"})], "verdict": "none"},
	"made by a service with two words": {"resources": [secret({"name": "ecs-sc!a"})], "verdict": "none"},
	"named like it": {"resources": [secret({"name": "app/rds!db"})], "verdict": "fail"},
	"name left out, as null": {"resources": [secret({"name": null})], "verdict": "fail"},
	"exempt": {"resources": [exempt("driftgate:no-rotation", "2026-12-31")], "verdict": "none"},
	"exemption has ended": {"resources": [exempt("driftgate:no-rotation", "2026-05-31")], "verdict": "fail", "path": ""},
	"exempt by another tag": {
		"resources": [exempt("rotation-waived-until", "2026-12-31")],
		"params": {"exempt_tag": "rotation-waived-until"},
		"verdict": "none",
	},
	"tag that exempts nothing": {"resources": [exempt("rotation-waived-until", "2026-12-31")], "verdict": "fail"},
	"another type": {"resources": [{"type": "aws_secretsmanager_secret_version", "attributes": {}}], "verdict": "none"},
}

secret(attributes) := {"key": "secret", "type": "aws_secretsmanager_secret", "attributes": attributes}

unresolved := object.union(secret({}), {"unresolved": ["aws_secretsmanager_secret_rotation"]})

exempt(tag, until) := secret({"tags_all": {tag: until}})

rotation(attributes) := {
	"key": "rotation",
	"type": "aws_secretsmanager_secret_rotation",
	"attributes": attributes,
	"links": {"secret_id": ["secret"]},
}
