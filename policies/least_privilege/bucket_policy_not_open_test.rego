package driftgate.rules.least_privilege.bucket_policy_not_open_test

cases := {
	"own account": {"resources": [mine([allow({"AWS": root(own)}, "s3:*", {})])], "verdict": "pass"},
	"CloudFront": {
		"resources": [mine([allow({"Service": "cloudfront.amazonaws.com"}, "s3:GetObject", {"StringEquals": {"AWS:SourceArn": "arn:aws:cloudfront::111122223333:distribution/A"}})])],
		"verdict": "pass",
	},
	"CloudFront by an identity of its own": {
		"resources": [mine([allow({"AWS": "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity A"}, "s3:GetObject", {})])],
		"verdict": "pass",
	},
	"logs of load balancers": {"resources": [mine([allow({"AWS": root("156460612806")}, "s3:PutObject", {})])], "verdict": "pass"},
	"everyone": {
		"resources": [mine([allow("*", "s3:GetObject", {})])],
		"verdict": "fail",
		"path": "/policy",
		"findings": 1,
	},
	"every account": {"resources": [mine([allow({"AWS": ["*"]}, "s3:GetObject", {})])], "verdict": "fail", "findings": 1},
	"everyone but one": {
		"resources": [mine([{"Effect": "Allow", "NotPrincipal": {"AWS": root(other)}, "Action": "s3:*", "Resource": "*"}])],
		"verdict": "fail",
	},
	"everyone through an endpoint": {
		"resources": [mine([allow("*", "s3:GetObject", {"StringEquals": {"aws:sourceVpce": "vpce-1"}})])],
		"verdict": "pass",
	},
	"everyone of an organization": {
		"resources": [mine([allow("*", "s3:GetObject", {"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}})])],
		"verdict": "pass",
	},
	"everyone who says where they come from": {
		"resources": [mine([allow("*", "s3:GetObject", {"StringLike": {"aws:Referer": "https://example.com/*"}})])],
		"verdict": "fail",
	},
	"everyone who says where they come from, where the parameter accepts that": {
		"resources": [mine([allow("*", "s3:GetObject", {"StringEquals": {"aws:Referer": "https://example.com/"}})])],
		"params": {"restricting_keys": ["aws:Referer"]},
		"verdict": "pass",
	},
	"everyone of any endpoint": {
		"resources": [mine([allow("*", "s3:GetObject", {"StringLike": {"aws:SourceVpce": "*"}})])],
		"verdict": "fail",
	},
	"a denial for everyone": {
		"resources": [mine([object.union(allow("*", "s3:*", {}), {"Effect": "Deny"})])],
		"verdict": "pass",
	},
	"another account": {
		"resources": [mine([allow({"AWS": root(other)}, "s3:GetObject", {})])],
		"verdict": "fail",
		"path": "/policy",
		"findings": 1,
	},
	"another account of the organization": {
		"resources": [mine([allow({"AWS": root(other)}, "s3:GetObject", {"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}})])],
		"verdict": "pass",
	},
	"another account of the organization, by its path": {
		"resources": [mine([allow({"AWS": root(other)}, "s3:GetObject", {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-1234567890/*"}})])],
		"verdict": "pass",
	},
	"another account of the same owner": {
		"resources": [mine([allow({"AWS": root(other)}, "s3:*", {})])],
		"params": {"own_accounts": [other]},
		"verdict": "pass",
	},
	"another account that is trusted": {
		"resources": [mine([allow({"AWS": root(other)}, ["s3:GetObject", "s3:PutObject"], {})])],
		"params": known,
		"verdict": "pass",
	},
	"another account that may do anything": {
		"resources": [mine([allow({"AWS": root(other)}, "s3:*", {})])],
		"params": known,
		"verdict": "fail",
		"findings": 1,
	},
	"another account that changes the policy": {"resources": [mine([allow({"AWS": other}, "s3:PutBucketPolicy", {})])], "params": known, "verdict": "fail"},
	"another account that deletes the policy": {"resources": [mine([allow({"AWS": other}, "s3:DeleteBucketPolicy", {})])], "params": known, "verdict": "fail"},
	"another account that changes the ACL": {"resources": [mine([allow({"AWS": other}, "s3:PutBucketAcl", {})])], "params": known, "verdict": "fail"},
	"another account that changes encryption": {"resources": [mine([allow({"AWS": other}, "s3:PutEncryptionConfiguration", {})])], "params": known, "verdict": "fail"},
	"another account that changes the ACL of objects": {"resources": [mine([allow({"AWS": other}, "s3:PutObjectAcl", {})])], "params": known, "verdict": "fail"},
	"another account, actions that are not known yet": {
		"resources": [mine([allow({"AWS": other}, "driftgate:unknown", {})])],
		"params": known,
		"verdict": "unknown",
	},
	"own account, actions that are not known yet": {
		"resources": [mine([allow({"AWS": own}, "driftgate:unknown", {})])],
		"verdict": "pass",
	},
	"some account, of a bucket whose account is not known": {
		"resources": [text("aws_s3_bucket_policy", [allow({"AWS": root(other)}, "s3:GetObject", {})])],
		"verdict": "unknown",
		"path": "/policy",
	},
	"a principal that is not known yet": {
		"resources": [mine([allow({"AWS": "driftgate:unknown"}, "s3:GetObject", {})])],
		"verdict": "unknown",
	},
	"a principal that is not known yet, of the organization": {
		"resources": [mine([allow({"AWS": "driftgate:unknown"}, "s3:GetObject", {"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}})])],
		"verdict": "pass",
	},
	"not JSON": {"resources": [of("aws_s3_bucket_policy", {"policy": "{"})], "verdict": "fail", "path": "/policy", "findings": 1},
	"left out, as null": {"resources": [of("aws_s3_bucket_policy", {"policy": null})], "verdict": "pass"},
	"known only after apply": {
		"resources": [{"type": "aws_s3_bucket_policy", "unknown": {"/policy": ["aws_iam_role.a.arn"]}}],
		"verdict": "unknown",
		"path": "/policy",
	},
	"policy in the bucket's own argument": {"resources": [text("aws_s3_bucket", [public])], "verdict": "fail", "path": "/policy"},
	"policy in the bucket's own argument, known only after apply": {
		"resources": [{"type": "aws_s3_bucket", "unknown": {"/policy": ["aws_iam_role.a.arn"]}}],
		"verdict": "unknown",
	},
	"policy in the bucket's own argument, not JSON": {"resources": [of("aws_s3_bucket", {"policy": "{"})], "verdict": "fail"},
	"bucket that still shows the policy before": {
		"resources": [object.union(text("aws_s3_bucket", [public]), {"key": "bucket"}), linked([])],
		"verdict": "pass",
	},
	"bucket whose policy is a resource that is open": {
		"resources": [{"key": "bucket", "type": "aws_s3_bucket", "unknown": {"/policy": ["aws_iam_role.a.arn"]}}, linked([public])],
		"verdict": "pass",
	},
	"bucket of which a policy cannot be told": {
		"resources": [object.union(of("aws_s3_bucket", {"policy": null}), {"unresolved": ["aws_s3_bucket_policy"]})],
		"verdict": "pass",
	},
	"policy of a bucket": {"resources": [linked([public]), of_bucket], "verdict": "fail", "findings": 1},
	"access point": {"resources": [text("aws_s3_access_point", [public])], "verdict": "fail"},
	"access point, known only after apply": {
		"resources": [{"type": "aws_s3_access_point", "unknown": {"/policy": ["aws_iam_role.a.arn"]}}],
		"verdict": "unknown",
	},
	"policy of an access point": {"resources": [text("aws_s3control_access_point_policy", [public])], "verdict": "fail"},
	"policy of an access point, known only after apply": {
		"resources": [{"type": "aws_s3control_access_point_policy", "unknown": {"/policy": ["aws_iam_role.a.arn"]}}],
		"verdict": "unknown",
	},
	"another type": {"resources": [text("aws_sqs_queue_policy", [public])], "verdict": "none"},
	"logs of load balancers of every region": {"resources": [mine([allow({"AWS": balancing}, "s3:PutObject", {})])], "verdict": "pass"},
}

own := "111122223333"

other := "444455556666"

known := {"trusted_accounts": [other]}

root(account) := concat("", ["arn:aws:iam::", account, ":root"])

allow(principal, action, condition) := {
	"Effect": "Allow",
	"Principal": principal,
	"Action": action,
	"Resource": "arn:aws:s3:::a/*",
	"Condition": condition,
}

public := allow("*", "s3:GetObject", {})

of(type, attributes) := {"type": type, "attributes": attributes}

text(type, statements) := of(type, {"policy": json.marshal({"Statement": statements})})

mine(statements) := object.union(text("aws_s3_bucket_policy", statements), {"account": own})

linked(statements) := object.union(text("aws_s3_bucket_policy", statements), {"links": {"bucket": ["bucket"]}})

of_bucket := {"key": "bucket", "type": "aws_s3_bucket", "attributes": {}}

balancing := [
	"009996457667", "027434742980", "033677994240", "037604701340", "048591011584", "054676820928", "076674570225",
	"098369216593", "114774131450", "127311923021", "156460612806", "190560391635", "383597477331", "507241528517",
	"582318560864", "589379963580", "600734575887", "635631232127", "638102146993", "652711504416", "718504428378",
	"754344448648", "783225319266", "797873946194", "897822967062", "985666609251",
]
