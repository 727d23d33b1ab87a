package driftgate.rules.least_privilege.no_privilege_escalation_test

cases := object.union(object.union(enough, short), object.union(alone, owned))

# Actions on every resource.
enough := {name: {"resources": [policy([allow(actions, "*")])], "verdict": "fail"} |
	some name, actions in {
		"another version of any policy": "iam:SetDefaultPolicyVersion",
		"attaching to any user": "iam:AttachUserPolicy",
		"attaching to any group": "iam:AttachGroupPolicy",
		"attaching to any role": "iam:AttachRolePolicy",
		"writing into any user": "iam:PutUserPolicy",
		"writing into any group": "iam:PutGroupPolicy",
		"writing into any role": "iam:PutRolePolicy",
		"joining any group": "iam:AddUserToGroup",
		"changing any trust": ["iam:UpdateAssumeRolePolicy", "sts:AssumeRole"],
		"keys of any user": "iam:CreateAccessKey",
		"a password for any user": "iam:CreateLoginProfile",
		"another password for any user": "iam:UpdateLoginProfile",
		"any role for an instance": ["iam:PassRole", "ec2:RunInstances"],
		"any role for a function": ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
		"any role for a task": ["iam:PassRole", "ecs:RunTask"],
		"any role for a development endpoint": ["iam:PassRole", "glue:CreateDevEndpoint"],
		"any role for a stack": ["iam:PassRole", "cloudformation:CreateStack"],
		"any role for a pipeline": ["iam:PassRole", "datapipeline:*"],
		"commands on any instance": "ssm:SendCommand",
		"by a pattern": "iam:Put*Policy",
		"by a pattern that leaves nothing out": "iam:PutRole*Policy",
	}
}

short := {name: {"resources": [policy([allow(actions, "*")])], "verdict": "pass"} |
	some name, actions in {
		"harmless": ["s3:*", "iam:Get*", "iam:PassRole"],
		"by a pattern that begins otherwise": "s3:*RolePolicy",
		"by a pattern that ends otherwise": "iam:PutRole*Document",
		"by a pattern whose parts overlap": "iam:PutRole*RolePolicy",
		"changing any trust, without assuming": "iam:UpdateAssumeRolePolicy",
		"any role for a function that cannot be called": ["iam:PassRole", "lambda:CreateFunction"],
	}
}

