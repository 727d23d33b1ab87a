package driftgate.rules.least_privilege.key_policy_not_open_test

cases := {
	"own account": {"resources": [mine([allow({"AWS": root(own)}, "kms:*", {})])], "verdict": "pass"},
	"no policy": {"resources": [of("aws_kms_key", {"policy": null})], "verdict": "pass"},
	"empty policy": {"resources": [of("aws_kms_key", {"policy": ""})], "verdict": "pass"},
	"everyone": {
		"resources": [mine([allow("*", "kms:Decrypt", {})])],
		"verdict": "fail",
		"path": "/policy",
		"findings": 1,
	},
	"every account": {"resources": [mine([allow({"AWS": "*"}, "kms:Decrypt", {})])], "verdict": "fail"},
	"everyone but one": {
		"resources": [mine([{"Effect": "Allow", "NotPrincipal": {"AWS": root(own)}, "Action": "kms:*", "Resource": "*"}])],
		"verdict": "fail",
	},
	"everyone of an account": {
		"resources": [mine([allow("*", "kms:Decrypt", {"StringEquals": {"kms:CallerAccount": own, "kms:ViaService": "s3.eu-west-1.amazonaws.com"}})])],
		"verdict": "pass",
	},
	"everyone of an organization": {
		"resources": [mine([allow("*", "kms:Decrypt", {"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}})])],
		"verdict": "pass",
	},
	"everyone through a service": {
		"resources": [mine([allow("*", "kms:Decrypt", {"StringEquals": {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}})])],
		"verdict": "fail",
	},
	"everyone through a service, where the parameter accepts that": {
		"resources": [mine([allow("*", "kms:Decrypt", {"StringEquals": {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}})])],
		"params": {"restricting_keys": ["kms:ViaService"]},
		"verdict": "pass",
	},
	"a denial for everyone": {
		"resources": [mine([object.union(allow("*", "kms:*", {}), {"Effect": "Deny"})])],
		"verdict": "pass",
	},
	"another account": {
		"resources": [mine([allow({"AWS": root(other)}, "kms:*", {})])],
		"verdict": "fail",
		"path": "/policy",
		"findings": 1,
	},
	"another account, every action": {"resources": [mine([allow({"AWS": other}, "*", {})])], "verdict": "fail"},
	"another account, the policy": {"resources": [mine([allow({"AWS": root(other)}, ["kms:Get*", "kms:Put*"], {})])], "verdict": "fail"},
	"another account that decrypts": {"resources": [mine([allow({"AWS": root(other)}, ["kms:Decrypt", "kms:Describe*"], {})])], "verdict": "pass"},
	"another account that is trusted": {
		"resources": [mine([allow({"AWS": root(other)}, "kms:*", {})])],
		"params": {"trusted_accounts": [other]},
		"verdict": "pass",
	},
	"another account of the same owner": {
		"resources": [mine([allow({"AWS": root(other)}, "kms:*", {})])],
		"params": {"own_accounts": [other]},
		"verdict": "pass",
	},
	"some account, of a key whose account is not known": {
		"resources": [text("aws_kms_key", [allow({"AWS": root(other)}, "kms:*", {})])],
		"verdict": "unknown",
		"path": "/policy",
	},
	"a principal that is not known yet": {
		"resources": [mine([allow({"AWS": "driftgate:unknown"}, "kms:*", {})])],
		"verdict": "unknown",
	},
	"a principal that is not known yet and decrypts": {
		"resources": [mine([allow({"AWS": "driftgate:unknown"}, "kms:Decrypt", {})])],
		"verdict": "pass",
	},
	"not JSON": {"resources": [of("aws_kms_key", {"policy": "{"})], "verdict": "fail", "path": "/policy"},
	"known only after apply": {
		"resources": [{"type": "aws_kms_key", "unknown": {"/policy": ["aws_iam_role.a.arn"]}}],
		"verdict": "unknown",
		"path": "/policy",
	},
	"imported key": {"resources": [text("aws_kms_external_key", [public])], "verdict": "fail"},
	"imported key, known only after apply": {
		"resources": [{"type": "aws_kms_external_key", "unknown": {"/policy": ["aws_iam_role.a.arn"]}}],
		"verdict": "unknown",
	},
	"replica": {"resources": [text("aws_kms_replica_key", [public])], "verdict": "fail"},
	"replica, known only after apply": {
		"resources": [{"type": "aws_kms_replica_key", "unknown": {"/policy": ["aws_iam_role.a.arn"]}}],
		"verdict": "unknown",
	},
	"replica of an imported key": {"resources": [text("aws_kms_replica_external_key", [public])], "verdict": "fail"},
	"replica of an imported key, known only after apply": {
		"resources": [{"type": "aws_kms_replica_external_key", "unknown": {"/policy": ["aws_iam_role.a.arn"]}}],
		"verdict": "unknown",
	},
	"policy of its own": {"resources": [text("aws_kms_key_policy", [public])], "verdict": "fail", "path": "/policy"},
	"policy of its own, known only after apply": {
		"resources": [{"type": "aws_kms_key_policy", "unknown": {"/policy": ["aws_iam_role.a.arn"]}}],
		"verdict": "unknown",
	},
	"another type": {"resources": [text("aws_s3_bucket_policy", [public])], "verdict": "none"},
}

own := "111122223333"

other := "444455556666"

root(account) := concat("", ["arn:aws:iam::", account, ":root"])

allow(principal, action, condition) := {
	"Effect": "Allow",
	"Principal": principal,
	"Action": action,
	"Resource": "*",
	"Condition": condition,
}

public := allow("*", "kms:Decrypt", {})

of(type, attributes) := {"type": type, "attributes": attributes}

text(type, statements) := of(type, {"policy": json.marshal({"Statement": statements})})

mine(statements) := object.union(text("aws_kms_key", statements), {"account": own})
