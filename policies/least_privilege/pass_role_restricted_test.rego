package driftgate.rules.least_privilege.pass_role_restricted_test

cases := {
	"one role": {"resources": [policy([pass("arn:aws:iam::111122223333:role/task")])], "verdict": "pass"},
	"roles of a path": {"resources": [policy([pass("arn:aws:iam::*:role/service-role/*")])], "verdict": "pass"},
	"roles that start alike": {"resources": [policy([pass("arn:aws:iam::111122223333:role/app-*")])], "verdict": "pass"},
	"role that is not known yet": {"resources": [policy([pass("driftgate:unknown")])], "verdict": "pass"},
	"everything": {"resources": [policy([pass("*")])], "verdict": "fail", "path": "/policy", "findings": 1},
	"every ARN": {"resources": [policy([pass("arn:aws:iam::*")])], "verdict": "fail"},
	"every role": {"resources": [policy([pass("arn:aws:iam::*:role/*")])], "verdict": "fail"},
	"every role of the account": {"resources": [policy([pass(["arn:aws:iam::111122223333:role/*"])])], "verdict": "fail"},
	"every role of the account, in China": {
		"resources": [policy([pass("arn:aws-cn:iam::111122223333:role*")])],
		"verdict": "fail",
	},
	"everything of the account": {"resources": [policy([pass("arn:aws:iam::111122223333:*")])], "verdict": "fail"},
	"every user": {"resources": [policy([pass("arn:aws:iam::111122223333:user/*")])], "verdict": "pass"},
	"everything of another service": {"resources": [policy([pass("arn:aws:s3:::*")])], "verdict": "pass"},
	"all but one role": {
		"resources": [policy([{"Effect": "Allow", "Action": "iam:PassRole", "NotResource": "arn:aws:iam::111122223333:role/admin"}])],
		"verdict": "fail",
	},
	"all but roles": {
		"resources": [policy([{"Effect": "Allow", "Action": "iam:PassRole", "NotResource": ["arn:aws:s3:::a", "arn:aws:iam::*:role/*"]}])],
		"verdict": "pass",
	},
	"among others": {"resources": [policy([allow(["ec2:RunInstances", "iam:Pass*"], "*")])], "verdict": "fail"},
	"every action of IAM": {"resources": [policy([allow("iam:*", "*")])], "verdict": "fail"},
	"every action": {"resources": [policy([allow("*", "*")])], "verdict": "fail"},
	"all actions but others": {
		"resources": [policy([{"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}])],
		"verdict": "fail",
	},
	"all actions but this": {
		"resources": [policy([{"Effect": "Allow", "NotAction": ["s3:*", "iam:*"], "Resource": "*"}])],
		"verdict": "pass",
	},
	"another action": {"resources": [policy([allow("iam:GetRole", "*")])], "verdict": "pass"},
	"a denial": {"resources": [policy([{"Effect": "Deny", "Action": "iam:PassRole", "Resource": "*"}])], "verdict": "pass"},
	"taken back": {
		"resources": [policy([allow("*", "*"), {"Effect": "Deny", "Action": "iam:PassRole", "Resource": "*"}])],
		"verdict": "pass",
	},
	"taken back for some roles": {
		"resources": [policy([allow("*", "*"), {"Effect": "Deny", "Action": "iam:PassRole", "Resource": "arn:aws:iam::*:role/admin"}])],
		"verdict": "fail",
	},
	"taken back under a condition": {
		"resources": [policy([allow("*", "*"), {
			"Effect": "Deny",
			"Action": "iam:PassRole",
			"Resource": "*",
			"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}},
		}])],
		"verdict": "fail",
	},
	"another action taken back": {
		"resources": [policy([allow("*", "*"), {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}])],
		"verdict": "fail",
	},
	"to one service, any role": {
		"resources": [policy([object.union(pass("*"), to("StringEquals"))])],
		"verdict": "fail",
	},
	"to any service": {
		"resources": [policy([pass("arn:aws:iam::111122223333:role/task")])],
		"params": {"require_passed_to_service": true},
		"verdict": "fail",
		"findings": 1,
	},
	"to one service": {
		"resources": [policy([object.union(pass("arn:aws:iam::111122223333:role/task"), to("StringEquals"))])],
		"params": {"require_passed_to_service": true},
		"verdict": "pass",
	},
	"to all services but one": {
		"resources": [policy([object.union(pass("arn:aws:iam::111122223333:role/task"), to("StringNotEquals"))])],
		"params": {"require_passed_to_service": true},
		"verdict": "fail",
	},
	"under another condition": {
		"resources": [policy([object.union(
			pass("arn:aws:iam::111122223333:role/task"),
			{"Condition": {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}},
		)])],
		"params": {"require_passed_to_service": true},
		"verdict": "fail",
	},
	"an action that is not known yet": {
		"resources": [policy([allow("driftgate:unknown", "*")])],
		"verdict": "unknown",
		"path": "/policy",
	},
	"all actions but what is not known yet": {
		"resources": [policy([{"Effect": "Allow", "NotAction": "driftgate:unknown", "Resource": "*"}])],
		"verdict": "unknown",
	},
	"an action that is not known yet, on one role": {
		"resources": [policy([allow("driftgate:unknown", "arn:aws:iam::111122223333:role/task")])],
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
	"another type": {"resources": [of("aws_s3_bucket_policy", {"policy": any})], "verdict": "none"},
}

of(type, attributes) := {"type": type, "attributes": attributes}

policy(statements) := of("aws_iam_policy", {"policy": json.marshal({"Statement": statements})})

allow(action, on) := {"Effect": "Allow", "Action": action, "Resource": on}

pass(on) := allow("iam:PassRole", on)

to(operator) := {"Condition": {operator: {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}}

any := json.marshal({"Statement": pass("*")})
