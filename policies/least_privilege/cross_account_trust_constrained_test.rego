package driftgate.rules.least_privilege.cross_account_trust_constrained_test

cases := {
	"service": {"resources": [mine({"Service": "ecs-tasks.amazonaws.com"}, {})], "verdict": "pass"},
	"own account": {"resources": [mine({"AWS": root(own)}, {})], "verdict": "pass"},
	"own account, by its id": {"resources": [mine({"AWS": own}, {})], "verdict": "pass"},
	"role of the own account": {"resources": [mine({"AWS": concat("", ["arn:aws:iam::", own, ":role/a"])}, {})], "verdict": "pass"},
	"another account": {
		"resources": [mine({"AWS": root(other)}, {})],
		"verdict": "fail",
		"path": "/assume_role_policy",
		"findings": 1,
	},
	"another account, by its id": {"resources": [mine({"AWS": other}, {})], "verdict": "fail", "findings": 1},
	"another account, with an external id": {"resources": [mine({"AWS": root(other)}, external)], "verdict": "fail"},
	"role of another account": {"resources": [mine({"AWS": concat("", ["arn:aws:iam::", other, ":role/a"])}, {})], "verdict": "fail"},
	"session of another account": {
		"resources": [mine({"AWS": concat("", ["arn:aws:sts::", other, ":assumed-role/a/b"])}, {})],
		"verdict": "fail",
	},
	"account of another partition": {
		"resources": [mine({"AWS": concat("", ["arn:aws-us-gov:iam::", other, ":root"])}, {})],
		"verdict": "fail",
	},
	"another account, of the same owner": {
		"resources": [mine({"AWS": root(other)}, {})],
		"params": {"own_accounts": [other]},
		"verdict": "pass",
	},
	"another account, of the organization": {
		"resources": [mine({"AWS": root(other)}, {"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}})],
		"verdict": "pass",
	},
	"another account, of an organizational unit": {
		"resources": [mine({"AWS": root(other)}, {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-1234567890/*"}})],
		"verdict": "pass",
	},
	"third party with an external id": {"resources": [mine({"AWS": root(other)}, external)], "params": known, "verdict": "pass"},
	"third party without": {"resources": [mine({"AWS": root(other)}, {})], "params": known, "verdict": "fail", "findings": 1},
	"third party with any external id": {
		"resources": [mine({"AWS": root(other)}, {"StringLike": {"sts:ExternalId": "*"}})],
		"params": known,
		"verdict": "fail",
	},
	"third party with an external id that is not known yet": {
		"resources": [mine({"AWS": root(other)}, {"StringEquals": {"sts:ExternalId": "driftgate:unknown"}})],
		"params": known,
		"verdict": "pass",
	},
	"role of a third party without an external id": {
		"resources": [mine({"AWS": concat("", ["arn:aws:iam::", other, ":role/a"])}, {})],
		"params": known,
		"verdict": "fail",
		"findings": 1,
	},
	"role of a third party, where no external id is asked for": {
		"resources": [mine({"AWS": concat("", ["arn:aws:iam::", other, ":role/a"])}, {})],
		"params": object.union(known, {"require_external_id": false}),
		"verdict": "pass",
	},
	"all of a third party, where no external id is asked for": {
		"resources": [mine({"AWS": root(other)}, {})],
		"params": object.union(known, {"require_external_id": false}),
		"verdict": "fail",
		"findings": 1,
	},
	"all of a third party by its id, where no external id is asked for": {
		"resources": [mine({"AWS": other}, {})],
		"params": object.union(known, {"require_external_id": false}),
		"verdict": "fail",
	},
	"named roles of a third party, where no external id is asked for": {
		"resources": [mine({"AWS": root(other)}, {"ArnLike": {"aws:PrincipalArn": concat("", ["arn:aws:iam::", other, ":role/a"])}})],
		"params": object.union(known, {"require_external_id": false}),
		"verdict": "pass",
	},
	"named roles of a third party": {
		"resources": [mine({"AWS": root(other)}, {"ArnLike": {"aws:PrincipalArn": concat("", ["arn:aws:iam::", other, ":role/a"])}})],
		"params": known,
		"verdict": "fail",
		"findings": 1,
	},
	"all of a third party with an external id, where none is asked for": {
		"resources": [mine({"AWS": root(other)}, external)],
		"params": object.union(known, {"require_external_id": false}),
		"verdict": "pass",
	},
	"third party that may only tag the session": {
		"resources": [of([object.union(trust({"AWS": root(other)}, {}), {"Action": "sts:TagSession"})], {"account": own})],
		"params": known,
		"verdict": "pass",
	},
	"a denial for another account": {
		"resources": [of([object.union(trust({"AWS": root(other)}, {}), {"Effect": "Deny"})], {"account": own})],
		"verdict": "pass",
	},
	"everyone is another rule's": {"resources": [mine("*", {})], "verdict": "pass"},
	"a principal without an account": {"resources": [mine({"AWS": "AROAEXAMPLE1234567890"}, {})], "verdict": "pass"},
	"some account, of a role whose account is not known": {
		"resources": [of([trust({"AWS": root(other)}, {})], {})],
		"verdict": "unknown",
		"path": "/assume_role_policy",
		"findings": 1,
	},
	"some account, of a role whose owner has others": {
		"resources": [of([trust({"AWS": root(other)}, {})], {})],
		"params": {"own_accounts": [own]},
		"verdict": "fail",
	},
	"third party, of a role whose account is not known": {
		"resources": [of([trust({"AWS": root(other)}, {})], {})],
		"params": known,
		"verdict": "fail",
	},
	"a principal that is not known yet": {
		"resources": [mine({"AWS": ["driftgate:unknown"]}, {})],
		"verdict": "unknown",
		"path": "/assume_role_policy",
	},
	"a principal that is not known yet, of the organization": {
		"resources": [mine({"AWS": ["driftgate:unknown"]}, {"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}})],
		"verdict": "pass",
	},
	"service for any account": {"resources": [mine({"Service": "scheduler.amazonaws.com"}, {})], "verdict": "fail", "findings": 1},
	"service for one account": {
		"resources": [mine({"Service": "scheduler.amazonaws.com"}, {"StringEquals": {"aws:SourceAccount": own}})],
		"verdict": "pass",
	},
	"service for one resource": {
		"resources": [mine({"Service": "transfer.amazonaws.com"}, {"ArnLike": {"aws:SourceArn": "arn:aws:transfer:eu-west-1:111122223333:server/*"}})],
		"verdict": "pass",
	},
	"service for an organization": {
		"resources": [mine({"Service": "fis.amazonaws.com"}, {"StringEquals": {"aws:SourceOrgID": "o-1234567890"}})],
		"verdict": "pass",
	},
	"service for an organizational unit": {
		"resources": [mine({"Service": "bedrock.amazonaws.com"}, {"ForAnyValue:StringLike": {"aws:SourceOrgPaths": "o-1234567890/*"}})],
		"verdict": "pass",
	},
	"service that the parameter names": {
		"resources": [mine({"Service": "ecs-tasks.amazonaws.com"}, {})],
		"params": {"source_bound_services": ["ecs-tasks.amazonaws.com"]},
		"verdict": "fail",
	},
	"not JSON": {"resources": [raw({"assume_role_policy": "{"})], "verdict": "fail", "path": "/assume_role_policy"},
	"left out, as null": {"resources": [raw({"assume_role_policy": null})], "verdict": "pass"},
	"known only after apply": {
		"resources": [{"type": "aws_iam_role", "unknown": {"/assume_role_policy": ["aws_iam_role.b.arn"]}}],
		"verdict": "unknown",
		"path": "/assume_role_policy",
	},
	"another type": {"resources": [{"type": "aws_iam_user", "attributes": {}}], "verdict": "none"},
}

own := "111122223333"

other := "444455556666"

known := {"trusted_accounts": [other]}

root(account) := concat("", ["arn:aws:iam::", account, ":root"])

external := {"StringEquals": {"sts:ExternalId": "a1b2c3"}}

raw(attributes) := {"type": "aws_iam_role", "attributes": attributes}

of(statements, more) := object.union(raw({"assume_role_policy": json.marshal({"Statement": statements})}), more)

trust(principal, condition) := {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole", "Condition": condition}

mine(principal, condition) := of([trust(principal, condition)], {"account": own})
