package driftgate.rules.least_privilege.no_administrator_statement_test

cases := {
	"everything, in a role whose name is not known": {
		"resources": [object.union(
			role(null, [allow("*", "*")], []),
			{"unknown": {"/name": ["data.aws_ssm_parameter.name.value"]}},
		)],
		"verdict": "unknown",
		"findings": 1,
		"path": "/name",
	},
	"everything, in a role whose name AWS makes up": {
		"resources": [object.union(role(null, [allow("*", "*")], []), {"unknown": {"/name": []}})],
		"verdict": "fail",
	},
	"specific actions": {"resources": [policy([allow("s3:GetObject", "arn:aws:s3:::a/*")])], "verdict": "pass"},
	"everything on everything": {"resources": [policy([allow("*", "*")])], "verdict": "fail", "path": "/policy", "findings": 1},
	"in lists": {"resources": [policy([allow(["s3:Get*", "*:*"], ["arn:aws:s3:::a", "*"])])], "verdict": "fail"},
	"a single statement, not a list": {"resources": [policy(allow("*", "*"))], "verdict": "fail"},
	"an object, as AWS Config may give it": {
		"resources": [{"type": "aws_iam_policy", "attributes": {"policy": {"Statement": allow("*", "*")}}}],
		"verdict": "fail",
	},
	"element names in lower case": {
		"resources": [policy([{"effect": "Allow", "action": "*", "resource": "*"}])],
		"verdict": "fail",
	},
	"a wildcard that takes in every action": {"resources": [policy([allow("?*:*", "*")])], "verdict": "fail"},
	"every ARN": {"resources": [policy([allow("*", "arn:aws:*:*:*:*")])], "verdict": "fail"},
	"every ARN of any partition": {"resources": [policy([allow("*", "arn:*")])], "verdict": "fail"},
	"every action on one service": {"resources": [policy([allow("*", "arn:aws:s3:::*")])], "verdict": "pass"},
	"every action of one service": {"resources": [policy([allow("s3:*", "*")])], "verdict": "pass"},
	"a denial of everything": {"resources": [policy([deny("*", "*")])], "verdict": "pass"},
	"no statements": {"resources": [text("aws_iam_policy", {"policy": `{"Version":"2012-10-17"}`})], "verdict": "pass"},
	"all but one service": {
		"resources": [policy([{"Effect": "Allow", "NotAction": ["s3:*"], "Resource": "*"}])],
		"verdict": "fail",
	},
	"all but IAM, as a power user": {
		"resources": [policy([{"Effect": "Allow", "NotAction": ["iam:*", "organizations:*"], "Resource": "*"}])],
		"verdict": "pass",
	},
	"all but nothing": {
		"resources": [policy([{"Effect": "Allow", "NotAction": [], "Resource": "*"}])],
		"verdict": "fail",
	},
	"all but what is not known yet": {
		"resources": [policy([{"Effect": "Allow", "NotAction": ["driftgate:unknown"], "Resource": "*"}])],
		"verdict": "unknown",
	},
	"on all but one resource": {
		"resources": [policy([{"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::a"}])],
		"verdict": "fail",
	},
	"on all but IAM": {
		"resources": [policy([{"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:iam::*"}])],
		"verdict": "pass",
	},
	"bounded by a denial of IAM": {"resources": [policy([allow("*", "*"), deny("iam:*", "*")])], "verdict": "pass"},
	"bounded by a denial of something else": {"resources": [policy([allow("*", "*"), deny("s3:*", "*")])], "verdict": "fail"},
	"bounded by a denial on one resource": {
		"resources": [policy([allow("*", "*"), deny("iam:*", "arn:aws:iam::111122223333:role/a")])],
		"verdict": "fail",
	},
	"bounded by a denial under a condition": {
		"resources": [policy([allow("*", "*"), object.union(deny("iam:*", "*"), mfa)])],
		"verdict": "fail",
	},
	"under a condition": {"resources": [policy([object.union(allow("*", "*"), mfa)])], "verdict": "fail"},
	"under a condition that is accepted": {
		"resources": [policy([object.union(allow("*", "*"), mfa)])],
		"params": {"accepted_conditions": ["aws:MultiFactorAuthPresent"]},
		"verdict": "pass",
	},
	"a resource that is not known yet is a specific one": {
		"resources": [policy([allow("*", "driftgate:unknown")])],
		"verdict": "pass",
	},
	"an action that is not known yet": {
		"resources": [policy([allow("driftgate:unknown", "*")])],
		"verdict": "unknown",
		"path": "/policy",
	},
	"not JSON": {"resources": [text("aws_iam_policy", {"policy": "{"})], "verdict": "fail", "path": "/policy"},
	"not an object": {"resources": [text("aws_iam_policy", {"policy": "[]"})], "verdict": "fail"},
	"a statement that is none": {"resources": [policy(["Allow"])], "verdict": "fail"},
	"left out": {"resources": [text("aws_iam_policy", {})], "verdict": "pass"},
	"left out, as null": {"resources": [text("aws_iam_policy", {"policy": null})], "verdict": "pass"},
	"known only after apply": {
		"resources": [{"type": "aws_iam_policy", "unknown": {"/policy": ["aws_s3_bucket.a.arn"]}}],
		"verdict": "unknown",
		"path": "/policy",
	},
	"policy of a role": {"resources": [role_policy("deploy", [allow("*", "*")])], "verdict": "fail"},
	"policy of a role that is exempt": {
		"resources": [role_policy("OrganizationAccountAccessRole", [allow("*", "*")])],
		"verdict": "pass",
	},
	"policy of a role that the parameter exempts": {
		"resources": [role_policy("breakglass", [allow("*", "*")])],
		"params": {"exempt_roles": ["breakglass"]},
		"verdict": "pass",
	},
	"policy of a role that the same plan makes": {
		"resources": [
			linked([allow("*", "*")], {"role": ["role"]}),
			{"key": "role", "type": "aws_iam_role", "attributes": {"name": "OrganizationAccountAccessRole"}},
		],
		"verdict": "pass",
	},
	"policy of another role that the same plan makes": {
		"resources": [
			linked([allow("*", "*")], {"role": ["role"]}),
			{"key": "role", "type": "aws_iam_role", "attributes": {"name": "deploy"}},
		],
		"verdict": "fail",
	},
	"policy of a role that cannot be told": {
		"resources": [object.union(linked([allow("*", "*")], {}), {"unresolved": ["aws_iam_role"]})],
		"verdict": "unknown",
	},
	"policy of a role that cannot be told, where none is exempt": {
		"resources": [object.union(linked([allow("*", "*")], {}), {"unresolved": ["aws_iam_role"]})],
		"params": {"exempt_roles": []},
		"verdict": "fail",
	},
	"harmless policy of a role that cannot be told": {
		"resources": [object.union(linked([allow("s3:*", "*")], {}), {"unresolved": ["aws_iam_role"]})],
		"verdict": "pass",
	},
	"policy of a user": {
		"resources": [text("aws_iam_user_policy", {"policy": document([allow("*", "*")])})],
		"verdict": "fail",
	},
	"policy of a group": {
		"resources": [text("aws_iam_group_policy", {"policy": document([allow("*", "*")])})],
		"verdict": "fail",
	},
	"permission set": {
		"resources": [text("aws_ssoadmin_permission_set_inline_policy", {"inline_policy": document([allow("*", "*")])})],
		"verdict": "fail",
		"path": "/inline_policy",
	},
	"permission set, known only after apply": {
		"resources": [{"type": "aws_ssoadmin_permission_set_inline_policy", "unknown": {"/inline_policy": []}}],
		"verdict": "unknown",
	},
	"inline policy of a role": {
		"resources": [role("deploy", [allow("s3:*", "*")], [allow("*", "*")])],
		"verdict": "fail",
		"path": "/inline_policy/1/policy",
		"findings": 1,
	},
	"inline policy of a role that is exempt": {
		"resources": [role("OrganizationAccountAccessRole", [], [allow("*", "*")])],
		"verdict": "pass",
	},
	"inline policy of a role, known only after apply": {
		"resources": [{
			"type": "aws_iam_role",
			"attributes": {"name": "deploy", "inline_policy": [{"name": "a"}]},
			"unknown": {"/inline_policy/0/policy": ["aws_s3_bucket.a.arn"]},
		}],
		"verdict": "unknown",
	},
	"role without inline policies": {
		"resources": [text("aws_iam_role", {"name": "deploy", "inline_policy": []})],
		"verdict": "pass",
	},
	"role whose inline policies are taken away": {
		"resources": [text("aws_iam_role", {"name": "deploy", "inline_policy": [{"name": null, "policy": null}]})],
		"verdict": "pass",
	},
	"another type": {"resources": [text("aws_s3_bucket_policy", {"policy": document([allow("*", "*")])})], "verdict": "none"},
	"everything denied, without a second factor": {"resources": [policy([object.union(deny("*", "*"), mfa)])], "verdict": "pass"},
	"under a condition that is not accepted": {
		"resources": [policy([object.union(allow("*", "*"), {"Condition": {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}})])],
		"verdict": "fail",
	},
	"everything in China": {"resources": [policy([allow("*", "arn:aws-cn:*:*:*:*")])], "verdict": "fail"},
	"everything in the partition of the US government": {"resources": [policy([allow("*", "arn:aws-us-gov:*:*:*:*")])], "verdict": "fail"},
}

allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

deny(action, resource) := {"Effect": "Deny", "Action": action, "Resource": resource}

mfa := {"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}

document(statements) := json.marshal({"Version": "2012-10-17", "Statement": statements})

text(type, attributes) := {"type": type, "attributes": attributes}

policy(statements) := text("aws_iam_policy", {"policy": document(statements)})

role_policy(name, statements) := text("aws_iam_role_policy", {"role": name, "policy": document(statements)})

linked(statements, links) := {
	"type": "aws_iam_role_policy",
	"attributes": {"policy": document(statements)},
	"unknown": {"/role": ["aws_iam_role.a.id"]},
	"links": links,
}

role(name, first, second) := text(
	"aws_iam_role",
	{"name": name, "inline_policy": [
		{"name": "a", "policy": document(first)},
		{"name": "b", "policy": document(second)},
	]},
)
