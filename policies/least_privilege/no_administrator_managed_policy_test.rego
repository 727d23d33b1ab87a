package driftgate.rules.least_privilege.no_administrator_managed_policy_test

cases := {
	"another policy of AWS": {"resources": [attached(aws("ReadOnlyAccess"))], "verdict": "pass"},
	"administrator": {
		"resources": [attached(aws("AdministratorAccess"))],
		"verdict": "fail",
		"path": "/policy_arn",
		"findings": 1,
	},
	"IAM": {"resources": [attached(aws("IAMFullAccess"))], "verdict": "fail"},
	"power user": {"resources": [attached(aws("PowerUserAccess"))], "verdict": "fail"},
	"CloudShell": {"resources": [attached(aws("AWSCloudShellFullAccess"))], "verdict": "fail"},
	"administrator in GovCloud": {
		"resources": [attached("arn:aws-us-gov:iam::aws:policy/AdministratorAccess")],
		"verdict": "fail",
	},
	"with a path": {
		"resources": [attached(aws("job-function/SystemAdministrator"))],
		"params": {"denied_policies": ["SystemAdministrator"]},
		"verdict": "fail",
	},
	"not denied by the parameter": {
		"resources": [attached(aws("AdministratorAccess"))],
		"params": {"denied_policies": ["SystemAdministrator"]},
		"verdict": "pass",
	},
	"a policy of the customer's with that name": {
		"resources": [attached("arn:aws:iam::111122223333:policy/AdministratorAccess")],
		"verdict": "pass",
	},
	"a name that only ends alike": {"resources": [attached(aws("AWSAppSyncAdministratorAccess"))], "verdict": "pass"},
	"nothing": {"resources": [of("aws_iam_role_policy_attachment", {"role": "app", "policy_arn": null})], "verdict": "pass"},
	"policy of the same plan": {"resources": [open("/policy_arn", ["aws_iam_policy.a.arn"])], "verdict": "pass"},
	"policy of the same plan, in a module": {"resources": [open("/policy_arn", ["module.a.aws_iam_policy.a[0].arn"])], "verdict": "pass"},
	"policy of a data source": {
		"resources": [open("/policy_arn", ["data.aws_iam_policy.a.arn"])],
		"verdict": "unknown",
		"path": "/policy_arn",
	},
	"one of two policies of the same plan": {
		"resources": [open("/policy_arn", ["aws_iam_policy.a.arn", "var.policy"])],
		"verdict": "unknown",
	},
	"policy that nothing is known of": {"resources": [open("/policy_arn", [])], "verdict": "unknown"},
	"policy that is known only after apply, to a role that is meant to": {
		"resources": [object.union(open("/policy_arn", ["var.policy"]), {"attributes": {"role": "break-glass"}})],
		"verdict": "pass",
	},
	"a role that is meant to": {"resources": [of("aws_iam_role_policy_attachment", {"role": "break-glass", "policy_arn": admin})], "verdict": "pass"},
	"a role that the parameter names": {
		"resources": [attached(admin)],
		"params": {"exempt_roles": ["app"]},
		"verdict": "pass",
	},
	"a role that is meant to, of the same plan": {"resources": [linked, role("break-glass")], "verdict": "pass"},
	"another role of the same plan": {"resources": [linked, role("app")], "verdict": "fail"},
	"a role whose name is known only after apply": {
		"resources": [linked, {"key": "role", "type": "aws_iam_role", "unknown": {"/name": []}}],
		"verdict": "unknown",
		"path": "/policy_arn",
		"findings": 1,
	},
	"a role that cannot be told": {"resources": [untold(admin)], "verdict": "unknown"},
	"a role that cannot be told, where none is meant to": {
		"resources": [untold(admin)],
		"params": {"exempt_roles": []},
		"verdict": "fail",
	},
	"harmless, to a role that cannot be told": {"resources": [untold(aws("ReadOnlyAccess"))], "verdict": "pass"},
	"user": {"resources": [of("aws_iam_user_policy_attachment", {"user": "break-glass", "policy_arn": admin})], "verdict": "fail", "findings": 1},
	"group": {"resources": [of("aws_iam_group_policy_attachment", {"group": "break-glass", "policy_arn": admin})], "verdict": "fail", "findings": 1},
	"permission set": {
		"resources": [of("aws_ssoadmin_managed_policy_attachment", {"managed_policy_arn": admin})],
		"verdict": "fail",
		"path": "/managed_policy_arn",
	},
	"permission set, known only after apply": {
		"resources": [{"type": "aws_ssoadmin_managed_policy_attachment", "unknown": {"/managed_policy_arn": ["var.policy"]}}],
		"verdict": "unknown",
		"path": "/managed_policy_arn",
	},
	"exclusive list": {
		"resources": [of("aws_iam_role_policy_attachments_exclusive", {"role_name": "app", "policy_arns": [aws("ReadOnlyAccess"), admin]})],
		"verdict": "fail",
		"path": "/policy_arns/1",
		"findings": 1,
	},
	"exclusive list of a role that is meant to": {
		"resources": [of("aws_iam_role_policy_attachments_exclusive", {"role_name": "break-glass", "policy_arns": [admin]})],
		"verdict": "pass",
	},
	"exclusive list of a user": {
		"resources": [of("aws_iam_user_policy_attachments_exclusive", {"user_name": "break-glass", "policy_arns": [admin]})],
		"verdict": "fail",
	},
	"exclusive list of a group": {
		"resources": [of("aws_iam_group_policy_attachments_exclusive", {"group_name": "break-glass", "policy_arns": [admin]})],
		"verdict": "fail",
	},
	"exclusive list, in part known only after apply": {
		"resources": [object.union(
			of("aws_iam_role_policy_attachments_exclusive", {"role_name": "app", "policy_arns": [null]}),
			{"unknown": {"/policy_arns/0": ["var.policy"]}},
		)],
		"verdict": "unknown",
		"path": "/policy_arns/0",
	},
	"in the role itself": {
		"resources": [of("aws_iam_role", {"name": "app", "managed_policy_arns": [admin]})],
		"verdict": "fail",
		"path": "/managed_policy_arns/0",
		"findings": 1,
	},
	"in the role itself, which is meant to": {
		"resources": [of("aws_iam_role", {"name": "break-glass", "managed_policy_arns": [admin]})],
		"verdict": "pass",
	},
	"in a role whose name is known only after apply": {
		"resources": [{"type": "aws_iam_role", "attributes": {"managed_policy_arns": [admin]}, "unknown": {"/name": ["var.name"]}}],
		"verdict": "unknown",
	},
	"in a role whose name AWS makes up": {
		"resources": [{"type": "aws_iam_role", "attributes": {"managed_policy_arns": [admin]}, "unknown": {"/name": []}}],
		"verdict": "fail",
	},
	"role without any": {"resources": [of("aws_iam_role", {"name": "app", "managed_policy_arns": []})], "verdict": "pass"},
	"role without any, as null": {"resources": [of("aws_iam_role", {"name": "app", "managed_policy_arns": null})], "verdict": "pass"},
	"role, known only after apply": {
		"resources": [{"type": "aws_iam_role", "attributes": {"name": "app"}, "unknown": {"/managed_policy_arns": ["var.policies"]}}],
		"verdict": "unknown",
	},
	"role with another attribute known only after apply": {
		"resources": [{"type": "aws_iam_role", "attributes": {"name": "app"}, "unknown": {"/managed_policy_arns_of": ["var.a"], "/arn": []}}],
		"verdict": "pass",
	},
	"roles that are meant to": {"resources": [shared({"roles": ["break-glass"]})], "verdict": "pass"},
	"roles of which one is meant to": {"resources": [shared({"roles": ["break-glass", "app"]})], "verdict": "fail", "findings": 1},
	"roles that are meant to, and users": {"resources": [shared({"roles": ["break-glass"], "users": ["a"]})], "verdict": "fail"},
	"roles that are meant to, and groups": {"resources": [shared({"roles": ["break-glass"], "groups": ["a"]})], "verdict": "fail"},
	"roles of which one cannot be told, and one is meant to": {
		"resources": [object.union(shared({"roles": ["break-glass", null]}), {"unresolved": ["aws_iam_role"]})],
		"verdict": "unknown",
	},
	"roles of which one cannot be told": {
		"resources": [object.union(shared({"roles": ["app", null]}), {"unresolved": ["aws_iam_role"]})],
		"verdict": "unknown",
	},
	"another type": {"resources": [of("aws_iam_policy", {})], "verdict": "none"},
}

aws(name) := concat("", ["arn:aws:iam::aws:policy/", name])

admin := aws("AdministratorAccess")

of(type, attributes) := {"type": type, "attributes": attributes}

attached(arn) := of("aws_iam_role_policy_attachment", {"role": "app", "policy_arn": arn})

open(pointer, references) := {
	"type": "aws_iam_role_policy_attachment",
	"attributes": {"role": "app"},
	"unknown": {pointer: references},
}

linked := {
	"type": "aws_iam_role_policy_attachment",
	"attributes": {"policy_arn": admin},
	"unknown": {"/role": ["aws_iam_role.a.name"]},
	"links": {"role": ["role"]},
}

role(name) := {"key": "role", "type": "aws_iam_role", "attributes": {"name": name}}

untold(arn) := {
	"type": "aws_iam_role_policy_attachment",
	"attributes": {"policy_arn": arn},
	"unknown": {"/role": ["var.role"]},
	"unresolved": ["aws_iam_role"],
}

shared(owners) := of("aws_iam_policy_attachment", object.union(owners, {"name": "a", "policy_arn": admin}))