# What a policy says.
alone := {
	"everything but a service": {
		"resources": [policy([{"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}])],
		"verdict": "fail",
	},
	"everything but a service, beside a denial": {
		"resources": [policy([{"Effect": "Deny", "Action": "ec2:*", "Resource": "*"}, {"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}])],
		"verdict": "fail",
	},
	"by a pattern of services": {"resources": [policy([allow("?am:PutUserPolicy", "*")])], "verdict": "fail"},
	"a new version of any policy": {
		"resources": [policy([allow("iam:CreatePolicyVersion", "*")])],
		"verdict": "fail",
		"path": "/policy",
		"findings": 1,
	},
	"code of any function": {"resources": [policy([allow("lambda:UpdateFunctionCode", "arn:aws:lambda:*:*:function:*")])], "verdict": "fail"},
	"code of one function": {"resources": [policy([allow("lambda:UpdateFunctionCode", "arn:aws:lambda:*:*:function:a")])], "verdict": "pass"},
	"commands on every instance of a region": {
		"resources": [policy([allow("ssm:SendCommand", ["arn:aws:ssm:*:*:document/AWS-RunShellScript", "arn:aws:ec2:eu-west-1:*:instance/*"])])],
		"verdict": "fail",
	},
	"commands on one instance": {
		"resources": [policy([allow("ssm:SendCommand", ["arn:aws:ssm:*:*:document/*", "arn:aws:ec2:eu-west-1:*:instance/i-1"])])],
		"verdict": "pass",
	},
	"a set that the parameter adds, on one resource": {
		"resources": [policy([allow("s3:PutObject", "arn:aws:s3:::a/*")])],
		"params": {"escalation_sets": [["s3:PutObject"]]},
		"verdict": "pass",
	},
	"a set that the parameter adds, on all of its service": {
		"resources": [policy([allow("s3:PutObject", "arn:aws:s3:::*")])],
		"params": {"escalation_sets": [["s3:PutObject"]]},
		"verdict": "fail",
	},
	"any role for tasks of one cluster": {
		"resources": [policy([allow("iam:PassRole", "arn:aws:iam::*:role/*"), allow("ecs:RunTask", "arn:aws:ecs:*:*:task-definition/a:*")])],
		"verdict": "fail",
	},
	"one role for any task": {
		"resources": [policy([allow("iam:PassRole", "arn:aws:iam::111122223333:role/a"), allow("ecs:RunTask", "*")])],
		"verdict": "pass",
	},
	"every user": {"resources": [policy([allow("iam:CreateAccessKey", "arn:aws:iam::111122223333:user/*")])], "verdict": "fail"},
	"every group": {"resources": [policy([allow("iam:AddUserToGroup", "arn:aws:iam::111122223333:group/*")])], "verdict": "fail"},
	"every policy": {"resources": [policy([allow("iam:CreatePolicyVersion", "arn:aws:iam::111122223333:policy/*")])], "verdict": "fail"},
	"keys of oneself": {"resources": [policy([allow("iam:CreateAccessKey", "arn:aws:iam::*:user/${aws:username}")])], "verdict": "pass"},
	"within a boundary that has to be set": {
		"resources": [policy([object.union(allow("iam:PutRolePolicy", "*"), {"Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/b"}}})])],
		"verdict": "pass",
	},
	"within a boundary, where the parameter does not accept that": {
		"resources": [policy([object.union(allow("iam:PutRolePolicy", "*"), {"Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/b"}}})])],
		"params": {"scoping_conditions": []},
		"verdict": "fail",
	},
	"taken back": {
		"resources": [policy([allow("iam:*", "*"), {"Effect": "Deny", "Action": "iam:*", "Resource": "*"}])],
		"verdict": "pass",
	},
	"second action taken back": {
		"resources": [policy([allow(["iam:PassRole", "ecs:RunTask"], "*"), {"Effect": "Deny", "Action": "ecs:*", "Resource": "*"}])],
		"verdict": "pass",
	},
	"other sets": {
		"resources": [policy([allow("iam:PutRolePolicy", "*")])],
		"params": {"escalation_sets": [["s3:PutObject"]]},
		"verdict": "pass",
	},
	"a set that the parameter adds": {
		"resources": [policy([allow("s3:PutObject", "*")])],
		"params": {"escalation_sets": [["s3:PutObject"]]},
		"verdict": "fail",
	},
	"an action that is not known yet": {
		"resources": [policy([allow("driftgate:unknown", "*")])],
		"verdict": "unknown",
		"path": "/policy",
	},
	"an action that is not known yet, on all of IAM": {
		"resources": [policy([allow("driftgate:unknown", "arn:aws:iam::111122223333:*")])],
		"verdict": "unknown",
	},
	"an action that is not known yet, on one bucket": {"resources": [policy([allow("driftgate:unknown", "arn:aws:s3:::a")])], "verdict": "pass"},
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
	"policy that cannot be linked": {
		"resources": [object.union(policy([allow("s3:*", "*")]), {"unresolved": ["aws_iam_role", "aws_iam_role_policy_attachment"]})],
		"verdict": "pass",
	},
}

# Whose it is, and what else that has.
owned := {
	"policy of a user": {"resources": [of("aws_iam_user_policy", {"user": "a", "policy": keys})], "verdict": "fail"},
	"policy of a group": {"resources": [of("aws_iam_group_policy", {"group": "a", "policy": keys})], "verdict": "fail"},
	"permission set": {
		"resources": [of("aws_ssoadmin_permission_set_inline_policy", {"inline_policy": keys})],
		"verdict": "fail",
		"path": "/inline_policy",
	},
	"permission set, known only after apply": {
		"resources": [{"type": "aws_ssoadmin_permission_set_inline_policy", "unknown": {"/inline_policy": ["var.a"]}}],
		"verdict": "unknown",
	},
	"policy of a role": {"resources": [of("aws_iam_role_policy", {"role": "a", "policy": keys})], "verdict": "fail"},
	"policy of a role that is meant to": {"resources": [of("aws_iam_role_policy", {"role": "break-glass", "policy": keys})], "verdict": "pass"},
	"policy of a role that the parameter names": {
		"resources": [of("aws_iam_role_policy", {"role": "a", "policy": keys})],
		"params": {"exempt_roles": ["a"]},
		"verdict": "pass",
	},
	"policy of a role that cannot be told": {
		"resources": [object.union(of("aws_iam_role_policy", {"policy": keys}), {"unknown": {"/role": ["var.role"]}, "unresolved": ["aws_iam_role"]})],
		"verdict": "unknown",
		"findings": 1,
		"path": "/role",
	},
	"harmless policy of a role that cannot be told": {
		"resources": [object.union(
			of("aws_iam_role_policy", {"policy": document([running])}),
			{"unknown": {"/role": ["var.role"]}, "unresolved": ["aws_iam_role"]},
		)],
		"verdict": "pass",
	},
	"unknown action of a role that is meant to": {
		"resources": [of("aws_iam_role_policy", {"role": "break-glass", "policy": document([allow("driftgate:unknown", "*")])})],
		"verdict": "pass",
	},
	"policy of a role that has others written in it": {
		"resources": [
			inline_of(document([running])),
			role({"inline_policy": [{"policy": keys}, {"policy": document([passing])}]}),
		],
		"verdict": "pass",
	},
	"policy of a role within a boundary": {
		"resources": [inline_of(keys), role({"permissions_boundary": "arn:aws:iam::111122223333:policy/b"})],
		"verdict": "pass",
	},
	"policy of a role whose boundary is known only after apply": {
		"resources": [inline_of(keys), object.union(role({}), {"unknown": {"/permissions_boundary": ["data.external.b.result"]}})],
		"verdict": "unknown",
		"path": "/policy",
	},
	"policy of a user within a boundary": {
		"resources": [
			object.union(of("aws_iam_user_policy", {"policy": keys}), {"links": {"user": ["user"]}}),
			object.union(of("aws_iam_user", {"permissions_boundary": "arn:aws:iam::111122223333:policy/b"}), {"key": "user"}),
		],
		"verdict": "pass",
	},
	"inline policy of a role": {
		"resources": [role({"inline_policy": [{"policy": document([])}, {"policy": keys}]})],
		"verdict": "fail",
		"path": "/inline_policy/1/policy",
		"findings": 1,
	},
	"inline policy of a role that is meant to": {
		"resources": [of("aws_iam_role", {"name": "break-glass", "inline_policy": [{"policy": keys}]})],
		"verdict": "pass",
	},
	"inline policy of a role whose name is known only after apply": {
		"resources": [{"type": "aws_iam_role", "attributes": {"inline_policy": [{"policy": keys}]}, "unknown": {"/name": ["var.name"]}}],
		"verdict": "unknown",
		"path": "/name",
	},
	"inline policy of a role whose name AWS makes up": {
		"resources": [{"type": "aws_iam_role", "attributes": {"inline_policy": [{"policy": keys}]}, "unknown": {"/name": []}}],
		"verdict": "fail",
	},
	"inline policies, together, of a role whose name is known only after apply": {
		"resources": [{
			"type": "aws_iam_role",
			"attributes": {"inline_policy": [{"policy": document([passing])}, {"policy": document([running])}]},
			"unknown": {"/name": ["var.name"]},
		}],
		"verdict": "unknown",
		"findings": 1,
		"path": "/name",
	},
	"inline policy of a role, known only after apply": {
		"resources": [{"type": "aws_iam_role", "attributes": {"name": "a", "inline_policy": [{}]}, "unknown": {"/inline_policy/0/policy": ["var.a"]}}],
		"verdict": "unknown",
	},
	"inline policies of a role, together": {
		"resources": [role({"inline_policy": [{"policy": document([passing])}, {"policy": document([running])}]})],
		"verdict": "fail",
		"findings": 1,
	},
	"inline policies of a role that is meant to, together": {
		"resources": [of("aws_iam_role", {"name": "break-glass", "inline_policy": [{"policy": document([passing])}, {"policy": document([running])}]})],
		"verdict": "pass",
	},
	"inline policy of a role within a boundary that is not seen": {
		"resources": [role({"permissions_boundary": "arn:aws:iam::111122223333:policy/b", "inline_policy": [{"policy": keys}]})],
		"verdict": "unknown",
		"path": "/permissions_boundary",
	},
	"harmless inline policy of a role within a boundary that is not seen": {
		"resources": [role({"permissions_boundary": "arn:aws:iam::111122223333:policy/b", "inline_policy": [{"policy": document([running])}]})],
		"verdict": "pass",
	},
	"inline policy of a role, others of which cannot be told": {
		"resources": [object.union(role({"inline_policy": [{"policy": document([running])}]}), {"unresolved": ["aws_iam_role_policy"]})],
		"verdict": "unknown",
	},
	"inline policy of a role within a boundary that lets it through": {
		"resources": [bounded({"inline_policy": [{"policy": keys}]}), boundary([allow("*", "*")])],
		"verdict": "fail",
		"findings": 1,
	},
	"inline policy of a role within a boundary that does not": {
		"resources": [bounded({"inline_policy": [{"policy": keys}]}), boundary([allow("s3:*", "*")])],
		"verdict": "pass",
	},
	"a boundary that lets one of two actions through": {
		"resources": [bounded({"inline_policy": [{"policy": document([passing, running])}]}), boundary([allow("iam:*", "*")])],
		"verdict": "pass",
	},
	"a boundary that cannot be read": {
		"resources": [bounded({"inline_policy": [{"policy": keys}]}), object.union(of("aws_iam_policy", {"policy": "{"}), {"key": "boundary"})],
		"verdict": "unknown",
	},
	"policies of a role": {
		"resources": [role({}), inline_of(document([passing])), attachment({"role": ["role"], "policy_arn": ["policy"]}), managed([running])],
		"verdict": "fail",
		"findings": 1,
	},
	"policies of a role that harm no one": {
		"resources": [role({}), inline_of(document([passing])), attachment({"role": ["role"], "policy_arn": ["policy"]}), managed([allow("s3:*", "*")])],
		"verdict": "pass",
	},
	"policies of a role, of which one is enough": {
		"resources": [role({}), inline_of(keys), attachment({"role": ["role"], "policy_arn": ["policy"]}), managed([running])],
		"verdict": "pass",
	},
	"policies of a role, of which one takes back": {
		"resources": [
			role({}),
			inline_of(document([passing])),
			attachment({"role": ["role"], "policy_arn": ["policy"]}),
			managed([running, {"Effect": "Deny", "Action": "iam:PassRole", "Resource": "*"}]),
		],
		"verdict": "pass",
	},
	"managed policies that the role names": {
		"resources": [
			object.union(role({"inline_policy": [{"policy": document([passing])}]}), {"links": {"managed_policy_arns": ["policy"]}}),
			managed([running]),
		],
		"verdict": "fail",
	},
	"policies of a role, of which one is known only after apply": {
		"resources": [role({}), inline_of(document([running])), attachment({"role": ["role"], "policy_arn": ["policy"]}), open],
		"verdict": "unknown",
		"findings": 1,
	},
	"policies of a role, written in it and known only after apply": {
		"resources": [role({"inline_policy": [{"policy": document([running])}]}), attachment({"role": ["role"], "policy_arn": ["policy"]}), open],
		"verdict": "unknown",
	},
	"the only policy of a role, known only after apply": {
		"resources": [role({}), attachment({"role": ["role"], "policy_arn": ["policy"]}), open],
		"verdict": "pass",
	},
	"the only policy of its own of a role, known only after apply": {
		"resources": [role({}), {"type": "aws_iam_role_policy", "unknown": {"/policy": ["var.a"]}, "links": {"role": ["role"]}}],
		"verdict": "pass",
	},
	"everything": {"resources": [policy([allow("*", "*")])], "verdict": "fail", "findings": 1},
	"everything together": {
		"resources": [role({"inline_policy": [{"policy": document([passing])}, {"policy": document([running, allow(["ecs:RunTask", "glue:*"], "*")])}]})],
		"verdict": "fail",
		"path": "",
		"findings": 1,
	},
	"attachment of a policy that cannot be told": {
		"resources": [role({}), object.union(attachment({"role": ["role"]}), {"unknown": {"/policy_arn": ["var.policy"]}})],
		"verdict": "unknown",
		"path": "",
	},
	"policies of a role, of which one is not in the plan": {
		"resources": [role({}), named("arn:aws:iam::111122223333:policy/a")],
		"verdict": "unknown",
		"findings": 1,
	},
	"policies of a role that is meant to, of which one is not in the plan": {
		"resources": [
			object.union(of("aws_iam_role", {"name": "break-glass"}), {"key": "role"}),
			named("arn:aws:iam::111122223333:policy/a"),
		],
		"verdict": "pass",
	},
	"policies of a role, of which one is AWS's": {
		"resources": [role({}), named("arn:aws:iam::aws:policy/ReadOnlyAccess")],
		"verdict": "pass",
	},
	"role whose policies cannot be told": {
		"resources": [object.union(role({}), {"unresolved": ["aws_iam_role_policy"]})],
		"verdict": "unknown",
	},
	"policies of a user": {
		"resources": [
			object.union(of("aws_iam_user", {"name": "a"}), {"key": "user"}),
			object.union(of("aws_iam_user_policy", {"policy": document([passing])}), {"links": {"user": ["user"]}}),
			object.union(of("aws_iam_user_policy_attachment", {}), {"links": {"user": ["user"], "policy_arn": ["policy"]}}),
			managed([running]),
		],
		"verdict": "fail",
	},
	"policies of a group": {
		"resources": [
			object.union(of("aws_iam_group", {"name": "a"}), {"key": "group"}),
			object.union(of("aws_iam_group_policy", {"policy": document([passing])}), {"links": {"group": ["group"]}}),
			object.union(of("aws_iam_group_policy_attachment", {}), {"links": {"group": ["group"], "policy_arn": ["policy"]}}),
			managed([running]),
		],
		"verdict": "fail",
	},
	"role without policies": {"resources": [role({})], "verdict": "pass"},
	"another type": {"resources": [of("aws_s3_bucket_policy", {"policy": keys})], "verdict": "none"},
}

of(type, attributes) := {"type": type, "attributes": attributes}

document(statements) := json.marshal({"Statement": statements})

policy(statements) := of("aws_iam_policy", {"policy": document(statements)})

open := {"key": "policy", "type": "aws_iam_policy", "unknown": {"/policy": ["var.a"]}}

managed(statements) := object.union(policy(statements), {"key": "policy"})

boundary(statements) := object.union(policy(statements), {"key": "boundary"})

role(attributes) := object.union(of("aws_iam_role", object.union({"name": "app"}, attributes)), {"key": "role"})

bounded(attributes) := object.union(role(attributes), {"unknown": {"/permissions_boundary": ["aws_iam_policy.b.arn"]}, "links": {"permissions_boundary": ["boundary"]}})

inline_of(text) := object.union(of("aws_iam_role_policy", {"policy": text}), {"links": {"role": ["role"]}})

attachment(links) := {"type": "aws_iam_role_policy_attachment", "links": links}

named(arn) := {"type": "aws_iam_role_policy_attachment", "attributes": {"policy_arn": arn}, "links": {"role": ["role"]}}

allow(action, on) := {"Effect": "Allow", "Action": action, "Resource": on}

passing := allow("iam:PassRole", "*")

running := allow("ec2:RunInstances", "*")

keys := document([allow("iam:CreateAccessKey", "*")])
