package driftgate.rules.encryption.s3_tls_only_test

cases := {
	"plain HTTP is denied": {"resources": [bucket, policy([plain(both)])], "verdict": "pass"},
	"plain HTTP is denied for an action that only begins like every one": {
		"resources": [bucket, policy([object.union(plain(both), {"Action": "s3:*\u0000x"})])],
		"verdict": "fail",
		"findings": 1,
	},
	"no policy": {"resources": [bucket], "verdict": "fail"},
	"no policy, as null": {"resources": [own(null)], "verdict": "fail"},
	"no policy, where AWS shows an empty one": {"resources": [own("")], "verdict": "fail"},
	"no policy, read back after apply": {
		"resources": [object.union(bucket, {"unknown": {"/policy": []}})],
		"verdict": "fail",
	},
	"a policy whose bucket cannot be told": {
		"resources": [object.union(bucket, {"unresolved": ["aws_s3_bucket_policy"]})],
		"verdict": "unknown",
	},
	"policy in the bucket's own argument": {"resources": [own(document([plain(both)]))], "verdict": "pass"},
	"policy in the bucket's own argument, without the denial": {
		"resources": [own(document([grant]))],
		"verdict": "fail",
		"path": "/policy",
	},
	"policy in the bucket's own argument, known only after apply": {
		"resources": [object.union(bucket, {"unknown": {"/policy": ["aws_kms_key.a.arn"]}})],
		"verdict": "unknown",
		"findings": 1,
		"path": "/policy",
	},
	"policy without the denial, the bucket still shows the one before": {
		"resources": [own(document([plain(both)])), policy([grant])],
		"verdict": "fail",
		"findings": 1,
	},
	"policy known only after apply, the bucket still shows the one before": {
		"resources": [
			own(document([plain(both)])),
			object.union(policy_of({}), {"unknown": {"/policy": ["aws_s3_bucket.a.arn"]}}),
		],
		"verdict": "unknown",
	},
	"policy without the denial": {
		"resources": [bucket, policy([grant])],
		"verdict": "fail",
		"path": "/policy",
		"findings": 1,
	},
	"policy known only after apply": {
		"resources": [bucket, object.union(policy_of({}), {"unknown": {"/policy": ["aws_s3_bucket.a.arn"]}})],
		"verdict": "unknown",
		"path": "/policy",
	},
	"policy that is not JSON": {"resources": [bucket, policy_of({"policy": "{"})], "verdict": "fail", "findings": 2},
	"among other statements, with single values": {
		"resources": [bucket, policy([grant, object.union(plain("*"), {"Principal": {"AWS": "*"}, "Action": ["*"]})])],
		"verdict": "pass",
	},
	"a pattern for bucket and objects": {"resources": [bucket, policy([plain("arn:aws:s3:::logs*")])], "verdict": "pass"},
	"in another partition": {
		"resources": [bucket, policy([plain(["arn:aws-cn:s3:::logs", "arn:aws-cn:s3:::logs/*"])])],
		"verdict": "pass",
	},
	"objects only": {"resources": [bucket, policy([plain("arn:aws:s3:::logs/*")])], "verdict": "fail"},
	"bucket only": {"resources": [bucket, policy([plain("arn:aws:s3:::logs")])], "verdict": "fail"},
	"another bucket": {"resources": [bucket, policy([plain(["arn:aws:s3:::b", "arn:aws:s3:::b/*"])])], "verdict": "fail"},
	"a folder": {
		"resources": [bucket, policy([plain(["arn:aws:s3:::logs", "arn:aws:s3:::logs/a/*"])])],
		"verdict": "fail",
	},
	"reading only": {
		"resources": [bucket, policy([object.union(plain(both), {"Action": "s3:Get*"})])],
		"verdict": "fail",
	},
	"actions with names of one letter": {
		"resources": [bucket, policy([object.union(plain(both), {"Action": "s3:?"})])],
		"verdict": "fail",
	},
	"for one account": {
		"resources": [bucket, policy([object.union(plain(both), {"Principal": {"AWS": "111122223333"}})])],
		"verdict": "fail",
	},
	"an Allow over TLS instead": {
		"resources": [bucket, policy([object.union(
			plain(both),
			{"Effect": "Allow", "Condition": {"Bool": {"aws:SecureTransport": "true"}}},
		)])],
		"verdict": "fail",
	},
	"a Deny of TLS": {
		"resources": [bucket, policy([on(both, {"Bool": {"aws:SecureTransport": "true"}})])],
		"verdict": "fail",
	},
	"narrowed by another condition": {
		"resources": [bucket, policy([on(both, {
			"Bool": {"aws:SecureTransport": "false"},
			"IpAddress": {"aws:SourceIp": "192.0.2.0/24"},
		})])],
		"verdict": "fail",
	},
	"false as a boolean": {
		"resources": [bucket, policy([on(both, {"Bool": {"aws:SecureTransport": false}})])],
		"verdict": "pass",
	},
	"if the key exists": {
		"resources": [bucket, policy([on(both, {"BoolIfExists": {"aws:securetransport": ["false"]}})])],
		"verdict": "pass",
	},
	"resources known only after apply": {
		"resources": [new, policy([plain(["driftgate:unknown", "driftgate:unknown"])])],
		"verdict": "unknown",
		"path": "/policy",
		"findings": 1,
	},
	"name known only after apply, every resource": {"resources": [new, policy([plain("*")])], "verdict": "pass"},
	"resources known only after apply, without the denial": {
		"resources": [new, policy([object.union(grant, {"Resource": "driftgate:unknown"})])],
		"verdict": "fail",
	},
	"principal known only after apply": {
		"resources": [bucket, policy([object.union(plain(both), {"Principal": {"AWS": ["driftgate:unknown"]}})])],
		"verdict": "unknown",
	},
	"condition known only after apply": {
		"resources": [bucket, policy([on(both, {"Bool": {"aws:SecureTransport": ["driftgate:unknown"]}})])],
		"verdict": "unknown",
	},
	"TLS 1.3 asked for, only plain HTTP denied": {
		"resources": [bucket, policy([plain(both)])],
		"params": {"min_tls": 1.3},
		"verdict": "fail",
		"findings": 1,
	},
	"TLS 1.3 asked for and demanded": {
		"resources": [bucket, policy([plain(both), on(both, {"NumericLessThan": {"s3:TlsVersion": "1.3"}})])],
		"params": {"min_tls": 1.3},
		"verdict": "pass",
	},
	"TLS 1.3 asked for, 1.2 demanded": {
		"resources": [bucket, policy([plain(both), on(both, {"NumericLessThan": {"s3:TlsVersion": 1.2}})])],
		"params": {"min_tls": 1.3},
		"verdict": "fail",
	},
	"TLS 1.3 asked for, in one statement with plain HTTP": {
		"resources": [bucket, policy([on(both, {
			"Bool": {"aws:SecureTransport": "false"},
			"NumericLessThan": {"s3:TlsVersion": "1.3"},
		})])],
		"params": {"min_tls": 1.3},
		"verdict": "fail",
		"findings": 2,
	},
	"TLS 1.3 asked for, version known only after apply": {
		"resources": [bucket, policy([plain(both), on(both, {"NumericLessThan": {"s3:TlsVersion": "driftgate:unknown"}})])],
		"params": {"min_tls": 1.3},
		"verdict": "unknown",
	},
	"another type": {"resources": [{"type": "aws_s3_access_point", "attributes": {}}], "verdict": "none"},
	"a policy that cannot be told, beside one that denies": {
		"resources": [object.union(bucket, {"unresolved": ["aws_s3_bucket_policy"]}), policy([plain(both)])],
		"verdict": "pass",
	},
	"an Allow of plain HTTP": {"resources": [bucket, policy([object.union(plain(both), {"Effect": "Allow"})])], "verdict": "fail"},
	"every action, and one again": {
		"resources": [bucket, policy([object.union(plain(both), {"Action": ["s3:GetObject", "s3:*"]})])],
		"verdict": "pass",
	},
	"a principal known only after apply, beside one that is known": {
		"resources": [bucket, policy([object.union(plain(both), {"Principal": {"AWS": ["111122223333", "driftgate:unknown"]}})])],
		"verdict": "unknown",
	},
	"a principal known only after apply, beside a service": {
		"resources": [bucket, policy([object.union(plain(both), {"Principal": {"AWS": "driftgate:unknown", "Service": "ec2.amazonaws.com"}})])],
		"verdict": "unknown",
	},
	"in the partition of the US government": {
		"resources": [bucket, policy([plain(["arn:aws-us-gov:s3:::logs", "arn:aws-us-gov:s3:::logs/*"])])],
		"verdict": "pass",
	},
	"both values of the condition": {
		"resources": [bucket, policy([on(both, {"Bool": {"aws:SecureTransport": ["true", "false"]}})])],
		"verdict": "pass",
	},
	"another operator": {"resources": [bucket, policy([on(both, {"Null": {"aws:SecureTransport": "false"}})])], "verdict": "fail"},
	"another condition key": {"resources": [bucket, policy([on(both, {"Bool": {"aws:ViaAWSService": "false"}})])], "verdict": "fail"},
	"TLS 1.3 asked for, above one of two versions": {
		"resources": [bucket, policy([plain(both), on(both, {"NumericLessThan": {"s3:TlsVersion": ["1.2", "1.3"]}})])],
		"params": {"min_tls": 1.3},
		"verdict": "pass",
	},
	"TLS 1.3 asked for, if the key exists": {
		"resources": [bucket, policy([plain(both), on(both, {"NumericLessThanIfExists": {"s3:TlsVersion": "1.3"}})])],
		"params": {"min_tls": 1.3},
		"verdict": "pass",
	},
	"TLS 1.3 asked for, by another operator": {
		"resources": [bucket, policy([plain(both), on(both, {"NumericGreaterThan": {"s3:TlsVersion": "1.3"}})])],
		"params": {"min_tls": 1.3},
		"verdict": "fail",
	},
	"TLS 1.3 asked for, another condition key": {
		"resources": [bucket, policy([plain(both), on(both, {"NumericLessThan": {"s3:max-keys": "1000"}})])],
		"params": {"min_tls": 1.3},
		"verdict": "fail",
	},
}

bucket := {"key": "bucket", "type": "aws_s3_bucket", "attributes": {"bucket": "logs"}}

new := {"key": "bucket", "type": "aws_s3_bucket", "attributes": {}, "unknown": {"/bucket": []}}

own(policy_text) := object.union(bucket, {"attributes": {"policy": policy_text}})

policy_of(attributes) := {"type": "aws_s3_bucket_policy", "attributes": attributes, "links": {"bucket": ["bucket"]}}

policy(statements) := policy_of({"policy": document(statements)})

document(statements) := json.marshal({"Statement": statements})

both := ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"]

grant := {
	"Effect": "Allow",
	"Principal": {"AWS": "111122223333"},
	"Action": "s3:GetObject",
	"Resource": "arn:aws:s3:::logs/*",
}

on(resources, condition) := {
	"Effect": "Deny",
	"Principal": "*",
	"Action": "s3:*",
	"Resource": resources,
	"Condition": condition,
}

plain(resources) := on(resources, {"Bool": {"aws:SecureTransport": "false"}})
