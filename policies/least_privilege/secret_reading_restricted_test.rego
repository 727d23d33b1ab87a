package driftgate.rules.least_privilege.secret_reading_restricted_test

cases := {
	"one secret": {"resources": [policy([read("arn:aws:secretsmanager:eu-west-1:111122223333:secret:app-??????")])], "verdict": "pass"},
	"secrets of an application": {"resources": [policy([read("arn:aws:secretsmanager:*:*:secret:prod/app/*")])], "verdict": "pass"},
	"secret that is not known yet": {"resources": [policy([read("driftgate:unknown")])], "verdict": "pass"},
	"every secret": {
		"resources": [policy([read("*")])],
		"verdict": "fail",
		"path": "/policy",
		"findings": 1,
	},
	"every secret of a region": {
		"resources": [policy([read("arn:aws:secretsmanager:eu-west-1:*:*")])],
		"verdict": "fail",
	},
	"every secret of the account": {
		"resources": [policy([read("arn:aws:secretsmanager:eu-west-1:111122223333:secret:*")])],
		"verdict": "fail",
	},
	"everything that is no secret": {"resources": [policy([read("arn:aws:s3:::*")])], "verdict": "pass"},
	"every secret and parameter": {"resources": [policy([allow("*", "*")])], "verdict": "fail", "findings": 2},
	"every action on secrets": {"resources": [policy([allow("secretsmanager:*", "*")])], "verdict": "fail", "findings": 1},
	"several secrets at once, which needs more": {
		"resources": [policy([allow("secretsmanager:BatchGetSecretValue", "*")])],
		"verdict": "pass",
	},
	"secrets that are only listed": {"resources": [policy([allow(["secretsmanager:List*", "secretsmanager:DescribeSecret"], "*")])], "verdict": "pass"},
	"every parameter": {
		"resources": [policy([allow("ssm:GetParameter", "*")])],
		"verdict": "fail",
		"findings": 1,
	},
	"every parameter, several at once": {"resources": [policy([allow("ssm:GetParameters", "*")])], "verdict": "fail"},
	"every parameter, by path": {"resources": [policy([allow("ssm:GetParametersByPath", "*")])], "verdict": "fail"},
	"every parameter, with what it was": {"resources": [policy([allow("ssm:GetParameterHistory", "*")])], "verdict": "fail"},
	"every parameter, by a pattern": {
		"resources": [policy([allow("ssm:GetParameter*", "arn:aws:ssm:*:*:parameter/*")])],
		"verdict": "fail",
		"findings": 1,
	},
	"parameters of an application": {
		"resources": [policy([allow("ssm:GetParameter*", "arn:aws:ssm:*:*:parameter/app/*")])],
		"verdict": "pass",
	},
	"every secret with a tag": {"resources": [policy([tagged("aws:ResourceTag/App")])], "verdict": "pass"},
	"every secret with a tag, by the service's key": {"resources": [policy([tagged("secretsmanager:ResourceTag/App")])], "verdict": "pass"},
	"every secret, over a region": {"resources": [policy([tagged("aws:RequestedRegion")])], "verdict": "fail"},
	"every secret, under a condition that the parameter accepts": {
		"resources": [policy([tagged("aws:RequestedRegion")])],
		"params": {"scoping_conditions": ["aws:RequestedRegion"]},
		"verdict": "pass",
	},
	"every secret with any tag but one": {
		"resources": [policy([object.union(read("*"), {"Condition": {"StringNotEquals": {"aws:ResourceTag/App": "a"}}})])],
		"verdict": "fail",
	},
	"every secret that has a tag at all": {
		"resources": [policy([object.union(read("*"), {"Condition": {"Null": {"aws:ResourceTag/App": "false"}}})])],
		"verdict": "pass",
	},
	"every secret that lacks a tag": {
		"resources": [policy([object.union(read("*"), {"Condition": {"Null": {"aws:ResourceTag/App": "true"}}})])],
		"verdict": "fail",
	},
	"every secret, under a condition without a value": {
		"resources": [policy([object.union(read("*"), {"Condition": {"StringEquals": {"aws:ResourceTag/App": []}}})])],
		"verdict": "fail",
	},
	"a denial": {"resources": [policy([{"Effect": "Deny", "Action": "ssm:GetParameter", "Resource": "*"}])], "verdict": "pass"},
	"taken back": {
		"resources": [policy([allow("*", "*"), {"Effect": "Deny", "Action": ["secretsmanager:*", "ssm:*"], "Resource": "*"}])],
		"verdict": "pass",
	},
	"an action that is not known yet": {
		"resources": [policy([allow("driftgate:unknown", "*")])],
		"verdict": "unknown",
		"path": "/policy",
		"findings": 1,
	},
	"an action that is not known yet, on parameters": {
		"resources": [policy([allow("driftgate:unknown", "arn:aws:ssm:*:*:parameter/*")])],
		"verdict": "unknown",
	},
	"an action that is not known yet, on buckets": {
		"resources": [policy([allow("driftgate:unknown", "arn:aws:s3:::*")])],
		"verdict": "pass",
	},
	"an action that is not known yet, with a tag": {
		"resources": [policy([object.union(tagged("aws:ResourceTag/App"), {"Action": "driftgate:unknown"})])],
		"verdict": "pass",
	},
	"a denial that is not known yet": {
		"resources": [policy([{"Effect": "Deny", "Action": "driftgate:unknown", "Resource": "*"}])],
		"verdict": "pass",
	},
	"not JSON": {"resources": [of("aws_iam_policy", {"policy": "{"})], "verdict": "fail", "path": "/policy"},
	"left out, as null": {"resources": [of("aws_iam_policy", {"policy": null})], "verdict": "pass"},
	"known only after apply": {
		"resources": [{"type": "aws_iam_policy", "unknown": {"/policy": ["aws_s3_bucket.a.arn"]}}],
		"verdict": "unknown",
		"path": "/policy",
	},
	"policy of a role": {"resources": [of("aws_iam_role_policy", {"policy": any})], "verdict": "fail"},
	"policy of a user": {"resources": [of("aws_iam_user_policy", {"policy": any})], "verdict": "fail"},
	"policy of a group": {"resources": [of("aws_iam_group_policy", {"policy": any})], "verdict": "fail"},
	"inline policy of a role": {
		"resources": [of("aws_iam_role", {"inline_policy": [{"policy": any}]})],
		"verdict": "fail",
		"path": "/inline_policy/0/policy",
	},
	"permission set": {
		"resources": [of("aws_ssoadmin_permission_set_inline_policy", {"inline_policy": any})],
		"verdict": "fail",
		"path": "/inline_policy",
	},
	"secret for a role": {"resources": [secret([shared({"AWS": "arn:aws:iam::111122223333:role/a"}, {})])], "verdict": "pass"},
	"secret for everyone": {
		"resources": [secret([shared("*", {})])],
		"verdict": "fail",
		"path": "/policy",
		"findings": 1,
	},
	"secret for everyone of an organization": {
		"resources": [secret([shared("*", {"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}})])],
		"verdict": "pass",
	},
	"secret for everyone, under a condition that the parameter does not accept": {
		"resources": [secret([shared("*", {"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}})])],
		"params": {"restricting_keys": []},
		"verdict": "fail",
	},
	"secret that is kept from everyone": {
		"resources": [secret([object.union(shared("*", {}), {"Effect": "Deny"})])],
		"verdict": "pass",
	},
	"secret whose policy may be public": {
		"resources": [of("aws_secretsmanager_secret_policy", {"policy": `{"Statement": []}`, "block_public_policy": false})],
		"verdict": "fail",
		"path": "/block_public_policy",
		"findings": 1,
	},
	"secret whose policy may be public, left out": {
		"resources": [of("aws_secretsmanager_secret_policy", {"policy": `{"Statement": []}`})],
		"verdict": "fail",
	},
	"secret of which it is known only after apply whether its policy may be public": {
		"resources": [{"type": "aws_secretsmanager_secret_policy", "attributes": {"policy": `{"Statement": []}`}, "unknown": {"/block_public_policy": ["var.block"]}}],
		"verdict": "unknown",
		"path": "/block_public_policy",
	},
	"secret whose policy is known only after apply": {
		"resources": [{"type": "aws_secretsmanager_secret_policy", "attributes": {"block_public_policy": true}, "unknown": {"/policy": ["aws_iam_role.a.arn"]}}],
		"verdict": "unknown",
		"path": "/policy",
	},
	"secret whose policy is not JSON": {
		"resources": [of("aws_secretsmanager_secret_policy", {"policy": "{", "block_public_policy": true})],
		"verdict": "fail",
		"path": "/policy",
	},
	"policy in the secret itself": {
		"resources": [of("aws_secretsmanager_secret", {"policy": json.marshal({"Statement": shared("*", {})})})],
		"verdict": "fail",
		"path": "/policy",
	},
	"policy in the secret itself, known only after apply": {
		"resources": [{"type": "aws_secretsmanager_secret", "unknown": {"/policy": ["aws_iam_role.a.arn"]}}],
		"verdict": "unknown",
	},
	"secret without a policy": {"resources": [of("aws_secretsmanager_secret", {"policy": null})], "verdict": "pass"},
	"another type": {"resources": [of("aws_s3_bucket_policy", {"policy": any})], "verdict": "none"},
}

of(type, attributes) := {"type": type, "attributes": attributes}

policy(statements) := of("aws_iam_policy", {"policy": json.marshal({"Statement": statements})})

secret(statements) := of(
	"aws_secretsmanager_secret_policy",
	{"block_public_policy": true, "policy": json.marshal({"Statement": statements})},
)

shared(principal, condition) := {
	"Effect": "Allow",
	"Principal": principal,
	"Action": "secretsmanager:GetSecretValue",
	"Resource": "*",
	"Condition": condition,
}

allow(action, on) := {"Effect": "Allow", "Action": action, "Resource": on}

read(on) := allow("secretsmanager:GetSecretValue", on)

tagged(key) := object.union(read("*"), {"Condition": {"StringEquals": {key: "app"}}})

any := json.marshal({"Statement": read("*")})
