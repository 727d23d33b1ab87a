package driftgate.rules.least_privilege.no_iam_users_test

cases := {
	"user": {"resources": [user("ci", "/")], "verdict": "fail", "findings": 1},
	"user without a path": {"resources": [of("aws_iam_user", {"name": "ci"})], "verdict": "fail"},
	"user whose path is null": {"resources": [user("ci", null)], "verdict": "fail"},
	"user for SMTP": {"resources": [user("mail", "/ses-smtp/")], "verdict": "pass"},
	"user for SMTP, further down": {"resources": [user("mail", "/ses-smtp/eu/")], "verdict": "pass"},
	"user whose path only holds that of SMTP": {"resources": [user("mail", "/a/ses-smtp/")], "verdict": "fail"},
	"user for SMTP, where no path is exempt": {
		"resources": [user("mail", "/ses-smtp/")],
		"params": {"exempt_path": ""},
		"verdict": "fail",
	},
	"user that the parameter exempts": {
		"resources": [user("breakglass", "/")],
		"params": {"exempt_users": ["breakglass"]},
		"verdict": "pass",
	},
	"another user than the parameter exempts": {
		"resources": [user("ci", "/")],
		"params": {"exempt_users": ["breakglass"]},
		"verdict": "fail",
		"path": "",
	},
	"name known only after apply": {
		"resources": [unnamed({"path": "/"}, {"/name": ["random_pet.a.id"]})],
		"verdict": "fail",
		"findings": 1,
	},
	"name known only after apply, where some are exempt": {
		"resources": [unnamed({"path": "/"}, {"/name": ["random_pet.a.id"]})],
		"params": {"exempt_users": ["breakglass"]},
		"verdict": "unknown",
		"path": "/name",
	},
	"path known only after apply": {
		"resources": [unnamed({"name": "ci"}, {"/path": ["random_pet.a.id"]})],
		"verdict": "unknown",
	},
	"path known only after apply, where none is exempt": {
		"resources": [unnamed({"name": "ci"}, {"/path": ["random_pet.a.id"]})],
		"params": {"exempt_path": ""},
		"verdict": "fail",
	},
	"path known only after apply, of a user that is exempt by name": {
		"resources": [unnamed({"name": "ci"}, {"/path": ["random_pet.a.id"]})],
		"params": {"exempt_users": ["ci"]},
		"verdict": "pass",
	},
	"key": {"resources": [of("aws_iam_access_key", {"user": "ci"})], "verdict": "fail", "findings": 1},
	"key that is inactive": {"resources": [of("aws_iam_access_key", {"user": "ci", "status": "Inactive"})], "verdict": "fail"},
	"password": {"resources": [of("aws_iam_user_login_profile", {"user": "ci"})], "verdict": "fail", "findings": 1},
	"key of a user that the parameter exempts": {
		"resources": [of("aws_iam_access_key", {"user": "ci"})],
		"params": {"exempt_users": ["ci"]},
		"verdict": "pass",
	},
	"key of root": {
		"resources": [of("aws_iam_access_key", {"user": "root"})],
		"params": {"exempt_users": ["root"]},
		"verdict": "fail",
	},
	"key of a user for SMTP": {"resources": [key({"user": "mail"}, {}), user("mail", "/ses-smtp/")], "verdict": "pass"},
	"key of a user that the same plan makes": {"resources": [key({"user": "ci"}, {}), user("ci", "/")], "verdict": "fail"},
	"key of a user whose name is known only after apply": {
		"resources": [
			key({}, {"/user": ["aws_iam_user.a.name"]}),
			unnamed({"path": "/"}, {"/name": ["random_pet.a.id"]}),
		],
		"params": {"exempt_users": ["breakglass"]},
		"verdict": "unknown",
		"path": "/user",
	},
	"key of a user for SMTP whose name is known only after apply": {
		"resources": [
			key({}, {"/user": ["aws_iam_user.a.name"]}),
			unnamed({"path": "/ses-smtp/"}, {"/name": ["random_pet.a.id"]}),
		],
		"verdict": "pass",
	},
	"key of a user that the same plan makes, whose id is known only after apply": {
		"resources": [key({}, {"/user": ["aws_iam_user.a.id"]}), user("ci", "/")],
		"verdict": "fail",
	},
	"password of a user that cannot be told": {
		"resources": [object.union(untold({"/user": ["var.user"]}), {"type": "aws_iam_user_login_profile"})],
		"verdict": "unknown",
		"path": "/user",
	},
	"key of a user that cannot be told": {
		"resources": [untold({"/user": ["var.user"]})],
		"verdict": "unknown",
		"path": "/user",
	},
	"key of a user that cannot be told, where one is exempt": {
		"resources": [untold({"/user": ["var.user"]})],
		"params": {"exempt_users": ["breakglass"], "exempt_path": ""},
		"verdict": "unknown",
	},
	"key of a user that cannot be told, where none is exempt": {
		"resources": [untold({"/user": ["var.user"]})],
		"params": {"exempt_path": ""},
		"verdict": "fail",
	},
	"user of a key that cannot be told": {
		"resources": [object.union(user("mail", "/ses-smtp/"), {"unresolved": ["aws_iam_user"]})],
		"verdict": "pass",
	},
	"another type": {"resources": [of("aws_iam_role", {"name": "ci"})], "verdict": "none"},
}

of(type, attributes) := {"type": type, "attributes": attributes}

user(name, path) := object.union(of("aws_iam_user", {"name": name, "path": path}), {"key": "user"})

unnamed(attributes, unknown) := object.union(of("aws_iam_user", attributes), {"key": "user", "unknown": unknown})

key(attributes, unknown) := object.union(
	of("aws_iam_access_key", attributes),
	{"unknown": unknown, "links": {"user": ["user"]}},
)

untold(unknown) := {"type": "aws_iam_access_key", "unknown": unknown, "unresolved": ["aws_iam_user"]}
