package driftgate.rules.least_privilege.no_service_wildcard_action_test

cases := {
	"specific actions": {"resources": [policy([allow(["s3:GetObject", "s3:List*"])])], "verdict": "pass"},
	"every action of a service": {
		"resources": [policy([allow("s3:*")])],
		"verdict": "fail",
		"path": "/policy",
		"findings": 1,
	},
	"of two services": {"resources": [policy([allow(["S3:*", "sqs:*", "sns:Publish"])])], "verdict": "fail", "findings": 2},
	"on one resource": {
		"resources": [policy([{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::a/*"}])],
		"verdict": "fail",
	},
	"every action that has a name": {"resources": [policy([allow("s3:?*")])], "verdict": "fail"},
	"names of one letter": {"resources": [policy([allow("s3:?")])], "verdict": "pass"},
	"names that start alike": {"resources": [policy([allow("s3:Get*")])], "verdict": "pass"},
	"names that end alike": {"resources": [policy([allow("s3:*Object")])], "verdict": "pass"},
	"no action": {"resources": [policy([allow("s3")])], "verdict": "pass"},
	"every action of every service": {"resources": [policy([allow("*")])], "verdict": "fail", "findings": 1},
	"every action of every service, with a colon": {
		"resources": [policy([allow("*:*")])],
		"params": {"allowed_services": ["*"]},
		"verdict": "fail",
	},
	"a service that may": {
		"resources": [policy([allow("logs:*")])],
		"params": {"allowed_services": ["Logs"]},
		"verdict": "pass",
	},
	"another service than may": {
		"resources": [policy([allow(["logs:*", "s3:*"])])],
		"params": {"allowed_services": ["logs"]},
		"verdict": "fail",
		"findings": 1,
	},
	"a denial": {"resources": [policy([{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}])], "verdict": "pass"},
	"all but a few": {
		"resources": [policy([{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}])],
		"verdict": "fail",
		"findings": 1,
	},
	"a denial of all but a few": {
		"resources": [policy([{"Effect": "Deny", "NotAction": "iam:*", "Resource": "*"}])],
		"verdict": "pass",
	},
	"an action that is not known yet": {
		"resources": [policy([allow(["s3:GetObject", "driftgate:unknown"])])],
		"verdict": "unknown",
		"path": "/policy",
	},
	"a denial that is not known yet": {
		"resources": [policy([{"Effect": "Deny", "Action": "driftgate:unknown", "Resource": "*"}])],
		"verdict": "pass",
	},
	"resource that is not known yet": {
		"resources": [policy([{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "driftgate:unknown"}])],
		"verdict": "pass",
	},
	"not JSON": {"resources": [of("aws_iam_policy", {"policy": "{"})], "verdict": "fail", "path": "/policy"},
	"left out, as null": {"resources": [of("aws_iam_policy", {"policy": null})], "verdict": "pass"},
	"known only after apply": {
		"resources": [{"type": "aws_iam_policy", "unknown": {"/policy": ["aws_s3_bucket.a.arn"]}}],
		"verdict": "unknown",
		"path": "/policy",
	},
	"policy of a role": {"resources": [of("aws_iam_role_policy", {"policy": wide})], "verdict": "fail"},
	"policy of a user": {"resources": [of("aws_iam_user_policy", {"policy": wide})], "verdict": "fail"},
	"policy of a group": {"resources": [of("aws_iam_group_policy", {"policy": wide})], "verdict": "fail"},
	"inline policy of a role": {
		"resources": [of("aws_iam_role", {"inline_policy": [{"policy": wide}]})],
		"verdict": "fail",
		"path": "/inline_policy/0/policy",
	},
	"inline policy of a role, known only after apply": {
		"resources": [{"type": "aws_iam_role", "attributes": {"inline_policy": [{}]}, "unknown": {"/inline_policy/0/policy": ["var.a"]}}],
		"verdict": "unknown",
	},
	"permission set": {
		"resources": [of("aws_ssoadmin_permission_set_inline_policy", {"inline_policy": wide})],
		"verdict": "fail",
		"path": "/inline_policy",
	},
	"another type": {"resources": [of("aws_s3_bucket_policy", {"policy": wide})], "verdict": "none"},
}

of(type, attributes) := {"type": type, "attributes": attributes}

policy(statements) := of("aws_iam_policy", {"policy": json.marshal({"Statement": statements})})

allow(action) := {"Effect": "Allow", "Action": action, "Resource": "*"}

wide := json.marshal({"Statement": allow("s3:*")})
