package driftgate.rules.least_privilege.role_trust_not_public_test

cases := {
	"service": {"resources": [trust({"Service": "ecs-tasks.amazonaws.com"}, {})], "verdict": "pass"},
	"services of China": {"resources": [trust({"Service": ["ec2.amazonaws.com.cn", "ec2.amazonaws.com"]}, {})], "verdict": "pass"},
	"service of someone else": {
		"resources": [trust({"Service": "ecs-tasks.example.com"}, {})],
		"verdict": "fail",
		"path": "/assume_role_policy",
	},
	"something behind the document": {
		"resources": [{"type": "aws_iam_role", "attributes": {"assume_role_policy": `{"Version": "2012-10-17", "Statement": []} {}`}}],
		"verdict": "fail",
	},
	"another document in the place of a list": {
		"resources": [{"type": "aws_iam_role", "attributes": {"assume_role_policy": `{"Statement": []}, {"Statement": []}`}}],
		"verdict": "fail",
	},
	"a document that closes the list it is read in": {
		"resources": [raw({"assume_role_policy": `{"Statement": []},null] {}`})],
		"verdict": "fail",
	},
	"a document that says null": {
		"resources": [raw({"assume_role_policy": `{"Statement": [{"Sid": null, "Condition": null}]}`})],
		"verdict": "pass",
	},
	"half of a surrogate pair": {
		"resources": [{"type": "aws_iam_role", "attributes": {"assume_role_policy": `{"Statement": [{"Sid": "\ud800"}]}`}}],
		"verdict": "fail",
	},
	"every service": {"resources": [trust({"Service": "*"}, {})], "verdict": "fail", "findings": 1},
	"service that is not known yet": {"resources": [trust({"Service": "driftgate:unknown"}, {})], "verdict": "pass"},
	"service that the parameter allows": {
		"resources": [trust({"Service": "ecs.example.com"}, {})],
		"params": {"allowed_service_suffixes": [".example.com"]},
		"verdict": "pass",
	},
	"account": {"resources": [trust({"AWS": "arn:aws:iam::111122223333:root"}, {})], "verdict": "pass"},
	"role that is not known yet": {"resources": [trust({"AWS": ["driftgate:unknown"]}, {})], "verdict": "pass"},
	"everyone": {"resources": [trust("*", {})], "verdict": "fail", "path": "/assume_role_policy", "findings": 1},
	"every account": {"resources": [trust({"AWS": ["arn:aws:iam::111122223333:root", "*"]}, {})], "verdict": "fail"},
	"every identity provider": {"resources": [trust({"Federated": "*"}, {})], "verdict": "fail"},
	"everyone but one": {
		"resources": [role([{"Effect": "Allow", "NotPrincipal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"}])],
		"verdict": "fail",
	},
	"everyone of an organization": {
		"resources": [trust("*", {"StringEquals": {"aws:principalorgid": "o-1234567890"}})],
		"verdict": "pass",
	},
	"everyone of an organization that is not known yet": {
		"resources": [trust("*", {"StringEquals": {"aws:PrincipalOrgID": "driftgate:unknown"}})],
		"verdict": "pass",
	},
	"everyone of an organizational unit": {
		"resources": [trust("*", {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-1234567890/*/ou-a/*"}})],
		"verdict": "pass",
	},
	"everyone of some organization": {
		"resources": [trust("*", {"StringLike": {"aws:PrincipalOrgID": "o-*"}})],
		"verdict": "fail",
	},
	"everyone outside an organization": {
		"resources": [trust("*", {"StringNotEquals": {"aws:PrincipalOrgID": "o-1234567890"}})],
		"verdict": "fail",
	},
	"everyone whose organization fits, if there is one": {
		"resources": [trust("*", {"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-1234567890"}})],
		"verdict": "fail",
	},
	"a role of one account": {
		"resources": [trust("*", {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/deploy-*"}})],
		"verdict": "pass",
	},
	"a role of any account": {
		"resources": [trust("*", {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/deploy"}})],
		"verdict": "fail",
	},
	"one organization or anyone": {
		"resources": [trust("*", {"StringLike": {"aws:PrincipalOrgID": ["o-1234567890", "*"]}})],
		"verdict": "fail",
	},
	"everyone with a secret": {
		"resources": [trust("*", {"StringEquals": {"sts:ExternalId": "a"}})],
		"verdict": "fail",
	},
	"everyone with a condition that the parameter accepts": {
		"resources": [trust("*", {"StringEquals": {"aws:SourceVpce": "vpce-1"}})],
		"params": {"restricting_keys": ["aws:SourceVpce"]},
		"verdict": "pass",
	},
	"a denial for everyone": {
		"resources": [role([{"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole"}])],
		"verdict": "pass",
	},
	"everyone, as one of many roles with that policy": {
		"resources": [trust("*", {}), trust("*", {}), trust({"Service": "ec2.amazonaws.com"}, {})],
		"verdict": "fail",
		"findings": 1,
	},
	"cannot be read, beside one that can": {
		"resources": [raw({"assume_role_policy": "{"}), trust({"Service": "ec2.amazonaws.com"}, {})],
		"verdict": "fail",
		"path": "/assume_role_policy",
		"findings": 1,
	},
	"not JSON": {"resources": [raw({"assume_role_policy": "{"})], "verdict": "fail"},
	"left out": {"resources": [raw({"assume_role_policy": null})], "verdict": "pass"},
	"known only after apply": {
		"resources": [{"type": "aws_iam_role", "unknown": {"/assume_role_policy": ["aws_iam_role.b.arn"]}}],
		"verdict": "unknown",
		"path": "/assume_role_policy",
	},
	"another type": {"resources": [{"type": "aws_iam_user", "attributes": {}}], "verdict": "none"},
}

raw(attributes) := {"type": "aws_iam_role", "attributes": attributes}

role(statements) := raw({"assume_role_policy": json.marshal({"Statement": statements})})

trust(principal, condition) := role([{
	"Effect": "Allow",
	"Principal": principal,
	"Action": "sts:AssumeRole",
	"Condition": condition,
}])
